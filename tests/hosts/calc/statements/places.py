"""Ranges are found, walked, moved and cleared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hosts.calc.statement import TABLE, says

if TYPE_CHECKING:
    from xlwings import Sheet


@says(
    "cells are found by address, by row and column, by two corners, by slices",
    "Sheet.range",
    "Range.get_address",
    "Range.address",
    "Range.row",
    "Range.column",
    "Range.coords",
    "Range.__call__",
)
def _(sheet: Sheet) -> None:
    assert sheet["B3"].address == sheet.range((3, 2)).address == "$B$3"
    assert sheet.range("B3", "D5").address == sheet["B3:D5"].address == "$B$3:$D$5"
    assert sheet[2:5, 1:4].address == "$B$3:$D$5"
    assert sheet["B3:D5"](2, 3).address == sheet["B3:D5"](6).address == "$D$4"
    assert (sheet["B3:D5"].row, sheet["B3:D5"].column, sheet["B3:D5"].shape) == (3, 2, (3, 3))
    assert sheet["B3"].get_address(False, False) == "B3"
    assert sheet["B3"].get_address(external=True).endswith(f"{sheet.name}'!$B$3") or sheet["B3"].get_address(
        external=True
    ).endswith(f"{sheet.name}!$B$3")
    assert sheet["B3"].offset(1, 1).resize(2, 2).address == "$C$4:$D$5"


@says("whole rows and columns are ranges too", "Sheet.range", "Sheet.cells")
def _(sheet: Sheet) -> None:
    assert (sheet["2:3"].row, sheet["2:3"].shape[0]) == (2, 2)
    assert (sheet["B:C"].column, sheet["B:C"].shape) == (2, (1048576, 2))
    assert sheet.cells.shape[0] == 1048576


@says(
    "a range is walked row by row, column by column, cell by cell",
    "Range.rows",
    "Range.columns",
    "Range.__len__",
)
def _(sheet: Sheet) -> None:
    cells = sheet["B2:C3"]
    assert [row.address for row in cells.rows] == ["$B$2:$C$2", "$B$3:$C$3"]
    assert [column.address for column in cells.columns] == ["$B$2:$B$3", "$C$2:$C$3"]
    assert len(cells) == 4
    assert [cell.address for cell in cells] == ["$B$2", "$C$2", "$B$3", "$C$3"]


@says("a row 0 is refused", "Sheet.range")
def _(sheet: Sheet) -> None:
    with pytest.raises(Exception, match="1"):
        sheet.range((0, 1))


@says("Ctrl+arrow stops at the end of what is filled, then at the next filled cell", "Range.end")
def _(sheet: Sheet) -> None:
    sheet["A1:A3"].value = [[1], [2], [3]]
    sheet["A6"].value = 6
    assert sheet["A1"].end("down").address == "$A$3"
    assert sheet["A3"].end("down").address == "$A$6"
    assert sheet["A6"].end("up").address == "$A$3"
    assert sheet["A6"].end("down").row == 1048576
    sheet["B1:C1"].value = [1, 2]
    assert sheet["A1"].end("right").address == "$C$1"
    assert sheet["C1"].end("left").address == "$A$1"


@says("a range grows over what is filled, and knows its region", "Range.expand", "Range.current_region")
def _(sheet: Sheet) -> None:
    sheet["B2"].value = TABLE[:3]
    assert sheet["B2"].expand().address == sheet["C3"].current_region.address == "$B$2:$E$4"
    assert sheet["B2"].expand("down").address == "$B$2:$B$4"


@says("the used range ends with the last filled cell", "Sheet.used_range")
def _(sheet: Sheet) -> None:
    sheet["B2"].value = "first"
    sheet["D7"].value = "last"
    assert sheet.used_range.last_cell.address == "$D$7"


@says("rows put in move what is below, rows taken out bring it back", "Range.insert", "Range.delete")
def _(sheet: Sheet) -> None:
    sheet["A1:B3"].value = [["a", 1], ["b", 2], ["c", 3]]
    sheet["2:3"].insert("down")
    assert sheet["A1:A5"].value == ["a", None, None, "b", "c"]
    sheet["2:3"].delete()
    assert sheet["A1:A3"].value == ["a", "b", "c"]
    sheet["A2:A2"].insert("down")
    assert sheet["A1:B3"].value == [["a", 1.0], [None, 2.0], ["b", 3.0]]
    sheet["A2:A2"].delete("up")
    sheet["A1:A1"].insert("right")
    assert sheet["A1:C1"].value == [None, "a", 1.0]
    sheet["A1:A1"].delete("left")
    sheet["A:A"].delete()
    assert sheet["A1:A3"].value == [1.0, 2.0, 3.0]


@says("a copy carries values, looks, and formulas that move along", "Range.copy")
def _(sheet: Sheet) -> None:
    sheet["A1:B1"].value = [[2, "=A1*2"]]
    sheet["A1"].color = (255, 0, 0)
    sheet["A1:B1"].copy(sheet["A5"])
    assert (sheet["B5"].value, sheet["B5"].formula, sheet["A5"].color) == (4.0, "=A5*2", (255, 0, 0))


@says(
    "clearing contents keeps the looks, clearing formats keeps the contents",
    "Range.clear_contents",
    "Range.clear_formats",
    "Range.clear",
)
def _(sheet: Sheet) -> None:
    sheet["A1:A3"].value = [[1], [2], [3]]
    sheet["A1:A3"].color = (255, 255, 0)
    sheet["A1"].clear_contents()
    sheet["A2"].clear_formats()
    sheet["A3"].clear()
    assert sheet["A1:A3"].value == [None, 2.0, None]
    assert [cell.color for cell in sheet["A1:A3"]] == [(255, 255, 0), None, None]


@says(
    "a sheet is emptied, with or without its looks",
    "Sheet.clear_contents",
    "Sheet.clear_formats",
    "Sheet.clear",
)
def _(sheet: Sheet) -> None:
    sheet["B2"].value = "x"
    sheet["B2"].color = (0, 128, 0)
    sheet.clear_formats()
    assert (sheet["B2"].value, sheet["B2"].color) == ("x", None)
    sheet["B2"].color = (0, 128, 0)
    sheet.clear_contents()
    assert (sheet["B2"].value, sheet["B2"].color) == (None, (0, 128, 0))
    sheet.clear()
    assert sheet["B2"].color is None


@says("cells are merged and parted", "Range.merge", "Range.unmerge", "Range.merge_cells", "Range.merge_area")
def _(sheet: Sheet) -> None:
    sheet["B2:C3"].merge()
    assert sheet["B2"].merge_area.address == "$B$2:$C$3"
    assert sheet["B2:C3"].merge_cells
    sheet["B2:C3"].unmerge()
    assert sheet["B2"].merge_area.address == "$B$2"
    sheet["B5:C6"].merge(across=True)
    assert sheet["B6"].merge_area.address == "$B$6:$C$6"
