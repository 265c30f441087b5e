"""The fast reader of long sheets: one pattern that a whole row fits, learned from some rows of the sheet itself.

The rows of a register look alike: the same columns, each with the same format and the same kind of value. So one
match takes a row, and only what stands in the columns asked for. A row that does not fit is read cell by cell, as the
quick reader does; every row is counted, so none is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import compress
from operator import lt
from typing import TYPE_CHECKING, Any, NamedTuple

from lotbook.domain.values import Value
from lotbook.hosts.file.cellvalues import CellReader
from lotbook.hosts.file.forms import Form, forms_of, row_pattern
from lotbook.hosts.file.markup import column_number
from lotbook.hosts.file.quick import FULL_ROW, OddSheetError, QuickCells, cell_pattern
from lotbook.hosts.file.shape import Region
from lotbook.tables.coded import NOTHING

if TYPE_CHECKING:
    from lotbook.hosts.file.broad import RowPlaces

_BLOCK = 1 << 17  # letters matched at once; larger blocks no longer fit into the processor's own memory
_SAMPLES = 40
_SHARE = 8  # up to one row of so many may be unlike the others before the pattern is made more lenient
# One rare letter is found many times quicker than the letters that mean something.
_MARKS = (("!", "<!"), ("?", "<?"), ("x", "xmlns"), ("h", "</sheetData"), ("\r", "\r"))
_ODD_CELL = re.compile(r'<c(?! r="[A-Z]{1,3}[1-9][0-9]*")')
_NUMBERS_IN_ROW = re.compile(r'<c r="[A-Z]+([0-9]+)"')


class Block(NamedTuple):
    """Some rows: their numbers, what stands in columns by their letters, and the cells of rows that did not fit."""

    numbers: list[int]
    columns: Mapping[str, Sequence[str]]
    odd: Mapping[int, str]  # position -> text of the row's cells
    full: Sequence[bool] | None = None  # which rows hold anything; None: all


class EvenSheet:
    """The cells of one long sheet.

    Args:
        data: the sheet's part.
        region: where its rows stand; what is between its tags is looked at here.
        reader: what turns raw cells into values.
    """

    def __init__(self, data: bytes, region: Region, reader: CellReader, *, broad: bool = False) -> None:
        self._data = data
        self._region = region
        self._broad = broad
        self._start, self._end = region.start, region.end
        self._reader = reader
        self._cells = QuickCells(reader)
        self._rows: list[int] | None = None
        self._near = (0, region.start)  # the row read last, and where it stands
        self._looked = region.start  # how far single rows were looked for
        self._places: RowPlaces | None = None

    def _text(self, start: int, end: int) -> str:
        """What stands here. Texts are made of short stretches only: they and what is found in them stay at hand.

        Raises:
            OddSheetError: it holds what only a reader of the whole standard can tell.
        """
        try:
            text = str(memoryview(self._data)[start:end], "utf-8")
        except UnicodeDecodeError as error:
            raise OddSheetError from error
        if any(rare in text and mark in text for rare, mark in _MARKS):
            raise OddSheetError
        return text

    @property
    def proved(self) -> bool:
        """Whether every row and cell was seen to have the plain shape."""
        return self._rows is not None

    @cached_property
    def _forms(self) -> dict[str, Form | None]:
        """How the cells of each column are written, from left to right."""
        find, end = self._data.find, self._end
        step = max((end - self._start) // _SAMPLES, 1)
        # The first row is passed over: it is the header, unlike all others.
        starts = {find(b'<row r="', at, end) for at in range(self._start + step, end, step)} - {-1}
        rows = (self._text(at, find(b"</row>", at, end)) for at in sorted(starts))
        found = forms_of(rows, self._reader)
        return {letter: found[letter] for letter in sorted(found, key=column_number)}

    def rows(self) -> list[int]:
        """The numbers of all rows that hold anything, ascending.

        Raises:
            OddSheetError: the rows do not stand in order, or something is written in a way not known here.
        """
        if self._rows is not None:
            return self._rows
        found = self._whole_at_once(()) if self._broad else None
        return found[0] if found else self.whole(list(self._forms)[:1])[0]

    def columns(self, letters: Sequence[str], rows: Sequence[int]) -> list[Sequence[Value]]:
        """The cells of these columns in these rows, one list per column."""
        numbers, columns = self.whole(letters)
        if numbers == rows:
            return columns
        found = [dict(zip(numbers, column, strict=True)) for column in columns]
        return [list(map(column.get, rows)) for column in found]

    def row(self, number: int) -> dict[str, Value]:
        """The cells of one row by column letters."""
        find = self._data.find
        start = self._places.of(number) if self._places else self._found(number)
        if start < 0:
            self.rows()  # proves that no row is written in another way
            return {}
        self._near = (number, start)
        inner = find(b">", start) + 1
        end = inner if self._data[inner - 2 : inner] == b"/>" else find(b"</row>", inner)
        if not self.proved and end > self._looked:
            self._text(self._looked, end)  # proves that nothing before it makes it another row than it seems
            self._looked = end
        if end == inner:
            return {}
        text = self._text(inner, end)
        _refuse_odd_cells([number], [text])
        return self._cells.row(text, number)

    def _found(self, number: int) -> int:
        """Where a row starts, looked for behind the one looked for last."""
        first = self._near[1] if number >= self._near[0] else self._start
        return self._data.find(b'<row r="%d"' % number, first, self._end)

    def whole(self, letters: Sequence[str]) -> tuple[list[int], list[Sequence[Value]]]:
        """The numbers of all rows that hold anything, and the cells of these columns in them.

        Raises:
            OddSheetError: the rows do not stand in order, or something is written in a way not known here.
        """
        at_once = self._whole_at_once(letters) if self._broad else None
        if at_once:
            return at_once
        every: list[int] = []
        numbers: list[int] = []
        columns = {letter: self._column(letter) for letter in letters}
        for block in self._blocks(letters):
            every += block.numbers
            numbers += block.numbers if block.full is None else compress(block.numbers, block.full)
            self._add(block, columns)
        if not all(map(lt, every, every[1:])):
            raise OddSheetError
        self._rows = numbers
        found = (columns[letter] for letter in letters)
        return numbers, [
            each.cells if each.nothing is None else self._reader.pool.column(each.cells) for each in found
        ]

    def _whole_at_once(self, letters: Sequence[str]) -> tuple[list[int], list[Sequence[Value]]] | None:
        """The same by the reader of very long sheets; None where it is not sure of something."""
        from lotbook.hosts.file.broad import read

        try:
            found = read(self._data, self._region, letters, self._reader)
        except OddSheetError:
            self._broad = False
            return None
        self._rows, columns, self._places = found
        return self._rows, columns

    def _blocks(self, letters: Sequence[str]) -> Iterator[Block]:
        find, last = self._data.find, self._end
        filled = [letter for letter, form in self._forms.items() if form and letter in letters]
        pattern = row_pattern(self._forms, letters, strict=True)
        start = find(b'<row r="', self._start, last)
        start = last if start < 0 else start
        if self._data[self._start : start].strip():
            raise OddSheetError
        while start < last:
            end = find(b'<row r="', start + _BLOCK, last)
            end = last if end < 0 else end
            text = self._text(start, end)
            block = _block(pattern.findall(text), filled)
            if len(block.odd) > len(block.numbers) // _SHARE:
                pattern = row_pattern(self._forms, letters, strict=False)
                block = _block(pattern.findall(text), filled)
            _refuse_odd_cells((block.numbers[position] for position in block.odd), block.odd.values())
            yield block if _surely_full(block) else block._replace(full=_full(block, text))
            start = end

    def _add(self, block: Block, columns: Mapping[str, _Column]) -> None:
        """Adds the cells of each column asked for in the rows of a block."""
        odd = cell_pattern().findall("".join(block.odd.values())) if block.odd and columns else ()
        others = self._cells.columns([cell for cell in odd if cell[0] in columns], set(columns))
        for letter, column in columns.items():
            texts = block.columns.get(letter)
            cells = column.read(texts) if texts else [column.nothing] * len(block.numbers)
            for position in block.odd:
                cells[position] = column.other(others[letter].get(str(block.numbers[position])))
            column.cells.extend(cells if block.full is None else compress(cells, block.full))

    def _column(self, letter: str) -> _Column:
        form = self._forms.get(letter)
        if form and form.shared:
            return _Column(self._reader.codes, self._reader.pool.number, NOTHING, [])
        return _Column(form.converter(self._reader) if form else list, lambda value: value, None, [])


class _Column(NamedTuple):
    """How the cells of one column are read, one way for the values of most rows and one for any other, and the cells."""

    read: Callable[[Sequence[str]], list[Any]]
    other: Callable[[Value], Any]
    nothing: int | None
    cells: list[Any]


def _block(found: Sequence[tuple[str, ...]], letters: Sequence[str]) -> Block:
    """What the pattern found in some rows, by columns.

    Raises:
        OddSheetError: it found none, or a row without a number.
    """
    try:
        names, *taken, odd = zip(*found, strict=True)
        numbers = list(map(int, names))
    except ValueError as error:
        raise OddSheetError from error
    left = {position: inner for position, inner in enumerate(odd) if inner} if any(odd) else {}
    return Block(numbers, dict(zip(letters, taken, strict=True)), left)


def _surely_full(block: Block) -> bool:
    """Whether a column that was asked for shows that every row holds something."""
    return any("" not in texts for texts in block.columns.values())


def _full(block: Block, text: str) -> list[bool] | None:
    """Which of these rows hold anything, also in columns nobody asked for; None: all of them."""
    full = frozenset(map(int, FULL_ROW.findall(text)))
    return None if len(full) == len(block.numbers) else [number in full for number in block.numbers]


def _refuse_odd_cells(numbers: Iterable[int], inners: Iterable[str]) -> None:
    """Stops at rows of which a cell has no reference, or one of another row, or behind which something strange stands.

    Raises:
        OddSheetError: there is one.
    """
    for number, inner in zip(numbers, inners, strict=True):
        swallowed = "<row" in inner or "</row" in inner
        if (
            swallowed
            or _ODD_CELL.search(inner)
            or not {str(number)}.issuperset(_NUMBERS_IN_ROW.findall(inner))
        ):
            raise OddSheetError
