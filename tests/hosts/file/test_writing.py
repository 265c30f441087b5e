"""A change reaches the cells it names and nothing else; whatever else stands in the workbook stays as it was."""

import re
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
import python_calamine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lotbook.domain.edits import Append, Edit, Link, Plan, Report, ReportCell
from lotbook.domain.values import CellError, Value
from lotbook.errors import MovedError, ReadOnlyError, UnsafeEditError
from lotbook.hosts.file.book import FileBook
from lotbook.tables.records import Records
from tests.hosts.file import kitchen
from tests.hosts.file.books import Formula, by_openpyxl, by_xlsxwriter, headers, lotbook, parts, rewrite
from tests.hosts.file.standard import MAIN, violations
from tests.hosts.file.test_readers import libreoffice

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")

RECEIVING = {name: number for number, name in enumerate(headers("Receiving"))}


def receiving(*rows: dict[str, Value]) -> list[list[Value]]:
    return [[row.get(name) for name in RECEIVING] for row in rows]


def change(path: Path, **what: object) -> tuple[int, ...]:
    """Carries a plan out and checks that the file obeys the standard."""
    with FileBook.open(path, writing=True) as book:
        rows = book.write(Plan("test", "A test.", **what), who="Tester").rows  # type: ignore[arg-type]
    assert violations(path) == []
    return rows


def cell(path: Path, sheet: str, row: int, header: str) -> Value:
    with FileBook.open(path) as book:
        view = book.view(sheet, sheet.replace(" ", ""), headers(sheet))
        assert view is not None
        return view.rows_at([row], [view.headers.index(header)])[0][0]


def untouched(before: dict[str, bytes], path: Path, *changed: str) -> None:
    after = parts(path)
    assert before.keys() - after.keys() == set()
    different = {name for name in before if before[name] != after[name]}
    assert different <= set(changed), different - set(changed)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return lotbook(
        tmp_path / "lotbook.xlsx",
        {
            "Receiving": receiving(
                {"Lot ID": "ALU-0524-001", "Received on": date(2024, 5, 3), "Quantity": 20, "Note": "first"},
                {"Lot ID": "ALU-0524-002", "Received on": date(2024, 5, 4), "Quantity": 7.5},
            )
        },
    )


@pytest.fixture(scope="module")
def made_kitchen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kitchen.make(tmp_path_factory.mktemp("kitchen") / "kitchen.xlsm")


@pytest.fixture
def full(made_kitchen: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made_kitchen, tmp_path / "kitchen.xlsm"))


# Cells


@pytest.mark.parametrize(
    "value",
    ["=1+1", "+49 711", "-5", "@SUM(A1)", "00123", "22E1", "a\nb\tc", " outer ", "Smith & Sons <UK>", "_x0041_x0042_",
     "a\r\nb", "nul \x00 bell \x07", "\U0001f3d7", "x" * 32_767, 5, -3.25, Decimal("0.10"), Decimal("123456.789"), True, False,
     1e-9, CellError("#N/A")],
    ids=lambda value: repr(value)[:20],
)  # fmt: skip
def test_a_cell_reads_as_what_was_written(book: Path, value: Value) -> None:
    change(book, edits=(Edit("Receiving", 2, "Note", "first", value),))
    found = cell(book, "Receiving", 2, "Note")
    if isinstance(value, Decimal):
        assert Decimal(str(found)) == value
    else:
        assert (type(found), found) == (type(value), value)
    sheet = parts(book)["xl/worksheets/sheet1.xml"]
    assert b"<f" not in sheet


@pytest.mark.parametrize(
    "day", [date(2025, 2, 28), datetime(2025, 2, 28, 13, 45), date(1900, 2, 28), date(1900, 3, 1)]
)
def test_a_date_looks_like_a_date_wherever_it_is_written(book: Path, day: date) -> None:
    change(
        book,
        edits=(
            Edit("Receiving", 2, "Note", "first", day),
            Edit("Receiving", 3, "Received on", date(2024, 5, 4), day),
        ),
    )
    assert cell(book, "Receiving", 2, "Note") == day
    assert cell(book, "Receiving", 3, "Received on") == day


def test_a_date_keeps_its_day_in_a_workbook_that_counts_from_1904(book: Path) -> None:
    workbook = parts(book)["xl/workbook.xml"].replace(b"<workbookPr ", b'<workbookPr date1904="1" ')
    rewrite(book, {"xl/workbook.xml": workbook})
    change(book, edits=(Edit("Receiving", 2, "Note", "first", date(2025, 2, 28)),))
    assert cell(book, "Receiving", 2, "Note") == date(2025, 2, 28)


