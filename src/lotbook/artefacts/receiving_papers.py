"""Draws the templates of receiving: the letter to a supplier and the certificate review card."""

from __future__ import annotations

from lotbook.artefacts.paper_pieces import or_dash, or_none
from lotbook.artefacts.word_page import Column, Page, Shown


def letter() -> Page:
    """The letter to a supplier about missing or wrong certificates."""
    page = Page("{{ letter.subject }}", "{{ supplier.name }}")
    page.head()
    page.foot("{{ letter.subject }}")
    page.text("{{ supplier.name }}", style="Line")
    page.text("{%p if supplier.address %}", "{{ supplier.address }}", "{%p endif %}", style="Line")
    page.text("{%p if supplier.contact %}", "Attn: {{ supplier.contact }}", "{%p endif %}", style="Line")
    page.text("{{ letter.date }}", style="Under table")
    page.text("", style="Gap")
    page.title("{{ letter.subject }}", "What is wrong, and what we need to release the material")
    page.text(
        "{%p if letter.reminder %}",
        "{{ letter.reminder }}",
        "{%p else %}",
        "The certificate of what you delivered does not let us release the material:",
        "{%p endif %}",
    )
    page.table("delivery in deliveries", _DELIVERIES)
    page.text("{{ letter.closing }}", style="Under table")
    page.text("Kind regards", style="Under table")
    page.text("{{ letter.writer }}", style="Name to sign over")
    page.text("{%p if letter.title %}", "{{ letter.title }}", "{%p endif %}", style="Line")
    page.text("{{ company.name }}", style="Line")
    return page


_DELIVERIES = (
    Column(
        "Our order",
        30,
        (
            or_dash("delivery.order"),
            "delivery.lot ? Our lot {{ delivery.lot }}",
            "delivery.received ? Came {{ delivery.received }}",
            "delivery.waiting ? Waiting {{ delivery.waiting }}",
        ),
    ),
    Column("Material", 42, ("{{ delivery.material }}", "delivery.quantity ? {{ delivery.quantity }}")),
    Column(
        "Marked",
        28,
        (or_dash("delivery.heat"), "delivery.certificate ? Certificate {{ delivery.certificate }}"),
    ),
    Column("What is wrong", 40, ("{{ delivery.fault }}",)),
    Column("We need", 34, ("{{ delivery.needed }}",)),
)


def card() -> Page:
    """The review card: one page for each certificate, to file or to sign by hand."""
    page = Page("Certificate review {{ lot.id }}", "{{ lot.certificate }}")
    page.head()
    page.foot("Certificate review · {{ lot.id }} · heat {{ lot.heat }}")
    page.title("Certificate review card", "{{ lot.id }} · {{ lot.material }}")
    page.grid((58, 58, 58), _CARD)
    page.notice("Result: {{ review.result }}")
    page.text("{%p if review.remark %}", "Reviewer's remark: {{ review.remark }}", "{%p endif %}")
    page.heading("Certificate and delivery")
    or_none(page, "compared", "each in compared", _COMPARED)
    page.heading("Values and limits")
    or_none(page, "values", "value in values", _VALUES)
    page.text(
        "House limits are the shop's own screening limits ({{ review.limits }}). They do not say whether a standard is met; "
        "the reviewer compares with the shop's copy of the specification.",
        style="Small",
    )
    page.side_by_side((87, 87), _SIGNED)
    return page


_CARD = (
    (Shown("Supplier", "{{ lot.supplier }}", 2), Shown("Mill or maker", "{{ lot.mill }}")),
    (
        Shown("Heat or maker's lot", "{{ lot.heat }}"),
        Shown("Grade", "{{ lot.grade }}"),
        Shown("Specification", "{{ lot.specification }}"),
    ),
    (
        Shown("Certificate", "{{ lot.certificate }}"),
        Shown("Quantity", "{{ lot.quantity }}"),
        Shown("Received", "{{ lot.received }}"),
    ),
    (Shown("File", "{{ lot.file }}", 2), Shown("SHA-256", "{{ lot.fingerprint }}")),
)
_COMPARED = (
    Column("Compared", 38, ("{{ each.what }}",)),
    Column("Order and material", 50, (or_dash("each.ours"),)),
    Column("Certificate", 50, (or_dash("each.theirs"),)),
    Column("Result", 36, ("{{ each.result }}",)),
)
_VALUES = (
    Column("Element or property", 30, ("{{ value.name }}", "value.note ? {{ value.note }}")),
    Column("Value", 32, (or_dash("value.value"),)),
    Column("Certificate's own limits", 36, (or_dash("value.own"),)),
    Column("Result", 20, ("{{ value.own_result }}",)),
    Column("House limits", 34, (or_dash("value.house"),)),
    Column("Result", 22, ("{{ value.house_result }}",)),
)
_SIGNED = (
    (("Reviewed by", "Label"), ("{{ review.reviewer }}", "Cell"), ("{{ review.title }}", "Cell small"), ("{{ review.date }}", "Cell small")),
    (("Sampling rule", "Label"), ("{{ review.sampling }}", "Cell"), ("______________________________", "Signature picture"), ("Signature or stamp", "Cell small")),
)  # fmt: skip
