"""The gate on material: released, with a heat, marked, looked at; and on measurements and nonconformances."""

from __future__ import annotations

import pytest

from lotbook.documents.gate.rules import gate
from tests.documents.gate_story import SOUND, case, changed, found

PLATE = "AL6-0124-001 | 2024-01-10  | North Metals | AL6      | H83017              | H83017           |"


def test_a_run_that_used_nothing_known_stops():
    text = changed(("    MFG-0002 | SS3-0124-001   | 20       | pcs   | 2024-02-01 |\n", ""))
    assert found(text) == [("Manufacture", 3, "Run ID", "gate-no-material")]


@pytest.mark.parametrize("status", ["Quarantine", "Hold", "Rejected", "Returned", ""])
def test_only_released_lots_go_out(status):
    text = changed(("| 2024-01-11  | Released |", f"| 2024-01-11  | {status} |"))
    assert found(text) == [("Receiving", 2, "Status", "gate-lot-not-released")]


def test_heats_are_there_and_the_same():
    missing = changed((PLATE, PLATE.replace("| H83017           |", "| |")))
    assert found(missing) == [("Receiving", 2, "Heat on material", "gate-heat-missing")]
    other = changed((PLATE, PLATE.replace("| H83017           |", "| H83O17 |")))
    assert found(other) == [("Receiving", 2, "Heat on material", "gate-heat-differs")]
    typed = changed((PLATE, PLATE.replace("| H83017           |", "| h83017\\xa0 |")))
    assert found(typed) == []


def test_where_the_material_does_not_say_what_it_needs_a_missing_heat_only_warns_in_a_light_shop():
    text = changed(
        ("|                      | None               |", "|                      |                    |")
    )
    assert [code for *_, code in found(text)] == ["gate-heat-missing?", "gate-heat-missing?"]


def test_somebody_trained_compared_heat_and_certificate():
    nobody = changed(("| Bob        | 2024-01-12 |", "|            |            |"))
    assert found(nobody) == [("Receiving", 3, "Checked by", "gate-lot-not-checked?")]
    untrained = changed(("Cutter          | 2030-01-01", "Cutter          | 2024-01-11"))
    assert found(untrained) == [("Receiving", 3, "Checked by", "gate-lot-not-checked?")]


def test_a_certificate_with_values_is_reviewed_and_one_without_is_not():
    text = changed(("| Ann         | 2024-01-11  |", "|             |             |"))
    assert found(text) == [("Receiving", 2, "Reviewed by", "gate-certificate-not-reviewed?")]


def test_material_is_not_used_after_its_last_day():
    text = changed(("|        | 2024-06-01", "|        | 2024-02-02"))
    assert found(text) == [("Materials used", 4, "Used on", "gate-used-expired")]


CUT = "| Cut    | H83017      | Bob       | Ann         | 2024-02-01"


@pytest.mark.parametrize(
    ("cut", "expected"),
    [
        (
            "| Cut | H83O17 | Bob | Ann | 2024-02-01",
            [("Cuts", 2, "Heat marked", "gate-mark-not-transferred")],
        ),
        (
            "| Cut |        | Bob | Ann | 2024-02-01",
            [("Cuts", 2, "Heat marked", "gate-mark-not-transferred")],
        ),
        ("| Cut | H83017 | Bob |     |           ", [("Cuts", 2, "Verified by", "gate-mark-not-verified")]),
        ("| Cut | H83017 | Bob | bob | 2024-02-01", [("Cuts", 2, "Verified by", "gate-mark-not-verified")]),
        ("| Cut | H83017 | Bob | Ann | 2024-02-04", [("Cuts", 2, "Verified on", "gate-mark-not-verified")]),
    ],
)
def test_a_cut_piece_carries_the_heat_verified_by_another_before_use(cut, expected):
    assert found(changed((CUT, cut))) == expected


def test_who_marked_a_piece_is_told_that_another_must_verify_it():
    (finding,) = gate(case(changed((CUT, "| Cut | H83017 | Bob | bob | 2024-02-01"))))
    assert finding.message == "Piece AL6-0124-001-1: Bob both marked it and verified the mark."
    assert finding.fix.startswith("Let another person verify the mark")


def test_the_mill_of_a_metal_is_named_that_of_other_material_need_not_be():
    text = changed(("Alpine Rolling", ""))
    assert found(text) == [("Receiving", 2, "Mill", "gate-mill-missing?")]
    assert found(changed(("| Aluminium |", "| Plastic   |"), text=text)) == []


