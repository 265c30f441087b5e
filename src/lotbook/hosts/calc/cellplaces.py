"""Moving about from a range: its ends and region, what is visible, inserting and deleting, selecting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lotbook.hosts.calc.rectangle import Rectangle, span_at
from lotbook.hosts.calc.span import LAST_COLUMN, LAST_ROW, Span
from lotbook.hosts.calc.unolink import Uno, enum, struct

# com.sun.star.sheet.CellFlags
_VALUE, _DATETIME, _STRING, _FORMULA = 1, 2, 4, 16
_CONTENTS = _VALUE | _DATETIME | _STRING | _FORMULA
_FORMATS = 32 | 64 | 256 | 512  # hard attributes, styles, edit attributes, formatted text
_CONSTANTS = {None: _VALUE | _DATETIME | _STRING, "numbers": _VALUE | _DATETIME, "text": _STRING}
_RESULTS = {None: 1 | 2 | 4, "numbers": 1, "text": 2, "errors": 4}  # com.sun.star.sheet.FormulaResult
_WAYS = {"d": "down", "u": "up", "l": "left", "r": "right"}


class Places(Rectangle):
    """Where things are, seen from the range."""

    def end(self, direction: str) -> Rectangle:
        """Where Ctrl+arrow goes from the first cell: the end of what is filled, or the next filled cell."""
        way = _WAYS.get(direction, direction)
        across = way in ("left", "right")
        at = self.span.left if across else self.span.top
        filled = self._filled(across=across)
        last = LAST_COLUMN if across else LAST_ROW
        to = _jump(filled, at, 1 if way in ("right", "down") else -1, last)
        row, column = (self.span.top, to) if across else (to, self.span.left)
        return self.at(Span(row, column, row, column))

    def _filled(self, *, across: bool) -> set[int]:
        used = self._sheet.used_range.span
        if across:
            line = Span(self.span.top, 1, self.span.top, max(used.right, self.span.left))
            values = self.part(line).getDataArray()[0]
        else:
            line = Span(1, self.span.left, max(used.bottom, self.span.top), self.span.left)
            values = [row[0] for row in self.part(line).getDataArray()]
        return {at for at, value in enumerate(values, start=1) if value != ""}

    @property
    def current_region(self) -> Rectangle:
        """The filled cells around it, up to blank rows and columns."""
        cursor = self._sheet.api.createCursorByRange(self.api)
        cursor.collapseToCurrentRegion()
        return self.at(span_at(cursor.RangeAddress))

    def get_special_cells(self, cell_type: str, value_type: str | None) -> list[Rectangle]:
        """The rectangles of visible cells, blanks, constants or formulas, over every piece of a selection."""
        found = (
            place for area in self.areas for place in self._special(self.part(area), cell_type, value_type)
        )
        return [self.at(span_at(place)) for place in found]

    def _special(self, cells: Uno, kind: str, value: str | None) -> Iterator[Uno]:
        if kind == "visible":
            ranges = cells.queryVisibleCells()
        elif kind == "blanks":
            ranges = cells.queryEmptyCells()
        elif kind == "constants" and value in _CONSTANTS:
            ranges = cells.queryContentCells(_CONSTANTS[value])
        elif kind == "formulas" and value in _RESULTS:
            ranges = cells.queryFormulaCells(_RESULTS[value])
        else:
            raise NotImplementedError(f"Range.get_special_cells({kind!r}, {value!r}) in LibreOffice")
        yield from ranges.getRangeAddresses()

    def select(self) -> None:
        """Selects the range on its sheet, which comes to the front."""
        controller = self._sheet.book.controller
        if controller.getActiveSheet().Name != self._sheet.name:
            controller.setActiveSheet(self._sheet.api)
        controller.select(self.api)

    def insert(
        self, shift: str | None = None, copy_origin: str | None = None
    ) -> None:  # LibreOffice takes the format from above or left
        """Makes room; what stood here moves down or right."""
        self.allow_change()
        if self.span.height == LAST_ROW:
            self._sheet.api.Columns.insertByIndex(self.span.left - 1, self.span.width)
        elif self.span.width == LAST_COLUMN:
            self._sheet.api.Rows.insertByIndex(self.span.top - 1, self.span.height)
        else:
            right = shift == "right" or (shift is None and self.span.height > self.span.width)
            self._sheet.api.insertCells(
                self.place, enum("sheet.CellInsertMode", "RIGHT" if right else "DOWN")
            )

    def delete(self, shift: str | None = None) -> None:
        """Takes the cells out; what stood below or to the right moves in."""
        self.allow_change()
        if self.span.height == LAST_ROW:
            self._sheet.api.Columns.removeByIndex(self.span.left - 1, self.span.width)
        elif self.span.width == LAST_COLUMN:
            self._sheet.api.Rows.removeByIndex(self.span.top - 1, self.span.height)
        else:
            left = shift == "left" or (shift is None and self.span.height > self.span.width)
            self._sheet.api.removeRange(self.place, enum("sheet.CellDeleteMode", "LEFT" if left else "UP"))

    def copy(self, destination: Rectangle | None = None) -> None:
        """Copies values, formulas and looks to another place, not to the clipboard."""
        if destination is None:
            raise NotImplementedError("Range.copy() to the clipboard in LibreOffice; name a destination")
        to: Rectangle = getattr(destination, "impl", destination)
        to.allow_change()
        cell = struct(
            "table.CellAddress", Sheet=to.sheet.index - 1, Column=to.span.left - 1, Row=to.span.top - 1
        )
        to.sheet.api.copyRange(cell, self.place)

    def clear_contents(self) -> None:
        """Empties the cells; they keep their looks."""
        self.allow_change()
        self.api.clearContents(_CONTENTS)

    def clear_formats(self) -> None:
        """Takes the looks off; the contents stay."""
        self.allow_change()
        self.api.clearContents(_FORMATS)

    def clear(self) -> None:
        """Empties the cells and takes their looks off."""
        self.allow_change()
        self.api.clearContents(_CONTENTS | _FORMATS)

    def merge(self, across: bool = False) -> None:
        """Makes one cell of the range, or one of each row."""
        self.allow_change()
        for part in self.rows if across else [self]:
            part.api.merge(True)

    def unmerge(self) -> None:
        """Makes single cells of it again."""
        self.allow_change()
        self.api.merge(False)

    @property
    def merge_cells(self) -> bool:
        """Whether the range is merged."""
        return bool(self.api.getIsMerged())

    @property
    def merge_area(self) -> Rectangle:
        """The merged range the first cell lies in, or that cell."""
        cursor = self._sheet.api.createCursorByRange(self.corner)
        cursor.collapseToMergedArea()
        return self.at(span_at(cursor.RangeAddress))

    @property
    def row_hidden(self) -> bool | None:
        """Whether the rows are hidden, by hand or by a filter; None if some are."""
        return self._hidden(self.span.height, self.api.Rows)

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self.api.Rows.IsVisible = not value

    @property
    def column_hidden(self) -> bool | None:
        """Whether the columns are hidden; None if some are."""
        return self._hidden(self.span.width, self.api.Columns)

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self.api.Columns.IsVisible = not value

    def _hidden(self, count: int, lines: Uno) -> bool | None:
        states = {bool(lines.getByIndex(at).IsVisible) for at in range(count)}
        return None if len(states) > 1 else not states.pop()


def _jump(filled: set[int], at: int, step: int, last: int) -> int:
    """The row or column Ctrl+arrow lands on."""
    if at in filled and at + step in filled:
        while at + step in filled:
            at += step
        return at
    ahead: Sequence[int] = [line for line in filled if (line - at) * step > 0]
    if not ahead:
        return last if step > 0 else 1
    return min(ahead) if step > 0 else max(ahead)
