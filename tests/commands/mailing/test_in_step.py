"""What follows the register: a recall withdraws drafts and says so in register.csv; undo and release bring them back."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from lotbook.cli import main
from lotbook.hosts.file.book import FileBook
from lotbook.tables.records import Records

LOT = "AL6-0124-001"


@pytest.fixture
def workbook(workbook) -> Path:
    """The shop's workbook; a draft of its package waits in the outbox."""
    assert main(["mail", str(workbook), "COC-0001"]) == 0
    return workbook


def done(capsys, *words: object) -> str:
    capsys.readouterr()
    assert main([str(word) for word in words]) in (0, 1)
    return " ".join(capsys.readouterr().out.split())


def outbox(workbook: Path) -> list[str]:
    return sorted(path.name for path in (workbook.parent / "outbox").iterdir())


def statuses(workbook: Path) -> tuple[str, str]:
    """Of the one certificate: as the register says, and as its copy says."""
    with FileBook.open(workbook) as book:
        (row,) = Records(book).certificates
    with (workbook.parent / "packages" / "register.csv").open(encoding="utf-8-sig", newline="") as file:
        (copy,) = csv.DictReader(file)
    assert (row.reason or "") == copy["Reason"]
    return row.status or "", copy["Status"]


def recall(capsys, workbook: Path) -> str:
    return done(capsys, "recall", workbook, "--lot", LOT, "--hold", "--notices", "--reason", "cracks")


def test_a_recall_withdraws_the_draft_of_what_it_marks_and_the_copy_says_so(workbook, capsys):
    assert outbox(workbook) == ["COC-0001-A.eml"]
    assert "COC-0001-A.eml in the folder outbox was withdrawn" in recall(capsys, workbook)
    assert outbox(workbook) == ["COC-0001-A.eml.withdrawn"]
    assert statuses(workbook) == ("Affected by recall", "Affected by recall")


def test_undo_of_the_recall_brings_the_draft_back(workbook, capsys):
    before = (workbook.parent / "outbox" / "COC-0001-A.eml").read_bytes()
    recall(capsys, workbook)
    assert "COC-0001-A.eml is in the folder outbox again" in done(capsys, "undo", workbook)
    assert (workbook.parent / "outbox" / "COC-0001-A.eml").read_bytes() == before
    assert statuses(workbook) == ("Issued", "Issued")


def test_a_release_brings_the_draft_back_and_undo_of_it_withdraws_it_again(workbook, capsys):
    recall(capsys, workbook)
    told = done(capsys, "recalls", workbook, "RCL-001", "--release", "--reason", "tested good")
    assert "COC-0001-A.eml is in the folder outbox again" in told
    assert (outbox(workbook), statuses(workbook)) == (["COC-0001-A.eml"], ("Issued", "Issued"))
    assert "was withdrawn" in done(capsys, "undo", workbook)
    assert outbox(workbook) == ["COC-0001-A.eml.withdrawn"]
    assert statuses(workbook) == ("Affected by recall", "Affected by recall")


def test_the_copy_says_the_same_after_a_recall_is_closed(workbook, capsys):
    recall(capsys, workbook)
    done(capsys, "recalls", workbook, "RCL-001", "--close", "--reason", "all answered")
    assert statuses(workbook) == ("Affected by recall", "Affected by recall")


def test_a_draft_that_was_prepared_anew_meanwhile_stays(workbook, capsys):
    recall(capsys, workbook)
    (workbook.parent / "outbox" / "COC-0001-A.eml").write_text("a newer one")
    assert "outbox again" not in done(capsys, "undo", workbook)
    assert (workbook.parent / "outbox" / "COC-0001-A.eml").read_text() == "a newer one"
    assert statuses(workbook) == ("Issued", "Issued")


def test_a_dry_run_and_a_drill_withdraw_nothing(workbook, capsys):
    done(capsys, "recall", workbook, "--lot", LOT, "--hold", "--dry-run")
    done(capsys, "drill", workbook, "--lot", LOT)
    assert outbox(workbook) == ["COC-0001-A.eml"]
    assert statuses(workbook) == ("Issued", "Issued")
