"""Draws the template of the recall notice, with its reply slip."""

from __future__ import annotations

from lotbook.artefacts.paper_pieces import SIGNATURE, or_dash
from lotbook.artefacts.word_page import Column, Page, Shown


def recall_notice() -> Page:
    """The recall notice with its reply slip."""
    page = Page("Recall notice {{ recall.id }}", "{{ customer.name }}")
    page.head()
    page.foot("Recall notice {{ recall.id }} · {{ customer.name }}")
    page.text("{%p if recall.drill %}")
    page.title("DRILL", "This is an exercise: nothing is recalled, and this notice must not be sent.")
    page.text("{%p endif %}")
    page.title("URGENT: Recall notice", "{{ recall.id }} · {{ recall.date }}")
    page.grid((87, 87), _HEAD)
    page.heading("What is recalled")
    page.text(
        "These goods that we delivered to you are recalled. Each is named by order, batch and delivery."
    )
    page.table("item in items", _ITEMS)
    page.text("{%p for text in serial_lists %}")
    page.text("Serial numbers of {{ text }}", style="Under table")
    page.text("{%p endfor %}")
    page.heading("Why")
    page.text("{{ recall.reason }}", "{%p if recall.material %}")
    page.text("Recalled material: {{ recall.material }}", "{%p endif %}")
    page.heading("What to do now")
    for step in _STEPS:
        page.text(step, style="List Bullet")
    page.side_by_side((94, 80), (SIGNATURE, ()))
    page.heading("Reply slip")
    page.text("Please answer also when nothing is left: {{ company.contact }}")
    page.grid((58, 58, 58), _SLIP)
    return page


_HEAD = (
    (Shown("To", "{{ customer.name }}"), Shown("Attention", or_dash("customer.contact"))),
    (
        Shown("Address", or_dash("customer.address")),
        Shown("You received", "{{ recall.total }} in {{ recall.shipments }}"),
    ),
)
_ITEMS = (
    Column(
        "Part",
        38,
        (
            "{{ item.part }}",
            "item.revision ? Revision {{ item.revision }}",
            "item.description ? {{ item.description }}",
        ),
    ),
    Column(
        "Your order", 38, (or_dash("item.order"), "item.certificate ? Certificate {{ item.certificate }}")
    ),
    Column("Batch", 26, (or_dash("item.batch"),)),
    Column("Quantity", 20, ("{{ item.quantity }}",)),
    Column("Serial numbers", 26, (or_dash("item.serials"),)),
    Column(
        "Delivered",
        26,
        (or_dash("item.date"), "item.packing_slip ? {{ item.packing_slip }}", "{{ item.shipment }}"),
    ),
)
# What a notice must convey: 21 CFR 7.49(a)(1) to (4).
_STEPS = (
    "Stop using and passing on these goods at once.",
    "Set aside and mark what you still have. Do not scrap or send back anything before we have agreed how.",
    "If you passed any of it on, tell those who received it, with this notice.",
    "Fill in the reply slip and send it back to us today.",
)
_BLANK = "_" * 26  # a line to write on
_SLIP = (
    (Shown("Recall notice", "{{ recall.id }}"), Shown("From", "{{ customer.name }}", 2)),
    (
        Shown("Still in stock, now held", _BLANK),
        Shown("Used or built in", _BLANK),
        Shown("Passed on", _BLANK),
    ),
    (Shown("Sent back already", _BLANK), Shown("Name", _BLANK), Shown("Date", _BLANK)),
    (Shown("Signature", _BLANK, 3),),
)
