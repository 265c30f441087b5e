"""Which cells of a sheet show their numbers as dates or truth values: Calc keeps both as numbers, the format alone tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lotbook.hosts.calc.celltypes import IS_DATE, IS_LOGICAL, IS_TIME
from lotbook.hosts.calc.lastread import FEWEST, Shown
from lotbook.hosts.calc.rectangle import Rectangle, span_at
from lotbook.hosts.calc.several import Several
from lotbook.hosts.calc.span import Span

if TYPE_CHECKING:
    from lotbook.hosts.calc.sheets import Sheet

_TELLING = IS_DATE | IS_TIME | IS_LOGICAL


class _Found(NamedTuple):
    """The formats of a range: LibreOffice's number of each with the rectangles that have it."""

    span: Span
    groups: dict[int, tuple[Span, ...]]
    telling: Shown


class Formats:
    """The number formats of one sheet.

    To list the formats of a range takes LibreOffice and Python a question and an object for each way cells look; to
    look whether they are still the same takes two questions for each number format.

    Args:
        sheet: the sheet.
    """

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._last: _Found | None = None

    def telling(self, cells: Rectangle) -> Shown:
        """The parts of a range, from 0, whose format shows a number as something else, with what it shows."""
        if cells.span.height * cells.span.width < FEWEST:
            return self._found(cells).telling
        last = self._last
        if last is None or last.span != cells.span or not self._are_still(last):
            last = self._last = self._found(cells)
        return last.telling

    def _are_still(self, last: _Found) -> bool:
        several = Several(self._sheet)
        return all(several.have_number_format(spans, key) for key, spans in last.groups.items())

    def _found(self, cells: Rectangle) -> _Found:
        kinds = cells.api.getUniqueCellFormatRanges()
        groups: dict[int, tuple[Span, ...]] = {}
        for at in range(kinds.Count):
            ranges = kinds.getByIndex(at)
            key = int(ranges.NumberFormat)
            groups[key] = (*groups.get(key, ()), *map(span_at, ranges.getRangeAddresses()))
        down, across = cells.span.top, cells.span.left
        telling = [
            (Span(each.top - down, each.left - across, each.bottom - down, each.right - across), kind)
            for key, spans in groups.items()
            if (kind := self._sheet.book.format_kind(key)) & _TELLING
            for each in spans
        ]
        return _Found(cells.span, groups, telling)
