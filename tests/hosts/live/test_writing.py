"""A plan is carried out in the open workbook whole or not at all, and told to the journal like in a closed file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lotbook.domain.edits import Append, Edit, Link, NewColumn, Plan, Property, Report, ReportCell
from lotbook.domain.values import text_of
from lotbook.errors import (
    LockedError,
    MovedError,
    NotALotbookError,
    NotAWorkbookError,
    ReadOnlyError,
    UnsafeEditError,
)
from lotbook.hosts.entries import State
from lotbook.hosts.file.book import FileBook
from lotbook.hosts.live.book import LiveBook
from lotbook.hosts.settling import state_of
from lotbook.tables.records import Records
from tests.hosts.live.shops import cell, opened, small_in, writing

pytestmark = pytest.mark.libreoffice

NASTY = ["=1+1", "+49 30 1234", "-5", "@SUM(A1)", "'quoted", "22E1", "3-4", "00123", "TRUE", "1,5", "#N/A", "Smith & Sons <UK>"]  # fmt: skip


@pytest.fixture(scope="module")
def shop(spreadsheet, tmp_path_factory):
    """One small open workbook for tests that leave each other's cells alone."""
    with opened(spreadsheet, small_in(tmp_path_factory.mktemp("shop"))) as book:
        yield book


def note(row, old, new, **more):
    return Plan("test", "A note.", edits=(Edit("Receiving", row, "Note", old, new),), **more)


def test_cells_are_written_and_told(shop):
    with writing(shop) as live:
        written = live.write(note(20, None, "seen by Ann"), who="Ann")
    assert cell(shop, "Receiving", "Y20") == "seen by Ann"
    (entry,) = [each for each in live.journal.entries() if each.number == written.entry]
    assert (entry.who, entry.state, entry.is_live) == ("Ann", State.COMMITTED, True)
    assert entry.before != entry.after
    assert live.journal.verify() == []


@pytest.mark.parametrize("text", NASTY)
def test_text_stays_text_whatever_it_looks_like(shop, text):
    """In a cell of text, in a number's cell and in a day's cell."""
    with writing(shop) as live:
        for column in ("Heat on material", "Quantity", "Checked on"):
            now = _holds(live, "Receiving", 30, column)
            live.write(Plan("test", "", edits=(Edit("Receiving", 30, column, now, text),)), who="Ann")
            assert _holds(live, "Receiving", 30, column) == text


@pytest.mark.parametrize("value", [Decimal("12.5"), 7, 0.1, date(2024, 5, 3), None])
def test_numbers_and_days_stay_what_they_are_in_any_cell(shop, value):
    with writing(shop) as live:
        for column in ("Heat on material", "Quantity", "Checked on"):
            now = _holds(live, "Receiving", 31, column)
            live.write(Plan("test", "", edits=(Edit("Receiving", 31, column, now, value),)), who="Ann")
            assert _holds(live, "Receiving", 31, column) == (
                float(value) if isinstance(value, Decimal) else value
            )


def _holds(live, sheet, row, header):
    live.reload()
    view = live.view(sheet, sheet.replace(" ", ""), ())
    ((value,),) = view.rows_at([row], [view.headers.index(header)])
    return value


def test_a_cell_that_moved_is_refused_and_nothing_is_written(shop):
    plan = Plan(
        "test", "",
        edits=(Edit("Receiving", 21, "Note", None, "first"), Edit("Receiving", 22, "Lot ID", "ABC-1", "ABC-2")),
    )  # fmt: skip
    with writing(shop) as live:
        before = len(live.journal.entries())
        with pytest.raises(MovedError, match="A22"):
            live.write(plan, who="Ann")
        assert len(live.journal.entries()) == before
    assert cell(shop, "Receiving", "Y21") is None


def test_a_formula_is_never_overwritten(shop):
    with writing(shop) as live:
        now = _holds(live, "Receiving", 10, "On hand")
        with pytest.raises(UnsafeEditError, match="formula"):
            live.write(Plan("test", "", edits=(Edit("Receiving", 10, "On hand", now, 1),)), who="Ann")


def test_a_missing_column_and_a_missing_sheet_are_named(shop):
    with writing(shop) as live:
        with pytest.raises(UnsafeEditError, match="Shelf"):
            live.write(Plan("test", "", edits=(Edit("Receiving", 10, "Shelf", None, "x"),)), who="Ann")
        with pytest.raises(UnsafeEditError, match="Shelves"):
            live.write(Plan("test", "", edits=(Edit("Shelves", 10, "Shelf", None, "x"),)), who="Ann")


def test_hidden_rows_are_written_too(shop):
    sheet = shop.sheets["Orders"]
    sheet.range("10:20").rows.hidden = True
    edits = tuple(Edit("Orders", row, "Note", None, f"note {row}") for row in (9, 10, 15, 20, 21))
    with writing(shop) as live:
        live.write(Plan("test", "", edits=edits), who="Ann")
    assert [text_of(cell(shop, "Orders", f"Q{row}")) for row in (9, 10, 15, 20, 21)] == [
        f"note {row}" for row in (9, 10, 15, 20, 21)
    ]
    assert sheet.range("10:20").rows.hidden


