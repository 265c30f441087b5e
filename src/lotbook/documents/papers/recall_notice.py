"""The recall notice: what one customer received, why it is recalled, what to do now, and a slip to answer with.

Its content follows 21 CFR 7.49(c): what exactly is meant, with lot and serial numbers; that use and distribution must
stop; the reason; that the customer tells its own customers; what to do with the goods; an easy way to answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from lotbook.documents.frozen.head import Company
from lotbook.documents.language import translation as languages
from lotbook.documents.language.text_format import day, joined, part_of, quantity
from lotbook.documents.language.words import LABELS, TEXTS
from lotbook.documents.papers.recall_account import is_return
from lotbook.documents.template.fields import Field
from lotbook.domain.recall import Delivery, Total

TEMPLATE = "recall_notice.docx"
_HEAT = "Heat or maker's lot"
HEAT = ", heat or maker's lot "  # between a material and its heat
_MOST_SERIALS = 12  # in one cell of the table; more stand below it
FIELDS = (
    Field("company.name", "The shop's name.", "Northfield Precision LLC"),
    Field("company.address", "Its address.", "12 Mill Lane, Dayton, OH 45402, USA"),
    Field("company.phone", "Its phone number.", "+1 937 555 0142"),
    Field("company.email", "Its e-mail address.", "quality@northfield.example"),
    Field("company.contact", "Phone and e-mail on one line.", "+1 937 555 0142 · quality@northfield.example"),
    Field("company.supplier_code", "CAGE or supplier code.", "7X4N2"),
    Field("recall.id", "The recall's number.", "RCL-001"),
    Field("recall.date", "Date of the notice.", "3 May 2024"),
    Field("recall.reason", "Why.", "The sheet may crack under load."),
    Field(
        "recall.material",
        "The material that is recalled.",
        "ACR-0923-01: PMMA sheet 3 mm, maker's lot 4711-B",
    ),
    Field(
        "recall.total",
        "How much the customer received; where only some units of its shipments are affected, of how many.",
        "12 pcs",
    ),
    Field("recall.shipments", "In how many shipments, and how much of it came back already.", "2 shipments"),
    Field("recall.drill", "A word that nothing must be done; empty for a real recall.", "DRILL"),
    Field("customer.name", "The customer.", "Smith & Sons <UK>"),
    Field("customer.contact", "The person there.", "J. Smith"),
    Field("customer.contact_or_name", "The person, or the customer where none is known.", "J. Smith"),
    Field("customer.address", "The customer's address.", "4 Dock Road, Hull HU1 1AA, United Kingdom"),
    Field("signer.name", "Who signs.", "Ann Miller"),
    Field("signer.title", "Title of the signer.", "Quality manager"),
    Field("items[].part", "The customer's part number; ours where it has none.", "S-4471-C"),
    Field("items[].revision", "Its revision.", "C"),
    Field("items[].description", "What it is.", "Bracket, sensor mount"),
    Field("items[].order", "The customer's purchase order.", "PO-88-0031, line 2"),
    Field("items[].shipment", "Our shipment.", "SHP-0201"),
    Field("items[].batch", "The batch, which is our run.", "MFG-0056"),
    Field(
        "items[].quantity",
        "How many; where only some units of a shipment are affected, of how many.",
        "12 pcs",
    ),
    Field("items[].serials", "Serial numbers, where there are few.", "0001, 0002"),
    Field("items[].date", "When it was shipped.", "2 May 2024"),
    Field("items[].packing_slip", "Packing slip.", "PS-2210"),
    Field("items[].certificate", "Our certificate.", "COC-0042"),
    Field("serial_lists[]", "Long lists of serial numbers, one shipment each.", "SHP-0201: 0001, 0002, 0003"),
    Field("logo", "Picture named in Settings as Logo file; empty when there is none.", ""),
    Field("signature", "Signature picture of the signer; empty when there is none.", ""),
)


class NoticeHead(NamedTuple):
    """What all notices of one recall share.

    Attributes:
        recall_id: the recall's number.
        day: the day the notices are written.
        reason: why, in a sentence.
        material: the recalled material, in words.
        company: who recalls.
        signer: who signs.
        title: the signer's title.
        drill: it is only practised; the notice says so and must not be sent.
        pictures: logo and signature, by the name of their field.
    """

    recall_id: str
    day: date
    reason: str
    material: str
    company: Company
    signer: str
    title: str
    drill: bool = False
    pictures: Mapping[str, Path] = {}


class Goods(NamedTuple):
    """One affected shipment with what the customer calls the part."""

    delivery: Delivery
    customer_part: str | None
    description: str | None


def context(head: NoticeHead, customer: Total, address: str, goods: Sequence[Goods]) -> dict[str, object]:
    """The fields of one customer's notice; everything is finished text, lists of it or mappings of it."""
    goods = [each for each in goods if not is_return(each.delivery)] or goods
    return {
        "company": company_context(head.company),
        "recall": {
            "id": head.recall_id,
            "date": day(head.day),
            "reason": head.reason,
            "material": head.material,
            "total": _sent(customer) or "an unknown quantity",
            "shipments": _shipments(len(goods), customer),
            "drill": "DRILL" if head.drill else "",
        },
        "customer": {
            "name": customer.customer,
            "contact": customer.contact or "",
            "contact_or_name": customer.contact or customer.customer,
            "address": address,
        },
        "signer": {"name": head.signer, "title": head.title},
        "items": [_item(each) for each in goods],
        "serial_lists": [
            f"{each.delivery.shipment_id}: {each.delivery.affected_serials}"
            for each in goods
            if _are_many(each)
        ],
        "logo": "",
        "signature": "",
    }


