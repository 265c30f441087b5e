"""Rows somebody moved or copied to a sheet of their own, such as last year's shipments: no trace would find them."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from lotbook.domain.findings import Finding, Place
from lotbook.domain.identifiers import key
from lotbook.domain.values import text_of
from lotbook.tables.book import SHEET_NAMES
from lotbook.tables.headers import match_sheet
from lotbook.tables.load import Loaded
from lotbook.tables.records import Records
from lotbook.tables.source import TableView
from lotbook.tables.trace import kinds

_SHARE = 0.6  # of a sheet's columns; the shop's own lists and reports have fewer of them


class _Few(NamedTuple):
    """With how few columns rows are still like those of a sheet, if they name something traced.

    Attributes:
        traced: the field that names it.
        links: further fields that must be there, too.
        signs: fields of which one must be there; a list that only plans or refers has none of them.
        own: the fields that tell one row from another.
    """

    traced: str
    links: tuple[str, ...]
    signs: tuple[str, ...]
    own: tuple[str, ...]


_FEW = {
    "Shipments": _Few(
        "run_id", (), ("shipment_id", "shipped_on"), ("shipment_id", "order_id", "run_id", "shipped_on")
    ),
    "Materials used": _Few("source", ("run_id",), ("quantity", "used_on"), ("run_id", "source")),
    "Cuts": _Few("source", ("new_lot_id",), ("cut_id", "cut_on", "quantity"), ("source", "new_lot_id")),
}

Links = tuple[str, ...]


def moved_rows(
    records: Records, linking: Mapping[str, Collection[str]], traced: Container[str] | None = None
) -> Iterator[Finding]:
    """Sheets that are not ours but hold rows like those of a sheet that links, and rows that it does not have.

    Args:
        records: the workbook.
        linking: sheet -> the fields whose identifiers carry a trace.
        traced: the keys of what is traced; where a sheet has few of the columns, only rows that name one of them count,
            and all rows when not given.
    """
    loaded = {name: records.loaded(name) for name in linking}
    ours = set(map(str.casefold, SHEET_NAMES))
    ours |= {each.view.sheet.casefold() for each in loaded.values() if each.view}
    for other in records.source.sheet_names():
        if other.casefold() in ours:
            continue
        for name, each in loaded.items():
            headers = [column.header for column in each.sheet.columns.values()]
            view = records.source.view(other, "", headers)
            count = _rows_of_its_own(view, each, sorted(linking[name]), traced) if view else 0
            if count:
                rows = "1 row" if count == 1 else f"{count} rows"
                told = f"The sheet {other} holds {rows} like those of {name} that {name} does not have."
                yield kinds.SHEET_NOT_READ.at(Place(name), told)


def _rows_of_its_own(
    view: TableView, ours: Loaded, fields: Sequence[str], traced: Container[str] | None
) -> int:
    positions = match_sheet(ours.sheet, view.headers).positions
    if positions.keys() >= set(fields) and len(positions) >= _SHARE * len(ours.sheet.columns):
        return len(_unknown_rows(view, ours, positions, fields))
    few = _FEW.get(ours.sheet.name)
    if (
        few is None
        or not positions.keys() >= {few.traced, *few.links}
        or positions.keys().isdisjoint(few.signs)
    ):
        return 0
    own = [field for field in few.own if field in positions]
    if {"shipment_id", "shipped_on"} <= set(own):
        own.remove("shipped_on")  # a shipment's number says enough; its day may be written in two ways
    at = own.index(few.traced)
    found = _unknown_rows(view, ours, positions, own)
    return sum(bool(links[at]) and (traced is None or links[at] in traced) for links in found)


def _unknown_rows(
    view: TableView, ours: Loaded, positions: Mapping[str, int], fields: Sequence[str]
) -> list[Links]:
    """The links of the rows of another sheet that ours does not have."""
    known = set(_links(ours.view, [ours.headers.positions.get(field, -1) for field in fields]))
    theirs = _links(view, [positions[field] for field in fields])
    return [links for links in theirs if any(links) and links not in known]


def _links(view: TableView | None, positions: Sequence[int]) -> Iterator[Links]:
    if view is None or min(positions) < 0:
        return
    for cells in zip(*view.columns(positions), strict=True):
        yield tuple(key(text_of(cell)) if cell is not None else "" for cell in cells)
