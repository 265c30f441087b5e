"""Recall: from any filter forward to everything to stop and everyone who received it, with what stays unresolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain as chain_of
from types import MappingProxyType
from typing import NamedTuple

from lotbook.domain.balance import Balance
from lotbook.domain.books import Books
from lotbook.domain.filters import Filters, Start
from lotbook.domain.findings import Finding, Place, Severity
from lotbook.domain.genealogy import Link
from lotbook.domain.identifiers import key
from lotbook.domain.recall import Batch, Delivery, Recall
from lotbook.tables.chain import chain
from lotbook.tables.nonconformances import Nonconformance
from lotbook.tables.records import Records
from lotbook.tables.shipments import Shipment
from lotbook.tables.trace import gap_amounts, gap_deliveries, gaps, strange_names
from lotbook.tables.trace.affected import Affected, affected
from lotbook.tables.trace.balances import balances, books_of, reports_of
from lotbook.tables.trace.deleted_rows import deleted_cuts
from lotbook.tables.trace.deliveries import deliveries, is_cancelled, totals
from lotbook.tables.trace.filters import fields_read
from lotbook.tables.trace.moved_rows import moved_rows
from lotbook.tables.trace.serial_ranges import in_ranges
from lotbook.tables.trace.serials import Narrowed, narrowed
from lotbook.tables.trace.serials_elsewhere import serials_elsewhere
from lotbook.tables.trace.siblings import Same, siblings, told_siblings
from lotbook.tables.trace.starts import find_starts
from lotbook.tables.trace.stop_now import cuts_of, lots_of, processes_away, runs_of, stop_now
from lotbook.tables.trace.tree import SHIPMENT, forward_tree, what_is

_NOBODY: Mapping[str, str] = MappingProxyType({})
_FIELDS = {
    "Receiving": ("lot_id", "heat_on_certificate", "heat_on_material", "certificate_number"),
    "Shipments": ("shipment_id", "run_id", "order_id"),
    "Orders": ("order_id", "part_number", "status"),
    "Customers": ("customer",),
    "Outside processes": ("run_id",),
    "Nonconformances": ("subject",),
}


def fields(filters: Filters) -> dict[str, set[str]]:
    """The fields a recall reads of every row, by sheet; of the rows it reaches it reads all."""
    found = fields_read(filters)
    for sheet, names in _FIELDS.items():
        found.setdefault(sheet, set()).update(names)
    return found


def recall(
    records: Records, filters: Filters, *, known: Mapping[str, str] = _NOBODY, today: date | None = None
) -> Recall:
    """The whole answer to one recall.

    Args:
        records: the workbook, with at least the fields of ``fields``.
        filters: where to start.
        known: identifiers the journal knows, comparison key -> identifier; they tell a deleted row from a typing error.
        today: shipments dated later are still to be stopped; the real day when not given.

    Raises:
        UsageError: no filter was given.
        NotFoundError: a value is not in the workbook, or nothing fits all filters at once.
    """
    day = today or date.today()  # noqa: DTZ011 - the shop's own calendar day
    links = chain(records)
    found = find_starts(records, links, filters, known)
    others = siblings(records, links, found)
    if filters.siblings and others:
        more = frozenset(links.keys[same.lot.lot_id] for same in others if same.lot.lot_id)
        found = found._replace(nodes=found.nodes | more)
        others = [same for same in others if not same.lot.lot_id]
    reached = affected(records, links, found, deleted_cuts(records, links, known))
    return _answer(_case(records, filters, known, today=day, reached=reached), others)


class _Case(NamedTuple):
    """One recall while its answer is put together."""

    records: Records
    filters: Filters
    known: Mapping[str, str]
    today: date
    reached: Affected
    books: Books
    left_house: tuple[Shipment, ...]
    carried: Narrowed
    sent: tuple[Delivery, ...]
    balanced: tuple[Balance, ...]
    reports: list[Nonconformance]


def _case(
    records: Records, filters: Filters, known: Mapping[str, str], *, today: date, reached: Affected
) -> _Case:
    left_house = tuple(s for s in reached.shipments if not is_cancelled(s, reached) and not _later(s, today))
    reports = reports_of(records, reached)
    books = books_of(reached, left_house, reports)
    carried = narrowed(records, reached)
    sent = deliveries(carried.shipments, carried.affected, reached, today)
    balanced = balances(reached, books)
    return _Case(records, filters, known, today, reached, books, left_house, carried, sent, balanced, reports)


def _answer(case: _Case, others: Iterable[Same]) -> Recall:
    reached, books, today = case.reached, case.books, case.today
    lots, cuts = lots_of(reached, books), cuts_of(reached, books)
    away = processes_away(case.records, reached, today)
    runs = runs_of(reached, books, case.left_house, away)
    planned = [delivery for delivery in case.sent if delivery.planned]
    return Recall(
        filters=case.filters,
        matches=reached.found.matches,
        starts=tuple(
            Start(reached.name(node), what_is(node, reached)) for node in sorted(reached.found.nodes)
        ),
        stop_now=stop_now(
            case.records,
            reached,
            books,
            lots=lots,
            cuts=cuts,
            runs=runs,
            planned=planned,
            away=away,
            today=today,
        ),
        deliveries=case.sent,
        customers=totals(case.sent),
        balances=case.balanced,
        chain=forward_tree(reached, _sent_links(case.sent)),
        gaps=tuple(_gaps(case, runs)),
        lots=lots,
        cuts=cuts,
        runs=runs,
        siblings=told_siblings(others, reached),
        narrowed=case.carried.narrowings,
    )


def _gaps(case: _Case, runs: Iterable[Batch]) -> list[Finding]:
    """Every gap once, those that could have made the answer shorter first."""
    reached, shipments = case.reached, case.carried.shipments
    found: Iterable[Finding] = chain_of(
        gaps.unreadable(case.records, gaps.linking(case.filters)),
        moved_rows(case.records, gaps.linking(Filters()), reached.reach.distance),
        gaps.not_compared(reached),
        gaps.unknown_nodes(reached, case.known),
        gaps.loose_ends(reached),
        gaps.made_from_cancelled(reached),
        strange_names.strange_names(case.records, reached, case.known, case.filters),
        strange_names.without_material(case.records, reached),
        gap_deliveries.strange_deliveries(shipments, reached, case.sent),
        gaps.repeated(reached),
        gaps.cancelled_starts(reached),
        gaps.circles(reached),
        gap_amounts.portions(reached, case.books),
        gap_amounts.rows_without_quantity(reached, shipments),
        gap_amounts.uncounted(case.reports, reached),
        gap_amounts.impossible_pieces(runs, case.books),
        gap_amounts.over_hundred(case.balanced, reached),
        gap_amounts.unexplained(case.balanced, case.records.setting("Balance tolerance (%)"), reached),
        in_ranges(case.records, reached.found.serials, reached.reach.distance),
        case.carried.gaps,
        serials_elsewhere(case.records, reached),
    )
    rank = list(Severity)
    return sorted(
        set(gaps.told_once(found)),
        key=lambda gap: (rank.index(gap.severity), gap.place, gap.code, gap.message),
    )


def _later(shipment: Shipment, today: date) -> bool:
    return shipment.shipped_on is not None and shipment.shipped_on > today


def _sent_links(sent: Iterable[Delivery]) -> Iterator[Link]:
    for row, each in {delivery.row: delivery for delivery in sent}.items():
        place = Place("Shipments", row, each.shipment_id, "Run ID")
        yield Link(
            key(each.run_id or ""), SHIPMENT + each.shipment_id, each.affected_quantity, each.unit, place
        )
