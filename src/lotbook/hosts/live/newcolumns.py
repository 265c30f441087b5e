"""New columns at the right end of an open table: the header, the format of the cells, and the table reaches over them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lotbook.errors import UnsafeEditError
from lotbook.hosts.live.area import LAST_ROW
from lotbook.hosts.live.view import LiveView, TablePlace
from lotbook.tables.column import TEXT_KINDS, Column, Kind
from lotbook.tables.headers import header_key

if TYPE_CHECKING:
    from xlwings import Range, Sheet

_LAST_COLUMN = 16_384  # XFD, Excel's last column
_NARROWEST, _WIDEST = 14, 40


class NewColumns:
    """Columns that a table gets.

    Args:
        page: the open sheet.
        view: the table as it is.
        headers: of the new columns, from left to right.
        specified: their specifications; None for a user's own column, which holds text.

    Raises:
        UnsafeEditError: they cannot be added without harm to what stands on the sheet.
    """

    def __init__(
        self, page: Sheet, view: LiveView, headers: Sequence[str], specified: Sequence[Column | None]
    ) -> None:
        self._page = page
        self._headers = headers
        self._specified = specified
        self._table = self._fit_table(view)
        self._row = view.header_row
        self._first = self._table.area.right + 1
        self._refuse(view)

    def make(self) -> None:
        """Puts them there."""
        where = self._table.area
        for number, (header, column) in enumerate(
            zip(self._headers, self._specified, strict=True), self._first
        ):
            below = self._page.range((self._row + 1, number), (LAST_ROW, number))
            below.number_format = _format(column)
            self._page.range((self._row, number)).number_format = "@"
            width = column.width + 1 if column else min(max(len(header) + 3, _NARROWEST), _WIDEST)
            below.column_width = width
        self._cells.value = [list(self._headers)]
        right = where.right + len(self._headers)
        self._table.table.resize(self._page.range((where.top, where.left), (where.bottom, right)))

    def take_back(self) -> None:
        """Takes them away again."""
        where = self._table.area
        self._table.table.resize(self._page.range((where.top, where.left), (where.bottom, where.right)))
        self._cells.clear_contents()

    @property
    def _cells(self) -> Range:
        last = self._first + len(self._headers) - 1
        return self._page.range((self._row, self._first), (self._row, last))

    @staticmethod
    def _fit_table(view: LiveView) -> TablePlace:
        if view.table is None or not view.table.header_rows:
            raise UnsafeEditError(
                f"{view.sheet} has no Excel Table with a header, so no column can be added to it.",
                next_step="Select the rows, choose Insert > Table, then try again.",
            )
        return view.table

    def _refuse(self, view: LiveView) -> None:
        taken = {header_key(header) for header in view.headers}
        twice = [header for header in self._headers if header_key(header) in taken]
        if twice:
            raise UnsafeEditError(f"{view.sheet} has a column {twice[0]!r} already.")
        last = self._first + len(self._headers) - 1
        if last > _LAST_COLUMN:
            raise UnsafeEditError(f"The sheet {view.sheet} has no room for another column.")
        filled = (view.cells.column(number) for number in range(self._first, last + 1))
        if any(cell is not None for cells in filled for cell in cells):
            raise UnsafeEditError(
                f"Something stands to the right of the table on {view.sheet}, where a new column must go.",
                next_step="Move it elsewhere, then try again.",
            )


def _format(column: Column | None) -> str:
    """What is typed into the column later keeps its zeros: a column of text is formatted as Text."""
    kind = column.kind if column else Kind.TEXT
    if kind is Kind.DAY:
        return "yyyy-mm-dd"
    return "@" if kind in TEXT_KINDS or kind is Kind.YESNO else "General"
