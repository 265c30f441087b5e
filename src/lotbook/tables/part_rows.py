"""The rows of a sheet, kept by columns as they were read, and made into rows only where one is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any, overload

from lotbook.tables.coded import Coded

Row = tuple[object, ...]


class PartRows(Sequence[Row]):
    """Rows as a sequence; a long register has many of them, and most are never looked at one by one.

    Args:
        make: makes a row of its cells, its number first.
        numbers: the rows' numbers on the sheet.
        columns: field -> its values, aligned with ``numbers``.
        others: field -> what stands in the fields that have no values, for every field of a row in order.
    """

    def __init__(
        self,
        make: Callable[[Row], Row],
        numbers: Sequence[int],
        columns: Mapping[str, Sequence[object]],
        others: Mapping[str, object],
    ) -> None:
        self._make = make
        self._numbers = numbers
        self._columns = columns
        self._others = others
        self._made: tuple[Row, ...] | None = None

    def of(self, numbers: Sequence[int], columns: Mapping[str, Sequence[object]]) -> PartRows:
        """Other rows of the same kind."""
        return PartRows(self._make, numbers, columns, self._others)

    def column(self, field: str) -> Sequence[Any]:
        """The values of one field in all rows, without making any; ``row`` is the rows' numbers."""
        if field == "row":
            return self._numbers
        found = self._columns.get(field)
        return [self._others[field]] * len(self) if found is None else found

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[Row]:
        if self._made is None:
            read = self._columns
            columns = [read.get(field, repeat(other, len(self))) for field, other in self._others.items()]
            self._made = tuple(map(self._make, zip(self._numbers, *columns, strict=True)))
        return iter(self._made)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, index: int | slice) -> Row | tuple[Row, ...]:
        if isinstance(index, slice):
            return tuple(self[position] for position in range(*index.indices(len(self))))
        if self._made is not None:
            return self._made[index]
        columns = self._columns
        cells = (columns[f][index] if f in columns else other for f, other in self._others.items())
        return self._make((self._numbers[index], *cells))


def distinct(rows: Sequence[object], field: str) -> set[Any]:
    """The different values of one field in all rows of a sheet."""
    cells = column(rows, field)
    return set(cells.pool.some(cells.different())) if isinstance(cells, Coded) else set(cells)


def has_empty(rows: Sequence[object], field: str) -> bool:
    """Whether a field is empty in any row of a sheet."""
    cells = column(rows, field)
    return None in cells if isinstance(cells, Coded) else type(None) in set(map(type, cells))


def column(rows: Sequence[object], field: str) -> Sequence[Any]:
    """The values of one field in all rows of a sheet, whether it was read in part or whole."""
    if isinstance(rows, PartRows):
        return rows.column(field)
    return [getattr(row, field) for row in rows]
