"""A column whose cells name their texts by number, as workbooks keep them: equal cells are looked at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar, overload

from lotbook.domain.identifiers import are_plain, is_plain, key, keys
from lotbook.domain.values import Value

NOTHING = -1  # the number of an empty cell; the last value of a pool is None
_STRETCH = 1 << 12  # texts looked at together; where all are plain, one look answers for all

Other = TypeVar("Other")


class Pool:
    """The values that all columns of a workbook share, by number: its shared texts, then other values, then nothing.

    Args:
        texts: the workbook's shared texts.

    Attributes:
        shared: how many shared texts there are.
        many: one in so many texts asked for: then all are made.
    """

    many = 16

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.shared = len(texts)
        self.others: list[Value] = [None]  # by their numbers, which count from the end
        self._numbers: dict[tuple[type, Value], int] = {}
        self._values: list[Value] = []
        self._keys: list[str] = []
        self._plain: list[bool] = []

    def number(self, value: Value) -> int:
        """The number of a value, which is put into the pool if it is not one of the shared texts."""
        if value is None:
            return NOTHING
        number = self._numbers.get((type(value), value))
        if number is None:
            self.others.insert(0, value)  # what stands behind keeps its number, which counts from the end
            number = self._numbers[type(value), value] = -len(self.others)
        return number

    def value(self, number: int) -> Value:
        """The value of one number."""
        return self.others[number] if number < 0 else self.texts[number]

    def some(self, numbers: Iterable[int]) -> list[Value]:
        """The values of some numbers, from all of them where many are asked for."""
        wanted = list(numbers)
        if len(wanted) * self.many > self.shared:
            return list(map(self.values.__getitem__, wanted))
        return list(map(self.value, wanted))

    def column(self, codes: Sequence[int]) -> Coded:
        """A column of cells by their numbers."""
        return Coded(codes, self)

    @property
    def values(self) -> Sequence[Value]:
        """All values by their numbers."""
        if len(self._values) != self.shared + len(self.others):
            self._values = [*self.texts, *self.others]
        return self._values

    @property
    def keys(self) -> Sequence[str]:
        """The comparison keys of all values by their numbers; what is no text has the empty one."""
        if not self._keys:
            for texts in self._stretches():
                self._keys += keys(texts)
        if len(self._keys) != self.shared + len(self.others):
            self._keys[self.shared :] = [key(each) if isinstance(each, str) else "" for each in self.others]
        return self._keys

    @property
    def plain(self) -> Sequence[bool]:
        """For all values by their numbers whether they are plain, visible text, or nothing."""
        if not self._plain:
            for texts in self._stretches():
                self._plain += [True] * len(texts) if are_plain(texts) else map(is_plain, texts)
        if len(self._plain) != self.shared + len(self.others):
            self._plain[self.shared :] = [
                each is None or (isinstance(each, str) and is_plain(each)) for each in self.others
            ]
        return self._plain

    def _stretches(self) -> Iterator[Sequence[str]]:
        texts = self.texts
        for start in range(0, self.shared, _STRETCH):
            yield texts[start : start + _STRETCH]


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

    def different(self) -> list[int]:
        """The numbers that cells have, each once."""
        return list(set(self.codes))

    def spread(self, known: Mapping[int, Other]) -> list[Other]:
        """What is known of each cell's number."""
        return list(map(known.__getitem__, self.codes))

    def keys(self) -> Sequence[str]:
        """The comparison key of each cell."""
        return self.written_keys()

    def written_keys(self) -> list[str]:
        """The same as texts, which cells with one key share."""
        return list(map(self.pool.keys.__getitem__, self.codes))

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[Value]:
        return map(self.pool.values.__getitem__, self.codes)

    def __contains__(self, value: object) -> bool:
        if value is None:
            return NOTHING in self.codes
        return value in self.pool.some(self.different())

    @overload
    def __getitem__(self, index: int) -> Value: ...
    @overload
    def __getitem__(self, index: slice) -> Coded: ...
    def __getitem__(self, index: int | slice) -> Value | Coded:
        if isinstance(index, slice):
            return type(self)(self.codes[index], self.pool)
        return self.pool.value(self.codes[index])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


def different(cells: Sequence[Value]) -> list[Value]:
    """The values of a column, each once."""
    return cells.pool.some(cells.different()) if isinstance(cells, Coded) else list(dict.fromkeys(cells))


def places_of(cells: Sequence[Value], wanted: Collection[Value]) -> list[int]:
    """Where any of these values stands in a column, ascending."""
    if not isinstance(cells, Coded):
        return [place for place, cell in enumerate(cells) if cell in wanted]
    codes = cells.different()
    known = {code for code, value in zip(codes, cells.pool.some(codes), strict=True) if value in wanted}
    return [place for place, code in enumerate(cells.codes) if code in known]
