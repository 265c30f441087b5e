"""Several rectangles of one sheet at once: a look given to all of them is one call, however many they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from lotbook.hosts.calc.honest import in_words
from lotbook.hosts.calc.rectangle import addresses_of
from lotbook.hosts.calc.span import Span
from lotbook.hosts.calc.unolink import Uno

if TYPE_CHECKING:
    from lotbook.hosts.calc.sheets import Sheet

_SERVICE = "com.sun.star.sheet.SheetCellRanges"


class Several:
    """Cells of one sheet, in one set of rectangles after the other.

    Args:
        sheet: the sheet.
    """

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._cells = sheet.book.api.createInstance(_SERVICE)
        self._now: tuple[Uno, ...] = ()
        self._there = 0

    @in_words
    def style(self, spans: Iterable[Span], name: str) -> None:
        """Gives these rectangles a named style of the workbook."""
        wanted = list(spans)
        self._make_columns(max(span.right for span in wanted))
        self._take(wanted).CellStyle = name

    def _make_columns(self, last: int) -> None:
        """LibreOffice gives no style to several rectangles in columns that nothing was ever put into."""
        if last <= self._there:
            return
        self._there = last
        cell = self._sheet.api.getCellByPosition(last - 1, 0)
        if not cell.CellStyle:  # so it answers for a column that is not there yet
            cell.CellStyle = "Default"

    @in_words
    def number_format(self, spans: Iterable[Span], code: str) -> None:
        """Gives these rectangles a number format, as Excel writes it in English."""
        self._take(spans).NumberFormat = self._sheet.book.number_formats.key(code)

    @in_words
    def number_format_of(self, spans: Iterable[Span]) -> int | None:
        """LibreOffice's number of the number format of these rectangles; None where their cells have several."""
        cells = self._take(spans)
        mixed = cells.getPropertyState("NumberFormat").value == "AMBIGUOUS_VALUE"
        return None if mixed else int(cells.NumberFormat)

    def _take(self, spans: Iterable[Span]) -> Uno:
        if self._now:
            self._cells.removeRangeAddresses(self._now)
        self._now = addresses_of(self._sheet, spans)
        self._cells.addRangeAddresses(self._now, False)
        return self._cells
