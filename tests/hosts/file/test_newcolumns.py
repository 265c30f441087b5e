"""A new column stands at the right end of its table, holds text as text, and nothing else of the workbook moves."""

import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import python_calamine

from lotbook.artefacts.workbook import build_workbook
from lotbook.domain.edits import Append, Edit, NewColumn, Plan, Property
from lotbook.errors import UnsafeEditError
from lotbook.hosts.file.book import FileBook
from lotbook.tables.records import Records
from tests.hosts.file import kitchen
from tests.hosts.file.books import by_openpyxl, headers, parts, rewrite
from tests.hosts.file.standard import violations
from tests.hosts.file.test_readers import libreoffice

WIDTH = len(headers("Receiving"))
SHEET, TABLE = "xl/worksheets/sheet2.xml", "xl/tables/table1.xml"
HEADERS = ("Colour", 'Bin "B" & <C>', "two\nlines", "_x0041_")


def columns(*names, sheet="Receiving"):
    return tuple(NewColumn(sheet, name) for name in names)


def change(path, **what):
    with FileBook.open(path, writing=True) as book:
        written = book.write(Plan("import", "A test.", **what), who="Tester")
    assert violations(path) == []
    return written


def refused(path, *names, sheet="Receiving"):
    before = path.read_bytes()
    with (
        FileBook.open(path, writing=True) as book,
        pytest.raises(UnsafeEditError) as raised,
    ):
        book.write(Plan("import", "A test.", columns=columns(*names, sheet=sheet)), who="Tester")
    assert path.read_bytes() == before
    assert raised.value.next_step != UnsafeEditError.next_step_default
    return str(raised.value)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    path = tmp_path_factory.mktemp("built") / "shop.xlsx"
    rows = [
        {"Lot ID": f"PLY-0524-{i:03}", "Received on": date(2024, 5, i), "Quantity": i} for i in range(1, 6)
    ]
    build_workbook(path, rows={"Receiving": rows})
    return path


@pytest.fixture
def book(built, tmp_path):
    return Path(shutil.copy(built, tmp_path / "shop.xlsx"))


@pytest.fixture(scope="module")
def made_kitchen(tmp_path_factory):
    return kitchen.make(tmp_path_factory.mktemp("kitchen") / "kitchen.xlsm")


@pytest.fixture
def full(made_kitchen, tmp_path):
    return Path(shutil.copy(made_kitchen, tmp_path / "kitchen.xlsm"))


def extras(path, row):
    with FileBook.open(path) as book:
        view = book.view("Receiving", "Receiving", headers("Receiving"))
        values = view.rows_at([row], range(len(view.headers)))
        return dict(zip(view.headers, (v[0] for v in values), strict=True))


def test_new_columns_stand_behind_the_last_one_and_the_same_plan_fills_them(book):
    values = {"Lot ID": "PLY-0624-001", "Colour": "=1+1", "two\nlines": "00123", "_x0041_": "22E1"}
    written = change(book, columns=columns(*HEADERS), appends=(Append("Receiving", values),))
    assert written.rows == (7,)
    found = extras(book, 7)
    assert tuple(found)[-4:] == HEADERS
    assert {header: found[header] for header in values} == values
    assert {extras(book, 2)[header] for header in HEADERS} == {None}
    with FileBook.open(book) as opened:
        loaded = Records(opened).loaded("Receiving")
        assert loaded.headers.extra == HEADERS
        assert [finding.code for finding in loaded.findings] == []


def test_openpyxl_and_calamine_read_the_wider_table(book):
    values = {"Lot ID": "PLY-0624-001", "Colour": "=1+1", 'Bin "B" & <C>': "3-4"}
    change(book, columns=columns(*HEADERS[:3]), appends=(Append("Receiving", values),))
    page = openpyxl.load_workbook(book)["Receiving"]
    table = page.tables["Receiving"]
    assert (table.ref, table.autoFilter.ref) == ("A1:AB7", "A1:AB7")
    assert [column.name for column in table.tableColumns][-3:] == list(HEADERS[:3])
    ids = [column.id for column in table.tableColumns]
    assert len(set(ids)) == len(ids) == WIDTH + 3
    head = [page.cell(1, column) for column in range(WIDTH, WIDTH + 4)]
    assert [cell.value for cell in head[1:]] == list(HEADERS[:3])
    assert {cell._style for cell in head} == {head[0]._style}
    filled = page.cell(7, WIDTH + 1)
    assert (filled.value, filled.data_type, filled.number_format) == ("=1+1", "s", "@")
    (row,) = python_calamine.CalamineWorkbook.from_path(book).get_sheet_by_name("Receiving").to_python()[6:]
    assert row[WIDTH : WIDTH + 2] == ["=1+1", "3-4"]


@pytest.mark.libreoffice
def test_libreoffice_reads_the_wider_table(book, tmp_path):
    change(book, columns=columns(*HEADERS[:3]), appends=(Append("Receiving", {"Colour": "00123"}),))
    page = openpyxl.load_workbook(libreoffice(book, tmp_path))["Receiving"]
    assert page.tables["Receiving"].ref == "A1:AB7"
    assert [page.cell(1, WIDTH + n).value for n in (1, 2, 3)] == list(HEADERS[:3])
    assert page.cell(7, WIDTH + 1).value == "00123"


