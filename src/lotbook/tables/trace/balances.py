"""The books of a recall: what left each affected lot, piece and run, and the balance of each affected lot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from lotbook.domain.balance import Amount, Balance, Books, Made, Received, RunState, balance
from lotbook.domain.identifiers import key
from lotbook.domain.units import converted
from lotbook.tables.manufacture import Run
from lotbook.tables.nonconformances import Nonconformance
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records
from lotbook.tables.trace.affected import Affected

GONE_BACK = ("Rejected", "Returned")
_COUNTED = ("pcs", "sheet")  # a nonconformance counts pieces, so it speaks of these units only


def books_of(reached: Affected) -> Books:
    """The flows, inflows and runs behind the balances; a cancelled run keeps its name so that it can be told."""
    runs = {node: made_of(node, rows, reached) for node, rows in reached.runs.items()}
    return Books(reached.flows(), reached.inflows(), runs)


def balances(records: Records, reached: Affected, books: Books) -> tuple[Balance, ...]:
    """The balance of every affected lot, sorted by Lot ID."""
    reports = _reports(records, reached)
    found = []
    for node in sorted(reached.lots):
        received = _received(node, reached.lots[node], reports.get(node, ()))
        found.append(balance(received, books)._replace(lot=reached.name(node)))
    return tuple(_named_doubts(each, reached) for each in found)


def _named_doubts(found: Balance, reached: Affected) -> Balance:
    """Doubts speak in comparison keys; people read identifiers as typed."""

    def named(doubt: str) -> str:
        subject, _, rest = doubt.partition(":")
        return f"{' '.join(reached.name(word) for word in subject.split(' '))}:{rest}" if rest else doubt

    return found._replace(doubts=tuple(named(doubt) for doubt in found.doubts))


def made_of(node: str, rows: Sequence[Run], reached: Affected) -> Made:
    """What a run made; rows with the same Run ID are added up."""
    live = [row for row in rows if row.status != "Cancelled"]
    if node in reached.chain.cancelled or not live:
        return Made(RunState.CANCELLED, None, None, rows[0].unit)
    state = RunState.IN_PROCESS if all(not is_finished(row) for row in live) else RunState.FINISHED
    made = total([Amount(row.quantity_made, row.unit) for row in live])
    lost = total([Amount(row.quantity_scrapped or Decimal(0), row.unit) for row in live])
    return Made(state, made.quantity, lost.quantity, made.unit)


def is_finished(run: Run) -> bool:
    """Whether a run has ended: it says Complete, or it has a last day and is not planned or in process."""
    return run.status == "Complete" or (
        run.status not in ("Planned", "In process") and run.finished_on is not None
    )


def total(amounts: Sequence[Amount]) -> Amount:
    """The sum of quantities, in the unit of the first by name; unknown when one is missing or does not convert."""
    unit = min((amount.unit or "" for amount in amounts), default="") or None
    portions = [
        None if amount.quantity is None else converted(amount.quantity, amount.unit, unit)
        for amount in amounts
    ]
    known = [portion for portion in portions if portion is not None]
    return Amount(sum(known, Decimal(0)) if known and len(known) == len(portions) else None, unit)


def _received(node: str, rows: Sequence[Receipt], reports: Sequence[Nonconformance]) -> Received:
    amount = total([Amount(row.quantity, row.unit) for row in rows])
    counted = reports if amount.unit in _COUNTED else ()
    return Received(
        node,
        amount,
        gone_back=all(row.status in GONE_BACK for row in rows),
        scrapped=sum((r.quantity or Decimal(0) for r in counted if r.disposition == "Scrap"), Decimal(0)),
        returned=sum(
            (r.quantity or Decimal(0) for r in counted if r.disposition == "Return to supplier"), Decimal(0)
        ),
    )


def _reports(records: Records, reached: Affected) -> Mapping[str, list[Nonconformance]]:
    """Nonconformances that scrapped or returned some of an affected lot before it went into any run."""
    keys = reached.chain.keys
    rows = [row.row for row in records.nonconformances if keys[row.subject] in reached.lots]
    found: dict[str, list[Nonconformance]] = {}
    for report in records.whole_rows(Nonconformance, rows):
        found.setdefault(key(report.subject or ""), []).append(report)
    return found
