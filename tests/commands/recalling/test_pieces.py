"""A recall that reaches a piece and not the lot it was cut from: the piece is held, told, stopped at, and let go of."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from lotbook.checks.shop import Shop
from lotbook.cli import main
from lotbook.commands.cutting.plan import How, Portion
from lotbook.commands.cutting.plan import plan as cutting
from lotbook.commands.recalling.pieces import held_alone
from lotbook.commands.scanning.status import against
from lotbook.documents.papers.label import labels
from lotbook.domain.edits import Append, Plan
from lotbook.domain.findings import Place
from lotbook.hosts.file.book import FileBook
from lotbook.tables.records import Records
from tests.commands.recalling.test_act import built, rows, said, text_of

STORY = """
    Settings
    Setting         | Value
    Company name    | Northfield Precision
    Default signer  | Ann

    Customers
    Customer | Contact | E-mail
    Smith    | J. S.   | js@smith.example

    Receiving
    Lot ID  | Received on | Material | Heat on certificate | Quantity | Unit | Status
    AL6-001 | 2024-01-02  | AL6      | H1                  | 100      | kg   | Released

    Cuts
    Cut ID | Cut on     | From    | New lot ID | Quantity | Unit | Reason | Heat marked
    CUT-1  | 2024-01-03 | AL6-001 | X-1        | 30       | kg   | Cut    | H9
    CUT-2  | 2024-01-03 | X-1     | X-1-1      | 10       | kg   | Cut    | H9
    CUT-3  | 2024-01-03 | AL6-001 | X-2        | 10       | kg   | Cut    | H1

    Manufacture
    Run ID   | Part number | Quantity made | Unit | Status   | Started on | Finished on
    MFG-0001 | BRK         | 10            | pcs  | Complete | 2024-01-05 | 2024-01-06
    MFG-0002 | BRK         | 10            | pcs  | Complete | 2024-01-05 | 2024-01-06

    Materials used
    Run ID   | Source | Quantity | Unit | Used on
    MFG-0001 | X-1-1  | 5        | kg   | 2024-01-05
    MFG-0002 | X-2    | 5        | kg   | 2024-01-05

    Orders
    Order ID | Customer | Part number | Quantity | Unit | Status
    ORD-0001 | Smith    | BRK         | 10       | pcs  | Shipped

    Shipments
    Shipment ID | Shipped on | Order ID | Run ID   | Quantity | Unit
    SHP-0001    | 2024-02-05 | ORD-0001 | MFG-0001 | 10       | pcs
