"""What to stop now: stock, cuts, runs not finished, pieces not shipped, orders waiting, goods at outside processors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from lotbook.domain.balance import left, size_of
from lotbook.domain.books import Amount, Books, Flow, Gone, Made, RunState
from lotbook.domain.identifiers import key
from lotbook.domain.recall import Batch, Delivery, Holder, Lot, Piece, Stop, Waiting
from lotbook.domain.units import converted
from lotbook.tables.keycolumns import places_of
from lotbook.tables.orders import Order
from lotbook.tables.outside_processes import OutsideProcess
from lotbook.tables.part_rows import column
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records
from lotbook.tables.shipments import Shipment
from lotbook.tables.trace.affected import Affected, grouped, one_of
from lotbook.tables.trace.balances import total

_CLOSED = ("Shipped", "Closed", "Cancelled")


def lots_of(reached: Affected, books: Books) -> tuple[Lot, ...]:
    """The affected lots, one for each row of Receiving; on hand by the books, in the lot's unit."""
    return tuple(
        _lot(row, _taken(node, books) if len(rows) == 1 else None)
        for node, rows in sorted(reached.lots.items())
        for row in sorted(rows, key=lambda row: [str(value) for value in row[1:]])
    )


def _taken(node: str, books: Books) -> Sequence[Flow | Gone]:
    return (*books.flows.get(node, ()), *books.gone.get(node, ()))


def _lot(row: Receipt, flows: Sequence[Flow | Gone] | None) -> Lot:
    whole = Amount(row.quantity, row.unit)
    rest = (
        None if flows is None else left(whole, flows)
    )  # two rows share the flows: no one can tell them apart
    return Lot(
        row.lot_id or "",
        row.material,
        row.supplier,
        row.heat_on_certificate or row.heat_on_material,
        row.purchase_order,
        row.certificate_number,
        row.received_on,
        row.quantity,
        row.unit,
        Decimal(0) if row.status == "Returned" else rest,
        row.location,
        row.status,
        row.row,
    )


def cuts_of(reached: Affected, books: Books) -> tuple[Piece, ...]:
    """The affected pieces; where one stands is the place of the lots it was cut from."""
    return tuple(_piece(node, reached, books) for node in sorted(reached.cuts))


def _piece(node: str, reached: Affected, books: Books) -> Piece:
    rows = reached.cuts[node]
    whole = size_of(books.inflows.get(node, ()))
    sources = sorted({row.source for row in rows if row.source})
    places = {row.location for source in sources for row in reached.lots.get(key(source), ()) if row.location}
    marks = sorted({row.heat_marked for row in rows if row.heat_marked})
    return Piece(
        reached.name(node),
        tuple(sources),
        ", ".join(marks) or None,
        whole.quantity,
        whole.unit,
        left(whole, _taken(node, books)),
        ", ".join(sorted(places)) or None,
        min(row.row for row in rows),
    )


def runs_of(
    reached: Affected, books: Books, shipments: Iterable[Shipment], away: Sequence[OutsideProcess]
) -> tuple[Batch, ...]:
    """The affected runs that are not cancelled, with what is shipped, used in other runs and still here.

    ``away`` are the outside processes that are not done yet.
    """
    at = grouped(away, lambda row: key(row.run_id or ""))
    sent = grouped(shipments, lambda shipment: key(shipment.run_id or ""))
    return tuple(
        _batch(node, reached, books, sent.get(node, ()), at.get(node, ()))
        for node in sorted(reached.runs)
        if node in reached.reach.distance and node not in reached.chain.cancelled
    )


def _batch(
    node: str, reached: Affected, books: Books, sent: Sequence[Shipment], away: Sequence[OutsideProcess]
) -> Batch:
    row = one_of(reached.runs[node])
    made = books.runs[node]
    flows = books.flows.get(node, ())
    shipped = _sum([Amount(each.quantity, each.unit) for each in sent], made.unit)
    used = _sum([flow.amount for flow in flows], made.unit)
    return Batch(
        row.run_id or "",
        row.part_number,
        row.part_revision,
        row.work_order,
        row.status,
        row.started_on,
        row.finished_on,
        row.machine,
        row.operator,
        made.made,
        made.scrapped,
        shipped,
        used,
        _unshipped(made, shipped, used),
        made.unit,
        _listed(sorted(each.supplier for each in away if each.supplier)),
        row.row,
    )


def _unshipped(made: Made, shipped: Decimal | None, used: Decimal | None) -> Decimal | None:
    if made.made is None or made.scrapped is None or shipped is None or used is None:
        return None
    return made.made - made.scrapped - shipped - used


def _sum(amounts: Sequence[Amount], unit: str | None) -> Decimal | None:
    if not amounts:
        return Decimal(0)
    found = total(amounts)
    return None if found.quantity is None else converted(found.quantity, found.unit, unit)


