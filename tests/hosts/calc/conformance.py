"""What a live spreadsheet does when xlwings asks: one table of statements, true of Excel and of LibreOffice Calc alike.

Each statement is handed a blank sheet of an open workbook and uses xlwings' public API only. The members it speaks for
are named as xlwings names them; the page docs/reference/calc-engine.md is made of this table.
"""

from __future__ import annotations

import datetime as dt
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from xlwings import Book, Sheet, Table


class Statement(NamedTuple):
    """One thing that is true: the members it speaks for, the sentence, and what is tried."""

    members: tuple[str, ...]
    says: str
    holds: Callable[[Sheet], None]


STATEMENTS: list[Statement] = []

MAY = dt.datetime(2024, 5, 1)
TABLE = [
    ["Lot ID", "Quantity", "Received on", "Released"],
    ["ACR-0524-001", 12.0, MAY, True],
    ["00123", 3.5, MAY + dt.timedelta(days=1), False],
    ["22E1", None, None, None],
]


def says(sentence: str, *members: str) -> Callable[[Callable[[Sheet], None]], Callable[[Sheet], None]]:
    def take(holds: Callable[[Sheet], None]) -> Callable[[Sheet], None]:
        STATEMENTS.append(Statement(members, sentence, holds))
        return holds

    return take


def lots(sheet: Sheet, rows: int = 4) -> Table:
    """The table Lots at B2, identifiers as text."""
    sheet["B2:B20"].number_format = "@"
    sheet["B2"].value = TABLE[:rows]
    return sheet.tables.add(sheet["B2"].resize(rows, 4), name="Lots")


# Values, in blocks


@says("numbers come back as floats, text as text", "Range.raw_value")
def _(sheet: Sheet) -> None:
    sheet["A1"].value = [["steel", 12], ["brass", 0.5]]
    assert sheet["A1:B2"].value == [["steel", 12.0], ["brass", 0.5]]
    assert type(sheet["B1"].value) is float


@says("a date comes back as a moment at midnight, a moment to the second", "Range.raw_value")
def _(sheet: Sheet) -> None:
    at = dt.datetime(2024, 5, 1, 13, 45, 30)
    sheet["A1"].value = [[dt.date(2024, 2, 29), at]]
    assert sheet["A1:B1"].value == [dt.datetime(2024, 2, 29), at]


@says(
    "a date written into a cell shown as a date keeps the cell's format",
    "Range.raw_value",
    "Range.number_format",
)
def _(sheet: Sheet) -> None:
    sheet["A1"].number_format = "dd/mm/yyyy"
    sheet["A1"].value = MAY
    assert (sheet["A1"].value, sheet["A1"].number_format) == (MAY, "dd/mm/yyyy")


@says("true and false come back as such, not as 1 and 0", "Range.raw_value")
def _(sheet: Sheet) -> None:
    sheet["A1"].value = [[True, False, 1, 0]]
    values = sheet["A1:D1"].value
    assert [type(value) for value in values] == [bool, bool, float, float]
    assert values[:2] == [True, False]


@says("a formula's truth value comes back as such, its date as a moment", "Range.raw_value")
def _(sheet: Sheet) -> None:
    sheet["A1"].value = [["=1=1", "=DATE(2024,5,1)"]]
    sheet["B1"].number_format = "yyyy-mm-dd"
    assert sheet["A1:B1"].value == [True, MAY]


@says("blank cells and empty text come back as None", "Range.raw_value")
def _(sheet: Sheet) -> None:
    sheet["A1"].value = [["x", None, "", '=""']]
    assert sheet["A1:D1"].value == ["x", None, None, None]
    assert sheet["B1"].value is None


