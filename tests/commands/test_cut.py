"""Cutting: every piece has its number, its heat and its tag; nothing is cut that is not there, or held back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from lotbook.artefacts.workbook.build import build_workbook
from lotbook.cli import main
from lotbook.commands.cut import COMMAND
from lotbook.domain.edits import Edit, Plan
from lotbook.hosts.file.book import FileBook
from lotbook.tables.records import Records
from tests.documents.shop import rows_of
from tests.documents.word_files import text_of
from tests.story import source

STORY = """
    People
    Name | Roles               | Trained until
    Ann  | Marking, Inspection | 2099-01-01
    Bob  | Marking             | 2099-01-01
    Old  | Marking             | 2020-01-01

    Materials
    Material | Description | Unit | Mark transfer needed
    AL6      | 6061 plate  | mm   | Yes
    PA12     | Powder      | kg   |
    POM      | Rod         | mm   |

    Receiving
    Lot ID       | Material | Heat on certificate | Quantity | Unit | Status     | Reason
    AL6-0124-001 | AL6      | H83017              | 1200     | mm   | Released   |
    AL6-0124-002 | AL6      | H99999              | 1200     | mm   | Hold       | RCL-001
    PA12-0124-01 | PA12     | P1                  | 10       | kg   | Released   |
    PA12-0124-02 | PA12     | P2                  | 10       | kg   | Released   |
    POM-0124-001 | POM      | R7                  | 1        | m    | Quarantine |

    Cuts
    Cut ID   | Cut on     | From         | New lot ID     | Quantity | Unit | Reason | Heat marked | Marked by | Verified by
    CUT-0001 | 2024-02-01 | AL6-0124-001 | AL6-0124-001-1 | 200      | mm   | Cut    |             | Bob       |

    Manufacture
    Run ID   | Part number | Status
    MFG-0001 | BRK         | Complete
    MFG-0002 | BRK         | Cancelled

    Materials used
    Run ID   | Source       | Quantity | Unit
    MFG-0001 | AL6-0124-001 | 0.1      | m
    MFG-0002 | AL6-0124-001 | 500      | mm

    Orders
    Order ID | Status
    ORD-0001 | Shipped
    ORD-0002 | Cancelled

    Shipments
    Shipment ID | Order ID | Run ID       | Quantity | Unit
    SHP-0001    | ORD-0001 | PA12-0124-01 | 6        | kg
    SHP-0002    | ORD-0002 | PA12-0124-02 | 10       | kg
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    path = tmp_path_factory.mktemp("cut") / "shop.xlsx"
    build_workbook(path, rows=rows_of(source(STORY)))
    return path


@pytest.fixture
def workbook(shop, tmp_path):
    return Path(shutil.copy(shop, tmp_path))


