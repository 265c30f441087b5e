"""The sheets of a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lotbook.hosts.calc.celllinks import Note
from lotbook.hosts.calc.cellplaces import Places
from lotbook.hosts.calc.collection import Collection
from lotbook.hosts.calc.honest import honest
from lotbook.hosts.calc.lastread import LastRead
from lotbook.hosts.calc.names import Names
from lotbook.hosts.calc.panes import FreezePanes
from lotbook.hosts.calc.pictures import Pictures
from lotbook.hosts.calc.ranges import Range
from lotbook.hosts.calc.rectangle import span_at
from lotbook.hosts.calc.span import LAST_COLUMN, LAST_ROW, Span, span_of
from lotbook.hosts.calc.tables import Tables
from lotbook.hosts.calc.unolink import Uno
from lotbook.hosts.calc.xl import base_classes

if TYPE_CHECKING:
    from lotbook.hosts.calc.books import Book

Cell = Range | str | int | tuple[int, ...]


@honest
class Sheet(base_classes.Sheet):
    """One sheet, known by its name."""

    def __init__(self, book: Book, name: str) -> None:
        self._book = book
        self._name = name

    @property
    def api(self) -> Uno:
        """LibreOffice's own sheet."""
        return self._book.kept_sheets.of(self._name)

    @property
    def last_read(self) -> LastRead:
        """The last large block that was read of it."""
        return self._book.last_read.setdefault(self._name, LastRead())

    @property
    def book(self) -> Book:
        """The workbook it is in."""
        return self._book

    @property
    def name(self) -> str:
        """Its name."""
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self.api.Name = value
        self._name = value

    @property
    def index(self) -> int:
        """Its place, from 1."""
        return int(self._book.all_sheets.ElementNames.index(self._name)) + 1

    @property
    def names(self) -> Names:
        """The names that count on this sheet only."""
        return Names(self._book, self.api.NamedRanges, self)

    @property
    def tables(self) -> Tables:
        """Its tables."""
        return Tables(self)

    @property
    def pictures(self) -> Pictures:
        """Its pictures."""
        return Pictures(self)

    @property
    def freeze_panes(self) -> FreezePanes:
        """The rows and columns that stay when the rest scrolls."""
        return FreezePanes(self)

    @property
    def cells(self) -> Range:
        """All of it."""
        return Range(self, Span(1, 1, LAST_ROW, self.api.Columns.Count))

    @property
    def used_range(self) -> Range:
        """From the first to the last cell that holds something."""
        cursor = self.api.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        return Range(self, span_at(cursor.RangeAddress), api=cursor)

    @property
    def visible(self) -> bool:
        """Whether its tab shows."""
        return bool(self.api.IsVisible)

    @visible.setter
    def visible(self, value: bool) -> None:
        self.api.IsVisible = bool(value)

    def activate(self) -> None:
        """Brings it to the front."""
        self._book.controller.setActiveSheet(self.api)

    select = activate

    def range(self, first: Cell, second: Cell | None = None) -> Range:
        """The cells of an address, a name, a table's column, or (row, column); with two, all between them."""
        start = self._one(first, second if isinstance(first, int) else None)
        if second is None or isinstance(first, int):
            return start
        end = self._one(second)
        return start.at(start.span.around(end.span))

    def _one(self, cell: Cell, column: Cell | None = None) -> Range:
        if isinstance(cell, Range):
            return cell
        if isinstance(cell, str):
            return self._named(cell)
        numbers = (cell, column) if isinstance(cell, int) else cell
        row, left, *shape = (int(number) for number in numbers if isinstance(number, int))
        if row < 1 or left < 1:
            raise IndexError("Rows and columns of a range count from 1.")
        height, width = shape or (1, 1)
        return Range(self, Span(row, left, row + height - 1, left + width - 1))

    def _named(self, text: str) -> Range:
        span = span_of(text)
        if span is not None:
            return Range(self, span._replace(right=min(span.right, self._last_column(span))))
        found = self._book.range_of(text, self)
        if found is None:
            raise ValueError(f"{text!r} is no address, name or table of this workbook.")
        return found

    def _last_column(self, span: Span) -> int:
        """LibreOffice may be set to fewer columns than Excel has."""
        return int(self.api.Columns.Count) if span.right == LAST_COLUMN else span.right

    def table_at(self, row: int, column: int) -> str | None:
        """The name of the table a cell lies in."""
        return next((table.name for table in self.tables if table.span.holds(row, column)), None)

    @property
    def notes(self) -> list[Note]:
        """The notes on its cells."""
        held = self.api.Annotations
        places = (held.getByIndex(at).Position for at in range(held.Count))
        return [Note(self.range(place.Row + 1, place.Column + 1)) for place in places]

    def copy(self, before: Sheet | None = None, after: Sheet | None = None) -> None:
        """Puts a copy of it before or after another sheet of the same workbook; the copy comes to the front."""
        beside = after or before
        assert beside is not None  # xlwings always names one
        if beside.book.api != self._book.api:
            raise NotImplementedError("Sheet.copy() into another workbook is not there in LibreOffice.")
        sheets = self._book.all_sheets
        name = next(name for at in range(2, 1000) if not sheets.hasByName(name := f"{self.name} ({at})"))
        sheets.copyByName(self.name, name, _place(before, after))
        self._book.sheets(name).activate()

    def move(self, before: Sheet | None = None, after: Sheet | None = None) -> None:
        """Puts it before or after another sheet."""
        self._book.all_sheets.moveByName(self.name, _place(before, after))

    def clear_contents(self) -> None:
        """Empties it."""
        self.used_range.clear_contents()

    def clear_formats(self) -> None:
        """Takes the looks off."""
        self.used_range.clear_formats()

    def clear(self) -> None:
        """Empties it and takes the looks off."""
        Places.clear(self.used_range)

    def autofit(self, axis: str | None = None) -> None:
        """Columns as wide, rows as high as what stands in them."""
        self.used_range.autofit(axis)

    def delete(self) -> None:
        """Takes it out of the workbook."""
        self._book.all_sheets.removeByName(self.name)


def _place(before: Sheet | None, after: Sheet | None) -> int:
    """The number from 0 of the place before or after a sheet."""
    if after is not None:
        return after.index
    return before.index - 1 if before is not None else 0


@honest
class Sheets(Collection[Sheet]):
    """The sheets, in the order of their tabs."""

    def __init__(self, book: Book) -> None:
        self._book = book

    @property
    def api(self) -> Uno:
        """LibreOffice's own collection."""
        return self._book.all_sheets

    def every(self) -> list[Sheet]:
        """All of them."""
        return [Sheet(self._book, name) for name in self.api.ElementNames]

    def __call__(self, key: int | str) -> Sheet:
        """The sheet of this name or number."""
        if isinstance(key, str) and self.api.hasByName(key):
            return Sheet(
                self._book, next(name for name in self.api.ElementNames if name.casefold() == key.casefold())
            )
        return super().__call__(key)

    @property
    def parent(self) -> Book:
        """The workbook."""
        return self._book

    @property
    def active(self) -> Sheet:
        """The one in front."""
        return Sheet(self._book, self._book.controller.getActiveSheet().Name)

    def add(self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None) -> Sheet:
        """A new sheet, in front of the active one unless told otherwise; it becomes the active one."""
        taken = set(self.api.ElementNames)
        name = name or next(name for at in range(1, len(taken) + 2) if (name := f"Sheet{at}") not in taken)
        place = after.index if after else (before or self.active).index - 1
        self.api.insertNewByName(name, place)
        made = self(name)
        made.activate()
        return made
