"""A recall after it was opened: told, answered, released, closed; everything by identifier, because rows move."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from lotbook.cli import main
from lotbook.commands.recalls import COMMAND
from lotbook.domain.edits import Edit, Plan
from lotbook.hosts.file.book import FileBook
from tests.commands.recalling.test_act import built, rows


def said(capsys, *words: object, code: int = 0) -> dict:
    capsys.readouterr()
    assert main([*map(str, words), "--json"]) == code, capsys.readouterr()
    return json.loads(capsys.readouterr().out)


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """A shop with one open recall; the Word files are enough here."""
    folder = tmp_path_factory.mktemp("recall")
    words = ("--lot", "AL6-001", "--reason", "cracks", "--hold", "--notices")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lotbook.documents.pdf.making.engines", tuple)
        assert main(["recall", str(built(folder / "shop.xlsx")), *words]) == 0
    return folder


@pytest.fixture
def opened(shop, tmp_path, monkeypatch):
    monkeypatch.setattr("lotbook.documents.pdf.making.engines", tuple)
    return shutil.copytree(shop, tmp_path / "shop") / "shop.xlsx"


def status(capsys, book) -> dict:
    (recall,) = said(capsys, "recalls", book, "RCL-001")["recalls"]
    return recall


def test_a_fresh_recall_tells_whom_nobody_has_told_yet(opened, capsys):
    answer = said(capsys, "recalls", opened)
    assert set(answer) == set(COMMAND.json_keys)
    (recall,) = answer["recalls"]
    assert (recall["recall_id"], recall["status"], recall["unsent"], recall["unanswered"]) == (
        "RCL-001",
        "Open",
        2,
        2,
    )
    assert main(["recalls", str(opened), "rcl-001"]) == 0
    assert "NOT SENT: Smith & Sons <UK>  js@smith.example" in capsys.readouterr().out


def test_sent_and_answered_are_noted_for_the_right_customer(opened, capsys):
    said(capsys, "recalls", opened, "RCL-001", "--sent", "müller")
    said(
        capsys,
        "recalls",
        opened,
        "RCL-001",
        "--answered",
        "Müller",
        "--held",
        "3",
        "--returned",
        "1",
        "--on",
        "2024-03-01",
    )
    fields = ("customer", "acknowledged_on", "quantity_held", "quantity_returned")
    assert [tuple(map(str, row)) for row in rows(opened, "Recall notices", *fields)] == [
        ("Müller", "2024-03-01", "3", "1"),
        ("Smith & Sons <UK>", "None", "None", "None"),
    ]
    assert (status(capsys, opened)["unsent"], status(capsys, opened)["unanswered"]) == (1, 1)


def test_more_than_a_customer_received_is_refused_with_both_figures(opened, capsys):
    words = ("recalls", opened, "RCL-001", "--answered", "Müller", "--held", "3")
    before = Path(opened).read_bytes()
    refused = said(capsys, *words, "--returned", "25", code=2)
    assert "3 held there, 25 came back would be 28" in refused["problem"]
    assert "Shipments" in refused["next_step"]
    assert Path(opened).read_bytes() == before
    said(capsys, *words)
    refused = said(capsys, "recalls", opened, "RCL-001", "--answered", "Müller", "--returned", "25", code=2)
    assert "would be 28" in refused["problem"]  # together with what was noted before


def test_the_history_tells_what_each_customer_answered(opened, capsys):
    words = ("recalls", opened, "RCL-001", "--answered", "Müller")
    told = [
        said(capsys, *words, *more)["changed"]
        for more in (("--on", "1 March 2024"), ("--held", "3"), ("--returned", "1", "--on", "13.3.2024"))
    ]
    assert told[0] == "Müller answered RCL-001 on 1 Mar 2024: no quantities told."
    assert told[1].endswith(": 3 held there, unknown came back.")
    assert told[2] == "Müller answered RCL-001 on 13 Mar 2024: 3 held there, 1 came back."


def test_all_marks_each_that_was_not_sent_yet_and_a_second_time_there_is_none(opened, capsys):
    said(capsys, "recalls", opened, "RCL-001", "--sent", "Müller")
    first = rows(opened, "Recall notices", "sent_at")[0]
    assert len(said(capsys, "recalls", opened, "RCL-001", "--sent", "all")["cells"]) == 1
    assert rows(opened, "Recall notices", "sent_at")[0] == first
    said(capsys, "recalls", opened, "RCL-001", "--sent", "all", code=2)


def test_what_was_sent_cannot_be_taken_back(opened, capsys):
    said(capsys, "recalls", opened, "RCL-001", "--sent", "all")
    answer = said(capsys, "undo", opened, code=main(["undo", str(opened)]))
    assert "cannot be taken back" in answer["problem"]
    assert status(capsys, opened)["unsent"] == 0


def test_a_release_puts_each_thing_back_to_what_it_was(opened, capsys):
    before = [rows(opened, sheet, "status") for sheet in ("Manufacture", "Certificates")]
    answer = said(capsys, "recalls", opened, "RCL-001", "--release", "--reason", "tested good")
    assert answer["remarks"] == []
    assert rows(opened, "Receiving", "status", "reason")[0] == (
        "Released",
        "RCL-001: cracks; RCL-001 released: tested good",
    )
    told = "RCL-001: cracks; RCL-001 released: tested good"
    assert rows(opened, "Manufacture", "status", "note") == [
        ("Complete", told), ("Complete", None), ("In process", told), ("Complete", None)
    ]  # fmt: skip
    assert [status for (status,) in rows(opened, "Certificates", "status")] == [
        "Superseded",
        "Issued",
        "Issued",
    ]
    said(capsys, "undo", opened)
    assert [rows(opened, sheet, "status") for sheet in ("Manufacture", "Certificates")] == before


def test_what_somebody_changed_since_stays_as_it_is_and_is_told(opened, capsys):
    with FileBook.open(opened, writing=True) as book:
        book.write(Plan("test", "", edits=(Edit("Receiving", 2, "Status", "Hold", "Rejected"),)), who="Ann")
    answer = said(capsys, "recalls", opened, "RCL-001", "--release", "--reason", "good")
    assert any("AL6-001" in remark for remark in answer["remarks"])
    assert rows(opened, "Receiving", "status")[0] == ("Rejected",)


def second(capsys, opened, *words):
    return said(capsys, "recall", opened, "--heat", "H83017", "--hold", "--reason", "again", *words)


def released(capsys, opened, recall, code=0):
    return said(capsys, "recalls", opened, recall, "--release", "--reason", "good", code=code)


def stands(opened):
    sheets = ("Receiving", "Manufacture", "Certificates")
    return [status for sheet in sheets for (status,) in rows(opened, sheet, "status")]


BEFORE = ["Released", "Released", "Rejected", "Complete", "Complete", "In process", "Complete", "Superseded", "Issued", "Issued"]  # fmt: skip


@pytest.mark.parametrize("order", [("RCL-001", "RCL-002"), ("RCL-002", "RCL-001")])
def test_what_two_recalls_hold_is_free_when_the_second_of_them_is_released(opened, capsys, order):
    held = stands(opened)
    second(capsys, opened)
    assert stands(opened) == held  # the second found everything on hold
    answer = released(capsys, opened, order[0])
    assert stands(opened) == held
    assert f"AL6-001 stays held: {order[1]} holds it, too." in answer["remarks"]
    assert any(remark.startswith("COC-0001 B stays marked") for remark in answer["remarks"])
    assert f"{order[0]} released: good" in rows(opened, "Receiving", "reason")[0][0]
    assert released(capsys, opened, order[1])["remarks"] == []
    assert stands(opened) == BEFORE


def test_a_release_that_leaves_all_to_another_recall_can_be_taken_back(opened, capsys):
    second(capsys, opened)
    reason = rows(opened, "Receiving", "reason")
    released(capsys, opened, "RCL-001")
    said(capsys, "undo", opened)
    assert rows(opened, "Receiving", "reason") == reason
    assert "AL6-001 stays held: RCL-001 holds it, too." in released(capsys, opened, "RCL-002")["remarks"]


def test_what_a_closed_recall_never_released_stays_held(opened, capsys):
    second(capsys, opened)
    said(capsys, "recalls", opened, "RCL-001", "--close", "--reason", "all scrapped")
    answer = released(capsys, opened, "RCL-002")
    assert any("RCL-001 was closed, but never released" in remark for remark in answer["remarks"])
    assert stands(opened)[0] == "Hold"


def test_a_recall_that_was_taken_back_holds_nothing(opened, capsys):
    second(capsys, opened)
    said(capsys, "undo", opened)
    assert released(capsys, opened, "RCL-001")["remarks"] == []
    assert stands(opened) == BEFORE


def test_what_was_released_and_held_again_goes_back_to_what_it_was_the_last_time(opened, capsys):
    released(capsys, opened, "RCL-001")
    with FileBook.open(opened, writing=True) as book:
        book.write(
            Plan("test", "", edits=(Edit("Receiving", 2, "Status", "Released", "Quarantine"),)), who="Ann"
        )
    second(capsys, opened)
    assert "RCL-001" not in " ".join(released(capsys, opened, "RCL-002")["remarks"])
    assert stands(opened)[0] == "Quarantine"


def test_a_recall_is_released_once(opened, capsys):
    released(capsys, opened, "RCL-001")
    assert "was released" in released(capsys, opened, "RCL-001", code=2)["problem"]


def test_a_lot_id_that_stands_twice_is_left_to_a_person(opened, capsys):
    with FileBook.open(opened, writing=True) as book:
        book.write(Plan("test", "", edits=(Edit("Receiving", 3, "Lot ID", "AL6-002", "AL6-001"),)), who="Ann")
    remarks = released(capsys, opened, "RCL-001")["remarks"]
    assert "AL6-001 stands in 2 rows of Receiving and stays as it is; set them by hand." in remarks


def test_a_recall_is_closed_when_all_answered_or_with_a_reason(opened, capsys):
    said(capsys, "recalls", opened, "RCL-001", "--close", code=2)
    said(capsys, "recalls", opened, "RCL-001", "--answered", "Müller")
    answer = said(capsys, "recalls", opened, "RCL-001", "--close", code=2)
    assert "Smith & Sons <UK>" in answer["problem"]
    said(capsys, "recalls", opened, "RCL-001", "--close", "--reason", "moved away")
    assert rows(opened, "Recalls", "status", "reason") == [("Closed", "cracks; Closed: moved away")]
    said(capsys, "recalls", opened, "RCL-001", "--close", "--reason", "twice", code=2)


@pytest.mark.parametrize(
    "words",
    [
        ("RCL-001", "--sent", "Nobody"),
        ("RCL-01", "--sent", "all"),
        ("RCL-001", "--sent", "all", "--close"),
        ("RCL-001", "--answered", "Müller", "--held", "many"),
        ("RCL-001", "--answered", "Müller", "--held", "-1"),
        ("RCL-001", "--answered", "Müller", "--on", "1.3."),
        ("RCL-001", "--answered", "Müller", "--on", "2999-01-01"),
        ("RCL-001", "--answered", "Müller", "--held", "1.5"),
        ("RCL-001", "--answered", "Müller", "--returned", "0.5"),
        ("RCL-001", "--release"),
        ("--close",),
    ],
)
def test_a_mistake_is_told_and_nothing_is_written(opened, capsys, words):
    before = opened.read_bytes()
    assert main(["recalls", str(opened), *words]) > 1
    assert len(capsys.readouterr().err.splitlines()) >= 2
    assert opened.read_bytes() == before


def test_a_dry_run_writes_nothing(opened, capsys):
    before = opened.read_bytes()
    answer = said(capsys, "recalls", opened, "RCL-001", "--sent", "all", "--dry-run")
    assert (len(answer["cells"]), answer["entry"]) == (2, None)
    assert opened.read_bytes() == before


def test_the_status_is_told_and_exported_as_a_regulator_asks_for_it(opened, capsys, tmp_path):
    said(capsys, "recalls", opened, "RCL-001", "--sent", "all")
    words = ("--answered", "Müller", "--held", "3", "--returned", "1", "--on", "2024-03-01")
    said(capsys, "recalls", opened, "RCL-001", *words)
    answer = said(capsys, "recalls", opened, "RCL-001", "--export", tmp_path / "out")
    (recall,) = answer["recalls"]
    assert (recall["held"], recall["returned"]) == (3, 1)
    assert [Path(file).name for file in answer["exported"]] == [
        "status.csv",
        "notices.csv",
        "RCL-001 status.xlsx",
    ]
    facts = dict(openpyxl.load_workbook(tmp_path / "out" / "RCL-001 status.xlsx")["status"].values)
    told = ("Notices sent", "Customers who answered", "Customers who did not answer", "Quantity returned")
    assert [facts[each] for each in told] == [2, 1, 1, 1]
    first = (tmp_path / "out" / "notices.csv").read_text(encoding="utf-8-sig").splitlines()[1]
    assert first.startswith("Smith & Sons <UK>,no answer,J. S.,js@smith.example; x,")
    capsys.readouterr()
    assert main(["recalls", str(opened), "RCL-001"]) == 0
    assert "2 of 2 notices sent, 1 answered; 3 held by customers, 1 came back." in capsys.readouterr().out


def test_the_status_of_which_recall_must_be_said(opened, capsys, tmp_path):
    said(capsys, "recalls", opened, "--export", tmp_path / "out", code=2)


def test_a_drill_has_nobody_to_be_told_and_says_so(opened, capsys):
    said(capsys, "drill", opened, "--lot", "AL6-001")
    for words in (("--sent", "all"), ("--sent", "Müller"), ("--answered", "Müller")):
        refused = said(capsys, "recalls", opened, "RCL-002", *words, code=2)
        assert refused["problem"].startswith("RCL-002 is a drill: nobody is told")
        assert "--help" not in refused["next_step"]


def test_a_recall_without_notices_has_none_to_be_marked(opened, capsys):
    said(capsys, "recall", opened, "--lot", "AL6-002", "--hold", "--reason", "x")
    refused = said(capsys, "recalls", opened, "RCL-002", "--sent", "all", code=2)
    assert refused["problem"] == "RCL-002 has no notices: it was opened without."


def test_a_drill_is_registered_as_practice_whichever_word_opened_it(opened, capsys):
    said(capsys, "drill", opened, "--lot", "AL6-001")
    act = said(capsys, "recall", opened, "--lot", "AL6-001", "--drill")["act"]
    one, two = [row for row in rows(opened, "Recalls", "reason") if "Practice" in row[0]]
    assert one == two == ("Practice: can every piece be found, and how fast?",)
    assert not [remark for remark in act["remarks"] if "No reason was given" in remark]


def test_after_a_step_who_has_not_answered_is_a_number_and_without_one_a_list(opened, capsys):
    capsys.readouterr()
    assert main(["recalls", str(opened), "RCL-001", "--sent", "all"]) == 0
    assert "no answer:" not in capsys.readouterr().out
    assert main(["recalls", str(opened), "RCL-001"]) == 0
    assert "no answer:" in capsys.readouterr().out
