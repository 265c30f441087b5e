"""Turns the cells of a long sheet into values, kind by kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from lotbook.domain.values import Value
from lotbook.hosts.file.bulkcells import (
    EMPTY,
    INLINE,
    NUMBER,
    SHARED,
    TEXT,
    TRUTH,
    UNCALCULATED,
    Cells,
    Numbers,
    digits,
)
from lotbook.hosts.file.cellvalues import CellReader, RawCell
from lotbook.hosts.file.markup import unescape, unescape_cell
from lotbook.hosts.file.quick import QuickCells, plain_text
from lotbook.hosts.file.shape import Region
from lotbook.hosts.file.styles import NOT_A_DATE
from lotbook.tables.cells import NO_VALUE

if TYPE_CHECKING:
    from lotbook.hosts.file.bulkcells import Bytes, Ints


class BulkValues:
    """The values of found cells.

    Args:
        data: the sheet's part.
        numbers: the same as an array, with some zeros behind it.
        region: where the rows stand.
        reader: what turns raw cells into values.
        quick: what reads cells that are not quite plain.
    """

    def __init__(
        self, data: bytes, numbers: Bytes, region: Region, reader: CellReader, quick: QuickCells
    ) -> None:
        self._data = data
        self._bytes = numbers
        self._end = region.end
        self._reader = reader
        self._quick = quick
        self._escaped = any(data.find(mark, region.start, region.end) >= 0 for mark in (b"_", b"&"))

    def of(self, kind: int, cells: Cells, letter: str) -> list[Value] | None:
        """The values of cells of one kind and column; None when they are all empty."""
        if kind == EMPTY:
            return None
        if kind == UNCALCULATED:
            return [NO_VALUE] * len(cells.rows)
        read: dict[int, Callable[[Cells], list[Value]]] = {
            SHARED: self._shared,
            NUMBER: self._numbers,
            TEXT: self._texts,
            INLINE: self._texts,
            TRUTH: lambda some: self._raw(some, "b"),
        }
        known = read.get(kind)
        return known(cells) if known else self._oddities(cells, letter)

    def _shared(self, cells: Cells) -> list[Value]:
        number, length = digits(self._bytes, cells.start)
        whole = (cells.start + length == cells.end) & (length > 0)
        if not whole.all():
            return self._raw(cells, "s")
        texts = self._reader.texts
        if int(number.max(initial=0)) >= len(texts):
            return self._raw(cells, "s")
        return [texts[index] for index in number.tolist()]

    def _numbers(self, cells: Cells) -> list[Value]:
        numbers = Numbers(self._bytes, cells.start, cells.end)
        plain = numbers.plain & ~np.isin(cells.formats, self._dated(cells.formats))
        column = np.empty(len(cells.rows), object)
        whole = plain & numbers.whole
        column[whole] = numbers.integers[whole]
        broken = plain & ~numbers.whole
        column[broken] = numbers.fractions[broken]
        rest = np.flatnonzero(~plain)
        number = self._reader.number
        data = self._data
        spans = zip(
            cells.start[rest].tolist(), cells.end[rest].tolist(), cells.formats[rest].tolist(), strict=True
        )
        holder = np.empty(len(rest), object)
        holder[:] = [number(data[start:end].decode(), cell_format) for start, end, cell_format in spans]
        column[rest] = holder
        found: list[Value] = column.tolist()
        return found

    def _dated(self, formats: Ints) -> list[int]:
        shows = self._reader.shows
        return [each for each in np.unique(formats).tolist() if shows(each) != NOT_A_DATE]

    def _texts(self, cells: Cells) -> list[Value]:
        data = self._data
        texts = [
            data[start:end].decode()
            for start, end in zip(cells.start.tolist(), cells.end.tolist(), strict=True)
        ]
        return [unescape_cell(unescape(text)) for text in texts] if self._escaped else list(texts)

    def _raw(self, cells: Cells, kind: str) -> list[Value]:
        data, value = self._data, self._reader.value
        spans = zip(cells.start.tolist(), cells.end.tolist(), cells.formats.tolist(), strict=True)
        return [value(RawCell(each, kind, unescape(data[start:end].decode()))) for start, end, each in spans]

    def _oddities(self, cells: Cells, letter: str) -> list[Value]:
        """Cells that are not quite plain, each by the quick reader's pattern."""
        found = []
        for at, row in zip(cells.at.tolist(), cells.rows.tolist(), strict=True):
            end = self._data.find(b"</c>", at, self._end) + 4
            text = plain_text(self._data[at : end if end > at else self._end])
            found.append(self._quick.row(text, row).get(letter))
        return found
