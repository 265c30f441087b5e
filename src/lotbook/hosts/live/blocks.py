"""Values put into an open sheet: in one block for each rectangle, read back, and put back when something goes wrong.

A spreadsheet reads what a program writes like what a person types: ``3-4`` may become a date, ``22E1`` a number, text
that begins with ``=`` a formula. Cells of text are therefore formatted as Text where that may happen, and every cell is
read again and compared with what was meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from lotbook.domain.values import Value, text_of
from lotbook.errors import UnsafeEditError
from lotbook.hosts.file.rowsplice import reference
from lotbook.hosts.live.area import Area, areas
from lotbook.hosts.live.content import read
from lotbook.hosts.live.values import cell_of, may_be_misread, same_cell, value_of

if TYPE_CHECKING:
    from xlwings import Range, Sheet

_AS_TEXT, _AS_DAY, _AS_MOMENT, _AS_NUMBER = "@", "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "General"


class Blocks:
    """What was put into one sheet, so that it can be taken back.

    Args:
        page: the open sheet.
    """

    def __init__(self, page: Sheet) -> None:
        self.page = page
        self._before: list[tuple[Area, list[list[object]]]] = []

    def put(self, cells: Mapping[tuple[int, int], Value]) -> None:
        """Puts values into cells (row, column).

        Raises:
            UnsafeEditError: a cell does not take its value as it is.
        """
        for area in areas(cells):
            self._before.append((area, self._contents(area)))
            self._format_texts(area, cells)
            self._range(area).value = [
                [cell_of(cells[row, column]) for column in range(area.left, area.right + 1)]
                for row in range(area.top, area.bottom + 1)
            ]
        for area, _ in self._before:
            self._compare(area, cells)

    def take_back(self) -> None:
        """Puts back what stood there before, the last change first."""
        while self._before:
            area, contents = self._before.pop()
            self._range(area).value = contents

    def _contents(self, area: Area) -> list[list[object]]:
        """The cells as they can be written again; no formula is ever overwritten, so the values tell it all."""
        return [[cell_of(value_of(cell)) for cell in row] for row in read(self.page, area)]

    def _format_texts(self, area: Area, cells: Mapping[tuple[int, int], Value]) -> None:
        """Cells whose text may be misread are formatted as Text, unless they are already."""
        told = ((spot, cells[spot]) for spot in _spots(area))
        doubtful = [spot for spot, value in told if isinstance(value, str) and may_be_misread(value)]
        for each in areas(doubtful):
            found = self._range(each)
            if found.number_format != _AS_TEXT:
                found.number_format = _AS_TEXT

    def _compare(self, area: Area, cells: Mapping[tuple[int, int], Value]) -> None:
        now = read(self.page, area)
        for row, column in _spots(area):
            wanted = cells.get((row, column))
            if not same_cell(value_of(now[row - area.top][column - area.left]), wanted):
                mend(self.page, row, column, wanted)

    def _range(self, area: Area) -> Range:
        return self.page.range((area.top, area.left), (area.bottom, area.right))


def mend(page: Sheet, row: int, column: int, wanted: Value) -> None:
    """Writes one cell once more, with the format that a value of this kind needs.

    Raises:
        UnsafeEditError: it does not take its value even so.
    """
    cell = page.range((row, column))
    cell.number_format = _AS_TEXT if isinstance(wanted, str) else _number_format(wanted)
    found: Value = None
    for told in (f"'{wanted}", wanted) if isinstance(wanted, str) else (cell_of(wanted),):
        cell.value = told
        found = value_of(read(page, Area(row, column, row, column))[0][0])
        if same_cell(found, wanted):
            return
    raise UnsafeEditError(
        f"{page.name} {reference(column, row)} does not take {text_of(wanted)!r}; "
        f"it holds {text_of(found)!r} then.",
        next_step="Format the cell as Text, then try again.",
    )


def _number_format(value: Value) -> str:
    if not isinstance(value, date):
        return _AS_NUMBER
    return _AS_MOMENT if hasattr(value, "hour") else _AS_DAY


def _spots(area: Area) -> list[tuple[int, int]]:
    return [
        (row, column)
        for row in range(area.top, area.bottom + 1)
        for column in range(area.left, area.right + 1)
    ]
