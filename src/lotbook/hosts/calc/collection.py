"""Things that have a name and a place in a row: sheets, tables, names, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, Protocol, TypeVar

from lotbook.hosts.calc.xl import base_classes


class Named(Protocol):
    """Something with a name."""

    @property
    def name(self) -> str:
        """Its name."""


T = TypeVar("T", bound=Named)


class Collection(base_classes.Collection, Generic[T]):
    """Found by name, in capitals or not, or by number from 1."""

    def every(self) -> list[T]:
        """All of them, in order."""
        raise NotImplementedError

    def __iter__(self) -> Iterator[T]:
        return iter(self.every())

    def __len__(self) -> int:
        return len(self.every())

    def __call__(self, key: int | str) -> T:
        """The one of this name or number."""
        if isinstance(key, int):
            return self.every()[key - 1]
        found = next((each for each in self.every() if each.name.casefold() == key.casefold()), None)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: int | str) -> bool:
        if isinstance(key, int):
            return 0 < key <= len(self)
        return any(each.name.casefold() == key.casefold() for each in self.every())
