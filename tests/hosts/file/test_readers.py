"""Whatever program wrote a sheet and whichever reader reads it, the cells are the same; no cell is ever missed."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
import python_calamine
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lotbook.domain.values import CellError, Value
from lotbook.hosts.file.even import EvenSheet
from lotbook.hosts.file.markup import MAIN
from lotbook.hosts.file.patient import PatientSheet
from lotbook.hosts.file.quick import OddSheetError
from lotbook.tables.cells import NO_VALUE
from tests.hosts.file.books import Formula, Readers, by_openpyxl, by_xlsxwriter, cells, parts, rewrite

READERS = ("patient", "quick", "even", "broad")
N_A = CellError("#N/A")

# One row a case: what is written, in column B.
CASES: list[tuple[str, object]] = [
    ("leading zeros", "00123"),
    ("looks like a power", "22E1"),
    ("looks like a date", "3-4"),
    ("ampersand and tags", "Smith & Sons <UK> \"quoted\" 'single'"),
    ("no-break space", "H\u00a012 "),
    ("outer spaces", "  H12  "),
    ("line break", "a\nb"),
    ("tab", "a\tb"),
    ("emoji", "Kran \U0001f3d7 4711"),
    ("looks like an escape", "_x0041_"),
    ("control character", "a\x01b"),
    ("starts like a formula", "=1+1"),
    ("text NA", "NA"),
    ("text of an error", "#N/A"),
    ("whole number", 5),
    ("fraction", 5.25),
    ("long fraction", 0.1 + 0.7),
    ("tiny", 1.5e-7),
    ("huge", 1e21),
    ("negative", -3.5),
    ("fifteen digits", 123456789012345),
    ("zero", 0),
    ("yes", True),
    ("no", False),
    ("day", date(2024, 5, 3)),
    ("early day", date(1900, 1, 15)),
    ("last day", date(9999, 12, 31)),
    ("moment", datetime(2024, 5, 3, 13, 30, 15)),
    ("nothing", None),
    ("formula with number", Formula("=1+1", 2)),
    ("formula with text", Formula('="L-"&1', "L-1")),
    ("formula with error", Formula("=NA()", N_A)),
]


def table() -> list[list[object]]:
    return [
        ["Case", "Value", "Filler"],
        *([name, value, number] for number, (name, value) in enumerate(CASES)),
    ]


def expected(rows: Sequence[Sequence[object]], *, calculated: bool) -> dict[tuple[int, str], Value]:
    found: dict[tuple[int, str], Value] = {}
    for number, row in enumerate(rows, start=1):
        for letter, value in zip("ABC", row, strict=False):
            if isinstance(value, Formula):
                found[number, letter] = value.shown if calculated else NO_VALUE
            elif value is not None:
                assert isinstance(value, (str, int, float, bool, date))
                found[number, letter] = value
    return found


def same(found: dict[tuple[int, str], Value], wanted: dict[tuple[int, str], Value]) -> None:
    assert found == wanted
    assert {k: type(v) for k, v in found.items()} == {k: type(v) for k, v in wanted.items()}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return by_xlsxwriter(tmp_path_factory.mktemp("shared") / "shared.xlsx", {"T": table()})


@pytest.fixture(scope="module")
def inline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # openpyxl takes a text that starts with = for a formula and cannot write control characters
    rows = [row for row in table() if row[0] not in ("starts like a formula", "control character")]
    return by_openpyxl(tmp_path_factory.mktemp("inline") / "inline.xlsx", {"T": rows})


@pytest.mark.parametrize("reader", READERS)
def test_shared_texts_and_calculated_formulas_are_read(shared: Path, reader: str) -> None:
    same(cells(getattr(Readers(shared, "T"), reader)(), 3), expected(table(), calculated=True))


@pytest.mark.parametrize("reader", READERS)
def test_texts_inside_cells_and_formulas_never_calculated_are_read(inline: Path, reader: str) -> None:
    rows = [row for row in table() if row[0] not in ("starts like a formula", "control character")]
    found = cells(getattr(Readers(inline, "T"), reader)(), 3)
    wanted = expected(rows, calculated=False)
    # openpyxl escapes no text that looks like an escape, so any program reads it as what it stands for
    looks = next(number for number, row in enumerate(rows, start=1) if row[0] == "looks like an escape")
    wanted[looks, "B"] = "A"
    same(found, wanted)


def test_a_file_of_openpyxl_is_one_with_texts_inside_cells(inline: Path) -> None:
    assert b'"inlineStr"' in parts(inline)["xl/worksheets/sheet1.xml"]


@pytest.mark.libreoffice
@pytest.mark.parametrize("reader", READERS)
def test_what_libreoffice_saved_is_read(shared: Path, tmp_path: Path, reader: str) -> None:
    converted = libreoffice(shared, tmp_path)
    found = cells(getattr(Readers(converted, "T"), reader)(), 3)
    wanted = expected(table(), calculated=True)
    # LibreOffice drops the control character; its own long numbers have 15 digits
    control = next(n for n, row in enumerate(table(), start=1) if row[0] == "control character")
    del found[control, "B"], wanted[control, "B"]
    assert found == {key: _rounded(value) for key, value in wanted.items()} or found == wanted


def _rounded(value: Value) -> Value:
    return float(f"{value:.15g}") if isinstance(value, float) else value


def libreoffice(path: Path, folder: Path) -> Path:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not here") if not __import__("os").environ.get("CI") else pytest.fail(
            "no soffice"
        )
    out = folder / "converted"
    subprocess.run(
        [soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx",
         "--outdir", str(out), str(path)],
        check=True, timeout=120, capture_output=True,
    )  # fmt: skip
    return out / path.name


def test_independent_readers_agree(shared: Path) -> None:
    ours = cells(Readers(shared, "T").quick(), 3)
    sheet = openpyxl.load_workbook(shared, data_only=True)["T"]
    for (row, letter), value in ours.items():
        theirs = sheet[f"{letter}{row}"].value
        if letter == "B" and sheet[f"A{row}"].value in (
            "early day",
            "control character",
            "looks like an escape",
        ):
            continue  # openpyxl reads January 1900 a day early, and keeps escapes
        if isinstance(theirs, datetime) and type(value) is date:
            theirs = theirs.date()
        assert theirs == (str(value) if isinstance(value, CellError) else value), (row, letter)
    rows = python_calamine.CalamineWorkbook.from_path(shared).get_sheet_by_name("T").to_python()
    for number, row in enumerate(rows, start=1):
        for letter, theirs in zip("ABC", row, strict=True):
            value = ours.get((number, letter))
            if theirs != "" and not isinstance(value, CellError) and "escape" not in row[0]:
                assert theirs == value or (number, letter) == (3, "B"), (number, letter)


ODD = b"""<?xml version="1.0" encoding="UTF-8"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><r><t>He</t></r><r><rPr><b/></rPr><t>at</t></r><rPh sb="0" eb="1"><t>no</t></rPh></is></c>
<c t="n" r="B1"><v>5</v></c><c r="C1"/></row>
<row><c><v>6</v></c><c t="b"><v>1</v></c></row>
<row r="5"><!-- a comment with <c r="A5"><v>9</v></c> --><c r="C5" t="e"><v>#N/A</v></c></row>
<row r="7"><c r="B7" t="str"><f>A1</f></c><c r="C7" t="inlineStr"><is><t><![CDATA[a < b & c]]></t></is></c></row>
</sheetData></worksheet>"""


def test_a_sheet_of_odd_shape_is_read_by_the_xml_standard(shared: Path, tmp_path: Path) -> None:
    path = rewrite(shared, {"xl/worksheets/sheet1.xml": ODD}, target=tmp_path / "odd.xlsx")
    readers = Readers(path, "T")
    same(
        cells(readers.patient(), 3),
        {
            (1, "A"): "Heat", (1, "B"): 5, (2, "A"): 6, (2, "B"): True,
            (5, "C"): N_A, (7, "B"): NO_VALUE, (7, "C"): "a < b & c",
        },
    )  # fmt: skip
    for reader in ("quick", "even"):
        with pytest.raises(OddSheetError):
            cells(getattr(readers, reader)(), 3)


def variants() -> list[tuple[str, str, str]]:
    """A plain cell, and the ways a program may write it differently: pattern, replacement, what it is."""
    cell = r'<c r="B2" s="\d+" t="s"><v>(\d+)</v></c>'
    return [
        (cell, r'<c t="s" r="B2"><v>\1</v></c>', "attributes in another order"),
        (cell, r'<c r="B2" t="s" ><v>\1</v></c>', "a space before the bracket"),
        (cell, r"<c r='B2' t='s'><v>\1</v></c>", "single quotes"),
        (cell, r'<c r="B2" t="s"><v xml:space="preserve">\1</v></c>', "an attribute on the value"),
        (cell, r'<c r="B2" t="s">' + "\n" + r"<v>\1</v>\n</c>", "line breaks inside the cell"),
        (cell, rf'<x:c xmlns:x="{MAIN}" r="B2" t="s"><x:v>\1</x:v></x:c>', "a prefix"),
        (cell, r'<c r="B2" t="s"><v>\1</v><extLst/></c>', "an extension"),
        (cell, r'<c r="B2" t="s" cm="1" ph="1"><v>\1</v></c>', "more attributes"),
        (cell, r'<c r="B2" t="s"><v><!-- x -->\1</v></c>', "a comment"),
        (cell, r'<c t="s"><v>\1</v></c>', "no reference"),
        (r'<row r="2"', "<row", "no row number"),
        (r'<row r="2" spans="1:3"', '<row spans="1:3" r="2"', "the row number later"),
        (r"<sheetData>", "<sheetData >", "a space in the frame"),
    ]  # fmt: skip


@pytest.mark.parametrize(("pattern", "replacement", "what"), variants(), ids=[v[2] for v in variants()])
@pytest.mark.parametrize("reader", ["quick", "even"])
def test_no_spelling_of_a_cell_is_passed_over(
    shared: Path, tmp_path: Path, pattern: str, replacement: str, what: str, reader: str
) -> None:
    sheet = parts(shared)["xl/worksheets/sheet1.xml"].decode()
    changed, count = re.subn(pattern, replacement, sheet, count=1)
    assert count == 1
    path = rewrite(shared, {"xl/worksheets/sheet1.xml": changed.encode()}, target=tmp_path / "v.xlsx")
    readers = Readers(path, "T")
    wanted = cells(readers.patient(), 3)
    assert wanted[2, "B"] == "00123"
    try:
        found = cells(getattr(readers, reader)(), 3)
    except OddSheetError:
        return  # the patient reader is used then
    same(found, wanted)


def test_a_sheet_in_utf_16_is_read(shared: Path, tmp_path: Path) -> None:
    sheet = parts(shared)["xl/worksheets/sheet1.xml"].decode().replace('"UTF-8"', '"UTF-16"')
    path = rewrite(shared, {"xl/worksheets/sheet1.xml": sheet.encode("utf-16")}, target=tmp_path / "w.xlsx")
    readers = Readers(path, "T")
    same(cells(readers.patient(), 3), expected(table(), calculated=True))
    with pytest.raises(OddSheetError):
        readers.quick()


def test_rich_shared_texts_are_read_without_their_guides(shared: Path, tmp_path: Path) -> None:
    texts = parts(shared)["xl/sharedStrings.xml"].decode()
    rich = "<si><r><t>00</t></r><r><rPr><b/></rPr><t>123</t></r><rPh sb='0' eb='1'><t>x</t></rPh></si>"
    texts = texts.replace("<si><t>00123</t></si>", rich)
    path = rewrite(shared, {"xl/sharedStrings.xml": texts.encode()}, target=tmp_path / "r.xlsx")
    for reader in READERS:
        same(cells(getattr(Readers(path, "T"), reader)(), 3), expected(table(), calculated=True))


def test_dates_of_the_1904_system_are_the_same_days(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.title = "T"
    book.active["A1"] = date(2024, 5, 3)
    book.save(tmp_path / "mac.xlsx")
    for reader in READERS:
        assert cells(getattr(Readers(tmp_path / "mac.xlsx", "T"), reader)(), 1) == {
            (1, "A"): date(2024, 5, 3)
        }


texts = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\r\ufffe\uffff")
    | st.sampled_from(list(" \n\t&<>\"'=_x0A1\x01\u00a0")),
    max_size=12,
).filter(lambda text: "_x" not in text)
days = st.dates(date(1900, 3, 1), date(2100, 1, 1))
moments = st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)).map(lambda m: m.replace(microsecond=0))
numbers = st.integers(-(10**14), 10**14) | st.floats(-1e300, 1e300)
values = st.none() | texts.filter(bool) | numbers | st.booleans() | days | moments
tables = st.lists(st.lists(values, min_size=3, max_size=3), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables)
@example([["a", None, None], [None, None, None], [None, None, 1e-300]])
def test_random_tables_with_shared_texts_read_the_same(tmp_path: Path, rows: list[list[Value]]) -> None:
    path = by_xlsxwriter(tmp_path / "random.xlsx", {"T": rows}, tables=False)
    _all_readers_find(path, rows)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables)
def test_random_tables_with_texts_inside_cells_read_the_same(tmp_path: Path, rows: list[list[Value]]) -> None:
    legal = [[v for v in row if not isinstance(v, str) or (v.isprintable() and v[0] != "=")] for row in rows]
    path = by_openpyxl(tmp_path / "random.xlsx", {"T": legal}, tables=False)
    _all_readers_find(path, legal)


def _all_readers_find(path: Path, rows: Sequence[Sequence[Value]]) -> None:
    wanted = expected(rows, calculated=True)
    for reader in READERS:
        found = cells(getattr(Readers(path, "T"), reader)(), 3)
        assert found.keys() == wanted.keys()
        for key, value in found.items():
            assert _equal(value, wanted[key]), (reader, key, value, wanted[key])


def _equal(found: Value, wanted: Value) -> bool:
    if isinstance(wanted, float) or (isinstance(found, float) and isinstance(wanted, int)):
        # XlsxWriter writes 16 significant digits
        return isinstance(found, (int, float)) and found == pytest.approx(wanted, rel=1e-14, abs=1e-320)
    if isinstance(wanted, datetime):
        whole = wanted if isinstance(found, datetime) else wanted.date()
        return (
            isinstance(found, date) and abs((_moment(found) - _moment(whole)) / timedelta(seconds=1)) < 0.01
        )
    return type(found) is type(wanted) and found == wanted


def _moment(value: date) -> datetime:
    return value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)


def test_long_sheets_are_read_by_rows_and_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from lotbook.hosts.file import even, view

    monkeypatch.setattr(view, "_LONG", 1)
    monkeypatch.setattr(even, "_BLOCK", 1000)  # rows at the seams of blocks must not get lost
    rows = [["A", "B", "C"], *([f"L-{i}", i / 4, f"heat {i % 7}"] for i in range(2000))]
    path = by_xlsxwriter(tmp_path / "long.xlsx", {"T": rows})
    readers = Readers(path, "T")
    sheet = view.SheetReader(readers.data, readers.reader, "part")
    assert isinstance(sheet._cells, EvenSheet)
    assert sheet.columns(["C", "A"], [2001, 5]) == [["heat 4", "heat 3"], ["L-1999", "L-3"]]
    same(cells(sheet._cells, 3), cells(readers.patient(), 3))


def test_a_reader_that_is_not_sure_gives_way_to_the_patient_one(tmp_path: Path) -> None:
    from lotbook.hosts.file import view

    path = by_xlsxwriter(tmp_path / "t.xlsx", {"T": table()})
    sheet = parts(path)["xl/worksheets/sheet1.xml"].replace(b'<c r="B3"', b'<c r="B3" odd="1"')
    rewrite(path, {"xl/worksheets/sheet1.xml": sheet})
    readers = Readers(path, "T")
    reader = view.SheetReader(readers.data, readers.reader, "part")
    rows = reader.rows()
    column = reader.columns(["B"], rows)[0]
    assert column[rows.index(3)] == "22E1"
    assert isinstance(reader._cells, PatientSheet)


def register(count: int) -> str:
    """Rows of a register by hand: numbers of their own, one column of shared texts, one of days, a formula."""
    return "".join(
        f'<row r="{i}" spans="1:4"><c r="A{i}" s="1"><v>{i}</v></c><c r="B{i}" s="2"><v>{45000 + i}</v></c>'
        f'<c r="C{i}" t="str"><f>A{i}&amp;"x"</f><v>{i}x</v></c><c r="D{i}" s="1"/></row>'
        for i in range(2, count + 2)
    )


def by_hand(shared: Path, folder: Path, rows: str) -> Readers:
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return Readers(
        rewrite(shared, {"xl/worksheets/sheet1.xml": sheet.encode()}, target=folder / "hand.xlsx"), "T"
    )


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        (r'<c r="A7" s="1"><v>7</v></c>', '<c r="A7" s="1"/>'),
        (r'<c r="A7" s="1"><v>7</v></c>', ""),
        (r'<c r="A7" s="1"><v>7</v></c>', '<c r="A7" s="9" t="inlineStr"><is><t>own</t></is></c>'),
        (r'<c r="A7" s="1"><v>7</v></c>', '<c r="A7" s="1"><v></v></c>'),
        (r'<c r="D7" s="1"/>', '<c r="D7" s="1"/><c r="E7"><v>1</v></c>'),
        (r'<row r="7".*?</row>', '<row r="7"/>'),
        (r'<row r="7".*?</row>', '<row r="7"></row>\n  '),
        (r'<row r="7".*?</row>', '<row r="7"><c r="A7" s="1"/><c r="D7" s="1"/></row>'),
        (r'<row r="7".*?</row>', '<row r="7"><c r="A7" s="1"/><c r="Z7"><v>3</v></c></row>'),
        (r'<row r="7".*?</row>', '<row r="7"><c r="D7"><v>only here</v></c></row>'),
        (r'<row r="7".*?</row>', ""),
        ("</row>", "</row>\n"),
    ],
)
def test_rows_unlike_the_others_are_read_the_same(
    shared: Path, tmp_path: Path, pattern: str, replacement: str
) -> None:
    rows = re.sub(pattern, replacement, register(50))
    assert rows != register(50)
    readers = by_hand(shared, tmp_path, rows)
    same(cells(readers.even(), 26), cells(readers.patient(), 26))
    same(cells(readers.quick(), 26), cells(readers.patient(), 26))
    same(cells(readers.broad(), 26), cells(readers.patient(), 26))
    for sheet in (readers.even(), readers.broad()):
        assert sheet.whole(["B"]) == readers.patient().whole(["B"])


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        (r'<c r="A7"', '<c r="A8"'),
        (r'<row r="7"', '<row r="6"'),
        (r'<row r="7"', '<row r="07"'),
        (r'<row r="7" spans="1:4"', '<row spans="1:4" r="7"'),
        (r'<c r="B7" s="2">', '<c s="2" r="B7">'),
        (r'(<row r="7".*?</row>)', r"<!--\1-->"),
        (r'</row><row r="7"', '</row><c r="F6"><v>1</v></c><row r="7"'),
        (r'<row r="7"', f'<row r="7" xmlns:x="{MAIN}"'),
    ],
)
def test_rows_that_only_the_standard_can_tell_are_left_to_the_patient_reader(
    shared: Path, tmp_path: Path, pattern: str, replacement: str
) -> None:
    rows = re.sub(pattern, replacement, register(50))
    assert rows != register(50)
    readers = by_hand(shared, tmp_path, rows)
    for sheet in (readers.even(), readers.broad()):
        with pytest.raises(OddSheetError):
            cells(sheet, 2)


def test_most_cells_of_a_column_may_be_of_two_kinds(shared: Path, tmp_path: Path) -> None:
    rows = re.sub(r'(<c r="A\d*[02468]") s="1"><v>', r'\1 t="b"><v>', register(60)).replace(
        "<v>2</v>", "<v>1</v>"
    )
    readers = by_hand(shared, tmp_path, rows)
    same(cells(readers.even(), 4), cells(readers.patient(), 4))
