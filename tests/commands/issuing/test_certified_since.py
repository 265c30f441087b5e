"""Checking the workbook names every fact that differs from a certificate that is out."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from lotbook.cli import main
from lotbook.commands.issuing.certified_since import changed_since
from lotbook.documents.pdf import making as pdf
from lotbook.hosts.file.book import FileBook
from lotbook.tables.records import Records
from tests.documents.gate_story import changed
from tests.documents.shop import shop


@pytest.fixture(scope="module")
def issued(tmp_path_factory) -> Path:
    """A shop with one issued certificate; tests work on copies of it."""
    folder = tmp_path_factory.mktemp("issued")
    workbook = shop(folder)
    patch = pytest.MonkeyPatch()
    patch.setattr(pdf, "engines", lambda: ())
    assert main(["issue", str(workbook), "ORD-0001"]) == 0
    patch.undo()
    return workbook


@pytest.fixture
def workbook(issued, tmp_path) -> Path:
    shutil.copytree(issued.parent, tmp_path / "shop")
    return tmp_path / "shop" / issued.name


def typed(workbook: Path, sheet: str, column: str, old: object, new: object) -> None:
    """Somebody types over a cell, as in Excel."""
    book = openpyxl.load_workbook(workbook)
    headers = [cell.value for cell in book[sheet][1]]
    cells = [row[headers.index(column)] for row in book[sheet].iter_rows(min_row=2)]
    found = [cell for cell in cells if cell.value == old]
    assert found
    found[0].value = new
    book.save(workbook)


def told(workbook: Path) -> list[tuple[str, int, str, str]]:
    with FileBook(workbook) as book:
        findings = list(changed_since(workbook.parent, Records(book)))
    assert {finding.code for finding in findings} <= {"certified-fact-changed"}
    return [(f.place.sheet, f.place.row, f.place.column, f.message) for f in findings]


def test_as_issued_nothing_is_told(workbook):
    assert told(workbook) == []


@pytest.mark.parametrize(
    ("sheet", "column", "old", "new", "message"),
    [
        ("Shipments", "Quantity", 4, 3, "Quantity of SHP-0001 is 3 now; COC-0001 A says 4."),
        ("Orders", "Customer PO", "0099-1", "99-1", "Customer PO of ORD-0001 is 99-1 now; COC-0001 A says 0099-1."),
        ("Manufacture", "Part revision", "C", "D", "Part revision of MFG-0001 is D now; COC-0001 A says C."),
        (
            "Receiving", "Heat on certificate", "H83017", "H83O17",
            "Heat on certificate of AL6-0124-001 is H83O17 now; COC-0001 A says H83017.",
        ),
        ("Receiving", "Mill", "Alpine Rolling", None, "Mill of AL6-0124-001 is (empty) now; COC-0001 A says Alpine Rolling."),
        ("Receiving", "Checked by", "Bob", "Ann", "Checked by of AL6-0124-001 is Ann now; COC-0001 A says Bob."),
        (
            "Receiving", "Checked on", datetime(2024, 1, 10), datetime(2024, 1, 9),
            "Checked on of AL6-0124-001 is 2024-01-09 now; COC-0001 A says 2024-01-10.",
        ),
        (
            "Receiving", "Received on", datetime(2024, 1, 10), datetime(2024, 1, 8),
            "Received on of AL6-0124-001 is 2024-01-08 now; COC-0001 A says 2024-01-10.",
        ),
        ("Cuts", "Verified by", "Ann", "Bob", "Verified by of AL6-0124-001-1 is Bob now; COC-0001 A says Ann."),
        ("Manufacture", "Operator", "Bob", "Ann", "Operator of MFG-0001 is Ann now; COC-0001 A says Bob."),
    ],
)  # fmt: skip
def test_a_fact_changed_after_the_issue_is_told_at_its_cell(workbook, sheet, column, old, new, message):
    typed(workbook, sheet, column, old, new)
    assert [(s, c, m) for s, _, c, m in told(workbook)] == [(sheet, column, message)]


def test_who_measured_is_compared_where_a_paper_names_them(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "engines", lambda: ())
    text = changed(("| Traceability report | Open", "| Dimensional report | Open"))
    workbook = shop(tmp_path, text)
    assert main(["issue", str(workbook), "ORD-0001"]) == 0
    assert told(workbook) == []
    typed(workbook, "Measurements", "Inspector", "Ann", "Bob")
    assert told(workbook) == [
        (
            "Measurements", 2, "Inspector",
            "BRK #1 of MFG-0001 was measured by Ann, says COC-0001 A; the workbook says Bob.",
        )
    ]  # fmt: skip


def test_a_certificate_of_before_people_were_kept_says_nothing_of_them(workbook):
    typed(workbook, "Receiving", "Checked by", "Bob", "Ann")
    assert len(told(workbook)) == 1
    manifest = next(workbook.parent.glob("packages/*/*/manifest.json"))
    said = json.loads(manifest.read_bytes())
    for lot in said["chain"]["lots"]:
        del lot["checked_by"], lot["checked_on"]
    manifest.write_text(json.dumps(said), encoding="utf-8")
    typed(workbook, "Certificates", "SHA-256", *_resealed(workbook, manifest))
    assert told(workbook) == []


def _resealed(workbook: Path, manifest: Path) -> tuple[str, str]:
    """The fingerprint that the register has, and that of the file as it is now."""
    with FileBook(workbook) as book:
        (row,) = Records(book).certificates
    return row.sha256 or "", hashlib.sha256(manifest.read_bytes()).hexdigest()


def test_other_material_than_the_certificate_says_is_told_at_the_run(workbook):
    typed(workbook, "Materials used", "Source", "AL6-0124-001-1", "AL6-0124-009")
    assert told(workbook) == [
        (
            "Manufacture", 2, "Run ID",
            "MFG-0001 uses AL6-0124-009 as well and does not use AL6-0124-001-1 any more, since COC-0001 A was issued.",
        )
    ]  # fmt: skip


def test_a_certificate_that_is_void_says_nothing_any_more(workbook, capsys):
    typed(workbook, "Shipments", "Quantity", 4, 3)
    assert main(["void", str(workbook), "COC-0001", "--reason", "wrong"]) == 0
    assert told(workbook) == []


def test_a_package_that_is_gone_or_altered_is_left_to_verify(workbook):
    typed(workbook, "Shipments", "Quantity", 4, 3)
    manifest = next(workbook.parent.glob("packages/*/*/manifest.json"))
    manifest.write_bytes(manifest.read_bytes() + b" ")
    assert told(workbook) == []
    shutil.rmtree(manifest.parent)
    assert told(workbook) == []


def test_checking_the_workbook_tells_it(workbook, capsys):
    typed(workbook, "Shipments", "Quantity", 4, 3)
    main(["check", str(workbook)])
    assert "Quantity of SHP-0001 is 3 now; COC-0001 A says 4." in capsys.readouterr().out
