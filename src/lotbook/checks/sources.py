"""Materials used: what a run drew from was released, there already, not expired, and not made of itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import repeat
from operator import lt
from typing import NamedTuple

from lotbook.checks.shop import Check, Shop, at, named
from lotbook.checks.stock import Stock, last_day
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.domain.genealogy import Steps
from lotbook.tables.cuts import Cut
from lotbook.tables.materials_used import Use

USED_NOT_RELEASED = Kind(
    "used-not-released",
    Severity.STOP,
    "A run used a lot that is not Released",
    "Material in Quarantine, on Hold, Rejected or Returned must not become parts.",
    "Release the lot if it is in order; else put the run on Hold and open a nonconformance.",
)
USED_BEFORE_RECEIVED = Kind(
    "used-before-received",
    Severity.STOP,
    "Material was used before it was received",
    "One of the two dates is wrong, or another lot was used.",
    "Compare tag and traveler; correct Source, Used on or Received on.",
)
USED_BEFORE_MADE = Kind(
    "used-before-made",
    Severity.STOP,
    "A piece was used before it was cut or made",
    "One of the two dates is wrong, or another piece was used.",
    "Compare tag and traveler; correct Source, Used on or the date of the cut or run.",
)
USED_BEFORE_CHECKED = Kind(
    "used-before-checked",
    Severity.WARN,
    "Material was used before it was checked",
    "The lot was Released after it had been used already.",
    "Correct the date that is wrong; else note on the run why it was used unchecked.",
)
USED_AFTER_EXPIRY = Kind(
    "used-after-expiry",
    Severity.STOP,
    "Material was used after its last day",
    "Expired resin, adhesive or powder may not hold what its certificate says.",
    "Put the run on Hold and open a nonconformance, or correct the date.",
)
CHAIN_CYCLE = Kind(
    "chain-cycle",
    Severity.STOP,
    "Lots and runs were made from each other",
    "Following the chain leads back to where it started, so at least one of these rows is wrong.",
    "Look at each of the rows named and correct the source that cannot be.",
)
RUN_USES_ITSELF = Kind(
    "run-uses-itself",
    Severity.STOP,
    "A run or piece is its own source",
    "Nothing can be made of itself; the real source is missing from the chain.",
    "Correct Source or From.",
)
CANCELLED_RUN_USED = Kind(
    "cancelled-run-used",
    Severity.STOP,
    "A cancelled or planned run was used as a sub-assembly",
    "It made nothing, and the chain does not pass through it.",
    "Correct the source, or the status of the run.",
)


class _Barred(NamedTuple):
    """A lot, piece or run that must not be used; ``recalled``: the day of the open recall that holds it."""

    name: str
    why: str
    recalled: date | None


def released(shop: Shop) -> Iterator[Finding]:
    """What a run used comes from Released lots, from runs that are not on Hold, and from no piece that a recall holds.

    What was used before an open recall held it is that recall's case, and is told once, by the recall.
    """
    for stock in shop.stocks:
        barred = list(_barred(shop, stock))
        for use in stock.uses if barred else ():
            wrong = next((each for each in barred if not _came_later(shop, each.recalled, use)), None)
            if wrong is None or _cancelled(shop, use):
                continue
            through = f", cut from {wrong.name}" if wrong.name != stock.name else ""
            message = f"{use.run_id} used {use.source}{through}, {wrong.why}."
            yield USED_NOT_RELEASED.at(at(use, "source"), message)


def _barred(shop: Shop, stock: Stock) -> Iterator[_Barred]:
    for lot in stock.lots:
        if lot.status not in (None, "Released"):
            recalled = shop.recalled_on(lot.reason) if lot.status == "Hold" else None
            yield _Barred(named(lot), f"which has the status {lot.status}", recalled)
    if stock.run is not None and stock.run.status == "Hold":
        yield _Barred(stock.name, "which has the status Hold", shop.recalled_on(stock.run.note))
    hold = shop.held_pieces.get(shop.keys[stock.name]) if stock.cuts else None
    if hold is not None:
        yield _Barred(hold.piece, f"which is {hold.told}", hold.since)


def _came_later(shop: Shop, recalled: date | None, use: Use) -> bool:
    """Whether a recall came after the use; a use without a day counts by the end of its run, else by its start."""
    run = shop.runs.get(shop.keys[use.run_id])
    day = use.used_on or (run and (run.finished_on or run.started_on))
    return bool(recalled and day and day <= recalled)


def _cancelled(shop: Shop, use: Use) -> bool:
    run = shop.runs.get(shop.keys[use.run_id])
    return run is not None and run.status == "Cancelled"


def in_time(shop: Shop) -> Iterator[Finding]:
    """Material is used after it was received, cut or made, after its check and before it expires."""
    for stock in shop.stocks:
        days = [day for use in stock.uses if (day := use.used_on)]
        if not days:
            continue
        first, last = min(days), max(days)
        if _begins_after(stock, first):
            yield from _too_early(stock, first)
        if stock.lots:
            yield from _too_late(shop, stock, last)


def _begins_after(stock: Stock, day: date) -> bool:
    """Whether anything that it comes from was received, checked, cut or made later than on a day."""
    if stock.run:
        return stock.run.started_on is not None and day < stock.run.started_on
    for lot in stock.lots:
        if (lot.received_on and day < lot.received_on) or (lot.checked_on and day < lot.checked_on):
            return True
    return bool(stock.cuts) and any(cut.cut_on and day < cut.cut_on for cut in stock.cuts)


def _too_early(stock: Stock, first: date) -> Iterator[Finding]:
    for lot in stock.lots:
        if lot.received_on and first < lot.received_on:
            for use in stock.uses:
                if use.used_on and use.used_on < lot.received_on:
                    message = f"{use.run_id} used {use.source} on {use.used_on}; {named(lot)} came on {lot.received_on}."
                    yield USED_BEFORE_RECEIVED.at(at(use, "used_on"), message)
        elif lot.checked_on and first < lot.checked_on and lot.status == "Released":
            for use in stock.uses:
                if use.used_on and use.used_on < lot.checked_on:
                    message = f"{use.run_id} used {use.source} on {use.used_on}; {named(lot)} was checked on {lot.checked_on}."
                    yield USED_BEFORE_CHECKED.at(at(use, "used_on"), message)
    made = _made_on(stock)
    for use in stock.uses if made and first < made else ():
        if use.used_on and made and use.used_on < made:
            word = "started" if stock.run else "cut"
            message = (
                f"{use.run_id} used {use.source} on {use.used_on}, but {stock.name} was {word} on {made}."
            )
            yield USED_BEFORE_MADE.at(at(use, "used_on"), message)


def _made_on(stock: Stock) -> date | None:
    if stock.run:
        # A long run gives its first pieces away before it ends; they cannot be older than its start.
        return stock.run.started_on
    return max((cut.cut_on for cut in stock.cuts if cut.cut_on), default=None)


def _too_late(shop: Shop, stock: Stock, last: date) -> Iterator[Finding]:
    for lot in stock.lots:
        day = last_day(shop, lot)
        for use in stock.uses if day and last > day else ():
            if use.used_on and day and use.used_on > day:
                message = f"{use.run_id} used {use.source} on {use.used_on}; {named(lot)} could be used until {day}."
                yield USED_AFTER_EXPIRY.at(at(use, "used_on"), message)


def sub_assemblies(shop: Shop) -> Iterator[Finding]:
    """A sub-assembly comes from a run that was really made."""
    for stock in shop.stocks:
        if stock.run is not None and stock.run.status in ("Cancelled", "Planned"):
            for use in stock.uses:
                message = f"{use.run_id} used {use.source}, a run that is {stock.run.status}."
                yield CANCELLED_RUN_USED.at(at(use, "source"), message)


class _Step(NamedTuple):
    """A row that says: the target was made from the source; both are keys."""

    source: str
    target: str
    row: Use | Cut


def cycles(shop: Shop) -> Iterator[Finding]:
    """Nothing is made from itself, directly or through others."""
    if _in_order(shop):
        return
    steps = _steps(shop)
    for step in steps:
        if step.source == step.target:
            place = at(step.row, "source")
            yield RUN_USES_ITSELF.at(place, f"{named(step.row)} names itself as what it was made from.")
    others = [step for step in steps if step.source != step.target]
    for group in Steps([step.source for step in others], [step.target for step in others]).cycles():
        members = set(group)
        names = [shop.runs[name].run_id or name if name in shop.runs else name.upper() for name in group]
        shown = ", ".join(names[:6]) + (" and others" if len(names) > 6 else "")
        for step in others:
            if step.source in members and step.target in members:
                message = f"{shown} were made from each other, says this row."
                yield CHAIN_CYCLE.at(at(step.row, "source"), message)


def _ends(shop: Shop) -> tuple[Sequence[str], Sequence[str]]:
    """Source and target of every row of Materials used, then of every row of Cuts."""
    uses, cuts, column = shop.records.materials_used, shop.records.cuts, shop.keys.column
    return (
        [*column(uses, "source"), *column(cuts, "source")],
        [*column(uses, "run_id"), *column(cuts, "new_lot_id")],
    )


def _steps(shop: Shop) -> list[_Step]:
    """The steps between things that were both made and used; no other can be part of a cycle."""
    between = (shop.pieces.keys() | shop.uses_in.keys()) & (shop.uses_of.keys() | shop.cuts_from.keys())
    rows: list[Use | Cut] = [*shop.records.materials_used, *shop.records.cuts]
    return [
        _Step(source, target, row)
        for source, target, row in zip(*_ends(shop), rows, strict=True)
        if source in between and target in between
    ]


def _in_order(shop: Shop) -> bool:
    """Whether all is made of what stands above it: pieces first, then runs. Then nothing goes round in a circle."""
    place = {name: position for position, name in enumerate((*shop.pieces, *shop.runs), 1)}.get
    sources, targets = _ends(shop)
    return all(map(lt, map(place, sources, repeat(0)), map(place, targets, repeat(0))))


CHECKS: tuple[Check, ...] = (released, in_time, sub_assemblies, cycles)
