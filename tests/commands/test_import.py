"""Bringing in an old register from a real file: what arrives in the workbook, what is asked, what is left alone."""

import csv
import json
import os
import sys
import time
from datetime import date, datetime
from textwrap import dedent

import openpyxl
import pytest
from openpyxl import Workbook

from lotbook.artefacts.workbook import build_workbook
from lotbook.cli import main
from lotbook.errors import EXIT_FINDINGS, EXIT_USAGE, MissingFileError, NotAWorkbookError, OpenElsewhereError
from lotbook.hosts.file.book import FileBook
from lotbook.tables.records import Records
from tests.hosts.file.books import by_openpyxl, headers
from tests.hosts.file.standard import violations
from tests.hosts.file.test_readers import libreoffice

LANGUAGES = {
    "en": ["Lot", "Received date", "Vendor", "Material", "Heat no", "Qty", "UoM", "Cert type", "Notes", "Colour"],
    "de": ["Losnummer", "Eingangsdatum", "Lieferant", "Werkstoff", "Schmelznummer", "Menge", "Einheit", "Zeugnisart", "Bemerkung", "Farbe"],
    "fr": ["Numéro de lot", "Date de réception", "Fournisseur", "Matière", "N° de coulée", "Quantité", "Unité", "Type de certificat", "Remarque", "Couleur"],
    "es": ["Número de lote", "Fecha de recepción", "Proveedor", "Código de material", "Número de colada", "Cantidad", "Unidad", "Tipo de certificado", "Observaciones", "Color"],
}  # fmt: skip
ROWS = [
    ["", "2024-05-03", "Holz & Söhne <AG>", "PLY", "22E1", "12.5", "Stk", "EN 10204 3.1", "=1+1", "red"],
    ["", "2024-05-13", "Müller", "PLY", "00123", "1250", "kg", "3.1", "@SUM(A1)", ""],
    ["", "2024-05-14", "Müller", "PLY", "3-4", "7", "sheets", "", "-5", "00777"],
]
ARRIVED = {
    "Supplier": ["Holz & Söhne <AG>", "Müller", "Müller"],
    "Heat on certificate": ["22E1", "00123", "3-4"],
    "Quantity": [12.5, 1250, 7],
    "Unit": ["pcs", "kg", "sheet"],
    "Certificate type": ["3.1", "3.1", None],
    "Note": ["=1+1", "@SUM(A1)", "-5"],
    "Received on": [datetime(2024, 5, day) for day in (3, 13, 14)],
}


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "shop.xlsx"
    build_workbook(
        path,
        rows={
            "Materials": [{"Material": "PLY", "Description": "Plywood", "Family": "Wood", "Unit": "sheet"}],
            "Suppliers": [{"Supplier": "Müller"}, {"Supplier": "Holz & Söhne <AG>"}],
        },
    )
    return path


def as_csv(path, rows, separator=";", encoding="utf-8"):
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)
    return path


def as_xlsx(path, rows, **formats):
    made = Workbook()
    for row in rows:
        made.active.append(row)
    for reference, number_format in formats.items():
        made.active[reference].number_format = number_format
    made.save(path)
    return path


def brought(capsys, *words):
    code = main(["import", *map(str, words), "--json"])
    return code, json.loads(capsys.readouterr().out)


def said(capsys, *words):
    code = main(["import", *map(str, words)])
    told = capsys.readouterr()
    return code, told.out, told.err


def column(path, header, sheet="Receiving"):
    page = openpyxl.load_workbook(path)[sheet]
    names = [cell.value for cell in page[1]]
    return [cell.value for cell in list(page.columns)[names.index(header)][1:]]


