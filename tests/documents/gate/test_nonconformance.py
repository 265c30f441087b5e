"""The gate on nonconformances: about these goods, decided by somebody known, and what was decided was carried out."""

from __future__ import annotations

import pytest

from lotbook.checks.all import run
from lotbook.documents.gate.rules import gate
from lotbook.documents.papers import dimensional_report
from lotbook.documents.papers.rows import exceptions
from tests.documents.gate_story import SOUND, TODAY, case, changed, found
from tests.documents.package.test_folder import HEAD
from tests.story import records

HEADER = """
    Nonconformances
    NCR ID   | Found on   | Lot or run | Description | Quantity | Disposition | Concession reference | Approved by
"""
ROW = "    MFG-0001 | BRK #1         | 1     | 10.0   | Ann       | 2024-02-04  |\n"
OUT = "    MFG-0001 | BRK #1         | 1     | 10.4   | Ann       | 2024-02-04  | NCR-0001\n"
AGAIN = "    MFG-0001 | BRK #1         | {piece} | {result} | Ann | {day} | {ncr}\n"


def ncr(subject="MFG-0001", quantity="1", disposition="Rework", concession="", by="Ann", number="NCR-0001"):
    return f"    {number} | 2024-02-04 | {subject} | Too long | {quantity} | {disposition} | {concession} | {by}\n"


def reworked(piece="1", result="10.0", day="2024-02-05", named="", report=None):
    again = AGAIN.format(piece=piece, result=result, day=day, ncr=named)
    return changed((ROW, OUT + again)) + HEADER + (ncr() if report is None else report)


def duplicates(text):
    return [f.place.row for f in run(records(text), today=TODAY) if f.code == "duplicate-key"]


def test_a_result_out_of_limits_is_not_excused_by_another_runs_nonconformance():
    text = changed((ROW, OUT)) + HEADER + ncr("MFG-0002x", disposition="Scrap")
    assert ("Measurements", 2, "Nonconformance", "gate-ncr-of-other") in found(text)
    beside = changed((ROW, OUT)) + HEADER + ncr("MFG-0009", disposition="Scrap")
    made = changed(
        (
            "    MFG-0001 | 2024-02-03 ",
            "    MFG-0009 | 2024-01-03 | 2024-01-20 | KNB-1 | A | 1 | | pcs | Bob | Complete |\n    MFG-0001 | 2024-02-03 ",
        ),
        text=beside,
    )
    assert found(made) == [("Measurements", 2, "Nonconformance", "gate-ncr-of-other")]


@pytest.mark.parametrize("subject", ["MFG-0001", "AL6-0124-001-1", "AL6-0124-001", "MFG-0002"])
def test_a_nonconformance_of_the_run_or_of_what_went_into_it_speaks_of_its_pieces(subject):
    decided = ncr(subject, disposition="Concession", concession="C-1")
    assert found(changed((ROW, OUT)) + HEADER + decided) == []


def test_rework_without_a_later_result_stops():
    text = changed((ROW, OUT)) + HEADER + ncr()
    assert found(text) == [("Measurements", 2, "Result", "gate-not-measured-again")]


@pytest.mark.parametrize(
    ("more", "codes", "doubled"),
    [
        ({}, [], []),
        ({"day": "2024-02-04"}, [], []),  # the same day
        ({"named": "NCR-0001"}, [], []),
        ({"day": "2024-02-03"}, ["gate-not-measured-again"], [3]),
        ({"day": ""}, ["gate-not-measured-again"], [3]),
        ({"piece": "2"}, ["gate-not-measured-again"], []),
        ({"result": "10.3"}, ["gate-out-of-tolerance"], []),
        ({"result": "10.3", "named": "NCR-0001"}, ["gate-not-measured-again"] * 2, []),
        ({"report": ncr(disposition="Use as is", concession="C-1")}, [], [3]),
    ],
)
def test_the_result_after_rework_is_a_further_row_of_the_same_piece(more, codes, doubled):
    text = reworked(**more)
    assert [code for *_, code in found(text)] == codes
    assert duplicates(text) == doubled


def test_sorting_the_sheet_does_not_change_which_result_counts():
    again = AGAIN.format(piece="1", result="10.0", day="2024-02-04", ncr="")
    text = changed((ROW, again + OUT)) + HEADER + ncr()
    assert (found(text), duplicates(text)) == ([], [])


