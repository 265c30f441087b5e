"""Sheets, books, and the program they are open in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.hosts.calc.statement import TABLE, other_book, says

if TYPE_CHECKING:
    from xlwings import Sheet


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
    with other_book(sheet) as (book, folder):
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
    with other_book(sheet) as (book, _folder):
        assert app.books["other.xlsx"] == book
        book.activate()
        assert app.books.active.name == "other.xlsx"
        sheet.book.activate()
        assert app.books.active == sheet.book
        assert book.app.pid == app.pid
        assert "other.xlsx" in app.books


@says("a book is written as a PDF", "Book.to_pdf")
def _(sheet: Sheet) -> None:
    with other_book(sheet) as (book, folder):
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
