"""Puts cells into the rows of a sheet by splicing its bytes; what is not changed is not even looked at."""

from __future__ import annotations

import re
from collections.abc import Mapping
from operator import lt
from typing import NamedTuple

from lotbook.errors import UnsafeEditError
from lotbook.hosts.file.markup import column_letters, column_number
from lotbook.hosts.file.shape import Region

_CELL = re.compile(rb'<c r="([A-Z]+)\d+"([^>]*?)(/?)>')
_ROW = re.compile(rb'<row r="(\d+)"')
_STYLE = re.compile(rb'\bs="(\d+)"')
# What a new row takes from the row it is modelled on; a filter hides rows, and a new one must be seen.
_NOT_COPIED = re.compile(rb'\s(?:r|hidden|collapsed|outlineLevel|ph|thickTop|thickBot)="[^"]*"')
_HEIGHT = re.compile(rb'\sht="[^"]*"')


_NEAR_END = 1000  # rows from the end, where searching backwards is quicker

Piece = bytes | memoryview


class OldCell(NamedTuple):
    """A cell as it stands in a row: its column's number, where it stands, its format, whether it holds a formula."""

    column: int
    start: int
    end: int
    cell_format: int
    formula: bool
    filled: bool


class OldRow(NamedTuple):
    """A row as it stands in the sheet; ``cells_at`` is where its first cell starts, ``cells_end`` where the last ends."""

    number: int
    start: int
    cells_at: int
    cells_end: int
    end: int
    attributes: bytes
    cells: tuple[OldCell, ...]

    def cell(self, column: int) -> OldCell | None:
        """The cell in this column, if it is there."""
        return next((cell for cell in self.cells if cell.column == column), None)

    @property
    def cell_format(self) -> int:
        """The format of cells that are not there; 0 when the row has none of its own."""
        style = _STYLE.search(self.attributes)
        return int(style[1]) if style and b'customFormat="' in self.attributes else 0


class Rows:
    """The rows of one sheet's bytes.

    Args:
        data: the sheet's part.
        region: where its rows stand, which proves that they have the known shape.

    Raises:
        UnsafeEditError: the rows do not stand in order.
    """

    def __init__(self, data: bytes, region: Region) -> None:
        self._data = data
        self._region = region
        numbers = list(map(int, _ROW.findall(data, region.start, region.end)))
        if not all(map(lt, numbers, numbers[1:])):
            raise UnsafeEditError(
                "The rows of a sheet do not stand in order in the file.",
                next_step="Open the workbook in Excel or LibreOffice, save it, and try again.",
            )
        self.last = numbers[-1] if numbers else 0
        self._near = (0, region.start)  # where the row found last stands

    def find(self, number: int) -> OldRow | None:
        """One row, or None when the sheet has nothing there. Asking in ascending order is quick."""
        if number > self.last:
            return None
        start = self._near[1] if number >= self._near[0] else self._region.start
        search = self._data.rfind if number > self.last - _NEAR_END else self._data.find
        at = search(b'<row r="%d"' % number, start, self._region.end)
        if at < 0:
            return None
        self._near = (number, at)
        return self._row(number, at)

    def place(self, number: int) -> int:
        """Where a row that is not there would stand."""
        if number > self.last:
            return self._region.end
        for found in _ROW.finditer(self._data, self._region.start, self._region.end):
            if int(found[1]) > number:
                return found.start()
        return self._region.end

    def _row(self, number: int, start: int) -> OldRow:
        data = self._data
        inner = data.index(b">", start) + 1
        attributes = data[start + 4 : inner - 1].rstrip(b"/")
        if data[inner - 2 : inner] == b"/>":
            return OldRow(number, start, inner, inner, inner, attributes, ())
        inner_end = data.index(b"</row>", inner, self._region.end)
        cells = tuple(self._cells(inner, inner_end))
        return OldRow(number, start, inner, inner_end, inner_end + 6, attributes, cells)

    def _cells(self, start: int, end: int) -> list[OldCell]:
        cells = []
        for found in _CELL.finditer(self._data, start, end):
            letters, attributes, closed = found.groups()
            style = _STYLE.search(attributes)
            stop = found.end() if closed else self._data.index(b"</c>", found.end(), end) + 4
            inner = self._data[found.end() : stop]
            cells.append(
                OldCell(
                    column_number(letters.decode()), found.start(), stop, int(style[1]) if style else 0,
                    b"<f" in inner, b"<v" in inner or b"<is" in inner,
                )
            )  # fmt: skip
        return cells

    def splice(self, changes: Mapping[int, Mapping[int, bytes]], model: Mapping[int, bytes]) -> list[Piece]:
        """The bytes of all rows with these cells put in.

        Args:
            changes: row number -> column number -> the cell element.
            model: row number -> attributes of a row that is new.

        Returns:
            The new content between the tags of ``sheetData``, in pieces.
        """
        pieces: list[Piece] = []
        view = memoryview(self._data)
        at = self._region.start
        for number in sorted(changes):
            row = self.find(number)
            start, end = (row.start, row.end) if row else (self.place(number),) * 2
            pieces.append(view[at:start])
            attributes = row.attributes if row else b' r="%d"%s' % (number, model.get(number, b""))
            pieces += [b"<row", _widened(attributes, changes[number]), b">"]
            pieces += self._merged(row, changes[number])
            pieces.append(b"</row>")
            at = end
        pieces.append(view[at : self._region.end])
        return pieces

    def _merged(self, row: OldRow | None, cells: Mapping[int, bytes]) -> list[bytes]:
        if row is None:
            return [content for _, content in sorted(cells.items())]
        old = {cell.column: self._data[cell.start : cell.end] for cell in row.cells}
        behind = row.cells[-1].end if row.cells else row.cells_at  # extensions stand behind the cells
        merged = [content for _, content in sorted((old | dict(cells)).items())]
        return [*merged, self._data[behind : row.cells_end]]


def copied_attributes(row: OldRow) -> bytes:
    """What a new row takes over from this one: its format and its height where somebody set it."""
    kept = _NOT_COPIED.sub(b"", row.attributes)
    return kept if b'customHeight="1"' in kept else _HEIGHT.sub(b"", kept)


_SPANS = re.compile(rb'\sspans="(\d+):(\d+)"')


def _widened(attributes: bytes, cells: Mapping[int, bytes]) -> bytes:
    """A row may say from which to which column it is filled; that must stay true."""
    told = _SPANS.search(attributes)
    if not told:
        return attributes
    first, last = min(int(told[1]), *cells), max(int(told[2]), *cells)
    return attributes[: told.start()] + b' spans="%d:%d"' % (first, last) + attributes[told.end() :]


def reference(column: int, row: int) -> str:
    """The name of a cell, such as ``B7``."""
    return f"{column_letters(column)}{row}"