def test_the_spreadsheets_settings_are_as_they_were(shop):
    app = shop.app
    app.calculation = "manual"
    try:
        with writing(shop) as live:
            live.write(note(23, None, "manual"), who="Ann")
        assert app.calculation == "manual"
        assert app.screen_updating
    finally:
        app.calculation = "automatic"


def test_new_rows_go_to_the_end_and_the_table_reaches_over_them(shop):
    sheet = shop.sheets["Receiving"]
    before = sheet.tables["Receiving"].range.last_cell.row
    appends = tuple(
        Append("Receiving", {"Supplier": "Mill", "Heat on certificate": heat, "Quantity": Decimal(3)})
        for heat in ("=1+1", "22E1")
    )
    with writing(shop) as live:
        written = live.write(Plan("test", "", appends=appends), who="Ann")
    assert written.rows == (before + 1, before + 2)
    assert sheet.tables["Receiving"].range.last_cell.row == before + 2
    assert [cell(shop, "Receiving", f"F{row}") for row in written.rows] == ["=1+1", "22E1"]
    formulas = [sheet.range(f"X{row}").formula for row in (before, *written.rows)]
    assert formulas[0].startswith("=")
    assert len(set(formulas)) == 1
    assert sheet.range(f"A{before + 2}").number_format == "@"


def test_the_blank_row_of_an_empty_register_is_used_first(shop):
    row = {"Certificate ID": "COC-0001", "Revision": "A", "Status": "Issued"}
    plan = Plan(
        "issue", "", appends=(Append("Certificates", row, links={"Certificate ID": "packages/a b/c.pdf"}),)
    )
    with writing(shop) as live:
        assert live.write(plan, who="Ann").rows == (2,)
    page = shop.sheets["Certificates"]
    assert cell(shop, "Certificates", "A2") == "COC-0001"
    assert page.range("A2").hyperlink.replace("%20", " ").endswith("packages/a b/c.pdf")
    assert page.tables["Certificates"].range.last_cell.row == 2


def test_new_rows_go_above_a_row_of_totals(shop):
    sheet = shop.sheets["Customers"]
    table = sheet.tables["Customers"]
    last = table.range.last_cell.row
    table.show_totals = True
    sheet.range(f"A{table.range.last_cell.row}").value = "Total"
    totals = table.range.last_cell.row
    with writing(shop) as live:
        written = live.write(
            Plan("test", "", appends=(Append("Customers", {"Customer": "New customer"}),)), who="Ann"
        )
    assert written.rows == (last + 1,)
    assert cell(shop, "Customers", f"A{last + 1}") == "New customer"
    assert cell(shop, "Customers", f"A{totals + 1}") == "Total"
    with LiveBook(shop).opened(writing=False) as live:
        assert Records(live).customers[-1].customer == "New customer"


def test_rows_typed_below_the_table_are_taken_into_it_unless_blank_ones_lie_between(shop):
    sheet = shop.sheets["Suppliers"]
    table = sheet.tables["Suppliers"]
    last = table.range.last_cell.row
    sheet.range(f"A{last + 1}").value = "Typed below"
    plan = Plan("test", "", appends=(Append("Suppliers", {"Supplier": "New Mill"}),))
    with writing(shop) as live:
        assert live.write(plan, who="Ann").rows == (last + 2,)
    assert table.range.last_cell.row == last + 2
    sheet.range(f"A{last + 5}").value = "Far below"
    with writing(shop) as live, pytest.raises(UnsafeEditError, match="empty row"):
        live.write(plan, who="Ann")


def test_a_protected_sheet_is_refused_by_name(shop):
    shop.sheets["People"].api.protect("secret")
    with writing(shop) as live, pytest.raises(ReadOnlyError, match="People"):
        live.write(Plan("test", "", edits=(Edit("People", 2, "Title", None, "x"),)), who="Ann")
    assert cell(shop, "People", "B2") is None


def test_what_goes_wrong_in_the_middle_is_taken_back(shop, monkeypatch):
    """The last step fails; edits, new rows and the table's end are as before, and the journal says so."""
    from lotbook.hosts.live import writing as module

    def fail(*_):
        raise OSError("the spreadsheet went away")

    monkeypatch.setattr(module, "rebuild", fail)
    end = shop.sheets["Materials"].tables["Materials"].range.last_cell.row
    plan = Plan(
        "test", "",
        edits=(Edit("Receiving", 3, "Note", None, "x"),),
        appends=(Append("Materials", {"Material": "New Mill"}),),
        reports=(Report("Recall", ((ReportCell("x"),),)),),
    )  # fmt: skip
    with writing(shop) as live:
        with pytest.raises(Exception, match="nothing was changed"):
            live.write(plan, who="Ann")
        assert live.journal.entries()[-1].state is State.ABANDONED
    assert cell(shop, "Receiving", "Y3") is None
    assert cell(shop, "Materials", f"A{end}") is None
    assert shop.sheets["Materials"].tables["Materials"].range.last_cell.row == end


