"""Defined names of a workbook or of one sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lotbook.hosts.calc.collection import Collection
from lotbook.hosts.calc.formula import to_calc, to_excel
from lotbook.hosts.calc.honest import honest
from lotbook.hosts.calc.rectangle import span_at
from lotbook.hosts.calc.unolink import Uno, struct
from lotbook.hosts.calc.xl import base_classes

if TYPE_CHECKING:
    from lotbook.hosts.calc.books import Book
    from lotbook.hosts.calc.ranges import Range
    from lotbook.hosts.calc.rectangle import Rectangle
    from lotbook.hosts.calc.sheets import Sheet

_ALLOWED = re.compile(r"[^\W\d][\w.]*")


@honest
class Name(base_classes.Name):
    """One name."""

    api: Uno = None  # set below; xlwings has a property here

    def __init__(self, book: Book, api: Uno, sheet: Sheet | None) -> None:
        self.api = api
        self._book = book
        self._sheet = sheet

    @property
    def name(self) -> str:
        """The name; one that counts on a sheet only carries the sheet before it."""
        own = str(self.api.Name)
        return f"{self._sheet.name}!{own}" if self._sheet else own

    @name.setter
    def name(self, value: str) -> None:
        self.api.Name = value.rpartition("!")[2]

    @property
    def refers_to(self) -> str:
        """What it stands for, as a formula."""
        return to_excel(f"={self.api.Content}")

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self.api.Content = to_calc(value).removeprefix("=")

    @property
    def refers_to_range(self) -> Range:
        """The cells it stands for.

        Raises:
            ValueError: it stands for something else.
        """
        cells = self.api.getReferredCells()
        if cells is None:
            raise ValueError(f"{self.name} does not stand for cells.")
        return self._book.range_at(cells.RangeAddress)

    def delete(self) -> None:
        """Takes the name away; the cells stay."""
        owner = self._sheet.api if self._sheet else self._book.api
        owner.NamedRanges.removeByName(self.api.Name)


@honest
class Names(Collection[Name]):
    """The names of a workbook, or those of one sheet."""

    api: Uno = None  # set below; xlwings has a property here

    def __init__(self, book: Book, api: Uno, sheet: Sheet | None = None) -> None:
        self.api = api
        self._book = book
        self._sheet = sheet

    @property
    def parent(self) -> Book | Sheet:
        """The workbook, or the sheet."""
        return self._sheet or self._book

    def every(self) -> list[Name]:
        """All of them; those Excel keeps for itself left out."""
        own = [name for name in self.api.ElementNames if not name.startswith("_xlnm")]
        return [Name(self._book, self.api.getByName(name), self._sheet) for name in own]

    def snapshot(self) -> list[tuple[str, Name]]:
        """Each with its name."""
        return [(each.name, each) for each in self.every()]

    def contains(self, name_or_index: int | str) -> bool:
        """Whether it is there."""
        return name_or_index in self

    def of(self, cells: Rectangle) -> Name | None:
        """The name of exactly these cells."""
        wanted = (cells.sheet.index, cells.span)
        for each in self.every():
            found = each.api.getReferredCells()
            if found is not None and (found.RangeAddress.Sheet + 1, span_at(found.RangeAddress)) == wanted:
                return each
        return None

    def add(self, name: str, refers_to: str) -> Name:
        """Gives cells, a constant or a formula a name; one that is there already then stands for this."""
        if not _ALLOWED.fullmatch(name):
            raise ValueError(f"{name!r} cannot be a name: letters, digits, dots and underscores only.")
        if self.api.hasByName(name):
            self.api.removeByName(name)
        self.api.addNewByName(name, to_calc(refers_to).removeprefix("="), struct("table.CellAddress"), 0)
        return Name(self._book, self.api.getByName(name), self._sheet)
