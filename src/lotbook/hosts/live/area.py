"""Rectangles of cells: which hold anything, which hold formulas, few for many cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from xlwings import Range, Sheet

LAST_ROW = 1_048_576  # of a sheet, in Excel and in LibreOffice
_MUCH = 5_000  # rows below a table that are more likely stray formats than entries


class Area(NamedTuple):
    """Rows and columns from top left to bottom right, counted from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


def formulas(sheet: Sheet, cells: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Which of these cells (row, column) hold something that begins with ``=``."""
    for area in areas(cells):
        found: Any = sheet.range((area.top, area.left), (area.bottom, area.right)).formula
        rows = found if isinstance(found, (tuple, list)) else ((found,),)
        for row, told in enumerate(rows, area.top):
            for column, formula in enumerate(told if isinstance(told, (tuple, list)) else (told,), area.left):
                if str(formula).startswith("="):
                    yield row, column


def used(sheet: Sheet, table_end: int) -> tuple[Range, Area]:
    """The cells of a sheet that hold anything, without a tail of rows that are only formatted, and where they stand."""
    cells = sheet.used_range
    rows, columns = cells.shape
    area = Area(cells.row, cells.column, cells.row + rows - 1, cells.column + columns - 1)
    if area.bottom <= table_end + _MUCH:
        return cells, area
    filled = (sheet.range((LAST_ROW, column)).end("up").row for column in range(area.left, area.right + 1))
    area = area._replace(bottom=max(table_end, area.top, *filled))
    return sheet.range((area.top, area.left), (area.bottom, area.right)), area


def areas(cells: Iterable[tuple[int, int]]) -> Iterator[Area]:
    """The same cells (row, column) as few rectangles: runs of rows, side by side where they are alike."""
    columns: dict[int, list[int]] = {}
    for row, column in sorted(set(cells)):
        columns.setdefault(column, []).append(row)
    growing: dict[tuple[int, int], Area] = {}  # by first and last row
    for column in sorted(columns):
        now = {}
        for run in _runs(columns[column]):
            known = growing.get(run)
            if known and known.right == column - 1:
                now[run] = growing.pop(run)._replace(right=column)
            else:
                now[run] = Area(run[0], column, run[1], column)
        yield from growing.values()
        growing = now
    yield from growing.values()


def _runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    first = last = rows[0]
    for row in rows[1:]:
        if row != last + 1:
            yield first, last
            first = row
        last = row
    yield first, last
