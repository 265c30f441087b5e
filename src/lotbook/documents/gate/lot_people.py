"""Gate: trained people compared each lot with its certificate, and the certificate's values with the limits."""

from __future__ import annotations

from collections.abc import Iterator

from lotbook.checks.shop import at
from lotbook.documents.frozen.rows import LotRecord
from lotbook.documents.gate.case import Case, Rule, strictly
from lotbook.documents.gate.lot import needs_certificate
from lotbook.domain.findings import Finding, Kind, Severity

NOT_CHECKED = Kind(
    "gate-lot-not-checked",
    Severity.WARN,
    "Nobody is named who compared heat, certificate and order",
    "Release means that a trained person compared them; a stop for aerospace and medical customers.",
    "Fill Checked by and Checked on with a person who is trained on that day.",
)
NOT_REVIEWED = Kind(
    "gate-certificate-not-reviewed",
    Severity.WARN,
    "Nobody trained is named who compared the certificate's values with the limits",
    "Auditors ask for this first (AS9100D 8.4.2); a stop for aerospace and medical customers.",
    "Compare the values with the limits, then fill Reviewed by and Reviewed on with a person who is trained on that day.",
)
RESULTS = frozenset({"3.2", "3.1", "MTR", "2.2", "CoA"})  # certificate types that state values to be reviewed


def looked_at(case: Case) -> Iterator[Finding]:
    """A trained person compared heat and certificate; somebody reviewed the values."""
    for lot in case.frozen.lots:
        receipt, needed = lot.receipt, needs_certificate(lot)
        if needed is False:
            continue
        person, on = case.frozen.person(receipt.checked_by), receipt.checked_on
        if not receipt.checked_by or on is None:
            yield strictly(NOT_CHECKED, case).at(
                at(receipt, "checked_by"), f"Lot {lot.lot_id}: nobody is named who checked it, or no day."
            )
        elif person is None or person.trained_until is None or person.trained_until < on:
            yield strictly(NOT_CHECKED, case).at(
                at(receipt, "checked_by"), f"Lot {lot.lot_id}: {receipt.checked_by} was not trained on {on}."
            )
        yield from _reviewed(case, lot)


def _reviewed(case: Case, lot: LotRecord) -> Iterator[Finding]:
    """Somebody who was trained on that day compared the values, where the certificate states any."""
    receipt = lot.receipt
    if (lot.material.certificate_needed if lot.material else None) not in RESULTS:
        return
    person, on = case.frozen.person(receipt.reviewed_by), receipt.reviewed_on
    message = f"Lot {lot.lot_id}: no review of the certificate's values is entered."
    if receipt.reviewed_by and on is not None:
        if person is not None and person.trained_until is not None and person.trained_until >= on:
            return
        message = (
            f"Lot {lot.lot_id}: {receipt.reviewed_by}, who reviewed the values, was not trained on {on}."
        )
    yield strictly(NOT_REVIEWED, case).at(at(receipt, "reviewed_by"), message)


RULES: tuple[Rule, ...] = (looked_at,)
