"""Recalls: an open one is told until everyone concerned has answered, and somebody has practised within a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from lotbook.checks.shop import Check, Shop, at, named
from lotbook.domain.findings import Finding, Kind, Place, Severity
from lotbook.tables.recall_holds import is_holding, opened_on, pieces_of

RECALL_OPEN = Kind(
    "recall-open",
    Severity.WARN,
    "A recall is open",
    "Somebody may still use or sell what was recalled; what it holds was used and shipped before it was opened.",
    "Note who was told and who answered with `lotbook recalls`; release what is good, then close the recall.",
)
DRILL_DUE = Kind(
    "recall-drill-due",
    Severity.NOTE,
    "No recall was practised for a year",
    "An auditor asks for a drill with a mass balance at least once a year (BRCGS issue 9, clause 3.9; ISO 10393 on "
    "simulations). Told in the profiles aerospace and medical, and wherever one was practised before.",
    "Click Recall drill, or run: lotbook drill WORKBOOK. It takes a minute and holds nothing.",
)

_YEAR = timedelta(days=365)
_MOST = 8  # pieces named in a message


def open_recalls(shop: Shop) -> Iterator[Finding]:
    """Each open recall, with how many have not been told or have not answered."""
    notices = shop.grouped(shop.records.recall_notices, "recall_id")
    for recall in shop.records.recalls:
        if recall.status != "Open":
            continue
        told = notices.get(shop.keys[recall.recall_id], [])
        unsent = sum(not row.sent_at and not row.acknowledged_on for row in told)
        silent = sum(bool(row.sent_at) and not row.acknowledged_on for row in told)
        pieces = pieces_of(recall) if is_holding(recall) else ()
        aside = f"; set aside by hand: {', '.join(pieces[:_MOST])}" if pieces else ""
        more = f" and {len(pieces) - _MOST} more" if len(pieces) > _MOST else ""
        message = (
            f"{named(recall)} ({recall.trigger}) is open{_waiting(len(told), unsent, silent)}{aside}{more}."
        )
        yield RECALL_OPEN.at(at(recall, "status"), message)


def _waiting(told: int, unsent: int, silent: int) -> str:
    if not told:
        return " and has no notices"
    parts = [f"{unsent} of {told} notices are not sent" if unsent else ""]
    parts.append(f"{silent} of {told} have not answered" if silent else "")
    return "; ".join(["", *filter(None, parts)]) or "; everyone has answered"


def drill_due(shop: Shop) -> Iterator[Finding]:
    """A recall, real or practised, was traced within the last year.

    Asked of an aerospace or medical shop a year after its first shipment, and of any shop that has practised once.
    """
    first = min((each.shipped_on for each in shop.records.shipments if each.shipped_on), default=shop.today)
    last = max(filter(None, map(opened_on, shop.records.recalls)), default=None)
    if (last or shop.strict) and shop.today - (last or first) > _YEAR:
        message = f"The last recall was traced on {last}." if last else "No recall was ever practised here."
        yield DRILL_DUE.at(Place("Recalls"), message)


CHECKS: tuple[Check, ...] = (open_recalls, drill_due)
