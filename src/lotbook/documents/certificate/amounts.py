"""Does a certificate cover what came in, all deliveries of that heat that name it together?"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lotbook.checks.shop import named
from lotbook.documents.certificate import findings as kinds
from lotbook.documents.certificate.delivery import Agreement, Compared, Delivery
from lotbook.documents.certificate.facts import Amount
from lotbook.documents.certificate.heat import listed
from lotbook.documents.certificate.quantities import amounts_in
from lotbook.domain.identifiers import same
from lotbook.domain.units import converted
from lotbook.domain.values import number_text

_NOT_KEPT = ("Rejected", "Returned")


def compare_quantity(delivery: Delivery) -> Compared:
    """What the certificate covers is at least what was delivered, where both are told in units that convert.

    Other deliveries of that heat with the same certificate count too: a paper for 100 kg does not stand for 500. A paper
    for more is usual, because a mill certifies the whole heat.
    """
    receipt, stated = delivery.receipt, _stated(delivery)
    if receipt.quantity is None or not stated:
        return Compared("Quantity", _amount(receipt.quantity, receipt.unit), "", Agreement.NOT_COMPARED)
    with_it = _came_with_it(delivery)
    total = receipt.quantity + sum((amount for _, amount in with_it), Decimal(0))
    ours = _amount(total, receipt.unit)
    told = [(each, converted(each.value, each.unit, receipt.unit)) for each in stated]
    covered = [(each, amount) for each, amount in told if amount is not None]
    if not covered:
        theirs = listed([_amount(each.value, each.unit) for each in stated])
        return Compared("Quantity", ours, theirs, Agreement.NOT_COMPARED)
    each, most = max(covered, key=lambda pair: pair[1])
    theirs = _amount(each.value, each.unit)
    if most >= total:
        return Compared("Quantity", ours, theirs, Agreement.SAME)
    said = f"{ours} came in{_with(with_it)}, the certificate covers {theirs}."
    finding = delivery.found(kinds.QUANTITY_SMALLER, "quantity", said)
    return Compared("Quantity", ours, theirs, Agreement.UNSURE, finding)


def _stated(delivery: Delivery) -> Sequence[Amount]:
    """The amounts of the certificate's data, else those its text names; what it counts in pieces may be our sheets."""
    facts = delivery.reading.facts
    if facts:
        return facts.amounts
    ours = delivery.receipt.unit
    return [
        each._replace(unit=ours) if each.unit == "pcs" and ours == "sheet" else each
        for each in amounts_in(delivery.reading.printed)
    ]


def _came_with_it(delivery: Delivery) -> list[tuple[str, Decimal]]:
    """Other deliveries of this heat with this certificate that the shop kept: name and quantity in our unit."""
    receipt = delivery.receipt
    found = [
        (named(other), converted(other.quantity, other.unit, receipt.unit))
        for other in delivery.sharing
        if other.quantity is not None
        and other.status not in _NOT_KEPT
        and same(other.heat_on_material, receipt.heat_on_material)
    ]
    return [(name, amount) for name, amount in found if amount is not None]


def _with(others: list[tuple[str, Decimal]]) -> str:
    return f" together with {listed([name for name, _ in others])}" if others else ""


def _amount(value: Decimal | None, unit: str | None) -> str:
    return f"{number_text(value)} {unit or ''}".strip() if value is not None else ""
