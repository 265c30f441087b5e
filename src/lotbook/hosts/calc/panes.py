"""The rows and columns that stay in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lotbook.hosts.calc.honest import honest
from lotbook.hosts.calc.span import LAST_COLUMN, LAST_ROW
from lotbook.hosts.calc.xl import base_classes

if TYPE_CHECKING:
    from lotbook.hosts.calc.sheets import Sheet


@honest
class FreezePanes(base_classes.FreezePanes):
    """Freezes and frees the panes of a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def freeze_at(self, frozen_range: str) -> None:
        """Freezes the columns and rows up to the end of this range; a whole row or column freezes one way only."""
        span = self._sheet.range(frozen_range.replace("$", "")).span
        columns = 0 if span.right >= min(LAST_COLUMN, self._sheet.api.Columns.Count) else span.right
        rows = 0 if span.bottom == LAST_ROW else span.bottom
        self._freeze(columns, rows)

    def unfreeze(self) -> None:
        """Lets everything scroll."""
        self._freeze(0, 0)

    def _freeze(self, columns: int, rows: int) -> None:
        controller = self._sheet.book.controller
        before = controller.getActiveSheet()
        controller.setActiveSheet(self._sheet.api)
        controller.freezeAtPosition(columns, rows)
        controller.setActiveSheet(before)