def test_nothing_but_the_sheet_its_table_and_new_formats_changes(full):
    before = parts(full)
    change(full, columns=columns("Colour"))
    after = parts(full)
    assert set(after) == set(before)
    different = {name for name in after if before[name] != after[name]}
    changed = {"xl/worksheets/sheet1.xml", "xl/tables/table1.xml", "xl/styles.xml", "xl/workbook.xml"}
    assert different <= changed
    cell = rb'<c r="AB1"[^>]*>.*?</c>'  # the one new cell
    plain = re.sub(cell, b"", after["xl/worksheets/sheet1.xml"])
    rows = re.compile(rb"<sheetData>.*</sheetData>", re.DOTALL)
    spans = re.compile(rb' spans="[^"]*"')
    old_rows = rows.search(before["xl/worksheets/sheet1.xml"])[0]
    assert spans.sub(b"", rows.search(plain)[0]) == spans.sub(b"", old_rows)
    assert extras(full, 2)["My column"] == "mine 1"


def test_what_stands_right_of_the_table_stops_before_it_is_overwritten(full):
    told = refused(full, "One", "Two", "Three")
    assert "AD1 is filled" in told
    assert "Move what stands in column AD" in told


def test_a_note_below_and_right_of_the_table_is_in_the_way_too(book):
    opened = openpyxl.load_workbook(book)
    opened["Receiving"].cell(40, WIDTH + 1).value = "a note"
    opened.save(book)
    assert "Z40 is filled" in refused(book, "Colour")


def test_a_formula_without_a_value_is_in_the_way(book):
    opened = openpyxl.load_workbook(book)
    opened["Receiving"].cell(3, WIDTH + 1).value = "=1+1"
    opened.save(book)
    assert "Z3 is filled" in refused(book, "Colour")


def test_merged_cells_and_another_table_are_in_the_way_by_name(book):
    opened = openpyxl.load_workbook(book)
    opened["Receiving"].merge_cells("Z20:AB20")
    page = opened["Cuts"]
    column = len(headers("Cuts")) + 1
    page.cell(1, column).value = "Other"
    letter = page.cell(1, column).column_letter
    page.add_table(openpyxl.worksheet.table.Table(displayName="Mine", ref=f"{letter}1:{letter}2"))
    opened.save(book)
    assert "Z20:AB20" in refused(book, "Colour")
    assert "Mine stands right of the table on Cuts" in refused(book, "Colour", sheet="Cuts")


@pytest.mark.parametrize("header", ["Note", "note ", "NOTE.", "Lot ID"])
def test_a_header_that_is_there_already_is_refused(book, header):
    assert "already" in refused(book, header)
    assert "already" in refused(book, "Colour", "colour")


@pytest.mark.parametrize("header", ["", "  ", "x" * 256])
def test_a_header_no_table_can_have_is_refused(book, header):
    assert "cannot be the header" in refused(book, header)


def test_a_sheet_without_a_table_gets_no_column(tmp_path):
    names = ("Receiving", "Cuts", "Shipments", "Orders")
    path = by_openpyxl(tmp_path / "plain.xlsx", {name: [headers(name)] for name in names}, tables=False)
    assert "no Excel Table" in refused(path, "Colour")


def test_a_column_that_one_of_our_sheets_lacks_has_the_format_of_what_it_holds(tmp_path):
    path = tmp_path / "short.xlsx"
    short = {name: [headers(name)] for name in ("Cuts", "Shipments", "Orders")}
    by_openpyxl(path, {"Receiving": [headers("Receiving")[:20], ["A-1"]], **short})
    assert headers("Receiving")[20:22] == ["Reviewed on", "Status"]
    edit = Edit("Receiving", 2, "Reviewed on", None, date(2024, 5, 3))
    more = Edit("Receiving", 2, "Weight", None, Decimal("1.5"))
    change(path, columns=columns("Reviewed on", "Status", "Weight"), edits=(edit, more))
    page = openpyxl.load_workbook(path)["Receiving"]
    assert [page.cell(1, column).value for column in (21, 22, 23)] == ["Reviewed on", "Status", "Weight"]
    assert page.cell(2, 21).value.date() == date(2024, 5, 3)
    assert page.cell(2, 23).value == 1.5
    assert page.column_dimensions["V"].width > 8


def test_a_format_told_for_many_columns_at_once_is_split_around_the_new_one(book):
    data = parts(book)[SHEET]
    wide = data.replace(b"</cols>", b'<col min="26" max="16384" width="9" style="3"/></cols>')
    rewrite(book, {SHEET: wide})
    change(book, columns=columns("Colour", "Bin"))
    found = re.findall(rb'<col [^>]*min="(\d+)" max="(\d+)"|<col min="(\d+)" max="(\d+)"', parts(book)[SHEET])
    ends = [tuple(int(n) for n in each if n) for each in found]
    assert ends[-3:] == [(26, 26), (27, 27), (28, 16384)]


def test_the_journal_tells_the_columns_and_a_property_makes_its_own_part(book):
    content = parts(book)
    relations = re.sub(rb"<Relationship [^>]*custom-properties[^>]*/>", b"", content["_rels/.rels"])
    types = re.sub(rb"<Override [^>]*custom\.xml[^>]*/>", b"", content["[Content_Types].xml"])
    rewrite(book, {"docProps/custom.xml": None, "_rels/.rels": relations, "[Content_Types].xml": types})
    assert FileBook.open(book).schema_version == 0
    change(book, columns=columns("Colour"), properties=(Property("Lotbook schema", 1),))
    opened = FileBook.open(book)
    assert opened.schema_version == 1
    (entry,) = opened.journal.entries()
    assert entry.columns == columns("Colour")
    assert openpyxl.load_workbook(book).custom_doc_props["Lotbook schema"].value == 1


def test_a_property_that_is_there_gets_its_value_and_the_others_stay(full):
    change(full, properties=(Property("Lotbook schema", 0), Property("Steps", 7)))
    opened = FileBook.open(full)
    told = [opened.property_value(name) for name in ("Lotbook schema", "Steps", "MSIP_Label_abc_Enabled")]
    assert told == ["0", "7", "true"]
