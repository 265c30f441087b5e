"""Rows that cannot be right as a whole: the same row twice, and columns that were sorted without the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from lotbook.checks.shop import Check, Shop, at, named
from lotbook.domain.findings import Finding, Kind, Place, Severity
from lotbook.tables.book import TABLES
from lotbook.tables.column import Group
from lotbook.tables.cuts import Cut
from lotbook.tables.part_rows import column
from lotbook.tables.receiving import Receipt

ROW_REPEATED = Kind(
    "row-repeated",
    Severity.WARN,
    "A row stands there twice",
    "All cells of two rows are the same; a pasted row counts its quantity twice.",
    "Delete one of the two rows, if it was entered twice by mistake.",
)
LOT_ID_DISAGREES = Kind(
    "lot-id-disagrees",
    Severity.WARN,
    "A Lot ID does not fit its row",
    "The ID tells material, month and year, or the parent it was cut from. When they differ from the row, cells have moved "
    "or the ID was typed by hand.",
    "Compare the row with the tag and the papers. `lotbook log` tells what the row held when it was numbered.",
)
COLUMN_SORTED_ALONE = Kind(
    "column-sorted-alone",
    Severity.STOP,
    "A column looks as if it was sorted alone",
    "The cells of one column belong to other rows: heats, certificates and quantities no longer stand with their lot.",
    "Undo the sorting, or restore the workbook from a snapshot (`lotbook undo`); do not go on working with it.",
)

_PARTS = {"yyyy": "%Y", "yy": "%y", "mm": "%m", "dd": "%d"}
_SCRAMBLED = 3  # more rows than this are no slip of the hand


def repeated(shop: Shop) -> Iterator[Finding]:
    """No two rows of an entry sheet are the same in every cell."""
    for sheet in TABLES:
        if sheet.group is not Group.ENTRY:
            continue
        rows = _alike(shop.records.loaded(sheet.name).rows, sheet.key or tuple(sheet.columns)[:2])
        bodies = [row[1:] for row in rows]
        if len(set(bodies)) == len(bodies):
            continue
        first: dict[tuple[object, ...], object] = {}
        for row, body in zip(rows, bodies, strict=True):
            earlier = first.setdefault(body, row[0])
            if earlier != row[0]:
                place = Place(sheet.name, int(str(row[0])), named(row))
                message = f"Row {row[0]} of {sheet.name} is the same as row {earlier} in every cell."
                yield ROW_REPEATED.at(place, message)


def _alike(rows: Sequence[tuple[object, ...]], fields: Sequence[str]) -> list[tuple[object, ...]]:
    """The rows that are the same as another one in these fields; no others can be the same in every cell."""
    cells = list(zip(*(column(rows, field) for field in fields), strict=True))
    if len(set(cells)) == len(cells):
        return []
    counted = Counter(cells)
    return [row for row, cell in zip(rows, cells, strict=True) if counted[cell] > 1]


class _Slip(NamedTuple):
    """One row whose ID does not fit."""

    row: Receipt | Cut
    field: str
    message: str


def lot_ids(shop: Shop) -> Iterator[Finding]:
    """A Lot ID agrees with material, month and year of its row, a cut's ID with its parent."""
    slips = list(_lot_slips(shop))
    yield from _told(slips, "Receiving", ("Material", "Received on"))
    yield from _told(list(_cut_slips(shop)), "Cuts", ("From",))


def _told(slips: Sequence[_Slip], sheet: str, headers: tuple[str, ...]) -> Iterator[Finding]:
    for slip in slips:
        yield LOT_ID_DISAGREES.at(at(slip.row, slip.field), slip.message)
    fields = Counter(slip.field for slip in slips)
    if len(slips) > _SCRAMBLED:
        others = " or ".join(headers)
        header = "Lot ID" if sheet == "Receiving" else "New lot ID"
        sorted_alone = header if len(fields) > 1 else _header(slips[0])
        yield COLUMN_SORTED_ALONE.at(
            Place(sheet, 0, "", sorted_alone),
            f"In {len(slips)} rows of {sheet} the {header} does not fit {others}: "
            f"the column {sorted_alone} looks sorted alone.",
        )