@says("errors come back as None, or in Excel's words when asked", "Range.raw_value")
def _(sheet: Sheet) -> None:
    sheet["A1"].value = [["=1/0", "=NA()", '="a"+1', "=NOSUCHNAME", "=10^400"]]
    assert sheet["A1:E1"].value == [None] * 5
    words = sheet["A1:E1"].options(err_to_str=True).value
    assert words == ["#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "#NUM!"]


@says("dates as days, numbers as whole numbers, blanks as text, when asked", "Range.raw_value")
def _(sheet: Sheet) -> None:
    sheet["A1"].value = [[MAY, 3, None]]
    assert sheet["A1"].options(dates=dt.date).value == dt.date(2024, 5, 1)
    assert sheet["B1"].options(numbers=int).value == 3
    assert sheet["C1"].options(empty="").value == ""


@says("one cell gives one value, one row or column a list, a block a list of rows", "Range.shape")
def _(sheet: Sheet) -> None:
    sheet["A1"].value = [[1, 2], [3, 4]]
    assert sheet["A1"].value == 1.0
    assert sheet["A1:B1"].value == sheet["A1:B1"].options(ndim=1).value == [1.0, 2.0]
    assert sheet["A1:A2"].value == [1.0, 3.0]
    assert sheet["A1"].options(ndim=2).value == [[1.0]]


@says("one value fills the whole range", "Range.raw_value")
def _(sheet: Sheet) -> None:
    sheet["A1:B2"].value = "held"
    assert sheet["A1:B2"].value == [["held", "held"], ["held", "held"]]


@says("text in cells formatted as text stays text: 00123, 3-4, 22E1, TRUE, =1+1", "Range.raw_value")
def _(sheet: Sheet) -> None:
    sheet["A1:E1"].number_format = "@"
    typed = ["00123", "3-4", "22E1", "TRUE", "=1+1"]
    sheet["A1:E1"].value = typed
    assert sheet["A1:E1"].value == typed


@says(
    "an apostrophe before text keeps = + - @ from becoming a formula, and is not part of it",
    "Range.raw_value",
)
def _(sheet: Sheet) -> None:
    typed = ["=HYPERLINK(1)", "+49 30", "-5 mm", "@home"]
    sheet["A1:D1"].value = [f"'{text}" for text in typed]
    assert sheet["A1:D1"].value == typed


@says("text starting with = is a formula", "Range.raw_value", "Range.formula")
def _(sheet: Sheet) -> None:
    sheet["A1"].value = [[2, "=A1*21"]]
    assert (sheet["B1"].value, sheet["B1"].formula) == (42.0, "=A1*21")


@says("ugly text survives: line breaks, tabs, quotes, umlauts, a no-break space, a face", "Range.raw_value")
def _(sheet: Sheet) -> None:
    typed = ["a\nb", 'say "5\u00a0mm"', "Süd & Söhne <UK>", "№ 5", "\U0001f600"]
    sheet["A1:E1"].value = typed
    assert sheet["A1:E1"].value == typed


@says("a thousand rows go in and come back in one block each way", "Range.raw_value")
def _(sheet: Sheet) -> None:
    block = [[f"L-{row:05}", float(row), row % 2 == 0] for row in range(1000)]
    sheet["A1"].value = block
    assert sheet["A1"].resize(1000, 3).value == block


# Formulas


@says("formulas read as they were written: separators, sheet marks, text with a comma in it", "Range.formula")
def _(sheet: Sheet) -> None:
    name = sheet.name
    for text in ('=IF(A1>0,"a;b,c",\'' + name + "'!B2)", "=SUM(A1:A3,C1)", "=$A$1&B$2"):
        sheet["D1"].formula = text
        assert sheet["D1"].formula.replace("'", "") == text.replace("'", "")


@says(
    "a formula of a block is read as rows of text; a constant as its content",
    "Range.formula",
    "Range.formula2",
)
def _(sheet: Sheet) -> None:
    sheet["A1"].value = [["x", 5], [None, "=B1+1"]]
    assert [list(row) for row in sheet["A1:B2"].formula] == [["x", "5"], ["", "=B1+1"]]
    assert sheet["B2"].formula2 == "=B1+1"


@says("one formula for many cells moves its relative addresses along", "Range.formula")
def _(sheet: Sheet) -> None:
    sheet["A1:A3"].value = [[1], [2], [3]]
    sheet["B1:B3"].formula = "=A1*$A$1"
    assert sheet["B1:B3"].value == [1.0, 2.0, 3.0]
    assert sheet["B3"].formula == "=A3*$A$1"


@says("an array formula is one, and is read as one", "Range.formula_array", "Range.has_array")
def _(sheet: Sheet) -> None:
    sheet["A1:A3"].value = [[1], [2], [3]]
    sheet["B1"].formula_array = "=SUM(A1:A3*A1:A3)"
    assert sheet["B1"].value == 14.0
    assert sheet["B1"].formula_array == "=SUM(A1:A3*A1:A3)"
    assert sheet["B1"].has_array


@says("an array in braces keeps its rows and columns apart", "Range.formula")
def _(sheet: Sheet) -> None:
    sheet["A1"].formula = "=SUM({1,2;3,4})+COLUMNS({1,2,3})"
    assert sheet["A1"].value == 13.0


@says("calculation can be stopped and told to catch up", "App.calculation", "App.calculate")
def _(sheet: Sheet) -> None:
    app = sheet.book.app
    sheet["A1"].value = [[1, "=A1+1"]]
    app.calculation = "manual"
    try:
        assert app.calculation == "manual"
        sheet["A1"].value = 5
        app.calculate()
        assert sheet["B1"].value == 6.0
    finally:
        app.calculation = "automatic"
    assert app.calculation == "automatic"


# Places


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


# What a person sees


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


# Looks


@says("a fill is set and taken off", "Range.color")
def _(sheet: Sheet) -> None:
    sheet["A1:B2"].color = (230, 159, 0)
    assert sheet["B2"].color == (230, 159, 0)
    sheet["A1"].color = "#56B4E9"
    assert sheet["A1"].color == (86, 180, 233)
    sheet["A1"].color = None
    assert sheet["A1"].color is None


@says("number formats are set and read in Excel's words; of unlike cells, None", "Range.number_format")
def _(sheet: Sheet) -> None:
    for row, code in enumerate(("@", "yyyy-mm-dd", "0.00", "#,##0", "0%", "General"), start=1):
        sheet.range((row, 1)).number_format = code
        assert sheet.range((row, 1)).number_format == code
    assert sheet["A1:A2"].number_format is None


@says(
    "letters are bold, slanted, larger, of another face and colour",
    "Range.font",
    "Font.bold",
    "Font.italic",
    "Font.size",
    "Font.name",
    "Font.color",
)
def _(sheet: Sheet) -> None:
    font = sheet["A1"].font
    font.bold, font.italic, font.size, font.name, font.color = True, True, 14, "Arial", (213, 94, 0)
    read = sheet["A1"].font
    assert (read.bold, read.italic, read.size, read.name, read.color) == (
        True,
        True,
        14,
        "Arial",
        (213, 94, 0),
    )
    font.bold = False
    assert sheet["A1"].font.bold is False


@says(
    "text wraps and is aligned", "Range.wrap_text", "Range.horizontal_alignment", "Range.vertical_alignment"
)
def _(sheet: Sheet) -> None:
    sheet["A1"].wrap_text = True
    sheet["A1"].horizontal_alignment = "center"
    sheet["A1"].vertical_alignment = "top"
    assert (sheet["A1"].wrap_text, sheet["B1"].wrap_text) == (True, False)
    assert (sheet["A1"].horizontal_alignment, sheet["A1"].vertical_alignment) == ("center", "top")
    assert (sheet["B1"].horizontal_alignment, sheet["B1"].vertical_alignment) == ("general", "bottom")


@says(
    "columns are as wide and rows as high as they are told; of unlike ones, None",
    "Range.column_width",
    "Range.row_height",
)
def _(sheet: Sheet) -> None:
    sheet["A1"].column_width = 30
    sheet["A1"].row_height = 40
    assert sheet["A1"].column_width == pytest.approx(30, abs=0.3)
    assert sheet["A1"].row_height == pytest.approx(40, abs=0.5)
    assert sheet["A1:B1"].column_width is None


@says("columns become as wide as what stands in them", "Range.autofit", "Sheet.autofit")
def _(sheet: Sheet) -> None:
    sheet["A1"].value = "a very long text that does not fit into a column as it was made"
    before = sheet["A1"].column_width
    sheet["A1"].columns.autofit()
    assert sheet["A1"].column_width > before * 2
    sheet["A1"].column_width = 3
    sheet.autofit("c")
    assert sheet["A1"].column_width > before * 2


@says("a range has a place and a size in points", "Range.left", "Range.top", "Range.width", "Range.height")
def _(sheet: Sheet) -> None:
    assert (sheet["A1"].left, sheet["A1"].top) == (0, 0)
    assert sheet["B1"].left == pytest.approx(sheet["A1"].width, abs=1)
    assert sheet["A3"].top == pytest.approx(sheet["A1:A2"].height, abs=1)


# Links and notes


@says("a link to the web keeps its address and shows its text", "Range.add_hyperlink", "Range.hyperlink")
def _(sheet: Sheet) -> None:
    sheet["A1"].add_hyperlink("https://example.org/a?b=1", "the list")
    assert sheet["A1"].value == "the list"
    assert sheet["A1"].hyperlink == "https://example.org/a?b=1"


@says("a link into the workbook keeps its place", "Range.add_hyperlink", "Range.hyperlink")
def _(sheet: Sheet) -> None:
    sheet["A1"].add_hyperlink(f"#'{sheet.name}'!B7", "B7")
    assert sheet["A1"].value == "B7"


@says("a link by formula is a link", "Range.hyperlink")
def _(sheet: Sheet) -> None:
    sheet["A1"].formula = '=HYPERLINK("certificates/a.pdf","a")'
    assert (sheet["A1"].value, sheet["A1"].hyperlink) == ("a", "certificates/a.pdf")


@says("a cell without a link is refused", "Range.hyperlink")
def _(sheet: Sheet) -> None:
    with pytest.raises(Exception, match=r"link"):
        _ = sheet["A1"].hyperlink


@says(
    "a link to a file beside the saved workbook stays relative",
    "Range.add_hyperlink",
    "Range.hyperlink",
    "Book.save",
)
def _(sheet: Sheet) -> None:
    with _other_book(sheet) as (book, _folder):
        cell = book.sheets[0]["A1"]
        cell.add_hyperlink("certificates/a b.pdf", "a b")
        assert cell.hyperlink.replace("\\", "/") == "certificates/a b.pdf"


@says(
    "notes are written, read, listed and taken away",
    "Range.add_note",
    "Range.note",
    "Note.text",
    "Note.delete",
    "Note.location",
    "Note.author",
    "Sheet.notes",
)
def _(sheet: Sheet) -> None:
    assert sheet["B2"].note is None
    sheet["B2"].add_note("held")
    note = sheet["B2"].note
    assert note.text == "held"
    assert [each.location.address for each in sheet.notes] == ["$B$2"]
    assert isinstance(note.author, str)
    note.text = "released"
    assert sheet["B2"].note.text == "released"
    sheet["B2"].note.delete()
    assert sheet["B2"].note is None


# Tables


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


# Names


@says(
    "a name is given, read, moved and taken away",
    "Names.add",
    "Names.contains",
    "Name.name",
    "Name.refers_to",
    "Name.refers_to_range",
    "Name.delete",
    "Book.names",
)
def _(sheet: Sheet) -> None:
    names = sheet.book.names
    names.add("OnHold", f"='{sheet.name}'!$B$2:$B$4")
    assert "OnHold" in names
    assert names["OnHold"].refers_to_range.address == "$B$2:$B$4"
    assert names["OnHold"].refers_to.replace("'", "") == f"={sheet.name}!$B$2:$B$4"
    names["OnHold"].refers_to = f"='{sheet.name}'!$C$1"
    assert names["OnHold"].refers_to_range.address == "$C$1"
    assert "OnHold" in [name.name for name in names]
    names["OnHold"].name = "Held"
    assert "Held" in names
    names["Held"].delete()
    assert "Held" not in names


@says("a range is given a name and found by it", "Range.name", "Sheet.range")
def _(sheet: Sheet) -> None:
    sheet["B2:B3"].name = "OnHold"
    try:
        assert sheet["B2:B3"].name.name == "OnHold"
        assert sheet.range("OnHold").address == "$B$2:$B$3"
        assert sheet["B4"].name is None
    finally:
        sheet.book.names["OnHold"].delete()


@says("a name may stand for a number", "Names.add", "Name.refers_to")
def _(sheet: Sheet) -> None:
    sheet.book.names.add("Factor", "=2.5")
    try:
        sheet["A1"].formula = "=Factor*2"
        assert sheet["A1"].value == 5.0
        assert sheet.book.names["Factor"].refers_to == "=2.5"
    finally:
        sheet.book.names["Factor"].delete()


@says("names of one sheet are its own", "Sheet.names")
def _(sheet: Sheet) -> None:
    sheet.names.add("Here", f"='{sheet.name}'!$A$1")
    assert [name.name.rpartition("!")[2] for name in sheet.names] == ["Here"]


# Pictures


@says(
    "a picture is put at a cell, sized, named, found and taken away",
    "Sheet.pictures",
    "Pictures.add",
    "Picture.name",
    "Picture.left",
    "Picture.top",
    "Picture.width",
    "Picture.height",
    "Picture.delete",
    "Picture.parent",
)
def _(sheet: Sheet) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, "chain.png")
        file.write_bytes(_png(64, 32))
        picture = sheet.pictures.add(str(file), name="Chain", anchor=sheet["C5"])
    assert (picture.left, picture.top) == (
        pytest.approx(sheet["C5"].left, abs=1),
        pytest.approx(sheet["C5"].top, abs=1),
    )
    assert picture.width / picture.height == pytest.approx(2, abs=0.1)
    assert picture.parent == sheet
    assert "Chain" in sheet.pictures
    picture.width = 200
    assert picture.height == pytest.approx(100, abs=3)
    picture.left, picture.top = 10, 20
    assert (picture.left, picture.top) == (pytest.approx(10, abs=1), pytest.approx(20, abs=1))
    sheet.pictures["Chain"].delete()
    assert len(sheet.pictures) == 0


