"""Values go in and come back in blocks, as what they are."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tests.hosts.calc.statement import MAY, says

if TYPE_CHECKING:
    from xlwings import Sheet


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


@says("in one block, cells formatted as text keep = as text and the others are worked out", "Range.raw_value")
def _(sheet: Sheet) -> None:
    sheet["A1:A2"].number_format = "@"
    sheet["A1"].value = [["=1+1", "=1+1"], ["x", "=2+2"]]
    assert sheet["A1:B2"].value == [["=1+1", 2.0], ["x", 4.0]]
