"""The first part of a recall as lists for people: what to stop now."""

from __future__ import annotations

from lotbook.domain.recall import Stop
from lotbook.tables.trace.listing import Listing, left_by_the_books, listing, or_unknown, quantity_of


def stop_lists(stop: Stop) -> tuple[Listing, ...]:
    """Stock, cuts, runs, pieces not shipped, goods at processors, open orders and planned shipments."""
    return tuple(told(stop) for told in (_lots, _cuts, _runs, _unshipped, _processors, _orders, _shipments))


def _lots(stop: Stop) -> Listing:
    return listing(
        "stop_lots",
        1,
        "Lots on hand",
        ("Lot ID", "Material", "Supplier", "Heat", "On hand", "Unit", "Location", "Status"),
        stop.lots,
        cells=lambda lot: (
            *(lot.lot_id, lot.material, lot.supplier, lot.heat),
            *(left_by_the_books(lot.on_hand), lot.unit, lot.location, lot.status),
        ),
        nothing="none",
        sheet="Receiving",
    )


def _cuts(stop: Stop) -> Listing:
    return listing(
        "stop_cuts",
        1,
        "Cuts on hand",
        ("Piece", "Cut from", "Heat marked", "On hand", "Unit", "Location of its lot"),
        stop.cuts,
        cells=lambda piece: (
            *(piece.lot_id, ", ".join(piece.cut_from), piece.heat_marked),
            *(left_by_the_books(piece.on_hand), piece.unit, piece.location),
        ),
        nothing="none",
        sheet="Cuts",
    )


def _runs(stop: Stop) -> Listing:
    return listing(
        "stop_runs",
        1,
        "Runs not finished",
        (
            *("Run ID", "Part", "Revision", "Work order", "Machine", "Operator", "Status", "Started on"),
            "At processor",
        ),
        stop.runs,
        cells=lambda run: (
            *(run.run_id, run.part_number, run.part_revision, run.work_order),
            *(run.machine, run.operator, run.status, run.started_on, run.processor),
        ),
        nothing="none",
        sheet="Manufacture",
    )


def _unshipped(stop: Stop) -> Listing:
    return listing(
        "stop_unshipped",
        1,
        "Finished pieces not shipped",
        (
            *("Run ID", "Part", "Revision", "Made", "Scrapped", "Shipped", "Used in runs"),
            *("Left", "Unit"),
        ),
        stop.unshipped,
        cells=lambda run: (
            *(run.run_id, run.part_number, run.part_revision, run.made, run.scrapped),
            *(run.shipped, run.used, left_by_the_books(run.unshipped), run.unit),
        ),
        nothing="none",
        sheet="Manufacture",
    )


def _processors(stop: Stop) -> Listing:
    return listing(
        "stop_processors",
        1,
        "Goods at outside processors",
        ("Supplier", "Run ID", "Part", "Process", "Specification", "Quantity", "Unit"),
        stop.processors,
        cells=lambda held: (
            *(held.supplier, held.run_id, held.part_number, held.process),
            *(held.specification, left_by_the_books(held.quantity), held.unit),
        ),
        nothing="none",
        sheet="Outside processes",
    )


def _orders(stop: Stop) -> Listing:
    return listing(
        "stop_orders",
        1,
        "Open orders these runs could still be sent for",
        ("Order ID", "Customer", "Customer PO", "Part", "Revision", "Waiting", "Unit", "Due on", "Runs"),
        stop.orders,
        cells=lambda order: (
            *(order.order_id, order.customer, order.customer_po, order.part_number, order.part_revision),
            *(or_unknown(order.waiting), order.unit, order.due_on, ", ".join(order.runs)),
        ),
        nothing="none",
        sheet="Orders",
    )


def _shipments(stop: Stop) -> Listing:
    return listing(
        "stop_shipments",
        1,
        "Shipments planned but not gone yet",
        ("Shipment ID", "Customer", "Order ID", "Run ID", "Quantity", "Unit", "Planned for"),
        stop.planned_shipments,
        cells=lambda sent: (
            *(sent.shipment_id, sent.customer, sent.order_id, sent.run_id),
            *(quantity_of(sent.affected_quantity, sent.quantity), sent.unit, sent.shipped_on),
        ),
        nothing="none",
        sheet="Shipments",
    )
