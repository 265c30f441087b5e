"""The cells of one column of a very long sheet, many at a time: their attributes and values where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lotbook.domain.values import CellError, Value
from lotbook.hosts.file.cellvalues import CellReader
from lotbook.hosts.file.quick import Learned, OddSheetError, understood
from lotbook.tables.coded import NOTHING, Coded, Pool

_MOST_WAYS = 64  # in which the cells of one column may be formatted within a block
_LONGEST = 9  # digits; longer numbers are read one by one

Bytes = npt.NDArray[np.uint8]
Words = npt.NDArray[np.uint64]
Places = npt.NDArray[np.intp]
Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def word(text: bytes) -> np.uint64:
    """Up to eight bytes as one number, the first one lowest."""
    return np.uint64(int.from_bytes(text, "little"))


FIRST: Words = np.array(
    [(1 << 8 * count) - 1 for count in range(9)], np.uint64
)  # masks of a word's first bytes


class Part(NamedTuple):
    """A sheet as bytes, and at any place as eight bytes at once."""

    data: bytes
    single: Bytes
    words: Words

    @classmethod
    def of(cls, data: bytes) -> Part:
        """A part by its bytes."""
        words: Words = np.ndarray((len(data) - 7,), "<u8", data, 0, (1,))
        return cls(data, np.frombuffer(data, np.uint8), words)


class Cells(NamedTuple):
    """The cells of one column in some rows: which rows, where attributes and values start and end."""

    rows: Places
    attributes: Places
    attributes_end: Places
    values: Places
    values_end: Places


class Column:
    """The cells of one column, block after block."""

    def __init__(self, part: Part, reader: CellReader) -> None:
        self._part = part
        self._reader = reader
        self._found: dict[bytes, list[tuple[Places, Numbers]]] = {}
        self._others: list[tuple[int, Value]] = []

    def add(self, found: Cells, kept: Places) -> None:
        """Adds the cells of some rows, of which ``kept`` tells the positions in the sheet."""
        rows = kept.take(found.rows)
        numbers, sure = _values(self._part.single, found.values, found.values_end)
        for attributes, chosen in self._by_attributes(found):
            digits = sure.take(chosen)
            self._add_others(attributes, rows, found, chosen[~digits])
            plain = chosen if digits.all() else chosen[digits]
            self._found.setdefault(attributes, []).append((rows.take(plain), numbers.take(plain)))

    def _add_others(self, attributes: bytes, rows: Places, found: Cells, chosen: Places) -> None:
        """Adds cells whose values are not just digits."""
        learned = Learned(attributes.decode(), self._reader)  # tells, too, whether they are known at all
        for at in chosen.tolist():
            text = self._part.data[found.values[at] : found.values_end[at]].decode()
            if "\r" in text:
                raise OddSheetError
            self._others.append((int(rows[at]), learned[text] if text else learned.nothing))

    def _by_attributes(self, found: Cells) -> Iterator[tuple[bytes, Places]]:
        """The different attributes of the cells, and which cells have them."""
        starts = found.attributes
        lengths = found.attributes_end - starts
        for length in np.flatnonzero(np.bincount(lengths)).tolist():
            left = np.flatnonzero(lengths == length)
            for _ in range(_MOST_WAYS):
                at = starts.take(left)
                text = self._part.data[at[0] : at[0] + length]
                same = self._are_written(at, text)
                if same.all():
                    yield text, left
                    break
                yield text, left[same]
                left = left[~same]
            else:
                raise OddSheetError

    def _are_written(self, starts: Places, text: bytes) -> Flags:
        """Which of these places hold a text."""
        same = np.ones(len(starts), np.bool_)
        for step in range(0, len(text), 8):
            piece = text[step : step + 8]
            same &= (self._part.words[starts + step] & FIRST[len(piece)]) == word(piece)
        return same

    def cells(self, count: int) -> Sequence[Value]:
        """The cells of the column in all rows that hold anything."""
        if all(understood(text.decode())[1] == "s" for text in self._found):
            return self._coded(count)
        cells = np.full(count, None, object)
        for text, parts in self._found.items():
            learned = Learned(text.decode(), self._reader)
            for rows, numbers in parts:
                different, which = np.unique(numbers, return_inverse=True)
                values = np.empty(len(different), object)
                values[:] = [learned[str(each)] for each in different.tolist()]
                cells[rows] = values[which]
        for row, value in self._others:
            cells[row] = value
        return cells.tolist()

    def _coded(self, count: int) -> Coded:
        codes = np.full(count, NOTHING, np.int64)
        pool, end = self._reader.pool, len(self._reader.texts)
        for parts in self._found.values():
            for rows, numbers in parts:
                codes[rows] = numbers
        if (codes >= end).any():
            codes[codes >= end] = pool.number(CellError("missing text"))
        for row, value in self._others:
            codes[row] = pool.number(value)
        return pool.column(codes.tolist() if type(pool) is Pool else codes)  # type: ignore[arg-type]


def _values(single: Bytes, starts: Places, ends: Places) -> tuple[Numbers, Flags]:
    """The values as numbers, and which of them are just digits."""
    widths = ends - starts
    numbers = np.zeros(len(starts), np.int64)
    sure = (widths > 0) & (widths <= _LONGEST)
    power = 1
    for step in range(1, min(int(widths.max()), _LONGEST) + 1):
        digit = single.take(ends - step) - np.uint8(ord("0"))
        inside = widths >= step
        sure &= ~inside | (digit <= 9)
        numbers += (digit * inside) * np.int64(power)
        power *= 10
    return numbers, sure
