"""The demo workbook calculated by LibreOffice: what its formulas show is what the program finds in its rows."""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from lotbook.artefacts.workbook import build_workbook
from lotbook.artefacts.workbook.figures import KEY_FIGURES
from lotbook.artefacts.workbook.names import all_targets
from lotbook.domain.balance import left
from lotbook.domain.books import Amount
from lotbook.domain.identifiers import key
from lotbook.hosts.file.book import FileBook
from lotbook.tables.book import LISTS, START, TABLES
from lotbook.tables.chain import link_of_cut, link_of_use
from lotbook.tables.lists import LOT_STATUS, ORDER_STATUS
from lotbook.tables.records import Records
from lotbook.tables.trace.affected import flow_of, grouped
from tests.artefacts.office import recalculated

pytestmark = pytest.mark.libreoffice
DEMO = Path(__file__).parents[2] / "workbook" / "demo.xlsx"
PLYWOOD = {"Received on": date(2024, 5, 3), "Unit": "sheet", "Status": "Released"}


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """The demo as LibreOffice calculates it, with a sheet that asks every drop-down of links for its size."""
    book = openpyxl.load_workbook(DEMO)
    probe = book.create_sheet("Probe")
    for target in all_targets():
        probe.append([target.name, f"=ROWS({target.name})", f"=INDEX({target.name},ROWS({target.name}))"])
    folder = tmp_path_factory.mktemp("demo")
    book.save(folder / "demo.xlsx")
    return recalculated(folder / "demo.xlsx", folder)


@pytest.fixture(scope="module")
def records():
    with FileBook.open(DEMO) as book:
        found = Records(book)
        for sheet in TABLES:
            found.loaded(sheet.name)
        yield found


def on_hand(records):
    """Lot row -> what is left of it by the books, as recall and ready tell it."""
    links = [*map(link_of_cut, records.cuts), *map(link_of_use, records.materials_used)]
    flows = grouped(map(flow_of, links), lambda flow: flow.source)
    return {
        lot.row: Decimal(0)
        if lot.status == "Returned"
        else left(Amount(lot.quantity, lot.unit), flows.get(key(lot.lot_id or ""), ()) if lot.lot_id else ())
        for lot in records.receiving
    }


def column(page, header):
    """Row number -> what stands in one column below its header."""
    position = next(cell.column for cell in page[1] if cell.value == header)
    return {row: page.cell(row, position).value for row in range(2, page.max_row + 1)}


def tiles(page):
    """Words -> number of the key figures."""
    words = {figure.words for figure in KEY_FIGURES}
    return {
        cell.value: page.cell(cell.row - 1, cell.column).value
        for row in page.iter_rows()
        for cell in row
        if cell.value in words
    }


def test_no_cell_shows_an_error(shown):
    wrong = [
        (page.title, cell.coordinate, cell.value)
        for page in shown.worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "e" or str(cell.value).startswith(("#", "Err:"))
    ]
    assert wrong == []


def test_the_key_figures_are_what_the_rows_say(shown, records):
    lots = Counter(lot.status for lot in records.receiving)
    assert tiles(shown[START.name]) == {
        "Lots in quarantine": lots["Quarantine"],
        "Lots on hold": lots["Hold"],
        "Runs in process": sum(run.status == "In process" for run in records.manufacture),
        "Open orders": sum(order.status == "Open" for order in records.orders),
        "Shipped, not certified": sum(
            bool(each.shipped_on) and not each.certificate for each in records.shipments
        ),
        "Certificates valid": sum(each.status == "Issued" for each in records.certificates),
        "Findings that stop": 0,
        "Findings to look at": 0,
    }
    assert lots["Quarantine"], "nothing would be counted"


def test_the_charts_count_every_status_and_month(shown, records):
    page = shown[LISTS.name]
    heads = {cell.value: cell.column for cell in page[1]}

    def beside(title, count, away=1):
        first = heads[title]
        return {page.cell(r, first).value: page.cell(r, first + away).value for r in range(2, count + 2)}

    lots = Counter(lot.status for lot in records.receiving)
    orders = Counter(order.status for order in records.orders)
    assert beside("Lots by status", len(LOT_STATUS)) == {word: lots[word] for word in LOT_STATUS}
    assert beside("Orders by status", len(ORDER_STATUS)) == {word: orders[word] for word in ORDER_STATUS}
    for away, days in (
        (1, [lot.received_on for lot in records.receiving]),
        (2, [shipment.shipped_on for shipment in records.shipments]),
    ):
        counted = Counter((day.year, day.month) for day in days if day)
        found = beside("Month", 12, away)
        assert found == {month: counted[month.year, month.month] for month in found}
        assert sum(found.values()) > 0