def test_a_piece_reworked_in_a_run_of_its_own_is_measured_there():
    text = changed((ROW, OUT)) + HEADER + ncr()
    own_run = changed(
        (
            "    MFG-0001 | 2024-02-03 ",
            "    MFG-0009 | 2024-02-05 | 2024-02-05 | BRK-100 | C | 1 | | pcs | Bob | Complete |\n    MFG-0001 | 2024-02-03 ",
        ),
        (
            "    MFG-0001 | MFG-0002 ",
            "    MFG-0009 | MFG-0001 | 1 | pcs | 2024-02-05 |\n    MFG-0001 | MFG-0002 ",
        ),
        (OUT, OUT + "    MFG-0009 | BRK #1 | 1 | 10.0 | Ann | 2024-02-05 |\n"),
        text=text,
    )
    assert "gate-not-measured-again" not in [code for *_, code in found(own_run)]


def test_the_report_shows_both_results_and_counts_the_later_one():
    given = dimensional_report.context(case(reworked()).frozen, HEAD)
    assert [(r["result"], r["in_or_out"], r["nonconformance"]) for r in given["results"]] == [
        ("10.4\u00a0mm", "Out, reworked", "NCR-0001"),
        ("10.0\u00a0mm", "In", ""),
    ]
    (row,) = given["characteristics"]
    assert (row["count"], row["range"], row["verdict"]) == (
        "1 result",
        "10.0\u00a0mm",
        "In; reworked, see NCR-0001",
    )
    said = "All 1 results are within their limits. Reworked and measured again: 1 result."
    assert given["report"]["conclusion"] == said


@pytest.mark.parametrize(
    ("quantity", "disposition", "codes"),
    [
        ("6", "Scrap", []),  # 10 made, 4 shipped
        ("7", "Scrap", ["gate-more-than-made"]),
        ("7", "Return to supplier", ["gate-more-than-made"]),
        ("7", "Rework", []),
        ("1", "Scrap", []),  # it stands in Quantity scrapped as well, and counts once
        ("", "Scrap", []),
    ],
)
def test_pieces_that_a_nonconformance_scrapped_are_not_shipped(quantity, disposition, codes):
    text = SOUND + HEADER + ncr(quantity=quantity, disposition=disposition)
    assert [code for *_, code in found(text)] == codes


def test_several_nonconformances_of_a_run_add_up():
    text = SOUND + HEADER + ncr(quantity="4", disposition="Scrap")
    text += ncr(quantity="3", disposition="Scrap", number="NCR-0002")
    assert [code for *_, code in found(text)] == ["gate-more-than-made"]


@pytest.mark.parametrize(
    ("subject", "quantity", "codes"),
    [
        ("AL6-0124-001", "1", []),  # one of three sheets
        ("AL6-0124-001", "3", ["gate-scrapped-shipped"]),
        ("AL6-0124-001", "", ["gate-scrapped-shipped"]),
        ("AL6-0124-001-1", "1", ["gate-scrapped-shipped"]),  # the very piece
        ("SS3-0124-001", "30", []),
        ("SS3-0124-001", "31", ["gate-scrapped-shipped"]),
        ("MFG-0002", "10", []),  # a sub-assembly run: 20 made, 10 used
        ("MFG-0002", "11", ["gate-scrapped-shipped"]),
        ("OIL-0124-001", "2", ["gate-partly-scrapped?"]),  # litres
        ("OIL-0124-001", "50", ["gate-scrapped-shipped"]),
    ],
)
@pytest.mark.parametrize("disposition", ["Scrap", "Return to supplier"])
def test_material_that_was_scrapped_or_sent_back_is_in_no_goods(subject, quantity, codes, disposition):
    text = SOUND + HEADER + ncr(subject, quantity, disposition)
    assert [code for *_, code in found(text)] == codes


def test_a_serial_number_that_was_scrapped_is_not_shipped():
    text = changed(
        ("Bracket     | pcs  |            |", "Bracket     | pcs  | Yes        |"),
        ("| 4        | pcs  |         |", "| 4        | pcs  | 1, 2, 3, 4 |"),
        (ROW, OUT),
    )
    text += HEADER + ncr(disposition="Scrap")
    assert ("Measurements", 2, "Piece", "gate-scrapped-shipped") in found(text)
    assert found(changed(("1, 2, 3, 4 |", "2, 3, 4, 5 |"), text=text)) == []


def test_who_decided_is_on_the_list_of_people():
    decided = ncr(disposition="Use as is", concession="C-1", by="Nobody Known")
    place = ("Nonconformances", 2, "Approved by")
    assert found(SOUND + HEADER + decided) == [(*place, "gate-ncr-approver?")]
    strict = changed(
        (
            "| COC, Material certificates   |                   |",
            "| COC, Material certificates   |                   | aerospace",
        )
    )
    assert (*place, "gate-ncr-approver") in found(strict + HEADER + decided)


