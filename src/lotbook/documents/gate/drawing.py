"""Gate: the numbers on the drawing are unique, and a partial first article names what it builds on."""

from __future__ import annotations

from collections.abc import Iterator

from lotbook.checks.shop import at
from lotbook.documents.gate.case import Case, Rule, listed, strictly
from lotbook.documents.papers.first_article import due_of
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.domain.identifiers import key
from lotbook.tables.characteristics import Characteristic

BALLOON_TWICE = Kind(
    "gate-balloon-twice",
    Severity.STOP,
    "Two characteristics of a part have one balloon",
    "The report would number two results alike, and nobody could tell which place on the drawing each belongs to. Warns "
    "where neither a dimensional report nor a first article is required.",
    "Give each characteristic the number of its own balloon on the drawing, on the sheet Characteristics.",
)
BALLOON_MISSING = Kind(
    "gate-balloon-missing",
    Severity.WARN,
    "A first article is asked for, and some characteristics have no balloon",
    "A first article numbers each characteristic as the drawing does (AS9102 Rev C, Form 3, field 5); nobody could find the "
    "place on the drawing.",
    "Type the number of the balloon on the sheet Characteristics; or issue with your name and how the drawing numbers it.",
)
NO_BASELINE = Kind(
    "gate-first-article-baseline",
    Severity.WARN,
    "A partial first article has none before it to build on",
    "A partial FAI names the report that it completes (AS9102 Rev C, Form 1, field 14); without one it is a full FAI. Stops "
    "for aerospace and medical customers.",
    "Set First article to Full, or enter the run that the first one was made in.",
)
_SHOWN = frozenset({"Dimensional report", "First article"})  # papers that number results


def balloons(case: Case) -> Iterator[Finding]:
    """No two characteristics of one part and revision have the same balloon; for a first article each has one, or none."""
    shown = bool(_SHOWN.intersection(case.frozen.documents_required))
    kind = BALLOON_TWICE if shown else BALLOON_TWICE._replace(severity=Severity.WARN)
    told: set[int] = set()
    for run in case.frozen.runs:
        first: dict[str, Characteristic] = {}
        for each in run.characteristics:
            other = first.setdefault(key(each.balloon or ""), each) if _has_balloon(each) else each
            if other is not each and each.row not in told:
                told.add(each.row)
                names = f"{other.characteristic} and {each.characteristic}"
                yield kind.at(at(each, "balloon"), f"{names} both have balloon {each.balloon}.")
    yield from _without_balloon(case)


def _without_balloon(case: Case) -> Iterator[Finding]:
    """The characteristics of what is shipped that have no balloon where others have one, for a first article, once a part.

    Where the drawing has no balloons at all, each characteristic is numbered by its own name.
    """
    if "First article" not in case.frozen.documents_required:
        return
    parts = {tuple(each.row for each in run.characteristics): run for run in case.frozen.shipped_runs}
    for run in parts.values():
        missing = [each for each in run.characteristics if not _has_balloon(each)]
        if missing and any(each.balloon for each in run.characteristics):
            names = listed(each.characteristic or f"row {each.row}" for each in missing)
            message = f"{run.run.part_number or run.run_id}: no balloon for {names}."
            yield BALLOON_MISSING.at(at(missing[0], "balloon"), message)


def _has_balloon(row: Characteristic) -> bool:
    """Whether a number stands there; dashes and the like are none."""
    return any(mark.isalnum() for mark in row.balloon or "") and key(row.balloon or "") not in ("n/a", "none")


def baselines(case: Case) -> Iterator[Finding]:
    """A run that is marked as a partial first article comes after one of its part."""
    for run in case.frozen.shipped_runs:
        if run.run.first_article == "Partial" and due_of(case.frozen, run).baseline is None:
            message = f"Run {run.run_id} is a partial first article; none of {run.run.part_number} is on record before it."
            yield strictly(NO_BASELINE, case).at(at(run.run, "first_article"), message)


RULES: tuple[Rule, ...] = (balloons, baselines)
