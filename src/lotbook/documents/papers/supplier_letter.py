"""The letter to a supplier about missing or wrong certificates, and the same as the text of a mail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from lotbook.documents.language.text_format import day, quantity
from lotbook.documents.papers import letterhead
from lotbook.documents.template.fields import Field
from lotbook.tables.materials import Material
from lotbook.tables.receiving import Receipt
from lotbook.tables.suppliers import Supplier

TITLE = "Letter to a supplier"
TEMPLATE = "supplier_letter.docx"
FIELDS = (
    *letterhead.FIELDS,
    Field("letter.date", "Date of the letter.", "3 May 2024"),
    Field("letter.subject", "What it is about.", "Certificate for our order HP-24-168"),
    Field(
        "letter.reminder",
        "Words of a reminder; empty for a first letter.",
        "We are still waiting.",
    ),
    Field("letter.closing", "What we ask for, and by when.", "Please send it by 13 May 2024."),
    Field("letter.writer", "Who writes.", "Maria Lindqvist"),
    Field("letter.title", "The writer's title.", "Quality Manager"),
    Field("supplier.name", "The supplier.", "Cascade Metals Supply"),
    Field("supplier.contact", "Whom we ask there.", "J. Ortega"),
    Field("supplier.address", "The supplier's address.", "800 Dock Street, Tacoma, WA 98402, USA"),
    Field("deliveries[].lot", "Our lot.", "AL6-0824-002"),
    Field("deliveries[].order", "Our purchase order.", "HP-24-168"),
    Field("deliveries[].material", "What was delivered.", "Aluminium plate 6061-T6, 12.7 x 305 mm"),
    Field("deliveries[].quantity", "How much.", "3660 mm"),
    Field("deliveries[].received", "When it arrived.", "28 Aug 2024"),
    Field("deliveries[].heat", "Heat or lot number on the material.", "61T-39172"),
    Field("deliveries[].certificate", "The certificate that came with it.", "MTR-639127"),
    Field("deliveries[].waiting", "How long we have been waiting.", "12 days"),
    Field(
        "deliveries[].fault",
        "What exactly is wrong.",
        "The material is marked 61T-39172, but the certificate is for 61T-39127.",
    ),
    Field("deliveries[].needed", "What we need instead.", "Certificate 3.1 for heat 61T-39172"),
    letterhead.LOGO,
)


class Complaint(NamedTuple):
    """One delivery a letter is about, and what exactly is wrong with its certificate.

    Attributes:
        waiting: days since it was delivered; None where nobody counts.
        by_a_person: a person rejected it, perhaps for the material itself; then another certificate is no answer.
    """

    receipt: Receipt
    material: Material | None
    faults: tuple[str, ...]
    waiting: int | None = None
    by_a_person: bool = False


class Letter(NamedTuple):
    """One letter: to whom, about what, on which day, by whom.

    Attributes:
        reminder: it asks again for what has been asked for before.
        due: the day the certificates are asked for by.
    """

    supplier: str
    details: Supplier | None
    complaints: tuple[Complaint, ...]
    on: date
    due: date
    writer: str = ""
    title: str = ""
    reminder: bool = False


def needed(complaint: Complaint) -> str:
    """What we need, in words: the certificate's type for this heat to this specification."""
    if complaint.by_a_person:
        return "Your answer: what you will do about it"
    receipt, material = complaint.receipt, complaint.material
    kind = (material.certificate_needed if material else None) or receipt.certificate_type or ""
    heat = receipt.heat_on_material or receipt.heat_on_certificate
    spec = " ".join(
        part for part in ((material.specification, material.spec_revision) if material else ()) if part
    )
    named = f"Certificate {kind}" if kind and kind != "None" else "The certificate"
    for_heat = f" for {'heat' if kind in ('3.1', '3.2', 'MTR') else 'heat or lot'} {heat}" if heat else ""
    return f"{named}{for_heat}{f' to {spec}' if spec else ''}"


