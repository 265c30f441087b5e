"""A cut, pure: what is taken from what, under which new identifiers, and what stands against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from lotbook.checks.shop import Shop
from lotbook.commands.certificates.people import refusal
from lotbook.commands.cutting.findings import (
    BLEND_DIFFERS,
    MARK_DIFFERS,
    NOT_MARKED,
    PERSON_REFUSED,
    SOURCE_HELD,
    TOO_MUCH,
    UNIT_DIFFERS,
)
from lotbook.commands.cutting.stock import Stock
from lotbook.commands.issuing.order import near
from lotbook.domain.edits import Append, Issued, Plan
from lotbook.domain.findings import Finding, Place
from lotbook.domain.identifiers import key, same
from lotbook.domain.lot_ids import CHILD, Facts, Numbers, Refused
from lotbook.domain.units import converted
from lotbook.domain.values import Value, number_text
from lotbook.errors import NotFoundError, UsageError

_HELD_BACK = frozenset({"Hold", "Rejected", "Returned"})
_MARKING = frozenset({"Marking"})
VERIFYING = frozenset({"Marking", "Inspection", "Quality"})


class Portion(NamedTuple):
    """So much of one lot or piece."""

    source: str
    quantity: Decimal
    reason: str


class How(NamedTuple):
    """How it is cut and marked.

    Attributes:
        on: the day.
        unit: of all quantities; empty for each source's own.
        heat: as read from the piece; empty where nobody marked it yet.
        method: how the mark was put on.
        marked_by: who did.
    """

    on: date
    unit: str = ""
    heat: str = ""
    method: str = ""
    marked_by: str = ""


class Cutting(NamedTuple):
    """What a cut will do: the plan, the new pieces, what stands against it or must be looked at."""

    plan: Plan
    pieces: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def stops(self) -> bool:
        """Whether it must not be done."""
        return any(finding.stops for finding in self.findings)


def the_source(shop: Shop, name: str) -> str:
    """The identifier of a lot or piece, as the workbook has it.

    Raises:
        NotFoundError: there is none; near matches are named.
    """
    lot, piece = shop.lots.get(key(name)), shop.pieces.get(key(name))
    found = lot.lot_id if lot else piece[0].new_lot_id if piece else None
    if found is None:
        known = [each.lot_id for each in shop.records.receiving] + [
            each.new_lot_id for each in shop.records.cuts
        ]
        raise NotFoundError(f"There is no lot or piece {name}.", next_step=near(name, known))
    return found


def plan(shop: Shop, counters: Mapping[str, int], portions: Sequence[Portion], how: How) -> Cutting:
    """New pieces, each a row of Cuts; the portions of a blend become one new lot.

    Args:
        shop: the workbook.
        counters: the highest number of each counter.
        portions: what is taken, in this order.
        how: the day, the unit and the mark.
    """
    stock = Stock(shop)
    findings = list(_against(stock, portions, how))
    numbers = Numbers(counters, _existing(shop))
    rows, issued, pieces = list[Append](), list[Issued](), list[str]()
    for portion in portions:
        cut = _taken(numbers, shop.records.setting("Cut ID format"), Facts(day=how.on))
        issued.append(cut)
        if portion.reason != "Blend" or not pieces:
            child = _child(stock, numbers, portion, how.on)
            issued.append(child)
            pieces.append(child.identifier)
        unit = how.unit or stock.whole(portion.source).unit or ""
        rows.append(_row(cut.identifier, pieces[-1], portion, how._replace(unit=unit)))
    names = ", ".join(pieces)
    summary = f"{names} taken from {', '.join(dict.fromkeys(portion.source for portion in portions))}."
    made = Plan("cut", summary, appends=tuple(rows), issued=tuple(issued), details={"pieces": pieces})
    return Cutting(made, tuple(pieces), tuple(findings))


def _existing(shop: Shop) -> list[str]:
    records = shop.records
    every = [
        *(lot.lot_id for lot in records.receiving),
        *(cut.new_lot_id for cut in records.cuts),
        *(cut.cut_id for cut in records.cuts),
        *(run.run_id for run in records.manufacture),
    ]
    return [name for name in every if name]


def _child(stock: Stock, numbers: Numbers, portion: Portion, on: date) -> Issued:
    if portion.reason != "Blend":
        return _taken(numbers, CHILD, Facts(parent=portion.source))
    origins = stock.origins(portion.source)
    code = (origins[0].material if origins else None) or ""
    material = stock.shop.materials.get(key(code))
    pattern = (material and material.lot_id_format) or stock.shop.records.setting("Lot ID format")
    return _taken(numbers, pattern, Facts(code, on))


def _taken(numbers: Numbers, pattern: str, facts: Facts) -> Issued:
    taken = numbers.take(pattern, facts)
    if isinstance(taken, Refused):
        raise UsageError(f"No number can be made with {pattern}: {taken.reason}.")
    return taken


def _row(cut_id: str, piece: str, portion: Portion, how: How) -> Append:
    values: dict[str, Value] = {
        "Cut ID": cut_id,
        "Cut on": how.on,
        "From": portion.source,
        "New lot ID": piece,
        "Quantity": portion.quantity,
        "Unit": how.unit,
        "Reason": portion.reason,
        "Heat marked": how.heat,
        "Mark method": how.method,
        "Marked by": how.marked_by,
    }
    return Append("Cuts", {header: value for header, value in values.items() if value != ""}, piece)


def _against(stock: Stock, portions: Sequence[Portion], how: How) -> Iterator[Finding]:
    for source in dict.fromkeys(portion.source for portion in portions):
        place = stock.place(source)
        for lot in stock.origins(source):
            if lot.status in _HELD_BACK:
                why = lot.reason or "no reason given"
                said = f"{source} comes from {lot.lot_id}, which is {lot.status}: {why}."
                yield SOURCE_HELD.at(place, said)
        hold = stock.shop.held_pieces.get(key(source))
        if hold is not None:
            yield SOURCE_HELD.at(place, f"{source} is {hold.told}.")
        yield from _amounts(stock, source, [p for p in portions if p.source == source], how.unit, place)
        yield from _marked(stock, source, how, place)
    codes = {
        key(lot.material or "") for p in portions if p.reason == "Blend" for lot in stock.origins(p.source)
    }
    if len(codes) > 1:
        yield BLEND_DIFFERS.at(Place("Cuts"), f"The blend would hold {len(codes)} materials.")
    if how.marked_by:
        yield from person(stock.shop, how.marked_by, _MARKING, how.on, Place("Cuts", 0, "", "Marked by"))


def _amounts(
    stock: Stock, source: str, portions: Sequence[Portion], unit: str, place: Place
) -> Iterator[Finding]:
    rest = stock.left(source)
    wanted = sum((portion.quantity for portion in portions), Decimal(0))
    taken = converted(wanted, unit or rest.unit, rest.unit)
    if taken is None:
        yield UNIT_DIFFERS.at(place, f"{source} is counted in {rest.unit or 'no unit'}, the cut in {unit}.")
    elif rest.quantity is not None and taken > rest.quantity:
        there = f"{number_text(rest.quantity)} {rest.unit or ''}".strip()
        yield TOO_MUCH.at(
            place, f"{number_text(taken)} {rest.unit or ''} would be taken of {source}; {there} are left."
        )


def _marked(stock: Stock, source: str, how: How, place: Place) -> Iterator[Finding]:
    origins = stock.origins(source)
    needed = any(
        (material := stock.shop.material_of(lot)) and material.mark_transfer_needed for lot in origins
    )
    if how.heat and origins and not any(same(how.heat, lot.heat_on_certificate) for lot in origins):
        heats = " or ".join(dict.fromkeys(lot.heat_on_certificate or "(none)" for lot in origins))
        yield MARK_DIFFERS.at(place, f"The piece is marked {how.heat}; the heat of {source} is {heats}.")
    if needed and not (how.heat and how.marked_by):
        yield NOT_MARKED.at(place, f"{source} needs its heat on each piece.")


def person(shop: Shop, name: str, roles: frozenset[str], on: date, place: Place) -> Iterator[Finding]:
    """What stands against somebody who marks or verifies."""
    known = shop.people.get(key(name))
    reason = refusal(shop, known, roles, on) if known else f"{name} is not on the sheet People."
    if reason:
        yield PERSON_REFUSED.at(place, reason)
