"""Draws the templates that go with a shipment: the packing slip and the material certificate list."""

from __future__ import annotations

from lotbook.artefacts.paper_pieces import PROCESSES, items, listed, maker, material, or_dash, or_none
from lotbook.artefacts.word_page import Column, Page, Shown


def packing_slip() -> Page:
    """The packing slip."""
    page = Page("Packing slip {{ shipped.packing_slips }}", "Order {{ order.po }}")
    page.head()
    page.foot("Packing slip · {{ customer.name }} · Purchase order {{ order.po }}")
    page.title(
        "Packing slip",
        "{% if shipped.packing_slips %}{{ shipped.packing_slips }} · {% endif %}{{ shipped.dates }}",
    )
    page.grid((58, 58, 58), _SLIP_GRID)
    page.heading("In this delivery")
    items(page)
    page.text("{%p if order.shipped_before %}")
    page.text("Shipped before: {{ order.shipped_before }}.", style="Under table")
    page.text("{%p endif %}", "{%p if order.still_open %}")
    page.notice("Still to come on this order line: {{ order.still_open }}.")
    page.text("{%p else %}")
    page.text("This completes the order line.", style="Under table")
    page.text("{%p endif %}")
    page.heading("Papers that belong to this delivery")
    listed(page, "enclosed", "None.")
    page.heading("Received in good order")
    page.side_by_side((87, 87), (_RECEIVED, _RECEIVED_ON))
    return page


def certificate_list() -> Page:
    """The material certificate list."""
    page = Page("Material certificates {{ certificate.id }}", "Order {{ order.po }}")
    page.head()
    page.foot(
        "Material certificates to {{ certificate.id }} revision {{ certificate.revision }} · {{ customer.name }}"
    )
    page.title(
        "Material certificates",
        "The certificates of our suppliers, for exactly the lots in this delivery · belongs to {{ certificate.id }} "
        "revision {{ certificate.revision }}",
    )
    page.grid((58, 58, 58), _LIST_GRID)
    page.text("{%p if missing %}")
    page.heading("Not on file")
    listed(page, "missing", "None.")
    page.text("{%p endif %}")
    page.heading("Material")
    or_none(page, "lots", "lot in lots", _LOTS)
    page.heading("Outside processes")
    or_none(page, "processes", "process in processes", PROCESSES)
    page.heading("Behind this list, in this order")
    or_none(page, "enclosed", "paper in enclosed", _ENCLOSED)
    return page


_SLIP_GRID = (
    (Shown("Customer", "{{ customer.name }}", 2), Shown("Purchase order", "{{ order.po_and_line }}")),
    (Shown("Ship to", or_dash("order.ship_to"), 2), Shown("Our order", "{{ order.id }}")),
    (
        Shown("Part number", "{{ part.customer_number }}"),
        Shown("Revision", "{{ part.revision }}"),
        Shown("Our part number", "{{ part.number }}"),
    ),
    (
        Shown("Description", or_dash("part.description"), 2),
        Shown("Quantity ordered", or_dash("order.quantity")),
    ),
    (
        Shown("Carrier", or_dash("shipped.carriers")),
        Shown("Tracking", or_dash("shipped.tracking")),
        Shown("Quantity in this delivery", "{{ shipped.quantity }}"),
    ),
)
_LIST_GRID = (
    (Shown("Customer", "{{ customer.name }}", 2), Shown("Purchase order", "{{ order.po_and_line }}")),
    (
        Shown("Part number", "{{ part.customer_number }}"),
        Shown("Revision", "{{ part.revision }}"),
        Shown("Quantity shipped", "{{ shipped.quantity }}"),
    ),
)
_LOTS = (
    Column("Lot", 32, ("{{ lot.id }}", "lot.runs ? Batch: {{ lot.runs }}")),
    material(44),
    Column("Heat or maker's lot", 28, (or_dash("lot.heat"),)),
    maker(34),
    Column(
        "Certificate",
        36,
        (
            or_dash("lot.certificate"),
            "lot.file ? {{ lot.file }}",
            "lot.file_fingerprint ? SHA-256 {{ lot.file_fingerprint }}",
        ),
    ),
)
_ENCLOSED = (
    Column("Certificate", 84, ("{{ paper.title }}",)),
    Column("File in the package", 56, ("{{ paper.file }}",)),
    Column("SHA-256", 34, ("{{ paper.fingerprint }}",)),
)
_RECEIVED = (("______________________________", "Signature space"), ("Name and signature", "Cell small"))
_RECEIVED_ON = (("______________________________", "Signature space"), ("Date", "Cell small"))
