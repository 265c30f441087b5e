"""The recall report: what to stop, who received what, the balance, the chain, the gaps; signed and filed.

Its parts and their order are those of the sheet Recall; drills are filed on it, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from lotbook.documents.language.text_format import day, joined, listed, moment, part_of, quantity
from lotbook.documents.papers.recall_notice import FIELDS as NOTICE_FIELDS
from lotbook.documents.papers.recall_notice import NoticeHead, company_context, received
from lotbook.documents.papers.recall_stops import stops
from lotbook.documents.template.fields import Field
from lotbook.domain.balance import Balance
from lotbook.domain.findings import Finding
from lotbook.domain.recall import Delivery, Recall, Sibling, Total
from lotbook.domain.values import rounded
from lotbook.tables.trace.filters import serials_in

TEMPLATE = "recall_report.docx"
_MOST = 12  # identifiers in one cell
FIELDS = (
    *(field for field in NOTICE_FIELDS if field.name.startswith(("company.", "signer."))),
    Field("recall.id", "The recall's number.", "RCL-001"),
    Field("recall.drill", "A word that it was only practised; empty for a real recall.", "DRILL"),
    Field("recall.opened", "When it was opened.", "3 May 2024, 09:12 UTC"),
    Field("recall.asked", "What was asked.", "lot ACR-0923-01"),
    Field("recall.reason", "Why.", "The sheet may crack under load."),
    Field("recall.elapsed", "How long the answer took.", "0.21 s"),
    Field("recall.certainty", "Whether the answer is complete.", "Complete: every row could be resolved."),
    Field("recall.done", "What was done in the same step.", "1 lot held, 34 notices drafted"),
    Field("count.lots", "Affected lots.", "1"),
    Field("count.cuts", "Affected pieces.", "4"),
    Field("count.runs", "Affected runs.", "3"),
    Field("count.shipments", "Affected shipments.", "41"),
    Field("count.customers", "Affected customers.", "34"),
    Field("stops[].what", "What must be stopped: lot, piece, run, goods, order, shipment, processor.", "Lot"),
    Field("stops[].id", "Its identifier.", "ACR-0923-01"),
    Field("stops[].about", "What it is.", "ACR, heat 4711-B"),
    Field("stops[].quantity", "How much of it.", "2 sheet"),
    Field("stops[].where", "Where it is, or whom to call.", "Rack 3"),
    Field("customers[].name", "Who received any of it.", "Smith & Sons <UK>"),
    Field("customers[].contact", "Person, e-mail and phone.", "J. Smith, js@smith.example"),
    Field("customers[].quantity", "How much; where only some units are affected, of how many.", "12 pcs"),
    Field(
        "customers[].shipments",
        "Which shipments; where only some units of one are affected, with these.",
        "SHP-0201, SHP-0202 (SN-1, SN-2)",
    ),
    Field("customers[].orders", "Their purchase orders.", "PO-88-0031"),
    Field("customers[].certificates", "Our certificates they hold.", "COC-0042"),
    Field("shipments[].id", "A shipment of it, or what was booked back.", "SHP-0201"),
    Field("shipments[].customer", "Who received it.", "Smith & Sons <UK>"),
    Field("shipments[].date", "When it was shipped.", "2 May 2024"),
    Field("shipments[].order", "Our order.", "ORD-0107"),
    Field("shipments[].po", "The customer's purchase order.", "PO-88-0031, line 2"),
    Field("shipments[].run", "The batch, which is our run.", "MFG-0056"),
    Field("shipments[].certificate", "Our certificate.", "COC-0042"),
    Field("shipments[].packing_slip", "Packing slip.", "PS-2210"),
    Field("shipments[].quantity", "How many; where only some units are affected, of how many.", "12 pcs"),
    Field("shipments[].serials", "The affected serial numbers, where there are few.", "0001, 0002"),
    Field("balances[].lot", "The lot.", "ACR-0923-01"),
    Field("balances[].received", "How much was delivered.", "20 sheet"),
    Field("balances[].good", "In good parts and unfinished runs.", "16 (80 %)"),
    Field("balances[].in_process", "How much of that is in runs that are not finished.", "4 (20 %)"),
    Field("balances[].scrapped", "Scrapped.", "2 (10 %)"),
    Field("balances[].returned", "Sent back.", "0 (0 %)"),
    Field("balances[].on_hand", "Still there.", "2 (10 %)"),
    Field("balances[].unexplained", "What the books cannot account for.", "0 (0 %)"),
    Field("balances[].remark", "Doubts about it.", "More than was received: some row is wrong."),
    Field(
        "gaps[].where", "The cell that keeps the answer from being complete.", "Materials used row 7, Source"
    ),
    Field("gaps[].what", "What is wrong there.", "ACR-0923-1 is not on the sheet Receiving."),
    Field("gaps[].fix", "What to do.", "Correct the identifier."),
    Field(
        "siblings[]",
        "Other deliveries with the same heat or certificate.",
        "ACR-1023-02 of Plexi Ltd, heat 4711-B",
    ),
    Field("logo", "Picture named in Settings as Logo file; empty when there is none.", ""),
    Field("signature", "Signature picture of the signer; empty when there is none.", ""),
    Field("chain", "Picture of the chain; empty when there is nothing to draw.", ""),
)


class Asked(NamedTuple):
    """What the report says of the recall itself: when, what was asked, how long it took, how sure it is, what was done."""

    opened: datetime
    asked: str
    seconds: float
    certainty: str
    done: str


def context(found: Recall, head: NoticeHead, asked: Asked) -> dict[str, object]:
    """The fields of the report; everything is finished text, lists of it or mappings of it."""
    return {
        "company": company_context(head.company),
        "signer": {"name": head.signer, "title": head.title},
        "recall": {
            "id": head.recall_id,
            "drill": "DRILL" if head.drill else "",
            "opened": moment(asked.opened),
            "asked": asked.asked,
            "reason": head.reason,
            "elapsed": f"{asked.seconds:.2f}\u00a0s",
            "certainty": asked.certainty,
            "done": asked.done,
        },
        "count": {name: str(count) for name, count in found.counts.items()},
        "stops": stops(found.stop_now),
        "customers": [_customer(each, found.deliveries) for each in found.customers],
        "shipments": [_sent(each) for each in found.deliveries],
        "balances": [balance_row(each) for each in found.balances],
        "gaps": [_gap(each) for each in found.gaps],
        "siblings": [_sibling(each) for each in found.siblings],
        "logo": "",
        "signature": "",
        "chain": "",
    }


def _customer(total: Total, sent: Sequence[Delivery]) -> dict[str, str]:
    person = total.contact if total.contact != total.customer else ""
    own = [each for each in sent if (each.customer or "") == total.customer]
    return {
        "name": total.customer,
        "contact": joined(person, total.email, total.phone, by=", "),
        "quantity": received(total) or "unknown",
        "shipments": listed(map(_shipment, own), _MOST, "shipments"),
        "orders": listed((each.customer_po for each in own), _MOST, "orders"),
        "certificates": listed((each.certificate for each in own), _MOST, "certificates"),
    }


def _sent(sent: Delivery) -> dict[str, str]:
    serials = serials_in(sent.affected_serials)
    return {
        "id": sent.shipment_id,
        "customer": sent.customer or "",
        "date": joined(day(sent.shipped_on), "planned" if sent.planned else "", by=", "),
        "order": sent.order_id or "",
        "po": joined(sent.customer_po, sent.po_line and f"line {sent.po_line}", by=", "),
        "run": sent.run_id or "",
        "certificate": sent.certificate or "",
        "packing_slip": sent.packing_slip or "",
        "quantity": part_of(sent.affected_quantity, sent.quantity, sent.unit) or "unknown",
        "serials": listed(serials, _MOST, "units"),
    }


def _shipment(sent: Delivery) -> str:
    """A shipment; where only some of its units are affected, with these, as far as a table's cell has room for them."""
    if not sent.is_partly:
        return sent.shipment_id
    units = serials_in(sent.affected_serials)
    return f"{sent.shipment_id} ({listed(units, _MOST, 'units')})"