def test_cuts_of_material_that_needs_no_mark_are_left_alone():
    text = changed(
        (CUT, "| Cut | | | |"), ("| sheet | Yes                  |", "| sheet |                      |")
    )
    assert found(text) == []


def test_part_of_a_lot_must_be_cut_and_marked_first_the_whole_lot_need_not():
    part = changed(("MFG-0001 | AL6-0124-001-1 | 1 ", "MFG-0001 | AL6-0124-001 | 1 "))
    assert found(part) == [("Materials used", 2, "Source", "gate-mark-not-transferred")]
    whole = changed(("MFG-0001 | AL6-0124-001-1 | 1 ", "MFG-0001 | AL6-0124-001 | 3 "))
    assert found(whole) == []


def test_a_blank_result_stops():
    text = changed(("| 1     | 10.0   |", "| 1     |        |"))
    assert found(text) == [("Measurements", 2, "Result", "gate-result-blank")]


def test_a_characteristic_left_out_warns():
    text = changed(
        (
            "    BRK #1         | BRK-100",
            "    BRK #2 | BRK-100 | C | 1 | 2 | mm\n    BRK #1         | BRK-100",
        )
    )
    assert found(text) == [("Manufacture", 2, "Run ID", "gate-characteristic-not-measured?")]


NCR = """
    Nonconformances
    NCR ID   | Found on   | Lot or run | Description | Disposition | Concession reference
    NCR-0001 | 2024-02-04 | {}         | Bore over   | {}          | {}
"""


def test_a_result_out_of_limits_needs_a_decided_nonconformance():
    bad = changed(("| 1     | 10.0   |", "| 1     | 10.2   |"))
    assert found(bad) == [("Measurements", 2, "Result", "gate-out-of-tolerance")]
    named = changed(("| Ann       | 2024-02-04  |", "| Ann       | 2024-02-04  | NCR-0001"), text=bad)
    assert {code for *_, code in found(named + NCR.format("MFG-0001", "Open", ""))} == {
        "gate-out-of-tolerance",
        "gate-ncr-open",
    }
    assert found(named + NCR.format("MFG-0001", "Scrap", "")) == []


@pytest.mark.parametrize("subject", ["MFG-0001", "MFG-0002", "AL6-0124-001", "AL6-0124-001-1"])
def test_a_nonconformance_anywhere_on_the_way_is_decided(subject):
    assert found(SOUND + NCR.format(subject, "Open", "")) == [
        ("Nonconformances", 2, "Disposition", "gate-ncr-open")
    ]


@pytest.mark.parametrize("disposition", ["Use as is", "Repair", "Concession"])
def test_parts_that_go_as_they_are_need_the_customers_concession(disposition):
    assert found(SOUND + NCR.format("MFG-0001", disposition, "")) == [
        ("Nonconformances", 2, "Concession reference", "gate-no-concession")
    ]
    assert found(SOUND + NCR.format("MFG-0001", disposition, "C-118")) == []


def test_a_nonconformance_elsewhere_does_not_matter():
    elsewhere = changed(
        (
            "    MFG-0002 | 2024-02-01",
            "    MFG-0777 | 2024-02-01 | 2024-02-02 | SUB-9 | A | 1 | | pcs | Bob | Complete |\n    MFG-0002 | 2024-02-01",
        )
    )
    assert found(elsewhere + NCR.format("MFG-0777", "Open", "")) == []


@pytest.mark.parametrize(
    ("reason", "status", "expected"),
    [
        ("cracks; holds the pieces AL6-0124-001-1", "Open", [("Cuts", 2, "New lot ID", "gate-piece-held")]),
        ("cracks; holds the pieces al6-0124-001-1", "Closed", [("Cuts", 2, "New lot ID", "gate-piece-held")]),
        ("cracks; holds the pieces AL6-0124-001-1; RCL-001 released: good", "Open", []),
        ("cracks; holds the pieces AL6-0124-001-2", "Open", []),
        ("cracks", "Open", []),
    ],
)
def test_a_piece_that_a_recall_holds_does_not_go_out_though_its_lot_is_released(reason, status, expected):
    register = (
        "\n    Recalls\n    Recall ID | Opened at            | Reason   | Drill | Status\n"
        f"    RCL-001   | 2024-05-01 09:12 UTC | {reason} | No    | {status}\n"
    )
    assert found(changed() + register) == expected
