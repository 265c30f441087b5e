"""Origin: from anything shipped, made or cut back to the lots it came from, with heats, certificates and marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from lotbook.domain.findings import Severity
from lotbook.domain.genealogy import Link, Steps
from lotbook.domain.identifiers import key
from lotbook.domain.origin import MadeBy, Marked, Material, Origin, Processed, Sent
from lotbook.domain.recall import Step
from lotbook.tables.chain import chain
from lotbook.tables.cuts import Cut
from lotbook.tables.orders import Order
from lotbook.tables.outside_processes import OutsideProcess
from lotbook.tables.records import Records
from lotbook.tables.shipments import Shipment
from lotbook.tables.trace import origin_gaps
from lotbook.tables.trace.affected import grouped, one_of
from lotbook.tables.trace.ancestry import Ancestry, ancestry, rows_of
from lotbook.tables.trace.goods import READ, goods
from lotbook.tables.trace.tree import SHIPMENT, tree

AnswerT = TypeVar("AnswerT")


def fields() -> dict[str, set[str]]:
    """The fields a walk back reads of every row, by sheet; of the rows it reaches it reads all."""
    return {sheet: set(names) for sheet, names in READ.items()}


def origin(records: Records, identifiers: Iterable[str], *, known: Mapping[str, str]) -> Origin:
    """Where some identifiers come from.

    Args:
        records: the workbook, with at least the fields of ``fields``.
        identifiers: shipments, orders, packing slips, runs, lots, cuts, certificates of ours, serials.
        known: identifiers the journal knows, comparison key -> identifier.

    Raises:
        UsageError: no identifier was given.
        NotFoundError: nothing has one of them.
    """
    links = chain(records)
    found = ancestry(records, links, goods(records, links, tuple(identifiers)), known)
    processes = _processes(records, found)
    gaps = origin_gaps.all_of(records, found, known)
    rank = list(Severity)
    return Origin(
        asked=found.asked.asked,
        shipments=_shipments(records, found),
        lots=tuple(_taken(Material, lot, distance=found.distance(lot.lot_id)) for lot in found.lots),
        cuts=tuple(_marked(cut, found) for cut in found.cuts),
        runs=tuple(_taken(MadeBy, run, distance=found.distance(run.run_id)) for run in found.runs),
        outside_processes=processes,
        chain=_chain(found),
        gaps=tuple(
            sorted(set(gaps), key=lambda gap: (rank.index(gap.severity), gap.place, gap.code, gap.message))
        ),
        narrowed=found.narrowed,
    )


def _shipments(records: Records, found: Ancestry) -> tuple[Sent, ...]:
    wanted = {key(shipment.order_id or "") for shipment in found.asked.shipments} - {""}
    rows = records.whole_rows(Order, rows_of(found.chain, records.orders, "order_id", wanted))
    orders = {
        name: one_of(same) for name, same in grouped(rows, lambda order: key(order.order_id or "")).items()
    }
    sent = (_sent(shipment, orders.get(key(shipment.order_id or ""))) for shipment in found.asked.shipments)
    return tuple(sorted(sent, key=lambda each: (key(each.shipment_id), str(each[:-1]))))


def _sent(shipment: Shipment, order: Order | None) -> Sent:
    return _taken(
        Sent,
        shipment,
        shipment_id=shipment.shipment_id or f"row {shipment.row}",
        customer=order.customer if order else None,
        customer_po=order.customer_po if order else None,
        part_number=order.part_number if order else None,
        part_revision=order.part_revision if order else None,
    )


def _marked(cut: Cut, found: Ancestry) -> Marked:
    distance = found.distance(cut.new_lot_id)
    return _taken(Marked, cut, lot_id=cut.new_lot_id or "", cut_from=cut.source, distance=distance)


def _processes(records: Records, found: Ancestry) -> tuple[Processed, ...]:
    nodes = found.reach.distance
    rows = rows_of(found.chain, records.outside_processes, "run_id", nodes)
    done = (_taken(Processed, row) for row in records.whole_rows(OutsideProcess, rows))
    return tuple(sorted(done, key=lambda each: (key(each.run_id or ""), str(each[:-1]))))


def _chain(found: Ancestry) -> tuple[Step, ...]:
    """The tree of the walk: shipments at its top, the run each came from below, lots at the ends."""
    tops = {f"{SHIPMENT}{shipment.row}": shipment for shipment in found.asked.shipments if shipment.run_id}
    sent = (
        Link(key(s.run_id or ""), top, s.quantity, s.unit, origin_gaps.place_of(s)) for top, s in tops.items()
    )
    links = (*found.links, *sent)
    starts = (*tops, *found.asked.nodes, *found.asked.serials)
    steps = Steps([link.source for link in links], [link.target for link in links])
    names = found.names | {top: origin_gaps.name_of(s) for top, s in tops.items()}
    kinds = found.kinds | dict.fromkeys(tops, "shipment")
    return tree(
        starts,
        links,
        steps.backward(starts).distance,
        forward=False,
        name=lambda node: names.get(node, node),
        what=lambda node: kinds.get(node, "unknown"),
    )


def _taken(kind: type[AnswerT], row: object, **more: object) -> AnswerT:
    """An answer's row with the fields of the same name of a sheet's row, and more."""
    values = {name: more[name] if name in more else getattr(row, name) for name in kind._fields}  # type: ignore[attr-defined]
    return kind(**values)
