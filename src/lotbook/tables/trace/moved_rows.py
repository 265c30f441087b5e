"""Rows somebody moved or copied to a sheet of their own, such as last year's shipments: no trace would find them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

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

Links = tuple[str, ...]


def moved_rows(records: Records, linking: Mapping[str, Collection[str]]) -> Iterator[Finding]:
    """Sheets that are not ours but hold rows like those of a sheet that links, and rows that it does not have.

    Args:
        records: the workbook.
        linking: sheet -> the fields whose identifiers carry a trace.
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
            count = _rows_of_its_own(view, each, sorted(linking[name])) if view else 0
            if count:
                rows = "1 row" if count == 1 else f"{count} rows"
                told = f"The sheet {other} holds {rows} like those of {name} that {name} does not have."
                yield kinds.SHEET_NOT_READ.at(Place(name), told)


def _rows_of_its_own(view: TableView, ours: Loaded, fields: Sequence[str]) -> int:
    positions = match_sheet(ours.sheet, view.headers).positions
    if not positions.keys() >= set(fields) or len(positions) < _SHARE * len(ours.sheet.columns):
        return 0
    known = set(_links(ours.view, [ours.headers.positions.get(field, -1) for field in fields]))
    theirs = _links(view, [positions[field] for field in fields])
    return sum(any(links) and links not in known for links in theirs)


def _links(view: TableView | None, positions: Sequence[int]) -> Iterator[Links]:
    if view is None or min(positions) < 0:
        return
    for cells in zip(*view.columns(positions), strict=True):
        yield tuple(key(text_of(cell)) if cell is not None else "" for cell in cells)
