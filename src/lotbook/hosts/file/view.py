"""One table as it stands on its sheet: where its header is, which rows hold anything, its cells by column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from itertools import compress
from typing import Protocol, TypeVar

from lotbook.domain.values import Value, text_of
from lotbook.hosts.file.cellvalues import CellReader
from lotbook.hosts.file.even import EvenSheet
from lotbook.hosts.file.markup import column_letters, column_number
from lotbook.hosts.file.package import Table
from lotbook.hosts.file.patient import PatientSheet
from lotbook.hosts.file.quick import OddSheetError, QuickSheet
from lotbook.hosts.file.shape import Region, framed_region, plain_region
from lotbook.tables.headers import header_key

_HEADER_WITHIN = 50  # a header is looked for in the first rows only
_LONG = 50_000  # bytes of a sheet from which on learning how its rows look pays
_BROAD = 1 << 20  # bytes from which on numpy reads them sooner, once it is there
_FEW, _SHARE = 64, 8  # rows up to this many, and up to this share of a sheet (1/8), are read one by one

Read = TypeVar("Read")


class SheetCells(Protocol):
    """A reader of one sheet."""

    def rows(self) -> list[int]:
        """The numbers of all rows that hold anything, ascending."""

    def whole(self, letters: Sequence[str]) -> tuple[list[int], list[Sequence[Value]]]:
        """The numbers of all rows that hold anything, and the cells of these columns in them."""

    def columns(self, letters: Sequence[str], rows: Sequence[int]) -> list[Sequence[Value]]:
        """The cells of these columns in these rows, one list per column."""

    def row(self, number: int) -> dict[str, Value]:
        """The cells of one row by column letters."""


class SheetReader:
    """The cells of one sheet: by the fastest reader that is sure of them, patiently where none is.

    Args:
        data: the sheet's part.
        reader: what turns raw cells into values.
        part: its name.
        broad: whether numpy may read it.
        even: whether columns may be told as numbers of shared texts, as suits very many rows.
    """

    def __init__(
        self, data: bytes, reader: CellReader, part: str, *, broad: bool = False, even: bool = True
    ) -> None:
        self.data = data
        self._even = even and len(data) >= _LONG
        self._broad = broad and len(data) >= _BROAD
        self._reader = reader
        self._part = part
        self._rows: list[int] | None = None
        self._readers = self._by_speed()
        self._cells = next(self._readers)

    def _by_speed(self) -> Iterator[SheetCells]:
        """The readers that may know the sheet, the fastest first, the one that knows every sheet last."""
        framed = framed_region(self.data) if self._even else None
        if framed:
            yield EvenSheet(self.data, framed, self._reader, broad=self._broad)
        if self._plain:
            yield QuickSheet(self.data, self._plain, self._reader)
        yield PatientSheet(self.data, self._reader, self._part)

    @cached_property
    def _plain(self) -> Region | None:
        return plain_region(self.data)

    @property
    def region(self) -> Region | None:
        """Where the rows stand, None when the sheet is not of the shape that can be changed."""
        proved = isinstance(self._cells, EvenSheet) and self._cells.proved
        return framed_region(self.data) if proved else self._plain

    def _surely(self, read: Callable[[SheetCells], Read]) -> Read:
        """What the fastest reader reads that is sure of it."""
        while True:
            try:
                return read(self._cells)
            except OddSheetError:
                self._cells = next(self._readers)

    def rows(self) -> list[int]:
        """The numbers of all rows that hold anything, ascending."""
        if self._rows is None:
            self._rows = self._surely(lambda cells: cells.rows())
        return self._rows

    def whole(self, letters: Sequence[str]) -> tuple[list[int], list[Sequence[Value]]]:
        """The numbers of all rows that hold anything, and the cells of these columns in them."""
        self._rows, columns = self._surely(lambda cells: cells.whole(letters))
        return self._rows, columns

    def columns(self, letters: Sequence[str], rows: Sequence[int]) -> list[Sequence[Value]]:
        """The cells of these columns in these rows, one list per column."""
        return self._surely(lambda cells: cells.columns(letters, rows))

    def row(self, number: int) -> dict[str, Value]:
        """The cells of one row by column letters."""
        return self._surely(lambda cells: cells.row(number))


class FileView:
    """A table of a closed workbook; see ``TableView``.

    Args:
        sheet: the sheet's name.
        cells: its reader.
        table: the Excel Table, if there is one.
        headers: the header texts to look for when there is none.
    """

    def __init__(
        self, sheet: str, cells: SheetReader, table: Table | None, headers: Collection[str] = ()
    ) -> None:
        self.sheet = sheet
        self.cells = cells
        self.table = table
        if table:
            self._take_table(table)
        else:
            self._find_header(headers)

    def _take_table(self, table: Table) -> None:
        where = table.area
        self.header_row = where.top if table.header_rows else where.top - 1
        self.table_end = where.bottom - table.totals_rows
        self.letters = tuple(column_letters(number) for number in range(where.left, where.right + 1))
        shown = self.cells.row(self.header_row) if table.header_rows else {}
        names = [column.name for column in table.columns]
        names += [""] * (len(self.letters) - len(names))
        self.headers = tuple(
            text_of(shown.get(letter)) or name for letter, name in zip(self.letters, names, strict=False)
        )

    def _find_header(self, headers: Collection[str]) -> None:
        wanted = {header_key(header) for header in headers}
        best: dict[str, Value] = {}
        best_row, most = 1, 0
        for number in self.cells.rows()[:_HEADER_WITHIN]:
            row = self.cells.row(number)
            hits = len(wanted & {header_key(text_of(value)) for value in row.values()})
            if hits > most:
                best, best_row, most = row, number, hits
        self.header_row = best_row
        self.table_end = 0
        filled = [column_number(letter) for letter, value in best.items() if text_of(value)]
        span = range(min(filled), max(filled) + 1) if filled else range(0)
        self.letters = tuple(column_letters(number) for number in span)
        self.headers = tuple(text_of(best.get(letter)) for letter in self.letters)

    @cached_property
    def rows(self) -> list[int]:
        """The sheet row numbers below the header that hold anything, ascending."""
        every = self.cells.rows()
        first = bisect_right(every, self.header_row)
        if not self.table or not self.table.totals_rows:
            return every[first:]
        totals = max(bisect_right(every, self.table_end), first)
        return every[first:totals] + every[max(bisect_right(every, self.table.area.bottom), totals) :]

    def columns(self, indices: Sequence[int]) -> list[Sequence[Value]]:
        """The cells of the columns at these positions, each aligned with ``rows``."""
        numbers, columns = self.cells.whole([self.letters[index] for index in indices])
        kept = self.rows
        if numbers == kept:
            return columns
        first = len(numbers) - len(kept)
        if numbers[first:] == kept:  # only the header, and what stands above it, is not of the table
            return [cells[first:] for cells in columns]
        wanted = list(map(frozenset(kept).__contains__, numbers))
        return [list(compress(cells, wanted)) for cells in columns]

    def rows_at(self, rows: Sequence[int], indices: Sequence[int]) -> list[Sequence[Value]]:
        """The same for a few given sheet rows only."""
        letters = [self.letters[index] for index in indices]
        if len(rows) > _FEW and len(rows) > len(self.rows) // _SHARE:
            return self.cells.columns(letters, rows)
        found = [self.cells.row(number) for number in rows]
        return [[row.get(letter) for row in found] for letter in letters]
