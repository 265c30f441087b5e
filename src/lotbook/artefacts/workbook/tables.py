"""One sheet with its Excel Table: headers, widths, formats for rows still to come, rules, colours of the status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from lotbook.artefacts.workbook.heights import grow, lines_of
from lotbook.artefacts.workbook.names import column_letter
from lotbook.artefacts.workbook.page import print_setup
from lotbook.artefacts.workbook.styles import LOOKS, TONES, header_style, style_of, tone
from lotbook.artefacts.workbook.validation import LAST_ROW, validation
from lotbook.domain.values import CellError, Value
from lotbook.tables.column import Group, Kind, Sheet
from lotbook.tables.lists import LISTS

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

Row = Mapping[str, Value]
TABLE_STYLE = "TableStyleLight1"
TAB_COLOURS = {
    Group.ENTRY: "0072B2",
    Group.REGISTER: "595959",
    Group.REPORT: "D55E00",
    Group.MASTER: "009E73",
}


def fill_table_sheet(page: Worksheet, sheet: Sheet, rows: Sequence[Row], *, number: int) -> None:
    """Fills one sheet: its table with these rows (an empty one when there are none) and everything around it.

    Args:
        page: the empty worksheet.
        sheet: its specification.
        rows: header -> value; headers left out stay empty.
        number: the table's number in the workbook, which must be its own.
    """
    _columns(page, sheet)
    for row_number, row in enumerate(rows or [{}], start=2):
        _row(page, sheet, row_number, row)
    _table(page, sheet, max(len(rows), 1) + 1, number)
    for field in sheet.columns:
        page.add_data_validation(validation(sheet, field))
    _status_colours(page, sheet)
    _heat_colours(page, sheet)
    page.freeze_panes = "B2"
    page.sheet_properties.tabColor = TAB_COLOURS[sheet.group]
    print_setup(page)


def set_value(cell: Cell | MergedCell, value: Value) -> None:
    """Writes a value as what it is: text stays text, also when it starts with = or looks like an error."""
    if isinstance(value, CellError):
        cell.value = value.code
    elif isinstance(value, bool):
        cell.value = "Yes" if value else "No"
    elif isinstance(value, str):
        cell.value = value
        cell.data_type = "s"
    else:
        cell.value = value


def _columns(page: Worksheet, sheet: Sheet) -> None:
    for position, column in enumerate(sheet.columns.values(), start=1):
        head = page.cell(1, position, column.header)
        head.style = header_style(column, sheet.group)
        dimension = page.column_dimensions[column_letter(position)]
        dimension.width = max(column.width, 8) + 1
        # Rows typed below the table keep Text and dates. openpyxl 3.1 cannot set a column's named style by name, so
        # it is taken over from a cell that has it; the row itself is written next.
        sample = page.cell(2, position)
        sample.style = style_of(column, sheet.group)
        dimension._style = sample._style  # type: ignore[attr-defined, union-attr]  # noqa: SLF001
    page.row_dimensions[1].height = 36


def _row(page: Worksheet, sheet: Sheet, row_number: int, row: Row) -> None:
    headers = {column.header for column in sheet.columns.values()}
    unknown = set(row) - headers
    if unknown:
        raise KeyError(f"{sheet.name} has no column {sorted(unknown)}")
    for position, column in enumerate(sheet.columns.values(), start=1):
        cell = page.cell(row_number, position)
        cell.style = style_of(column, sheet.group)
        if column.kind is Kind.CALCULATED:
            cell.value = f"={column.formula}"
        elif row.get(column.header) is not None:
            set_value(cell, row[column.header])
    grow(page, row_number, _lines(sheet, row))


def _lines(sheet: Sheet, row: Row) -> int:
    """How many lines the longest wrapped text of a row takes."""
    wrapped = [column for column in sheet.columns.values() if LOOKS[style_of(column, sheet.group)].wrap]
    return max((lines_of(row.get(column.header), column.width) for column in wrapped), default=1)


def _table(page: Worksheet, sheet: Sheet, last_row: int, number: int) -> None:
    from openpyxl.worksheet.filters import AutoFilter
    from openpyxl.worksheet.table import Table, TableColumn, TableFormula, TableStyleInfo

    area = f"A1:{column_letter(len(sheet.columns))}{last_row}"
    table = Table(id=number, displayName=sheet.table, name=sheet.table, ref=area)
    table.autoFilter = AutoFilter(ref=area)
    table.tableStyleInfo = TableStyleInfo(name=TABLE_STYLE, showRowStripes=True)
    for position, column in enumerate(sheet.columns.values(), start=1):
        made = TableColumn(id=position, name=column.header)
        if column.kind is Kind.CALCULATED:
            made.calculatedColumnFormula = TableFormula(attr_text=column.formula)
        table.tableColumns.append(made)
    page.add_table(table)


def _status_colours(page: Worksheet, sheet: Sheet) -> None:
    from openpyxl.formatting.rule import Rule

    for position, column in enumerate(sheet.columns.values(), start=1):
        if column.header != "Status" or not column.choices:
            continue
        letter = column_letter(position)
        for word in LISTS[column.choices]:
            if word in TONES:
                rule = Rule(type="cellIs", operator="equal", formula=[f'"{word}"'], dxf=tone(TONES[word]))
                page.conditional_formatting.add(f"{letter}2:{letter}{LAST_ROW}", rule)


def _heat_colours(page: Worksheet, sheet: Sheet) -> None:
    """A heat that is not that of its certificate stands out while it is typed.

    Twins of other deliveries are told by Assign IDs, not here: looking each one up takes minutes in a long workbook.
    """
    from openpyxl.formatting.rule import Rule

    letters = {column.header: column_letter(n) for n, column in enumerate(sheet.columns.values(), start=1)}
    if not letters.keys() >= {"Heat on certificate", "Heat on material"}:
        return
    paper, metal = letters["Heat on certificate"], letters["Heat on material"]
    differs = f'AND(${paper}2<>"",${metal}2<>"",${paper}2<>${metal}2)'
    rule = Rule(type="expression", formula=[differs], dxf=tone("Finding stop"))
    page.conditional_formatting.add(f"{paper}2:{metal}{LAST_ROW}", rule)
