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
    page.text("{%p if report.units %}")
    page.text("{{ report.units }}", style="Under table")
    page.text("{%p endif %}")
    page.heading("Exceptions and concessions")
    listed(page, "exceptions", "None.")
    page.side_by_side((94, 80), (SIGNATURE, _SIGNED))
    page.heading("Results piece by piece")
    or_none(page, "results", "row in results", _RESULTS)
    return page


def first_article() -> Page:
    """The first article inspection report, three forms in one document."""
    page = Page("First article inspection {{ fai.identifier }}", "Order {{ order.po }}")
    page.head()
    page.foot("{{ fai.identifier }} · {{ certificate.id }} revision {{ certificate.revision }}")
    page.title("First article inspection", "Form 1: Part number accountability · field names of AS9102 Rev C")
    page.grid(_WIDTHS, _FORM_1)
    page.text("{%p for text in fai.reasons %}")
    page.text("{{ text }}", style="List Bullet")
    page.text("{%p endfor %}")
    page.heading("15 to 18  Index of part numbers or sub-assemblies")
    or_none(page, "index", "part in index", _INDEX)
    page.text("")
    page.grid((174,), _ACCEPTED)
    page.text("", style="Cell small")
    page.side_by_side(
        (94, 80),
        (
            _signed("20  FAIR verified by", "22  FAIR reviewed and approved by", "24  Customer approval"),
            _signed("21  Date", "23  Date", "25  Date"),
        ),
    )
    _form(page, "Form 2: Product accountability: materials, special processes, functional tests")
    or_none(page, "materials", "row in materials", _FORM_2)
    page.text("")
    page.grid((87, 87), _TESTS)
    _form(page, "Form 3: Characteristic accountability, verification and compatibility evaluation")
    or_none(page, "results", "row in results", _FORM_3)
    page.text("")
    page.grid((87, 87), _REFERENCES)
    return page


def _signed(*labels: str) -> tuple[tuple[str, str], ...]:
    """Lines to sign and date by hand: who answers for the report is known from no measurement and no setting."""
    line = "______________________________"
    return tuple(each for label in labels for each in ((label, "Label"), (line, "Signature space")))


def _form(page: Page, title: str) -> None:
    """A further form on a page of its own, with fields 1 to 4 at its head."""
    page.new_page(title)
    page.grid(_WIDTHS, (_PART,))
    page.text("", style="Cell small")


_WIDTHS = (58, 42, 32, 42)  # field 1 holds two part numbers in one line
_PART = (
    Shown(
        "1  Part number",
        "{{ fai.part_number }}{% if fai.our_part_number %} (our number {{ fai.our_part_number }}){% endif %}",
    ),
    Shown("2  Part name", or_dash("fai.part_name")),
    Shown("3  Serial number", or_dash("fai.serial", "{{ fai.serial }}")),
    Shown("4  FAIR identifier", or_dash("fai.identifier")),
)
_FORM_1 = (
    _PART,
    (
        Shown("5  Part revision level", or_dash("fai.revision")),
        Shown("6  Drawing number", or_dash("fai.drawing")),
        Shown("7  Drawing revision level", or_dash("fai.drawing_revision")),
        Shown("8  Additional changes", "–"),
    ),
    (
        Shown("9  Manufacturing process reference", or_dash("fai.process_reference"), 2),
        Shown("10  Organization name", "{{ company.name }}"),
        Shown("11  Supplier code", or_dash("company.supplier_code")),
    ),
    (
        Shown("12  PO number", or_dash("order.po_and_line")),
        Shown("13  Detail or assembly", or_dash("fai.detail_or_assembly")),
        Shown("14  Full or partial FAI", or_dash("fai.full_or_partial")),
        Shown("14  Baseline part number with revision", or_dash("fai.baseline")),
    ),
    (Shown("14  Reason for full or partial FAI", "{% if fai.reasons %}See below.{% else %}–{% endif %}", 4),),
)
_INDEX = (
    Column("15  Part number", 46, ("{{ part.part_number }}",)),
    Column("16  Part name", 52, (or_dash("part.part_name"),)),
    Column("17  Part type", 40, ("{{ part.part_type }}",)),
    Column("18  FAIR identifier", 36, (or_dash("part.fair"),)),
)
_ACCEPTED = (
    (Shown("19  Does the FAIR contain a documented nonconformance?", or_dash("fai.has_nonconformance")),),
)
_FORM_2 = (
    Column("5  Material or process name", 36, ("{{ row.name }}",)),
    Column("6  Specification number", 28, (or_dash("row.specification"),)),
    Column("7  Code", 16, (or_dash("row.code"),)),
    Column("8  Supplier", 32, (or_dash("row.supplier"),)),
    Column("10  Certificate of conformance number", 26, (or_dash("row.certificate"),)),
    Column("13  Comments", 36, (or_dash("row.comments"),)),
)
_TESTS = (
    (Shown("9  Customer approval verification", "–"), Shown("11  Functional test procedure number", "–")),
    (Shown("12  Acceptance report number", "–"), Shown("13  Comments", "–")),
)
_REFERENCES = ((Shown("6  Reference location", "–"), Shown("10  Designed or qualified tooling", "–")),)
_FORM_3 = (
    Column("5  Char. No", 16, ("{{ row.number }}",)),
    Column("7  Designator", 30, ("{{ row.designator }}",)),
    Column("8  Requirement", 48, ("{{ row.requirement }}",)),
    Column("9  Results", 26, (or_dash("row.result"),)),
    Column("11  Nonconformance number", 26, (or_dash("row.nonconformance"),)),
    Column("12  Comments", 28, (or_dash("row.comments"),)),
)
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