def balance_row(each: Balance) -> dict[str, str]:
    """One row of the mass balance, as finished text."""

    def part(name: str) -> str:
        amount, percent = getattr(each, name), each.percent(getattr(each, name))
        if amount is None:
            return "unknown"
        return quantity(rounded(amount), None) + (f" ({percent:.0f}\u00a0%)" if percent is not None else "")

    over = "More than was received: some row is wrong." if each.is_over else ""
    return {
        "lot": each.lot,
        "received": quantity(each.received, each.unit) or "unknown",
        "good": part("used_in_good_parts"),
        "in_process": part("in_process"),
        "scrapped": part("scrapped"),
        "returned": part("returned"),
        "on_hand": part("on_hand"),
        "unexplained": part("unexplained"),
        "remark": joined(over, *each.doubts),
    }


def _sibling(each: Sibling) -> str:
    supplier = f"of {each.supplier}" if each.supplier else ""
    heat = f"heat {each.heat}" if "heat" in each.shares else ""
    paper = f"certificate {each.certificate_number}" if "certificate" in each.shares else ""
    return joined(each.lot_id, supplier, heat, paper, by=", ")


def _gap(gap: Finding) -> dict[str, str]:
    place = gap.place
    return {
        "where": joined(
            f"{place.sheet} row {place.row}" if place.row else place.sheet, place.column, by=", "
        ),
        "what": gap.message,
        "fix": gap.fix,
    }
