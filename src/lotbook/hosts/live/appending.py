"""Where new rows go in an open table: its blank rows first, then below it, where the table grows around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lotbook.domain.values import Value, text_of
from lotbook.errors import UnsafeEditError
from lotbook.hosts.live.area import LAST_ROW
from lotbook.hosts.live.view import LiveView, TablePlace, place_of

if TYPE_CHECKING:
    from xlwings import Sheet

_CELL = re.compile(r"\$?[A-Z]{1,3}\$?\d")
_LOOKED_AT = 16


class NewRows:
    """Room for new rows at the end of one table.

    Args:
        page: the open sheet.
        view: the table as it is.
        count: how many rows.

    Raises:
        UnsafeEditError: new rows cannot be put there without harm to what stands on the sheet.
    """

    def __init__(self, page: Sheet, view: LiveView, count: int) -> None:
        self._page = page
        self._view = view
        self._formulas = self._find_formulas()
        self._last_used = self._find_last_used()
        first = self._last_used + 1
        self.rows = tuple(range(first, first + count))
        self._inserted = 0
        self._refuse()

    @property
    def calculated(self) -> frozenset[int]:
        """The positions of the columns that hold a formula."""
        return frozenset(self._formulas)

    def make(self) -> None:
        """Lets the table reach to the last new row; formulas go along."""
        table = self._view.table
        if table is None:
            return
        last_body = self._view.table_end
        missing = self.rows[-1] - last_body
        if missing > 0:
            if table.totals_rows:
                self._insert(table, missing)
            else:
                self._resize(table, self.rows[-1])
        self._fill_formulas(min(last_body + 1, self.rows[0]), self.rows[-1])

    def take_back(self) -> None:
        """Gives the room back; what was put into it must have been taken out before."""
        table = self._view.table
        if table is None:
            return
        if self._inserted:
            where = table.area
            first = self._view.table_end + 1
            cells = self._page.range((first, where.left), (first + self._inserted - 1, where.right))
            cells.delete("up")
            self._inserted = 0
        elif place_of(table.table).area != table.area:
            self._clear_formulas()
            self._resize(table, table.area.bottom)

    def _insert(self, table: TablePlace, count: int) -> None:
        """Room above the row of totals, which moves down."""
        first, where = table.area.bottom, table.area
        self._page.range((first, where.left), (first + count - 1, where.right)).insert("down")
        self._inserted = count

    def _resize(self, table: TablePlace, bottom: int) -> None:
        where = table.area
        table.table.resize(self._page.range((where.top, where.left), (bottom, where.right)))

    def _find_formulas(self) -> dict[int, str]:
        """Position -> formula of the columns that are calculated, as the last row of the table has them."""
        view = self._view
        row = max(self._last_filled(), view.header_row + 1)
        if not view.numbers or (view.table and row > view.table_end):
            return {}
        cells = self._page.range((row, view.numbers[0]), (row, view.numbers[-1]))
        found = cells.formula
        told: Sequence[object] = found[0] if isinstance(found, (tuple, list)) else [found]
        return {
            position: formula
            for position, formula in enumerate(told)
            if isinstance(formula, str)
            and formula.startswith("=")
            and not _typed(view, row, position, formula)
        }

    def _last_filled(self) -> int:
        end = self._view.table_end
        return max((row for row in self._view.rows if not end or row <= end), default=0)

    def _find_last_used(self) -> int:
        """The last row that holds anything but formulas; the header's when there is none."""
        view = self._view
        indices = [position for position in range(len(view.numbers)) if position not in self._formulas]
        for candidates in (view.rows[-_LOOKED_AT:], view.rows):
            columns = view.rows_at(candidates, indices)
            used: list[int] = [
                row for row, *cells in zip(candidates, *columns, strict=True) if any(map(_filled, cells))
            ]
            if used:
                return used[-1]
        return view.header_row

    def _fill_formulas(self, first: int, last: int) -> None:
        """Formulas of calculated columns where the spreadsheet has not put them itself."""
        model = first - 1 if first - 1 > self._view.header_row else first
        for position, formula in self._formulas.items():
            column = self._view.numbers[position]
            for row in range(first, last + 1):
                cell = self._page.range((row, column))
                if str(cell.formula).startswith("="):
                    continue
                if _CELL.search(formula) and row != model:  # a reference that moves with the row
                    self._page.range((model, column)).copy(cell)
                else:
                    cell.formula = formula

    def _clear_formulas(self) -> None:
        table = self._view.table
        assert table
        for position in self._formulas:
            column = self._view.numbers[position]
            self._page.range((table.area.bottom + 1, column), (self.rows[-1], column)).clear_contents()

    def _refuse(self) -> None:
        name = self._view.sheet
        if self.rows[-1] > LAST_ROW:
            raise UnsafeEditError(
                f"The sheet {name} is full.",
                next_step="Start a new workbook for the next year; the old one stays readable.",
            )
        table = self._view.table
        if table is None:
            return
        self._refuse_others(table)
        self._refuse_below(table)

    def _refuse_others(self, table: TablePlace) -> None:
        for each in self._page.tables:
            other = place_of(each).area
            beside = other.left <= table.area.right and other.right >= table.area.left
            if each.name != table.table.name and beside and other.bottom > table.area.bottom:
                raise UnsafeEditError(
                    f"The table {each.name} stands below the table on {self._view.sheet}, so no rows can be added.",
                    next_step=f"Move {each.name} to another sheet, then try again.",
                )

    def _refuse_below(self, table: TablePlace) -> None:
        """Rows typed below the table are taken into it, unless blank ones lie between or the totals do."""
        below = range(table.area.bottom + 1, self._last_used + 1)
        if not below:
            return
        if table.totals_rows:
            raise UnsafeEditError(
                f"Row {self._last_used} of {self._view.sheet} stands below the row of totals.",
                next_step="Move it above the totals, or switch them off (Table Design > Total Row), then try again.",
            )
        columns = self._view.rows_at(below, range(len(self._view.numbers)))
        for row, *cells in zip(below, *columns, strict=True):
            if not any(map(_filled, cells)):
                raise UnsafeEditError(
                    f"Row {self._last_used} of {self._view.sheet} stands below the table, "
                    f"with the empty row {row} between.",
                    next_step="Delete the empty rows, or move what stands below the table to another sheet.",
                )


def _filled(value: Value) -> bool:
    return bool(text_of(value).strip())


def _typed(view: LiveView, row: int, position: int, formula: str) -> bool:
    """Whether a cell holds a text that only looks like a formula."""
    return view.cells.cell(row, view.numbers[position]) == formula
