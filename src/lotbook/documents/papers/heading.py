"""What every paper about an order says at its head: issuer, certificate, customer, order, part, what was shipped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from lotbook.documents.frozen.facts import Frozen
from lotbook.documents.frozen.head import CertificateHead, Company
from lotbook.documents.language.text_format import day, days, joined, plain, quantity
from lotbook.documents.template.fields import Field, examples
from lotbook.domain.values import Value

FIELDS = (
    Field("company.name", "The shop's name.", "Northfield Precision LLC"),
    Field("company.address", "Its address.", "12 Mill Lane, Dayton, OH 45402, USA"),
    Field("company.phone", "Its phone number.", "+1 937 555 0142"),
    Field("company.email", "Its e-mail address.", "quality@northfield.example"),
    Field("company.contact", "Phone and e-mail on one line.", "+1 937 555 0142 · quality@northfield.example"),
    Field("company.supplier_code", "CAGE or supplier code.", "7X4N2"),
    Field("certificate.id", "The certificate's number.", "COC-0042"),
    Field("certificate.revision", "Its revision: A for the first issue.", "B"),
    Field("certificate.date", "Date of issue.", "3 May 2024"),
    Field("certificate.place", "Town of issue.", "Dayton"),
    Field("certificate.place_and_date", "Both, as they stand beside a signature.", "Dayton, 3 May 2024"),
    Field(
        "certificate.supersedes",
        "The certificate it replaces; empty for a first issue.",
        "COC-0042 revision A",
    ),
    Field("certificate.changed", "What is different from that one.", "Customer PO corrected"),
    Field(
        "certificate.validity", "Limitations of its validity, if any.", "Valid for the quantity shipped only."
    ),
    Field("certificate.fingerprint", "Text to verify the package by.", "9F3C 22A1 7B60 44D2"),
    Field("signer.name", "Who signs.", "Ann Miller"),
    Field("signer.title", "Title of the signer.", "Quality manager"),
    Field("customer.name", "The customer.", "Smith & Sons <UK>"),
    Field("customer.contact", "The person there who gets the papers.", "J. Smith"),
    Field("customer.address", "The customer's address.", "4 Dock Road, Hull HU1 1AA, United Kingdom"),
    Field("customer.destination", "Where the goods went, if elsewhere.", "Hull works, gate 3"),
    Field("order.id", "Our order number.", "ORD-0117"),
    Field("order.po", "The customer's purchase order.", "PO-88-0031"),
    Field("order.line", "The line of that purchase order.", "2"),
    Field("order.po_and_line", "Both together.", "PO-88-0031, line 2"),
    Field("order.date", "Date of the purchase order.", "12 Apr 2024"),
    Field("order.quantity", "Quantity ordered.", "40 pcs"),
    Field("order.material_required", "Material the order asks for.", "6061-T651 to ASTM B209-21"),
    Field("order.finish", "Finish the order asks for.", "Clear anodise"),
    Field("order.export_controlled", "Yes or No; empty when it is not known.", "No"),
    Field("part.number", "Our part number.", "BRK-100"),
    Field("part.customer_number", "The customer's part number; ours where it has none.", "S-4471-C"),
    Field("part.revision", "Revision that was ordered.", "C"),
    Field("part.description", "What it is.", "Bracket, sensor mount"),
    Field("part.drawing", "Drawing number.", "D-4471"),
    Field("part.drawing_revision", "Drawing revision.", "C"),
    Field("shipped.quantity", "Quantity of all shipments on this paper.", "40 pcs"),
    Field("shipped.dates", "When they were shipped.", "2 May 2024, 3 May 2024"),
    Field("shipped.packing_slips", "Packing slips.", "PS-2210, PS-2211"),
    Field("shipped.carriers", "Carriers.", "DHL"),
    Field("shipped.tracking", "The carriers' numbers.", "JD014600003"),
    Field("shipped.ids", "Our shipment numbers.", "SHP-0201, SHP-0202"),
    Field("shipped.serials", "Every serial number shipped.", "0001, 0002, 0003"),
    Field("shipped.serial_count", "How many serial numbers; empty when there are none.", "3"),
)
PICTURES = (
    Field("logo", "Picture named in Settings as Logo file; empty when there is none.", ""),
    Field(
        "signature", "Signature picture of the signer, from the sheet People; empty when there is none.", ""
    ),
)


def context(frozen: Frozen, head: CertificateHead) -> dict[str, object]:
    """The fields that every paper about an order has; everything finished text."""
    return {
        **issuer(head),
        "customer": _customer(frozen),
        "order": _order(frozen),
        "part": _part(frozen),
        "shipped": _shipped(frozen),
        "extra": own_columns(frozen.order_extras),
    }


def issuer(head: CertificateHead) -> dict[str, object]:
    """The fields that do not need an order: who issues, the paper's number and date, who signs."""
    return {
        "company": company(head.company),
        "certificate": _certificate(head),
        "signer": {"name": head.signer, "title": head.title},
        "logo": "",
        "signature": "",
    }