def test_on_hand_is_what_recall_and_ready_tell_of_each_lot(shown, records):
    expected = on_hand(records)
    found = {row: value for row, value in column(shown["Receiving"], "On hand").items() if row in expected}
    assert len(found) == len(records.receiving)
    told = {row: value for row, value in expected.items() if value is not None}
    assert len(told) > 50
    assert {row: float(value) for row, value in told.items()} == pytest.approx(
        {row: found[row] for row in told}
    )
    assert {found[row] for row in expected if row not in told} <= {"units differ"}


def test_every_drop_down_of_links_offers_the_table_to_its_last_row(shown):
    made = openpyxl.load_workbook(DEMO)
    for name, rows, last in shown["Probe"].iter_rows(values_only=True):
        target = next(each for each in all_targets() if each.name == name)
        cells = column(made[target.sheet.name], target.column.header)
        assert rows == len(cells), name
        assert (last or None) == cells[max(cells)], name


def test_on_hand_counts_cuts_remnants_and_cancelled_runs_and_vouches_for_no_sum_over_units(tmp_path):
    lots = [
        {"Lot ID": "PLY-0524-001", "Quantity": 10},
        {"Lot ID": "PLY-0524-002", "Quantity": 10, "Status": "Returned"},
        {"Lot ID": "PLY-0524-003", "Quantity": 10},
        {"Quantity": 4},
    ]
    cuts = [
        {
            "From": "PLY-0524-001",
            "New lot ID": "PLY-0524-001-1",
            "Quantity": 3,
            "Unit": "sheet",
            "Reason": "Cut",
        },
        {
            "From": "PLY-0524-001",
            "New lot ID": "PLY-0524-001-2",
            "Quantity": 1,
            "Unit": "sheet",
            "Reason": "Remnant",
        },
        {"From": "PLY-0524-001-1", "New lot ID": "PLY-0524-001-1-1", "Quantity": 2, "Unit": "sheet"},
        {"New lot ID": "PLY-0524-009", "Quantity": 5, "Unit": "sheet"},
    ]
    uses = [
        {"Run ID": "MFG-0001", "Source": "ply-0524-001", "Quantity": 2.5, "Unit": "sheet"},
        {"Run ID": "MFG-0002", "Source": "PLY-0524-001", "Quantity": 0.5, "Unit": "sheet"},
        {"Run ID": "MFG-0001", "Source": "PLY-0524-003", "Quantity": 2, "Unit": "m2"},
        {"Run ID": "MFG-0001", "Quantity": 1, "Unit": "sheet"},
    ]
    runs = [{"Run ID": "MFG-0001"}, {"Run ID": "MFG-0002", "Status": "Cancelled"}]
    path = tmp_path / "stock.xlsx"
    rows = {
        "Receiving": [PLYWOOD | lot for lot in lots],
        "Cuts": cuts,
        "Materials used": uses,
        "Manufacture": runs,
    }
    build_workbook(path, rows=rows)
    with FileBook.open(path) as book:
        expected = [None if each is None else float(each) for each in on_hand(Records(book)).values()]
    assert expected == [3, 0, None, 4]
    found = list(column(recalculated(path, tmp_path)["Receiving"], "On hand").values())
    assert found == [3, 0, "units differ", 4]


def test_names_of_suppliers_and_addresses_of_mail_stand_in_their_column_whole():
    """Text beside a filled cell is cut, and beside an empty one it runs over the next column."""
    from lotbook.tables import customers, receiving

    book = openpyxl.load_workbook(DEMO)
    for sheet, headers in ((receiving.SHEET, ("Supplier",)), (customers.SHEET, ("Customer", "E-mail"))):
        rows = book[sheet.name].iter_rows(values_only=True)
        place = {header: position for position, header in enumerate(next(rows))}
        width = {column.header: column.width for column in sheet.columns.values()}
        said = [(header, row[place[header]]) for row in rows for header in headers]
        assert [text for header, text in said if len(str(text or "")) > width[header]] == []
