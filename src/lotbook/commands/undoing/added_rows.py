"""Undo of rows that a command added to a register: emptied where they stand now, and only as long as they are as written.

An empty row at the end of a table is where the next one goes. Registers are written by Lotbook only, so nobody waits
there for a row of theirs; on a sheet where people type, a row is theirs and is deleted by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lotbook.domain.edits import Append, Edit, Link
from lotbook.domain.values import text_of
from lotbook.errors import UndoError
from lotbook.hosts.entries import Entry
from lotbook.hosts.expected import specification, still
from lotbook.hosts.rows_now import RowsNow
from lotbook.tables.column import Column, Group
from lotbook.tables.headers import match_sheet
from lotbook.tables.source import Source, TableView


class Emptied(NamedTuple):
    """What empties the rows: their cells, and their links, whose files go with the command."""

    edits: tuple[Edit, ...]
    links: tuple[Link, ...]


def stand_in_registers(entry: Entry) -> bool:
    """Whether every row that a command added stands in a register, which people do not type into."""
    specs = [specification(append.sheet) for append in entry.appends]
    return all(spec is not None and spec.group is Group.REGISTER for spec in specs)


def rows_emptied(source: Source, entry: Entry) -> Emptied:
    """What empties every row that a command added, by what names it; a row that is gone already is left alone.

    Args:
        source: the workbook as it is now.
        entry: of the command; all its rows stand in registers.

    Raises:
        UndoError: a row is not found for sure, or is not as the command wrote it.
    """
    stands = RowsNow(source)
    edits: list[Edit] = []
    links: list[Link] = []
    for append, number in zip(entry.appends, entry.rows, strict=True):
        row = stands.row(append.sheet, number, append.key)
        view = _view(source, append.sheet)
        if row is None or view is None:
            raise _refused(entry, append, "it is not found in one row alone")
        cells = list(_cells(entry, append, view, row))
        edits += cells
        links += [Link(append.sheet, row, header, "") for header in append.links if cells]
    return Emptied(tuple(edits), tuple(links))


def _view(source: Source, name: str) -> TableView | None:
    spec = specification(name)
    assert spec is not None
    return source.view(name, spec.table, [column.header for column in spec.columns.values()])


def _cells(entry: Entry, append: Append, view: TableView, row: int) -> Iterator[Edit]:
    """The edits that empty one row; none where it is empty already."""
    columns = _columns(append.sheet, view)
    found = view.rows_at([row], range(len(view.headers)))
    now = {header: cell for header, (cell,) in zip(view.headers, found, strict=True)}
    filled = {header: cell for header, cell in now.items() if text_of(cell).strip()}
    for header, cell in now.items() if filled else ():
        column = columns.get(header)
        ours = column.header if column else header
        if not still(column, cell, append.values.get(ours)):
            raise _refused(
                entry, append, f"{header} holds {text_of(cell).strip() or 'nothing'!r} in row {row}"
            )
        if header in filled:
            yield Edit(append.sheet, row, ours, cell, None, append.key)


def _columns(name: str, view: TableView) -> Mapping[str, Column]:
    """Header as it stands there -> its specification."""
    spec = specification(name)
    assert spec is not None
    positions = match_sheet(spec, view.headers).positions
    return {view.headers[position]: spec.columns[field] for field, position in positions.items()}


def _refused(entry: Entry, append: Append, what: str) -> UndoError:
    return UndoError(
        f"{entry.command} cannot be taken back, because its row {append.key} of {append.sheet} was changed since: {what}.",
        cause="What somebody noted there would be lost.",
        next_step="Put the cell back as it was, then undo again; or leave it and release or close the recall.",
    )
