"""The last large block that was read of a sheet: read again and found the same, it is not worked through again."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from lotbook.hosts.calc.formats import Formats, Raw, Shown, are_still, formats_of, listed
from lotbook.hosts.calc.rectangle import Rectangle
from lotbook.hosts.calc.span import Span

_FEWEST, _MOST = 2_000, 1_000_000  # cells: smaller blocks are worked through at once, larger ones not kept


class _Read(NamedTuple):
    """What LibreOffice gave, and what became of it."""

    span: Span
    data: Raw
    formats: Formats
    block: Raw


class LastRead:
    """The last large block with numbers of one sheet."""

    def __init__(self) -> None:
        self._read: _Read | None = None

    def block(self, cells: Rectangle, data: Raw, make: Callable[[Raw, Shown], Raw]) -> Raw:
        """What is made of a block; the same object as before where all of it is as it was, in value and in format.

        Args:
            cells: where it was read.
            data: texts and numbers, as LibreOffice gives them.
            make: puts dates and truth values into a block that has any.
        """
        size = cells.span.height * cells.span.width
        if size < _FEWEST:
            return _made(data, listed(cells), make)
        last = self._read
        if last and last.span == cells.span and last.data == data and are_still(last.formats, cells.sheet):
            return last.block
        formats = formats_of(cells, data)
        block = _made(data, formats, make)
        self._read = _Read(cells.span, data, formats, block) if size <= _MOST else None
        return block


def _made(data: Raw, formats: Formats, make: Callable[[Raw, Shown], Raw]) -> Raw:
    return make(data, formats.telling) if formats.telling else data
