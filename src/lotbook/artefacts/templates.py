"""Draws the Word templates that ship with Lotbook and writes the reference of their fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lotbook.artefacts.word_page import Column, Page, Shown
from lotbook.documents import coc, traceability_report
from lotbook.documents.fields import Field

_SIGNATURE = (
    ("{%p if signature %}", "Cell"),
    ("{{ signature }}", "Signature picture"),
    ("{%p else %}", "Cell"),
    ("______________________________", "Signature space"),
    ("{%p endif %}", "Cell"),
    ("{{ signer.name }}", "Cell"),
    ("{{ signer.title }}", "Cell small"),
)


def or_dash(field: str, shown: str = "") -> str:
    """A field, or a dash where it is empty."""
    return f"{{% if {field} %}}{shown or f'{{{{ {field} }}}}'}{{% else %}}–{{% endif %}}"


def files() -> Mapping[str, bytes]:
    """Every file of the folder templates/, by name."""
    return {
        coc.TEMPLATE: certificate().content(),
        traceability_report.TEMPLATE: report().content(),
        "README.md": reference().encode(),
    }


def certificate() -> Page:
    """The Certificate of Conformance."""
    page = Page("Certificate of Conformance {{ certificate.id }}", "Order {{ order.po }}")
    page.head()
    page.foot(
        "{{ certificate.id }} revision {{ certificate.revision }} · {{ customer.name }} · PO {{ order.po }}"
    )
    page.title(
        "Certificate of Conformance",
        "{{ certificate.id }} · revision {{ certificate.revision }} · {{ certificate.date }}",
    )
    _superseding(page)
    page.grid((58, 58, 58), _CERTIFICATE_GRID)
    page.heading("Items")
    _items(page)
    page.heading("Material")
    _or_none(page, "lots", "lot in lots", _LOTS)
    page.heading("Outside processes")
    _or_none(page, "processes", "process in processes", _PROCESSES)
    page.heading("Exceptions and concessions")
    _listed(page, "exceptions", "None.")
    page.heading("Statement of conformance")
    page.text("{%p if requirements %}")
    page.text(f"Specified requirements: {_in_a_row('requirements')}.", style="Statement")
    page.text("{%p endif %}")
    page.text("{{ statement }}", style="Statement")
    page.text("{%p if certificate.validity %}")
    page.text("Validity: {{ certificate.validity }}", style="Statement")
    page.text("{%p endif %}")
    page.text("{%p if enclosed %}")
    page.text(f"Enclosed: {_in_a_row('enclosed')}.", style="Statement")
    page.text("{%p endif %}")
    page.side_by_side((94, 80), (_SIGNATURE, _SIGNED))
    return page


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
_ITEMS = (
    Column("Batch", 26, ("{{ item.run }}",)),
    Column("Made", 24, (or_dash("item.made"),)),
    Column("Quantity", 22, ("{{ item.quantity }}",)),
    Column("Serial numbers", 54, (or_dash("item.serials"),)),
    Column("Shipped", 24, ("{{ item.date }}",)),
    Column("Packing slip", 24, (or_dash("item.packing_slip"),)),
)
_LOTS = (
    Column(
        "Lot",
        34,
        ("{{ lot.id }}", "lot.pieces ? Cut: {{ lot.pieces }}", "lot.runs ? Batch: {{ lot.runs }}"),
    ),
    Column(
        "Material and specification",
        46,
        ("{{ lot.material }}", "lot.grade ? {{ lot.grade }}", "lot.specification ? {{ lot.specification }}"),
    ),
    Column("Heat or maker's lot", 30, (or_dash("lot.heat"),)),
    Column(
        "Mill and supplier",
        34,
        (
            or_dash("lot.mill"),
            "lot.supplier ? From {{ lot.supplier }}",
            "lot.country_of_melt ? Melted in {{ lot.country_of_melt }}",
        ),
    ),
    Column("Certificate", 30, (or_dash("lot.certificate"),)),
)
_PROCESSES = (
    Column("Process", 34, ("{{ process.process }}", "process.date ? {{ process.date }}")),
    Column("Specification", 42, ("{{ process.specification }}",)),
    Column("Processor", 40, ("{{ process.processor }}",)),
    Column("Certificate", 32, (or_dash("process.certificate"),)),
    Column("Batch", 26, ("{{ process.run }}",)),
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
    _items(page)
    page.heading("Runs")
    _or_none(page, "runs", "run in runs", _RUNS)
    page.heading("Material lots")
    _or_none(page, "lots", "lot in lots", _REPORT_LOTS)
    page.heading("Cuts and mark transfer")
    _or_none(page, "cuts", "cut in cuts", _CUTS)
    page.heading("Outside processes")
    _or_none(page, "processes", "process in processes", _PROCESSES)
    page.heading("Measurements")
    _or_none(page, "measurements", "measured in measurements", _MEASUREMENTS)
    page.heading("Exceptions and concessions")
    _listed(page, "exceptions", "None.")
    page.heading("What could not be traced")
    _listed(page, "gaps", "Nothing: every link from the order back to each delivery was found.")
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
            "lot.purchase_order ? PO {{ lot.purchase_order }}",
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


def _items(page: Page) -> None:
    """What was shipped; long lists of serial numbers stand under the table, where they may run over pages."""
    page.table("item in items", _ITEMS)
    page.text("{%p for text in serial_lists %}")
    page.text("Serial numbers of {{ text }}", style="Under table")
    page.text("{%p endfor %}")


def _in_a_row(names: str) -> str:
    """A list of texts as one sentence, parted by semicolons."""
    return f"{{% for text in {names} %}}{{{{ text }}}}{{% if not loop.last %}}; {{% endif %}}{{% endfor %}}"


def _superseding(page: Page) -> None:
    page.text("{%p if certificate.supersedes %}")
    page.notice(
        "Supersedes {{ certificate.supersedes }}.{% if certificate.changed %} What changed: {{ certificate.changed }}{% endif %}"
    )
    page.text("{%p endif %}")


def _or_none(page: Page, rows: str, loop: str, columns: tuple[Column, ...]) -> None:
    """A table, or "None." where its list is empty."""
    page.text(f"{{%p if {rows} %}}")
    page.table(loop, columns)
    page.text("{%p else %}", "None.", "{%p endif %}")


def _listed(page: Page, rows: str, otherwise: str) -> None:
    page.text(f"{{%p for text in {rows} %}}")
    page.text("{{ text }}", style="List Bullet")
    page.text("{%p else %}", otherwise, "{%p endfor %}")


def reference() -> str:
    """templates/README.md: how to change a template, and every field with its meaning and an example."""
    return "\n".join([_INTRODUCTION.strip(), *_field_tables(), ""])


_INTRODUCTION = """
# Templates

