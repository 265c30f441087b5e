"""The tables of an open workbook as a plan names them: by our headers, wherever their columns stand."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from lotbook.errors import ReadOnlyError
from lotbook.hosts.expected import missing_column, missing_sheet, specification
from lotbook.hosts.live import native
from lotbook.hosts.live.view import LiveView
from lotbook.tables.column import Column
from lotbook.tables.headers import match_sheet

if TYPE_CHECKING:
    from xlwings import Sheet

    from lotbook.hosts.live.book import LiveBook


class Place(NamedTuple):
    """A table of the open workbook as a plan names it."""

    page: Sheet
    view: LiveView
    positions: Mapping[str, int]  # header text, ours or the user's own -> position
    columns: Mapping[str, Column]  # our header text -> specification

    def number(self, header: str) -> int:
        """The number of the sheet's column under this header.

        Raises:
            UnsafeEditError: there is none.
        """
        position = self.positions.get(header)
        if position is None:
            raise missing_column(self.view.sheet, header)
        return self.view.numbers[position]


def is_typed(place: Place, row: int, column: int) -> bool:
    """Whether a cell holds a text that only looks like a formula."""
    return str(place.view.cells.cell(row, column)).startswith("=")


def placed(book: LiveBook, name: str) -> Place:
    """The table of one sheet.

    Raises:
        UnsafeEditError: the sheet is missing.
    """
    spec = specification(name)
    headers = [column.header for column in spec.columns.values()] if spec else []
    view = book.view(name, spec.table if spec else name.replace(" ", ""), headers)
    if view is None:
        raise missing_sheet(name)
    positions = {header: position for position, header in reversed(list(enumerate(view.headers)))}
    if spec is None:
        return Place(view.cells.page, view, positions, {})
    matched = match_sheet(spec, view.headers).positions
    positions |= {spec.columns[field].header: position for field, position in matched.items()}
    columns = {column.header: column for column in spec.columns.values()}
    return Place(view.cells.page, view, positions, columns)


def refuse_protected(page: Sheet) -> None:
    """Before anything is changed.

    Raises:
        ReadOnlyError: the sheet is protected.
    """
    protected = False
    with suppress(Exception):  # a spreadsheet that cannot tell refuses the change itself
        protected = native.is_protected(page)
    if protected:
        raise ReadOnlyError(
            f"The sheet {page.name} is protected.",
            next_step="Unprotect it (Review > Unprotect Sheet), then click again.",
        )