@says("a picture of a given size has that size", "Pictures.add", "Picture.lock_aspect_ratio", "Picture.index")
def _(sheet: Sheet) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, "chain.png")
        file.write_bytes(_png(64, 32))
        picture = sheet.pictures.add(str(file), left=5, top=5, width=100, height=50)
    assert (picture.width, picture.height) == (pytest.approx(100, abs=1), pytest.approx(50, abs=1))
    assert picture.name in sheet.pictures


# Sheets and books


@says(
    "sheets are added, named, ordered, moved, copied, hidden and deleted",
    "Sheets.add",
    "Sheet.name",
    "Sheet.index",
    "Sheet.move",
    "Sheet.copy",
    "Sheet.visible",
    "Sheet.delete",
    "Sheet.book",
)
def _(sheet: Sheet) -> None:
    sheets = sheet.book.sheets
    made = sheets.add("Results", after=sheet)
    assert (made.index, made.book.name) == (sheet.index + 1, sheet.book.name)
    made.move(before=sheet)
    assert made.index == sheet.index - 1
    made["A1"].value = "kept"
    copy = made.copy(name="Results 2")
    assert copy["A1"].value == "kept"
    made.name = "Findings"
    assert "Findings" in [each.name for each in sheets]
    sheet.activate()
    made.visible = False
    assert sheets["Findings"].visible is False
    made.visible = True
    made.delete()
    copy.delete()
    assert not {"Findings", "Results 2"} & {each.name for each in sheets}