def codes(told):
    return [(f["row"], f["column"], f["code"]) for f in told["findings"]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_register_in_four_languages_arrives_as_it_was_meant(book, tmp_path, capsys, language, kind):
    names = LANGUAGES[language]
    if kind == "csv":
        register = as_csv(tmp_path / "old.csv", [names, *ROWS])
    else:
        days = [[r[0] or None, date.fromisoformat(r[1]), *r[2:5], float(r[5]), *r[6:]] for r in ROWS]
        register = as_xlsx(tmp_path / "old.xlsx", [names, *[[None] * 10, *days]])
        sheet = openpyxl.load_workbook(register)
        for row in (3, 4, 5):  # openpyxl takes what starts with = for a formula
            sheet.active.cell(row, 9).data_type = "s"
        sheet.save(register)
    code, told = brought(capsys, book, "Receiving", register)
    assert (code, told["rows"], told["new_columns"]) == (0, 3, [names[-1]])
    assert told["columns"][names[4]] == "Heat on certificate"
    for header, values in ARRIVED.items():
        assert column(book, header) == values, header
    assert column(book, names[-1]) == ["red", None, "00777"]
    assert violations(book) == []


def test_identifiers_and_texts_like_formulas_are_text_cells(book, tmp_path, capsys):
    brought(capsys, book, "Receiving", as_csv(tmp_path / "old.csv", [LANGUAGES["en"], *ROWS]))
    page = openpyxl.load_workbook(book)["Receiving"]
    texts = {c.value: (c.data_type, c.number_format) for row in page["A2:Z4"] for c in row if c.value}
    for text in ("22E1", "00123", "3-4", "=1+1", "@SUM(A1)", "-5", "00777"):
        assert texts[text] == ("s", "@"), text


def test_a_dry_run_shows_everything_and_writes_nothing(book, tmp_path, capsys):
    register = as_csv(tmp_path / "old.csv", [LANGUAGES["de"], *ROWS])
    before = book.read_bytes()
    code, out, _ = said(capsys, book, "Receiving", register, "--dry-run")
    assert code == 0
    assert "  Schmelznummer -> Heat on certificate\n" in out
    assert "  Farbe -> Farbe (a column of your own)\n" in out
    assert "Heat on certificate: 22E1 | Quantity: 12.5 | Unit: pcs" in out
    assert out.endswith("Not written (dry run): 3 rows of old.csv brought into Receiving.\n")
    assert book.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["old.csv", "shop.xlsx"]


def test_bringing_it_in_again_adds_nothing_even_after_the_rows_were_numbered(book, tmp_path, capsys):
    twins = [*ROWS, ROWS[1]]  # two deliveries alike on one day are two
    register = as_csv(tmp_path / "old.csv", [LANGUAGES["en"], *twins])
    assert brought(capsys, book, "Receiving", register)[1]["rows"] == 4
    assert main(["assign", str(book), "--json"]) == 0
    given = [each["identifier"] for each in json.loads(capsys.readouterr().out)["assigned"]]
    assert given == [f"PLY-0524-{n:03}" for n in (1, 2, 3, 4)]
    before = book.read_bytes()
    code, told = brought(capsys, book, "Receiving", register)
    assert (code, told["rows"], told["skipped"], told["entry"]) == (0, 0, 4, None)
    assert codes(told) == [(n, "", "import-same-row") for n in (2, 3, 4, 5)]
    assert book.read_bytes() == before
    as_csv(register, [LANGUAGES["en"], *twins, ROWS[1]])
    assert brought(capsys, book, "Receiving", register)[1]["rows"] == 1


def test_numbered_and_checked_rows_hold_only_what_the_register_left_open(book, tmp_path, capsys):
    register = as_csv(tmp_path / "old.csv", [LANGUAGES["en"], *ROWS])
    brought(capsys, book, "Receiving", register)
    main(["assign", str(book)])
    capsys.readouterr()
    main(["check", str(book), "--json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    about = {f["code"] for f in found if f["sheet"] == "Receiving"}
    spoiled = {"identifier-became-number", "identifier-became-date", "date-is-text", "number-is-text"}
    assert not about & (
        spoiled | {"text-became-number", "link-not-found", "row-repeated", "row-outside-table"}
    )
    with FileBook.open(book) as opened:
        assert [lot.status for lot in Records(opened).receiving] == ["Quarantine"] * 3


def test_undo_takes_rows_and_columns_back(book, tmp_path, capsys):
    before = book.read_bytes()
    brought(capsys, book, "Receiving", as_csv(tmp_path / "old.csv", [LANGUAGES["en"], *ROWS]))
    assert main(["undo", str(book)]) == 0
    assert book.read_bytes() == before


QUESTIONS = {
    "import-which-date": (
        [["Received", "Qty"], ["03/04/2024", "1"]],
        """
        Question: Received: '03/04/2024' can be read day first or month first. (import-which-date)
            Say which: --dates dmy (day first) or --dates mdy (month first).
        """,
    ),
    "import-which-decimal-mark": (
        [["Lot", "Qty"], ["A-1", "1,234"]],
        """
        Question: Qty: '1,234' can be a thousand or a fraction. (import-which-decimal-mark)
            Say which mark separates decimals: --decimal . or --decimal ,
        """,
    ),
    "import-two-columns": (
        [["Heat", "Heat no", "Qty"], ["A", "B", "1"]],
        """
        Question: 'Heat on certificate' of Receiving could be 'Heat' or 'Heat no'. (import-two-columns)
            Say which: --map "header there=header here".
        """,
    ),
    "import-unreadable": (
        [["Lot", "Qty"], ["A-1", "5 kg"]],
        """
        Question: Row 2, Qty: '5 kg' is no number. (import-unreadable)
            Correct the cell in the file, or leave such cells empty with --leave-empty.
        """,
    ),
    "import-twice-in-file": (
        [["Lot", "Qty"], ["A-1", "1"], ["a-1", "2"]],
        """
        Question: Row 3: a-1 stands in row 2 too, with other values: Quantity '2', not '1'. (import-twice-in-file)
            Correct one of the two rows in the file.
        """,
    ),
    "import-uneven-rows": (
        [["Lot", "Qty", "Note"], ["A-1", "1", "red", "thick"]],
        """
        Question: Rows of old.csv have more cells than its header: 2. (import-uneven-rows)
            Put that cell in quotes, or save the file again from the program it came from, best as .xlsx.
        """,
    ),
    "import-no-columns": (
        [["Foo", "Bar"], ["A-1", "1"]],
        """
        Question: No column of old.csv fits the sheet Receiving. (import-no-columns)
            Name the right sheet (here, or there with --from-sheet), or map the columns: --map "header there=header here".
        """,
    ),
}


@pytest.mark.parametrize("code", QUESTIONS)
def test_a_question_stops_with_its_answer_and_nothing_is_written(book, tmp_path, capsys, code):
    rows, message = QUESTIONS[code]
    register = as_csv(tmp_path / "old.csv", rows)
    before = book.read_bytes()
    exit_code, out, _ = said(capsys, book, "Receiving", register)
    assert exit_code == EXIT_FINDINGS
    assert dedent(message).lstrip() in out
    assert "Nothing was written. 1 question must be answered first." in out
    assert book.read_bytes() == before
    assert not book.with_name("shop.lotbook").joinpath("journal.jsonl").exists()
    exit_code, told = brought(capsys, book, "Receiving", register, "--dry-run")
    assert code in {each["code"] for each in told["findings"]}
    assert (exit_code, told["rows"], told["entry"]) == (EXIT_FINDINGS, 0, None)


def test_answers_on_the_command_line_settle_the_questions(book, tmp_path, capsys):
    rows = [["Heat", "Heat no", "Received", "Qty"], ["A", "B", "03/04/2024", "1,234"]]
    register = as_csv(tmp_path / "old.csv", rows)
    answers = ("--map", "heat no=Heat on certificate", "--dates", "mdy", "--decimal", ",")
    code, told = brought(capsys, book, "Receiving", register, *answers)
    assert (code, told["new_columns"]) == (0, ["Heat"])
    assert column(book, "Heat on certificate") == ["B"]
    assert column(book, "Received on") == [datetime(2024, 3, 4)]
    assert column(book, "Quantity") == [1.234]


def test_identifiers_that_excel_spoiled_are_asked_about_or_left_empty(book, tmp_path, capsys):
    rows = [["Lot", "Heat", "Qty"], ["A-1", date(2024, 4, 3), 1], ["A-2", 1e22, 2], ["A-3", "ok", 3]]
    register = as_xlsx(tmp_path / "old.xlsx", rows)
    code, told = brought(capsys, book, "Receiving", register)
    assert (code, codes(told)) == (
        EXIT_FINDINGS,
        [(2, "Heat", "import-lost-identifier"), (3, "Heat", "import-lost-identifier")],
    )
    assert told["findings"][0]["message"] == "Row 2, Heat: an identifier that Excel turned into 2024-04-03."
    code, told = brought(capsys, book, "Receiving", register, "--leave-empty")
    assert (code, told["rows"]) == (0, 3)
    assert column(book, "Heat on certificate") == [None, None, "ok"]


def test_numbers_shown_with_zeros_in_front_arrive_as_they_were_shown(book, tmp_path, capsys):
    rows = [["Lot", "Heat", "Qty", "Bin"], [17, 123, 5, 7], ["A-2", 4711, 6, 8], ["A-3", 12345, 7, None]]
    formats = {"A2": '"L-"000', "B2": "00000", "B3": "General", "B4": "00-000", "C2": "000", "D2": "0000"}
    code, told = brought(capsys, book, "Receiving", as_xlsx(tmp_path / "old.xlsx", rows, **formats))
    assert code == 0
    assert column(book, "Lot ID") == ["L-017", "A-2", "A-3"]
    assert column(book, "Heat on certificate") == ["00123", "4711", "12-345"]
    assert column(book, "Quantity") == [5, 6, 7]
    assert column(book, "Bin") == ["0007", 8, None]
    messages = [f["message"] for f in told["findings"] if f["code"] == "import-was-a-number"]
    assert "Row 2, Heat: the number 123 was shown as 00123 there and is this text now." in messages
    assert len(messages) == 5


def test_formulas_without_a_value_and_errors_are_asked_about_never_empty(book, tmp_path, capsys):
    register = as_xlsx(tmp_path / "old.xlsx", [["Lot", "Qty", "Mine"], ["A-1", "=1+1", "#N/A"]])
    code, told = brought(capsys, book, "Receiving", register)
    assert code == EXIT_FINDINGS
    assert [f["message"] for f in told["findings"]] == [
        "Row 2, Qty: a formula without a value; save the file in Excel first.",
        "Row 2, Mine: the cell shows #N/A.",
    ]


def test_columns_without_a_header_and_calculated_ones_are_told(book, tmp_path, capsys):
    rows = [["Lot", None, "Qty", "On hand"], ["A-1", "lost?", 1, 5], ["A-2", None, 2, 6]]
    code, told = brought(capsys, book, "Receiving", as_xlsx(tmp_path / "old.xlsx", rows))
    assert (code, told["rows"], told["new_columns"]) == (0, 2, [])
    assert codes(told) == [(1, "On hand", "import-calculated-here"), (2, "", "import-no-header")]
    assert told["findings"][1]["message"] == (
        "Column 2 of old.xlsx has no header and one filled cell (row 2: 'lost?')."
    )
    assert "On hand" not in told["columns"]


def test_two_columns_of_ones_own_with_one_name_become_two(book, tmp_path, capsys):
    register = as_csv(tmp_path / "old.csv", [["Lot", "Colour", "colour"], ["A-1", "red", "blue"]])
    code, told = brought(capsys, book, "Receiving", register)
    assert (code, told["new_columns"]) == (0, ["Colour", "colour 2"])
    assert (column(book, "Colour"), column(book, "colour 2")) == (["red"], ["blue"])


def test_words_that_are_in_no_list_arrive_and_are_told_once(book, tmp_path, capsys):
    rows = [["Lot", "Status"], ["A-1", "ok"], ["A-2", "released"], ["A-3", "frei"], ["A-4", "ok"]]
    code, told = brought(capsys, book, "Receiving", as_csv(tmp_path / "old.csv", rows))
    assert (code, codes(told)) == (0, [(1, "Status", "import-not-in-list")])
    assert "'ok', 'frei'" in told["findings"][0]["message"]
    assert column(book, "Status") == ["ok", "Released", "frei", "ok"]


def test_yes_and_no_arrive_as_these_words(book, tmp_path, capsys):
    header = "RoHS needed"
    rows = [
        ["Material", header],
        ["A", "ja"],
        ["B", True],
        ["C", "non"],
        ["D", False],
        ["E", "x"],
        ["F", None],
    ]
    code, told = brought(capsys, book, "Materials", as_xlsx(tmp_path / "old.xlsx", rows))
    assert code == 0, told["findings"]
    assert column(book, header, "Materials") == [None, "Yes", "Yes", "No", "No", "Yes", None]
    with FileBook.open(book) as opened:
        assert Records(opened).loaded("Materials").findings == ()


def test_rows_go_below_those_that_are_there_whatever_columns_stand_between(tmp_path, capsys):
    path = tmp_path / "shop.xlsx"
    order = ["Lot ID", "Farbe", "Quantity", "Received on", "Ablage", "Supplier", "Heat on certificate"]
    rest = [header for header in headers("Receiving") if header not in order]
    filled = ["OLD-1", "rot", 5, date(2024, 1, 2), "Kiste", "X", "H1"]
    sheets = {name: [headers(name)] for name in ("Cuts", "Shipments", "Orders")}
    by_openpyxl(path, {"Receiving": [[*order, *rest], [*filled, *[None] * len(rest)]], **sheets})
    rows = [["Lot", "FARBE", "Qty", "Lieferant", "Regal"], ["A-1", "blau", "7", "Y", "R2"]]
    code, told = brought(capsys, path, "receiving", as_csv(tmp_path / "old.csv", rows))
    assert (code, told["new_columns"]) == (0, ["Regal"])
    assert column(path, "Farbe") == ["rot", "blau"]
    assert column(path, "Supplier") == ["X", "Y"]
    assert column(path, "Ablage") == ["Kiste", None]
    assert column(path, "Regal") == [None, "R2"]
    assert violations(path) == []


def test_what_stands_beside_the_table_is_not_overwritten(book, tmp_path, capsys):
    opened = openpyxl.load_workbook(book)
    opened["Receiving"].cell(1, len(headers("Receiving")) + 1).value = "my notes"
    opened.save(book)
    before = book.read_bytes()
    code, _, err = said(capsys, book, "Receiving", as_csv(tmp_path / "o.csv", [["Lot", "Bin"], ["A", "7"]]))
    assert code == 20
    assert "Receiving Z1 is filled" in err
    assert book.read_bytes() == before


def test_settings_are_not_changed_by_an_import(book, tmp_path, capsys):
    rows = [["Setting", "Value"], ["Company name", "Smith & Sons <UK>"], ["Paper", "A4"]]
    code, out, _ = said(capsys, book, "Settings", as_csv(tmp_path / "old.csv", rows))
    assert code == EXIT_FINDINGS
    assert "Company name is in Settings already, with other values: Value 'Smith & Sons <UK>', not ''." in out
    assert "Type the value into the sheet Settings yourself" in out


def test_a_title_above_the_header_and_a_named_sheet_are_found(book, tmp_path, capsys):
    made = Workbook()
    made.active.append(["Hello"])
    page = made.create_sheet("Lots 2024")
    for row in (["Our deliveries"], [], ["Lot", "Qty"], ["A-1", 5]):
        page.append(row)
    made.save(tmp_path / "old.xlsx")
    code, told = brought(capsys, book, "Receiving", tmp_path / "old.xlsx", "--from-sheet", "lots 2024")
    assert (code, told["rows"]) == (0, 1)
    code, _, err = said(capsys, book, "Receiving", tmp_path / "old.xlsx", "--from-sheet", "Lots")
    assert code == EXIT_USAGE
    assert "has no sheet 'Lots'; it has Sheet, Lots 2024." in err


def test_a_sheet_that_cannot_be_imported_into_is_refused_with_those_that_can(book, tmp_path, capsys):
    register = as_csv(tmp_path / "old.csv", [["Lot"], ["A-1"]])
    for name in ("Deliveries", "Certificates", "Check results"):
        code, _, err = said(capsys, book, name, register)
        assert code == EXIT_USAGE
        assert f"{name!r} is no sheet to import into." in err
        assert "Name one of: Receiving, Cuts," in err


def test_a_register_that_cannot_be_read_is_told_by_name(book, tmp_path, capsys, monkeypatch):
    code, _, err = said(capsys, book, "Receiving", tmp_path / "gone.csv")
    assert (code, "gone.csv is not there" in err) == (MissingFileError.exit_code, True)
    (tmp_path / "page.xlsx").write_bytes(b"<html>Please log in</html>")
    code, _, err = said(capsys, book, "Receiving", tmp_path / "page.xlsx")
    assert (code, "page.xlsx is a web page" in err) == (NotAWorkbookError.exit_code, True)
    locked = as_csv(tmp_path / "locked.csv", [["Lot"], ["A-1"]])
    if sys.platform != "win32" and os.geteuid() != 0:
        locked.chmod(0)
    else:  # an administrator may read everything, so the refusal is played

        def refuse(self):
            raise PermissionError(13, "Permission denied", str(self))

        monkeypatch.setattr(type(locked), "read_bytes", refuse)
    code, _, err = said(capsys, book, "Receiving", locked)
    assert (code, "locked.csv cannot be read" in err) == (OpenElsewhereError.exit_code, True)


def test_five_thousand_rows_take_seconds_and_are_known_the_second_time(book, tmp_path, capsys):
    names = LANGUAGES["en"]
    rows = [
        [
            "",
            f"2024-05-{i % 28 + 1:02}",
            "Müller",
            "PLY",
            f"{i:06}",
            f"{i % 90}.5",
            "kg",
            "3.1",
            f"n {i}",
            "x",
        ]
        for i in range(5000)
    ]
    register = as_csv(tmp_path / "old.csv", [names, *rows], separator=",")
    start = time.perf_counter()
    code, told = brought(capsys, book, "Receiving", register)
    first = time.perf_counter() - start
    assert (code, told["rows"]) == (0, 5000)
    assert column(book, "Heat on certificate") == [f"{i:06}" for i in range(5000)]
    start = time.perf_counter()
    code, told = brought(capsys, book, "Receiving", register)
    again = time.perf_counter() - start
    assert (code, told["rows"], told["skipped"]) == (0, 0, 5000)
    assert max(first, again) < 10, (first, again)


@pytest.mark.libreoffice
def test_a_register_that_libreoffice_saved_keeps_its_dates_and_zeros(book, tmp_path, capsys):
    rows = [["Lot", "Received", "Heat", "Qty"], ["A-1", date(2024, 4, 3), 123, 1.5]]
    made = as_xlsx(tmp_path / "old.xlsx", rows, B2="dd/mm/yy", C2="000000")
    code, told = brought(capsys, book, "Receiving", libreoffice(made, tmp_path))
    assert (code, [f["code"] for f in told["findings"]]) == (0, ["import-was-a-number"])
    assert column(book, "Received on") == [datetime(2024, 4, 3)]
    assert column(book, "Heat on certificate") == ["000123"]


@pytest.mark.parametrize(
    ("typed", "arrived"),
    [("EN 10204 3.1", "3.1"), ("3.2 DIN EN 10204:2004", "3.2"), ("EN 10204 3.1.B", "EN 10204 3.1.B"),
     ("mtr", "MTR"), ("EN 10204 2.1/3.1", "EN 10204 2.1/3.1")],
)  # fmt: skip
def test_a_certificate_type_is_known_with_its_standard_and_only_where_it_is_one(
    book, tmp_path, capsys, typed, arrived
):
    brought(capsys, book, "Receiving", as_csv(tmp_path / "o.csv", [["Lot", "Cert type"], ["A-1", typed]]))
    assert column(book, "Certificate type") == [arrived]


@pytest.mark.parametrize("dry", [True, False])
def test_needed_columns_without_a_match_and_the_reading_of_dates_are_printed(book, tmp_path, capsys, dry):
    old = as_csv(tmp_path / "old.csv", [["Material", "Received date"], ["PLY", "13/04/2024"]])
    _, out, _ = said(capsys, book, "Receiving", old, *(["--dry-run"] if dry else []))
    lines = out.splitlines()
    assert "  Received date -> Received on (dates read day first, as 13/04/2024 shows)" in lines
    (told,) = [line for line in lines if line.startswith("No column for: ")]
    assert "Supplier" in told
    assert "Received on" not in told


def test_where_a_needed_column_has_no_match_and_one_stays_their_own_it_says_how_to_map_it(
    book, tmp_path, capsys
):
    old = as_csv(tmp_path / "old.csv", [["Received date", "Mat"], ["2024-05-03", "PLY"]])
    _, out, _ = said(capsys, book, "Receiving", old, "--dry-run")
    assert 'If a column of your own is meant, say which: --map "your header=' in out
    _, out, _ = said(capsys, book, "Receiving", old, "--dry-run", "--map", "Mat=Material")
    assert "Mat -> Material" in out
    assert "of your own" not in out