def test_a_number_looks_like_a_number_in_a_cell_with_a_date_format(book: Path) -> None:
    change(book, edits=(Edit("Receiving", 2, "Received on", date(2024, 5, 3), 45),))
    assert cell(book, "Receiving", 2, "Received on") == 45


def test_a_cell_keeps_its_format(book: Path) -> None:
    before = openpyxl.load_workbook(book)["Receiving"]["A2"].number_format
    change(book, edits=(Edit("Receiving", 2, "Lot ID", "ALU-0524-001", "ALU-0524-009"),))
    after = openpyxl.load_workbook(book)["Receiving"]["A2"]
    assert (after.value, after.number_format) == ("ALU-0524-009", before) == ("ALU-0524-009", "@")


def test_a_cell_that_was_not_there_is_put_in_its_place(book: Path) -> None:
    change(
        book,
        edits=(Edit("Receiving", 3, "Supplier", None, "Acme"), Edit("Receiving", 3, "Note", None, "late")),
    )
    assert cell(book, "Receiving", 3, "Supplier") == "Acme"
    assert cell(book, "Receiving", 3, "Quantity") == 7.5


def test_a_cell_can_be_emptied(book: Path) -> None:
    change(
        book, edits=(Edit("Receiving", 2, "Note", "first", None), Edit("Receiving", 2, "Quantity", 20, ""))
    )
    assert cell(book, "Receiving", 2, "Note") is None
    assert cell(book, "Receiving", 2, "Quantity") is None


def test_a_column_is_found_by_header_wherever_it_was_moved(tmp_path: Path) -> None:
    moved = list(reversed(headers("Receiving")))
    moved[moved.index("Note")] = "  NOTE "
    content = {"Receiving": [moved, ["x"] * len(moved)], **{n: [headers(n)] for n in ("Cuts", "Orders")}}
    path = by_openpyxl(tmp_path / "moved.xlsx", content)
    change(path, edits=(Edit("Receiving", 2, "Note", "x", "found"),))
    assert openpyxl.load_workbook(path)["Receiving"].cell(2, moved.index("  NOTE ") + 1).value == "found"


@pytest.mark.parametrize(
    ("now", "old"),
    [
        ("first", "other"),
        ("5", 5),
        (None, "x"),
        ("typed meanwhile", None),
        (220, "22E1"),
        (True, 1),
        (N := CellError("#N/A"), None),
    ],
    ids=repr,
)
def test_nothing_is_written_over_a_cell_that_is_not_what_the_plan_saw(
    tmp_path: Path, now: Value, old: Value
) -> None:
    path = lotbook(
        tmp_path / "b.xlsx", {"Receiving": receiving({"Lot ID": "L", "Note": now, "Heat on material": "1"})}
    )
    before = path.read_bytes()
    edits = (
        Edit("Receiving", 2, "Heat on material", "1", "2"),
        Edit("Receiving", 2, "Note", old, "new", "lot L"),
    )
    with (
        FileBook.open(path, writing=True) as opened,
        pytest.raises(MovedError, match=r"Y2 \(Note of lot L\)"),
    ):
        opened.write(Plan("test", "", edits=edits), who="T")
    assert path.read_bytes() == before
    assert opened.journal.entries() == []


@pytest.mark.parametrize(
    ("now", "old"), [(20, Decimal(20)), (7.1 + 1e-15, Decimal("7.1")), (7.1, Decimal("7.1")), ("yes", None)]
)
def test_a_cell_that_reads_the_same_is_the_same(tmp_path: Path, now: Value, old: Value) -> None:
    row = {"Lot ID": "L", "Quantity": now} if old is not None else {"Lot ID": "L", "Note": "   "}
    path = lotbook(tmp_path / "b.xlsx", {"Receiving": receiving(row)})
    change(path, edits=(Edit("Receiving", 2, "Quantity" if old is not None else "Note", old, 1),))


