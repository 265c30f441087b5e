"""New rows at the end of a table: in its blank rows first, then below it, with everything that belongs to a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from lotbook.domain.edits import Append
from lotbook.domain.values import Value, text_of
from lotbook.errors import UnsafeEditError
from lotbook.hosts.expected import missing_column
from lotbook.hosts.file.draft import SheetDraft
from lotbook.hosts.file.markup import Area, column_number
from lotbook.hosts.file.package import Table
from lotbook.hosts.file.rowsplice import OldRow, copied_attributes, reference
from lotbook.hosts.file.view import FileView

_LAST_ROW = 1_048_576  # Excel's last row
_LOOKED_AT = 16


class Placed(NamedTuple):
    """Where new rows went: their row numbers, and the table's new last row (0 when there is no table)."""

    rows: tuple[int, ...]
    bottom: int


class Appender:
    """Puts new rows at the end of one table.

    Args:
        draft: the sheet being changed.
        view: the table as it was read.
        positions: header text -> position among the table's columns.
        others: the other tables of the sheet.

    Raises:
        UnsafeEditError: a new row cannot be put there without harm to what stands on the sheet.
    """

    def __init__(
        self, draft: SheetDraft, view: FileView, positions: Mapping[str, int], others: Sequence[Table]
    ) -> None:
        self._draft = draft
        self._view = view
        self._positions = positions
        self._columns = [column_number(letter) for letter in view.letters]
        self._table = view.table
        self._formulas = self._calculated()
        self._last_used = self._find_last_used()
        self._refuse_table(others)

    def _calculated(self) -> dict[int, str]:
        """Position -> formula of the calculated columns."""
        columns = self._table.columns if self._table else ()
        return {position: column.formula for position, column in enumerate(columns) if column.formula}

    def _find_last_used(self) -> int:
        """The last row that holds anything but calculated formulas; the header's when there is none."""
        view = self._view
        indices = [position for position in range(len(view.letters)) if position not in self._formulas]
        rows = view.rows
        for candidates in (rows[-_LOOKED_AT:], rows):
            columns = view.rows_at(candidates, indices)
            used: list[int] = [
                row for row, *cells in zip(candidates, *columns, strict=True) if any(map(_filled, cells))
            ]
            if used:
                return used[-1]
        return view.header_row

    def _refuse_table(self, others: Sequence[Table]) -> None:
        sheet = self._view.sheet
        table = self._table
        if table is None:
            return
        if table.totals_rows:
            raise UnsafeEditError(
                f"The table on {sheet} has a totals row.",
                next_step="Switch it off (Table Design > Total Row), then try again.",
            )
        if any(column.array for column in table.columns):
            raise UnsafeEditError(f"The table on {sheet} has a column calculated by an array formula.")
        for other in others:
            if other.area.bottom > table.area.bottom and _side_by_side(other.area, table.area):
                raise UnsafeEditError(
                    f"The table {other.name} stands below the table on {sheet}, so no rows can be added.",
                    next_step=f"Move {other.name} to another sheet, then try again.",
                )
        self._refuse_gap(table.area.bottom)

    def _refuse_gap(self, bottom: int) -> None:
        below = range(bottom + 1, self._last_used + 1)
        if not below:
            return
        columns = self._view.rows_at(below, range(len(self._view.letters)))
        for row, *cells in zip(below, *columns, strict=True):
            if not any(map(_filled, cells)):
                raise UnsafeEditError(
                    f"Row {self._last_used} of {self._view.sheet} stands below the table, "
                    f"with the empty row {row} between.",
                    next_step="Delete the empty rows, or move what stands below the table to another sheet.",
                )

    def append(self, appends: Sequence[Append]) -> Placed:
        """Puts the rows in, in this order."""
        first = self._last_used + 1
        rows = tuple(range(first, first + len(appends)))
        if rows[-1] > _LAST_ROW:
            raise UnsafeEditError(
                f"The sheet {self._view.sheet} is full.",
                next_step="Start a new workbook for the next year; the old one stays readable.",
            )
        self._refuse_merged(rows)
        bottom = self._table.area.bottom if self._table else 0
        for row in range(bottom + 1, first) if self._table else ():
            self._fill_formulas(row, self._draft.rows.find(row))
        for row, new in zip(rows, appends, strict=True):
            self._append_one(row, new)
        return Placed(rows, max(bottom, rows[-1]) if self._table else 0)

    def _refuse_merged(self, rows: Sequence[int]) -> None:
        for merged in self._draft.frame.merged():
            across = merged.left <= self._columns[-1] and merged.right >= self._columns[0]
            if across and merged.bottom >= rows[0] and merged.top <= rows[-1]:
                raise UnsafeEditError(
                    f"The cells {merged} of {self._view.sheet} are merged where a new row must go.",
                    next_step="Select them, choose Unmerge Cells, then try again.",
                )

    def _append_one(self, row: int, new: Append) -> None:
        values = {self._position(header): value for header, value in new.values.items()}
        old = self._draft.rows.find(row)
        if old is None and self._model:
            self._draft.models[row] = copied_attributes(self._model)
        for position, column in enumerate(self._columns):
            if position in self._formulas:
                if values.get(position) is not None:
                    header = self._view.headers[position]
                    raise UnsafeEditError(f"{header!r} of {self._view.sheet} is calculated and not written.")
                continue
            cell_format = self._format(old, row, column)
            if cell_format or values.get(position) is not None:
                self._draft.put(row, column, values.get(position), cell_format)
        self._fill_formulas(row, old)
        for header, target in new.links.items():
            self._draft.links[reference(self._columns[self._position(header)], row)] = target

    def _fill_formulas(self, row: int, old: OldRow | None) -> None:
        for position, formula in self._formulas.items():
            column = self._columns[position]
            cell = old.cell(column) if old else None
            if cell is None or not (cell.formula or cell.filled):
                self._draft.put_formula(row, column, formula, self._format(old, row, column))

    def _format(self, old: OldRow | None, row: int, column: int) -> int:
        """A cell's own format; that of the row above where it has none."""
        cell = old.cell(column) if old else None
        if cell and cell.cell_format:
            return cell.cell_format
        model = self._model.cell(column) if self._model else None
        if model:
            return model.cell_format
        return self._draft.cell_format(row, column)

    @cached_property
    def _model(self) -> OldRow | None:
        """The row whose look a new row takes."""
        return self._draft.rows.find(max(self._last_used, self._view.header_row + 1))

    def _position(self, header: str) -> int:
        try:
            return self._positions[header]
        except KeyError:
            raise missing_column(self._view.sheet, header) from None


def _filled(value: Value) -> bool:
    return bool(text_of(value).strip())


def _side_by_side(left: Area, right: Area) -> bool:
    return left.left <= right.right and left.right >= right.left
