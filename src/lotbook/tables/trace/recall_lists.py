"""The parts of a recall as lists for people, in the order an auditor asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lotbook.domain.balance import Balance
from lotbook.domain.books import Amount
from lotbook.domain.findings import Finding
from lotbook.domain.recall import Delivery, Recall, Step, Total
from lotbook.domain.values import Value, number_text, rounded
from lotbook.tables.trace.listing import Listing, listing, or_unknown, quantity_of
from lotbook.tables.trace.stop_lists import stop_lists

PARTS = ("Stop now", "Who received what", "Mass balance", "The chain", "Gaps and siblings")


def recall_lists(found: Recall) -> tuple[Listing, ...]:
    """Every list of a recall; a list of part 1 to 5 carries that number."""
    return (
        *stop_lists(found.stop_now),
        *_received(found),
        _balance(found),
        chain_list(found.chain, "nothing was made of it"),
        *_open(found),
    )


def _received(found: Recall) -> tuple[Listing, ...]:
    return (
        listing(
            "received_by",
            2,
            "Shipments",
            (
                *("Customer", "Contact", "E-mail", "Phone", "Order ID", "Customer PO", "Part", "Revision"),
                *("Shipment ID", "Run ID", "Quantity", "Unit", "Shipped on", "Packing slip", "Certificate"),
                "Serials",
            ),
            found.deliveries,
            cells=_delivery,
            nothing="nobody",
            sheet="Shipments",
        ),
        listing(
            "customers",
            2,
            "Totals per customer",
            ("Customer", "Contact", "E-mail", "Phone", "Shipments", "Orders", "Quantity", "Sent back"),
            found.customers,
            cells=lambda total: (
                *(total.customer, total.contact, total.email, total.phone, total.shipments, total.orders),
                *(_of_shipped(total), _amounts(total.returned) or None),
            ),
            nothing="nobody",
        ),
    )


def _amounts(found: Sequence[Amount]) -> str:
    return ", ".join(f"{number_text(each.quantity or 0)} {each.unit or ''}".strip() for each in found)


def _of_shipped(total: Total) -> str:
    """How much of what is affected a customer was sent, such as ``3 of 10 pcs`` where the rest of it is not affected."""
    pairs = zip(total.quantities, total.shipped, strict=True)
    return ", ".join(
        f"{quantity_of(part.quantity, whole.quantity)} {whole.unit or ''}".strip() for part, whole in pairs
    )


def _delivery(sent: Delivery) -> tuple[Value, ...]:
    return (
        *(sent.customer or "(unknown)", sent.contact, sent.email, sent.phone, sent.order_id),
        *(_joined(sent.customer_po, sent.po_line), sent.part_number, sent.part_revision, sent.shipment_id),
        *(sent.run_id, quantity_of(sent.affected_quantity, sent.quantity), sent.unit, sent.shipped_on),
        *(sent.packing_slip, sent.certificate, sent.affected_serials),
    )


def _balance(found: Recall) -> Listing:
    return listing(
        "balance",
        3,
        "Balance of each lot",
        (
            *("Lot ID", "Received", "Unit", "In good parts", "of these in process", "Scrapped", "Returned"),
            *("On hand", "Unexplained", "Explained %", "Remark"),
        ),
        found.balances,
        cells=_balanced,
        nothing="no lot was delivered to us, and no piece cut, under what was asked for",
        tone=lambda each: "stop" if each.is_over else ("warn" if each.unexplained else ""),
    )


def _balanced(each: Balance) -> tuple[Value, ...]:
    def part(amount: Decimal | None) -> Decimal | None:
        return None if amount is None else rounded(amount)

    explained = None
    if each.received is not None and each.unexplained is not None:
        explained = each.percent(each.received - each.unexplained)
    remark = "More than was received: some row is wrong. " if each.is_over else ""
    return (
        *(
            each.lot,
            each.received,
            each.unit,
            part(each.used_in_good_parts),
            part(each.in_process),
            part(each.scrapped),
        ),
        *(
            part(each.returned),
            or_unknown(part(each.on_hand)),
            part(each.unexplained),
            explained,
            remark + "; ".join(each.doubts) or None,
        ),
    )


def chain_list(chain: Sequence[Step], nothing: str) -> Listing:
    """The lines of a walk's tree, indented."""
    return listing(
        "chain",
        4,
        "The chain",
        ("Identifier", "What it is", "Steps from the start", "Below", "Quantity", "Unit", "Remark"),
        chain,
        cells=_step,
        nothing=nothing,
    )


def _step(step: Step) -> tuple[Value, ...]:
    return (
        *("    " * step.level + step.id, step.what, step.distance, step.came_from, step.quantity, step.unit),
        "told above" if step.repeated else None,
    )


def _open(found: Recall) -> tuple[Listing, ...]:
    return (
        gap_list(found.gaps, 5),
        listing(
            "siblings",
            5,
            "Other deliveries with the same heat or certificate (not part of this recall)",
            (
                *("Lot ID", "Shares", "Heat", "Certificate", "Supplier", "Same supplier", "Material"),
                *("Received on", "Quantity", "Unit", "Status"),
            ),
            found.siblings,
            cells=lambda lot: (
                *(lot.lot_id, lot.shares, lot.heat, lot.certificate_number, lot.supplier, lot.same_supplier),
                *(lot.material, lot.received_on, lot.quantity, lot.unit, lot.status),
            ),
            nothing="none",
            sheet="Receiving",
        ),
        listing(
            "narrowed",
            5,
            "Runs of which only some units are affected, by their serial numbers",
            ("Run ID", "Affected serials", "Shipments left out"),
            found.narrowed,
            cells=lambda run: (run.run_id, ", ".join(run.serials), ", ".join(run.shipments_left_out)),
            nothing="no run",
        ),
    )


def gap_list(gaps: tuple[Finding, ...], number: int) -> Listing:
    """Gaps as a list, each linked to its cell's row."""
    return listing(
        "gaps",
        number,
        "Gaps: what could not be resolved",
        ("Severity", "Sheet", "Row", "Key", "Column", "What is wrong", "What to do", "Code"),
        gaps,
        cells=lambda gap: (
            *(str(gap.severity), gap.place.sheet, gap.place.row or None, gap.place.key, gap.place.column),
            *(gap.message, gap.fix, gap.code),
        ),
        nothing="none",
        tone=lambda gap: str(gap.severity),
        place=lambda gap: (gap.place.sheet, gap.place.row),
    )


def _joined(order: str | None, line: str | None) -> str | None:
    return f"{order} / {line}" if order and line else order
