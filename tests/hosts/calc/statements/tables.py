"""Tables grow, shrink, and know their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hosts.calc.statement import TABLE, lots, says

if TYPE_CHECKING:
    from xlwings import Sheet


@says(
    "a table is made and knows its parts",
    "Tables.add",
    "Table.name",
    "Table.range",
    "Table.header_row_range",
    "Table.data_body_range",
    "Table.totals_row_range",
    "Table.insert_row_range",
    "Table.parent",
    "Table.show_headers",
    "Table.display_name",
)
def _(sheet: Sheet) -> None:
    table = lots(sheet)
    assert (table.name, table.display_name, table.parent.name) == ("Lots", "Lots", sheet.name)
    assert table.range.address == "$B$2:$E$5"
    assert table.header_row_range.value == TABLE[0]
    assert table.data_body_range.address == "$B$3:$E$5"
    assert table.totals_row_range is None
    assert table.insert_row_range is None
    assert table.show_headers is True


@says(
    "tables are found by name and by cell, counted, and made plain cells",
    "Sheet.tables",
    "Range.table",
)
def _(sheet: Sheet) -> None:
    table = lots(sheet)
    assert [each.name for each in sheet.tables] == ["Lots"]
    assert "Lots" in sheet.tables
    assert sheet.tables["Lots"].name == sheet["C3"].table.name == "Lots"
    assert sheet["A1"].table is None
    assert sheet["B3"].value == "ACR-0524-001"
    with pytest.raises(KeyError):
        sheet.tables["Runs"]
    assert table.range.shape == (4, 4)


@says("a table grows and shrinks to a range", "Table.resize")
def _(sheet: Sheet) -> None:
    table = lots(sheet)
    table.resize(sheet["B2:E9"])
    assert table.data_body_range.address == "$B$3:$E$9"
    table.resize(sheet["B2:E4"])
    assert sheet.tables["Lots"].range.address == "$B$2:$E$4"


@says("a row put into a table makes it longer", "Range.insert", "Table.range")
def _(sheet: Sheet) -> None:
    table = lots(sheet)
    sheet["4:4"].insert("down")
    assert table.range.address == "$B$2:$E$6"
    assert sheet["B3:B6"].value == ["ACR-0524-001", None, "00123", "22E1"]


@says("a row taken out of a table makes it shorter", "Range.delete", "Table.range")
def _(sheet: Sheet) -> None:
    table = lots(sheet)
    sheet["B3:E3"].delete("up")
    assert table.range.address == "$B$2:$E$4"
    assert sheet["B3"].value == "00123"


@says(
    "a new row comes at the end or in between; calculated columns go on in it",
    "Table.rows",
    "TableRows.add",
    "TableRow.range",
    "TableRow.index",
    "TableRow.delete",
)
def _(sheet: Sheet) -> None:
    table = lots(sheet, rows=3)
    sheet["F2"].value = "Twice"
    table.resize(sheet["B2:F4"])
    sheet["F3:F4"].formula = "=[@Quantity]*2"
    table.rows.add(["PLY-0524-001", 5.0, None, True, None])
    assert len(table.rows) == 3
    assert table.range.address == "$B$2:$F$5"
    assert sheet["B5:C5"].value == ["PLY-0524-001", 5.0]
    assert "Quantity" in sheet["F5"].formula or sheet["F5"].formula == ""
    table.rows.add(["PC-0524-001", 1.0, None, True, None], index=1)
    assert table.rows[0].range.value[:2] == ["PC-0524-001", 1.0]
    table.rows[0].delete()
    assert table.rows[0].range.value[0] == "ACR-0524-001"


@says(
    "columns are found by name and know their cells",
    "Table.columns",
    "TableColumn.name",
    "TableColumn.index",
    "TableColumn.range",
    "TableColumn.data_body_range",
    "TableColumn.delete",
)
def _(sheet: Sheet) -> None:
    table = lots(sheet)
    quantity = table.columns["Quantity"]
    assert (quantity.name, quantity.index) == ("Quantity", 2)
    assert quantity.range.address == "$C$2:$C$5"
    assert quantity.data_body_range.value == [12.0, 3.5, None]
    assert [column.name for column in table.columns] == TABLE[0]
    quantity.delete()
    assert [column.name for column in sheet.tables["Lots"].columns] == [TABLE[0][at] for at in (0, 2, 3)]


@says("a totals row comes and goes below the rows", "Table.show_totals", "Table.totals_row_range")
def _(sheet: Sheet) -> None:
    table = lots(sheet)
    sheet["B6"].value = "below"
    table.show_totals = True
    assert table.show_totals is True
    assert table.totals_row_range.address == "$B$6:$E$6"
    assert table.data_body_range.address == "$B$3:$E$5"
    table.show_totals = False
    assert table.totals_row_range is None
    assert table.data_body_range.address == "$B$3:$E$5"


@says("filter arrows come and go", "Table.show_autofilter")
def _(sheet: Sheet) -> None:
    table = lots(sheet)
    assert table.show_autofilter is True
    table.show_autofilter = False
    assert table.show_autofilter is False


@says("formulas speak of a table's columns and of this row", "Range.formula", "Range.raw_value")
def _(sheet: Sheet) -> None:
    table = lots(sheet)
    sheet["H1"].formula = "=SUM(Lots[Quantity])"
    assert sheet["H1"].value == 15.5
    assert sheet["H1"].formula == "=SUM(Lots[Quantity])"
    sheet["F2"].value = "Twice"
    table.resize(sheet["B2:F5"])
    sheet["F3:F5"].formula = "=Lots[[#This Row],[Quantity]]*2"
    assert sheet["F3:F5"].value == [24.0, 7.0, 0.0]
    sheet["F3:F5"].value = [["=[@Quantity]*3"], ["=[@[Lot ID]]"], ["=COUNTA([@[Lot ID]:[Quantity]])"]]
    assert sheet["F3:F5"].value == [36.0, "00123", 1.0]


@says("a table's rows and columns are ranges by name", "Sheet.range")
def _(sheet: Sheet) -> None:
    lots(sheet)
    assert sheet.range("Lots").address == "$B$3:$E$5"
    assert sheet.range("Lots[Quantity]").address == "$C$3:$C$5"
