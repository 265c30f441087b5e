"""Check: what it writes, prints and answers, on real workbooks."""

from __future__ import annotations

import json
import os
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from lotbook.artefacts.workbook import build_workbook
from lotbook.cli import main
from lotbook.commands.check import COMMAND, HEADERS, MOST_LINES, MOST_ROWS, checked, plan
from lotbook.commands.shell.check_screen import grouped, without_row
from lotbook.commands.shell.workbook import open_workbook
from lotbook.domain.findings import Finding, Place, Severity
from lotbook.hosts.journal import Journal
from lotbook.tables.records import Records
from tests.checks.clean import CLEAN, TODAY
from tests.story import records

AT = datetime(2024, 7, 1, 8, 30, tzinfo=UTC)
FAULTY = CLEAN.replace("| H83017           | 2 ", "| H99999           | 2 ").replace(
    "| Metalco  | AL6", "| Metalko  | AL6"
)

ROWS = {
    "Receiving": [
        {
            "Lot ID": "AL6-0524-001", "Received on": date(2024, 5, 3), "Supplier": "Metalco", "Material": "AL6",
            "Heat on certificate": "H83017", "Heat on material": "H83018", "Quantity": 2, "Unit": "pcs",
            "Status": "Quarantine",
        },
        {
            "Lot ID": "AL6-0524-002", "Received on": date(2024, 5, 3), "Supplier": "Metalco", "Material": "AL6",
            "Heat on certificate": "H83019", "Heat on material": "H83019", "Quantity": 2, "Unit": "pcs",
            "Status": "Hold",
        },
    ],
    "Suppliers": [{"Supplier": "Metalco"}],
    "Materials": [{"Material": "AL6", "Description": "6061 plate", "Family": "Aluminium", "Unit": "pcs"}],
}  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "shop.xlsx"
    build_workbook(path, rows=ROWS)
    return path


def sheet_rows(path: Path) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path)["Check results"].iter_rows(values_only=True))


def test_the_report_tells_the_worst_first_each_with_a_link_to_its_cell():
    found = checked(records(FAULTY), today=TODAY, at=AT)
    (report,) = plan(found).reports
    rows = [[cell.value for cell in row] for row in report.rows]
    assert report.sheet == "Check results"
    assert rows[1] == ["Checked at", "2024-07-01 08:30 UTC"]
    assert rows[2] == ["Result", "Found: 3 stops."]
    assert rows[5] == list(HEADERS)
    assert [row[:5] for row in rows[6:]] == [
        ["Stop", "Receiving", "C2", "AL6-0524-001", "Supplier"],
        ["Stop", "Receiving", "F2", "AL6-0524-001", "Heat on material"],
        ["Stop", "Receiving", "C4", "AL6-0624-001", "Supplier"],
    ]
    assert report.rows[7][2].target == "#'Receiving'!F2"
    assert not plan(found).edits


def test_a_workbook_in_good_order_says_so():
    found = checked(records(CLEAN), today=TODAY, at=AT)
    (report,) = plan(found).reports
    assert [cell.value for cell in report.rows[2]] == ["Result", "Nothing found."]
    assert report.rows[2][1].style == "Finding fine"
    assert not any(row and row[0].value == "Severity" for row in report.rows)


def test_cells_follow_moved_columns():
    moved = """
        Receiving
        My own | Heat on material | Lot ID | Heat on certificate
        x      | H2               | A-1    | H1
    """
    found = checked(records(moved), today=TODAY, at=AT)
    assert {f.place.column: found.cells[f.place] for f in found.findings if f.code == "heat-mismatch"} == {
        "Heat on material": "B2"
    }


def test_a_very_long_report_is_cut_and_says_so():
    rows = "\n".join(f"A-{number} | H1 | H2" for number in range(MOST_ROWS + 10))
    text = f"Receiving\nLot ID | Heat on certificate | Heat on material\n{rows}"
    found = checked(records(text), today=TODAY, at=AT)
    (report,) = plan(found).reports
    assert len(report.rows) == 6 + MOST_ROWS + 1
    assert "left out here" in str(report.rows[-1][0].value)


