"""What is selected in an open workbook: the rows a person sees marked there, no more and no fewer."""

from __future__ import annotations

import shutil
from types import SimpleNamespace

import pytest

from lotbook.doors.selected import NOTHING, selection_of
from lotbook.errors import UsageError
from lotbook.hosts.live import native
from lotbook.hosts.live.book import LiveBook
from tests.hosts.live.shops import opened, small_in


@pytest.fixture(scope="module")
def book(spreadsheet, tmp_path_factory):
    with opened(spreadsheet, small_in(tmp_path_factory.mktemp("shop"))) as open_book:
        yield open_book


def selected(book, address, sheet="Receiving"):
    book.sheets[sheet].activate()
    book.sheets[sheet].range(address).select()
    return [row.number for row in selection_of(LiveBook(book)).rows]


@pytest.mark.libreoffice
def test_a_hidden_first_column_hides_no_row(book):
    page = book.sheets["Receiving"]
    page.range("A:A").columns.hidden = True
    try:
        assert selected(book, "C4:D7") == [4, 5, 6, 7]
        assert selected(book, "C4") == [4]
    finally:
        page.range("A:A").columns.hidden = False


@pytest.mark.libreoffice
def test_the_whole_sheet_is_its_filled_rows(book):
    assert selected(book, "1:1048576") == list(range(2, 32))


@pytest.mark.libreoffice
def test_what_is_selected_in_another_workbook_of_the_same_name_is_not_meant(book, spreadsheet, tmp_path):
    twin = tmp_path / book.name
    shutil.copy(book.fullname, twin)
    other = spreadsheet.impl.books.open(str(twin))  # xlwings itself refuses a second one of a name
    try:
        other.sheets("Orders").range("A3").select()
        other.activate()
        assert selection_of(LiveBook(book)) == NOTHING
    finally:
        other.close()


def excel_range(addresses):
    """What Excel tells of a selection in pieces: its address ends after 255 letters, at the end of a piece."""
    told = ",".join(addresses)
    told = told if len(told) <= 255 else told[:255].rpartition(",")[0]
    areas = lambda number: SimpleNamespace(Address=addresses[number - 1])  # noqa: E731
    areas.Count = len(addresses)
    app = SimpleNamespace(engine=SimpleNamespace(name="excel"))
    sheet = SimpleNamespace(book=SimpleNamespace(app=app))
    return SimpleNamespace(address=told, sheet=sheet, api=SimpleNamespace(Areas=areas))


@pytest.mark.parametrize("count", [1, 3, 40, 400])
def test_every_piece_counts_where_excel_cuts_their_address_short(count, monkeypatch):
    monkeypatch.setattr("sys.platform", "win32")
    addresses = [f"$A${row}:$C${row}" for row in range(1005, 1005 + 2 * count, 2)]
    assert native.pieces(excel_range(addresses)) == addresses


def test_pieces_that_excel_on_a_mac_does_not_tell_are_refused(monkeypatch):
    monkeypatch.setattr("sys.platform", "darwin")
    addresses = [f"$A${row}" for row in range(1005, 1205, 2)]
    assert native.pieces(excel_range(addresses[:9])) == addresses[:9]
    with pytest.raises(UsageError):
        native.pieces(excel_range(addresses))
