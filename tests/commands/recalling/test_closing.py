"""What is filed of a recall while it is open and when it is over: what was found, who answered, what became of the goods."""

from __future__ import annotations

import pytest

from lotbook.cli import main
from lotbook.documents.papers import recall_status
from lotbook.documents.papers.recall_standing import Standing
from lotbook.documents.template.fields import examples, names
from lotbook.domain.edits import Append, Edit, Plan
from lotbook.domain.values import Value
from lotbook.hosts.file.book import FileBook
from lotbook.tables.records import Records
from tests.commands.recalling.test_act import STORY, built, rows, said, text_of

WORDS = ("--lot", "AL6-001", "--reason", "cracks", "--hold", "--notices")


@pytest.fixture
def opened(tmp_path, monkeypatch):
    monkeypatch.setattr("lotbook.documents.pdf.making.engines", tuple)
    assert main(["recall", str(built(tmp_path / "shop.xlsx")), *WORDS, "--who", "Ann"]) == 0
    return tmp_path / "shop.xlsx"


def written(book, *edits: Edit, **appends: dict[str, Value]) -> None:
    with FileBook.open(book, writing=True) as open_book:
        more = tuple(Append(sheet, values, "x") for sheet, values in appends.items())
        open_book.write(Plan("test", "", edits=edits, appends=more), who="Ann")


def report(capsys, opened, folder) -> str:
    said(capsys, "recalls", opened, "RCL-001", "--report", folder)
    (paper,) = folder.glob("*.docx")
    return text_of(paper)


def test_the_status_report_tells_what_was_found_and_who_was_reached(opened, capsys, tmp_path):
    said(capsys, "recalls", opened, "RCL-001", "--sent", "Müller")
    said(capsys, "recalls", opened, "RCL-001", "--answered", "Müller", "--held", "1", "--returned", "2")
    told = report(capsys, opened, tmp_path / "status")
    assert "Recall status report" in told
    for fact in (
        "lot AL6-001", "cracks", "AL6-001: 6061 plate, heat or maker's lot H83017",
        "1 of 2, ", "1 of 2 (50\u00a0%), last on", "3 of 10\u00a0pcs (30\u00a0%)",
        "Not told, because the notice was not sent: Smith & Sons <UK>.",
        "Still held or marked, so not decided on: lot AL6-001, run MFG-0001, run MFG-0003, certificate COC-0001 B.",
        ": 1 held there, 2 came back.", "Estimated completion", "MFG-0002",
    ):  # fmt: skip
        assert fact in told
    assert "Ann" in told


def test_what_came_back_before_the_recall_is_not_out_and_all_can_be_accounted_for(
    tmp_path, capsys, monkeypatch
):
    monkeypatch.setattr("lotbook.documents.pdf.making.engines", tuple)
    back = "    SHP-0004    | 2024-03-01 | ORD-0001 | MFG-0001 | -2       | pcs  |\n\n    Certificates"
    book = built(tmp_path / "shop.xlsx", STORY.replace("\n    Certificates", back, 1))
    assert main(["recall", str(book), *WORDS]) == 0
    refused = said(
        capsys, "recalls", book, "RCL-001", "--answered", "Smith & Sons <UK>", "--held", "5", code=2
    )
    assert (
        "received 6\u00a0pcs of what RCL-001 recalls, and 2\u00a0pcs of it came back before it was opened"
        in refused["problem"]
    )
    said(capsys, "recalls", book, "RCL-001", "--answered", "Smith & Sons <UK>", "--held", "3")
    said(capsys, "recalls", book, "RCL-001", "--answered", "Müller", "--held", "2", "--returned", "2")
    told = report(capsys, book, tmp_path / "one")
    assert "7 of 8\u00a0pcs (88\u00a0%); 2\u00a0pcs came back before the recall" in told
    assert (
        "Smith & Sons <UK> accounts for 3 of 4\u00a0pcs: 1\u00a0pcs used up, passed on or not told." in told
    )
    said(capsys, "recalls", book, "RCL-001", "--answered", "Smith & Sons <UK>", "--held", "4")
    told = report(capsys, book, tmp_path / "two")
    assert "8 of 8\u00a0pcs (100\u00a0%)" in told
    assert "accounts for" not in told


def test_who_received_any_since_it_was_opened_is_an_open_point(opened, capsys, tmp_path):
    written(opened, Edit("Shipments", 4, "Run ID", "MFG-0004", "MFG-0002"))
    told = report(capsys, opened, tmp_path / "status")
    assert "Other received 5\u00a0pcs, but there is no notice." in told


