"""The workbook as a file: nothing in it makes Excel offer a repair, and no formula shows an error.

What Excel refuses is known from its repair reports; each of these rules is one cause of them.
"""

import os
import re
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from lotbook.artefacts.workbook import build_workbook
from lotbook.artefacts.workbook.styles import LOOKS
from lotbook.tables.book import SCHEMA_VERSION, SHEETS, TABLES
from lotbook.tables.column import TEXT_KINDS, Kind
from lotbook.tables.lists import PROFILES

CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*|[RrCc]")
NEWER = re.compile(r"\b(XLOOKUP|FILTER|UNIQUE|LET|SORT|SEQUENCE|LAMBDA|TODAY|NOW|OFFSET|INDIRECT)\(")
UGLY = "Smith & Sons <UK>"
ROWS = {
    "Suppliers": [{"Supplier": UGLY, "Approved": True}, {"Supplier": "=1+1"}, {"Supplier": "Alu GmbH"}],
    "Receiving": [
        {
            "Lot ID": f"PLY-0{month}24-001",
            "Received on": date(2024, month, 3),
            "Supplier": UGLY,
            "Heat on certificate": heat,
            "Quantity": 20,
            "Status": status,
        }
        for month, heat, status in (
            (1, "22E1", "Quarantine"),
            (2, "00123", "Released"),
            (4, "3-4", "Released"),
        )
    ],
    "Cuts": [{"Cut ID": "CUT-0001", "From": "PLY-0124-001", "Quantity": 2}],
    "Manufacture": [{"Run ID": "MFG-0001", "Status": "In process"}],
    "Materials used": [{"Run ID": "MFG-0001", "Source": "PLY-0124-001", "Quantity": 3.5}],
    "Orders": [{"Order ID": "ORD-0001", "Status": "Open"}, {"Order ID": "ORD-0002", "Status": "Shipped"}],
    "Shipments": [
        {"Shipment ID": "SHP-0001", "Shipped on": date(2024, 4, 8), "Certificate": "COC-0001"},
        {"Shipment ID": "SHP-0002", "Shipped on": date(2024, 5, 8)},
    ],
}


@pytest.fixture(scope="module")
def blank(tmp_path_factory):
    path = tmp_path_factory.mktemp("blank") / "blank.xlsx"
    build_workbook(path)
    return path


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    path = tmp_path_factory.mktemp("full") / "full.xlsx"
    build_workbook(path, profile="aerospace", rows=ROWS)
    return path


@pytest.fixture(scope="module", params=["blank", "full"])
def path(request):
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def book(path):
    return openpyxl.load_workbook(path)


def tables(book):
    return [(page, table) for page in book.worksheets for table in page.tables.values()]