def _header(slip: _Slip) -> str:
    return at(slip.row, slip.field).column


def _lot_slips(shop: Shop) -> Iterator[_Slip]:
    pattern = _pattern(shop.records.setting("Lot ID format"))
    codes = {shop.keys[material.material] for material in shop.records.materials}
    own = {shop.keys[m.material] for m in shop.records.materials if m.lot_id_from == "Heat on certificate"}
    own |= {shop.keys[m.material] for m in shop.records.materials if m.lot_id_format}
    if pattern is None:
        return
    parts = [part for part in _PARTS if part in pattern.groupindex]
    written = cache(lambda day: tuple(format(day, _PARTS[part]) for part in parts))
    for lot in shop.records.receiving:
        match = pattern.match(lot.lot_id) if lot.lot_id else None
        if match is None or not lot.material or shop.keys[lot.material] in own:
            continue
        code, day = match["material"], lot.received_on
        if code and shop.keys[code] in codes and shop.keys[code] != shop.keys[lot.material]:
            message = f"{lot.lot_id} tells of material {code}, but its row says {lot.material}."
            yield _Slip(lot, "material", message)
        elif day and tuple(map(match.group, parts)) != written(day):
            message = f"{lot.lot_id} tells of another month than its Received on, {day.isoformat()}."
            yield _Slip(lot, "received_on", message)


def _pattern(format_text: str) -> re.Pattern[str] | None:
    """The Lot ID format as a pattern with one named group for each part; None when it tells nothing of the row."""
    known = {
        "{material}": "(?P<material>.+?)",
        "{yyyy}": r"(?P<yyyy>\d{4})",
        "{yy}": r"(?P<yy>\d\d)",
        "{mm}": r"(?P<mm>\d\d)",
        "{dd}": r"(?P<dd>\d\d)",
    }
    if "{material}" not in format_text:
        return None
    written = ""
    for part in re.split(r"(\{[^}]*\})", format_text):
        # A part that is repeated is named once only; a pattern cannot name two groups alike.
        written += known.pop(part, r"\w+" if part.startswith("{") else re.escape(part))
    return re.compile(written + r"\Z")


def _cut_slips(shop: Shop) -> Iterator[_Slip]:
    for cut in shop.records.cuts:
        if cut.new_lot_id and cut.source and cut.reason != "Blend":
            told, counted = shop.keys[cut.new_lot_id].rpartition("-")[::2]
            parent = shop.keys[cut.source]
            known = told in shop.lots or told in shop.pieces
            if counted.isdigit() and known and told != parent:
                message = f"{cut.new_lot_id} tells of another parent than From, {cut.source}."
                yield _Slip(cut, "source", message)


def moved_heats(shop: Shop) -> Iterator[Finding]:
    """Heats that differ row by row, yet are the same heats in another order, were sorted alone."""
    keys = shop.keys
    differing = [
        (keys[lot.heat_on_certificate], keys[lot.heat_on_material])
        for lot in shop.records.receiving
        if lot.heat_on_certificate
        and lot.heat_on_material
        and keys[lot.heat_on_certificate] != keys[lot.heat_on_material]
    ]
    on_paper = {paper for paper, _ in differing}
    moved = [material for _, material in differing if material in on_paper]
    if len(moved) > _SCRAMBLED:
        yield COLUMN_SORTED_ALONE.at(
            Place("Receiving", 0, "", "Heat on material"),
            f"{len(moved)} heats on material belong to the certificates of other rows: "
            "the column Heat on material or Heat on certificate looks sorted alone.",
        )


CHECKS: tuple[Check, ...] = (repeated, lot_ids, moved_heats)
