"""An answer fits a box: what came of it, the worst first, and never more than a person reads."""

from __future__ import annotations

from lotbook.commands.shell.command import Outcome
from lotbook.doors.answers import MOST_LINES, box_text, error_text, first_place
from lotbook.errors import LockedError


def finding(severity, message, row=0):
    where = {"sheet": "Receiving", "row": row, "key": "", "column": "Lot ID", "code": "x"}
    return {**where, "severity": severity, "message": message, "fix": f"Fix {message}."}


def test_the_worst_findings_come_first_and_the_rest_is_counted():
    findings = [finding("note", "n"), finding("warn", "w"), finding("stop", "s1"), finding("stop", "s2")]
    text = box_text(Outcome(("long",), {"findings": findings, "summary": "Nothing was issued."}))
    lines = text.split("\n")
    assert lines[0] == "Nothing was issued."
    assert [line for line in lines if line.startswith(("STOP", "Warning", "Note"))] == [
        "STOP: s1",
        "STOP: s2",
        "Warning: w",
    ]
    assert "1 more" in lines[-1]
    assert len(lines) <= MOST_LINES


def test_a_long_answer_keeps_its_head_and_its_end():
    lines = tuple(f"line {number}" for number in range(40))
    told = box_text(Outcome(lines, {})).split("\n")
    assert len(told) == MOST_LINES
    assert (told[0], told[-2], told[-1]) == ("line 0", "... and 29 more lines", "line 39")


def test_the_cursor_goes_to_the_worst_finding_that_names_a_row():
    findings = [finding("warn", "w", 5), finding("stop", "no row"), finding("stop", "s", 9)]
    assert first_place(Outcome((), {"findings": findings})) == ("Receiving", 9, "Lot ID")
    assert first_place(Outcome((), {"findings": [finding("stop", "x")]})) is None
    assert first_place(Outcome((), {})) is None


def test_an_error_tells_problem_cause_and_next_step():
    text = error_text(LockedError("Another command works.", cause="It is held by Ann.", next_step="Wait."))
    assert text == "Another command works.\nIt is held by Ann.\nWait."
