"""A column whose cells name their texts by number, as workbooks keep them: equal cells are looked at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from lotbook.domain.values import Value

NOTHING = -1  # the number of an empty cell; the last one of a pool is None


class Coded(Sequence[Value]):
    """Cells as numbers into a pool of values that all columns of a workbook share.

    Args:
        codes: the number of each cell; negative ones count from the pool's end, where nothing (None) stands.
        pool: the values.
    """

    __slots__ = ("codes", "pool")

    def __init__(self, codes: Sequence[int], pool: Sequence[Value]) -> None:
        self.codes = codes
        self.pool = pool

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[Value]:
        return map(self.pool.__getitem__, self.codes)

    def __contains__(self, value: object) -> bool:
        if value is None:
            return NOTHING in self.codes
        return any(self.pool[code] == value for code in set(self.codes))

    @overload
    def __getitem__(self, index: int) -> Value: ...
    @overload
    def __getitem__(self, index: slice) -> Coded: ...
    def __getitem__(self, index: int | slice) -> Value | Coded:
        if isinstance(index, slice):
            return Coded(self.codes[index], self.pool)
        return self.pool[self.codes[index]]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]
