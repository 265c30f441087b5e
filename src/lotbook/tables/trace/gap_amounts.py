"""Gaps in quantities: what the balance and the totals of a recall could not count, and what cannot be true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from lotbook.domain.balance import Balance
from lotbook.domain.books import Books, Fate, RunState
from lotbook.domain.findings import Finding, Place
from lotbook.domain.genealogy import Link
from lotbook.domain.identifiers import key
from lotbook.domain.recall import Batch
from lotbook.domain.units import convertible
from lotbook.domain.values import number_text, rounded
from lotbook.tables.manufacture import Run
from lotbook.tables.nonconformances import Nonconformance
from lotbook.tables.shipments import Shipment
from lotbook.tables.trace import amount_kinds
from lotbook.tables.trace.affected import Affected
from lotbook.tables.trace.balances import FATES, is_counted, is_finished, units_of


def portions(reached: Affected, books: Books) -> Iterator[Finding]:
    """Uses and cuts of affected material without a quantity, or in a unit that cannot be compared."""
    for link in (*reached.links, *reached.ended):
        place = link.place._replace(column="Quantity")
        where = f"Row {place.row} of {place.sheet}"
        name = reached.name(link.source)
        if not place.row:
            continue  # the row is gone, which is told by itself
        if link.quantity is None:
            yield amount_kinds.QUANTITY_MISSING.at(place, f"{where} does not say how much of {name}.")
            continue
        other = _other_unit(link, reached, books)
        if other:
            told = f"{where} takes {name} in {link.unit or 'no unit'}, but it is kept in {other}."
            yield amount_kinds.UNITS_DISAGREE.at(place._replace(column="Unit"), told)


def _other_unit(link: Link, reached: Affected, books: Books) -> str:
    units = {lot.unit for lot in reached.lots.get(link.source, ())}
    units |= {flow.amount.unit for flow in books.inflows.get(link.source, ())}
    units |= {run.unit for run in reached.runs.get(link.source, ())}
    return min((unit or "no unit" for unit in units if not convertible(link.unit, unit)), default="")


def rows_without_quantity(reached: Affected, shipments: Iterable[Shipment]) -> Iterator[Finding]:
    """Affected lots, finished runs and shipments that do not say how much or how many."""
    for node, lots in reached.lots.items():
        for lot in lots:
            if lot.quantity is None:
                place = Place("Receiving", lot.row, reached.name(node), "Quantity")
                yield amount_kinds.QUANTITY_MISSING.at(
                    place, f"{reached.name(node)} has no delivered quantity."
                )
    for node, runs in reached.runs.items():
        for run in runs:
            if is_finished(run) and not (run.quantity_made or _made_none(run)):
                place = Place("Manufacture", run.row, reached.name(node), "Quantity made")
                yield amount_kinds.QUANTITY_MISSING.at(
                    place, f"{reached.name(node)} does not say how many were made."
                )
    for shipment in shipments:
        if shipment.quantity is None:
            name = shipment.shipment_id or f"Row {shipment.row} of Shipments"
            place = Place("Shipments", shipment.row, shipment.shipment_id or "", "Quantity")
            yield amount_kinds.QUANTITY_MISSING.at(place, f"{name} has no quantity.")


def _made_none(run: Run) -> bool:
    """Whether a run was given up before anything was made: cancelled, and none made, as it says."""
    return run.status == "Cancelled" and run.quantity_made == 0


def uncounted(reports: Iterable[Nonconformance], reached: Affected) -> Iterator[Finding]:
    """Nonconformances on lots and pieces that the balance cannot count."""
    units = units_of(reached)
    for report in reports:
        if is_counted(report, units):
            continue
        node = key(report.subject or "")
        place = Place("Nonconformances", report.row, report.ncr_id or "", "Quantity")
        name = report.ncr_id or f"Row {report.row} of Nonconformances"
        done = "scraps" if FATES[report.disposition] is Fate.SCRAPPED else "sends back"
        told = f"{name} {done} some of {reached.name(node)}, but does not say how much."
        if report.quantity is not None:
            told = (
                f"{name} {done} {number_text(report.quantity)} of {reached.name(node)}, which is kept in "
                f"{units[node] or 'no unit'}; a nonconformance counts pieces, so the balance leaves it out."
            )
        yield amount_kinds.REPORT_NOT_COUNTED.at(place, told)


def over_hundred(balances: Iterable[Balance], reached: Affected) -> Iterator[Finding]:
    """Lots of which more is accounted for than was received."""
    for each in balances:
        if each.received is not None and each.unexplained is not None and each.is_over:
            explained = number_text(rounded(each.received - each.unexplained))
            told = f"{each.lot}: {explained} of {number_text(each.received)} {each.unit or ''} are accounted for."
            yield amount_kinds.OVER_HUNDRED.at(_quantity_of(each, reached), told)


def impossible_pieces(runs: Iterable[Batch], books: Books) -> Iterator[Finding]:
    """Runs of which more pieces left than were made, unless they are still being made, or more came back than left."""
    for run in runs:
        place = Place("Manufacture", run.row, run.run_id, "Quantity made")
        if run.shipped is not None and run.shipped < 0:
            told = f"{run.run_id}: {number_text(-run.shipped)} more came back than were shipped."
            yield amount_kinds.PIECES_IMPOSSIBLE.at(place, told)
        elif run.unshipped is not None and run.unshipped < 0 and not _is_going(run, books):
            yield amount_kinds.PIECES_IMPOSSIBLE.at(place, f"{run.run_id}: {_pieces(run)}.")


def _is_going(run: Batch, books: Books) -> bool:
    return books.runs[key(run.run_id)].state is RunState.IN_PROCESS


def _pieces(run: Batch) -> str:
    """What became of the pieces of a run, such as ``9 shipped of 5 made``."""
    counts = ((run.shipped, "shipped"), (run.scrapped, "scrapped"), (run.used, "used in other runs"))
    told = " and ".join(f"{number_text(count)} {word}" for count, word in counts if count)
    return f"{told} of {number_text(run.made or 0)} made"


def unexplained(balances: Iterable[Balance], tolerance: str, reached: Affected) -> Iterator[Finding]:
    """Lots of which more than the shop's tolerance (in per cent, from Settings) is unexplained."""
    limit = Decimal(tolerance) if tolerance.replace(".", "", 1).isdecimal() else Decimal(0)
    for each in balances:
        share = each.percent(each.unexplained)
        if share is not None and share > limit:
            amount = number_text(rounded(each.unexplained or Decimal(0)))
            told = f"{each.lot}: {amount} {each.unit or '(no unit)'} ({number_text(share)} %) cannot be explained."
            yield amount_kinds.UNEXPLAINED.at(_quantity_of(each, reached), told)


def _quantity_of(each: Balance, reached: Affected) -> Place:
    """The cell of the quantity that a lot was delivered with or a piece cut with, the first one where it has several rows."""
    node = key(each.lot)
    sheet, rows = (
        ("Receiving", reached.lots[node]) if node in reached.lots else ("Cuts", reached.cuts.get(node, ()))
    )
    return Place(sheet, min((row.row for row in rows), default=0), each.lot, "Quantity")