def test_a_formula_is_never_overwritten(tmp_path: Path) -> None:
    rows = [headers("Receiving"), ["L", *[None] * (len(RECEIVING) - 2), Formula('="a"', "a")]]
    path = by_xlsxwriter(
        tmp_path / "f.xlsx", {"Receiving": rows, "Cuts": [headers("Cuts")], "Orders": [headers("Orders")]}
    )
    with (
        FileBook.open(path, writing=True) as opened,
        pytest.raises(UnsafeEditError, match="Y2 holds a formula"),
    ):
        opened.write(Plan("t", "", edits=(Edit("Receiving", 2, "Note", "a", "b"),)), who="T")


def test_a_text_longer_than_a_cell_is_refused(book: Path) -> None:
    with FileBook.open(book, writing=True) as opened, pytest.raises(UnsafeEditError, match="32,767"):
        opened.write(Plan("t", "", edits=(Edit("Receiving", 2, "Note", "first", "x" * 32_768),)), who="T")


def test_a_missing_column_is_named(book: Path) -> None:
    with FileBook.open(book, writing=True) as opened, pytest.raises(UnsafeEditError, match="'Colour'"):
        opened.write(Plan("t", "", edits=(Edit("Receiving", 2, "Colour", None, "x"),)), who="T")


# New rows


def test_rows_fill_the_empty_table_first_and_then_grow_it(book: Path) -> None:
    assert change(book, appends=[Append("Cuts", {"Cut ID": f"C-{i}"}) for i in range(3)]) == (2, 3, 4)
    sheet = openpyxl.load_workbook(book)["Cuts"]
    assert [sheet.cell(row, 1).value for row in (2, 3, 4)] == ["C-0", "C-1", "C-2"]
    assert sheet.tables["Cuts"].ref.endswith("4")
    assert change(book, appends=[Append("Cuts", {"Cut ID": "C-3"})]) == (5,)


def test_row_numbers_are_given_in_the_order_of_the_plan(book: Path) -> None:
    appends = [
        Append("Cuts", {"Cut ID": "C"}),
        Append("Receiving", {"Lot ID": "A"}),
        Append("Cuts", {"Cut ID": "D"}),
    ]
    assert change(book, appends=appends) == (2, 4, 3)


def test_new_rows_take_the_formats_of_the_row_above(book: Path) -> None:
    change(
        book,
        appends=[
            Append(
                "Receiving", {"Lot ID": "00123", "Received on": date(2025, 1, 2), "Quantity": Decimal("1.50")}
            )
        ],
    )
    sheet = openpyxl.load_workbook(book)["Receiving"]
    assert (sheet["A4"].number_format, sheet["B4"].number_format) == ("@", "yyyy-mm-dd")
    assert sheet["H4"].value == 1.5


