"""Lots that were rejected with Lotbook and typed to Released by hand since: nobody compared them anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from lotbook.checks.shop import at, named
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.domain.identifiers import key
from lotbook.domain.values import text_of
from lotbook.hosts.entries import Entry
from lotbook.tables.records import Records

RELEASED_BY_HAND = Kind(
    "released-after-rejection",
    Severity.STOP,
    "A lot was rejected, and somebody typed Released over it by hand",
    "A rejected lot stays so until a valid certificate is there and a trained person has compared it once more; the journal "
    "knows of nobody who did.",
    "Set Status back to Rejected; when it is settled, release it with: lotbook certs --release LOT --who NAME "
    '--seen "why it is settled".',
)
OURS = "Certificate: "  # how a reason that `certs` wrote begins, so that it may take it back


class Rejection(NamedTuple):
    """When, by whom and why a lot was rejected; ``reason`` may be empty."""

    at: datetime
    who: str
    reason: str


def released_by_hand(entries: Iterable[Entry], records: Records) -> Iterator[Finding]:
    """One finding for each Released lot whose last word in the journal is a rejection, or whose reason still is one of ours."""
    rejected = rejections(entries)
    for lot in records.receiving:
        if lot.status != "Released":
            continue
        found = rejected.get(key(lot.lot_id or "")) if rejected else None
        reason = lot.reason or ""
        if found or reason.startswith(OURS):
            day = f" on {found.at:%Y-%m-%d}" if found else ""
            why = (found and found.reason) or reason
            told = (
                f"{named(lot)} was released by hand after it was rejected{day}{f' for: {why}' if why else ''}"
            )
            yield RELEASED_BY_HAND.at(at(lot, "status"), f"{told.rstrip('.')}.")


def rejections(entries: Iterable[Entry]) -> Mapping[str, Rejection]:
    """Comparison key of a lot -> its rejection, where no command changed its status since; what was undone counts for nothing."""
    standing = [entry for entry in entries if entry.state.stands]
    undone = {entry.details.get("undoes") for entry in standing} - {None}
    found: dict[str, Rejection] = {}
    for entry in standing:
        if entry.number not in undone and entry.details.get("undoes") is None:
            _follow(entry, found)
    return found


def _follow(entry: Entry, found: dict[str, Rejection]) -> None:
    """What one command did to the status of lots; a hold leaves a rejection as it is."""
    edits = [edit for edit in entry.edits if edit.sheet == "Receiving" and edit.key]
    reasons = {edit.row: text_of(edit.new) for edit in edits if edit.column == "Reason" and edit.new}
    for edit in edits:
        if edit.column == "Status" and edit.new == "Rejected":
            found[key(edit.key)] = Rejection(entry.at, entry.who, reasons.get(edit.row, ""))
        elif edit.column == "Status" and edit.new != "Hold":
            found.pop(key(edit.key), None)
