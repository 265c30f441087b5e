"""Names stand for cells and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hosts.calc.statement import says

if TYPE_CHECKING:
    from xlwings import Sheet


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
