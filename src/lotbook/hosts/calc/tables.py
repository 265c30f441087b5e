"""Tables: LibreOffice keeps Excel's tables as database ranges of the same name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lotbook.hosts.calc.collection import Collection
from lotbook.hosts.calc.filters import AutoFilter
from lotbook.hosts.calc.honest import honest
from lotbook.hosts.calc.onsheet import OnSheet
from lotbook.hosts.calc.rectangle import span_at
from lotbook.hosts.calc.span import Span
from lotbook.hosts.calc.tablelines import TableColumns, TableRows
from lotbook.hosts.calc.unolink import Uno
from lotbook.hosts.calc.xl import base_classes

if TYPE_CHECKING:
    from lotbook.hosts.calc.ranges import Range
    from lotbook.hosts.calc.sheets import Sheet


@honest
class Table(OnSheet, base_classes.Table):
    """One table."""

    display_name = OnSheet.name

    @property
    def span(self) -> Span:
        """Its rectangle, header and totals included."""
        return span_at(self.api.DataArea)

    def cells(self, span: Span) -> Range:
        """A range on its sheet."""
        return self._sheet.range((span.top, span.left, span.height, span.width))

    @property
    def range(self) -> Range:
        """All of it."""
        return self.cells(self.span)

    @property
    def body(self) -> Span | None:
        """The rectangle of its rows; None if there are none."""
        top, left, bottom, right = self.span
        first = top + (1 if self.show_headers else 0)
        last = bottom - (1 if self.show_totals else 0)
        return Span(first, left, last, right) if last >= first else None

    @property
    def data_body_range(self) -> Range | None:
        """Its rows."""
        return self.cells(self.body) if self.body else None

    @property
    def header_row_range(self) -> Range | None:
        """Its header."""
        return self.cells(self.span._replace(bottom=self.span.top)) if self.show_headers else None

    @property
    def totals_row_range(self) -> Range | None:
        """Its totals."""
        return self.cells(self.span._replace(top=self.span.bottom)) if self.show_totals else None

    @property
    def insert_row_range(self) -> None:
        """None: LibreOffice keeps no blank row for the next entry in an empty table."""
        return

    @property
    def rows(self) -> TableRows:
        """Its rows, one by one."""
        return TableRows(self)

    @property
    def columns(self) -> TableColumns:
        """Its columns, one by one."""
        return TableColumns(self)

    @property
    def show_headers(self) -> bool:
        """Whether it has a header."""
        return bool(self.api.ContainsHeader)

    @show_headers.setter
    def show_headers(self, value: bool) -> None:
        raise NotImplementedError("Table.show_headers = ... in LibreOffice")

    @property
    def show_totals(self) -> bool:
        """Whether its last row is a row of totals."""
        return bool(self.api.TotalsRow)

    @show_totals.setter
    def show_totals(self, value: bool) -> None:
        if value == self.show_totals:
            return
        if value:
            area = self.api.DataArea
            below = self.span._replace(top=self.span.bottom + 1, bottom=self.span.bottom + 1)
            self.cells(below).insert("down")
            area.EndRow += 1
            self.api.DataArea = area
            self.api.TotalsRow = True
            return
        self.api.TotalsRow = False
        self.cells(self.span._replace(top=self.span.bottom)).delete("up")

    @property
    def show_autofilter(self) -> bool:
        """Whether its header has filter arrows."""
        return bool(self.api.AutoFilter)

    @show_autofilter.setter
    def show_autofilter(self, value: bool) -> None:
        self.api.AutoFilter = bool(value)

    @property
    def autofilter(self) -> AutoFilter:
        """Its filter arrows."""
        return AutoFilter(self)

    def resize(self, range: Range) -> None:  # noqa: A002 - xlwings' call
        """Makes it as large as this range."""
        cells = getattr(range, "impl", range)
        self.api.DataArea = cells.place

    def delete(self) -> None:
        """Makes plain cells of it."""
        self._sheet.book.database_ranges.removeByName(self.name)


@honest
class Tables(Collection[Table]):
    """The tables of a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @property
    def parent(self) -> Sheet:
        """The sheet."""
        return self._sheet

    @property
    def api(self) -> Uno:
        """LibreOffice's database ranges of the whole workbook."""
        return self._sheet.book.database_ranges

    def every(self) -> list[Table]:
        """All of them."""
        return [Table(self._sheet, each) for each in self._sheet.book.tables_on(self._sheet.index - 1)]

    def add(
        self,
        source_type: object = None,
        source: Range | None = None,
        link_source: object = None,
        has_headers: bool | None = None,
        destination: object = None,
        table_style_name: str | None = None,  # LibreOffice has no table styles
        name: str | None = None,
    ) -> Table:
        """Makes a table of cells."""
        if source is None:
            raise NotImplementedError("Tables.add() without a range in LibreOffice")
        cells = getattr(source, "impl", source)
        taken = set(self.api.ElementNames)
        name = name or next(name for at in range(1, len(taken) + 2) if (name := f"Table{at}") not in taken)
        self.api.addNewByName(name, cells.place)
        made = self.api.getByName(name)
        made.ContainsHeader, made.AutoFilter = has_headers is not False, True
        return Table(self._sheet, made)
