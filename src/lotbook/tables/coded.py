"""A column whose cells name their texts by number, as workbooks keep them: equal cells are looked at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from lotbook.domain.identifiers import are_plain, is_plain, key, keys
from lotbook.domain.values import Value

NOTHING = -1  # the number of an empty cell; the last value of a pool is None
_STRETCH = 1 << 12  # texts looked at together; where all are plain, one look answers for all


class Pool:
    """The values that all columns of a workbook share, by number: its shared texts, then other values, then nothing.

    Args:
        texts: the workbook's shared texts.

    Attributes:
        values: the values; those behind the shared texts are counted from the end.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.values: list[Value] = [*texts, None]
        self.shared = len(texts)
        self._others: dict[tuple[type, Value], int] = {}
        self._keys: list[str] = []
        self._plain: list[bool] = []

    def number(self, value: Value) -> int:
        """The number of a value, which is put into the pool if it is not one of the shared texts."""
        if value is None:
            return NOTHING
        number = self._others.get((type(value), value))
        if number is None:
            self.values.insert(
                self.shared, value
            )  # what stands behind keeps its number, which counts from the end
            number = self._others[type(value), value] = self.shared - len(self.values)
        return number

    @property
    def keys(self) -> Sequence[str]:
        """The comparison keys of all values by their numbers; what is no text has the empty one."""
        if not self._keys:
            for texts in self._stretches():
                self._keys += keys(texts)
        if len(self._keys) != len(self.values):
            others = self.values[self.shared :]
            self._keys[self.shared :] = [key(each) if isinstance(each, str) else "" for each in others]
        return self._keys

    @property
    def plain(self) -> Sequence[bool]:
        """For all values by their numbers whether they are plain, visible text, or nothing."""
        if not self._plain:
            for texts in self._stretches():
                self._plain += [True] * len(texts) if are_plain(texts) else map(is_plain, texts)
        if len(self._plain) != len(self.values):
            others = self.values[self.shared :]
            self._plain[self.shared :] = [
                each is None or (isinstance(each, str) and is_plain(each)) for each in others
            ]
        return self._plain

    def _stretches(self) -> Iterator[list[str]]:
        for start in range(0, self.shared, _STRETCH):
            texts = self.values[start : min(start + _STRETCH, self.shared)]
            yield texts  # type: ignore[misc]


class Coded(Sequence[Value]):
    """Cells as numbers into a pool.

    Args:
        codes: the number of each cell.
        pool: the values.
    """

    __slots__ = ("codes", "pool")

    def __init__(self, codes: Sequence[int], pool: Pool) -> None:
        self.codes = codes
        self.pool = pool

    @property
    def is_plain(self) -> bool:
        """Whether every cell holds plain, visible text or nothing."""
        return all(map(self.pool.plain.__getitem__, self.codes))

    def keys(self) -> list[str]:
        """The comparison key of each cell."""
        return list(map(self.pool.keys.__getitem__, self.codes))

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[Value]:
        return map(self.pool.values.__getitem__, self.codes)

    def __contains__(self, value: object) -> bool:
        if value is None:
            return NOTHING in self.codes
        return any(self.pool.values[code] == value for code in set(self.codes))

    @overload
    def __getitem__(self, index: int) -> Value: ...
    @overload
    def __getitem__(self, index: slice) -> Coded: ...
    def __getitem__(self, index: int | slice) -> Value | Coded:
        if isinstance(index, slice):
            return Coded(self.codes[index], self.pool)
        return self.pool.values[self.codes[index]]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]