@says(
    "a sheet is found by name in capitals or not, and by number; one that is not there is refused",
    "Sheets.__call__",
    "Sheets.__len__",
    "Book.sheets",
)
def _(sheet: Sheet) -> None:
    sheets = sheet.book.sheets
    assert sheets[sheet.name.upper()].name == sheet.name
    assert sheets[sheet.index - 1].name == sheet.name
    assert len(sheets) == len(sheet.book.sheet_names)
    with pytest.raises(Exception, match=r".*"):
        sheets["No such sheet"]["A1"]


@says(
    "a book is made, saved under a name, closed and opened again with all it held",
    "Books.add",
    "Book.save",
    "Book.fullname",
    "Book.name",
    "Book.close",
    "Books.open",
)
def _(sheet: Sheet) -> None:
    app = sheet.book.app
    with _other_book(sheet) as (book, folder):
        assert book.name == "other.xlsx"
        assert Path(book.fullname) == folder / "other.xlsx"
        book.sheets[0]["A1"].value = TABLE[:3]
        book.sheets[0]["A1"].color = (0, 158, 115)
        book.save()
        book.save(folder / "again.xlsx")
        assert book.name == "again.xlsx"
        book.close()
        again = app.books.open(folder / "other.xlsx")
        assert again.sheets[0]["A1:D3"].value == TABLE[:3]
        assert again.sheets[0]["A1"].color == (0, 158, 115)
        again.close()
        assert "other.xlsx" not in [each.name for each in app.books]


