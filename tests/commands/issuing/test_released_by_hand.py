"""A lot that was rejected with Lotbook and typed to Released by hand is told wherever somebody looks."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from lotbook.cli import main
from lotbook.commands.issuing.order import once
from lotbook.hosts.file.book import FileBook
from lotbook.tables.records import Records
from tests.commands.certs_shop import AGO, TODAY, certs, found_codes, paper, row, shop

CODE = "released-after-rejection"


def typed(workbook: Path, **cells: object) -> None:
    """Somebody types over cells of the first delivery, as in Excel."""
    book = openpyxl.load_workbook(workbook)
    sheet = book["Receiving"]
    headers = [cell.value for cell in sheet[1]]
    for header, value in cells.items():
        sheet.cell(2, headers.index(header.replace("_", " ")) + 1).value = value
    book.save(workbook)


def told(workbook: Path, capsys) -> list[dict]:
    capsys.readouterr()
    main(["check", str(workbook), "--no-write", "--json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    return [each for each in findings if each["code"] == CODE]


@pytest.fixture
def rejected(tmp_path, capsys) -> Path:
    """A lot that `certs` rejected because heat and certificate differ."""
    workbook = shop(tmp_path, row(tag="H83-O17"))
    paper(tmp_path / "m1.pdf")
    certs(capsys, workbook, code=1)
    return workbook


def by_hand(workbook: Path) -> None:
    today = datetime(AGO.year, AGO.month, AGO.day)
    typed(workbook, Status="Released", Reason=None, Checked_by="Ann", Checked_on=today)


def test_a_rejected_lot_is_told_only_once_it_was_typed_to_released(rejected, capsys):
    assert told(rejected, capsys) == []
    by_hand(rejected)
    [finding] = told(rejected, capsys)
    assert (finding["sheet"], finding["column"], finding["severity"]) == ("Receiving", "Status", "stop")
    assert finding["message"].startswith(
        f"AL6-0124-001 was released by hand after it was rejected on {TODAY} for: Certificate: "
    )


def test_certs_and_the_gate_tell_it_as_well(rejected, capsys):
    by_hand(rejected)
    assert CODE in found_codes(certs(capsys, rejected, code=1))
    with FileBook.open(rejected) as book:
        assert CODE in {finding.code for finding in once(Records(book), book.folder, TODAY).found}


def test_a_lot_that_a_person_rejected_for_a_reason_of_their_own_is_told_with_it(tmp_path, capsys):
    workbook = shop(tmp_path, row(typed="H83-017"))
    paper(tmp_path / "m1.pdf")
    certs(capsys, workbook, "--reject", "AL6-0124-001", "--reason", "Scratched all over.")
    by_hand(workbook)
    assert told(workbook, capsys)[0]["message"].endswith(" for: Scratched all over.")


def test_released_with_lotbook_after_the_rejection_is_in_order(tmp_path, capsys):
    workbook = shop(tmp_path, row(typed="H83-017"))
    paper(tmp_path / "m1.pdf")
    certs(capsys, workbook, "--reject", "AL6-0124-001", "--reason", "Scratched")
    certs(capsys, workbook, "--release", "AL6-0124-001", "--seen", "Only the foil is scratched")
    assert told(workbook, capsys) == []


def test_a_rejection_that_was_undone_counts_for_nothing(rejected, capsys):
    assert main(["undo", str(rejected)]) == 0
    by_hand(rejected)
    assert told(rejected, capsys) == []


def test_a_release_that_was_undone_leaves_the_rejection(tmp_path, capsys):
    workbook = shop(tmp_path, row(typed="H83-017"))
    paper(tmp_path / "m1.pdf")
    certs(capsys, workbook, "--reject", "AL6-0124-001", "--reason", "Scratched")
    certs(capsys, workbook, "--release", "AL6-0124-001", "--seen", "Only the foil is scratched")
    assert main(["undo", str(workbook)]) == 0
    by_hand(workbook)
    assert len(told(workbook, capsys)) == 1


def test_the_way_that_the_finding_names_settles_it(rejected, capsys):
    by_hand(rejected)
    typed(rejected, Status="Rejected", Heat_on_material="H83-017")
    certs(capsys, rejected)
    certs(capsys, rejected, "--release", "AL6-0124-001", "--seen", "The tag was read wrong")
    assert told(rejected, capsys) == []


def test_without_a_journal_the_reason_that_lotbook_wrote_still_tells_it(tmp_path, capsys):
    workbook = shop(tmp_path, row(status="Released", typed="H83-017", reason="Certificate: heat differs."))
    assert told(workbook, capsys)[0]["message"] == (
        "AL6-0124-001 was released by hand after it was rejected for: Certificate: heat differs."
    )
    other = shop(
        tmp_path / "b", row(status="Released", typed="H83-017", reason="RCL-001 released: all counted")
    )
    assert told(other, capsys) == []