def test_check_writes_its_sheet_and_nothing_else(book, capsys):
    with zipfile.ZipFile(book) as archive:
        before = {name: archive.read(name) for name in archive.namelist()}
    with open_workbook(book) as opened:
        receiving = [row[1:] for row in Records(opened).receiving]
    assert main(["check", str(book)]) == 1
    rows = sheet_rows(book)
    assert rows[0][0] == "Check results"
    assert ("Stop", "Receiving", "G2", "AL6-0524-001", "Heat on material") in [row[:5] for row in rows]
    links = openpyxl.load_workbook(book)["Check results"]["C7"].hyperlink
    assert (links.location or links.target or "").lstrip("#") == "'Receiving'!G2"
    with open_workbook(book) as opened:
        assert [row[1:] for row in Records(opened).receiving] == receiving
    with zipfile.ZipFile(book) as archive:
        changed = {name for name in before if archive.read(name) != before[name]}
    assert not [name for name in changed if "tables/" in name or "theme" in name]
    assert "heat-mismatch" in capsys.readouterr().out


def test_a_second_check_replaces_the_first_report(book):
    main(["check", str(book)])
    first = len(sheet_rows(book))
    main(["check", str(book)])
    assert len(sheet_rows(book)) == first


def test_the_screen_groups_by_severity_and_tells_cell_and_fix(book, capsys):
    main(["check", str(book), "--no-write"])
    lines = capsys.readouterr().out.splitlines()
    headings = [
        line.split(" (")[0]
        for line in lines
        if (line and line.isupper()) or line.startswith(("STOP", "WARN", "NOTE"))
    ]
    assert headings == ["STOP", "WARN", "NOTE"]
    at = next(i for i, line in enumerate(lines) if "(heat-mismatch)" in line)
    assert lines[at].startswith("  Receiving!G2  AL6-0524-001 is marked H83018")
    assert lines[at + 1].startswith("      Set Status to Rejected")


