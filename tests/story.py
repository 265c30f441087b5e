"""Small text tables become records, so that a test shows its data as the shop would see it.

    records('''
    Receiving
    Lot ID       | Received on | Heat on certificate | Quantity
    PLY-0524-001 | 2024-05-03  | 4711                | 20

    Cuts
    ...
    ''')

A cell is read by its column's kind: dates in date columns, numbers in number columns, text elsewhere. A cell that
starts with ``!`` is a raw value that Excel made of it: ``!220`` a number, ``!2024-03-04`` a date, ``!#N/A`` an error,
``!true`` a boolean. ``""`` is an empty text, ``\\xa0`` a no-break space. Data rows start at sheet row 2.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from textwrap import dedent

from lotbook.domain.values import CellError, Value
from lotbook.tables.book import TABLES, sheet
from lotbook.tables.column import Kind
from lotbook.tables.headers import match_sheet
from lotbook.tables.records import Records


class MemoryView:
    """One sheet of a text table."""

    def __init__(self, name: str, headers: Sequence[str], cells: Sequence[Sequence[Value]]) -> None:
        self.sheet = name
        self.headers = tuple(headers)
        self.letters = tuple(chr(65 + i) if i < 26 else "A" + chr(39 + i) for i in range(len(headers)))
        self.header_row = 1
        self.rows = [i + 2 for i, row in enumerate(cells) if any(cell is not None for cell in row)]
        self.table_end = max(len(cells) + 1, 2)
        self._cells = cells

    def columns(self, indices: Sequence[int]) -> list[list[Value]]:
        return self.rows_at(self.rows, indices)

    def rows_at(self, rows: Sequence[int], indices: Sequence[int]) -> list[list[Value]]:
        return [[self._cells[row - 2][i] for row in rows] for i in indices]


class MemorySource:
    """A workbook of text tables; sheets that are not given are there, but empty."""

    def __init__(
        self, views: dict[str, MemoryView], merged: dict[str, tuple[str, ...]] | None = None
    ) -> None:
        self._views = views
        self._merged = merged or {}

    def sheet_names(self) -> tuple[str, ...]:
        return tuple(self._views)

    def view(self, sheet: str, table: str, headers: Collection[str]) -> MemoryView | None:
        return self._views.get(sheet)

    def merged_cells(self, sheet: str) -> tuple[str, ...]:
        return self._merged.get(sheet, ())


def source(text: str, *, without: Collection[str] = ()) -> MemorySource:
    """The workbook that a text of tables tells of; ``without`` leaves sheets out altogether."""
    views = {
        s.name: MemoryView(s.name, [c.header for c in s.columns.values()], [])
        for s in TABLES
        if s.name not in without
    }
    for block in dedent(text).strip().split("\n\n"):
        name, header, *lines = [line for line in block.splitlines() if line.strip()]
        name = name.strip()
        if name in without:
            continue
        headers = [cell.strip() for cell in header.split("|")]
        positions = match_sheet(sheet(name), headers).positions
        kinds = {i: sheet(name).columns[field].kind for field, i in positions.items()}
        rows = [
            [_value(cell.strip(" "), kinds.get(i, Kind.TEXT)) for i, cell in enumerate(line.split("|"))]
            for line in lines
        ]
        missing = [c.header for f, c in sheet(name).columns.items() if f not in positions]
        width = len(headers) + len(missing)
        views[name] = MemoryView(
            name, [*headers, *missing], [row + [None] * (width - len(row)) for row in rows]
        )
    return MemorySource(views)


def records(text: str, *, without: Collection[str] = ()) -> Records:
    """The records of a text of tables."""
    return Records(source(text, without=without))


def _value(cell: str, kind: Kind) -> Value:
    if not cell:
        return None
    if cell == '""':
        return ""
    if cell.startswith("!"):
        return _raw(cell[1:])
    cell = cell.replace("\\xa0", "\u00a0")
    try:
        if kind is Kind.NUMBER:
            return Decimal(cell)
        if kind is Kind.DAY:
            return date.fromisoformat(cell)
    except (ValueError, InvalidOperation):
        pass
    return cell


def _raw(cell: str) -> Value:
    if cell.startswith("#"):
        return CellError(cell)
    if cell in ("true", "false"):
        return cell == "true"
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return float(cell)
