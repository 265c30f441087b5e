"""A recall that is acted on: everything affected is held in one step, everyone concerned gets a notice, Undo takes it back."""

from __future__ import annotations

import email
import json
from collections import Counter
from email.policy import default
from pathlib import Path

import openpyxl
import pytest

from lotbook.artefacts.workbook.build import build_workbook
from lotbook.cli import main
from lotbook.commands import drill
from lotbook.commands.recalling.notices import paper_of
from lotbook.documents.template.docx_text import stories
from lotbook.hosts.file.book import FileBook
from lotbook.tables.records import Records
from tests.documents.shop import rows_of
from tests.story import source

STORY = """
    Settings
    Setting         | Value
    Company name    | Northfield Precision
    Company e-mail  | quality@northfield.example
    Default signer  | Ann

    People
    Name | Title           | May sign
    Ann  | Quality manager | Yes

    Customers
    Customer          | Contact | E-mail                       | Address
    Smith & Sons <UK> | J. S.   | js@smith.example; x          | 4 Dock Rd, Hull
    Müller            |         |                              | Ulm
    Other             | O.      | o@other.example              | Far

    Materials
    Material | Description
    AL6      | 6061 plate

    Parts
    Part number | Revision | Description | Customer part number
    BRK         | C        | Bracket     | S-44-C

    Receiving
    Lot ID      | Material | Heat on certificate | Quantity | Unit  | Status   | Reason
    AL6-001     | AL6      | H83017              | 10       | sheet | Released |
    AL6-002     | AL6      | H99999              | 10       | sheet | Released |
    AL6-003     | AL6      | H83017              | 1        | sheet | Rejected | bent

    Manufacture
    Run ID   | Part number | Part revision | Quantity made | Unit | Status     | Started on | Finished on
    MFG-0001 | BRK         | C             | 10            | pcs  | Complete   | 2024-01-01 | 2024-01-02
    MFG-0002 | BRK         | C             | 4             | pcs  | Complete   | 2024-01-01 | 2024-01-02
    MFG-0003 | BRK         | C             |               | pcs  | In process | 2024-01-01 |
    MFG-0004 | BRK         | C             | 5             | pcs  | Complete   | 2024-01-01 | 2024-01-02

    Materials used
    Run ID   | Source  | Quantity | Unit
    MFG-0001 | AL6-001 | 2        | sheet
    MFG-0002 | AL6-001 | 2        | sheet
    MFG-0003 | AL6-001 | 2        | sheet
    MFG-0004 | AL6-002 | 2        | sheet

    Orders
    Order ID | Customer          | Customer PO | Part number | Part revision | Quantity | Unit | Status
    ORD-0001 | Smith & Sons <UK> | PO-7        | BRK         | C             | 6        | pcs  | Open
    ORD-0002 | Müller            | 88          | BRK         | C             | 4        | pcs  | Shipped
    ORD-0003 | Other             | 99          | BRK         | C             | 5        | pcs  | Shipped

    Shipments
    Shipment ID | Shipped on | Order ID | Run ID   | Quantity | Unit | Certificate
    SHP-0001    | 2024-02-05 | ORD-0001 | MFG-0001 | 6        | pcs  | COC-0001
    SHP-0002    | 2024-02-05 | ORD-0002 | MFG-0002 | 4        | pcs  |
    SHP-0003    | 2024-02-05 | ORD-0003 | MFG-0004 | 5        | pcs  | COC-0002

    Certificates
    Certificate ID | Revision | Order ID | Shipment IDs | Status     | Signed by
    COC-0001       | A        | ORD-0001 | SHP-0001     | Superseded | Ann
    COC-0001       | B        | ORD-0001 | SHP-0001     | Issued     | Ann
    COC-0002       | A        | ORD-0003 | SHP-0003     | Issued     | Ann
"""