def cut(capsys, workbook: Path, *words: str, code: int = 0) -> dict:
    capsys.readouterr()
    quiet = () if "--report" in words else ("--report", "none")  # a PDF takes seconds
    assert main(["cut", str(workbook), *words, *quiet, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def codes(answer: dict) -> list[tuple[str, str]]:
    return [(finding["code"], finding["severity"]) for finding in answer["findings"]]


def rows(workbook: Path, *fields: str) -> list[tuple]:
    with FileBook.open(workbook) as book:
        return [tuple(getattr(cut, field) for field in fields) for cut in Records(book).cuts[1:]]


MARKED = ("--heat-marked", "H83017", "--method", "Hard punch", "--marked-by", "Bob")


def test_each_piece_gets_the_next_number_of_its_parent_and_a_tag(workbook, capsys):
    answer = cut(
        capsys, workbook, "al6-0124-001", "--quantity", "200", "--pieces", "2", "--remnant", "300", *MARKED
    )
    assert set(answer) == set(COMMAND.json_keys)
    assert answer["findings"] == []
    assert answer["pieces"] == ["AL6-0124-001-2", "AL6-0124-001-3", "AL6-0124-001-4"]
    told = [
        tuple(map(str, row))
        for row in rows(
            workbook, "cut_id", "source", "new_lot_id", "quantity", "unit", "reason", "heat_marked"
        )
    ]
    assert told == [
        ("CUT-0002", "AL6-0124-001", "AL6-0124-001-2", "200", "mm", "Cut", "H83017"),
        ("CUT-0003", "AL6-0124-001", "AL6-0124-001-3", "200", "mm", "Cut", "H83017"),
        ("CUT-0004", "AL6-0124-001", "AL6-0124-001-4", "300", "mm", "Remnant", "H83017"),
    ]  # fmt: skip
    assert Path(answer["labels"]).read_bytes().startswith(b"%PDF-")


def test_a_piece_of_a_piece_inherits_on_and_its_number_tells_the_way(workbook, capsys):
    answer = cut(capsys, workbook, "AL6-0124-001-1", "--quantity", "50", *MARKED)
    assert answer["pieces"] == ["AL6-0124-001-1-1"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("AL6-0124-001", "--quantity", "901", *MARKED), "cut-too-much"),  # 1200 - 200 - 100 = 900 are left
        (("AL6-0124-001", "--quantity", "300", "--pieces", "4", *MARKED), "cut-too-much"),
        (("AL6-0124-001", "--quantity", "1", "--unit", "kg", *MARKED), "cut-unit-differs"),
        (("AL6-0124-002", "--quantity", "1"), "cut-source-held"),
        (("AL6-0124-001", "--quantity", "1", "--heat-marked", "H83O17"), "cut-mark-differs"),
        (("AL6-0124-001", "--quantity", "1", *MARKED[:-1], "Old"), "cut-person"),
        (("AL6-0124-001", "--quantity", "1", *MARKED[:-1], "Nobody"), "cut-person"),
        (("--blend", "PA12-0124-01=1", "--blend", "POM-0124-001=1"), "cut-blend-differs"),
        (("PA12-0124-01", "--quantity", "4.1"), "cut-too-much"),  # 6 of its 10 kg were sold as they were
    ],
)
def test_what_stands_against_a_cut_is_told_and_nothing_is_written(workbook, capsys, words, code):
    before = workbook.read_bytes()
    answer = cut(capsys, workbook, *words, code=1)
    assert (code, "stop") in codes(answer)
    assert (answer["pieces"], answer["entry"], answer["labels"]) == ([], None, None)
    assert workbook.read_bytes() == before


def test_all_that_is_left_may_be_cut_whatever_unit_it_was_used_in(workbook, capsys):
    assert codes(cut(capsys, workbook, "AL6-0124-001", "--quantity", "0.9", "--unit", "m", *MARKED)) == []


def test_material_that_needs_marks_is_cut_with_a_warning_until_somebody_marks_it(workbook, capsys):
    assert codes(cut(capsys, workbook, "AL6-0124-001", "--quantity", "1")) == [("cut-not-marked", "warn")]
    assert codes(cut(capsys, workbook, "POM-0124-001", "--quantity", "1", "--unit", "mm")) == []


def test_a_blend_is_one_new_lot_with_a_row_for_each_part(workbook, capsys):
    answer = cut(
        capsys, workbook, "--blend", "PA12-0124-01=3", "--blend", "PA12-0124-02=1.5", "--on", "2024-03-09"
    )
    assert answer["pieces"] == ["PA12-0324-001"]
    assert [
        tuple(map(str, row)) for row in rows(workbook, "source", "new_lot_id", "quantity", "unit", "reason")
    ] == [
        ("PA12-0124-01", "PA12-0324-001", "3", "kg", "Blend"),
        ("PA12-0124-02", "PA12-0324-001", "1.5", "kg", "Blend"),
    ]


VERIFY = ("--verify", "AL6-0124-001-1", "--on", "2024-02-02")


