"""The shapes that rows of a sheet have: what is left of a row when every digit is taken away.

The rows of a register differ in their digits and in which cells are filled, so a hundred thousand rows have a few
shapes. Every tag shows in the shape: what a shape tells of one row holds for all rows that have it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lotbook.hosts.file.quick import OddSheetError

DIGITS = b"0123456789"
_MOST, _SHARE = (
    64,
    16,
)  # shapes that any sheet may have, and one more for so many rows; more cost more than they save
_ROW = re.compile(rb'<row r=""[^<>/]*>')
# A cell without its digits: its column, then nothing, or a value alone or behind a formula.
_CELL = re.compile(rb'<c r="([A-Z]{1,2})"[^<>/]*(?:/>|>(<f[^<>/]*(?:/>|>[^<>]*</f>))?<v>[^<>]*</v></c>)')


class Shape(NamedTuple):
    """One shape.

    Attributes:
        tags: how many tags such a row has.
        cells: for every cell, the position of its tag among the tags, and where its row's number starts in it.
        filled: column letters -> the positions of a cell's tag and of the tag of its value, where it holds one.
    """

    tags: int
    cells: tuple[tuple[int, int], ...]
    filled: dict[str, tuple[int, int]]


class Shapes(dict[bytes, int]):
    """The shapes of a sheet: what is left of a row without its digits and its last tag -> the number of the shape.

    Raises:
        OddSheetError: a row holds something that is not known here, or there are too many shapes.
    """

    def __init__(self) -> None:
        super().__init__()
        self.known: list[Shape] = []
        self._rows = 0

    def numbers(self, rows: list[bytes]) -> list[int]:
        """The number of the shape of each of some rows."""
        self._rows += len(rows)
        return list(map(self.__getitem__, rows))

    def __missing__(self, left: bytes) -> int:
        number = len(self.known)
        if number > _MOST + self._rows // _SHARE:
            raise OddSheetError
        self.known.append(_shape(left))
        self[left] = number
        return number


def _shape(left: bytes) -> Shape:
    start = _ROW.match(left)
    if start is None or b"xmlns" in left:
        raise OddSheetError
    at, tag = start.end(), 1
    cells: dict[bytes, tuple[int, int]] = {}
    filled: dict[str, tuple[int, int]] = {}
    while at < len(left):
        cell = _CELL.match(left, at)
        if cell is None or cell[1] in cells:
            raise OddSheetError
        cells[cell[1]] = tag, cell.end(1) - at
        tags = cell[0].count(b"<")
        if tags > 1:
            filled[cell[1].decode()] = tag, tag + tags - 3
        at, tag = cell.end(), tag + tags
    return Shape(tag + 1, tuple(cells.values()), filled)