def nothing() -> dict[str, object]:
    """Every field of a heading, empty: for papers about something that was not ordered."""
    return examples(Field(field.name, "", "") for field in FIELDS) | {"extra": {}}


def own_columns(own: Mapping[str, Value]) -> dict[str, str]:
    """The user's own columns: ``Cost centre`` becomes the field ``cost_centre``."""
    named = ((re.sub(r"\W+", "_", header.strip().lower()).strip("_"), value) for header, value in own.items())
    return {f"column_{name}" if name[:1].isdigit() else name: plain(value) for name, value in named if name}


def company(shop: Company) -> dict[str, str]:
    """The fields of who issues a paper."""
    return {
        "name": shop.name,
        "address": shop.address,
        "phone": shop.phone,
        "email": shop.email,
        "contact": joined(shop.phone, shop.email, by=" · "),
        "supplier_code": shop.supplier_code,
    }


def _certificate(head: CertificateHead) -> dict[str, str]:
    issued = day(head.issued_at)
    return {
        "id": head.certificate_id,
        "revision": head.revision,
        "date": issued,
        "place": head.place,
        "place_and_date": joined(head.place, issued, by=", "),
        "supersedes": head.supersedes,
        "changed": head.changed,
        "validity": head.validity,
        "fingerprint": head.fingerprint,
    }


def _customer(frozen: Frozen) -> dict[str, str]:
    customer = frozen.customer
    return {
        "name": (customer and customer.customer) or frozen.order.customer or "",
        "contact": (customer and customer.contact) or "",
        "address": (customer and customer.address) or "",
        "destination": frozen.order.destination or "",
    }


def _order(frozen: Frozen) -> dict[str, str]:
    order = frozen.order
    line = f"line {order.po_line}" if order.po_line else ""
    controlled = {True: "Yes", False: "No", None: ""}[order.controlled]
    return {
        "id": order.order_id or "",
        "po": order.customer_po or "",
        "line": order.po_line or "",
        "po_and_line": joined(order.customer_po, line, by=", "),
        "date": day(order.ordered_on),
        "quantity": quantity(order.quantity, order.unit),
        "material_required": order.material_required or "",
        "finish": order.finish or "",
        "export_controlled": controlled,
    }


def _part(frozen: Frozen) -> dict[str, str]:
    order, part = frozen.order, frozen.part
    return {
        "number": order.part_number or "",
        "customer_number": (part and part.customer_part_number) or order.part_number or "",
        "revision": order.part_revision or "",
        "description": (part and part.description) or "",
        "drawing": (part and part.drawing) or "",
        "drawing_revision": (part and part.drawing_revision) or "",
    }


def _shipped(frozen: Frozen) -> dict[str, str]:
    sent = [record.shipment for record in frozen.shipments]
    return {
        "quantity": _total(frozen),
        "dates": days(shipment.shipped_on for shipment in sent),
        "packing_slips": _listed(shipment.packing_slip for shipment in sent),
        "carriers": _listed(shipment.carrier for shipment in sent),
        "tracking": _listed(shipment.tracking for shipment in sent),
        "ids": _listed(shipment.shipment_id for shipment in sent),
        "serials": ", ".join(frozen.serials),
        "serial_count": str(len(frozen.serials)) if frozen.serials else "",
    }


def _total(frozen: Frozen) -> str:
    """The sum over shipments; each unit for itself when they differ, because pieces and kilograms do not add up."""
    units = dict.fromkeys(record.shipment.unit for record in frozen.shipments)
    totals = (
        quantity(sum(s.shipment.quantity or 0 for s in frozen.shipments if s.shipment.unit == unit), unit)
        for unit in units
    )
    return " + ".join(totals)


def _listed(values: Iterable[str | None]) -> str:
    return joined(*values, by=", ")