def test_another_person_verifies_by_what_stands_on_the_piece(workbook, capsys):
    cut(capsys, workbook, *VERIFY, "--heat-marked", "h83017", "--verified-by", "Ann")
    with FileBook.open(workbook) as book:
        (piece,) = Records(book).cuts
    assert (piece.heat_marked, piece.verified_by, str(piece.verified_on)) == ("h83017", "Ann", "2024-02-02")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--heat-marked", "H83018", "--verified-by", "Ann"), "cut-mark-differs"),
        (("--heat-marked", "H83017", "--verified-by", "Bob"), "cut-person"),  # who marked it
        (("--heat-marked", "H83017", "--verified-by", "Old"), "cut-person"),
    ],
)
def test_a_mark_is_not_verified_by_another_heat_or_the_wrong_person(workbook, capsys, words, code):
    before = workbook.read_bytes()
    assert (code, "stop") in codes(cut(capsys, workbook, *VERIFY, *words, code=1))
    assert workbook.read_bytes() == before


def test_whoever_marked_it_is_known_in_any_spelling_and_nobody_verifies_an_unknown_markers_work(
    workbook, capsys
):
    for name in ("BOB", " bob ", "B\u00adob"):
        answer = cut(capsys, workbook, *VERIFY, "--heat-marked", "H83017", "--verified-by", name, code=1)
        assert ("cut-person", "stop") in codes(answer)
    piece = cut(capsys, workbook, "POM-0124-001", "--quantity", "1", "--unit", "mm")["pieces"][0]
    words = ("--verify", piece, "--heat-marked", "R7", "--verified-by", "Ann")
    assert codes(cut(capsys, workbook, *words, code=1)) == [("cut-person", "stop")]


def test_a_mark_that_the_workbook_tells_otherwise_is_not_verified(workbook, capsys):
    marked = ("--quantity", "1", *MARKED, "--on", "2024-02-03")
    piece = cut(capsys, workbook, "AL6-0124-001", *marked)["pieces"][0]
    with FileBook.open(workbook, writing=True) as book:
        row = Records(book).cuts[-1]
        edit = Edit("Cuts", row.row, "Heat marked", row.heat_marked, "H83018", piece)
        book.write(Plan("test", "typed again", (edit,)), who="Bob")
    words = ("--verify", piece, "--heat-marked", "H83017", "--verified-by", "Ann", "--on")
    assert codes(cut(capsys, workbook, *words, "2024-02-03", code=1)) == [("cut-mark-differs", "stop")]
    assert ("cut-person", "stop") in codes(cut(capsys, workbook, *words, "2024-02-02", code=1))


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("AL6-0124-001",),
        ("AL6-0124-001", "--quantity", "0"),
        ("AL6-0124-001", "--quantity", "1,5"),
        ("AL6-0124-001", "--quantity", "nan"),
        ("AL6-0124-001", "--quantity", "1", "--pieces", "0"),
        ("AL6-0124-001", "--quantity", "1", "--pieces", "100000"),
        ("AL6-0124-01", "--quantity", "1"),
        ("--blend", "PA12-0124-01"),
        ("--blend", "PA12-0124-01=1", "--quantity", "1"),
        ("--verify", "AL6-0124-001-1"),
        ("--verify", "AL6-0124-001", "--heat-marked", "H83017", "--verified-by", "Ann"),
    ],
)
def test_a_mistake_is_told_with_the_next_step(workbook, capsys, words):
    before = workbook.read_bytes()
    assert main(["cut", str(workbook), *words]) in (2, 26)
    assert capsys.readouterr().err.count("\n") >= 1
    assert workbook.read_bytes() == before


def test_undo_takes_a_cut_back_and_its_numbers_stay_used(workbook, capsys):
    before = workbook.read_bytes()
    cut(capsys, workbook, "POM-0124-001", "--quantity", "0.1")
    assert main(["undo", str(workbook)]) == 0
    assert workbook.read_bytes() == before
    assert cut(capsys, workbook, "POM-0124-001", "--quantity", "0.1")["pieces"] == ["POM-0124-001-2"]


