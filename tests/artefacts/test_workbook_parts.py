"""The workbook part by part: every number that points into another part points at something that is there."""

import re
import zipfile
from datetime import date
from xml.etree import ElementTree

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from lotbook.artefacts.workbook import build_workbook
from lotbook.artefacts.workbook.page import READABLE
from lotbook.tables.book import START, TABLES
from lotbook.tables.lists import PROFILES
from tests.documents.gate_story import SOUND
from tests.documents.shop import rows_of
from tests.story import source

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HARMLESS = (
    "Smith & Sons <UK>",
    "=1+1",
    "+49 711 2",
    "-5 %",
    "@home",
    '="a"&B1',
    "H\u00a01234",
    "a\nb",
    "]]>",
    "'x",
    " x ",
)


@pytest.fixture(scope="module", params=[*PROFILES, "filled"])
def path(request, tmp_path_factory):
    made = tmp_path_factory.mktemp("parts") / f"{request.param}.xlsx"
    if request.param == "filled":
        build_workbook(made, rows=rows_of(source(SOUND)) | {"Suppliers": [{"Supplier": t} for t in HARMLESS]})
    else:
        build_workbook(made, profile=request.param)
    return made


@pytest.fixture
def package(path):
    with zipfile.ZipFile(path) as opened:
        yield opened


def sheets(package):
    return [name for name in package.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)]


def test_every_style_a_cell_row_or_column_names_is_there(package):
    styles = ElementTree.fromstring(package.read("xl/styles.xml"))
    formats = len(styles.find(f"{M}cellXfs"))
    for name in sheets(package):
        root = ElementTree.fromstring(package.read(name))
        used = {int(each.get("s", 0)) for each in root.iter(f"{M}c")}
        used |= {int(each.get("style", 0)) for each in root.iter(f"{M}col")}
        assert max(used) < formats, name
    for kind, part in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
        there = len(styles.find(f"{M}{part}"))
        assert all(int(xf.get(kind, 0)) < there for xf in styles.iter(f"{M}xf")), kind


def test_every_colour_rule_has_its_format(package):
    styles = ElementTree.fromstring(package.read("xl/styles.xml"))
    there = len(styles.find(f"{M}dxfs"))
    rules = [
        rule
        for name in sheets(package)
        for rule in ElementTree.fromstring(package.read(name)).iter(f"{M}cfRule")
    ]
    assert rules
    assert all(int(rule.get("dxfId")) < there for rule in rules)


def test_parts_of_a_sheet_stand_in_the_order_excel_insists_on(package):
    order = [
        "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "conditionalFormatting",
        "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "drawing",
        "tableParts",
    ]  # fmt: skip
    for name in sheets(package):
        found = [child.tag.removeprefix(M) for child in ElementTree.fromstring(package.read(name))]
        assert [order.index(tag) for tag in found] == sorted(order.index(tag) for tag in found), name


def test_no_cell_is_merged_and_no_sheet_protected(path):
    for page in openpyxl.load_workbook(path).worksheets:
        assert not page.merged_cells.ranges, page.title
        assert not page.protection.sheet, page.title


def test_every_defined_name_leads_to_a_sheet_that_is_there(path):
    book = openpyxl.load_workbook(path)
    for name, defined in book.defined_names.items():
        quoted = re.findall(r"'([^']+)'!", defined.attr_text)
        plain = re.findall(r"(?<![\w'])(\w+)!", defined.attr_text)
        assert quoted + plain, name
        assert set(quoted + plain) <= set(book.sheetnames), name


def test_every_chart_reads_cells_of_the_sheet_lists(package):
    charts = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 3
    for name in charts:
        ranges = re.findall(r"<(?:c:)?f>([^<]+)</", package.read(name).decode())
        assert ranges
        assert all(re.fullmatch(r"'?Lists'?!\$?[A-Z]+\$?\d+(:\$[A-Z]+\$\d+)?", each) for each in ranges), (
            ranges
        )


def test_every_reader_sees_the_same_sheets(path):
    assert (
        CalamineWorkbook.from_path(path).sheet_names
        == openpyxl.load_workbook(path, read_only=True).sheetnames
    )


def test_text_that_could_be_taken_for_something_else_is_read_back_as_typed(tmp_path):
    rows = [{"Supplier": text, "Address": text} for text in HARMLESS]
    build_workbook(tmp_path / "ugly.xlsx", rows={"Suppliers": rows})
    seen = CalamineWorkbook.from_path(tmp_path / "ugly.xlsx").get_sheet_by_name("Suppliers").to_python()
    assert [row[0] for row in seen[1:]] == list(HARMLESS)
    page = openpyxl.load_workbook(tmp_path / "ugly.xlsx")["Suppliers"]
    assert [page.cell(row, 1).value for row in range(2, len(HARMLESS) + 2)] == list(HARMLESS)
    assert {page.cell(row, 1).data_type for row in range(2, len(HARMLESS) + 2)} == {"s"}


def test_a_sheet_too_wide_to_read_on_one_page_prints_on_two_with_its_key_on_both(path):
    book = openpyxl.load_workbook(path)
    wide = 0
    for sheet in TABLES:
        page = book[sheet.name]
        width = sum(each.width for each in page.column_dimensions.values())
        assert page.page_setup.fitToWidth == (1 if width <= READABLE else 2), sheet.name
        assert (page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage) == (0, True)
        assert (page.print_title_rows, page.print_title_cols) == ("$1:$1", "$A:$A")
        wide += width > READABLE
    assert wide > 2
    assert (book[START.name].page_setup.fitToWidth, book[START.name].page_setup.fitToHeight) == (1, 1)


@pytest.mark.parametrize(("paper", "number"), [("A4", 9), ("Letter", 1)])
def test_every_sheet_prints_on_the_paper_of_the_settings(tmp_path, paper, number):
    build_workbook(tmp_path / "w.xlsx", own_settings={"Paper": paper})
    book = openpyxl.load_workbook(tmp_path / "w.xlsx")
    assert {page.page_setup.paperSize for page in book.worksheets} == {number}


def test_a_row_whose_text_wraps_shows_all_of_it_and_still_grows(tmp_path):
    build_workbook(tmp_path / "w.xlsx")
    with zipfile.ZipFile(tmp_path / "w.xlsx") as package:
        names = re.findall(r'<sheet [^>]*name="([^"]+)"', package.read("xl/workbook.xml").decode())
        part = f"xl/worksheets/sheet{names.index('Settings') + 1}.xml"
        settings = ElementTree.fromstring(package.read(part))
    tall = [row for row in settings.iter(f"{M}row") if float(row.get("ht", 0)) > 15 and row.get("r") != "1"]
    assert tall, "the statement of conformance takes several lines"
    assert all(row.get("customHeight") is None for row in tall)


def test_the_same_rows_give_the_same_bytes_whenever_they_are_written(tmp_path, monkeypatch):
    rows = {"Receiving": [{"Lot ID": "PLY-0524-001", "Received on": date(2024, 5, 3)}]}
    build_workbook(tmp_path / "a.xlsx", rows=rows)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    build_workbook(tmp_path / "b.xlsx", rows=rows)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize(
    "wrong",
    [
        {"rows": {"Reciving": []}},
        {"rows": {"Cuts": [{"Lot": "x"}]}},
        {"profile": "space"},
        {"own_settings": {"Nome": "x"}},
    ],
)
def test_what_the_specification_does_not_know_is_refused_and_nothing_is_written(tmp_path, wrong):
    with pytest.raises(KeyError):
        build_workbook(tmp_path / "w.xlsx", **wrong)
    assert not (tmp_path / "w.xlsx").exists()
