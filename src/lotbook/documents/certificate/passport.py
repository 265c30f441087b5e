"""Reads a Digital Material Passport (the schema Metals 0.1.x of material-identity): heat, batch, designations, results."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lotbook.compliance.reported import Reported
from lotbook.documents.certificate.facts import Amount, Facts, Norm
from lotbook.documents.certificate.tree import at, each, first, number, sign, texts, unreadable
from lotbook.documents.certificate.words import certificate_type, norm_of

_TRADE = ("TransactionData", "BusinessTransaction")


def facts(data: object) -> Facts:
    """What the passport says."""
    paper = at(data, "DigitalMaterialPassport")
    product, trade = at(paper, "Product"), at(paper, *_TRADE)
    analyses = tuple(each(at(paper, "ChemicalAnalysis")))
    return Facts(
        "Digital Material Passport",
        number=first(paper, "Id"),
        dated=first(paper, "IssueDate"),
        kind=certificate_type("EN 10204 " + first(paper, "Validation", "CertificateType", "Type")),
        heats=tuple(dict.fromkeys(heat for part in analyses for heat in texts(part, "HeatNumber"))),
        lots=texts(product, "BatchId"),
        grades=tuple(_grades(product)),
        norms=tuple(_norms(product)),
        orders=texts(trade, "Order", "Id"),
        amounts=tuple(_amounts(product, at(trade, "Delivery"))),
        maker=first(paper, "TransactionData", "Parties", "Manufacturer", "Name"),
        country=first(product, "CountryOfOrigin"),
        values=tuple(_values(paper, analyses)),
        signed_by=next((n for who in each(at(paper, "Validation", "Validators")) for n in texts(who, "Name")), ""),
    )  # fmt: skip


def _grades(product: object) -> Iterator[str]:
    for designation in each(at(product, "MaterialDesignations")):
        yield from texts(designation, "Name", "Value")
        yield from texts(designation, "Number", "Value")


def _norms(product: object) -> Iterator[Norm]:
    for kind in ("ProductNorms", "MaterialNorms"):
        for norm in each(at(product, kind)):
            name, year = first(norm, "Standard"), first(norm, "Year")
            if name:
                yield Norm(name, year) if year else norm_of(name)


def _amounts(product: object, delivery: object) -> Iterator[Amount]:
    for value, unit in (
        (at(delivery, "Quantity"), first(delivery, "QuantityUnit")),
        (at(product, "Quantity"), "pcs"),
        (at(product, "Weight"), first(product, "WeightUnit")),
    ):
        amount = number(value)
        if amount is not None and unit:
            yield Amount(amount, unit)


def _values(paper: object, analyses: tuple[object, ...]) -> Iterator[Reported]:
    for analysis in analyses:
        for field in each(at(analysis, "Elements")):
            yield from measured(field)
    for kind in ("MechanicalProperties", "PhysicalProperties"):
        for field in each(at(paper, kind)):
            yield from measured(field)


def measured(field: object) -> Iterator[Reported]:
    """One measurement as the schema has it: a number, several with their average, a range, or a curve of points."""
    name = first(field, "PropertySymbol") or first(field, "PropertyName")
    unit, actual = first(field, "Unit"), at(field, "Actual")
    limits = number(at(field, "Minimum", "Value")), number(at(field, "Maximum", "Value"))
    kind = first(actual, "ResultType")
    if not name:
        return
    if kind == "multiValue":
        yield from _several(name, unit, limits, actual)
    elif kind == "range":
        low, high = number(at(actual, "Minimum")), number(at(actual, "Maximum"))
        bounds = _range(at(field, "Target")) if limits == (None, None) else limits
        yield Reported(name, None, unit, *bounds, low=low, high=high)
    elif kind == "array":
        yield from _points(name, unit, actual)
    elif (value := number(at(actual, "Value"))) is not None:
        mark = first(actual, "Operator")[:1] or sign(at(actual, "Value"))
        yield Reported(name, value, unit, *limits, below=mark == "<", above=mark == ">")
    elif printed := unreadable(at(actual, "Value")):
        yield Reported(name, None, unit, *limits, printed=printed)


def _several(
    name: str, unit: str, limits: tuple[Decimal | None, Decimal | None], actual: object
) -> Iterator[Reported]:
    found = [x for item in each(at(actual, "Values")) if (x := number(at(item, "Value"))) is not None]
    if found:
        average = number(at(actual, "Statistics", "Average", "Value"))
        mean = sum(found[1:], found[0]) / len(found)
        yield Reported(name, mean if average is None else average, unit, *limits, min(found), max(found))


def _points(name: str, unit: str, actual: object) -> Iterator[Reported]:
    along = first(actual, "ParameterUnit")
    for point in each(at(actual, "Data")):
        value = number(at(point, "Value", "Value"))
        if value is not None:
            where = " ".join(part for part in (first(point, "Parameter"), along) if part)
            limits = number(at(point, "Minimum", "Value")), number(at(point, "Maximum", "Value"))
            yield Reported(f"{name} at {where}", value, unit, *limits)


def _range(target: object) -> tuple[Decimal | None, Decimal | None]:
    return number(at(target, "Minimum")), number(at(target, "Maximum"))
