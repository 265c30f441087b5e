"""Heights of rows whose texts wrap: LibreOffice shows the first line only of a row that has none."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from lotbook.domain.values import Value

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LINE_HEIGHT = 15


def lines_of(value: Value, width: int) -> int:
    """How many lines a text takes in a column of this width, in characters; 1 for everything else."""
    if not isinstance(value, str):
        return 1
    return sum(max(ceil(len(part) / max(width, 1)), 1) for part in value.split("\n"))


def grow(page: Worksheet, row: int, lines: int) -> None:
    """Makes a row this many lines high for now: without ``customHeight`` it still grows when somebody types more."""
    if lines < 2:
        return
    from openpyxl.worksheet.dimensions import RowDimension

    class Growing(RowDimension):
        @property
        def customHeight(self) -> bool:  # noqa: N802 - openpyxl's own name
            return False

    page.row_dimensions[row] = Growing(page, index=row, ht=LINE_HEIGHT * lines)