def test_what_was_decided_on_the_goods_is_told(opened, capsys, tmp_path):
    ncr = {"NCR ID": "NCR-0001", "Lot or run": "MFG-0001", "Description": "Cracked", "Quantity": 4, "Disposition": "Scrap"}  # fmt: skip
    other = {
        "NCR ID": "NCR-0002",
        "Lot or run": "MFG-0004",
        "Description": "Scratched",
        "Disposition": "Scrap",
    }
    written(opened, Nonconformances=ncr)
    written(opened, Nonconformances=other)
    told = report(capsys, opened, tmp_path / "status")
    assert "Cracked" in told
    assert "Scratched" not in told


def test_closing_files_the_report_and_undo_takes_both_back(opened, capsys):
    answer = said(
        capsys, "recalls", opened, "RCL-001", "--close", "--reason", "told by phone", "--who", "Bea"
    )
    (paper,) = (opened.parent / "recalls/RCL-001/closing").iterdir()
    assert answer["exported"] == [str(paper)]
    told = text_of(paper)
    assert "Recall closing report" in told
    assert "told by phone" in told
    assert "Bea" in told
    assert "Estimated completion" not in told
    said(capsys, "undo", opened)
    assert rows(opened, "Recalls", "status") == [("Open",)]
    assert not paper.parent.exists()
    assert (opened.parent / "recalls/RCL-001").exists()


def test_a_recall_closed_again_leaves_the_first_report_as_it_is(opened, capsys):
    said(capsys, "recalls", opened, "RCL-001", "--close", "--reason", "first")
    row = 2
    written(opened, Edit("Recalls", row, "Status", "Closed", "Open"))
    said(capsys, "recalls", opened, "RCL-001", "--close", "--reason", "second")
    papers = sorted((opened.parent / "recalls/RCL-001").glob("closing*/*.docx"))
    assert ["first" in text_of(paper) for paper in papers] == [True, True]
    assert ["second" in text_of(paper) for paper in papers] == [False, True]


def test_a_dry_run_and_a_refusal_file_nothing(opened, capsys):
    said(capsys, "recalls", opened, "RCL-001", "--close", "--reason", "over", "--dry-run")
    said(capsys, "recalls", opened, "RCL-001", "--close", code=2)
    assert not list((opened.parent / "recalls/RCL-001").glob("closing*"))


def test_a_report_that_cannot_be_written_leaves_the_recall_open(opened, capsys):
    own = opened.parent / "templates"
    own.mkdir()
    (own / "recall_status.docx").write_bytes(b"no Word file")
    with FileBook.open(opened) as book:
        (number,) = [row.row for row in Records(book).settings_rows if row.setting == "Templates folder"]  # fmt: skip
    written(opened, Edit("Settings", number, "Value", None, "templates"))
    assert main(["recalls", str(opened), "RCL-001", "--close", "--reason", "over"]) != 0
    assert rows(opened, "Recalls", "status") == [("Open",)]
    assert not list((opened.parent / "recalls/RCL-001").glob("*closing*"))


def test_a_recall_of_which_the_journal_knows_nothing_is_told_as_far_as_the_registers_go(
    tmp_path, capsys, monkeypatch
):
    monkeypatch.setattr("lotbook.documents.pdf.making.engines", tuple)
    book = built(tmp_path / "shop.xlsx")
    recall = {
        "Recall ID": "RCL-001",
        "Opened at": "2024-05-01 09:00 UTC",
        "Trigger": "lot AL6-001",
        "Status": "Open",
    }
    written(book, Recalls=recall)
    told = report(capsys, book, tmp_path / "status")
    assert "The journal does not tell what was asked" in told


def test_a_second_status_report_of_a_day_overwrites_nothing(opened, capsys, tmp_path):
    for _ in range(2):
        said(capsys, "recalls", opened, "RCL-001", "--report", tmp_path / "status")
    assert len(list((tmp_path / "status").glob("*.docx"))) == 2


def test_the_report_fills_every_field_that_templates_may_use(opened, capsys, tmp_path, monkeypatch):
    filled = {}

    def context(standing: Standing, head, made):
        filled.update(original(standing, head, made))
        return filled

    original = recall_status.context
    monkeypatch.setattr(recall_status, "context", context)
    ncr = {"NCR ID": "NCR-0001", "Lot or run": "MFG-0001", "Description": "Cracked", "Disposition": "Scrap"}
    written(opened, Nonconformances=ncr)
    report(capsys, opened, tmp_path / "status")
    assert set(names(filled)) == set(names(examples(recall_status.FIELDS)))
