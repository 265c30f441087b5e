"""Quantities: nothing gives away more than there was of it, and units can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from lotbook.checks.shop import Check, Shop, at, named
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.domain.units import converted, convertible
from lotbook.domain.values import number_text
from lotbook.tables.cuts import Cut
from lotbook.tables.materials_used import Use
from lotbook.tables.part_rows import column
from lotbook.tables.receiving import Receipt
from lotbook.tables.shipments import Shipment

USED_MORE_THAN_THERE_WAS = Kind(
    "used-more-than-there-was",
    Severity.STOP,
    "More was used than there was",
    "A balance over 100 % means a wrong quantity, a wrong source, or another lot that was used and is not named.",
    "Compare the quantities with travelers and tags; correct the one that is wrong.",
)
CUT_MORE_THAN_THERE_WAS = Kind(
    "cut-more-than-there-was",
    Severity.STOP,
    "More was cut than there was",
    "The pieces together are more than the lot they come from, so one of them comes from elsewhere.",
    "Compare the pieces with the cut sheet; correct quantity, unit or From.",
)
UNIT_DIFFERS = Kind(
    "unit-differs",
    Severity.WARN,
    "A quantity is in a unit that cannot be compared",
    "Kilograms convert to grams and metres to feet, but not sheets to kilograms: no balance can be made.",
    "Enter the quantity in the unit of the lot or run it comes from.",
)
QUANTITY_NOT_POSITIVE = Kind(
    "quantity-not-positive",
    Severity.WARN,
    "A quantity is zero or less",
    "A quantity tells how much there was; corrections are made in the row itself, not with minus rows. Only what a "
    "customer sent back is a shipment below zero, of the same order and run, and never more than went out.",
    "Type the quantity as it was.",
)

Drawing = Use | Cut | Shipment
_POSITIVE = ("receiving", "cuts", "materials_used", "orders", "shipments")


class _Account(NamedTuple):
    """What is known of one lot, piece or run: how much there was and in which unit."""

    row: tuple[object, ...]
    field: str
    there_was: Decimal | None
    unit: str | None


def balance(shop: Shop) -> Iterator[Finding]:
    """Uses, cuts and shipments together never exceed what there was, and share its unit."""
    for name, lot in shop.lots.items():
        account = _Account(lot, "quantity", lot.quantity, lot.unit)
        yield from _settle(account, shop.uses_of.get(name, ()), shop.cuts_from.get(name, ()))
    for name, cuts in shop.pieces.items():
        if name not in shop.lots:
            yield from _settle(_piece(cuts), shop.uses_of.get(name, ()), shop.cuts_from.get(name, ()))
    for name in shop.uses_of.keys() & shop.runs.keys():
        run = shop.runs[name]
        if name not in shop.lots and name not in shop.pieces:
            good = None if run.quantity_made is None else run.quantity_made - (run.quantity_scrapped or 0)
            account = _Account(run, "quantity_made", good, run.unit)
            yield from _settle(account, shop.uses_of[name], shop.shipments_of.get(name, ()))


def _piece(cuts: list[Cut]) -> _Account:
    """A piece is what was cut, a blend the sum of its parents' shares."""
    unit = cuts[0].unit
    if len(cuts) > 1 and cuts[0].reason != "Blend":
        return _Account(cuts[0], "quantity", cuts[0].quantity, unit)  # doubled numbers are told elsewhere
    shares = [_in(cut.quantity, cut.unit, unit) for cut in cuts]
    total = None if None in shares else sum((share for share in shares if share is not None), Decimal())
    return _Account(cuts[0], "quantity", total, unit)


def _in(quantity: Decimal | None, unit: str | None, to: str | None) -> Decimal | None:
    if quantity is None or unit == to:
        return quantity
    return converted(quantity, unit, to)


def _settle(account: _Account, uses: Iterable[Use], others: Iterable[Cut | Shipment]) -> Iterator[Finding]:
    total = Decimal()
    drawings: list[Drawing] = []
    unit = account.unit
    for each in (*uses, *others):
        quantity = each.quantity
        if quantity is None or (quantity <= 0 and not isinstance(each, Shipment)):
            continue
        if each.unit == unit:
            total += quantity
        elif (converted_quantity := converted(quantity, each.unit, unit)) is not None:
            total += converted_quantity
        elif each.unit and unit:
            yield _not_comparable(account, each)
            continue
        drawings.append(each)
    if account.there_was is not None and total > account.there_was:
        cut_only = all(isinstance(each, Cut) for each in drawings)
        kind = CUT_MORE_THAN_THERE_WAS if cut_only else USED_MORE_THAN_THERE_WAS
        yield kind.at(at(account.row, account.field), _exceeded(account, total, drawings))


def _not_comparable(account: _Account, each: Drawing) -> Finding:
    word = "counted" if isinstance(account.row, Receipt | Cut) else "made"
    return UNIT_DIFFERS.at(
        at(each, "unit"),
        f"{named(each)} takes {number_text(each.quantity or Decimal())} {each.unit} of {named(account.row)}, "
        f"which is {word} in {account.unit}.",
    )


def _exceeded(account: _Account, total: Decimal, drawings: list[Drawing]) -> str:
    verbs = {Use: "used", Cut: "cut", Shipment: "shipped"}
    how = " and ".join(dict.fromkeys(verbs[type(each)] for each in drawings))
    unit = account.unit or ""
    rows = ", ".join(f"{at(each, 'quantity').sheet} row {each.row}" for each in drawings[-3:])
    more = f"{len(drawings) - 3} more and " if len(drawings) > 3 else ""
    return (
        f"{number_text(total)} {unit} of {named(account.row)} were {how}, but there were only "
        f"{number_text(account.there_was or Decimal())} {unit}. See {more}{rows}."
    )


def positive(shop: Shop) -> Iterator[Finding]:
    """Quantities that were delivered, cut, used, ordered or shipped are above zero.

    A shipment below zero is what the customer sent back, as long as no more comes back than went out.
    """
    for name in _POSITIVE:
        rows = getattr(shop.records, name)
        # Cells with one number share it, so few of them are looked at.
        different = {id(each): each for each in column(rows, "quantity") if each is not None}
        for row in rows if any(each <= 0 for each in different.values()) else ():
            if row.quantity is not None and row.quantity <= 0 and not _came_back(shop, row):
                message = f"Quantity of {named(row)} is {number_text(row.quantity)}."
                yield QUANTITY_NOT_POSITIVE.at(at(row, "quantity"), message)


def _came_back(shop: Shop, row: object) -> bool:
    if not isinstance(row, Shipment) or not row.quantity:
        return False
    same = [
        each for each in shop.shipments_of.get(shop.keys[row.run_id], ()) if each.order_id == row.order_id
    ]
    return sum((each.quantity or Decimal() for each in same), Decimal()) >= 0


def units_of_materials(shop: Shop) -> Iterator[Finding]:
    """A delivery is counted in its material's unit, or in one that converts to it."""
    known: dict[tuple[str | None, str | None], bool] = {}
    for lot in shop.records.receiving:
        material = shop.material_of(lot)
        if material is None or not material.unit or not lot.unit:
            continue
        pair = (lot.unit, material.unit)
        if pair not in known:
            known[pair] = convertible(*pair)
        if not known[pair]:
            message = f"{named(lot)} is counted in {lot.unit}, but {lot.material} in {material.unit}."
            yield UNIT_DIFFERS.at(at(lot, "unit"), message)


CHECKS: tuple[Check, ...] = (balance, positive, units_of_materials)