def built(path: Path, story: str = STORY) -> Path:
    """The story as a workbook."""
    rows = rows_of(source(story))
    own = {str(row["Setting"]): str(row["Value"]) for row in rows.pop("Settings")}
    build_workbook(path, rows=rows, own_settings=own)
    return path


@pytest.fixture
def workbook(tmp_path):
    return built(tmp_path / "shop.xlsx")


@pytest.fixture(autouse=True)
def _no_pdf_engine(monkeypatch):
    """The Word files are what is tested here; tests of PDF engines have their own place."""
    monkeypatch.setattr("lotbook.documents.pdf.making.engines", tuple)


def said(capsys, *words: object, code: int | None = 0) -> dict:
    capsys.readouterr()
    assert main([*map(str, words), "--json"]) in ((code,) if code is not None else (0, 1))
    return json.loads(capsys.readouterr().out)


def recalled(capsys, workbook: Path, *words: str) -> dict:
    return said(capsys, "recall", workbook, "--lot", "AL6-001", "--reason", "cracks", *words)["act"]


def rows(workbook: Path, sheet: str, *fields: str) -> list[tuple]:
    with FileBook.open(workbook) as book:
        return [tuple(getattr(row, field) for field in fields) for row in Records(book).loaded(sheet).rows]


def text_of(path: Path) -> str:
    return "\n".join(paragraph.text for story in stories(path) for paragraph in story.paragraphs)


def test_holding_takes_every_affected_lot_unfinished_run_and_valid_certificate_and_nothing_else(
    workbook, capsys
):
    act = recalled(capsys, workbook, "--hold")
    assert act["lots_held"] == ["AL6-001"]
    assert act["runs_held"] == ["MFG-0001", "MFG-0003"]  # MFG-0002 has left the house, all of it
    assert act["certificates_marked"] == ["COC-0001 B"]
    assert act["notices"] == []
    assert act["files"] == ["RCL-001 report chain.png", "RCL-001 report.docx"]
    assert rows(workbook, "Receiving", "status", "reason") == [
        ("Hold", "RCL-001: cracks"),
        ("Released", None),
        ("Rejected", "bent"),
    ]
    why = "RCL-001: cracks"
    assert rows(workbook, "Manufacture", "status", "note") == [
        ("Hold", why), ("Complete", None), ("Hold", why), ("Complete", None)
    ]  # fmt: skip
    assert [status for (status,) in rows(workbook, "Certificates", "status")] == [
        "Superseded", "Affected by recall", "Issued"
    ]  # fmt: skip
    assert rows(workbook, "Recalls", "recall_id", "reason", "lots", "runs", "customers", "status") == [
        ("RCL-001", "cracks", 1, 3, 2, "Open")
    ]


def test_a_run_with_pieces_at_a_processor_is_held_too(tmp_path, capsys):
    away = """
    Outside processes
    Run ID   | Process | Supplier
    MFG-0001 | Anodise | Plater
    """
    act = recalled(capsys, built(tmp_path / "away.xlsx", STORY + "\n" + away.lstrip("\n")), "--hold")
    assert act["runs_held"] == ["MFG-0001", "MFG-0003"]


def test_a_check_tells_an_open_recall_once_and_not_for_each_row_it_holds(workbook, capsys):
    def checked() -> Counter[str]:
        capsys.readouterr()
        main(["check", str(workbook), "--no-write", "--json"])
        return Counter(each["code"] for each in json.loads(capsys.readouterr().out)["findings"])

    before = checked()
    recalled(capsys, workbook, "--hold")
    assert {code: n for code, n in (checked() - before).items() if code != "used-not-released"} == {
        "recall-open": 1
    }
    # MFG-0003 is in process with no day of use: nobody can tell whether it takes more of what is held.
    assert (checked() - before)["used-not-released"] <= 1