def test_the_same_workbook_is_the_same_bytes(blank, tmp_path):
    build_workbook(tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == blank.read_bytes()


def test_every_part_is_typed_parses_and_is_reached_by_a_relation_that_leads_somewhere(path):
    with zipfile.ZipFile(path) as package:
        names = set(package.namelist())
        assert len(names) == len(package.namelist())
        types = ElementTree.fromstring(package.read("[Content_Types].xml"))
        typed = {t.get("PartName", "").lstrip("/") for t in types}
        by_ending = {t.get("Extension") for t in types}
        for name in names - {"[Content_Types].xml"}:
            ElementTree.fromstring(package.read(name))
            assert name in typed or name.rsplit(".", 1)[-1] in by_ending, name
        assert typed - {""} <= names
        for name in names:
            if name.endswith(".rels"):
                folder = Path(name).parent.parent
                for relation in ElementTree.fromstring(package.read(name)):
                    target = relation.get("Target")
                    where = (
                        target.lstrip("/") if target.startswith("/") else os.path.normpath(folder / target)
                    )
                    assert relation.get("TargetMode") == "External" or Path(where).as_posix() in names, target


def test_each_table_fits_its_cells(book):
    seen = []
    for page, table in tables(book):
        first, last = (openpyxl.utils.cell.coordinate_from_string(c) for c in table.ref.split(":"))
        heads = [cell.value for cell in page[1]][: len(table.tableColumns)]
        assert (first, page.tables[table.name].autoFilter.ref) == (("A", 1), table.ref)
        assert last[0] == openpyxl.utils.get_column_letter(len(heads))
        assert last[1] == max(page.max_row, 2)
        assert [column.name for column in table.tableColumns] == heads
        assert all(isinstance(head, str) for head in heads)
        assert len({head.casefold() for head in heads}) == len(heads)
        assert [column.id for column in table.tableColumns] == list(range(1, len(heads) + 1))
        seen.append((table.id, table.name, table.displayName))
    ids, names, shown = zip(*seen, strict=True)
    assert list(names) == list(shown) == [sheet.table for sheet in TABLES]
    assert len(set(ids)) == len(ids)


def test_no_name_is_taken_for_a_cell_or_used_twice(book):
    names = list(book.defined_names) + [table.name for _, table in tables(book)]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert re.fullmatch(r"[A-Za-z_]\w{0,254}", name), name
        assert not CELL.fullmatch(name), name
    for page in book.worksheets:
        assert 0 < len(page.title) <= 31
        assert not set(page.title) & set("[]:*?/\\")


def test_entry_rules_keep_to_the_lengths_excel_takes_and_do_not_overlap(book):
    for page in book.worksheets:
        areas = [str(rule.sqref) for rule in page.data_validations.dataValidation]
        assert len(set(areas)) == len(areas)
        for rule in page.data_validations.dataValidation:
            assert re.fullmatch(r"([A-Z]+)2:\1(1048576)", str(rule.sqref)), rule.sqref
            assert max(len(rule.formula1 or ""), len(rule.formula2 or "")) <= 255
            assert max(len(rule.promptTitle or ""), len(rule.errorTitle or "")) <= 32
            assert max(len(rule.prompt or ""), len(rule.error or "")) <= 255
            assert rule.type is None or rule.error
            assert rule.type != "list" or rule.formula1 in book.defined_names


def test_every_column_of_every_table_has_an_input_message_that_starts_with_its_header(book):
    for sheet in TABLES:
        rules = book[sheet.name].data_validations.dataValidation
        assert [rule.promptTitle for rule in rules] == [c.header for c in sheet.columns.values()]
        assert all(rule.prompt and rule.showInputMessage for rule in rules)


@pytest.mark.parametrize("sheet", TABLES, ids=lambda sheet: sheet.name)
def test_rows_typed_below_the_table_keep_text_and_dates(blank, sheet):
    page = openpyxl.load_workbook(blank)[sheet.name]
    for position, column in enumerate(sheet.columns.values(), start=1):
        letter = openpyxl.utils.get_column_letter(position)
        formats = {page.column_dimensions[letter].number_format, page.cell(2, position).number_format}
        if column.kind in TEXT_KINDS or column.kind is Kind.YESNO:
            assert formats == {"@"}, column.header
        elif column.kind is Kind.DAY:
            assert formats == {"yyyy-mm-dd"}, column.header
        else:
            assert formats == {"General"}, column.header


def test_cells_are_formatted_by_named_styles_only(book):
    styles = {name: book._named_styles[name].as_tuple() for name in book.style_names}
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                assert cell.style in styles
                named, own = styles[cell.style], cell._style
                # Font, fill, border, number format, alignment; what a cell has is what its style has.
                assert list(own)[:4] == list(named)[:4], (page.title, cell.coordinate, cell.style)
                assert (
                    own.alignmentId == named[4] or cell.alignment == book._named_styles[cell.style].alignment
                )


def test_every_named_style_is_in_use_so_that_reports_find_its_format(blank):
    with zipfile.ZipFile(blank) as package:
        root = ElementTree.fromstring(package.read("xl/styles.xml"))
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    names = {s.get("name"): s.get("xfId") for s in root.iterfind("m:cellStyles/m:cellStyle", space)}
    used = {xf.get("xfId") for xf in root.iterfind("m:cellXfs/m:xf", space)}
    assert set(LOOKS) <= set(names)
    assert {name for name in LOOKS if names[name] not in used} == set()


def test_formulas_are_of_kinds_old_excel_and_libreoffice_know(book):
    formulas = [
        cell.value
        for page in book.worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ] + [defined.attr_text for defined in book.defined_names.values()]
    assert formulas
    for formula in formulas:
        assert not NEWER.search(formula), formula
        assert "#REF!" not in formula
        assert "@" not in formula


def test_a_heat_that_is_not_that_of_its_certificate_stands_out_while_it_is_typed(blank):
    page = openpyxl.load_workbook(blank)["Receiving"]
    columns = {cell.value: cell.column_letter for cell in page[1]}
    paper, metal = columns["Heat on certificate"], columns["Heat on material"]
    (rule,) = [
        rule
        for area in page.conditional_formatting
        if str(area.sqref) == f"{paper}2:{metal}1048576"
        for rule in area.rules
    ]
    assert rule.formula == [f'AND(${paper}2<>"",${metal}2<>"",${paper}2<>${metal}2)']


def test_calculated_columns_fill_themselves_in_new_rows(book):
    for sheet in TABLES:
        for position, column in enumerate(sheet.columns.values()):
            made = book[sheet.name].tables[sheet.table].tableColumns[position].calculatedColumnFormula
            assert (made.attr_text if made else "") == column.formula


def test_text_is_never_a_formula_and_identifiers_stay_as_typed(full):
    cells = CalamineWorkbook.from_path(full).get_sheet_by_name("Suppliers").to_python()
    assert [row[0] for row in cells] == ["Supplier", UGLY, "=1+1", "Alu GmbH"]
    lots = CalamineWorkbook.from_path(full).get_sheet_by_name("Receiving").to_python()
    assert [row[5] for row in lots[1:]] == ["22E1", "00123", "3-4"]
    assert [row[1] for row in lots[1:]] == [date(2024, 1, 3), date(2024, 2, 3), date(2024, 4, 3)]


@pytest.mark.parametrize("profile", PROFILES)
def test_the_light_profile_hides_advanced_sheets_and_never_the_lists_drop_downs_are_chosen_from(
    tmp_path, profile
):
    build_workbook(tmp_path / "w.xlsx", profile=profile)
    book = openpyxl.load_workbook(tmp_path / "w.xlsx")
    hidden = {page.title for page in book.worksheets if page.sheet_state != "visible"}
    advanced = {sheet.name for sheet in SHEETS if sheet.advanced}
    assert hidden == ({"Lists"} | advanced if profile == "shop" else {"Lists"})
    assert book.active.title == "Start"
    own = {each.name: each.value for each in book.custom_doc_props.props}
    assert own == {"Lotbook schema": SCHEMA_VERSION, "Lotbook profile": profile}


def test_links_inside_the_workbook_lead_to_sheets_that_are_shown(blank):
    book = openpyxl.load_workbook(blank)
    links = [cell.hyperlink.location for row in book["Start"].iter_rows() for cell in row if cell.hyperlink]
    assert links
    for link in links:
        name = link.rsplit("!", 1)[0].strip("'")
        assert book[name].sheet_state == "visible", link


def test_every_sheet_prints_landscape_with_its_origin_in_the_footer(book):
    for page in book.worksheets:
        if page.sheet_state == "visible":
            assert page.page_setup.orientation == "landscape", page.title
            assert page.oddFooter.left.text == "&F", page.title
    for sheet in TABLES:
        assert book[sheet.name].print_title_rows == "$1:$1"
        assert book[sheet.name].freeze_panes == "B2"


def recalculated(path, folder):
    office = shutil.which("soffice")
    if not office:
        assert "CI" not in os.environ, "LibreOffice is missing"
        pytest.skip("no LibreOffice on this machine")
    subprocess.run(
        [office, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", "xlsx",
         "--outdir", str(folder / "out"), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return openpyxl.load_workbook(folder / "out" / path.name, data_only=True)


@pytest.mark.libreoffice
def test_no_formula_shows_an_error_and_each_has_a_value(path, tmp_path):
    made = openpyxl.load_workbook(path)
    book = recalculated(path, tmp_path)
    formulas = 0
    for page in made.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    formulas += 1
                    shown = book[page.title][cell.coordinate]
                    assert shown.data_type != "e", (page.title, cell.coordinate, shown.value)
    assert formulas > 40


@pytest.mark.libreoffice
def test_what_is_counted_is_what_the_rows_say(full, tmp_path):
    book = recalculated(full, tmp_path)
    lists = {
        tuple(row[i : i + 2])
        for row in book["Lists"].iter_rows(values_only=True)
        for i in range(len(row) - 1)
        if isinstance(row[i + 1], int | float)
    }
    assert {("Quarantine", 1), ("Released", 2), ("Hold", 0), ("Open", 1), ("Closed", 0)} <= lists
    assert [cell.value for cell in book["Receiving"]["X"]][1:] == [14.5, 20, 20]


@pytest.mark.libreoffice
def test_a_drop_down_offers_every_row_of_its_table(full, tmp_path):
    book = openpyxl.load_workbook(full)
    sheet = book.create_sheet("Probe")
    sheet["A1"] = "=ROWS(LinkSuppliersSupplier)"
    sheet["A2"] = "=ROWS(LinkPeopleName)"  # an empty table still has its one empty row
    sheet["A3"] = "=INDEX(LinkSuppliersSupplier,3)"
    book.save(tmp_path / "probe.xlsx")
    probe = recalculated(tmp_path / "probe.xlsx", tmp_path)["Probe"]
    assert [probe["A1"].value, probe["A2"].value, probe["A3"].value] == [3, 1, "Alu GmbH"]
