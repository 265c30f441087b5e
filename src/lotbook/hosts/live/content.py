"""What stands on one open sheet: fetched in one go, and put into Lotbook's values column by column where one is asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import chain
from operator import is_, itemgetter
from typing import TYPE_CHECKING

from lotbook.domain.values import CellError, Value
from lotbook.hosts.live.area import Area
from lotbook.hosts.live.values import ERROR_STARTS, looks_like_error, values_of

if TYPE_CHECKING:
    from xlwings import Range, Sheet

Raw = Sequence[Sequence[object]]

_LIKELY_FULL = (
    3  # columns from the left; identifiers stand there, and a column without a gap tells of every row
)


class Content:
    """The cells of an area as they were when they were fetched.

    Args:
        cells: the range; it is read here.
        area: where it stands.
    """

    def __init__(self, cells: Range, area: Area) -> None:
        self.area = area
        self._cells = cells
        self._engine = str(cells.sheet.book.app.engine.name)
        self._raw = _fetched(cells, err_to_str=True)
        self._columns: dict[int, list[Value]] = {}
        self._rows: dict[int, list[Value]] = {}

    @property
    def size(self) -> int:
        """How many cells."""
        return len(self._raw) * len(self._raw[0])

    def same_as(self, other: Content) -> bool:
        """Whether every cell is as it was in another fetch of the same area, in value and in kind."""
        return self.area == other.area and _same(self._raw, other._raw)

    @cached_property
    def filled(self) -> list[int]:
        """The numbers of all rows that hold anything, ascending."""
        raw, width = self._raw, len(self._raw[0])
        for position in range(min(width, _LIKELY_FULL)):
            cells = tuple(map(itemgetter(position), raw))
            if "" not in cells and None not in cells:
                return list(range(self.area.top, self.area.top + len(raw)))
        counted = ((number, row.count("") + row.count(None)) for number, row in enumerate(raw, self.area.top))
        return [number for number, empty in counted if empty < width]

    @cached_property
    def rows(self) -> list[list[object]]:
        """All cells, row by row, as xlwings gives them; errors as ``CellError``, never as nothing."""
        return self._cleaned(self._raw, lambda: self._without_errors)

    def column(self, number: int) -> list[Value]:
        """The values of one column, from the top of the area on; empty ones where the area does not reach."""
        position = number - self.area.left
        if not 0 <= position <= self.area.right - self.area.left:
            return [None] * len(self._raw)
        found = self._columns.get(position)
        if found is None:
            cells = itemgetter(position)
            (cleaned,) = self._cleaned(
                [tuple(map(cells, self._raw))], lambda: [tuple(map(cells, self._without_errors))]
            )
            found = self._columns[position] = values_of(cleaned)
        return found

    def row(self, number: int) -> list[Value]:
        """The values of one row, from the left of the area on; none where the area does not reach."""
        position = number - self.area.top
        if not 0 <= position < len(self._raw):
            return []
        found = self._rows.get(position)
        if found is None:
            (cleaned,) = self._cleaned([self._raw[position]], lambda: [self._without_errors[position]])
            found = self._rows[position] = values_of(cleaned)
        return found

    @cached_property
    def _without_errors(self) -> Raw:
        """The same cells, read so that an error comes as nothing: Excel on a Mac must be asked once more."""
        if self._engine == "excel" and sys.platform == "darwin":
            return _fetched(self._cells, err_to_str=False)
        return self._raw

    def _cleaned(self, raw: Raw, without: Callable[[], Raw]) -> list[list[object]]:
        found = _converted(raw, self._engine, err_to_str=True)
        if any(looks_like_error(cell) for cell in _may_be_errors(found)):
            _mark_errors(found, _converted(without(), self._engine, err_to_str=False))
        return found


def read(sheet: Sheet, area: Area) -> list[list[object]]:
    """The cells of an area, row by row; errors as ``CellError``, never as nothing."""
    return Content(sheet.range((area.top, area.left), (area.bottom, area.right)), area).rows


def _may_be_errors(found: Iterable[Iterable[object]]) -> Iterable[object]:
    return (cell for row in found for cell in row if cell.__class__ is str and cell[:1] in ERROR_STARTS)


def _mark_errors(found: list[list[object]], without: list[list[object]]) -> None:
    """What reads as an error and as nothing is one; what reads as text both times was typed."""
    for row, other in zip(found, without, strict=True):
        for position, cell in enumerate(row):
            if looks_like_error(cell) and other[position] is None:
                row[position] = CellError(str(cell))


def _fetched(cells: Range, *, err_to_str: bool) -> Raw:
    """The cells as the spreadsheet gives them, without the work of making Python's values of all of them."""
    from xlwings.conversion import ConversionContext, ReadValueFromRangeStage

    asked = cells.options(err_to_str=err_to_str)
    here = ConversionContext(rng=asked)  # type: ignore[no-untyped-call]
    ReadValueFromRangeStage({"err_to_str": err_to_str})(here)  # type: ignore[no-untyped-call]
    raw = here.value
    if not isinstance(raw, (list, tuple)):
        return [[raw]]
    return raw if raw and isinstance(raw[0], (list, tuple)) else [raw]


def _converted(raw: Raw, engine: str, *, err_to_str: bool) -> list[list[object]]:
    """Fetched cells in xlwings' types, as its own reading gives them."""
    from xlwings import conversion

    found: list[list[object]] = conversion.read(  # type: ignore[no-untyped-call]
        None, raw, {"ndim": 2, "err_to_str": err_to_str}, engine
    )
    return found


def _same(one: Raw, other: Raw) -> bool:
    """Equal cells of equal kinds: to Python 1 is also 1.0 and True."""
    if one is other:
        return True
    return one == other and all(
        map(is_, map(type, chain.from_iterable(one)), map(type, chain.from_iterable(other)))
    )
