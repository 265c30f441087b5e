"""An index as a source of rows: some rows of each sheet, read as the workbook's own reader reads them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any, cast

from lotbook.domain.identifiers import key
from lotbook.domain.values import Value
from lotbook.hosts.file.cellvalues import CellReader
from lotbook.hosts.file.quick import QuickCells, plain_text
from lotbook.hosts.file.styles import Styles
from lotbook.hosts.index.build import checksum
from lotbook.hosts.index.pages import BrokenIndexError, PageReader, numbers_in
from lotbook.tables.book import sheet as specification
from lotbook.tables.cells import convert
from lotbook.tables.headers import match_sheet
from lotbook.tables.trace.filters import serials_in
from lotbook.tables.trace.index_fields import OPEN_PART


class IndexedTexts(Sequence[str]):
    """The workbook's shared texts, each page read when one of its texts is asked for."""

    def __init__(self, pages: PageReader, count: int) -> None:
        self._pages = pages
        self._count = count
        self._read: dict[int, list[str]] = {}

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: Any) -> Any:  # noqa: ANN401 - numbers only; a slice is never asked for
        if not 0 <= index < self._count:
            raise IndexError(index)
        number = self._pages.position("texts", index)
        found = self._read.get(number)
        if found is None:
            found = self._read[number] = json.loads(self._pages.page("texts", number))
        return found[index - self._pages.pages("texts").firsts[number]]


class IndexView:
    """Some rows of a table; see ``TableView``.

    Args:
        name: the sheet's name in the specification.
        told: what the index tells of the sheet as a whole.
        pages: the index.
        cells: what turns the text of a row into values.
    """

    def __init__(self, name: str, told: Sequence[Any], pages: PageReader, cells: QuickCells) -> None:
        self.sheet: str = told[0]
        self.headers: tuple[str, ...] = tuple(told[1])
        self.letters: tuple[str, ...] = tuple(told[2])
        self.header_row: int = told[3]
        self.table_end: int = told[4]
        self._name = name
        self._pages = pages
        self._cells = cells
        self._read: dict[int, Mapping[str, Value]] = {}
        self._texts: dict[int, str] = {}
        self.rows: list[int] = []

    def columns(self, indices: Sequence[int]) -> list[list[Value]]:
        """The cells of the columns at these positions, each aligned with ``rows``."""
        return self.rows_at(self.rows, indices)

    def rows_at(self, rows: Sequence[int], indices: Sequence[int]) -> list[list[Value]]:
        """The same for a few given sheet rows only."""
        found = [self.row(number) for number in rows]
        letters = [self.letters[index] for index in indices]
        return [[row.get(letter) for row in found] for letter in letters]

    def row(self, number: int) -> Mapping[str, Value]:
        """The cells of one row by column letters."""
        found = self._read.get(number)
        if found is None:
            found = self._read[number] = self._cells.row(self._text(number), number)
        return found

    def _text(self, number: int) -> str:
        """What stands between the tags of a row."""
        name = f"rows {self._name}"
        position = self._pages.position(name, number)
        if position < 0:
            raise BrokenIndexError
        page = self._texts.get(position)
        if page is None:
            page = self._texts[position] = plain_text(
                memoryview(self._pages.page(name, position, packed=True))
            )
        start = page.find(f'<row r="{number}"')
        if start < 0:
            raise BrokenIndexError
        inner = page.index(">", start) + 1
        return page[inner : page.index("</row>", inner)]

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        return match_sheet(specification(self._name), self.headers).positions

    def text(self, number: int, field: str) -> str:
        """One identifier of a row as a reader of the sheet would have it; empty when there is none."""
        position = self._positions.get(field)
        if position is None:
            return ""
        cell = self.row(number).get(self.letters[position])
        ((found,), _) = convert(specification(self._name).columns[field], [cell])
        return cast("str", found) if found else ""


class Index:
    """The index of a workbook that is as it was when the index was built; see ``tables.trace.relevant.Places``."""

    def __init__(self, pages: PageReader) -> None:
        self._pages = pages
        told = cast("dict[str, Any]", pages.told)
        styles = pages.page("styles", 0, packed=True)
        texts = IndexedTexts(pages, told["texts"])
        cells = QuickCells(CellReader(texts, Styles(styles or None), dates_1904=told["dates_1904"]))
        self.views = {name: IndexView(name, each, pages, cells) for name, each in told["sheets"].items()}
        self.always: Mapping[str, list[int]] = told["always"]

    def rows_with(self, sheet: str, field: str, name: str) -> list[int]:
        """The rows of a sheet that hold an identifier in a field, by its comparison key; of any when it is empty."""
        return [row for row in self._candidates(sheet, field, name) if self._holds(sheet, row, field, name)]

    def count_with(self, sheet: str, field: str, name: str, most: int) -> int:
        """How many rows that are, told without reading them, as far as it is at most ``most``."""
        return sum(1 for _ in islice(self._candidates(sheet, field, name), most))

    def text(self, sheet: str, row: int, field: str) -> str:
        """One identifier of a row."""
        return self.views[sheet].text(row, field)

    def _candidates(self, sheet: str, field: str, name: str) -> Iterator[int]:
        where = f"{sheet}: {field}"
        lowest = checksum(name) << 32
        count = len(self._pages.pages(where).firsts)
        for position in range(max(self._pages.position(where, lowest), 0), count):
            for place in numbers_in(self._pages.page(where, position)):
                if place >> 32 > lowest >> 32:
                    return
                if place >= lowest:
                    yield place & 0xFFFFFFFF

    def _holds(self, sheet: str, row: int, field: str, name: str) -> bool:
        text = self.text(sheet, row, "part_number" if field == OPEN_PART else field)
        return key(text) == name or (field == "serials" and name in map(key, serials_in(text)))


class IndexSource:
    """The rows of a workbook that one question is about, as a ``Source``."""

    def __init__(self, index: Index, rows: Mapping[str, Iterable[int]]) -> None:
        self._views = index.views
        for name, view in index.views.items():
            view.rows = sorted(rows.get(name, ()))

    def sheet_names(self) -> tuple[str, ...]:
        """The names of the sheets that are told of here."""
        return tuple(view.sheet for view in self._views.values())

    def view(self, sheet: str, table: str, headers: Collection[str]) -> IndexView | None:
        """The table of one sheet, or None when the workbook does not have it."""
        del table, headers
        return self._views.get(sheet)

    def merged_cells(self, sheet: str) -> tuple[str, ...]:
        """Nothing: a recall does not ask for merged cells."""
        del sheet
        return ()
