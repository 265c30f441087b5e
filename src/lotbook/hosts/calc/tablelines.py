"""The rows and columns of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lotbook.hosts.calc.collection import Collection
from lotbook.hosts.calc.honest import honest
from lotbook.hosts.calc.span import Span
from lotbook.hosts.calc.unolink import Uno, enum
from lotbook.hosts.calc.xl import base_classes

if TYPE_CHECKING:
    from lotbook.hosts.calc.ranges import Range
    from lotbook.hosts.calc.tables import Table


@honest
class TableRow(base_classes.TableRow):
    """One row of a table."""

    index = 0  # set below; xlwings has a property here

    def __init__(self, table: Table, index: int) -> None:
        self.index = index
        self._table = table

    @property
    def name(self) -> str:
        """A row has no name but its number."""
        return str(self.index)

    @property
    def range(self) -> Range:
        """Its cells."""
        body = self._table.body
        assert body is not None
        row = body.top + self.index - 1
        return self._table.cells(body._replace(top=row, bottom=row))

    def delete(self) -> None:
        """Takes it out; what stood below moves up."""
        self.range.delete("up")


@honest
class TableRows(Collection[TableRow]):
    """The rows of a table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    @property
    def api(self) -> Uno:
        """LibreOffice's database range."""
        return self._table.api

    @property
    def parent(self) -> Table:
        """The table."""
        return self._table

    @property
    def column_count(self) -> int:
        """How many values a row has."""
        return self._table.span.width

    def every(self) -> list[TableRow]:
        """All of them."""
        return [TableRow(self._table, at + 1) for at in range(len(self))]

    def __len__(self) -> int:
        return self._table.body.height if self._table.body else 0

    def __call__(self, key: int | str) -> TableRow:
        """The row of this number."""
        return TableRow(self._table, int(key))

    def add(self, values: Sequence[object] | None, index: int | None) -> TableRow:
        """A new row before this one, or at the end but above the totals; calculated columns go on in it."""
        table, count = self._table, len(self)
        at = count + 1 if index is None else index
        span = table.span
        row = (table.body.top if table.body else span.top + int(table.show_headers)) + at - 1
        place = Span(row, span.left, row, span.right)
        area = table.api.DataArea
        table.cells(place).insert("down")
        area.EndRow += 1
        table.api.DataArea = area
        if count:
            self._continue(place, row - 1 if at > 1 else row + 1)
        made = TableRow(table, at)
        if values is not None:
            self._put(made, values)
        return made

    def _continue(self, place: Span, model: int) -> None:
        """Looks and formulas of the neighbouring row."""
        table = self._table
        new, old = table.cells(place), table.cells(place._replace(top=model, bottom=model))
        for across, text in enumerate(old.api.getFormulaArray()[0]):
            target, source = new.api.getCellByPosition(across, 0), old.api.getCellByPosition(across, 0)
            target.NumberFormat = source.NumberFormat
            if text.startswith("=") and "[" in text:
                target.setFormula(text)  # it speaks of the table by name; as tokens it would lose the table
            elif text.startswith("="):
                target.setTokens(source.getTokens())

    def _put(self, row: TableRow, values: Sequence[object]) -> None:
        """The values; nothing stands for "leave the calculated cell as it is"."""
        prepare = self._table.parent.book.app.engine.prepare_xl_data_element
        kept = row.range.api.getFormulaArray()[0]
        block = [
            f"{text}" if value is None and text.startswith("=") else prepare(value, None)
            for value, text in zip(values, kept, strict=True)
        ]
        for across, value in enumerate(block):
            if not (isinstance(value, str) and value == kept[across] and value.startswith("=")):
                row.range(1, across + 1).raw_value = value


@honest
class TableColumn(base_classes.TableColumn):
    """One column of a table."""

    index = 0  # set below; xlwings has properties here
    name = ""

    def __init__(self, table: Table, index: int, name: str) -> None:
        self.index = index
        self.name = name
        self._table = table

    def _within(self, span: Span) -> Span:
        at = span.left + self.index - 1
        return span._replace(left=at, right=at)

    @property
    def range(self) -> Range:
        """Its cells, header and totals included."""
        return self._table.cells(self._within(self._table.span))

    @property
    def data_body_range(self) -> Range | None:
        """Its cells between header and totals."""
        body = self._table.body
        return self._table.cells(self._within(body)) if body else None

    def delete(self) -> None:
        """Takes it out; what stood to the right moves in."""
        self._table.parent.api.removeRange(self.range.place, enum("sheet.CellDeleteMode", "LEFT"))


@honest
class TableColumns(Collection[TableColumn]):
    """The columns of a table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    @property
    def api(self) -> Uno:
        """LibreOffice's database range."""
        return self._table.api

    @property
    def parent(self) -> Table:
        """The table."""
        return self._table

    def every(self) -> list[TableColumn]:
        """All of them."""
        header = self._table.header_row_range
        names = (
            header.api.getDataArray()[0]
            if header
            else [f"Column{at}" for at in range(1, self._table.span.width + 1)]
        )
        return [TableColumn(self._table, at, str(name)) for at, name in enumerate(names, start=1)]
