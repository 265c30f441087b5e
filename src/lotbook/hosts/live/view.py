"""One table as it stands on its open sheet; everything is fetched in one block, when the first cell is asked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from lotbook.domain.values import Value, text_of
from lotbook.hosts.file.markup import column_letters
from lotbook.hosts.live.area import Area, used
from lotbook.tables.headers import header_key

if TYPE_CHECKING:
    from xlwings import Range, Sheet
    from xlwings.main import Table

    from lotbook.hosts.live.content import Content
    from lotbook.hosts.live.memory import Memory

_HEADER_WITHIN = 50  # a header is looked for in the first rows only


class TablePlace(NamedTuple):
    """Where an Excel Table stands: its whole area, and whether it has a header and a row of totals."""

    table: Table
    area: Area
    header_rows: int
    totals_rows: int


def place_of(table: Table) -> TablePlace:
    """Where a table stands now."""
    cells = table.range
    rows, columns = cells.shape
    area = Area(cells.row, cells.column, cells.row + rows - 1, cells.column + columns - 1)
    return TablePlace(table, area, int(bool(table.show_headers)), int(bool(table.show_totals)))


class LiveSheet:
    """The cells of one open sheet, read whole and once.

    Args:
        page: the sheet.
        table_end: the last row of its table, 0 where there is none.
        memory: what the sheets held when they were read before.
    """

    def __init__(self, page: Sheet, table_end: int, memory: Memory) -> None:
        self.page = page
        self._table_end = table_end
        self._memory = memory

    @cached_property
    def _used(self) -> tuple[Range, Area]:
        return used(self.page, self._table_end)

    @property
    def area(self) -> Area:
        """The area that holds anything."""
        return self._used[1]

    @cached_property
    def content(self) -> Content:
        """The cells of this area."""
        return self._memory.content(self.page.name, *self._used)

    @property
    def rows(self) -> list[int]:
        """The numbers of all rows that hold anything, ascending."""
        return self.content.filled

    def row(self, number: int) -> list[Value]:
        """The values of one row, from the left of the area on."""
        return self.content.row(number)

    def column(self, number: int) -> list[Value]:
        """The values of one column, from the top of the area on; empty ones where the area does not reach."""
        return self.content.column(number)

    def cell(self, row: int, column: int) -> Value:
        """One cell."""
        cells, position = self.row(row), column - self.area.left
        return cells[position] if 0 <= position < len(cells) else None


class LiveView:
    """A table of an open workbook; see ``TableView``.

    Args:
        sheet: the sheet's cells.
        table: the Excel Table, if there is one.
        headers: the header texts to look for when there is none.
    """

    def __init__(self, sheet: LiveSheet, table: TablePlace | None, headers: Collection[str] = ()) -> None:
        self.sheet: str = sheet.page.name
        self.cells = sheet
        self.table = table
        if table:
            self._take_table(table)
        else:
            self._find_header(headers)

    def _take_table(self, table: TablePlace) -> None:
        where = table.area
        self.header_row = where.top if table.header_rows else where.top - 1
        self.table_end = where.bottom - table.totals_rows
        self._take_columns(where.left, where.right)

    def _take_columns(self, left: int, right: int) -> None:
        numbers = range(left, right + 1)
        self.numbers = tuple(numbers)
        self.letters = tuple(map(column_letters, numbers))
        self.headers = tuple(text_of(self.cells.cell(self.header_row, number)) for number in numbers)

    def _find_header(self, headers: Collection[str]) -> None:
        wanted = {header_key(header) for header in headers}
        area = self.cells.area
        self.header_row, self.table_end, most = 1, 0, 0
        filled: list[int] = []
        for number in self.cells.rows[:_HEADER_WITHIN]:
            row = [text_of(cell) for cell in self.cells.row(number)]
            hits = len(wanted & {header_key(text) for text in row})
            if hits > most:
                self.header_row, most = number, hits
                filled = [column for column, text in enumerate(row, area.left) if text]
        self._take_columns(min(filled, default=1), max(filled, default=0))

    @cached_property
    def rows(self) -> list[int]:
        """The sheet row numbers below the header that hold anything, ascending."""
        totals: range = range(0)
        if self.table and self.table.totals_rows:
            totals = range(self.table_end + 1, self.table.area.bottom + 1)
        return [row for row in self.cells.rows if row > self.header_row and row not in totals]

    @cached_property
    def _kept(self) -> list[bool] | None:
        """Which rows of the area are ours; None where all below the header are, without a gap."""
        area, rows = self.cells.area, self.rows
        if rows and rows[-1] == area.bottom and len(rows) == area.bottom - self.header_row:
            return None
        wanted = frozenset(rows)
        return [number in wanted for number in range(area.top, area.bottom + 1)]

    def columns(self, indices: Sequence[int]) -> list[list[Value]]:
        """The cells of the columns at these positions, each aligned with ``rows``."""
        columns = (self.cells.column(self.numbers[index]) for index in indices)
        kept = self._kept
        if kept is None:
            return [cells[-len(self.rows) :] for cells in columns]
        return [list(compress(cells, kept)) for cells in columns]

    def rows_at(self, rows: Sequence[int], indices: Sequence[int]) -> list[list[Value]]:
        """The same for a few given sheet rows only."""
        return [[self.cells.cell(row, self.numbers[index]) for row in rows] for index in indices]
