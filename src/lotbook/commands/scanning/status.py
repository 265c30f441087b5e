"""May the thing in your hand be used, cut or shipped? Told at the moment of the scan, before the row is filled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lotbook.checks.shop import Shop, named
from lotbook.checks.stock import last_day, materials_of
from lotbook.domain.findings import Finding, Kind, Place, Severity
from lotbook.domain.identifiers import key, same
from lotbook.tables.chain import lineage
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records

HELD = Kind(
    "scan-held",
    Severity.STOP,
    "What was scanned must not be used or shipped",
    "Material that is not Released must not become parts, and nothing made of it may leave; it is easily taken for good.",
    "Put it aside and take another one. What was used before it was held is typed into the row by hand.",
)
NOT_VERIFIED = Kind(
    "scan-not-verified",
    Severity.STOP,
    "The mark of the scanned piece was not verified",
    "A piece is used when somebody else than the marker read its heat on it, and not before.",
    "Let another person read the mark: `lotbook cut --verify`. Then scan again.",
)
NOT_RELEASED = Kind(
    "scan-not-released",
    Severity.WARN,
    "The scanned lot is not Released yet",
    "The pieces inherit that: they must not be used before the lot is Released.",
    "Mark the pieces and keep them with their lot until it is Released.",
)
_HELD_BACK = frozenset({"Hold", "Rejected", "Returned"})
_GOOD = frozenset({None, "Released"})  # a status that is missing has a finding of its own


def against(records: Records, sheet: str, name: str, place: Place, today: date) -> Finding | None:
    """What stands against filling a row of a sheet with this lot, piece or run; a stop, or a warning beside it.

    Args:
        records: the workbook.
        sheet: Cuts, Materials used or Shipments.
        name: the lot, piece or run that was scanned, as the workbook has it.
        place: where it was scanned.
        today: the day it is used, cut or shipped.
    """
    shop = Shop(records, today)
    found = {"Cuts": _cutting, "Materials used": _using, "Shipments": _shipping}[sheet](shop, name, place)
    return next(found, None)


def _cutting(shop: Shop, name: str, place: Place) -> Iterator[Finding]:
    lots = _deliveries(shop, name)
    yield from (HELD.at(place, _said(name, lot)) for lot in lots if lot.status in _HELD_BACK)
    yield from _held(shop, name, place)
    yield from (NOT_RELEASED.at(place, _said(name, lot)) for lot in lots if lot.status not in _GOOD)


def _using(shop: Shop, name: str, place: Place) -> Iterator[Finding]:
    lots = _deliveries(shop, name)
    yield from (HELD.at(place, _said(name, lot)) for lot in lots if lot.status not in _GOOD)
    yield from _held(shop, name, place)
    for lot in lots:
        end = last_day(shop, lot)
        if end is not None and end < shop.today:
            yield HELD.at(place, f"{_of(name, lot)} could be used until {end} only.")
    yield from _run(shop, name, place, frozenset({"Hold", "Cancelled", "Planned"}))
    needs_mark = any(material.mark_transfer_needed for material in materials_of(shop, lots))
    for cut in shop.pieces.get(key(name), ()) if needs_mark else ():
        by_another = cut.verified_by and not same(cut.verified_by, cut.marked_by)
        if cut.reason != "Blend" and not (cut.heat_marked and by_another and cut.verified_on):
            yield NOT_VERIFIED.at(place, f"{name}: {_missing(cut.marked_by, cut.verified_by)}.")


def _shipping(shop: Shop, name: str, place: Place) -> Iterator[Finding]:
    yield from _run(shop, name, place, frozenset({"Hold", "Cancelled"}))
    nodes = lineage(shop.records).backward([key(name)]).nodes
    for lot in shop.records.receiving:
        if lot.lot_id and lot.status not in _GOOD and key(lot.lot_id) in nodes:
            yield HELD.at(place, f"{name} was made of {lot.lot_id}, which is {_status(lot)}.")
    for run in shop.records.manufacture:
        if run.run_id and run.status == "Hold" and key(run.run_id) in nodes:
            yield HELD.at(place, f"{name} was made with {run.run_id}, which is on Hold{_why(run.note)}.")
    for piece, hold in shop.held_pieces.items():
        if piece in nodes:
            yield HELD.at(place, f"{name} was made of {hold.piece}, which is {hold.told}.")


def _held(shop: Shop, name: str, place: Place) -> Iterator[Finding]:
    """A piece that a recall holds by itself, whatever the status of its lot."""
    hold = shop.held_pieces.get(key(name))
    if hold is not None:
        piece = name if same(name, hold.piece) else f"{name}, cut from {hold.piece},"
        yield HELD.at(place, f"{piece} is {hold.told}.")


def _run(shop: Shop, name: str, place: Place, barred: frozenset[str]) -> Iterator[Finding]:
    run = shop.runs.get(key(name))
    if run is not None and run.status in barred:
        yield HELD.at(
            place, f"{name} is {'on Hold' if run.status == 'Hold' else run.status}{_why(run.note)}."
        )


def _deliveries(shop: Shop, name: str) -> tuple[Receipt, ...]:
    lot = shop.lots.get(key(name))
    return (lot,) if lot else shop.origins.get(key(name), ())


def _of(name: str, lot: Receipt) -> str:
    return name if same(name, lot.lot_id) else f"{name}, a piece of {named(lot)},"


def _said(name: str, lot: Receipt) -> str:
    return f"{_of(name, lot)} is {_status(lot)}."


def _status(lot: Receipt) -> str:
    words = {"Hold": "on Hold", "Quarantine": "in Quarantine: nobody released it yet"}
    return words.get(lot.status or "", lot.status or "") + _why(lot.reason)


def _why(reason: str | None) -> str:
    return f": {reason.rstrip('.')}" if reason else ""


def _missing(marked_by: str | None, verified_by: str | None) -> str:
    if verified_by and same(verified_by, marked_by):
        return f"{marked_by} both marked it and verified the mark"
    return (
        f"nobody verified the mark that {marked_by} put on it"
        if marked_by
        else "it has no mark that was verified"
    )
