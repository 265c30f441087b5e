"""People: whoever checks, marks, verifies, runs a machine or measures is trained for it on that day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from lotbook.checks.shop import Check, Shop, at, named, stopping
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.tables.part_rows import column
from lotbook.tables.people import Person

PERSON_UNTRAINED = Kind(
    "person-untrained",
    Severity.WARN,
    "A person was not trained on that day",
    "Trained until in People is empty or had passed. Stops in the profiles aerospace and medical.",
    "Let a trained person repeat the step, or correct Trained until from the training record.",
)
PERSON_WITHOUT_ROLE = Kind(
    "person-without-role",
    Severity.WARN,
    "A person did what is not among the person's roles",
    "Roles in People say who does what. Asked for in the profiles aerospace and medical only.",
    "Add the role in People, or correct the name.",
)

# sheet, who, on which day, and the roles that cover it
_STEPS: Sequence[tuple[str, str, str, frozenset[str]]] = (
    ("receiving", "checked_by", "checked_on", frozenset({"Receiving", "Inspection", "Quality"})),
    ("receiving", "reviewed_by", "reviewed_on", frozenset({"Reviewer", "Quality"})),
    ("cuts", "marked_by", "cut_on", frozenset({"Marking", "Operator"})),
    ("cuts", "verified_by", "verified_on", frozenset({"Marking", "Inspection", "Quality"})),
    ("manufacture", "operator", "started_on", frozenset({"Operator"})),
    ("measurements", "inspector", "measured_on", frozenset({"Inspection", "Quality"})),
)


def trained(shop: Shop) -> Iterator[Finding]:
    """On the day of the step the person's training counted, and under stricter profiles the role fits."""
    kind = stopping(PERSON_UNTRAINED, when=shop.strict)
    for sheet, who, when, roles in _STEPS:
        rows = getattr(shop.records, sheet)
        steps = list(zip(column(rows, who), column(rows, when), strict=True))
        bad = {(name, day) for name, day in set(steps) if name and not _fine(shop, name, day, roles)}
        for row, (name, day) in zip(rows, steps, strict=True) if bad else ():
            if (name, day) in bad:
                place = at(row, who)
                person = shop.people[shop.keys[name]]
                if not _trained(person.trained_until, day or shop.today):
                    yield kind.at(
                        place, f"{place.column} of {named(row)}: {_lapse(person, day or shop.today)}."
                    )
                else:
                    message = f"{place.column} of {named(row)}: {name} has none of the roles {', '.join(sorted(roles))}."
                    yield PERSON_WITHOUT_ROLE.at(place, message)


def _fine(shop: Shop, name: str, day: date | None, roles: frozenset[str]) -> bool:
    person = shop.people.get(shop.keys[name])
    if person is None:
        return True  # a name that is not in People has a finding of its own
    has = {part.strip() for part in (person.roles or "").split(",")}
    return _trained(person.trained_until, day or shop.today) and (not shop.strict or bool(has & roles))


def _lapse(person: Person, day: date) -> str:
    """Why a person's training does not count on a day, in words."""
    if person.trained_until is None:
        return f"the training of {person.name} is not entered; see People"
    return f"{person.name} was trained until {person.trained_until}; the day is {day}"


def _trained(until: date | None, day: date) -> bool:
    return until is not None and day <= until


CHECKS: tuple[Check, ...] = (trained,)
