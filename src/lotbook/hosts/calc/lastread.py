"""The last large block that was read of a sheet: read again and found the same, it is not worked through again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from lotbook.hosts.calc.span import Span

Raw = Sequence[Sequence[object]]
Shown = Sequence[tuple[Span, int]]
FEWEST, _MOST = 2_000, 1_000_000  # cells: smaller blocks are worked through at once, larger ones not kept


class _Read(NamedTuple):
    """What LibreOffice gave, and what became of it."""

    span: Span
    data: Raw
    shown: Shown
    block: Raw


class LastRead:
    """The last large block of one sheet."""

    def __init__(self) -> None:
        self._read: _Read | None = None

    def block(self, span: Span, data: Raw, shown: Shown, make: Callable[[Raw, Shown], Raw]) -> Raw:
        """What is made of a block; the same object as before where all of it is as it was.

        Args:
            span: where it was read.
            data: texts and numbers, as LibreOffice gives them.
            shown: the parts whose numbers mean a date or a truth value.
            make: puts those in.
        """
        if not FEWEST <= span.height * span.width <= _MOST:
            return make(data, shown)
        last = self._read
        if last is not None and last.span == span and last.shown == shown and last.data == data:
            return last.block
        block = make(data, shown)
        self._read = _Read(span, data, shown, block)
        return block
