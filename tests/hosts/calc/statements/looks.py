"""Colours, letters, formats and sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hosts.calc.statement import says

if TYPE_CHECKING:
    from xlwings import Sheet


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
