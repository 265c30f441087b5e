"""The fast reader of very long sheets: thousands of rows are looked at together, as numbers.

Rows without their digits have few shapes, and a shape tells how many tags a row has and which of them starts which
cell. So the places of all tags tell where every cell of a column stands. The cells asked for are looked at letter by
letter; where a shape or a cell is not known here, another reader takes the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from lotbook.domain.values import Value
from lotbook.hosts.file.broadcells import FIRST, Cells, Column, Numbers, Part, Places, Words, word
from lotbook.hosts.file.cellvalues import CellReader
from lotbook.hosts.file.quick import OddSheetError
from lotbook.hosts.file.rowshapes import DIGITS, Shapes
from lotbook.hosts.file.shape import Region

_BLOCK = (
    1 << 20
)  # bytes looked at together: they and what is found in them stay in the processor's own memory
_ROW, _ROW_END, _VALUE_END = b'<row r="', b"</row>", word(b"</v></c>")


class _Rows(NamedTuple):
    """Some rows: where their tags stand, which of these starts each row, their shapes and numbers.

    ``digits`` and ``widths`` are the numbers as they are written.
    """

    tags: Places
    firsts: Places
    shapes: Places
    numbers: Numbers
    digits: Words
    widths: Places


class RowPlaces(NamedTuple):
    """Where rows start in a sheet's part, by their numbers, ascending."""

    numbers: Numbers
    starts: Places

    def of(self, number: int) -> int:
        """Where a row starts; -1 when there is no such row."""
        at = int(np.searchsorted(self.numbers, number))
        known = at < len(self.numbers) and self.numbers[at] == number
        return int(self.starts[at]) if known else -1


class Found(NamedTuple):
    """The numbers of all rows that hold anything, the cells of columns in them, and where every row starts."""

    rows: list[int]
    columns: list[Sequence[Value]]
    places: RowPlaces


def read(data: bytes, region: Region, letters: Sequence[str], reader: CellReader) -> Found:
    """The numbers of all rows that hold anything, the cells of these columns in them, and where rows start.

    Raises:
        OddSheetError: something is written in a way not known here.
    """
    part, shapes = Part.of(data), Shapes()
    columns = {letter: Column(part, reader) for letter in letters}
    numbers: list[Numbers] = []
    places = [RowPlaces(np.zeros(0, np.int64), np.zeros(0, np.intp))]
    count = last = 0
    for rows in _blocks(part, region, shapes):
        if rows.numbers[0] <= last or not (np.diff(rows.numbers) > 0).all():
            raise OddSheetError
        last = int(rows.numbers[-1])
        _refuse_strangers(part, rows, shapes)
        full = np.array([bool(shape.filled) for shape in shapes.known])[rows.shapes]
        kept = np.cumsum(full) - 1 + count
        for letter, column in columns.items():
            found = _cells(part, rows, shapes, letter)
            if found:
                column.add(found, kept)
        numbers.append(rows.numbers[full])
        places.append(RowPlaces(rows.numbers, rows.tags.take(rows.firsts)))
        count += len(numbers[-1])
    every = np.concatenate(numbers).tolist() if numbers else []
    where = RowPlaces(*map(np.concatenate, zip(*places, strict=True)))
    return Found(every, [column.cells(count) for column in columns.values()], where)


def _blocks(part: Part, region: Region, shapes: Shapes) -> Iterator[_Rows]:
    find = part.data.find
    start, last = region.start, region.end
    while start < last:
        end = find(_ROW, start + _BLOCK, last)
        end = last if end < 0 else end
        yield _rows(part, start, end, shapes)
        start = end


def _rows(part: Part, start: int, end: int, shapes: Shapes) -> _Rows:
    kinds = _kinds(part.data[start:end].translate(None, DIGITS), shapes)
    tags = np.flatnonzero(part.single[start:end] == ord("<")) + start
    firsts = np.cumsum(np.array([shape.tags for shape in shapes.known])[kinds])
    if firsts[-1] != len(tags):
        raise OddSheetError
    firsts = np.concatenate((firsts[:1] * 0, firsts[:-1]))
    digits = part.words[tags.take(firsts) + len(_ROW)]
    numbers, widths = _numbers(digits)
    return _Rows(tags, firsts, kinds, numbers, digits, widths)


def _kinds(left: bytes, shapes: Shapes) -> Places:
    """The shape of each row, of the bytes of rows without their digits."""
    first = left[: left.find(_ROW_END) + len(_ROW_END)]
    count = len(left) // max(len(first), 1)
    if left == first * count and count:
        return np.full(count, shapes[first[: -len(_ROW_END)]], np.intp)
    *rows, rest = left.split(_ROW_END)
    if rest or not rows:
        raise OddSheetError
    return np.array(shapes.numbers(rows), np.intp)


def _numbers(digits: Words) -> tuple[Numbers, Places]:
    """The numbers of rows, and how many digits each has; a quotation mark ends them."""
    single = digits.view(np.uint8).reshape(-1, 8)
    ends = single == ord('"')
    widths = ends.argmax(axis=1)
    numbers = np.zeros(len(digits), np.int64)
    for step in range(int(widths.max())):
        digit = single[:, step] - np.uint8(ord("0"))
        inside = widths > step
        if (inside & (digit > 9)).any():
            raise OddSheetError
        numbers = np.where(inside, numbers * 10 + digit, numbers)
    if not widths.all() or (single[:, 0] == ord("0")).any():
        raise OddSheetError
    return numbers, widths


def _cells(part: Part, rows: _Rows, shapes: Shapes, letter: str) -> Cells | None:
    """The cells of one column that hold anything.

    Raises:
        OddSheetError: one is not written as its shape tells.
    """
    nowhere = -1, -1
    where = np.array([shape.filled.get(letter, nowhere) for shape in shapes.known], np.intp)
    chosen: Places = np.arange(len(rows.shapes))
    if (where[:, 0] < 0).any():
        chosen = np.flatnonzero(where[:, 0][rows.shapes] >= 0)
    if not len(chosen):
        return None
    places = where[rows.shapes.take(chosen)]
    firsts = rows.firsts.take(chosen)
    opens = rows.tags.take(firsts + places[:, 0])
    attributes_end = rows.tags.take(firsts + places[:, 0] + 1) - 1
    values = rows.tags.take(firsts + places[:, 1]) + len(b"<v>")
    ends = rows.tags.take(firsts + places[:, 1] + 1)
    if (part.words[ends] != _VALUE_END).any() or (part.single.take(values - 1) != ord(">")).any():
        raise OddSheetError
    attributes = opens + len(b'<c r="') + len(letter) + rows.widths.take(chosen) + 1
    return Cells(chosen, attributes, attributes_end, values, ends)


def _refuse_strangers(part: Part, rows: _Rows, shapes: Shapes) -> None:
    """Stops where a cell says that it stands in another row than it does.

    Of a tag like ``<c r="A7"`` everything but the digits is known; the row's number and its end standing where it
    should leaves no place for other digits.
    """
    for number in np.flatnonzero(np.bincount(rows.shapes)).tolist():
        shape, chosen = shapes.known[number], np.flatnonzero(rows.shapes == number)
        masks = FIRST.take(rows.widths.take(chosen) + 1)
        numbers = rows.digits.take(chosen) & masks
        firsts = rows.firsts.take(chosen)
        for tag, start in shape.cells:
            at = rows.tags.take(firsts + tag) + start
            if ((part.words[at] & masks) != numbers).any():
                raise OddSheetError
