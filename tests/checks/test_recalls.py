"""Recalls: what an open one holds is told once, and a year without practice is told."""

from datetime import date

import pytest

from tests.checks.clean import found, messages, severities

HELD = """
    Receiving
    Lot ID  | Received on | Status | Reason
    ACR-001 | 2024-01-02  | Hold   | {lot}
    ACR-002 | 2024-01-02  | Hold   | bent

    Cuts
    Cut ID   | Cut on     | From    | New lot ID | Quantity | Unit
    CUT-0001 | 2024-01-03 | ACR-001 | ACR-001-1  | 1        | sheet
    CUT-0002 | 2024-05-02 | ACR-001 | ACR-001-2  | 1        | sheet
    CUT-0003 | 2024-01-03 | ACR-002 | ACR-002-1  | 1        | sheet

    Manufacture
    Run ID   | Started on | Finished on | Status | Quantity made | Unit | Note
    MFG-0001 | 2024-01-05 | 2024-01-06  | Hold   | 9             | pcs  | {run}
    MFG-0002 | 2024-01-05 | 2024-01-06  | Hold   | 9             | pcs  | a scratch

    Materials used
    Run ID   | Source   | Quantity | Unit  | Used on
    MFG-0001 | ACR-001  | 1        | sheet | 2024-01-05
    MFG-0001 | ACR-001  | 1        | sheet |
    MFG-0001 | ACR-001  | 1        | sheet | 2024-05-02
    MFG-0002 | ACR-002  | 1        | sheet | 2024-01-05
    MFG-0002 | MFG-0001 | 1        | pcs   | 2024-01-06

    Shipments
    Shipment ID | Shipped on | Run ID   | Quantity | Unit
    SHP-0001    | 2024-02-01 | MFG-0001 | 2        | pcs
    SHP-0002    | 2024-05-02 | MFG-0001 | 2        | pcs
    SHP-0003    | 2024-02-01 | MFG-0002 | 2        | pcs

    Recalls
    Recall ID | Opened at            | Trigger     | Drill | Status
    RCL-001   | 2024-05-01 09:12 UTC | lot ACR-001 | No    | {status}
"""
CODES = ("used-not-released", "shipped-unfinished", "cut-from-unreleased")
ALL = {2, 3, 4, 5, 6}, {2, 3, 4}, {2, 3, 4}


def held(lot: str = "RCL-001: it cracks", run: str = "first; RCL-001: it cracks", status: str = "Open"):
    """The rows of Materials used, of Shipments and of Cuts that are findings."""
    text = HELD.format(lot=lot, run=run, status=status)
    return tuple({row for _, row, _ in found(text, code)} for code in CODES)


def test_what_was_used_cut_and_shipped_before_an_open_recall_is_not_told_row_by_row():
    assert held() == ({4, 5}, {3, 4}, {3, 4})


@pytest.mark.parametrize(
    "changed",
    [
        {"status": "Closed"},
        {"status": "Drill"},
        {"lot": "as RCL-001 says", "run": "see RCL-001"},
        {"lot": "RCL-0011: x", "run": "RCL-002: x"},
        {"lot": "RCL-001: x; RCL-001 released: good", "run": "RCL-001: x; rcl-001 released: good"},
    ],
)
def test_without_an_open_recall_that_holds_it_every_row_is_told(changed):
    assert held(**changed) == ALL


RECALLS = """
    Recalls
    Recall ID | Opened at            | Trigger     | Drill | Status
    RCL-001   | 2024-05-01 09:12 UTC | lot ACR-001 | No    | Open
    RCL-002   | 2024-05-02 09:12 UTC | heat 7      | No    | Open
    RCL-003   | 2024-05-03 09:12 UTC | run MFG-1   | No    | Closed
    RCL-004   | 2024-05-03 09:12 UTC | run MFG-2   | No    | Open

    Recall notices
    Recall ID | Customer | Drafted at           | Sent at              | Acknowledged on
    RCL-001   | Smith    | 2024-05-01 09:12 UTC |                      |
    RCL-001   | Jones    | 2024-05-01 09:12 UTC | 2024-05-01 10:00 UTC |
    RCL-001   | Brown    | 2024-05-01 09:12 UTC | 2024-05-01 10:00 UTC | 2024-05-02
    RCL-004   | Brown    | 2024-05-01 09:12 UTC | 2024-05-01 10:00 UTC | 2024-05-02
"""


def test_an_open_recall_tells_who_is_still_to_be_told_and_to_answer():
    assert found(RECALLS, "recall-open") == [("Recalls", row, "Status") for row in (2, 3, 5)]
    assert messages(RECALLS, "recall-open") == [
        "RCL-001 (lot ACR-001) is open; 1 of 3 notices are not sent; 1 of 3 have not answered.",
        "RCL-002 (heat 7) is open and has no notices.",
        "RCL-004 (run MFG-2) is open; everyone has answered.",
    ]
    assert set(severities(RECALLS, "recall-open")) == {"warn"}


def test_an_open_recall_tells_the_pieces_that_are_set_aside_by_hand():
    many = ", ".join(f"P-{number}" for number in range(1, 11))
    register = """
        Recalls
        Recall ID | Opened at            | Trigger | Reason   | Drill | Status
        RCL-001   | 2024-05-01 09:12 UTC | heat 7  | {reason} | No    | Open
    """
    told = [
        messages(register.format(reason=reason), "recall-open")
        for reason in (
            "x; holds the pieces P-1",
            "x; holds the pieces P-1; RCL-001 released: y",
            f"x; holds the pieces {many}",
        )
    ]
    start = "RCL-001 (heat 7) is open and has no notices"
    assert told == [
        [f"{start}; set aside by hand: P-1."],
        [f"{start}."],
        [f"{start}; set aside by hand: P-1, P-2, P-3, P-4, P-5, P-6, P-7, P-8 and 2 more."],
    ]


SHIPPED = """
    Settings
    Setting | Value
    Profile | {profile}

    Shipments
    Shipment ID | Shipped on
    SHP-0001    | 2023-01-02

    Recalls
    Recall ID | Opened at | Drill | Status
    RCL-001   | {opened}  | Yes   | Drill
"""


@pytest.mark.parametrize(
    ("opened", "today", "due"),
    [
        ("", date(2023, 12, 1), False),
        ("", date(2024, 2, 1), True),
        ("2023-12-31 10:00 UTC", date(2024, 2, 1), False),
        ("2023-12-31 10:00 UTC", date(2025, 2, 1), True),
        ("last year", date(2024, 2, 1), True),
    ],
)
def test_a_drill_is_due_a_year_after_the_last_recall_or_the_first_shipment(opened, today, due):
    text = SHIPPED.format(opened=opened, profile="medical")
    assert bool(found(text, "recall-drill-due", today=today)) is due


@pytest.mark.parametrize(("opened", "due"), [("", False), ("2023-12-31 10:00 UTC", True)])
def test_a_light_shop_is_reminded_only_when_it_has_practised_before(opened, due):
    text = SHIPPED.format(opened=opened, profile="shop")
    assert bool(found(text, "recall-drill-due", today=date(2025, 2, 1))) is due


def test_a_shop_that_never_shipped_need_not_practise():
    assert not found("Settings\nSetting | Value\nProfile | medical", "recall-drill-due")
