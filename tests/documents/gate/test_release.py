"""The gate on release: before the first use and the shipment, and by another person than who took the lot in."""

from __future__ import annotations

import pytest

from lotbook.documents.gate.rules import gate
from tests.documents.gate_story import SOUND, case, changed, found

PLATE = "| m1.pdf           | Bob        | 2024-01-10 |"
FITTING = "| m2.pdf           | Bob        | 2024-01-12 |"
AEROSPACE = (
    "| COC, Material certificates   |                   |",
    "| COC, Material certificates | | aerospace |",
)
NCR = """
    Nonconformances
    NCR ID   | Found on   | Lot or run   | Description   | Disposition | Approved by
    NCR-0001 | 2024-02-04 | SS3-0124-001 | Used too soon | {}          | {}
"""


def on(day: str, text: str = SOUND, row: str = FITTING) -> str:
    return changed((row, row.replace(row.split("|")[-2].strip(), day)), text=text)


def release(text: str) -> list[tuple[str, int, str, str]]:
    return [each for each in found(text) if "release" in each[3]]


@pytest.mark.parametrize(
    ("day", "told"),
    [("2024-02-01", []), ("2024-02-02", [("Receiving", 3, "Checked on", "gate-used-before-release?")])],
)
def test_material_is_released_on_the_day_of_its_first_use_or_before(day, told):
    assert release(on(day)) == told


def test_what_was_used_and_what_was_shipped_before_the_release_is_told_through_sub_assemblies():
    [finding] = [f for f in gate(case(on("2024-02-06"))) if f.code == "gate-used-before-release"]
    assert finding.message == (
        "Lot SS3-0124-001 was released on 2024-02-06, but run MFG-0002 used SS3-0124-001 on 2024-02-01, "
        "shipment SHP-0001 left on 2024-02-05."
    )


def test_a_use_without_a_day_counts_by_the_end_of_its_run():
    text = changed(("| 20       | pcs   | 2024-02-01 |", "| 20       | pcs   |            |"))
    assert release(on("2024-02-02", text)) == []
    assert [code for *_, code in release(on("2024-02-03", text))] == ["gate-used-before-release?"]


def test_for_an_aerospace_customer_it_stops_unless_a_nonconformance_was_decided():
    text = changed(AEROSPACE, text=on("2024-02-02"))
    assert [code for *_, code in release(text)] == ["gate-used-before-release"]
    assert [code for *_, code in release(text + NCR.format("Open", ""))] == ["gate-used-before-release"]
    assert [code for *_, code in release(text + NCR.format("Rework", "Ann"))] == ["gate-used-before-release?"]


RECEIVED = (
    ("| Reviewed by | Reviewed on | Status   |", "| Reviewed by | Reviewed on | Status | Received by |"),
    ("| 2024-01-11  | Released |", "| 2024-01-11  | Released | bob |"),
    ("|             |             | Released |", "|             |             | Released | Ann |"),
)


def test_who_received_a_lot_does_not_release_it_for_aerospace_and_medical_customers():
    text = changed(*RECEIVED)
    assert release(text) == []
    assert release(changed(AEROSPACE, text=text)) == [
        ("Receiving", 2, "Checked by", "gate-released-by-receiver?")
    ]


def test_where_the_shop_itself_is_aerospace_it_stops_as_releasing_does():
    text = changed(
        ("    Default signer  | Ann\n", "    Default signer  | Ann\n    Profile | aerospace\n"), *RECEIVED
    )
    assert release(text) == [("Receiving", 2, "Checked by", "gate-released-by-receiver")]
