"""What is visible, in front, selected and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hosts.calc.statement import lots, says

if TYPE_CHECKING:
    from xlwings import Sheet


@says(
    "hidden rows and columns are told, and are not among the visible cells",
    "Range.row_hidden",
    "Range.column_hidden",
    "Range.get_special_cells",
)
def _(sheet: Sheet) -> None:
    sheet["A1:A5"].value = [[1], [2], [3], [4], [5]]
    sheet["2:3"].rows.hidden = True
    sheet["C:C"].columns.hidden = True
    assert sheet["2:3"].rows.hidden is True
    assert sheet["1:3"].rows.hidden is None
    assert sheet["4:5"].rows.hidden is False
    assert sheet["C1"].columns.hidden is True
    assert [area.address for area in sheet["A1:A5"].get_special_cells("visible")] == ["$A$1", "$A$4:$A$5"]


@says("blanks, constants and formulas are found", "Range.get_special_cells")
def _(sheet: Sheet) -> None:
    sheet["A1:A5"].value = [["x"], [None], [3], ["=A3+1"], ["y"]]
    found = {
        kind: [a.address for a in sheet["A1:A5"].get_special_cells(kind)] for kind in ("blanks", "formulas")
    }
    assert found == {"blanks": ["$A$2"], "formulas": ["$A$4"]}
    texts = sheet["A1:A5"].get_special_cells("constants", "text")
    assert sorted(area.address for area in texts) == ["$A$1", "$A$5"]


@says(
    "a filtered table shows only the rows of the values chosen",
    "Table.autofilter",
    "Range.autofilter",
    "AutoFilter.apply_values",
    "AutoFilter.clear",
)
def _(sheet: Sheet) -> None:
    table = lots(sheet)
    table.autofilter.apply_values(1, ["00123"])
    visible = table.data_body_range.get_special_cells("visible")
    assert [area.address for area in visible] == ["$B$4:$E$4"]
    sheet["B2"].autofilter.clear()
    visible = table.data_body_range.get_special_cells("visible")
    assert [area.address for area in visible] == ["$B$3:$E$5"]


@says("a sheet comes to the front", "Sheet.activate", "Sheets.active", "Sheet.select")
def _(sheet: Sheet) -> None:
    other = next(each for each in sheet.book.sheets if each != sheet)
    other.activate()
    assert sheet.book.sheets.active == other
    sheet.select()
    assert sheet.book.sheets.active.name == sheet.name


@says("what is selected is told", "Range.select", "App.selection", "Book.selection")
def _(sheet: Sheet) -> None:
    sheet.activate()
    sheet["B2:C4"].select()
    assert sheet.book.selection.address == sheet.book.app.selection.address == "$B$2:$C$4"
    assert sheet.book.selection.sheet == sheet


@says(
    "panes freeze and thaw without changing the sheet in front",
    "Sheet.freeze_panes",
    "FreezePanes.freeze_at",
    "FreezePanes.unfreeze",
)
def _(sheet: Sheet) -> None:
    sheet.activate()
    sheet.freeze_panes.freeze_at("A1:B2")
    sheet.freeze_panes.unfreeze()
    assert sheet.book.sheets.active == sheet


@says("the status bar says what it is told and is given back", "App.status_bar")
def _(sheet: Sheet) -> None:
    app = sheet.book.app
    app.status_bar = "Looking at 3 lots ..."
    assert app.status_bar == "Looking at 3 lots ..."
    app.status_bar = False
    assert not app.status_bar or app.status_bar == "FALSE"


@says("drawing is held back and goes on", "App.screen_updating")
def _(sheet: Sheet) -> None:
    app = sheet.book.app
    app.screen_updating = False
    assert app.screen_updating is False
    sheet["A1"].value = 1
    app.screen_updating = True
    assert app.screen_updating is True


@says(
    "settings changed for a while come back",
    "App.display_alerts",
    "App.enable_events",
    "App.interactive",
    "App.cut_copy_mode",
)
def _(sheet: Sheet) -> None:
    app = sheet.book.app
    with app.properties(display_alerts=False, enable_events=False):
        assert (app.display_alerts, app.enable_events) == (False, False)
    assert (app.display_alerts, app.enable_events) == (True, True)
