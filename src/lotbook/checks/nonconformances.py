"""Nonconformances: what was found wrong is decided before it ships, and by whom is told."""

from __future__ import annotations

from collections.abc import Iterator

from lotbook.checks.shop import Check, Shop, at, named
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.tables.nonconformances import Nonconformance

NONCONFORMANCE_OPEN_SHIPPED = Kind(
    "nonconformance-open-shipped",
    Severity.STOP,
    "Goods left while a nonconformance was open",
    "Nobody has decided whether these pieces may be used.",
    "Decide and enter the disposition; if the pieces are not in order, start a recall.",
)
NONCONFORMANCE_OPEN_USED = Kind(
    "nonconformance-open-used",
    Severity.WARN,
    "Something with an open nonconformance was used",
    "What is found wrong later is in the parts already.",
    "Decide about the nonconformance before the run is shipped.",
)
CONCESSION_MISSING = Kind(
    "concession-missing",
    Severity.STOP,
    "Nonconforming goods left without the customer's concession",
    "Use as is for goods that ship needs the customer's written agreement; a verbal one is an audit finding.",
    "Enter the reference of the customer's concession, or ask for one.",
)
DISPOSITION_UNAPPROVED = Kind(
    "disposition-unapproved",
    Severity.WARN,
    "Nobody stands for a disposition",
    "A decision about a nonconformance needs the name of who decided.",
    "Fill Approved by.",
)


def dispositions(shop: Shop) -> Iterator[Finding]:
    """Open nonconformances hold back use and shipment; Use as is ships with a concession only."""
    for ncr in shop.records.nonconformances:
        runs, shipped = _reached(shop, ncr)
        open_still = ncr.disposition in (None, "Open")
        if open_still and shipped:
            message = f"{named(ncr)} on {ncr.subject} is open, but {shipped} left already."
            yield NONCONFORMANCE_OPEN_SHIPPED.at(at(ncr, "disposition"), message)
        elif open_still and runs:
            message = f"{named(ncr)} on {ncr.subject} is open, but run {runs} used it."
            yield NONCONFORMANCE_OPEN_USED.at(at(ncr, "disposition"), message)
        elif ncr.disposition in ("Use as is", "Concession") and shipped and not ncr.concession:
            message = (
                f"{named(ncr)} on {ncr.subject} is {ncr.disposition}; {shipped} left without a concession."
            )
            yield CONCESSION_MISSING.at(at(ncr, "concession"), message)
        if not open_still and not ncr.approved_by:
            message = f"{named(ncr)} was decided as {ncr.disposition}, but not by whom."
            yield DISPOSITION_UNAPPROVED.at(at(ncr, "approved_by"), message)


def _reached(shop: Shop, ncr: Nonconformance) -> tuple[str, str]:
    """A run that used what the nonconformance is about, and a shipment that left with it; empty when none.

    A lot counts through its cuts, a run through its own shipments and the runs that used it.
    """
    start = shop.keys[ncr.subject]
    seen, waiting, user = {start}, [start], ""
    while waiting:
        name = waiting.pop()
        if name in shop.runs:
            left = shop.sent(shop.shipments_of.get(name, ()))
            if left:
                return user, named(left[0])
        following = [shop.keys[cut.new_lot_id] for cut in shop.cuts_from.get(name, ())]
        for use in shop.uses_of.get(name, ()):
            user = user or use.run_id or ""
            following.append(shop.keys[use.run_id])
        waiting += [each for each in following if each and each not in seen]
        seen.update(following)
    return user, ""


CHECKS: tuple[Check, ...] = (dispositions,)
