"""Columns of very long sheets as arrays of numbers, and their comparison keys as numbers, too."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, overload

import numpy as np
import numpy.typing as npt

from lotbook.domain.identifiers import is_plain, key
from lotbook.tables.coded import NOTHING, Coded, Pool
from lotbook.tables.placed import KeyNumbers, PlacedTexts

if TYPE_CHECKING:
    from lotbook.domain.values import Value

Codes = npt.NDArray[np.int64]
Other = TypeVar("Other")
_FEW = 4  # numbers that are looked for one by one


class BroadPool(Pool):
    """The values of a workbook with very many shared texts; see ``Pool``."""

    many = 4  # each text is told by itself

    def __init__(self, texts: PlacedTexts) -> None:
        super().__init__(texts)  # type: ignore[arg-type]
        self._placed = texts

    @cached_property
    def numbers(self) -> KeyNumbers:
        """The numbers of all comparison keys."""
        return KeyNumbers(self._placed)

    def column(self, codes: Sequence[int]) -> BroadCoded:
        """A column of cells by their numbers."""
        return BroadCoded(np.asarray(codes, np.int64), self)  # type: ignore[arg-type]

    def are_plain(self, codes: Codes) -> bool:
        """Whether all of these numbers stand for plain, visible text or nothing."""
        others = [each is None or (isinstance(each, str) and is_plain(each)) for each in self.others]
        return bool(np.concatenate((self.numbers.plain, np.array(others)))[codes].all())

    def key_numbers(self, codes: Codes) -> Codes:
        """The numbers of these values' keys; what is no text has none."""
        others = [self.numbers.of(key(each)) if isinstance(each, str) else 0 for each in self.others]
        return np.concatenate((self.numbers.of_texts, np.array(others)))[codes]


class BroadCoded(Coded):
    """Cells as an array of numbers into a pool; see ``Coded``."""

    __slots__ = ()

    codes: Codes  # type: ignore[assignment]
    pool: BroadPool

    @property
    def is_plain(self) -> bool:
        """Whether every cell holds plain, visible text or nothing."""
        return self.pool.are_plain(self.codes)

    def different(self) -> list[int]:
        """The numbers that cells have, each once."""
        others = len(self.pool.others)
        return (np.flatnonzero(np.bincount(self.codes + others)) - others).tolist()

    def spread(self, known: Mapping[int, Other]) -> list[Other]:
        """What is known of each cell's number."""
        return list(map(known.__getitem__, self.codes.tolist()))

    def keys(self) -> KeyColumn:
        """The comparison key of each cell."""
        return KeyColumn(self.pool.key_numbers(self.codes), self.pool)

    def written_keys(self) -> list[str]:
        """The same as texts, which cells with one key share."""
        return list(map(self.pool.keys.__getitem__, self.codes.tolist()))

    def __iter__(self) -> Iterator[Value]:
        return map(self.pool.values.__getitem__, self.codes.tolist())

    def __contains__(self, value: object) -> bool:
        if value is None:
            return bool((self.codes == NOTHING).any())
        return value in self.pool.some(self.different())


class KeyColumn(Sequence[str]):
    """The comparison keys of a column as an array of numbers.

    Args:
        numbers: the number of each key.
        pool: the pool that tells them.
    """

    __slots__ = ("numbers", "pool")

    def __init__(self, numbers: Codes, pool: BroadPool) -> None:
        self.numbers = numbers
        self.pool = pool

    def places_of(self, wanted: Collection[str]) -> list[int]:
        """Where any of these keys stands."""
        return np.flatnonzero(self._hold(wanted)).tolist()

    def _hold(self, wanted: Collection[str]) -> npt.NDArray[np.bool_]:
        chosen = [self.pool.numbers.of(name) for name in wanted]
        if len(chosen) <= _FEW:
            return np.isin(self.numbers, chosen) if len(chosen) > 1 else self.numbers == (*chosen, -1)[0]
        told = np.zeros(len(self.pool.numbers), np.bool_)
        told[chosen] = True
        return told.take(self.numbers)

    def strangers(self, known: Iterable[Collection[str]]) -> set[str]:
        """The keys that are in none of these columns and sets."""
        told = np.zeros(len(self.pool.numbers), np.bool_)
        told[self.numbers] = True
        for names in known:
            if isinstance(names, KeyColumn) and names.pool is self.pool:
                told[names.numbers] = False
            else:
                numbers = np.array([self.pool.numbers.of(name) for name in names], np.intp)
                told[numbers[numbers < len(told)]] = False
        told[0] = False
        return set(self.pool.numbers.names(np.flatnonzero(told).tolist()))

    def without(self, places: Collection[int]) -> KeyColumn:
        """The same with no keys in some places."""
        numbers = self.numbers.copy()
        numbers[list(places)] = 0
        return KeyColumn(numbers, self.pool)

    def then(self, other: Sequence[str]) -> KeyColumn:
        """These keys, and behind them others."""
        return KeyColumn(np.concatenate((self.numbers, self._of(other))), self.pool)

    def behind(self, other: Sequence[str]) -> KeyColumn:
        """Others, and behind them these keys."""
        return KeyColumn(np.concatenate((self._of(other), self.numbers)), self.pool)

    def _of(self, names: Sequence[str]) -> Codes:
        if isinstance(names, KeyColumn) and names.pool is self.pool:
            return names.numbers
        return np.array([self.pool.numbers.of(name) for name in names], np.int64)

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[str]:
        pool = self.pool
        different = np.flatnonzero(np.bincount(self.numbers)).tolist()
        known = dict(zip(different, pool.numbers.names(different), strict=True))
        return map(known.__getitem__, self.numbers.tolist())

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and bool(self._hold((name,)).any())

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> KeyColumn: ...
    def __getitem__(self, index: int | slice) -> str | KeyColumn:
        if isinstance(index, slice):
            return KeyColumn(self.numbers[index], self.pool)
        return self.pool.numbers.name(int(self.numbers[index]))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]
