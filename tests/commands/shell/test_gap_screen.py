"""Gaps on the screen are told whole, each with its cell."""

from lotbook.commands.shell.gap_screen import gap_lines
from lotbook.domain.findings import Finding, Place, Severity
from lotbook.tables.trace.recall_lists import gap_list

LONG = "Source of MFG-0016 names 'ACR-O923-01', which is on none of the sheets, so nothing before it could be followed"


def gap(row, message=LONG, fix="Correct the cell, then recall again."):
    place = Place("Materials used", row, "MFG-0016", "Source")
    return Finding(place, "chain-broken", Severity.STOP, message, fix)


def test_a_long_message_is_told_whole_with_its_cell_and_what_to_do():
    gaps = (gap(7),)
    assert gap_lines(gap_list(gaps, 5), gaps, {gaps[0].place: "B7"}) == [
        "Gaps: what could not be resolved (1)",
        f"  Materials used!B7  {LONG} (chain-broken)",
        "      Correct the cell, then recall again.",
    ]


def test_no_gaps_are_told_in_a_line():
    assert gap_lines(gap_list((), 5), (), {}) == ["Gaps: what could not be resolved: none"]


def test_very_many_gaps_are_counted():
    gaps = tuple(gap(row, fix="") for row in range(3, 103))
    assert gap_lines(gap_list(gaps, 5), gaps, {})[-1] == "  ... and 40 more; --json tells all."
