"""Draws the template of the mark transfer report."""

from __future__ import annotations

from lotbook.artefacts.paper_pieces import SIGNATURE, or_dash, or_none
from lotbook.artefacts.word_page import Column, Page, Shown

_ABOUT = (
    "{% if certificate.id %}belongs to {{ certificate.id }} revision {{ certificate.revision }}"
    "{% else %}{{ report.about }}{% endif %}"
)


def mark_transfer() -> Page:
    """The mark transfer report: with a certificate, or by itself after a cut."""
    page = Page("Mark transfer report {{ certificate.id }}", "{{ report.about }}")
    page.head()
    page.foot(f"Mark transfer report · {_ABOUT}")
    page.title("Mark transfer report", f"{_ABOUT} · {{{{ report.date }}}}")
    page.notice("{{ report.conclusion }}")
    page.text("", style="Cell small")
    page.text("{%p if order.id %}")
    page.grid((58, 58, 58), _GRID)
    page.text("{%p endif %}")
    page.heading("Material lots")
    or_none(page, "lots", "lot in lots", _LOTS)
    page.heading("Pieces and their marks")
    or_none(page, "pieces", "piece in pieces", _PIECES)
    page.text(
        "The heat is marked on each piece and read there by somebody else than the marker, who compares it with the mark it "
        "was cut from. A piece is used when that was done and not before.",
        style="Under table",
    )
    page.text("{%p if certificate.id %}")
    page.side_by_side((94, 80), (SIGNATURE, _SIGNED))
    page.text("{%p else %}")
    page.side_by_side((87, 87), (_line("Marked by"), _line("Verified by")))
    page.text("{%p endif %}")
    return page


def _line(label: str) -> tuple[tuple[str, str], ...]:
    return (
        (label, "Label"),
        ("______________________________", "Signature space"),
        ("Name and signature", "Cell small"),
    )


_SIGNED = (("Place and date of issue", "Label"), ("{{ certificate.place_and_date }}", "Cell"))
_GRID = (
    (Shown("Customer", "{{ customer.name }}", 2), Shown("Purchase order", "{{ order.po_and_line }}")),
    (
        Shown("Part number", "{{ part.customer_number }}"),
        Shown("Revision", "{{ part.revision }}"),
        Shown("Our order", "{{ order.id }}"),
    ),
)
_LOTS = (
    Column(
        "Lot",
        34,
        ("{{ lot.id }}", "lot.received ? Received {{ lot.received }}", "lot.left ? Left {{ lot.left }}"),
    ),
    Column(
        "Material and specification",
        50,
        ("{{ lot.material }}", "lot.grade ? {{ lot.grade }}", "lot.specification ? {{ lot.specification }}"),
    ),
    Column("Heat or maker's lot", 34, (or_dash("lot.heat"),)),
    Column(
        "Certificate",
        56,
        (or_dash("lot.certificate"), "lot.mill ? {{ lot.mill }}", "lot.supplier ? From {{ lot.supplier }}"),
    ),
)
_PIECES = (
    Column("Piece", 38, ("{{ piece.id }}", "piece.used ? Used in {{ piece.used }}")),
    Column("From", 30, ("{{ piece.source }}", "piece.reason ? {{ piece.reason }}")),
    Column("Cut on", 26, (or_dash("piece.date"), "piece.quantity ? {{ piece.quantity }}")),
    Column("Heat marked", 28, (or_dash("piece.heat"), "piece.method ? {{ piece.method }}")),
    Column("Marked by", 24, (or_dash("piece.marked_by"),)),
    Column(
        "Verified by",
        28,
        (or_dash("piece.verified_by"), "piece.verified ? {{ piece.verified }}", "{{ piece.result }}"),
    ),
)