def test_each_customer_who_received_any_gets_one_notice_and_nobody_else(workbook, capsys):
    act = recalled(capsys, workbook, "--notices")
    assert act["notices"] == ["Müller", "Smith & Sons <UK>"]
    assert rows(workbook, "Recall notices", "recall_id", "customer", "sent_at") == [
        ("RCL-001", "Müller", None),
        ("RCL-001", "Smith & Sons <UK>", None),
    ]
    assert rows(workbook, "Receiving", "status")[0] == ("Released",)  # holding was not asked for
    notice = text_of(Path(act["folder"]) / "RCL-001 Smith & Sons _UK_.docx")
    for told in (
        "URGENT",
        "Smith & Sons <UK>",
        "S-44-C",
        "PO-7",
        "MFG-0001",
        "6\u00a0pcs",
        "cracks",
        "H83017",
    ):
        assert told in notice
    assert "MFG-0002" not in notice
    assert any("Müller" in remark for remark in act["remarks"])  # nobody knows an address there


def test_a_notice_counts_what_has_left_and_not_what_is_still_planned(tmp_path, capsys):
    planned = "    SHP-0004    | 2999-01-01 | ORD-0001 | MFG-0001 | 3        | pcs  |\n\n    Certificates"
    workbook = built(tmp_path / "planned.xlsx", STORY.replace("\n    Certificates", planned, 1))
    act = recalled(capsys, workbook, "--notices")
    told = text_of(Path(act["folder"]) / "RCL-001 Smith & Sons _UK_.docx")
    assert "6\u00a0pcs in 1 shipment" in told
    assert "SHP-0004" not in told


@pytest.fixture
def units(tmp_path):
    """The workbook where one shipment of four units has two that are affected."""
    story = STORY.replace(
        "Run ID   | Source  | Quantity | Unit\n", "Run ID   | Source  | Quantity | Unit | Unit serial\n"
    )
    story = story.replace(
        "MFG-0002 | AL6-001 | 2        | sheet",
        "MFG-0002 | AL6-001 | 1 | sheet | S1\n    MFG-0002 | AL6-001 | 1 | sheet | S2\n"
        "    MFG-0002 | AL6-002 | 1 | sheet | S3, S4",
    )
    story = story.replace("Unit | Certificate\n", "Unit | Certificate | Serials\n")
    story = story.replace("MFG-0002 | 4        | pcs  |", "MFG-0002 | 4        | pcs  | | S1, S2, S3, S4")
    return built(tmp_path / "units.xlsx", story)


def test_a_notice_tells_what_came_back_beside_the_shipments_and_not_as_a_delivery(tmp_path, capsys):
    back = "    SHP-0004    | 2024-03-01 | ORD-0001 | MFG-0001 | -2       | pcs  |\n\n    Certificates"
    workbook = built(tmp_path / "back.xlsx", STORY.replace("\n    Certificates", back, 1))
    act = recalled(capsys, workbook, "--notices")
    told = text_of(Path(act["folder"]) / "RCL-001 Smith & Sons _UK_.docx")
    assert "6\u00a0pcs in 1 shipment, of which 2\u00a0pcs came back" in told
    assert "SHP-0004" not in told
    assert "Sent back already" in told


def test_a_notice_names_only_the_units_of_a_shipment_that_are_affected(units, capsys):
    act = recalled(capsys, units, "--notices")
    told = text_of(Path(act["folder"]) / "RCL-001 Müller.docx")
    assert "2 of 4\u00a0pcs in 1 shipment" in told
    assert told.count("2 of 4\u00a0pcs") == 2
    assert "S1, S2" in told
    assert "S3" not in told