Word documents that Lotbook fills. To make them yours, copy one into a folder of your own, name that folder in the sheet
Settings as `Templates folder`, and change the copy in Word: texts, fonts, colours, the order of things. A template in
your folder wins over the one of the same name here. One template serves A4 and Letter; the page is set when it is filled.

A field stands in double braces and is replaced by finished text: dates with the month in letters, numbers with their
unit. No filters and no quotes are needed.

| you write | and get |
|---|---|
| `{{ order.po }}` | the text of that field |
| `{%p if certificate.supersedes %}` ... `{%p endif %}` | what stands between, only where the field is not empty; each of the two in a paragraph of its own |
| `{%tr for lot in lots %}` ... `{%tr endfor %}` | one table row for each lot; each of the two in a row of its own, `{{ lot.heat }}` in the row between |
| `{%p for text in exceptions %}` ... `{%p endfor %}` | the same with paragraphs |
| `{% if item.serials %}` ... `{% else %}` ... `{% endif %}` | one or the other, inside a line |
| `{{ logo }}`, `{{ signature }}`, `{{ chain }}` | a picture |
| `{{ extra.cost_centre }}` | a column of your own on the sheet Orders, here "Cost centre"; rows have theirs too, such as `{{ lot.extra.rack }}` |

Rows of a list are named in the tables below as `lots[].heat`: write `lot.heat` inside `for lot in lots`.

A mistake is named with its place before anything is made: "header, table 1, row 1, cell 2: {{ custmer.name }} uses the
unknown field custmer. Did you mean customer?" Accept or reject all tracked changes before you save a template. Keep to
tables for what stands side by side: text boxes and floating pictures do not survive every PDF converter.

The certificate holds what ISO/IEC 17050-1 asks of a declaration of conformity: number, issuer with address, the articles
with batch, heat and serial numbers, the statement, the requirements with their revisions, place and date, the signer's
name and function, and limits of validity. Keep these when you change it.

This page and the templates are written by `python -m lotbook.artefacts`; the fields come from the program itself.
"""


def _field_tables() -> Iterator[str]:
    for title, template, fields in _PAPERS:
        yield f"\n## {title} (`{template}`)\n\n| field | meaning | example |\n|---|---|---|"
        yield from (_row(field) for field in fields)


_PAPERS = (
    ("Certificate of Conformance", coc.TEMPLATE, coc.FIELDS),
    ("Traceability report", traceability_report.TEMPLATE, traceability_report.FIELDS),
)


def _row(field: Field) -> str:
    example = field.example.replace("|", "\\|").replace("<", "&lt;")
    return f"| `{field.name}` | {field.meaning} | {example} |"
