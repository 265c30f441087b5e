"""The register lies beside the packages as a plain file, current after each command that changes it."""

from __future__ import annotations

import csv

import pytest

from lotbook.cli import main
from lotbook.commands.issuing.register_file import as_csv
from lotbook.documents.pdf import making as pdf
from lotbook.tables.certificates import SHEET, Certificate
from tests.documents.shop import shop


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(pdf, "engines", lambda: ())


def rows(folder) -> list[dict[str, str]]:
    with (folder / "packages" / "register.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_it_follows_issue_reissue_and_void(tmp_path):
    workbook = str(shop(tmp_path))
    assert main(["issue", workbook, "ORD-0001"]) == 0
    assert [(r["Certificate ID"], r["Revision"], r["Status"]) for r in rows(tmp_path)] == [
        ("COC-0001", "A", "Issued")
    ]
    assert (
        main(
            [
                "issue",
                workbook,
                "ORD-0001",
                "--supersede",
                "COC-0001",
                "--reason",
                'line, and "more"',
                "--accept-warnings",
                "Ann: looked at",
            ]
        )
        == 0
    )
    assert main(["void", workbook, "COC-0001", "--reason", "wrong"]) == 0
    assert [(r["Revision"], r["Status"], r["Reason"]) for r in rows(tmp_path)] == [
        ("A", "Superseded", ""),
        ("B", "Void", 'line, and "more"; Override gate-nothing-changed: Ann: looked at; Void: wrong'),
    ]


def test_a_copy_that_cannot_be_written_stops_nothing(tmp_path, capsys):
    workbook = str(shop(tmp_path))
    (tmp_path / "packages" / "register.csv").mkdir(parents=True)
    assert main(["issue", workbook, "ORD-0001"]) == 0
    assert "The copy of the register could not be written" in capsys.readouterr().out


def test_a_text_is_never_a_formula():
    empty = dict.fromkeys(SHEET.columns)
    row = Certificate(row=2, **{**empty, "certificate_id": "COC-0001", "reason": '=HYPERLINK("x")'})
    assert '"\'=HYPERLINK(""x"")"' in as_csv([row]).decode("utf-8-sig")
