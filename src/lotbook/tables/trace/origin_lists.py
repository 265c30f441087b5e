"""An origin as lists for people: what was asked, the lots with their papers, cuts, runs, outside processes, chain."""

from __future__ import annotations

from lotbook.domain.origin import Origin
from lotbook.tables.trace.listing import Listing, listing
from lotbook.tables.trace.recall_lists import chain_list, gap_list


def origin_lists(found: Origin) -> tuple[Listing, ...]:
    """Every list of an origin."""
    return (
        _shipments(found),
        _runs(found),
        _outside_processes(found),
        _cuts(found),
        _lots(found),
        chain_list(found.chain, "nothing"),
        gap_list(found.gaps, 5),
        _units(found),
    )


def _shipments(found: Origin) -> Listing:
    return listing(
        "shipments",
        1,
        "Shipments",
        (
            *("Shipment ID", "Shipped on", "Customer", "Order ID", "Customer PO", "Part", "Revision"),
            *("Run ID", "Quantity", "Unit", "Serials", "Packing slip", "Certificate"),
        ),
        found.shipments,
        cells=lambda sent: (
            *(sent.shipment_id, sent.shipped_on, sent.customer, sent.order_id, sent.customer_po),
            *(sent.part_number, sent.part_revision, sent.run_id, sent.quantity, sent.unit),
            *(sent.serials, sent.packing_slip, sent.certificate),
        ),
        nothing="none was asked for",
        sheet="Shipments",
    )


def _runs(found: Origin) -> Listing:
    return listing(
        "runs",
        2,
        "Runs",
        (
            *("Run ID", "Part", "Revision", "Work order", "Machine", "Operator", "SOP", "Started on"),
            *("Finished on", "Status"),
        ),
        found.runs,
        cells=lambda run: (
            *(run.run_id, run.part_number, run.part_revision, run.work_order, run.machine),
            *(run.operator, run.sop, run.started_on, run.finished_on, run.status),
        ),
        nothing="none",
        sheet="Manufacture",
    )


def _outside_processes(found: Origin) -> Listing:
    return listing(
        "outside_processes",
        2,
        "Outside processes",
        ("Run ID", "Process", "Specification", "Revision", "Supplier", "Certificate", "File", "Done on"),
        found.outside_processes,
        cells=lambda done: (
            *(done.run_id, done.process, done.specification, done.spec_revision),
            *(done.supplier, done.certificate_number, done.certificate_file, done.done_on),
        ),
        nothing="none",
        sheet="Outside processes",
    )


def _cuts(found: Origin) -> Listing:
    return listing(
        "cuts",
        3,
        "Cuts and their marks",
        (
            *("Piece", "Cut from", "Cut on", "Quantity", "Unit", "Heat marked", "Mark method"),
            *("Marked by", "Verified by", "Verified on"),
        ),
        found.cuts,
        cells=lambda cut: (
            *(cut.lot_id, cut.cut_from, cut.cut_on, cut.quantity, cut.unit, cut.heat_marked),
            *(cut.mark_method, cut.marked_by, cut.verified_by, cut.verified_on),
        ),
        nothing="none",
        sheet="Cuts",
    )


def _lots(found: Origin) -> Listing:
    return listing(
        "lots",
        3,
        "Lots it came from",
        (
            *("Lot ID", "Material", "Supplier", "Purchase order", "Received on", "Heat on certificate"),
            *("Heat on material", "Certificate type", "Certificate number", "Certificate file", "Mill"),
            *("Country of melt", "Status"),
        ),
        found.lots,
        cells=lambda lot: (
            *(lot.lot_id, lot.material, lot.supplier, lot.purchase_order, lot.received_on),
            *(lot.heat_on_certificate, lot.heat_on_material, lot.certificate_type),
            lot.certificate_number,
            *(lot.certificate_file, lot.mill, lot.country_of_melt, lot.status),
        ),
        nothing="none was found",
        sheet="Receiving",
    )


def _units(found: Origin) -> Listing:
    return listing(
        "narrowed",
        5,
        "Narrowed by serial: material that went into other units",
        ("Run ID", "Units asked for", "Left out"),
        found.narrowed,
        cells=lambda unit: (unit.run_id, ", ".join(unit.serials), ", ".join(unit.left_out)),
        nothing="nothing was left out",
    )
