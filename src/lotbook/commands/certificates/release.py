"""A person releases a delivery, or rejects it: the computer only proposes.

Released needs a certificate that agrees, a trained person, and where the computer was not sure a sentence on what that
person saw. In the profiles aerospace and medical it takes two people: who received a delivery does not release it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from lotbook.checks.receiving import declared
from lotbook.checks.shop import Shop, at
from lotbook.checks.stock import last_day
from lotbook.commands.certificates.case import DONE, Examined
from lotbook.commands.certificates.people import RELEASES, is_receiver, refusal
from lotbook.commands.certificates.plan import stopped_by_a_person
from lotbook.documents.certificate.comparison import Outcome, sentence
from lotbook.documents.certificate.delivery import NOT_METAL
from lotbook.documents.certificate.findings import MATERIAL_UNKNOWN, NOT_RELEASED, SEVERAL_FILES
from lotbook.domain.edits import Edit, Plan
from lotbook.domain.findings import Finding
from lotbook.tables.people import Person


class Decision(NamedTuple):
    """Who decides, on which day, and what they saw where the computer was not sure."""

    who: Person
    on: date
    seen: str = ""


def against(shop: Shop, each: Examined, decision: Decision, *, reviewed: bool = False) -> tuple[str, ...]:
    """What stands against releasing one delivery, one sentence each.

    Args:
        shop: the whole workbook.
        each: the delivery, compared just now.
        decision: who releases it.
        reviewed: its values are reviewed in the same breath.
    """
    return tuple(_against(shop, each, decision, reviewed=reviewed))


def _against(shop: Shop, each: Examined, decision: Decision, *, reviewed: bool) -> Iterator[str]:
    receipt, outcome = each.receipt, each.comparison.outcome
    if receipt.status in DONE:
        yield f"It is {receipt.status} already."
        return
    if not receipt.lot_id:
        yield "It has no Lot ID yet; run: lotbook assign."
    untrained = refusal(shop, decision.who, RELEASES, decision.on)
    if untrained:
        yield untrained
    if outcome is Outcome.DIFFERS:
        yield from each.comparison.faults
    elif outcome in (Outcome.MISSING, Outcome.UNREADABLE):
        yield "; ".join(each.comparison.doubts)
    elif outcome is Outcome.LOOK and not decision.seen:
        yield f"{' '.join(each.comparison.doubts)} Write --seen and what you saw."
    yield from _of_row(shop, each, decision)
    if shop.strict:
        yield from _strict(shop, each, decision, reviewed=reviewed)


def _of_row(shop: Shop, each: Examined, decision: Decision) -> Iterator[str]:
    receipt = each.receipt
    settled_first = (SEVERAL_FILES.code, MATERIAL_UNKNOWN.code)
    yield from (sentence(f) for f in each.comparison.findings if f.code in settled_first)
    if each.comparison.delivery.spoiled:
        yield each.comparison.delivery.spoiled[0].message
    if each.comparison.delivery.needed and not (receipt.heat_on_material and receipt.heat_on_certificate):
        side = "certificate" if receipt.heat_on_material else "material"
        yield f"Heat on {side} is empty; type it as it stands there."
    if stopped_by_a_person(receipt) and not decision.seen:
        yield f"It is {receipt.status}: {receipt.reason or 'no reason is given'}. Write --seen and why that is settled."
    end = last_day(shop, receipt)
    if end is not None and end < decision.on:
        yield f"It could be used until {end} only."


def _strict(shop: Shop, each: Examined, decision: Decision, *, reviewed: bool) -> Iterator[str]:
    receipt = each.receipt
    if is_receiver(decision.who, receipt.received_by):
        yield f"{decision.who.name} received it; somebody else must release it."
    family = each.comparison.delivery.material.family if each.comparison.delivery.material else None
    has_values = family not in NOT_METAL and (receipt.certificate_type in ("3.2", "3.1", "MTR", "2.2"))
    if has_values and not reviewed and not (receipt.reviewed_by and receipt.reviewed_on):
        yield f"Its values were not reviewed; run: lotbook certs --review {receipt.lot_id}."
    if not decision.seen:
        yield from (f.message for f in declared(shop) if f.place.row == receipt.row)


def refused(each: Examined, sentences: Sequence[str]) -> tuple[Finding, ...]:
    """What stands against a release, as findings."""
    place = at(each.receipt, "status")
    fix = "Leave it out; there is nothing to release." if each.receipt.status in DONE else ""
    return tuple(NOT_RELEASED.at(place, f"{each.name}: {text}", fix=fix) for text in sentences)


def plan(released: Sequence[Examined], decision: Decision) -> Plan:
    """The rows become Released, checked by this person today."""
    edits = [edit for each in released for edit in _released(each, decision)]
    names = ", ".join(each.name for each in released)
    return Plan(
        "certs",
        f"{names} released by {decision.who.name}.",
        edits=tuple(edits),
        details={
            "released": [each.name for each in released],
            "released_by": decision.who.name or "",
            "seen": decision.seen,
            "doubts": {each.name: list(each.comparison.doubts) for each in released},
            "certificates": [
                {"lot": each.name, "file": each.file, "sha256": each.reading.file.sha256} for each in released
            ],
        },
    )


def _released(each: Examined, decision: Decision) -> Iterator[Edit]:
    receipt = each.receipt
    for column, old, new in (
        ("Status", receipt.status, "Released"),
        ("Checked by", receipt.checked_by, decision.who.name),
        ("Checked on", receipt.checked_on, decision.on),
        ("Reason", receipt.reason, None),
        ("Certificate file", receipt.certificate_file, each.file or None),
    ):
        if old != new:
            yield Edit("Receiving", receipt.row, column, old, new, each.name)


def rejection(each: Examined, reason: str, who: str) -> Plan:
    """A person rejects a delivery for a reason the computer could not see."""
    receipt = each.receipt
    edits = [
        Edit("Receiving", receipt.row, column, old, new, each.name)
        for column, old, new in (
            ("Status", receipt.status, "Rejected"),
            ("Reason", receipt.reason, reason),
        )
        if old != new
    ]
    return Plan(
        "certs", f"{each.name} rejected by {who}: {reason}", edits=tuple(edits),
        details={"rejected": each.name, "reason": reason},
    )  # fmt: skip