def context(letter: Letter, setting: Callable[[str], str]) -> dict[str, object]:
    """The fields of the letter; everything finished text."""
    details = letter.details
    return {
        **letterhead.context(setting),
        "letter": {
            "date": day(letter.on),
            "subject": subject(letter),
            "reminder": _opening(letter),
            "closing": _closing(letter),
            "writer": letter.writer,
            "title": letter.title,
        },
        "supplier": {
            "name": letter.supplier,
            "contact": (details and details.contact) or "",
            "address": (details and details.address) or "",
        },
        "deliveries": [_delivery(each) for each in letter.complaints],
    }


def _delivery(complaint: Complaint) -> dict[str, str]:
    receipt, material = complaint.receipt, complaint.material
    waiting = complaint.waiting
    return {
        "lot": receipt.lot_id or "",
        "order": receipt.purchase_order or "",
        "material": (material.description if material else None) or receipt.material or "",
        "quantity": quantity(receipt.quantity, receipt.unit),
        "received": day(receipt.received_on),
        "heat": receipt.heat_on_material or receipt.heat_on_certificate or "",
        "certificate": receipt.certificate_number or "",
        "waiting": "" if waiting is None else "1 day" if waiting == 1 else f"{waiting} days",
        "fault": "\n".join(complaint.faults),
        "needed": needed(complaint),
    }


def subject(letter: Letter) -> str:
    """What the letter is about, short enough for a mail's subject."""
    orders = list(
        dict.fromkeys(c.receipt.purchase_order for c in letter.complaints if c.receipt.purchase_order)
    )
    one, several = ("Delivery", "deliveries") if _by_a_person(letter) else ("Certificate", "certificates")
    what = one if len(letter.complaints) == 1 else f"{len(letter.complaints)} {several}"
    about = (
        f" for our order {orders[0]}" if len(orders) == 1 else f" for {len(orders)} orders" if orders else ""
    )
    return f"{'Reminder: ' if letter.reminder else ''}{what}{about}"


def _by_a_person(letter: Letter) -> bool:
    return any(each.by_a_person for each in letter.complaints)


def _opening(letter: Letter) -> str:
    """How the letter begins, where it does not begin with the certificate."""
    if _by_a_person(letter):
        return "We had to reject what is listed here."
    if not letter.reminder:
        return ""
    return "We are still waiting for what is listed here; the material is in quarantine and cannot be used."


def _closing(letter: Letter) -> str:
    if _by_a_person(letter):
        return (
            f"Please tell us by {day(letter.due)} what you will do about it: replace the material, correct its "
            "certificate, or take it back. Until then it is not used."
        )
    return (
        f"Please send the right certificate by {day(letter.due)}, in answer to this letter. If the material itself is not "
        "what was ordered, please tell us how you will replace it. Until then it stays in quarantine."
    )


def mail_text(letter: Letter, setting: Callable[[str], str]) -> str:
    """The same letter as a mail to copy: address, subject, then the text."""
    details = letter.details
    lines = [
        f"To: {(details and details.email) or '(no e-mail address on the sheet Suppliers)'}",
        f"Subject: {subject(letter)}",
        "",
        f"Dear {(details and details.contact) or letter.supplier},",
        "",
    ]
    opening = _opening(letter)
    lines += [opening, ""] if opening else []
    for each in letter.complaints:
        lines += [*_paragraph(each), ""]
    lines += [_closing(letter), "", "Kind regards"]
    lines += [text for text in (letter.writer, letter.title, setting("Company name")) if text]
    return "\n".join([*lines, ""])


def _paragraph(complaint: Complaint) -> Sequence[str]:
    shown = _delivery(complaint)
    about = (
        ("Our order", shown["order"]),
        ("Material", shown["material"]),
        ("Delivered", ", ".join(part for part in (shown["quantity"], shown["received"]) if part)),
        ("Marked", shown["heat"]),
        ("Certificate", shown["certificate"]),
        ("Our lot", shown["lot"]),
        ("Waiting for", shown["waiting"]),
    )
    lines = [f"  {name}: {value}" for name, value in about if value]
    return [
        *lines,
        *(f"  What is wrong: {fault}" for fault in complaint.faults),
        f"  We need: {shown['needed']}",
    ]
