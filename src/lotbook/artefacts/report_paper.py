"""Draws the template of the traceability report."""

from __future__ import annotations

from lotbook.artefacts.paper_pieces import PROCESSES, items, listed, or_dash, or_none
from lotbook.artefacts.word_page import Column, Page, Shown


def report() -> Page:
    """The traceability report."""
    page = Page("Traceability report {{ certificate.id }}", "Order {{ order.po }}")
    page.head()
    page.foot(
        "Traceability report to {{ certificate.id }} revision {{ certificate.revision }} · {{ customer.name }}"
    )
    page.title(
        "Traceability report",
        "From the order back to every heat · belongs to {{ certificate.id }} revision {{ certificate.revision }}",
    )
    page.grid((58, 58, 58), _REPORT_GRID)
    page.text("{%p if chain %}")
    page.heading("The chain")
    page.text("{{ chain }}", "{%p endif %}")
    page.heading("Shipments")
    items(page)
    page.heading("Runs")
    or_none(page, "runs", "run in runs", _RUNS)
    page.heading("Material lots")
    or_none(page, "lots", "lot in lots", _REPORT_LOTS)
    page.heading("Cuts and mark transfer")
    or_none(page, "cuts", "cut in cuts", _CUTS)
    page.heading("Outside processes")
    or_none(page, "processes", "process in processes", PROCESSES)
    page.heading("Measurements")
    or_none(page, "measurements", "measured in measurements", _MEASUREMENTS)
    page.heading("Exceptions and concessions")
    listed(page, "exceptions", "None.")
    page.heading("What could not be traced")
    listed(page, "gaps", "Nothing: every link from the order back to each delivery was found.")
    return page


_REPORT_GRID = (
    (Shown("Customer", "{{ customer.name }}", 2), Shown("Purchase order", "{{ order.po_and_line }}")),
    (
        Shown("Part number", "{{ part.customer_number }}"),
        Shown("Revision", "{{ part.revision }}"),
        Shown("Our order", "{{ order.id }}"),
    ),
    (
        Shown("Quantity shipped", "{{ shipped.quantity }}"),
        Shown("Shipped on", "{{ shipped.dates }}"),
        Shown("Report date", "{{ certificate.date }}"),
    ),
)
_RUNS = (
    Column("Run", 26, ("{{ run.id }}", "run.work_order ? {{ run.work_order }}")),
    Column("Part", 40, ("{{ run.part }} rev {{ run.revision }}", "run.description ? {{ run.description }}")),
    Column("Made", 22, (or_dash("run.made"), "run.scrapped ? {{ run.scrapped }} scrapped")),
    Column("When", 26, ("{{ run.started }}", "run.finished ? to {{ run.finished }}")),
    Column(
        "Machine, operator",
        30,
        (or_dash("run.machine"), "run.operator ? {{ run.operator }}", "run.sop ? {{ run.sop }}"),
    ),
    Column("Made from", 30, (or_dash("run.sources"),)),
)
_REPORT_LOTS = (
    Column(
        "Lot",
        34,
        ("{{ lot.id }}", "lot.used ? {{ lot.used }} used", "lot.runs ? Batch: {{ lot.runs }}"),
    ),
    Column(
        "Material",
        36,
        ("{{ lot.material }}", "lot.grade ? {{ lot.grade }}", "lot.specification ? {{ lot.specification }}"),
    ),
    Column(
        "Heat or maker's lot",
        26,
        (or_dash("lot.heat"), "lot.heat_on_material ? On material: {{ lot.heat_on_material }}"),
    ),
    Column(
        "Delivery",
        36,
        (
            "{{ lot.supplier }}",
            "lot.received ? {{ lot.received }}",
            "lot.purchase_order ? Purchase order {{ lot.purchase_order }}",
            "lot.checked ? Checked {{ lot.checked }}",
        ),
    ),
    Column(
        "Certificate",
        42,
        (
            or_dash("lot.certificate"),
            "lot.mill ? {{ lot.mill }}",
            "lot.file ? {{ lot.file }}",
            "lot.file_fingerprint ? SHA-256 {{ lot.file_fingerprint }}",
        ),
    ),
)
_CUTS = (
    Column("Piece", 36, ("{{ cut.piece }}", "cut.reason ? {{ cut.reason }}")),
    Column("From", 32, ("{{ cut.source }}",)),
    Column("Cut on", 26, (or_dash("cut.date"), "cut.quantity ? {{ cut.quantity }}")),
    Column("Heat marked", 28, (or_dash("cut.heat"), "cut.method ? {{ cut.method }}")),
    Column("Marked by", 26, (or_dash("cut.marked_by"),)),
    Column("Verified by", 26, (or_dash("cut.verified_by"), "cut.verified ? {{ cut.verified }}")),
)
_MEASUREMENTS = (
    Column("Run", 24, ("{{ measured.run }}",)),
    Column(
        "Characteristic",
        46,
        ("{{ measured.characteristic }}", "measured.description ? {{ measured.description }}"),
    ),
    Column("Limits", 34, (or_dash("measured.limits"),)),
    Column("Results", 32, (or_dash("measured.range"), "{{ measured.count }}")),
    Column("Verdict", 38, ("{{ measured.verdict }}", "measured.gauges ? Gauge {{ measured.gauges }}")),
)