def test_the_json_answer_has_the_documented_keys(book, capsys):
    assert main(["check", str(book), "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert set(answer) == set(COMMAND.json_keys)
    assert answer["written"] is True
    assert answer["counts"]["stop"] == 1
    assert {"sheet", "row", "key", "column", "code", "severity", "message", "fix", "cell"} == set(
        answer["findings"][0]
    )
    mismatch = next(f for f in answer["findings"] if f["code"] == "heat-mismatch")
    assert (mismatch["cell"], mismatch["key"], mismatch["severity"]) == ("G2", "AL6-0524-001", "stop")


def test_one_sheet_can_be_shown_alone(book, capsys):
    assert main(["check", str(book), "--json", "--no-write", "--sheet", "Settings"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {finding["sheet"] for finding in answer["findings"]} == {"Settings"}
    assert main(["check", str(book), "--sheet", "Nowhere"]) == 2


@pytest.mark.parametrize("option", ["--no-write", "--dry-run"])
def test_nothing_is_written_when_asked_so(book, option, capsys):
    before = book.read_bytes()
    main(["check", str(book), option])
    assert book.read_bytes() == before
    assert "was not updated: as you asked" in capsys.readouterr().out


def test_a_workbook_that_is_open_elsewhere_is_checked_and_left_alone(book, capsys):
    (book.parent / f"~${book.name}").write_bytes(b"\x05Ann  " + b" " * 159)
    before = book.read_bytes()
    assert main(["check", str(book), "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["written"] is False
    assert "close" in answer["not_written_because"]
    assert answer["counts"]["stop"] == 1
    assert book.read_bytes() == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write everything")
def test_a_read_only_workbook_is_checked_and_left_alone(book, capsys):
    book.chmod(0o444)
    assert main(["check", str(book), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["written"] is False


def test_a_workbook_that_another_command_works_on_is_checked_and_left_alone(book, capsys):
    with open_workbook(book, writing=True):
        assert main(["check", str(book), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["written"] is False


def test_a_file_that_is_no_workbook_is_refused(tmp_path, capsys):
    path = tmp_path / "notes.xlsx"
    path.write_text("hello", encoding="utf-8")
    assert main(["check", str(path)]) == 11
    assert "notes.xlsx" in capsys.readouterr().err


def test_a_workbook_without_stops_ends_with_zero(tmp_path, capsys):
    path = tmp_path / "new.xlsx"
    build_workbook(path, rows={})
    assert main(["check", str(path)]) == 0
    assert "Found: 1 note." in capsys.readouterr().out


def test_the_journal_knows_that_it_was_checked(book):
    main(["check", str(book), "--who", "Ann"])
    entries = list(Journal(book.with_name("shop.lotbook")).entries())
    assert entries
    assert "check" in str(entries[-1])


def test_many_findings_are_cut_on_screen(capsys, tmp_path):
    path = tmp_path / "many.xlsx"
    lots = [
        {**ROWS["Receiving"][0], "Lot ID": f"AL6-0524-{number:03}"} for number in range(1, MOST_LINES + 21)
    ]
    build_workbook(path, rows={**ROWS, "Receiving": lots})
    main(["check", str(path), "--no-write"])
    assert "and 20 more" in capsys.readouterr().out


def test_a_name_unknown_on_many_rows_is_one_line_on_screen_and_every_row_in_the_answer(capsys, tmp_path):
    path = tmp_path / "many.xlsx"
    lots = [
        {
            "Lot ID": f"AL6-0524-{number:03}",
            "Supplier": "Metalko" if number <= 30 else "Nobody",
            "Material": "AL6",
        }
        for number in range(1, 33)
    ]
    build_workbook(path, rows={**ROWS, "Receiving": lots})
    main(["check", str(path), "--no-write"])
    told = [line for line in capsys.readouterr().out.splitlines() if "(link-not-found)" in line]
    shared = (
        "Receiving!C2, C3, C4, C5, C6, ... (30 rows)  Supplier names 'Metalko', which is not in Suppliers"
    )
    assert told == [
        f"  {shared}; did you mean Metalco? (link-not-found)",
        "  Receiving!C32  Supplier of AL6-0524-031 names 'Nobody', which is not in Suppliers. (link-not-found)",
        "  Receiving!C33  Supplier of AL6-0524-032 names 'Nobody', which is not in Suppliers. (link-not-found)",
    ]
    main(["check", str(path), "--no-write", "--json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert len([finding for finding in findings if finding["code"] == "link-not-found"]) == 32


def test_rows_whose_values_differ_never_share_a_line():
    place = [Place("Materials used", row, f"M-{row}", "Source") for row in range(2, 8)]
    told = [
        Finding(at, "chain-broken", Severity.STOP, f"Source of {at.key} names {at.key!r}.", "x")
        for at in place
    ]
    assert [len(group) for group in grouped(told)] == [1] * 6


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("Unit of A-1 is empty.", "Unit is empty."),
        ("Row 3 of Receiving has no number yet.", "The row has no number yet."),
        ("Receiving A-1: Unit says 'x'.", "Unit says 'x'."),
        ("Row 3 of Receiving: Unit says 'x'.", "Unit says 'x'."),
        ("Unit of A-12 is empty.", "Unit of A-12 is empty."),
    ],
)
def test_a_shared_line_leaves_the_name_of_the_row_away(message, shown):
    place = Place("Receiving", 3, "A-1", "Unit")
    assert without_row(Finding(place, "required-empty", Severity.WARN, message, "x")) == shown


def test_a_workbook_without_entries_is_told_where_to_start(tmp_path, capsys):
    path = tmp_path / "new.xlsx"
    build_workbook(path, rows={})
    main(["check", str(path), "--no-write"])
    start = "Nothing entered yet: start with Settings, then Suppliers, Customers, Materials, Parts, People."
    assert capsys.readouterr().out.splitlines()[-2].endswith(start)
    assert checked(records(CLEAN), today=TODAY, at=AT).result == "Nothing found."


def test_a_workbook_with_lists_and_no_entries_is_told_what_is_left():
    partly = records("Suppliers\nSupplier\nMetalco")
    assert checked(partly, today=TODAY, at=AT).start == (
        "Nothing entered yet: start with Customers, Materials, Parts, People."
    )