def test_a_dry_run_writes_nothing(workbook, capsys):
    before = workbook.read_bytes()
    answer = cut(capsys, workbook, "POM-0124-001", "--quantity", "0.1", "--dry-run")
    assert (answer["pieces"], answer["entry"]) == (["POM-0124-001-1"], None)
    assert workbook.read_bytes() == before
    assert not (workbook.parent / "labels").exists()


REPORT = ("--report", "word")


def told(answer: dict) -> str:
    return text_of(Path(answer["report"]))


def test_a_cut_makes_its_mark_transfer_report_in_the_same_click(workbook, capsys):
    words = ("AL6-0124-001", "--quantity", "200", "--remnant", "100", *MARKED, *REPORT)
    answer = cut(capsys, workbook, *words)
    assert (Path(answer["report"]).parent, Path(answer["labels"]).is_file()) == (
        workbook.parent / "cuts",
        True,
    )
    said = told(answer)
    for part in (
        "AL6-0124-001-1",
        "AL6-0124-001-2",
        "AL6-0124-001-3",
        "Remnant",
        "Received 1200 mm",
        "Left 600 mm",
        "H83017",
    ):
        assert part.replace(" mm", "\u00a0mm") in said or part in said
    assert "3 of 3 marks are open: these pieces are not to be used." in said


def test_the_report_of_a_verified_piece_names_who_read_its_mark(workbook, capsys):
    piece = cut(capsys, workbook, "AL6-0124-001", "--quantity", "200", *MARKED)["pieces"][0]
    verified = ("--verify", piece, "--heat-marked", "H83017", "--verified-by", "Ann", *REPORT)
    said = told(cut(capsys, workbook, *verified))
    assert ("Bob" in said, "Ann" in said) == (True, True)
    assert "1 of 2 marks are open" in said


def test_a_report_can_be_made_of_what_was_entered_by_hand_and_writes_nothing(workbook, capsys):
    before = workbook.read_bytes()
    answer = cut(capsys, workbook, "AL6-0124-001-1", "--report-only", *REPORT)
    assert (answer["pieces"], answer["entry"], workbook.read_bytes()) == ([], None, before)
    assert "AL6-0124-001-1" in told(answer)
    assert main(["cut", str(workbook), "--report-only"]) == 2


def test_material_without_marks_has_no_report_and_a_blend_names_each_of_its_lots(workbook, capsys):
    assert cut(capsys, workbook, "POM-0124-001", "--quantity", "0.1", *REPORT)["report"] is None
    assert (
        cut(capsys, workbook, "AL6-0124-001", "--quantity", "1", *MARKED, "--dry-run", *REPORT)["report"]
        is None
    )
    blend = cut(capsys, workbook, "--blend", "PA12-0124-01=1", "--blend", "PA12-0124-02=1", *REPORT)
    assert blend["report"] is None
    said = told(cut(capsys, workbook, blend["pieces"][0], "--report-only", *REPORT))
    assert ("PA12-0124-01" in said, "PA12-0124-02" in said, "No piece needs a mark." in said) == (
        True,
        True,
        True,
    )


def test_a_report_that_cannot_be_written_leaves_the_cut_and_says_how_to_make_it(workbook, capsys):
    (workbook.parent / "cuts").write_text("a file where the folder belongs", encoding="utf-8")
    capsys.readouterr()
    assert main(["cut", str(workbook), "AL6-0124-001", "--quantity", "5", *MARKED, *REPORT]) == 0
    said = capsys.readouterr().out
    assert "The mark transfer report was not made" in said
    assert "lotbook cut shop.xlsx AL6-0124-001 --report-only" in said
    assert rows(workbook, "new_lot_id") == [("AL6-0124-001-2",)]


@pytest.mark.libreoffice
def test_the_report_is_a_pdf_too(workbook, capsys):
    answer = cut(capsys, workbook, "AL6-0124-001", "--quantity", "200", *MARKED, "--report", "pdf")
    assert Path(answer["report"]).read_bytes().startswith(b"%PDF-")
    assert Path(answer["report"]).with_suffix(".docx").is_file()
