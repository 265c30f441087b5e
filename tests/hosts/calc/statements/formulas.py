"""Formulas read as they were written and are worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hosts.calc.statement import says

if TYPE_CHECKING:
    from xlwings import Sheet


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