"""
PIECE = ("--heat", "H9", "--reason", "wrong alloy")


@pytest.fixture
def workbook(tmp_path, monkeypatch):
    monkeypatch.setattr("lotbook.documents.pdf.making.engines", tuple)
    return built(tmp_path / "shop.xlsx", STORY)


def held(capsys, workbook: Path, *words: str) -> dict:
    return said(capsys, "recall", workbook, *(words or PIECE), "--hold", code=None)["act"]


def checked(capsys, workbook: Path) -> Counter[tuple[str, int, str]]:
    capsys.readouterr()
    found = said(capsys, "check", workbook, "--no-write", code=None)["findings"]
    codes = ("used-not-released", "cut-from-unreleased")
    return Counter((each["sheet"], each["row"], each["message"]) for each in found if each["code"] in codes)


def used_later(workbook: Path) -> None:
    """Somebody takes the rest of the piece after the recall was opened."""
    today = date.today()
    with FileBook.open(workbook, writing=True) as book:
        run = {
            "Run ID": "MFG-0009",
            "Part number": "BRK",
            "Quantity made": 4,
            "Unit": "pcs",
            "Status": "Complete",
        }
        use = {
            "Run ID": "MFG-0009",
            "Source": "X-1-1",
            "Quantity": 2,
            "Unit": "kg",
            "Used on": date(2999, 1, 1),
        }
        cut = {"Cut ID": "CUT-9", "Cut on": date(2999, 1, 1), "From": "X-1", "New lot ID": "X-1-2", "Quantity": 1, "Unit": "kg", "Reason": "Cut"}  # fmt: skip
        days = {"Started on": today, "Finished on": today}
        sheets = {"Manufacture": run | days, "Materials used": use, "Cuts": cut}
        rows = tuple(Append(sheet, values, "x") for sheet, values in sheets.items())
        book.write(Plan("test", "", appends=rows), who="Ann")


def test_a_piece_is_held_by_the_register_with_all_that_is_cut_from_it_and_its_lot_stays_free(
    workbook, capsys
):
    act = held(capsys, workbook)
    assert (act["lots_held"], act["pieces_held"]) == ([], ["X-1"])
    assert rows(workbook, "Receiving", "status") == [("Released",)]
    assert rows(workbook, "Recalls", "reason") == [("wrong alloy; holds the pieces X-1",)]
    (aside,) = (remark for remark in act["remarks"] if remark.startswith("X-1: "))
    assert "Set it aside" in aside
    report = text_of(Path(act["folder"]) / "RCL-001 report.docx")
    assert "1 piece held. X-1: a piece has no status on the sheet Cuts." in report
    sheet = openpyxl.load_workbook(workbook)["Recall"]
    assert [
        "Set aside" in str(row[0].value) and "X-1: a piece" in str(row[1].value) for row in sheet["A1:B9"]
    ].count(True) == 1


def test_what_uses_or_cuts_a_held_piece_after_the_recall_is_a_stop_and_what_did_before_is_not(
    workbook, capsys
):
    assert not checked(capsys, workbook)
    held(capsys, workbook)
    assert not checked(capsys, workbook)
    used_later(workbook)
    assert checked(capsys, workbook) == {
        ("Materials used", 4, "MFG-0009 used X-1-1, cut from X-1, which is held by RCL-001: wrong alloy."): 1,
        ("Cuts", 5, "X-1-2 was cut from X-1, which is held by RCL-001: wrong alloy."): 1,
    }


@pytest.mark.parametrize(
    ("sheet", "name", "stops"),
    [
        ("Materials used", "X-1-1", "X-1-1, cut from X-1, is held by RCL-001: wrong alloy."),
        ("Cuts", "X-1", "X-1 is held by RCL-001: wrong alloy."),
        ("Shipments", "MFG-0001", "MFG-0001 was made of X-1, which is held by RCL-001: wrong alloy."),
        ("Materials used", "X-2", ""),
        ("Shipments", "MFG-0002", ""),
    ],
)
def test_a_scan_stops_at_what_comes_from_a_held_piece(workbook, capsys, sheet, name, stops):
    said(capsys, "recall", workbook, *PIECE, "--hold", code=None)
    with FileBook.open(workbook) as book:
        found = against(Records(book), sheet, name, Place(sheet, 9), date(2024, 6, 1))
    assert (found.message if found else "").startswith(stops)
    assert bool(found) == bool(stops)


def test_a_held_piece_is_not_cut_and_its_label_says_hold(workbook, capsys):
    held(capsys, workbook)
    with FileBook.open(workbook) as book:
        records = Records(book)
        cut = cutting(Shop(records, date(2024, 6, 1)), {}, [Portion("X-1", 1, "Cut")], How(date(2024, 6, 1)))
        (label,), _ = labels(records, ["X-1-1"])
        (free,), _ = labels(records, ["X-2"])
    assert cut.stops
    assert [f.message for f in cut.findings if f.code == "cut-source-held"] == [
        "X-1 is held by RCL-001: wrong alloy."
    ]
    assert (dict(label.facts).get("Status"), dict(free.facts).get("Status")) == ("HOLD", None)


def test_what_was_made_of_a_held_piece_is_not_certified(workbook, capsys):
    def stops() -> list[str]:
        return [
            each["message"]
            for each in said(capsys, "ready", workbook, "ORD-0001", code=None)["findings"]
            if each["code"] == "gate-piece-held"
        ]

    assert stops() == []
    held(capsys, workbook)
    assert stops() == [
        "Piece X-1 is held by RCL-001: wrong alloy.",
        "Piece X-1-1 is held by RCL-001: wrong alloy.",
    ]
    said(capsys, "recalls", workbook, "RCL-001", "--release", "--reason", "good")
    assert stops() == []


def test_a_release_lets_go_of_the_piece_and_closing_alone_does_not(workbook, capsys):
    held(capsys, workbook)
    used_later(workbook)
    said(capsys, "recalls", workbook, "RCL-001", "--close", "--reason", "over")
    assert checked(capsys, workbook)
    said(capsys, "recalls", workbook, "RCL-001", "--release", "--reason", "it is H1; tested")
    assert not checked(capsys, workbook)
    assert rows(workbook, "Recalls", "reason")[0][0].endswith("; RCL-001 released: it is H1; tested")
    assert said(capsys, "recalls", workbook, "RCL-001", "--release", "--reason", "x", code=2)


def test_two_recalls_hold_one_piece_until_both_are_released(workbook, capsys):
    held(capsys, workbook)
    assert held(capsys, workbook, "--lot", "X-1", "--reason", "scale")["pieces_held"] == ["X-1"]
    used_later(workbook)
    said(capsys, "recalls", workbook, "RCL-001", "--release", "--reason", "good")
    assert len(checked(capsys, workbook)) == 2
    said(capsys, "recalls", workbook, "RCL-002", "--release", "--reason", "good")
    assert not checked(capsys, workbook)


def test_undo_lets_go_of_the_piece(workbook, capsys):
    before = workbook.read_bytes()
    held(capsys, workbook)
    assert main(["undo", str(workbook)]) == 0
    assert workbook.read_bytes() == before


def test_the_status_report_names_the_piece_as_held_until_it_is_released(workbook, capsys, tmp_path):
    def report(folder: str) -> str:
        said(capsys, "recalls", workbook, "RCL-001", "--report", tmp_path / folder)
        (paper,) = (tmp_path / folder).glob("*.docx")
        return text_of(paper)

    held(capsys, workbook)
    told = report("one")
    assert "X-1 (AL6-001), heat or maker's lot H9" in told
    assert "Still held or marked, so not decided on: " in told
    assert "piece X-1" in told
    assert "Set aside" in told
    said(capsys, "recalls", workbook, "RCL-001", "--release", "--reason", "good")
    assert "piece X-1" not in report("two")


def test_a_recall_of_the_lot_holds_its_pieces_with_it(workbook, capsys):
    act = held(capsys, workbook, "--lot", "AL6-001")
    assert (act["lots_held"], act["pieces_held"]) == (["AL6-001"], [])
    assert rows(workbook, "Recalls", "reason") == [("The material is under investigation.",)]


def test_pieces_cut_from_each_other_in_a_circle_are_all_held(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("lotbook.documents.pdf.making.engines", tuple)
    circle = STORY.replace("AL6-001 | X-1        | 30", "X-1-1   | X-1        | 30")
    assert set(held(capsys, built(tmp_path / "shop.xlsx", circle))["pieces_held"]) == {"X-1", "X-1-1"}


def test_only_the_first_of_a_line_of_pieces_is_named(workbook):
    from lotbook.domain.filters import Filters
    from lotbook.tables.trace.recall import recall

    with FileBook.open(workbook) as book:
        records = Records(book)
        found = recall(records, Filters(lot=("X-1", "X-1-1", "X-2")), known={})
        assert held_alone(records, found) == ("X-1", "X-2")


def test_the_balance_of_a_piece_counts_from_what_was_cut(workbook, capsys, tmp_path):
    answer = said(capsys, "recall", workbook, *PIECE[:2], "--no-write")
    told = ("lot", "unit", "received", "used_in_good_parts", "on_hand", "unexplained")
    assert [[each[name] for name in told] for each in answer["balance"]] == [["X-1", "kg", 30, 5, 25, 0]]
    both = said(capsys, "recall", workbook, "--lot", "AL6-001", "--lot", "X-1", "--no-write")
    assert [each["lot"] for each in both["balance"]] == ["AL6-001"]  # the piece is counted in its lot
    held(capsys, workbook)
    said(capsys, "recalls", workbook, "RCL-001", "--report", tmp_path)
    (paper,) = tmp_path.glob("*status*.docx")
    assert "30\u00a0kg" in text_of(paper)


def test_more_taken_of_a_piece_than_was_cut_is_told_at_its_row(tmp_path, capsys):
    book = built(tmp_path / "shop.xlsx", STORY.replace("MFG-0001 | X-1-1  | 5 ", "MFG-0001 | X-1    | 45"))
    gaps = said(capsys, "recall", book, *PIECE[:2], "--no-write", code=1)["gaps"]
    assert ("Cuts", 2, "Quantity") in {(gap["sheet"], gap["row"], gap["column"]) for gap in gaps}
