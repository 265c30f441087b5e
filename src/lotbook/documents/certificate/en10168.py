"""Reads a digital EN 10168 certificate: fields A (commercial), B (product), C (inspection), Z (validation).

C00 is the heat, B07 the lot or charge, which may be a text or a list. Field codes after EN 10168; layout after the
public schema 0.4.1 to 0.5.0 of material-identity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from lotbook.compliance.reported import Reported
from lotbook.documents.certificate.facts import Amount, Facts, Norm
from lotbook.documents.certificate.tree import at, each, first, number, sign, text, texts, unreadable
from lotbook.documents.certificate.words import certificate_type, norm_of

_NORMS = ("ProductNorm", "MaterialNorm", "MassNorm")
_CODE = re.compile(r"[CD]\d\d\d?\Z")
# What the property is called in our sheets; the certificate's own words often name two at once.
_TENSILE = {"C11": "Re", "C12": "Rm", "C13": "A"}


def facts(data: object) -> Facts:
    """What the certificate says; several inspections of one paper count together."""
    paper = at(data, "Certificate")
    trade, product = at(paper, "CommercialTransaction"), at(paper, "ProductDescription")
    tested = tuple(each(at(paper, "Inspection")))
    return Facts(
        "EN 10168",
        number=first(trade, "A03"),
        dated=first(paper, "Validation", "Z02"),
        kind=certificate_type(first(trade, "A02")),
        heats=tuple(dict.fromkeys(heat for part in tested for heat in texts(part, "C00"))),
        lots=texts(product, "B07"),
        grades=texts(product, "B02", "SteelDesignation"),
        norms=tuple(_norms(product)),
        orders=texts(trade, "A07"),
        amounts=tuple(_amounts(product)),
        maker=first(trade, "A01", "Name"),
        country=first(trade, "A01", "Country"),
        values=tuple(value for part in tested for value in _values(part)),
        signed_by=first(paper, "Validation", "Z03", "Name"),
    )


def _norms(product: object) -> Iterator[Norm]:
    for kind in _NORMS:
        for name in texts(product, "B02", kind):
            yield norm_of(name)


def _amounts(product: object) -> Iterator[Amount]:
    pieces = number(at(product, "B08"))
    if pieces is not None:
        yield Amount(pieces, "pcs")
    mass = number(at(product, "B13", "Value"))
    if mass is not None:
        yield Amount(mass, first(product, "B13", "Unit") or "kg")


def _values(part: object) -> Iterator[Reported]:
    chemistry = at(part, "ChemicalComposition")
    if isinstance(chemistry, Mapping):
        for code, field in chemistry.items():
            if _CODE.match(str(code)) and isinstance(field, Mapping):
                yield from _element(field)
    for test in each(at(part, "TensileTest")):
        for code, name in _TENSILE.items():
            yield from _measured(name, at(test, code))
    yield from _several("Hardness", at(part, "HardnessTest"), "C31", "C32")
    yield from _several("KV", at(part, "NotchedBarImpactTest"), "C42", "C43")


def _element(field: Mapping[str, object]) -> Iterator[Reported]:
    actual = field.get("Actual")
    raw = at(actual, "Value") if isinstance(actual, Mapping) else actual
    value, mark = number(raw), first(actual, "Operator")[:1] or sign(raw)
    if text(field.get("Symbol")) and (value is not None or unreadable(raw)):
        yield Reported(
            text(field.get("Symbol")),
            value,
            text(field.get("Unit")),
            _limit(field.get("Minimum")),
            _limit(field.get("Maximum")),
            below=mark == "<",
            above=mark == ">",
            printed=unreadable(raw),
        )


def _limit(field: object) -> Decimal | None:
    return number(at(field, "Value") if isinstance(field, Mapping) else field)


def _measured(name: str, field: object) -> Iterator[Reported]:
    value, printed = number(at(field, "Value")), unreadable(at(field, "Value"))
    if value is not None or printed:
        limits = number(at(field, "Minimum")), number(at(field, "Maximum"))
        yield Reported(name, value, first(field, "Unit"), *limits, printed=printed)


def _several(name: str, test: object, single: str, mean: str) -> Iterator[Reported]:
    """Several readings with their mean; the limits of the mean are limits of the mean, not of each reading."""
    for part in each(test):
        field = at(part, mean)
        if number(at(field, "Value")) is not None:
            yield from _measured(name, field)
            continue
        readings = [x for item in each(at(part, single)) if (x := number(at(item, "Value"))) is not None]
        if readings:
            unit = next((first(item, "Unit") for item in each(at(part, single))), "")
            average = sum(readings[1:], readings[0]) / len(readings)
            yield Reported(name, average, unit, low=min(readings), high=max(readings))
