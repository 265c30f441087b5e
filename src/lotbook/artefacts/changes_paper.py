"""Draws the template of the page that a certificate issued again brings along: what changed and why."""

from __future__ import annotations

from lotbook.artefacts.paper_pieces import SIGNATURE, or_dash
from lotbook.artefacts.word_page import Column, Page, Shown


def changes() -> Page:
    """What changed and why."""
    page = Page("What changed in {{ certificate.id }}", "Order {{ order.po }}")
    page.head()
    page.foot(
        "What changed in {{ certificate.id }} revision {{ certificate.revision }} · {{ customer.name }}"
    )
    page.title(
        "What changed and why",
        "{{ certificate.id }} revision {{ certificate.revision }} · {{ certificate.date }}",
    )
    page.notice("Supersedes {{ former.name }}.")
    page.text("Please take the former one out of your files.")
    page.grid((58, 58, 58), _GRID)
    page.heading("Why")
    page.text("{{ certificate.changed }}")
    page.heading("What changed")
    page.text("{%p if unknown %}", "{{ unknown }}", "{%p elif changes %}")
    page.table("change in changes", _CHANGES)
    page.text(
        "{%p else %}",
        "Nothing in the data: order, lots, certificates and processes are the same.",
        "{%p endif %}",
    )
    page.side_by_side((94, 80), (SIGNATURE, _SIGNED))
    return page


_GRID = (
    (Shown("Customer", "{{ customer.name }}", 2), Shown("Purchase order", "{{ order.po_and_line }}")),
    (
        Shown("Part number", "{{ part.customer_number }}"),
        Shown("Revision", "{{ part.revision }}"),
        Shown("Quantity shipped", "{{ shipped.quantity }}"),
    ),
)
_CHANGES = (
    Column("What", 60, ("{{ change.what }}",)),
    Column("Before", 57, (or_dash("change.before"),)),
    Column("Now", 57, (or_dash("change.now"),)),
)
_SIGNED = (
    ("Place and date of issue", "Label"),
    ("{{ certificate.place_and_date }}", "Cell"),
    ("Certificate", "Label"),
    ("{{ certificate.id }} revision {{ certificate.revision }}", "Cell"),
)