def test_rows_typed_below_the_table_belong_to_it(book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    opened["Receiving"]["A4"] = "typed below"
    opened.save(book)
    with FileBook.open(book) as reading:
        assert [row.lot_id for row in Records(reading).receiving][-1] == "typed below"
    assert change(book, appends=[Append("Receiving", {"Lot ID": "new"})]) == (5,)
    assert openpyxl.load_workbook(book)["Receiving"].tables["Receiving"].ref == "A1:Y5"


def test_a_gap_below_the_table_stops_new_rows(book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    opened["Receiving"]["A6"] = "far below"
    opened.save(book)
    _refused(book, "Row 6 of Receiving stands below the table, with the empty row 4 between")


def _refused(path: Path, match: str, append: Append | None = None) -> None:
    before = path.read_bytes()
    with FileBook.open(path, writing=True) as opened, pytest.raises(UnsafeEditError, match=match):
        opened.write(Plan("t", "", appends=(append or Append("Receiving", {"Lot ID": "new"}),)), who="T")
    assert path.read_bytes() == before


def test_a_totals_row_stops_new_rows(book: Path) -> None:
    table = parts(book)["xl/tables/table1.xml"].replace(b"<table ", b'<table totalsRowCount="1" ', 1)
    rewrite(book, {"xl/tables/table1.xml": table})
    _refused(book, "totals row")


def test_another_table_below_stops_new_rows(book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    sheet = opened["Receiving"]
    sheet["A10"], sheet["B10"], sheet["A11"] = "x", "y", "z"
    sheet.add_table(openpyxl.worksheet.table.Table(displayName="Mine", ref="A10:B11"))
    opened.save(book)
    _refused(book, "The table Mine stands below")


def test_merged_cells_below_stop_new_rows(book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    opened["Receiving"].merge_cells("A4:B5")
    opened.save(book)
    _refused(book, "A4:B5 of Receiving are merged")


def test_a_full_sheet_stops_new_rows(book: Path) -> None:
    sheet = parts(book)["xl/worksheets/sheet1.xml"]
    sheet = sheet.replace(b'<row r="3"', b'<row r="1048576"').replace(b'3"', b'1048576"', 0)
    sheet = re.sub(rb'r="([A-Z]+)3"', rb'r="\g<1>1048576"', sheet)
    table = re.sub(rb'ref="A1:Y3"', b'ref="A1:Y1048576"', parts(book)["xl/tables/table1.xml"])
    rewrite(book, {"xl/worksheets/sheet1.xml": sheet, "xl/tables/table1.xml": table})
    _refused(book, "is full")


def test_a_calculated_column_is_filled_and_never_given_a_value(full: Path) -> None:
    change(full, appends=[Append("Receiving", {"Lot ID": "NEW", "Quantity": 4})])
    sheet = ElementTree.fromstring(parts(full)["xl/worksheets/sheet1.xml"])
    new = next(c for c in sheet.iter(f"{MAIN}c") if c.get("r") == f"AA{kitchen.LOTS + 2}")
    assert new.findtext(f"{MAIN}f") == "Receiving[[#This Row],[Quantity]]*2"
    assert new.find(f"{MAIN}v") is None
    _refused(full, "is calculated", Append("Receiving", {"Lot ID": "X", "Value": 5}))


def test_rows_go_on_where_the_excel_table_is_lost(book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    del opened["Receiving"].tables["Receiving"]
    opened.save(book)
    assert change(book, appends=[Append("Receiving", {"Lot ID": "new"})]) == (4,)


def test_a_hidden_last_row_does_not_hide_the_new_one(book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    opened["Receiving"].row_dimensions[3].hidden = True
    opened["Receiving"].row_dimensions[3].height = 44
    opened.save(book)
    change(book, appends=[Append("Receiving", {"Lot ID": "new"})])
    after = openpyxl.load_workbook(book)["Receiving"].row_dimensions
    assert (after[3].hidden, after[4].hidden, after[4].height) == (True, False, 44)


# Links


def test_links_lead_to_files_beside_the_workbook_and_into_it(book: Path) -> None:
    change(
        book,
        links=(
            Link("Receiving", 2, "Certificate file", "certificates/4711 Müller #2.pdf"),
            Link("Receiving", 2, "Note", "#'Cuts'!A1"),
        ),
        appends=(Append("Receiving", {"Lot ID": "N"}, links={"Lot ID": "https://example.com/a?b=c&d=e"}),),
    )
    sheet = openpyxl.load_workbook(book)["Receiving"]
    assert sheet["L2"].hyperlink.target == "certificates/4711%20M%C3%BCller%20%232.pdf"
    assert sheet["Y2"].hyperlink.location == "'Cuts'!A1"
    assert sheet["A4"].hyperlink.target == "https://example.com/a?b=c&d=e"


def test_a_new_link_takes_the_place_of_the_old_one(full: Path) -> None:
    change(
        full,
        links=(
            Link("Receiving", 2, "Certificate file", "b.pdf"),
            Link("Receiving", 3, "Certificate file", "c.pdf"),
        ),
    )
    sheet = openpyxl.load_workbook(full)["Receiving"]
    assert [sheet.cell(row, RECEIVING["Certificate file"] + 1).hyperlink.target for row in (2, 3)] == [
        "b.pdf",
        "c.pdf",
    ]
    assert b"certificates/1.pdf" not in parts(full)["xl/worksheets/_rels/sheet1.xml.rels"]


@pytest.mark.parametrize("target", ["javascript:alert(1)", "vbscript:x", "ms-excel:ofe|u|http://x"])
def test_a_link_never_starts_a_program(book: Path, target: str) -> None:
    with (
        FileBook.open(book, writing=True) as opened,
        pytest.raises(UnsafeEditError, match="neither a file nor"),
    ):
        opened.write(Plan("t", "", links=(Link("Receiving", 2, "Note", target),)), who="T")


# Reports


REPORT = Report(
    "Recall",
    (
        (ReportCell("Recall RCL-0001", "Title"), ReportCell(date(2025, 1, 2))),
        (),
        (
            ReportCell("ALU-0524-001", target="#'Receiving'!A2"),
            ReportCell(Decimal("1.5")),
            ReportCell("=x", target="a b.pdf"),
        ),
    ),
)


def test_a_report_sheet_is_rebuilt_and_keeps_its_looks(full: Path) -> None:
    before = parts(full)
    change(full, reports=(REPORT,))
    sheet = openpyxl.load_workbook(full, keep_vba=True)["Recall"]
    assert [[c.value for c in row] for row in sheet.iter_rows(max_col=3)] == [
        ["Recall RCL-0001", datetime(2025, 1, 2), None], [None] * 3, ["ALU-0524-001", 1.5, "=x"],
    ]  # fmt: skip
    assert sheet["C3"].data_type == "s"
    assert sheet["A3"].hyperlink.location == "'Receiving'!A2"
    assert sheet["C3"].hyperlink.target == "a%20b.pdf"
    assert not sheet.merged_cells.ranges
    assert sheet.column_dimensions["A"].width == pytest.approx(41.7, abs=1)
    after = parts(full)
    part = "xl/worksheets/sheet6.xml"
    for kept in (
        rb"<cols>.*</cols>",
        rb"<pageSetup[^>]*>",
        rb"<headerFooter>.*</headerFooter>",
        rb"<drawing[^>]*>",
        rb"<conditionalFormatting.*</conditionalFormatting>",
    ):
        assert re.search(kept, before[part])[0] in after[part]  # type: ignore[index]
    assert b"example.com/old" not in after["xl/worksheets/_rels/sheet6.xml.rels"]
    assert change(full, reports=(REPORT,)) == ()


def test_a_report_that_loses_formulas_takes_the_calculation_order_with_it(full: Path) -> None:
    with FileBook.open(full, writing=True) as opened:
        opened.write(Plan("t", "", reports=(REPORT,)), who="T")
    after = parts(full)
    assert "xl/calcChain.xml" not in after
    assert b"calcChain" not in after["[Content_Types].xml"] + after["xl/_rels/workbook.xml.rels"]


def test_report_cells_have_the_named_styles_of_the_workbook(book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    style = openpyxl.styles.NamedStyle("Stop", font=openpyxl.styles.Font(bold=True, color="FF0000"))
    style.alignment = openpyxl.styles.Alignment(wrap_text=True)
    opened.add_named_style(style)
    opened.create_sheet("Recall")["A1"] = "old"
    opened.save(book)
    rows = tuple(
        (ReportCell(text, "Stop"), ReportCell(date(2025, 1, 2), "Stop"), ReportCell("x", "No such style"))
        for text in "ab"
    )
    change(book, reports=(Report("Recall", rows),))
    once = len(parts(book)["xl/styles.xml"])
    change(book, reports=(Report("Recall", rows),))
    assert len(parts(book)["xl/styles.xml"]) == once
    sheet = openpyxl.load_workbook(book)["Recall"]
    assert (sheet["A2"].style, sheet["A2"].font.b, sheet["A2"].alignment.wrap_text) == ("Stop", True, True)
    assert (sheet["B1"].is_date, sheet["B1"].font.b, sheet["C1"].style) == (True, True, "Normal")


def test_a_report_never_replaces_a_table(book: Path) -> None:
    with FileBook.open(book, writing=True) as opened, pytest.raises(UnsafeEditError, match="Excel Table"):
        opened.write(Plan("t", "", reports=(Report("Cuts", ()),)), who="T")


# Everything else


def test_nothing_else_in_a_full_workbook_changes(full: Path) -> None:
    assert violations(full) == []
    before = parts(full)
    raw = {info.filename: (info.CRC, info.compress_size) for info in zipfile.ZipFile(full).infolist()}
    change(
        full,
        edits=(Edit("Receiving", 3, "Heat on material", None, "00002"),),
        appends=[Append("Receiving", {"Lot ID": f"NEW-{i}", "My column": "mine"}) for i in range(2)],
    )
    untouched(before, full, "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/tables/table1.xml")
    assert len(before) > 45
    for info in zipfile.ZipFile(full).infolist():
        if parts(full)[info.filename] == before[info.filename]:
            assert raw[info.filename] == (info.CRC, info.compress_size)
    old, new = before["xl/workbook.xml"], parts(full)["xl/workbook.xml"]
    assert new.replace(b' fullCalcOnLoad="1"', b"") == old


def test_rules_and_formats_reach_down_to_the_new_row(full: Path) -> None:
    change(full, appends=[Append("Receiving", {"Lot ID": "NEW"})])
    after = parts(full)
    sheet = after["xl/worksheets/sheet1.xml"].decode()
    last = kitchen.LOTS + 2
    areas = re.findall(r'sqref="([^"]*)"', sheet) + re.findall(r"<xm:sqref>([^<]*)<", sheet)
    grown = [area for area in areas if ":" in area]
    assert len(grown) >= 6
    assert all(area.endswith(str(last)) for area in grown), grown
    assert f'ref="A1:AA{last}"' in after["xl/tables/table1.xml"].decode()
    before_rows = re.findall(r"<sheetData>(.*)</sheetData>", parts(full)["xl/worksheets/sheet1.xml"].decode())
    assert before_rows


def test_cells_beside_the_table_stay(full: Path) -> None:
    before = openpyxl.load_workbook(full)["Receiving"]
    wanted = {c.coordinate: c.value for row in before.iter_rows() for c in row if c.value is not None}
    change(
        full,
        edits=(Edit("Receiving", 3, "Note", None, "n"),),
        appends=[Append("Receiving", {"Lot ID": "NEW"})],
    )
    after = openpyxl.load_workbook(full)["Receiving"]
    found = {c.coordinate: c.value for row in after.iter_rows() for c in row if c.value is not None}
    new = found.keys() - wanted.keys()
    assert new == {"Y3", "A32", "AA32"}
    assert {key: found[key] for key in wanted} == wanted


def test_the_spreadsheet_calculates_everything_when_it_opens_the_workbook(book: Path) -> None:
    change(book, edits=(Edit("Receiving", 2, "Note", "first", "x"),))
    assert b'fullCalcOnLoad="1"' in parts(book)["xl/workbook.xml"]


def test_a_sheet_of_odd_shape_is_not_changed(book: Path) -> None:
    sheet = parts(book)["xl/worksheets/sheet1.xml"].replace(b"<sheetData>", b"<sheetData><!-- x -->")
    rewrite(book, {"xl/worksheets/sheet1.xml": sheet})
    _refused(book, "saved in a form that Lotbook reads but does not change")


def test_a_signed_workbook_is_not_changed(book: Path) -> None:
    rewrite(book, {"_xmlsignatures/sig1.xml": b"<Signature/>"})
    with pytest.raises(UnsafeEditError, match="digitally signed"), FileBook.open(book, writing=True):
        pass


def test_other_programs_open_what_was_written(full: Path) -> None:
    change(
        full,
        appends=[Append("Receiving", {"Lot ID": "00123", "Received on": date(2025, 1, 2), "Note": "=1+1"})],
    )
    rows = python_calamine.CalamineWorkbook.from_path(full).get_sheet_by_name("Receiving").to_python()
    assert rows[kitchen.LOTS + 1][:2] == ["00123", date(2025, 1, 2)]
    sheet = openpyxl.load_workbook(full)["Receiving"]
    assert sheet.cell(kitchen.LOTS + 2, RECEIVING["Note"] + 1).value == "=1+1"
    assert sheet.cell(kitchen.LOTS + 2, RECEIVING["Note"] + 1).data_type == "s"


@pytest.mark.libreoffice
def test_libreoffice_opens_what_was_written(full: Path, tmp_path: Path) -> None:
    change(
        full,
        edits=(Edit("Receiving", 2, "Note", None, "edited"),),
        appends=[
            Append(
                "Receiving",
                {"Lot ID": "00123", "Quantity": 4, "Received on": date(2025, 1, 2), "Note": "=1+1"},
            )
        ],
        reports=(REPORT,),
    )
    opened = openpyxl.load_workbook(libreoffice(full, tmp_path).with_suffix(".xlsx"), data_only=True)
    row = [
        opened["Receiving"].cell(kitchen.LOTS + 2, RECEIVING[name] + 1).value
        for name in ("Lot ID", "Quantity", "Note")
    ]
    assert row == ["00123", 4, "=1+1"]
    assert opened["Receiving"].cell(kitchen.LOTS + 2, len(RECEIVING) + 2).value == 8  # the calculated column
    assert opened["Recall"]["A3"].value == "ALU-0524-001"


# Any plan at all

texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20).filter(str.strip)
cells = (
    texts
    | st.integers(-(10**12), 10**12)
    | st.floats(-1e12, 1e12).map(lambda f: round(f, 6))
    | st.booleans()
    | st.dates(date(1901, 1, 1))
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.dictionaries(st.sampled_from(["Lot ID", "Note", "Quantity", "Supplier"]), cells, min_size=1),
        min_size=1,
        max_size=4,
    ),
    cells,
)
def test_any_rows_read_back_as_they_were_written(
    tmp_path: Path, rows: list[dict[str, Value]], note: Value
) -> None:
    path = lotbook(tmp_path / "any.xlsx", {"Receiving": receiving({"Lot ID": "L", "Note": "first"})})
    shutil.rmtree(tmp_path / "any.lotbook", ignore_errors=True)
    placed = change(
        path,
        edits=(Edit("Receiving", 2, "Note", "first", note),),
        appends=[Append("Receiving", row) for row in rows],
    )
    assert placed == tuple(range(3, 3 + len(rows)))
    with FileBook.open(path) as opened:
        view = opened.view("Receiving", "Receiving", [])
        assert view is not None
        for number, row in zip(placed, rows, strict=True):
            for header, value in row.items():
                assert view.rows_at([number], [RECEIVING[header]]) == [[value]]
        assert view.rows_at([2], [RECEIVING["Note"]]) == [[note]]
        assert view.rows == [2, *placed]


def test_writing_needs_the_lock(book: Path) -> None:
    with FileBook.open(book) as opened, pytest.raises(RuntimeError):
        opened.write(Plan("t", "", edits=(Edit("Receiving", 2, "Note", "first", "x"),)), who="T")


def test_two_writes_in_one_opening_follow_each_other(book: Path) -> None:
    with FileBook.open(book, writing=True) as opened:
        for old, new in (("first", "second"), ("second", "third")):
            opened.write(Plan("t", "", edits=(Edit("Receiving", 2, "Note", old, new),)), who="T")
        assert Records(opened).receiving[0].note == "third"
        assert [entry.number for entry in opened.journal.entries()] == [1, 2]


@pytest.fixture(autouse=True)
def _no_left_overs(tmp_path: Path) -> Iterator[None]:
    yield
    assert not list(tmp_path.glob("~lotbook-*"))


def test_reading_leaves_nothing_beside_the_workbook(book: Path) -> None:
    with FileBook.open(book) as opened:
        assert Records(opened).findings() is not None
    assert [each.name for each in book.parent.iterdir()] == [book.name]


def test_permissions_stay(book: Path) -> None:
    book.chmod(0o640)
    change(book, edits=(Edit("Receiving", 2, "Note", "first", "x"),))
    assert book.stat().st_mode & 0o777 == 0o640


def test_a_failed_write_is_told_and_leaves_the_file_alone(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = book.read_bytes()

    def full_disk(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("lotbook.hosts.file.save._replace", full_disk)
    with FileBook.open(book, writing=True) as opened, pytest.raises((OSError, ReadOnlyError)):
        opened.write(Plan("t", "", edits=(Edit("Receiving", 2, "Note", "first", "x"),)), who="T")
    assert book.read_bytes() == before
    assert [entry.state for entry in opened.journal.entries()] == ["abandoned"]
    assert list((book.parent / "lotbook.lotbook" / "snapshots").iterdir()) == []


def test_rows_out_of_order_are_not_changed(book: Path) -> None:
    sheet = parts(book)["xl/worksheets/sheet1.xml"].decode()
    first, second, third = re.findall(r"<row .*?</row>", sheet)
    swapped = sheet.replace(first + second + third, third + first + second)
    rewrite(book, {"xl/worksheets/sheet1.xml": swapped.encode()})
    with FileBook.open(book) as opened:
        assert sorted(str(row.lot_id) for row in Records(opened).receiving) == [
            "ALU-0524-001",
            "ALU-0524-002",
        ]
    _refused(book, "do not stand in order")


def test_long_sheets_are_changed_like_short_ones(full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lotbook.hosts.file.view._LONG", 1)
    change(
        full,
        edits=(Edit("Receiving", 3, "Note", None, "n"),),
        appends=[Append("Receiving", {"Lot ID": "NEW"})] * 70,
    )
    assert cell(full, "Receiving", kitchen.LOTS + 71, "Lot ID") == "NEW"
    assert cell(full, "Receiving", 3, "Note") == "n"
    change(full, edits=[Edit("Receiving", row, "Note", None, row) for row in range(40, 3, -1)])
    assert [cell(full, "Receiving", row, "Note") for row in (4, 40)] == [4, 40]
