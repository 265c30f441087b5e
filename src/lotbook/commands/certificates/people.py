"""Who may release a delivery or review a certificate: named on People, trained on that day, in the right role."""

from __future__ import annotations

from datetime import date

from lotbook.checks.shop import Shop
from lotbook.domain.identifiers import same
from lotbook.errors import UsageError
from lotbook.tables.people import Person

RELEASES = frozenset({"Receiving", "Inspection", "Quality"})
REVIEWS = frozenset({"Reviewer", "Quality"})


def person(shop: Shop, name: str) -> Person:
    """The person on the sheet People.

    Raises:
        UsageError: nobody there has this name.
    """
    found = shop.people.get(shop.keys[name])
    if found is None:
        names = ", ".join(each.name for each in shop.records.people if each.name) or "nobody yet"
        raise UsageError(
            f"{name or 'Nobody'} is not on the sheet People.",
            cause="Only a person who is known there and trained answers for a certificate.",
            next_step=f"Write --who with a name from People: {names}.",
        )
    return found


def refusal(shop: Shop, who: Person, roles: frozenset[str], day: date) -> str:
    """Why this person may not do it on this day, in words; empty when they may.

    Training counts in every profile; the role in the profiles aerospace and medical.
    """
    if who.trained_until is None:
        return f"The training of {who.name} is not entered on People."
    if who.trained_until < day:
        return f"The training of {who.name} ended on {who.trained_until}."
    has = {part.strip() for part in (who.roles or "").split(",")}
    if shop.strict and not has & roles:
        return f"{who.name} has none of the roles {', '.join(sorted(roles))} on People."
    return ""


def is_receiver(who: Person, received_by: str | None) -> bool:
    """Whether the person took the delivery in."""
    return same(who.name, received_by)
