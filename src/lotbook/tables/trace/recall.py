"""Recall: from any filter forward to everything to stop and everyone who received it, with what stays unresolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain as chain_of
from itertools import compress
from types import MappingProxyType
from typing import NamedTuple

from lotbook.domain.balance import Balance, Books
from lotbook.domain.findings import Finding, Place, Severity
from lotbook.domain.genealogy import Link
from lotbook.domain.identifiers import key
from lotbook.domain.recall import Delivery, Filters, Recall, Sibling, Start
from lotbook.tables.chain import Chain, chain
from lotbook.tables.cuts import Cut
from lotbook.tables.part_rows import column
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records
from lotbook.tables.shipments import Shipment
from lotbook.tables.trace import gap_amounts, gaps, strange_names
from lotbook.tables.trace.affected import Affected, affected
from lotbook.tables.trace.balances import balances, books_of
from lotbook.tables.trace.deliveries import deliveries, is_cancelled, totals
from lotbook.tables.trace.filters import fields_read
from lotbook.tables.trace.moved_rows import moved_rows
from lotbook.tables.trace.serials import Narrowed, narrowed
from lotbook.tables.trace.starts import Found, find_starts
from lotbook.tables.trace.stop_now import cuts_of, lots_of, runs_of, stop_now
from lotbook.tables.trace.tree import SHIPMENT, forward_tree, what_is

_NOBODY: Mapping[str, str] = MappingProxyType({})
_FIELDS = {
    "Receiving": ("lot_id", "heat_on_certificate", "heat_on_material"),
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
    others = _siblings(records, links, found)
    if filters.siblings and others:
        more = frozenset(links.keys[lot.lot_id] for lot in others if lot.lot_id)
        found = found._replace(nodes=found.nodes | more)
        others = [lot for lot in others if not lot.lot_id]
    reached = affected(records, links, found)
    return _answer(_case(records, filters, known, today=day, reached=reached), others)


class _Case(NamedTuple):
    """One recall while its answer is put together."""

    records: Records
    filters: Filters
    known: Mapping[str, str]
    today: date
    reached: Affected
    books: Books
    carried: Narrowed
    sent: tuple[Delivery, ...]
    balanced: tuple[Balance, ...]


def _case(
    records: Records, filters: Filters, known: Mapping[str, str], *, today: date, reached: Affected
) -> _Case:
    books = books_of(reached)
    carried = narrowed(records, reached)
    sent = deliveries(carried.shipments, reached, today)
    balanced = balances(records, reached, books)
    return _Case(records, filters, known, today, reached, books, carried, sent, balanced)


def _answer(case: _Case, others: Iterable[Receipt]) -> Recall:
    reached, books, today = case.reached, case.books, case.today
    lots, cuts = lots_of(reached, books), cuts_of(reached, books)
    gone = [s for s in reached.shipments if not is_cancelled(s, reached) and not _later(s, today)]
    runs = runs_of(reached, books, gone)
    planned = [delivery for delivery in case.sent if delivery.planned]
    return Recall(
        filters=case.filters,
        matches=reached.found.matches,
        starts=tuple(
            Start(reached.name(node), what_is(node, reached)) for node in sorted(reached.found.nodes)
        ),
        stop_now=stop_now(
            case.records, reached, books, lots=lots, cuts=cuts, runs=runs, planned=planned, today=today
        ),
        deliveries=case.sent,
        customers=totals(case.sent),
        balances=case.balanced,
        chain=forward_tree(reached, _sent_links(case.sent)),
        gaps=tuple(_gaps(case)),
        lots=lots,
        cuts=cuts,
        runs=runs,
        siblings=_told_siblings(others, reached),
        narrowed=case.carried.narrowings,
    )


def _gaps(case: _Case) -> list[Finding]:
    """Every gap once, those that could have made the answer shorter first."""
    reached, shipments = case.reached, case.carried.shipments
    found: Iterable[Finding] = chain_of(
        gaps.unreadable(case.records, gaps.linking(case.filters)),
        moved_rows(case.records, gaps.linking(Filters())),
        gaps.not_compared(reached),
        gaps.unknown_nodes(reached, case.known),
        gaps.loose_ends(reached),
        strange_names.strange_names(case.records, reached, case.known, case.filters),
        strange_names.without_material(case.records, reached),
        gaps.strange_deliveries(shipments, reached, case.sent),
        gaps.repeated(reached),
        gaps.cancelled_starts(reached),
        gaps.circles(reached),
        gap_amounts.portions(reached, case.books),
        gap_amounts.rows_without_quantity(reached, shipments),
        gap_amounts.over_hundred(case.balanced),
        gap_amounts.unexplained(case.balanced, case.records.setting("Balance tolerance (%)")),
        case.carried.gaps,
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
        yield Link(key(each.run_id or ""), SHIPMENT + each.shipment_id, each.quantity, each.unit, place)


def _siblings(records: Records, links: Chain, found: Found) -> list[Receipt]:
    """Other deliveries with a heat of the lots and cuts the recall starts from."""
    keys, lots = links.keys, records.receiving
    pieces = map(found.nodes.__contains__, keys.column(records.cuts, "new_lot_id"))
    cuts = list(compress(column(records.cuts, "row"), pieces))
    heats = {keys[cut.heat_marked] for cut in records.whole_rows(Cut, cuts)}
    pairs = [keys.column(lots, "heat_on_certificate"), keys.column(lots, "heat_on_material")]
    for node, *pair in zip(keys.column(lots, "lot_id"), *pairs, strict=True):
        if node in found.nodes:
            heats.update(pair)
    rows = column(lots, "row")
    chosen: set[int] = set()
    before = -1
    while before != len(heats):  # a lot with two heats on its papers leads to the other one's deliveries too
        heats.discard("")
        before = len(heats)
        for row, certificate, material in zip(rows, *pairs, strict=True) if heats else ():
            if certificate in heats or material in heats:
                heats |= {certificate, material} - {""}
                chosen.add(row)
    others = records.whole_rows(Receipt, chosen)
    return [lot for lot in others if key(lot.lot_id or "") not in found.nodes]


def _told_siblings(others: Iterable[Receipt], reached: Affected) -> tuple[Sibling, ...]:
    suppliers = {key(lot.supplier or "") for same in reached.lots.values() for lot in same}
    found = (
        Sibling(
            lot.lot_id or f"row {lot.row}",
            lot.heat_on_certificate or lot.heat_on_material or "",
            lot.supplier,
            key(lot.supplier or "") in suppliers,
            lot.material,
            lot.received_on,
            lot.quantity,
            lot.unit,
            lot.status,
            lot.row,
        )
        for lot in others
    )
    return tuple(sorted(found, key=lambda each: (key(each.lot_id), str(each[:-1]))))