def in_language(fields: Mapping[str, object], language: str) -> dict[str, object]:
    """The fields with the program's own texts in the customer's language; a reason that the shop wrote stays as it is."""
    if language == languages.ENGLISH:
        return dict(fields)
    said = languages.in_language(fields, language)
    told, recalled = fields["recall"], said["recall"]
    if isinstance(told, Mapping) and isinstance(recalled, dict):
        ours = TEXTS.get(f"reason > {told['reason']}")  # else the shop wrote it
        recalled["reason"] = ours[language] if ours else told["reason"]
        recalled["material"] = told["material"].replace(HEAT, f", {LABELS[_HEAT][language]} ")
    return said


def received(customer: Total) -> str:
    """How much a customer was sent, and how much of it came back already; empty where nobody wrote how much.

    Where only some units of its shipments are affected, these are counted, and told of how many: ``3 of 10 pcs``.
    """
    sent, back = _sent(customer), _back(customer)
    return f"{sent or 'unknown'}, of which {back} came back" if back else sent


def _sent(customer: Total) -> str:
    pairs = zip(customer.quantities, customer.shipped, strict=True)
    return " + ".join(part_of(part.quantity, whole.quantity, whole.unit) for part, whole in pairs)


def _back(customer: Total) -> str:
    return " + ".join(quantity(each.quantity, each.unit) for each in customer.returned)


def _shipments(count: int, customer: Total) -> str:
    """In how many shipments the goods went, and what of them came back; what was booked back is no delivery to a customer."""
    told, back = "1 shipment" if count == 1 else f"{count} shipments", _back(customer)
    return f"{told}, of which {back} came back" if back else told


def company_context(company: Company) -> dict[str, str]:
    """The shop as the head of a recall's papers shows it."""
    return {**company._asdict(), "contact": joined(company.phone, company.email, by=" · ")}


def _item(goods: Goods) -> dict[str, object]:
    sent = goods.delivery
    line = f"line {sent.po_line}" if sent.po_line else ""
    return {
        "part": goods.customer_part or sent.part_number or "",
        "revision": sent.part_revision or "",
        "description": goods.description or "",
        "order": joined(sent.customer_po, line, by=", "),
        "shipment": sent.shipment_id,
        "batch": sent.run_id or "",
        "quantity": part_of(sent.affected_quantity, sent.quantity, sent.unit) or "unknown",
        "serials": "listed below" if _are_many(goods) else sent.affected_serials or "",
        "date": day(sent.shipped_on),
        "packing_slip": sent.packing_slip or "",
        "certificate": sent.certificate or "",
    }


def _are_many(goods: Goods) -> bool:
    return (goods.delivery.affected_serials or "").count(",") >= _MOST_SERIALS
