"""Everything a walk reached, as whole rows: lots, cuts, uses, runs, shipments with their orders and customers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple, TypeVar

from lotbook.domain.books import Amount, Flow
from lotbook.domain.genealogy import Link, Reach
from lotbook.domain.identifiers import key
from lotbook.tables.chain import Chain, link_of_cut, link_of_use
from lotbook.tables.customers import Customer
from lotbook.tables.cuts import Cut
from lotbook.tables.keycolumns import places_of
from lotbook.tables.manufacture import Run
from lotbook.tables.materials_used import Use
from lotbook.tables.orders import Order
from lotbook.tables.part_rows import column
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records
from lotbook.tables.shipments import Shipment
from lotbook.tables.trace.starts import Found

RowT = TypeVar("RowT", bound=tuple[object, ...])


class Affected(NamedTuple):
    """What was reached, by identifier key; rows with one identifier stand together.

    Attributes:
        found: where the walk started.
        reach: how far each identifier is from the nearest start.
        links: every link followed, in the order of the sheets.
        ended: links out of affected nodes that carry nothing on: cancelled run, or no new lot or run named.
        deleted: affected piece whose row is gone -> the cuts that made it, as the journal tells them.
        uses: the rows of Materials used behind ``links`` and ``ended``.
        blended: every link into an affected piece, also from lots that are not affected.
        names: identifier key -> the identifier as it is typed.
        customers: key of the name -> the customer.
    """

    found: Found
    chain: Chain
    reach: Reach
    links: tuple[Link, ...]
    ended: tuple[Link, ...]
    deleted: Mapping[str, tuple[Link, ...]]
    uses: tuple[Use, ...]
    blended: tuple[Link, ...]
    lots: Mapping[str, tuple[Receipt, ...]]
    cuts: Mapping[str, tuple[Cut, ...]]
    runs: Mapping[str, tuple[Run, ...]]
    shipments: tuple[Shipment, ...]
    orders: Mapping[str, tuple[Order, ...]]
    customers: Mapping[str, Customer]
    names: Mapping[str, str]

    def flows(self) -> Mapping[str, Sequence[Flow]]:
        """Identifier -> every portion that left it."""
        return grouped(map(flow_of, (*self.links, *self.ended)), lambda flow: flow.source)

    def inflows(self) -> Mapping[str, Sequence[Flow]]:
        """Piece -> every portion that went into it."""
        return grouped(map(flow_of, self.blended), lambda flow: flow.target)

    def name(self, node: str) -> str:
        """An identifier as people write it."""
        return self.names.get(node, node)


def affected(records: Records, chain: Chain, found: Found, deleted: Sequence[Link] = ()) -> Affected:
    """Walks forward from the starts, also through cuts whose row is gone, and reads every row that was reached, whole."""
    by_source = grouped(deleted, lambda link: link.source)
    beside = {source: [link.target for link in same] for source, same in by_source.items()}
    reach = chain.steps.forward(found.nodes, beside)
    nodes = reach.distance
    gone = grouped((each for each in deleted if each.target in nodes), lambda link: link.target)
    untold = tuple(link for same in gone.values() for link in same)
    ended = [position for node in nodes for position in chain.idle.get(node, ())]
    cuts, uses = _rows(records, chain, reach.positions)
    ended_cuts, ended_uses = _rows(records, chain, ended)
    into = _rows(records, chain, places_of(chain.steps.targets[: len(chain.cuts)], nodes))
    ended_runs = (key(use.run_id or "") for use in ended_uses)
    lots = _named(records, records.receiving, "lot_id", nodes, chain)
    runs = _named(records, records.manufacture, "run_id", {*nodes, *ended_runs}, chain)
    shipments = _matching(records, records.shipments, "run_id", set(runs) | set(nodes), chain)
    orders = _named(records, records.orders, "order_id", {key(s.order_id or "") for s in shipments}, chain)
    buyers = {key(order.customer or "") for same in orders.values() for order in same}
    customers = _named(records, records.customers, "customer", buyers, chain)
    return Affected(
        found,
        chain,
        reach,
        (
            *map(link_of_cut, cuts),
            *(link for link in untold if link.source in nodes),
            *map(link_of_use, uses),
        ),
        (*map(link_of_cut, ended_cuts), *map(link_of_use, ended_uses)),
        gone,
        (*uses, *ended_uses),
        (*map(link_of_cut, into[0]), *untold),
        lots,
        grouped(into[0], lambda cut: key(cut.new_lot_id or "")),
        runs,
        tuple(shipments),
        orders,
        {name: one_of(same) for name, same in customers.items()},
        _names(lots, into[0], runs, uses),
    )


def _rows(records: Records, chain: Chain, positions: Iterable[int]) -> tuple[list[Cut], list[Use]]:
    cuts, uses = chain.rows_of(positions)
    return records.whole_rows(Cut, cuts), records.whole_rows(Use, uses)


def _matching(
    records: Records, partly: Sequence[RowT], field: str, wanted: Iterable[str], chain: Chain
) -> list[RowT]:
    """The whole rows of a sheet, read in part, whose field names one of the wanted identifiers."""
    known = frozenset(wanted) - {""}
    if not known or not partly:
        return []
    numbers = column(partly, "row")
    chosen = [numbers[place] for place in places_of(chain.keys.column(partly, field), known)]
    return records.whole_rows(type(partly[0]), chosen)


def _named(
    records: Records, partly: Sequence[RowT], field: str, wanted: Iterable[str], chain: Chain
) -> dict[str, tuple[RowT, ...]]:
    get = attrgetter(field)
    return grouped(_matching(records, partly, field, wanted, chain), lambda row: chain.keys[get(row)])


def _names(
    lots: Mapping[str, tuple[Receipt, ...]],
    cuts: Iterable[Cut],
    runs: Mapping[str, tuple[Run, ...]],
    uses: Iterable[Use],
) -> dict[str, str]:
    """Later ones win: a row's own spelling before the spelling of a row that refers to it."""
    typed = sorted({text for use in uses for text in (use.source, use.run_id) if text}, reverse=True)
    typed += sorted({text for cut in cuts for text in (cut.source, cut.new_lot_id) if text}, reverse=True)
    typed += sorted({run.run_id for same in runs.values() for run in same if run.run_id}, reverse=True)
    typed += sorted({lot.lot_id for same in lots.values() for lot in same if lot.lot_id}, reverse=True)
    return {key(text): text for text in typed}


def flow_of(link: Link) -> Flow:
    """A link as a portion for the balance."""
    return Flow(link.source, link.target, Amount(link.quantity, link.unit))


ItemT = TypeVar("ItemT")


def grouped(items: Iterable[ItemT], by: Callable[[ItemT], str]) -> dict[str, tuple[ItemT, ...]]:
    """The items under one key each, in their order; items with an empty key are left out."""
    found: defaultdict[str, list[ItemT]] = defaultdict(list)
    for item in items:
        name = by(item)
        if name:
            found[name].append(item)
    return {name: tuple(same) for name, same in found.items()}


def one_of(rows: Sequence[RowT]) -> RowT:
    """One row of several with the same identifier, the same one in whatever order they stand."""
    return min(rows, key=lambda row: [str(value) for value in row[1:]])