@says(
    "a book is found by its name, is the active one when it comes to the front, and belongs to its app",
    "Books.active",
    "Books.__call__",
    "Book.activate",
    "Book.app",
    "Books.__contains__",
)
def _(sheet: Sheet) -> None:
    app = sheet.book.app
    with _other_book(sheet) as (book, _folder):
        assert app.books["other.xlsx"] == book
        book.activate()
        assert app.books.active.name == "other.xlsx"
        sheet.book.activate()
        assert app.books.active == sheet.book
        assert book.app.pid == app.pid
        assert "other.xlsx" in app.books


@says("a book is written as a PDF", "Book.to_pdf")
def _(sheet: Sheet) -> None:
    with _other_book(sheet) as (book, folder):
        book.sheets[0]["A1"].value = "printed"
        book.to_pdf(folder / "other.pdf")
        assert (folder / "other.pdf").read_bytes().startswith(b"%PDF")


@says(
    "the app has a process, a version that xlwings takes for a present Excel, and a path",
    "App.pid",
    "App.version",
    "App.path",
    "App.books",
    "App.hwnd",
    "App.activate",
)
def _(sheet: Sheet) -> None:
    app = sheet.book.app
    assert app.pid > 0
    assert app.hwnd
    assert app.version.major >= 15
    assert Path(app.path).exists()
    app.activate()
    assert len(app.books) >= 1


class _other_book:
    """A second workbook, saved as other.xlsx in a folder of its own, closed without a question at the end."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def __enter__(self) -> tuple[Book, Path]:
        self._folder = TemporaryDirectory(ignore_cleanup_errors=True)
        folder = Path(self._folder.name).resolve()
        self._book = self._sheet.book.app.books.add()
        self._book.save(folder / "other.xlsx")
        return self._book, folder

    def __exit__(self, *_: object) -> None:
        for book in self._sheet.book.app.books:
            if book.name in ("other.xlsx", "again.xlsx"):
                book.close()
        self._sheet.activate()
        self._folder.cleanup()


def _png(width: int, height: int) -> bytes:
    """A plain picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x00\x72\xb2" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