@pytest.mark.parametrize(
    ("subject", "about"),
    [
        ("MFG-0001", "MFG-0001, 1\u00a0pcs"),
        ("AL6-0124-001", "AL6-0124-001, 1\u00a0sheet"),
        ("AL6-0124-001-1", "AL6-0124-001-1, 1\u00a0sheet"),
        ("OIL-0124-001", "OIL-0124-001"),  # litres: nobody can tell what was counted
    ],
)
def test_an_exception_claims_no_unit_that_the_material_does_not_have(subject, about):
    text = SOUND + HEADER + ncr(subject, disposition="Concession", concession="C-1")
    (said,) = exceptions(case(text).frozen)
    assert said.startswith(f"NCR-0001 ({about}): ")


@pytest.mark.parametrize(
    ("concession", "codes"),
    [
        ("by phone", ["gate-no-concession"]),
        ("verbal OK of Mr. Smith", ["gate-no-concession"]),
        ("mail after our call", []),
        ("DEV-PHONE-12", []),
    ],
)
def test_a_spoken_yes_is_no_concession(concession, codes):
    text = SOUND + HEADER + ncr(disposition="Use as is", concession=concession)
    assert [code for *_, code in found(text)] == codes


@pytest.mark.parametrize(("quantity", "codes"), [("1", ["gate-ncr-covers-fewer?"]), ("2", []), ("", [])])
def test_a_concession_for_one_piece_does_not_cover_two(quantity, codes):
    second = AGAIN.format(piece="2", result="10.3", day="2024-02-04", ncr="NCR-0001")
    text = changed((ROW, OUT + second)) + HEADER
    text += ncr(quantity=quantity, disposition="Concession", concession="C-1")
    assert [code for *_, code in found(text)] == codes


def test_what_was_measured_again_stands_behind_the_first_result_of_its_piece():
    second = AGAIN.format(piece="2", result="10.05", day="2024-02-04", ncr="")
    again = AGAIN.format(piece="1", result="10.0", day="2024-02-05", ncr="")
    text = changed((ROW, OUT + second + again)) + HEADER + ncr()
    given = dimensional_report.context(case(text).frozen, HEAD)
    assert [(r["piece"], r["result"]) for r in given["results"]] == [
        ("1", "10.40\u00a0mm"),
        ("1", "10.00\u00a0mm"),
        ("2", "10.05\u00a0mm"),
    ]


@pytest.mark.parametrize(
    ("quantity", "codes"), [("1", ["gate-partly-scrapped?"]), ("3", ["gate-scrapped-shipped"])]
)
def test_a_blend_is_as_much_as_all_its_parents_gave(quantity, codes):
    text = changed(
        (
            "    CUT-0001 |",
            (
                "    CUT-0002 | 2024-02-01 | OIL-0124-001 | BLD-1 | 5 | L | Blend | | Bob | Ann | 2024-02-01\n"
                "    CUT-0003 | 2024-02-01 | OIL-0124-002 | BLD-1 | 5 | L | Blend | | Bob | Ann | 2024-02-01\n    CUT-0001 |"
            ),
        ),
        (
            "    OIL-0124-001 | 2024-01-12",
            (
                "    OIL-0124-002 | 2024-01-12 | North Metals | OIL | | | 50 | L | | | | Bob | 2024-01-12 | | | Released | | 2024-06-01\n"
                "    OIL-0124-001 | 2024-01-12"
            ),
        ),
        ("MFG-0001 | OIL-0124-001   | 1  ", "MFG-0001 | BLD-1 | 8 "),
    )
    assert found(text) == []
    scrap = ncr("BLD-1", quantity, "Scrap")
    assert [code for *_, code in found(text + HEADER + scrap)] == codes


def test_a_nonconformance_named_by_the_work_order_is_told_to_name_the_run():
    text = changed((ROW, OUT)) + HEADER + ncr("WO-24-512", disposition="Scrap")
    text = changed(
        ("| Operator | Status   | First article\n    MFG-0001 ", "| Operator | Status   | Work order\n    MFG-0001 "),
        ("| Bob      | Complete |\n    MFG-0002", "| Bob      | Complete | WO-24-512\n    MFG-0002"),
        text=text,
    )  # fmt: skip
    (only,) = [each for each in gate(case(text)) if each.code == "gate-ncr-of-other"]
    assert only.message.endswith("is about WO-24-512, the work order of this run: write MFG-0001 there.")


@pytest.mark.parametrize(
    ("concession", "codes"),
    [
        ("Telephone call, confirmed by H Smith in her PO amendment", []),
        ("Telefonat, schriftlich bestätigt", []),
        ("Telefonat, noch nicht schriftlich", ["gate-no-concession"]),
        ("confirmed on the phone", ["gate-no-concession"]),
    ],
)
def test_a_talk_that_was_put_down_in_writing_is_a_concession(concession, codes):
    text = SOUND + HEADER + ncr(disposition="Use as is", concession=concession)
    assert [code for *_, code in found(text)] == codes
