"""What the engine keeps of LibreOffice's objects and answers is looked at again before it is used."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from lotbook.hosts.calc.several import Several
from lotbook.hosts.calc.span import LAST_ROW, Span

if TYPE_CHECKING:
    from xlwings import App, Book

pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def book(spreadsheet: App) -> Iterator[Book]:
    made = spreadsheet.books.add()
    yield made
    made.close()


def test_a_sheet_reaches_to_its_last_row_after_rows_were_taken_out(book: Book) -> None:
    sheet = book.sheets.add("Rows")
    sheet.range("A1").value = "first"
    sheet.range("2:9").delete("up")
    sheet.range((LAST_ROW, 1)).value = "last"
    assert sheet.range((LAST_ROW, 1)).value == "last"


def test_sheets_that_exchange_their_names_are_told_apart(book: Book) -> None:
    one, two = book.sheets.add("One"), book.sheets.add("Two")
    one.range("A1").value, two.range("A1").value = "of one", "of two"
    one.name, two.name, one.name = "Third", "One", "Two"
    assert book.sheets["One"].range("A1").value == "of two"
    assert book.sheets["Two"].range("A1").value == "of one"


def test_a_sheet_that_was_deleted_and_made_again_is_the_new_one(book: Book) -> None:
    book.sheets.add("Again").range("A1").value = "old"
    assert book.sheets["Again"].range("A1").value == "old"
    book.sheets["Again"].delete()
    book.sheets.add("Again")
    assert book.sheets["Again"].range("A1").value is None


@pytest.mark.parametrize(
    ("code", "shown"),
    [("yyyy-mm-dd", datetime(1900, 6, 19)), ("BOOLEAN", True), ("0.0", 171.0)],
)
def test_one_format_in_a_large_block_is_seen(book: Book, code: str, shown: object) -> None:
    sheet = book.sheets.add()
    cells = sheet.range((1, 1), (100, 30))
    cells.value = [[float(row)] * 30 for row in range(100, 200)]
    sheet.range("A1:A100").number_format = "yyyy-mm-dd"
    first = cells.raw_value
    assert cells.raw_value is first
    cell = sheet.range("M72")
    cell.number_format = code
    assert cells.value[71][12] == shown
    assert type(cells.value[71][12]) is type(shown)
    cell.number_format = "General"
    assert cells.value[71][12] == 171.0
    assert cells.value[71][0] == datetime(1900, 6, 19) or cells.value[71][0].year == 1900


def test_a_value_in_a_large_block_is_seen(book: Book) -> None:
    sheet = book.sheets.add()
    cells = sheet.range((1, 1), (100, 30))
    cells.value = [[f"text {row}"] * 30 for row in range(100)]
    sheet.range("B2").value = 5
    assert cells.value[1][1] == 5.0
    sheet.range("B2").value = 6
    assert cells.value[1][1] == 6.0
    sheet.range("B2").formula = "=NA()"
    assert cells.options(err_to_str=True).value[1][1] == "#N/A"


def test_many_rectangles_take_a_look_at_once_and_nothing_beside_them_does(book: Book) -> None:
    sheet = book.sheets.add()
    several = Several(sheet.impl)
    several.style([Span(1, 1, 2, 2), Span(5, 3, 5, 3)], "Heading")
    several.number_format([Span(2, 2, 3, 3), Span(7, 1, 7, 9)], "0.00")
    styles = {at: sheet.range(at).api.CellStyle for at in ("A1", "B2", "C5", "C1", "C6")}
    assert styles == {"A1": "Heading", "B2": "Heading", "C5": "Heading", "C1": "Default", "C6": "Default"}
    formats = {at: sheet.range(at).number_format for at in ("B2", "C3", "I7", "A1", "C5")}
    assert formats == {"B2": "0.00", "C3": "0.00", "I7": "0.00", "A1": "General", "C5": "General"}