def stop_now(
    records: Records,
    reached: Affected,
    books: Books,
    *,
    lots: Sequence[Lot],
    cuts: Sequence[Piece],
    runs: Sequence[Batch],
    planned: Sequence[Delivery],
    away: Sequence[OutsideProcess],
    today: date,
) -> Stop:
    """Everything of it that has not left the shop, or is about to.

    What cannot be told may be there, so it is looked for; so is that of which the books say that less than nothing is
    left.
    """
    state = {run.run_id: books.runs[key(run.run_id)].state for run in runs}
    going = tuple(run for run in runs if state[run.run_id] is RunState.IN_PROCESS)
    elsewhere = {key(row.run_id or "") for row in away}
    left = [run for run in runs if state[run.run_id] is RunState.FINISHED and run.unshipped != 0]
    resting = tuple(run for run in left if key(run.run_id) not in elsewhere)
    return Stop(
        tuple(lot for lot in lots if lot.on_hand != 0 and lot.status != "Returned"),
        tuple(piece for piece in cuts if piece.on_hand != 0),
        going,
        resting,
        _waiting(records, reached, (*going, *left), today),
        _holders([*going, *left], away),
        tuple(planned),
    )


def _some(quantity: Decimal | None) -> bool:
    """What cannot be told may be waiting, so it is looked for."""
    return quantity is None or quantity > 0


def _waiting(records: Records, reached: Affected, runs: Iterable[Batch], today: date) -> tuple[Waiting, ...]:
    """Open order lines for a part that affected runs still have pieces of, or will have."""
    keys = reached.chain.keys
    by_part = grouped(runs, lambda run: key(run.part_number or ""))
    parts, statuses = keys.column(records.orders, "part_number"), column(records.orders, "status")
    numbers = column(records.orders, "row")
    rows = [numbers[place] for place in places_of(parts, by_part) if statuses[place] not in _CLOSED]
    orders = records.whole_rows(Order, rows)
    if not orders:
        return ()
    wanted = {key(order.order_id) for order in orders if order.order_id}
    rows_sent = column(records.shipments, "row")
    shipped = [rows_sent[place] for place in places_of(keys.column(records.shipments, "order_id"), wanted)]
    left_house = [
        s for s in records.whole_rows(Shipment, shipped) if not (s.shipped_on and s.shipped_on > today)
    ]
    sent = grouped(left_house, lambda shipment: key(shipment.order_id or ""))
    every = [_waits(order, by_part[key(order.part_number or "")], sent) for order in orders]
    found = [line for line in every if line and _some(line.waiting)]
    return tuple(sorted(found, key=lambda line: (key(line.order_id), str(line[:-1]))))


def _waits(order: Order, runs: Sequence[Batch], sent: Mapping[str, tuple[Shipment, ...]]) -> Waiting | None:
    fitting = [
        run.run_id
        for run in runs
        if not order.part_revision
        or not run.part_revision
        or key(run.part_revision) == key(order.part_revision)
    ]
    if not fitting:
        return None
    amounts = [Amount(s.quantity, s.unit) for s in sent.get(key(order.order_id or ""), ())]
    shipped = _sum(amounts, order.unit)
    rest = None if order.quantity is None or shipped is None else order.quantity - shipped
    return Waiting(
        order.order_id or f"row {order.row}",
        order.customer,
        order.customer_po,
        order.po_line,
        order.part_number,
        order.part_revision,
        order.quantity,
        shipped,
        rest,
        order.unit,
        order.due_on,
        tuple(sorted(fitting)),
        order.row,
    )


def processes_away(records: Records, reached: Affected, today: date) -> tuple[OutsideProcess, ...]:
    """The outside processes on affected runs that are not done yet, so the goods are elsewhere."""
    keys = reached.chain.keys
    rows = [row.row for row in records.outside_processes if keys[row.run_id] in reached.runs]
    found = records.whole_rows(OutsideProcess, rows)
    return tuple(row for row in found if row.done_on is None or row.done_on > today)


def _holders(runs: Sequence[Batch], away: Sequence[OutsideProcess]) -> tuple[Holder, ...]:
    """One line a run: its pieces are in one place, also where several processes are open."""
    by_id = {key(run.run_id): run for run in runs}
    open_ones = grouped(away, lambda row: key(row.run_id or ""))
    found = [_holder(same, by_id[node]) for node, same in open_ones.items() if node in by_id]
    return tuple(
        sorted(found, key=lambda holder: (key(holder.supplier or ""), key(holder.run_id), str(holder[:-1])))
    )


def _holder(rows: Sequence[OutsideProcess], run: Batch) -> Holder:
    good = None if run.made is None else run.made - (run.scrapped or Decimal(0))
    there = good if run.unshipped is None else run.unshipped
    each = sorted(rows, key=lambda row: (key(row.supplier or ""), row.row))
    return Holder(
        _listed((row.supplier for row in each), " or "),
        run.run_id,
        run.part_number,
        _listed(row.process for row in each),
        _listed(row.specification for row in each),
        there,
        run.unit,
        min(row.row for row in rows),
    )


def _listed(texts: Iterable[str | None], by: str = ", ") -> str | None:
    return by.join(dict.fromkeys(text for text in texts if text)) or None
