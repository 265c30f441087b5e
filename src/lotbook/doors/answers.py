"""An answer as it fits a box: what came of it, the worst findings with what to do, and where the rest stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lotbook.commands.shell.command import Outcome
from lotbook.errors import LotbookError

MOST_LINES = 12
_FINDINGS = 3  # each takes up to three lines
_RANK = {"stop": 0, "warn": 1, "note": 2}
_WORDS = {"stop": "STOP", "warn": "Warning", "note": "Note"}


def box_text(outcome: Outcome) -> str:
    """At most twelve lines."""
    findings = outcome.json.get("findings") or outcome.json.get("gaps")
    if isinstance(findings, Sequence) and findings:
        lines = list(_with_findings(outcome, findings))
    else:
        lines = [line for line in outcome.lines if line.strip()]
    return "\n".join(lines if len(lines) <= MOST_LINES else _shortened(lines))


def _shortened(lines: Sequence[str]) -> list[str]:
    """The first lines and the last one, which tells what came of it."""
    left = len(lines) - MOST_LINES + 1
    return [*lines[: MOST_LINES - 2], f"... and {left} more lines", lines[-1]]


def _with_findings(outcome: Outcome, findings: Sequence[Mapping[str, object]]) -> Iterator[str]:
    notices = outcome.json.get("notices")
    yield from map(str, notices) if isinstance(notices, list) else ()
    yield str(outcome.json.get("summary") or outcome.lines[-1])
    worst = sorted(findings, key=lambda each: _RANK.get(str(each["severity"]), 3))
    for finding in worst[:_FINDINGS]:
        yield ""
        yield f"{_WORDS.get(str(finding['severity']), 'Note')}: {finding['message']}"
        yield str(finding["fix"])
    if len(worst) > _FINDINGS:
        left = len(worst) - _FINDINGS
        yield f"... and {left} more: click Check workbook to see all of them with their cells."


def error_text(error: LotbookError) -> str:
    """What is wrong, why, and what to do."""
    return "\n".join(part for part in (error.problem, error.cause, error.next_step) if part)


def first_place(outcome: Outcome) -> tuple[str, int, str] | None:
    """Sheet, row and column header of the worst finding that names a row."""
    findings = outcome.json.get("findings")
    if not isinstance(findings, Sequence):
        return None
    worst = sorted(findings, key=lambda each: _RANK.get(str(each["severity"]), 3))
    found = next((each for each in worst if each.get("row")), None)
    return (str(found["sheet"]), int(found["row"]), str(found["column"])) if found else None