def test_every_paper_and_list_counts_the_affected_units_and_says_of_how_many(units, capsys, tmp_path):
    answer = said(capsys, "recall", units, "--lot", "AL6-001", "--export", tmp_path / "out")
    (total,) = [each for each in answer["customers"] if each["customer"] == "Müller"]
    assert (total["quantities"], total["shipped"]) == (
        [{"quantity": 2, "unit": "pcs"}], [{"quantity": 4, "unit": "pcs"}],
    )  # fmt: skip
    (sent,) = [each for each in answer["received_by"] if each["customer"] == "Müller"]
    assert (sent["quantity"], sent["affected_quantity"]) == (4, 2)
    assert (sent["serials"], sent["affected_serials"]) == ("S1, S2, S3, S4", "S1, S2")
    (other,) = [each for each in answer["received_by"] if each["customer"] != "Müller"]
    (step,) = [each for each in answer["chain"] if each["id"] == "SHP-0002"]
    assert step["quantity"] == 2  # of what is affected, as above it
    assert (other["affected_quantity"], other["affected_serials"]) == (other["quantity"], other["serials"])
    page = openpyxl.load_workbook(units)["Recall"].iter_rows(values_only=True)
    mine = [row for row in page if row[0] == "Müller"]
    assert [cell for row in mine for cell in row if "of 4" in str(cell)] == ["2 of 4", "2 of 4 pcs"]
    for name in ("received_by", "customers"):
        lines = (tmp_path / "out" / f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()
        assert any("2 of 4" in line for line in lines if line.startswith("Müller")), name
    act = recalled(capsys, units, "--notices")
    report = text_of(Path(act["folder"]) / "RCL-001 report.docx")
    assert "2 of 4\u00a0pcs" in report
    assert "2 of 4\u00a0pcs\nS1, S2" in report
    status = said(capsys, "recalls", units, "RCL-001", "--report", tmp_path / "status")
    told = text_of(next(Path(each) for each in status["exported"] if each.endswith(".docx")))
    assert "2 of 4\u00a0pcs" in told
    assert "0 of 8\u00a0pcs" in told  # what is accounted for, of the units that are affected


def test_a_draft_goes_to_the_customers_own_address_and_carries_the_notice(workbook, capsys):
    act = recalled(capsys, workbook, "--notices")
    drafts = {path.stem: email.message_from_bytes(path.read_bytes(), policy=default) for path in Path(act["folder"]).glob("*.eml")}  # fmt: skip
    smith, mueller = drafts["RCL-001 Smith & Sons _UK_"], drafts["RCL-001 Müller"]
    assert (smith["To"], mueller["To"] or "") == ("js@smith.example", "")
    assert (smith["X-Unsent"], smith["From"]) == ("1", "quality@northfield.example")
    assert "RCL-001" in smith["Subject"]
    (paper,) = smith.iter_attachments()
    assert paper.get_content() == (Path(act["folder"]) / paper.get_filename()).read_bytes()
    assert "6\u00a0pcs in 1 shipment" in smith.get_body().get_content()


def test_the_report_says_all_that_the_sheet_says_and_what_was_done(workbook, capsys):
    act = recalled(capsys, workbook, "--hold", "--notices")
    report = text_of(Path(act["folder"]) / "RCL-001 report.docx")
    for told in (
        "lot AL6-001", "cracks", "MFG-0003", "MFG-0001", "Smith & Sons <UK>", "js@smith.example", "SHP-0002",
        "COC-0001", "1 lot held, 2 runs held, 1 certificate marked, 2 notices drafted", "AL6-003",
    ):  # fmt: skip
        assert told in report, told
    assert "MFG-0004" not in report
    assert "DRILL" not in report


def test_undo_takes_all_of_it_back_drafts_included(workbook, capsys):
    before = workbook.read_bytes()
    act = recalled(capsys, workbook, "--hold", "--notices")
    assert workbook.read_bytes() != before
    assert said(capsys, "undo", workbook)["undone"] == act["entry"]
    assert workbook.read_bytes() == before
    assert not Path(act["folder"]).exists()
    assert recalled(capsys, workbook, "--hold")["recall_id"] == "RCL-002"  # a number is never given out twice


def test_two_workbooks_in_one_folder_take_different_numbers(workbook, capsys):
    first = recalled(capsys, workbook, "--hold", "--notices")
    second = recalled(capsys, built(workbook.parent / "other.xlsx"), "--hold", "--notices")
    assert (first["recall_id"], second["recall_id"]) == ("RCL-001", "RCL-002")
    assert first["folder"] != second["folder"]
    assert recalled(capsys, workbook, "--hold")["recall_id"] == "RCL-003"


def test_undo_keeps_a_notice_that_somebody_has_changed(workbook, capsys):
    act = recalled(capsys, workbook, "--hold", "--notices")
    mine = Path(act["folder"]) / "RCL-001 Müller.eml"
    mine.write_bytes(b"my own words")
    capsys.readouterr()
    assert main(["undo", str(workbook)]) == 0
    assert "RCL-001 Müller.eml" in capsys.readouterr().out
    assert [path.name for path in Path(act["folder"]).iterdir()] == [mine.name]


def test_a_dry_run_tells_all_and_changes_nothing(workbook, capsys):
    before = sorted(workbook.parent.rglob("*")), workbook.read_bytes()
    act = recalled(capsys, workbook, "--hold", "--notices", "--dry-run")
    assert (act["lots_held"], act["notices"], act["entry"]) == (
        ["AL6-001"],
        ["Müller", "Smith & Sons <UK>"],
        None,
    )
    assert (sorted(workbook.parent.rglob("*")), workbook.read_bytes()) == before


def test_a_drill_holds_nothing_tells_nobody_and_is_filed(workbook, capsys):
    act = said(capsys, "recall", workbook, "--drill", "--hold")["act"]
    assert act["drill"]
    assert (act["lots_held"], act["runs_held"], act["certificates_marked"]) == ([], [], [])
    assert rows(workbook, "Recalls", "recall_id", "drill", "status") == [("RCL-001", True, "Drill")]
    assert rows(workbook, "Recall notices", "customer") == []
    files = sorted(Path(act["folder"]).iterdir())
    assert files
    assert not [path for path in files if path.suffix == ".eml"]
    assert all("DRILL" in text_of(path) for path in files if path.suffix == ".docx")


def test_a_drill_is_one_word_and_says_what_to_mend(workbook, capsys):
    answer = said(capsys, "drill", workbook)
    assert set(answer) == set(drill.COMMAND.json_keys)
    assert answer["act"]["drill"]
    assert answer["starts"][0]["id"] in ("AL6-001", "AL6-002")
    assert rows(workbook, "Recalls", "recall_id", "drill", "status") == [("RCL-001", True, "Drill")]
    assert [status for (status,) in rows(workbook, "Receiving", "status")] == [
        "Released",
        "Released",
        "Rejected",
    ]
    said(capsys, "drill", workbook, "--lot", "AL6-002")
    capsys.readouterr()
    main(["drill", str(workbook), "--lot", "AL6-001"])
    told = capsys.readouterr().out
    assert "RCL-003, lot AL6-001: 1 lot, 0 cuts, 3 runs, 2 shipments, 2 customers." in told
    assert "To do: " not in told
    assert "drafts" not in told  # there are none in a drill


def test_a_drill_takes_lots_that_were_used_however_they_are_typed_and_none_where_none_was(tmp_path, capsys):
    story = STORY.replace("| AL6-001 | 2        |", "| al6-001 | 2        |").replace(
        "MFG-0004 | AL6-002 | 2        | sheet", ""
    )
    workbook = built(tmp_path / "shop.xlsx", story)
    assert said(capsys, "drill", workbook, "--dry-run", code=1)["starts"] == [
        {"id": "AL6-001", "what": "lot"}
    ]
    empty = tmp_path / "empty.xlsx"
    build_workbook(empty)
    assert "none was used yet" in said(capsys, "drill", empty, code=26)["problem"]


def test_the_gaps_of_a_drill_are_its_to_do_list(tmp_path, capsys):
    story = STORY.replace("ORD-0003 | MFG-0004", "ORD-0003 | MFG-4711")
    workbook = built(tmp_path / "shop.xlsx", story)
    assert main(["drill", str(workbook), "--lot", "AL6-001"]) == 1
    assert "To do: SHP-0003 comes from MFG-4711, which is not in Manufacture." in capsys.readouterr().out


def test_recalled_twice_the_second_time_holds_only_what_is_new(workbook, capsys):
    recalled(capsys, workbook, "--hold")
    again = recalled(capsys, workbook, "--hold")
    assert (again["recall_id"], again["lots_held"], again["runs_held"]) == ("RCL-002", [], [])
    assert again["certificates_marked"] == []


def test_a_broken_template_stops_before_anything_is_held(workbook, capsys):
    (workbook.parent / "papers" / "mail").mkdir(parents=True)
    (workbook.parent / "papers" / "mail" / "recall_notice.txt").write_text("Subject: {{ recal.id }}\n\nx")
    with FileBook.open(workbook, writing=True) as book:
        from lotbook.domain.edits import Edit, Plan

        records = Records(book)
        row = next(each for each in records.settings_rows if each.setting == "Templates folder")
        book.write(Plan("test", "", edits=(Edit("Settings", row.row, "Value", None, "papers"),)), who="Ann")
    before = workbook.read_bytes()
    answer = said(capsys, "recall", workbook, "--lot", "AL6-001", "--hold", "--notices", code=21)
    assert "recall.id" in answer["next_step"]
    assert workbook.read_bytes() == before
    assert not list(workbook.parent.glob("recalls/*"))


def test_a_report_is_written_without_opening_a_recall(workbook, capsys, tmp_path):
    before = workbook.read_bytes()
    words = (
        "recall",
        workbook,
        "--lot",
        "AL6-001",
        "--no-write",
        "--reason",
        "cracks",
        "--report",
        tmp_path / "out",
    )
    answer = said(capsys, *words)
    assert [Path(file).name for file in answer["exported"]] == ["Recall report.docx"]
    assert answer["act"] is None
    told = text_of(tmp_path / "out" / "Recall report.docx")
    for words in ("lot AL6-001", "cracks", "this is only the answer", "Smith & Sons <UK>", "MFG-0003"):
        assert words in told
    assert workbook.read_bytes() == before


def test_a_recall_that_is_acted_on_is_exported_too(workbook, capsys, tmp_path):
    recalled(capsys, workbook, "--hold", "--export", str(tmp_path / "out"))
    assert {"chain.png", "chain.svg", "recall.xlsx"} <= {path.name for path in (tmp_path / "out").iterdir()}


def test_a_report_that_cannot_be_written_hinders_no_answer(workbook, capsys, tmp_path):
    (tmp_path / "taken").write_text("a file, not a folder", encoding="utf-8")
    assert main(["recall", str(workbook), "--lot", "AL6-001", "--report", str(tmp_path / "taken")]) != 0
    told = capsys.readouterr().out
    assert "Smith & Sons <UK>" in told
    assert "Not everything was written: " in told


def test_a_logo_that_is_gone_hinders_no_recall(tmp_path, capsys):
    text = STORY.replace("Default signer  | Ann", "Default signer  | Ann\n    Logo file | gone.png")
    workbook = built(tmp_path / "shop.xlsx", text)
    act = recalled(capsys, workbook, "--hold", "--notices")
    assert act["lots_held"] == ["AL6-001"]
    assert any("gone.png is not there" in remark for remark in act["remarks"])


@pytest.mark.parametrize(
    ("named", "paper"), [((None, "letter "), "Letter"), (("A3", "Letter"), "Letter"), (("", "A3"), "A4")]
)
def test_the_first_paper_that_is_one_is_taken(named, paper):
    assert paper_of(*named) == paper
