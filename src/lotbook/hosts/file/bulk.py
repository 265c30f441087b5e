"""The fast reader of long sheets: cells are found as numbers in an array of bytes, not one by one in Python.

Only cells of the columns asked for become values. Every ``<`` of the sheet is accounted for; a tag that is not known
here makes the sheet one for the patient reader, a cell that is not quite plain is read by the pattern of the quick
reader, so nothing is passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from lotbook.domain.values import Value
from lotbook.hosts.file.bulkcells import (
    EMPTY,
    INLINE,
    NUMBER,
    ODD,
    OTHER,
    SHARED,
    TEXT,
    TRUTH,
    UNCALCULATED,
    Cells,
    digits,
)
from lotbook.hosts.file.bulkvalues import BulkValues
from lotbook.hosts.file.cellvalues import CellReader
from lotbook.hosts.file.markup import column_number
from lotbook.hosts.file.quick import OddSheetError, QuickCells, plain_text
from lotbook.hosts.file.shape import Region

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lotbook.hosts.file.bulkcells import Bytes, Flags, Ints

_BLOCK = 1 << 24
_BEYOND = 6  # tags added at the end, so that looking for the next ones never looks beyond it
_TAGS = np.zeros(256, bool)
_TAGS[list(b"crvift/")] = True
_SLASH, _GREATER, _QUOTE, _SPACE, _EQUALS = b'/>" ='

_WORDS = {
    b's"': SHARED,
    b'str"': TEXT,
    b'inlineStr"': INLINE,
    b'b"': TRUTH,
    b'e"': OTHER,
    b'd"': OTHER,
    b'n"': NUMBER,
}


class BulkSheet:
    """The cells of one long sheet of plain shape.

    Args:
        data: the sheet's part.
        region: where its rows stand.
        reader: what turns raw cells into values.

    Raises:
        OddSheetError: the sheet has tags or references this reader does not know.
    """

    def __init__(self, data: bytes, region: Region, reader: CellReader) -> None:
        self._data = data
        self._end = region.end
        self._quick = QuickCells(reader)
        # Zeros at the end, so that looking a few bytes ahead never looks beyond it.
        self._bytes: Bytes = np.frombuffer(data + bytes(64), np.uint8)
        self._values = BulkValues(data, self._bytes, region, reader, self._quick)
        if data.find(b"\r", region.start, region.end) >= 0:
            raise OddSheetError
        self._tags = self._find_tags(region)
        real = self._tags[:-_BEYOND]
        first, second = self._bytes[real + 1], self._bytes[real + 2]
        if not _TAGS[first].all() or self._names_spaces(region):
            raise OddSheetError
        self._find_rows(first, second)
        self._find_cells(first, second)

    def _find_tags(self, region: Region) -> Ints:
        """Where each ``<`` stands, and a few ends beyond the last one."""
        kind = np.int32 if region.end < 2**31 - 64 else np.int64
        found = [
            (np.flatnonzero(self._bytes[at : min(at + _BLOCK, region.end)] == ord("<")) + at).astype(kind)
            for at in range(region.start, region.end, _BLOCK)
        ]
        return np.concatenate([*found, np.full(_BEYOND, region.end, kind)])

    def _names_spaces(self, region: Region) -> bool:
        """Whether a tag between the rows brings another namespace."""
        found = np.flatnonzero(self._bytes[region.start : region.end] == ord("x")) + region.start
        return bool(self._spells(found, b"xmlns").any())

    def _find_rows(self, first: Bytes, second: Bytes) -> None:
        tags = self._tags
        marks = np.flatnonzero((first == ord("r")) & (second == ord("o")))
        self._row_at = tags[marks]
        number, length = digits(self._bytes, self._row_at + 8)
        proper = self._spells(self._row_at, b'<row r="') & (self._bytes[self._row_at + 8 + length] == _QUOTE)
        if not proper.all() or (np.diff(number) <= 0).any():
            raise OddSheetError
        self._row_numbers = number
        holds = (first == ord("v")) | (first == ord("f")) | ((first == ord("i")) & (second == ord("s")))
        full = np.add.reduceat(holds, marks, dtype=np.int32) > 0 if len(marks) else np.zeros(0, bool)
        self._full: list[int] = number[full].tolist()

    def _find_cells(self, first: Bytes, second: Bytes) -> None:
        marks = np.flatnonzero(first == ord("c"))
        if (second[marks] != _SPACE).any():
            raise OddSheetError
        at = self._tags[marks]
        if not self._spells(at, b'<c r="').all():
            raise OddSheetError
        letters = [self._bytes[at + 6 + place].astype(np.int32) - 64 for place in range(4)]
        one, two, three, four = ((letter >= 1) & (letter <= 26) for letter in letters)
        if not one.all() or (two & three & four).any():
            raise OddSheetError
        column = letters[0]
        column = np.where(two, column * 26 + letters[1], column)
        column = np.where(two & three, column * 26 + letters[2], column)
        self._cell_tag = marks
        self._cell_column = column.astype(np.int16)
        self._cell_letters = (1 + two + (two & three)).astype(np.int8)

    def _spells(self, at: Ints, text: bytes) -> Flags:
        """Whether the bytes from here on are this text."""
        same: Flags = np.ones(len(at), bool)
        for place, letter in enumerate(text):
            same &= self._bytes[at + place] == letter
            if place == 1 and not same.any():
                break
        return same

    def rows(self) -> list[int]:
        """The numbers of all rows that hold anything, ascending."""
        return self._full

    def row(self, number: int) -> dict[str, Value]:
        """The cells of one row by column letters."""
        position = int(np.searchsorted(self._row_numbers, number))
        if position == len(self._row_numbers) or self._row_numbers[position] != number:
            return {}
        start = int(self._row_at[position])
        following = self._row_at[position + 1 : position + 2]
        end = int(following[0]) if len(following) else self._end
        return self._quick.row(plain_text(self._data[start:end]), number)

    def columns(self, letters: Sequence[str], rows: Sequence[int]) -> list[list[Value]]:
        """The cells of these columns in these rows, one list per column."""
        wanted = np.asarray(rows, np.int64)
        if (np.diff(wanted) > 0).all():
            return [self._column(letter, wanted) for letter in letters]
        ascending, back = np.unique(wanted, return_inverse=True)
        places = back.tolist()
        found = [self._column(letter, ascending) for letter in letters]
        return [[column[place] for place in places] for column in found]

    def _column(self, letter: str, wanted: NDArray[np.int64]) -> list[Value]:
        chosen = np.flatnonzero(self._cell_column == column_number(letter))
        cells = self._look(chosen)
        places = np.searchsorted(wanted, cells.rows)
        inside = places < len(wanted)
        inside[inside] = wanted[places[inside]] == cells.rows[inside]
        if not inside.all():
            cells = Cells(*(field[inside] for field in cells))
            places = places[inside]
        column = np.full(len(wanted), None, object)
        for kind in np.unique(cells.kinds).tolist():
            mine = cells.kinds == kind
            part = Cells(*(field[mine] for field in cells))
            values = self._values.of(kind, part, letter)
            if values is not None:
                if len(values) == len(wanted):
                    return values
                holder = np.empty(len(values), object)
                holder[:] = values
                column[places[mine]] = holder
        found: list[Value] = column.tolist()
        return found

    def _look(self, chosen: Ints) -> Cells:
        """What stands in these cells, as far as it is plain; the rest is marked as odd."""
        data = self._bytes
        tag = self._cell_tag[chosen]
        at = self._tags[tag].astype(np.int64)
        number, length = digits(data, at + 6 + self._cell_letters[chosen])
        here = at + 6 + self._cell_letters[chosen] + length
        row = self._row_numbers[np.searchsorted(self._row_at, at, "right") - 1]
        if (row != number).any() or (np.diff(number) <= 0).any() or (data[here] != _QUOTE).any():
            raise OddSheetError
        here, formats, kinds = self._attributes(here + 1)
        closed = (data[here] == _SLASH) & (data[here + 1] == _GREATER)
        opened = (data[here] == _GREATER) & (self._tags[tag + 1] == here + 1)
        kinds = np.where(closed | opened, kinds, ODD)
        kinds, start, end = self._content(tag + 1, np.where(closed, EMPTY, kinds), opened)
        return Cells(number, at, kinds, formats, start, end)

    def _attributes(self, here: Ints) -> tuple[Ints, Ints, Ints]:
        """The cell format and the kind; where the attributes end."""
        data = self._bytes
        has_format = self._spells(here, b' s="')
        formats, length = digits(data, here + 4)
        formats = np.where(has_format, formats, 0)
        here = np.where(has_format, here + 5 + length, here)
        has_kind = self._spells(here, b' t="')
        kinds = np.where(has_kind, ODD, NUMBER)
        first = data[here + 4]
        after = here.copy()
        for word, kind in _WORDS.items():
            likely = np.flatnonzero(has_kind & (first == word[0]))
            mine = likely[self._spells(here[likely] + 4, word)] if len(likely) else likely
            kinds[mine] = kind
            after[mine] += 4 + len(word)
        return after, formats, kinds

    def _content(self, tag: Ints, kinds: Ints, opened: Flags) -> tuple[Ints, Ints, Ints]:
        """Where the values stand; cells that hold anything unusual become odd."""
        data, tags = self._bytes, self._tags
        looking = opened & (kinds != ODD)
        formula = looking & (data[tags[tag] + 1] == ord("f"))
        if formula.any():
            whole = formula & self._spells(tags[tag + 1], b"</f>")
            single = formula & ~whole & (data[tags[tag + 1] - 2] == _SLASH)
            looking = looking & (~formula | whole | single)
            tag = tag + whole * 2 + single
        start, end = tags[tag].astype(np.int64) + 3, tags[tag + 1].astype(np.int64)
        empty = looking & self._spells(tags[tag], b"</c>")
        value = looking & (kinds != INLINE) & self._spells(tags[tag], b"<v>")
        value &= self._spells(end, b"</v></c>")
        inline = looking & (kinds == INLINE) & ~formula
        if inline.any():
            inline, text_start = self._inline(tag, inline)
            start = np.where(inline, text_start, start)
            end = np.where(inline, tags[tag + 2], end)
        empty |= value & (start == end) & (kinds == NUMBER)
        found = np.where(looking & (value | inline), kinds, np.where(kinds == EMPTY, EMPTY, ODD))
        return np.where(empty, np.where(formula, UNCALCULATED, EMPTY), found), start, end

    def _inline(self, tag: Ints, inline: Flags) -> tuple[Flags, Ints]:
        """Which cells hold one plain text of their own, and where it starts."""
        text_at = self._tags[tag + 1].astype(np.int64)
        bare = self._spells(text_at, b"<t>")
        spaced = self._spells(text_at, b'<t xml:space="preserve">')
        plain = inline & (bare | spaced) & self._spells(self._tags[tag], b"<is><t")
        plain &= self._spells(self._tags[tag + 2], b"</t></is></c>")
        return plain, text_at + np.where(bare, 3, 24)
