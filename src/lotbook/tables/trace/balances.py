"""The books of a recall: what left each affected lot, piece and run, and the balance of each affected lot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from lotbook.domain.balance import Balance, balance, size_of
from lotbook.domain.books import Amount, Books, Fate, Gone, Made, Received, RunState
from lotbook.domain.identifiers import key
from lotbook.domain.units import converted
from lotbook.tables.manufacture import Run
from lotbook.tables.nonconformances import Nonconformance
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records
from lotbook.tables.shipments import Shipment
from lotbook.tables.trace.affected import Affected, grouped

GONE_BACK = ("Rejected", "Returned")
FATES: Mapping[str | None, Fate] = {"Scrap": Fate.SCRAPPED, "Return to supplier": Fate.RETURNED}
_COUNTED = ("pcs", "sheet")  # a nonconformance counts pieces, so it speaks of these units only


def books_of(
    reached: Affected, left_house: Iterable[Shipment], reports: Iterable[Nonconformance] = ()
) -> Books:
    """The books behind the balances; a cancelled run keeps its name so that it can be told.

    Args:
        reached: what the recall reached.
        left_house: the affected shipments that are not planned and not cancelled; those that name a lot or piece
            instead of a run sold the material as it was.
        reports: what ``reports_of`` found.
    """
    runs = {node: made_of(node, rows, reached) for node, rows in reached.runs.items()}
    units = units_of(reached)
    reported = (
        (
            key(report.subject or ""),
            Gone(FATES[report.disposition], Amount(report.quantity, units[key(report.subject or "")])),
        )
        for report in reports
        if is_counted(report, units)
    )
    gone = [*reported, *_sold(left_house, units, runs)]
    return Books(
        reached.flows(), reached.inflows(), runs,
        {node: tuple(each for _, each in same) for node, same in grouped(gone, lambda pair: pair[0]).items()},
    )  # fmt: skip


def units_of(reached: Affected) -> dict[str, str | None]:
    """Affected lot or piece -> the unit it is kept in."""
    units = {node: total([_amount(row) for row in rows]).unit for node, rows in reached.lots.items()}
    return {**{node: size_of(same).unit for node, same in reached.inflows().items()}, **units}


def reports_of(records: Records, reached: Affected) -> list[Nonconformance]:
    """The nonconformances that scrapped or sent back some of affected lots and pieces before it went into any run."""
    keys, nodes = reached.chain.keys, {*reached.lots, *reached.inflows()}
    rows = [row.row for row in records.nonconformances if keys[row.subject] in nodes]
    found = records.whole_rows(Nonconformance, rows)
    return [report for report in found if report.disposition in FATES and report.quantity != 0]


def is_counted(report: Nonconformance, units: Mapping[str, str | None]) -> bool:
    """Whether the balance can count one: it counts pieces, so it speaks of what is kept in pieces."""
    return report.quantity is not None and units.get(key(report.subject or "")) in _COUNTED


def _amount(row: Receipt) -> Amount:
    return Amount(row.quantity, row.unit)


def _sold(
    left_house: Iterable[Shipment], units: Mapping[str, str | None], runs: Mapping[str, Made]
) -> Iterator[tuple[str, Gone]]:
    for shipment in left_house:
        node = key(shipment.run_id or "")
        if node in units and node not in runs:
            yield node, Gone(Fate.SOLD, Amount(shipment.quantity, shipment.unit))


def balances(reached: Affected, books: Books) -> tuple[Balance, ...]:
    """The balance of every affected lot, sorted by Lot ID; then of the pieces that were reached and not what they were cut from."""
    found = []
    for node in sorted(reached.lots):
        rows = reached.lots[node]
        received = Received(
            node, total([_amount(row) for row in rows]), all(row.status in GONE_BACK for row in rows)
        )
        found.append(balance(received, books, reached.name)._replace(lot=reached.name(node)))
    for node, inflows in sorted(reached.inflows().items()):
        if node not in reached.lots and not any(flow.source in reached.reach.distance for flow in inflows):
            cut = Received(node, size_of(inflows), gone_back=False)
            found.append(balance(cut, books, reached.name)._replace(lot=reached.name(node)))
    return tuple(found)


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
