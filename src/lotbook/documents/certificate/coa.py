"""Reads a digital certificate of analysis or conformity for plastics (the schema CoA 1.x of material-identity).

Plastics have lots, no heats: the analysed lot, the production batch and the filling batch may each stand on the sack.
"""

from __future__ import annotations

from collections.abc import Iterator

from lotbook.compliance.reported import Reported
from lotbook.documents.certificate.facts import Amount, Facts
from lotbook.documents.certificate.tree import at, each, first, number, sign, texts, unreadable
from lotbook.documents.certificate.words import certificate_type, norm_of


def facts(data: object) -> Facts:
    """What the certificate says."""
    paper = at(data, "Certificate")
    product, trade = at(paper, "Product"), at(paper, "BusinessTransaction")
    lots = (
        *texts(paper, "Analysis", "LotId"),
        *texts(product, "ProductionBatchId"),
        *texts(product, "FillingBatchId"),
    )
    amount = number(at(trade, "Delivery", "Quantity"))
    unit = first(trade, "Delivery", "QuantityUnit")
    return Facts(
        "CoA",
        number=first(paper, "Id"),
        dated=first(paper, "Date"),
        kind=certificate_type("EN 10204 " + first(paper, "Standard", "Type")),
        lots=tuple(dict.fromkeys(lots)),
        grades=texts(product, "Name"),
        norms=tuple(norm_of(name) for name in texts(product, "Standards")),
        orders=texts(trade, "Order", "Id"),
        amounts=(Amount(amount, unit),) if amount is not None and unit else (),
        maker=first(paper, "Parties", "Manufacturer", "Name"),
        country=first(product, "CountryOfOrigin"),
        values=tuple(_values(paper)),
        signed_by=next((n for who in each(at(paper, "Contacts")) for n in texts(who, "Name")), ""),
    )


def _values(paper: object) -> Iterator[Reported]:
    for test in each(at(paper, "Analysis", "Inspections")):
        name, value = first(test, "Property"), number(at(test, "Value"))
        printed = unreadable(at(test, "Value"))
        if name and (value is not None or printed):
            mark = sign(at(test, "Value"))
            limits = number(at(test, "Minimum")), number(at(test, "Maximum"))
            yield Reported(
                name,
                value,
                first(test, "Unit"),
                *limits,
                below=mark == "<",
                above=mark == ">",
                printed=printed,
            )
