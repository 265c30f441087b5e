"""Links and notes on cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hosts.calc.statement import other_book, says

if TYPE_CHECKING:
    from xlwings import Sheet


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
    with other_book(sheet) as (book, _folder):
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
