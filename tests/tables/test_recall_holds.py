"""What the register of recalls says of pieces it holds: written, read again, never taken from what people wrote."""

from __future__ import annotations

import pytest

from lotbook.tables.recall_holds import held_pieces, holding, is_holding, pieces_of, released
from lotbook.tables.records import Records
from tests.story import source

STORY = """
    Cuts
    From | New lot ID
    L-1  | P-1
    P-1  | p-1-1
    L-1  | P-2

    Recalls
    Recall ID | Opened at            | Reason   | Drill   | Status
    RCL-001   | 2024-05-01 09:12 UTC | {reason} | {drill} | {status}
"""


def held(reason: str, status: str = "Open", drill: str = "No") -> set[str]:
    records = Records(source(STORY.format(reason=reason, status=status, drill=drill)))
    return set(held_pieces(records.recalls, records.cuts))


@pytest.mark.parametrize(
    ("reason", "status", "pieces"),
    [
        ("it cracks; holds the pieces P-1", "Open", {"p-1", "p-1-1"}),
        ("it cracks; holds the pieces P-1, P-2", "Closed", {"p-1", "p-1-1", "p-2"}),
        ("it cracks; holds the pieces P-1; Closed: over", "Closed", {"p-1", "p-1-1"}),
        ("it cracks; holds the pieces P-1", "Drill", set()),
        ("it cracks; holds the pieces P-1; RCL-001 released: good", "Open", set()),
        ("it cracks; holds the pieces P-1; rcl-001 released: good; better", "Closed", set()),
        ("x; RCL-001 released: not yet; holds the pieces P-1", "Open", {"p-1", "p-1-1"}),
        ("it holds the pieces P-1", "Open", set()),
        ("", "Open", set()),
    ],
)
def test_a_piece_is_held_while_the_register_says_so_with_all_that_was_cut_from_it(reason, status, pieces):
    assert held(reason, status) == pieces


def test_a_drill_holds_nothing():
    assert held("x; holds the pieces P-1", drill="Yes") == set()


def test_what_is_written_is_read_again():
    told, left = holding("It cracks.", ["P-1", "P, 2", "P-3"])
    assert told == "It cracks; holds the pieces P-1, P-3"
    assert holding("It cracks.", []) == ("It cracks.", ())
    assert left == ("P, 2",)  # a comma in its name would make two pieces of it
    (recall,) = Records(source(STORY.format(reason=told, status="Open", drill="No"))).recalls
    assert pieces_of(recall) == ("P-1", "P-3")
    assert is_holding(recall)
    assert not is_holding(recall._replace(reason=released(recall, "good")))


def test_more_than_a_cell_can_hold_is_told_and_not_cut_off():
    told, left = holding("why", [f"PIECE-{number:05}" for number in range(4000)])
    assert len(told) < 32_767
    assert left
    assert len(left) + told.count("PIECE") == 4000
    assert left[-1] == "PIECE-03999"
