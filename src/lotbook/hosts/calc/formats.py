"""Which cells of a range show their numbers as dates or truth values: Calc keeps both as numbers, the format alone tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from lotbook.hosts.calc.celltypes import IS_DATE, IS_LOGICAL, IS_TIME
from lotbook.hosts.calc.rectangle import Rectangle, span_at
from lotbook.hosts.calc.several import Several
from lotbook.hosts.calc.span import Span

if TYPE_CHECKING:
    from lotbook.hosts.calc.sheets import Sheet

Raw = Sequence[Sequence[object]]
Shown = Sequence[tuple[Span, int]]  # parts of a block, from 0, and the bits of what their numbers mean
_TELLING = IS_DATE | IS_TIME | IS_LOGICAL


class Formats(NamedTuple):
    """The number formats of a range: LibreOffice's number of each, with rectangles that hold every number shown in it."""

    groups: dict[int, tuple[Span, ...]]
    telling: Shown


def formats_of(cells: Rectangle, data: Raw) -> Formats:
    """The formats of a large block: column by column, which is quick where each has one, as the columns of a table have."""
    several = Several(cells.sheet)
    groups: dict[int, tuple[Span, ...]] = {}
    for span in _numbers(cells.span, data):
        key = several.number_format_of([span])
        if key is None:
            return listed(cells)
        groups[key] = (*groups.get(key, ()), span)
    return Formats(groups, _telling(cells, groups))


def listed(cells: Rectangle) -> Formats:
    """The formats of any range; it takes a question and an object for each way that cells look."""
    kinds = cells.api.getUniqueCellFormatRanges()
    groups: dict[int, tuple[Span, ...]] = {}
    for at in range(kinds.Count):
        ranges = kinds.getByIndex(at)
        key = int(ranges.NumberFormat)
        groups[key] = (*groups.get(key, ()), *map(span_at, ranges.getRangeAddresses()))
    return Formats(groups, _telling(cells, groups))


def are_still(formats: Formats, sheet: Sheet) -> bool:
    """Whether the cells are still shown so; two questions for each format."""
    several = Several(sheet)
    return all(several.number_format_of(spans) == key for key, spans in formats.groups.items())


def _numbers(span: Span, data: Raw) -> Iterator[Span]:
    """Of each column that holds numbers, the cells from its first to its last number."""
    for column, cells in enumerate(zip(*data, strict=True), span.left):
        kinds = list(map(type, cells))
        if float in kinds:
            first = kinds.index(float)
            last = len(kinds) - 1 - kinds[::-1].index(float)
            yield Span(span.top + first, column, span.top + last, column)


def _telling(cells: Rectangle, groups: dict[int, tuple[Span, ...]]) -> Shown:
    down, across = cells.span.top, cells.span.left
    return [
        (Span(each.top - down, each.left - across, each.bottom - down, each.right - across), kind)
        for key, spans in groups.items()
        if (kind := cells.sheet.book.number_formats.kind(key)) & _TELLING
        for each in spans
    ]