def test_a_command_that_was_killed_is_settled_by_its_cells(shop):
    with writing(shop) as live:
        begun = {"who": "Ann", "before": "open:a", "after": "open:b", "rows": ()}
        live.journal.begin(note(24, None, "not written"), **begun)
    with writing(shop) as live:
        assert live.journal.entries()[-1].state is State.ABANDONED
        live.journal.begin(note(25, None, "written"), **begun)
        shop.sheets["Receiving"].range("Y25").value = "written"
    with writing(shop) as live:
        assert live.journal.entries()[-1].state is State.RECOVERED


def test_closing_without_saving_is_seen_in_the_file(spreadsheet, tmp_path):
    path = small_in(tmp_path)
    with opened(spreadsheet, path) as book, writing(book) as live:
        live.write(note(3, None, "saved"), who="Ann")
        book.save()
        live.write(note(4, None, "not saved"), who="Ann")
        live.write(Plan("test", "", appends=(Append("Suppliers", {"Supplier": "New Mill"}),)), who="Ann")
    with FileBook.open(path) as file:
        states = [state_of(file, entry) for entry in file.journal.entries() if entry.is_live]
    assert states == [State.RECOVERED, State.ABANDONED, State.ABANDONED]


def test_new_columns_and_a_property(shop):
    plan = Plan(
        "test", "",
        columns=(NewColumn("Suppliers", "Shelf"), NewColumn("Suppliers", "Bin")),
        edits=(Edit("Suppliers", 3, "Shelf", None, "0012"),),
        properties=(Property("Lotbook test", 2),),
    )  # fmt: skip
    with writing(shop) as live:
        live.write(plan, who="Ann")
        assert live.property_value("Lotbook test") == "2"
        assert live.view("Suppliers", "Suppliers", ()).headers[-2:] == ("Shelf", "Bin")
        assert _holds(live, "Suppliers", 3, "Shelf") == "0012"


def test_a_report_is_rebuilt_whole_and_its_links_and_text_are_harmless(shop):
    rows = (
        (ReportCell("Recall", "Title"),),
        (
            ReportCell('Say "hi"', "Link", "#'Receiving'!A5"),
            ReportCell("=1+1", "Finding stop"),
            ReportCell("22E1"),
        ),
        (ReportCell(Decimal("1.5"), "Text"), ReportCell(date(2024, 5, 3), "Input day"), ReportCell(None)),
        (ReportCell("x" * 300, "Link", "#'Receiving'!A5"),),
    )
    page = shop.sheets["Recall"]
    page.range("A40").value = "from before"
    with writing(shop) as live:
        live.write(Plan("recall", "", reports=(Report("Recall", rows),)), who="Ann")
    assert page.range("A2").formula == '=HYPERLINK("#\'Receiving\'!A5","Say ""hi""")'
    assert page.range("A2:C3").value[0] == ['Say "hi"', "=1+1", "22E1"]
    assert page.range("A3").value == 1.5
    assert page.range("B3").value.date() == date(2024, 5, 3)
    assert page.range("A4").value == "x" * 300
    assert page.range("A40").value is None


def test_a_report_sheet_with_a_table_on_it_is_refused(shop):
    page = shop.sheets["Check results"]
    page.range("A50").value = [["a", "b"], [1, 2]]
    page.tables.add(source=page.range("A50:B51"), name="Mine")
    with writing(shop) as live, pytest.raises(UnsafeEditError, match="Table"):
        live.write(Plan("recall", "", reports=(Report("Check results", ((ReportCell("x"),),)),)), who="Ann")


def test_a_link_keeps_the_text_of_its_cell(shop):
    with writing(shop) as live:
        live.write(Plan("test", "", links=(Link("Orders", 5, "Order ID", "packages/p.pdf"),)), who="Ann")
    assert cell(shop, "Orders", "A5") == "ORD-0005"
    assert shop.sheets["Orders"].range("A5").hyperlink.endswith("packages/p.pdf")


def test_two_commands_do_not_work_at_once(shop):
    with writing(shop), pytest.raises(LockedError), LiveBook(shop, patience=0.1).opened(writing=True):
        pass


def test_a_workbook_never_saved_and_one_of_something_else_are_refused(spreadsheet, tmp_path):
    book = spreadsheet.books.add()
    try:
        with pytest.raises(NotAWorkbookError, match="not been saved"):
            LiveBook(book)
        book.save(str(tmp_path / "other.xlsx"))
        with pytest.raises(NotALotbookError):
            LiveBook(book)
    finally:
        book.close()
