"""An open workbook gives the same rows and findings as the closed file of the same workbook."""

from __future__ import annotations

from datetime import datetime

import pytest

from lotbook.hosts.file.book import FileBook
from lotbook.hosts.live.book import LiveBook
from lotbook.tables.book import TABLES
from lotbook.tables.load import load
from lotbook.tables.records import Records
from tests.hosts.live.shops import demo_in, opened

pytestmark = pytest.mark.libreoffice

# Sheet, cell, number format before typing ("" = as it is), what is typed, what it is meant to show.
UGLY = [
    ("Receiving", "F5", "General", 220, "22E1 that became a number"),
    ("Receiving", "F6", "yyyy-mm-dd", datetime(2026, 4, 3), "3-4 that became a date"),
    ("Receiving", "F7", "@", "00123", "leading zeros"),
    ("Receiving", "F8", "@", " 61T\u00a0 ", "a no-break space and spaces around"),
    ("Receiving", "G5", "General", "=NA()", "an error"),
    ("Receiving", "G6", "General", "=1/0", "another error"),
    ("Receiving", "G7", "@", "#N/A", "a text that reads like an error"),
    ("Receiving", "H5", "@", "5 kg", "a quantity with its unit"),
    ("Receiving", "H6", "General", 0.1, "a binary fraction"),
    ("Receiving", "H7", "General", 1e15, "a number of 16 digits"),
    ("Receiving", "B5", "@", "03/04/2025", "a day that is text"),
    ("Receiving", "B6", "General", 45000, "a day without its format"),
    ("Receiving", "B7", "yyyy-mm-dd hh:mm", datetime(2024, 5, 3, 7, 30), "a day with a time"),
    ("Receiving", "B8", "hh:mm", 0.3125, "a time of no day"),
    ("Receiving", "Y5", "@", "first line\nsecond line", "two lines"),
    ("Receiving", "Y6", "@", "Smith & Sons <UK>", "signs of XML"),
    ("Receiving", "Z1", "@", "Shelf", "a column of the user's own"),
    ("Receiving", "Z5", "@", "upper", "a cell in it"),
    ("Orders", "A900", "@", "ORD-0900", "a row far below the table"),
    ("Shipments", "C1", "@", "Order no.", "a header by another name"),
    ("Cuts", "A4", "@", "", "an emptied identifier"),
    ("Materials used", "C9", "General", "=2*3", "a formula as a quantity"),
]  # fmt: skip


@pytest.fixture(scope="module")
def both(spreadsheet, tmp_path_factory):
    """The same workbook, open and saved: with every ugly cell, and rows that a person has hidden."""
    path = demo_in(tmp_path_factory.mktemp("shop"))
    with opened(spreadsheet, path) as book:
        for sheet, address, number_format, value, _ in UGLY:
            cells = book.sheets[sheet].range(address)
            cells.number_format = number_format
            cells.value = value
        receiving = book.sheets["Receiving"]
        receiving.tables["Receiving"].resize(receiving.range("A1:Z64"))
        book.sheets["Orders"].range("20:30").rows.hidden = True
        book.sheets["Orders"].range("B40:C40").merge()
        book.save()
        yield LiveBook(book), FileBook.open(path)


@pytest.mark.parametrize("sheet", TABLES, ids=lambda sheet: sheet.name)
def test_open_and_closed_are_read_alike(both, sheet):
    live, file = (load(host, sheet) for host in both)
    assert list(live.rows) == list(file.rows)
    assert list(live.findings) == list(file.findings)
    assert live.headers == file.headers


def test_the_ugly_cells_are_among_them(both):
    """So that the test above compares something: each of them is a finding or a value of its own."""
    live, _ = both
    found = {(f.place.column, f.place.row, f.code) for f in load(live, TABLES[0]).findings}
    assert {
        ("Heat on certificate", 5, "identifier-became-number"),
        ("Heat on certificate", 6, "identifier-became-date"),
        ("Heat on certificate", 8, "hidden-characters"),
        ("Heat on material", 5, "cell-error"),
        ("Heat on material", 6, "cell-error"),
        ("Quantity", 5, "number-is-text"),
        ("Received on", 5, "date-is-text"),
        ("Received on", 6, "date-is-number"),
    } <= found
    assert ("Heat on material", 7, "cell-error") not in found


def test_hidden_rows_and_rows_below_the_table_are_read(both):
    live, _ = both
    orders = Records(live).orders
    assert {20, 25, 30, 900} <= {order.row for order in orders}


def test_the_users_own_column_and_merged_cells_are_seen(both):
    live, file = both
    assert load(live, TABLES[0]).headers.extra == ("Shelf",)
    assert live.merged_cells("Orders") == file.merged_cells("Orders") == ("B40:C40",)
    assert live.merged_cells("Receiving") == ()


def test_a_table_that_was_moved_to_another_sheet_is_found(both):
    live, _ = both
    view = live.view("No such sheet", "Receiving", ())
    assert view is not None
    assert view.sheet == "Receiving"
    assert live.view("No such sheet", "NoSuchTable", ()) is None


def test_a_sheet_without_its_table_is_found_by_its_header(both):
    live, file = both
    headers = ("Setting", "Value", "Meaning")
    live_view, file_view = (host.view("Settings", "NoSuchTable", headers) for host in (live, file))
    assert live_view.table_end == file_view.table_end == 0
    assert live_view.header_row == file_view.header_row
    assert live_view.headers == file_view.headers


def test_the_property_of_the_layout_is_read(both):
    live, file = both
    assert live.schema_version == file.schema_version == 1
    assert live.property_value("no such property") is None
