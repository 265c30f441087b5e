"""Draws the templates of inspection: the dimensional report and the first article inspection."""

from __future__ import annotations

from lotbook.artefacts.paper_pieces import SIGNATURE, listed, or_dash, or_none
from lotbook.artefacts.word_page import Column, Page, Shown


def dimensional_report() -> Page:
    """The dimensional report."""
    page = Page("Dimensional report {{ certificate.id }}", "Order {{ order.po }}")
    page.head()
    page.foot(
        "Dimensional report to {{ certificate.id }} revision {{ certificate.revision }} · {{ customer.name }}"
    )
    page.title(
        "Dimensional report",
        "{{ part.number }} revision {{ part.revision }} · belongs to {{ certificate.id }} revision {{ certificate.revision }}",
    )
    page.notice("{{ report.conclusion }}")
    page.text("", style="Cell small")
    page.grid((58, 58, 58), _GRID)
    page.heading("Characteristics")
    or_none(page, "characteristics", "row in characteristics", _CHARACTERISTICS)
    page.heading("Results piece by piece")
    or_none(page, "results", "row in results", _RESULTS)
    page.heading("Exceptions and concessions")
    listed(page, "exceptions", "None.")
    page.side_by_side((94, 80), (SIGNATURE, _SIGNED))
    return page


_GRID = (
    (Shown("Customer", "{{ customer.name }}", 2), Shown("Purchase order", "{{ order.po_and_line }}")),
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
    (
        Shown("Description", or_dash("part.description")),
        Shown("Batches", or_dash("report.batches")),
        Shown("Quantity shipped", "{{ shipped.quantity }}"),
    ),
)
_CHARACTERISTICS = (
    Column("No.", 12, ("{{ row.number }}",)),
    Column("Characteristic", 32, ("{{ row.description }}", "row.batch ? {{ row.batch }}")),
    Column("Nominal and limits", 33, (or_dash("row.nominal"), "row.limits ? {{ row.limits }}")),
    Column(
        "Results",
        38,
        (or_dash("row.range"), "{{ row.count }}{% if row.gauges %}, gauge {{ row.gauges }}{% endif %}"),
    ),
    Column("Piece by piece", 41, (or_dash("row.plot"),)),
    Column("Verdict", 18, ("{{ row.verdict }}",)),
)
_RESULTS = (
    Column("No.", 12, ("{{ row.number }}",)),
    Column("Characteristic", 31, ("{{ row.description }}",)),
    Column("Batch", 19, ("{{ row.batch }}",)),
    Column("Piece", 12, (or_dash("row.piece"),)),
    Column("Result", 24, (or_dash("row.result"),)),
    Column("In or out", 17, ("{{ row.in_or_out }}", "row.nonconformance ? {{ row.nonconformance }}")),
    Column("Gauge", 17, (or_dash("row.gauge"),)),
    Column("Inspector", 20, (or_dash("row.inspector"),)),
    Column("Measured", 22, (or_dash("row.date"),)),
)
_SIGNED = (
    ("Place and date of issue", "Label"),
    ("{{ certificate.place_and_date }}", "Cell"),
    ("Certificate", "Label"),
    ("{{ certificate.id }} revision {{ certificate.revision }}", "Cell"),
)
