"""Gate: what was used and shipped had been released before, and not by who took it in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lotbook.checks.shop import at
from lotbook.documents.frozen.rows import LotRecord
from lotbook.documents.gate.case import STRICT, Case, Rule, listed, strictly
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.domain.identifiers import key, same

BEFORE_RELEASE = Kind(
    "gate-used-before-release",
    Severity.WARN,
    "Material was used or shipped before it was released",
    "The papers print both days: when the lot was released, and when its pieces were made and left. A stop for aerospace "
    "and medical customers, unless an approved nonconformance of the lot decides about it (AS9100D 8.4.2, 8.7).",
    "Correct the day that is wrong; else open a nonconformance on the lot and let it be decided, or issue with your name "
    "and why it was used before.",
)
BY_RECEIVER = Kind(
    "gate-released-by-receiver",
    Severity.WARN,
    "Who received a lot released it as well",
    "It takes two people. Looked at for aerospace and medical customers; a stop where the shop itself has that profile, as "
    "`lotbook certs` refuses it there.",
    "Let another trained person compare heat, certificate and order, and enter that person in Checked by.",
)


def released_before(case: Case) -> Iterator[Finding]:
    """No lot was used, and no piece of it shipped, before the day in its Checked on."""
    for lot in case.frozen.lots:
        released = lot.receipt.checked_on
        early = list(_early(case, lot, released)) if released else []
        if early:
            kind = BEFORE_RELEASE if _decided(lot) else strictly(BEFORE_RELEASE, case)
            yield kind.at(
                at(lot.receipt, "checked_on"),
                f"Lot {lot.lot_id} was released on {released}, but {listed(early, most=3)}.",
            )


def _early(case: Case, lot: LotRecord, released: date) -> Iterator[str]:
    """What happened before the release, in words; a use without a day counts by the end of its run."""
    for use in lot.uses:
        run = case.frozen.run(use.run_id)
        used = use.used_on or (run and run.run.finished_on)
        if used and used < released:
            yield f"run {use.run_id} used {use.source} on {used}"
    for sent in case.frozen.shipments:
        left = sent.shipment.shipped_on
        if left and left < released and _within(case, sent.shipment.run_id).intersection(map(key, lot.runs)):
            yield f"shipment {sent.shipment.shipment_id} left on {left}"


def _within(case: Case, run_id: str | None) -> set[str]:
    """Keys of a run and of every sub-assembly run in it."""
    found: set[str] = set()
    waiting = [key(run_id or "")]
    while waiting:
        name = waiting.pop()
        record = case.frozen.run(name)
        if name not in found and record:
            waiting += map(key, record.sub_runs)
        found.add(name)
    return found


def _decided(lot: LotRecord) -> bool:
    """Whether somebody approved what becomes of a nonconformance of the lot."""
    return any(ncr.approved_by and ncr.disposition not in (None, "Open") for ncr in lot.nonconformances)


def two_people(case: Case) -> Iterator[Finding]:
    """Under the stricter profiles, who received a delivery does not release it."""
    if not case.strict:
        return
    own = case.frozen.settings["Profile"].strip().lower() in STRICT
    kind = BY_RECEIVER._replace(severity=Severity.STOP) if own else BY_RECEIVER
    for lot in case.frozen.lots:
        receipt = lot.receipt
        if receipt.checked_by and same(receipt.checked_by, receipt.received_by):
            yield kind.at(
                at(receipt, "checked_by"), f"Lot {lot.lot_id}: {receipt.checked_by} received and released it."
            )


RULES: tuple[Rule, ...] = (released_before, two_people)
