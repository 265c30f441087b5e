"""Draws the template of the Certificate of Conformance."""

from __future__ import annotations

from lotbook.artefacts.paper_pieces import (
    PROCESSES,
    SIGNATURE,
    in_a_row,
    items,
    maker,
    material,
    or_dash,
    or_none,
)
from lotbook.artefacts.word_page import Column, Page, Shown


def certificate() -> Page:
    """The Certificate of Conformance."""
    page = Page("Certificate of Conformance {{ certificate.id }}", "Order {{ order.po }}")
    page.head()
    page.foot(
        "{{ certificate.id }} revision {{ certificate.revision }} · {{ customer.name }} · Purchase order {{ order.po }}"
    )
    page.title(
        "Certificate of Conformance",
        "{{ certificate.id }} · revision {{ certificate.revision }} · {{ certificate.date }}",
    )
    _superseding(page)
    page.grid((58, 58, 58), _CERTIFICATE_GRID)
    page.heading("Items")
    items(page)
    page.heading("Material")
    or_none(page, "lots", "lot in lots", _LOTS)
    _may_be_empty(page)
    page.heading("Statement of conformance")
    page.text("{%p if requirements %}")
    page.text(f"Specified requirements: {in_a_row('requirements')}.", style="Statement")
    page.text("{%p endif %}")
    page.text("{{ statement }}", style="Statement")
    page.text("{%p if certificate.validity %}")
    page.text("Validity: {{ certificate.validity }}", style="Statement")
    page.text("{%p endif %}")
    page.text("{%p if enclosed %}")
    page.text(f"Enclosed: {in_a_row('enclosed')}.", style="Statement")
    page.text("{%p endif %}")
    page.side_by_side((78, 70, 26), (SIGNATURE, _SIGNED, _CODE))
    return page


def _may_be_empty(page: Page) -> None:
    """What most orders have none of takes one line then: a plain certificate fits one page, signature and all."""
    page.text("{%p if processes %}")
    page.heading("Outside processes")
    page.table("process in processes", PROCESSES)
    page.text("{%p else %}")
    page.text("Outside processes: none.", style="Under table")
    page.text("{%p endif %}", "{%p if exceptions %}")
    page.heading("Exceptions and concessions")
    page.text("{%p for text in exceptions %}")
    page.text("{{ text }}", style="List Bullet")
    page.text("{%p endfor %}", "{%p else %}")
    page.text("Exceptions and concessions: none.", style="Under table")
    page.text("{%p endif %}")


def _superseding(page: Page) -> None:
    page.text("{%p if certificate.supersedes %}")
    page.notice(
        "Supersedes {{ certificate.supersedes }}.{% if certificate.changed %} What changed: {{ certificate.changed }}{% endif %}"
    )
    page.text("", style="Gap")
    page.text("{%p endif %}")


_CERTIFICATE_GRID = (
    (Shown("Customer", "{{ customer.name }}", 2), Shown("Purchase order", "{{ order.po_and_line }}")),
    (Shown("Address", or_dash("customer.address"), 2), Shown("Order date", or_dash("order.date"))),
    (
        Shown("Part number", "{{ part.customer_number }}"),
        Shown("Revision", "{{ part.revision }}"),
        Shown(
            "Drawing",
            or_dash(
                "part.drawing",
                "{{ part.drawing }}{% if part.drawing_revision %} rev {{ part.drawing_revision }}{% endif %}",
            ),
        ),
    ),
    (Shown("Description", or_dash("part.description"), 2), Shown("Our part number", "{{ part.number }}")),
    (
        Shown("Quantity shipped", "{{ shipped.quantity }}"),
        Shown("Shipped on", "{{ shipped.dates }}"),
        Shown("Packing slip", or_dash("shipped.packing_slips")),
    ),
    (Shown("Destination", or_dash("customer.destination"), 2), Shown("Our order", "{{ order.id }}")),
)
_LOTS = (
    Column(
        "Lot",
        34,
        ("{{ lot.id }}", "lot.pieces ? Cut: {{ lot.pieces }}", "lot.runs ? Batch: {{ lot.runs }}"),
    ),
    material(46),
    Column("Heat or maker's lot", 30, (or_dash("lot.heat"),)),
    maker(34),
    Column("Certificate", 30, (or_dash("lot.certificate"),)),
)
_SIGNED = (
    ("Place and date of issue", "Label"),
    ("{{ certificate.place_and_date }}", "Cell"),
    ("Certificate", "Label"),
    ("{{ certificate.id }} revision {{ certificate.revision }}", "Cell"),
    ("{%p if certificate.fingerprint %}", "Cell"),
    ("Verification", "Label"),
    ("{{ certificate.fingerprint }}", "Cell"),
    ("{%p endif %}", "Cell"),
)
# Beside the rest, so that it makes the block no taller; the last line keeps the cell whole where there is no code.
_CODE = (
    ("{%p if code %}", "Cell"),
    ("{{ code }}", "Cell"),
    ("{%p endif %}", "Cell"),
    ("", "Cell"),
)
