"""Gate: the shop's own files can be used, and what will be printed are facts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lotbook.checks.shop import at
from lotbook.documents.gate.case import Case, Rule, listed
from lotbook.documents.language.translation import choose
from lotbook.documents.package.papers import shops_own
from lotbook.documents.papers import coc
from lotbook.documents.papers.catalogue import PAPERS, offered
from lotbook.documents.template.check import check
from lotbook.documents.template.docx_text import stories
from lotbook.documents.template.output_check import PLACEHOLDER
from lotbook.domain.findings import Finding, Kind, Place, Severity
from lotbook.errors import LotbookError
from lotbook.tables.customers import Customer
from lotbook.tables.materials import Material
from lotbook.tables.nonconformances import Nonconformance
from lotbook.tables.orders import Order
from lotbook.tables.outside_processes import OutsideProcess
from lotbook.tables.parts import Part
from lotbook.tables.people import Person
from lotbook.tables.receiving import Receipt
from lotbook.tables.shipments import Shipment

LOGO = Kind(
    "gate-logo",
    Severity.STOP,
    "The logo cannot be shown",
    "The sheet Settings names a picture that is not there, is none, or is not whole.",
    "Put a PNG or JPEG that opens where Logo file says, or empty Logo file to print the name in letters.",
)
TEMPLATES_MISSING = Kind(
    "gate-templates-missing",
    Severity.STOP,
    "The shop's own templates are not there",
    "The certificate would be made from the template that comes with Lotbook, and nobody would notice.",
    "Correct Templates folder in Settings, or empty it to use the templates that come with Lotbook.",
)
TEMPLATE_BROKEN = Kind(
    "gate-template-broken",
    Severity.STOP,
    "The shop's own template has mistakes",
    "It cannot be filled.",
    "Correct it in Word; templates/README.md lists every field.",
)
TEMPLATE_LACKS = Kind(
    "gate-template-lacks",
    Severity.WARN,
    "The shop's own certificate template leaves out what buyers ask for",
    "Papers without it come back: number, order, part, revision, quantity, heat, statement, signer (ISO/IEC 17050-1).",
    "Add the fields to the template; or issue with your name and why this customer does not need them.",
)
NOT_A_FACT = Kind(
    "gate-placeholder",
    Severity.STOP,
    "A placeholder stands where a fact is printed",
    "TBD, XXX or ??? on a certificate says that the shop did not know what it certified.",
    "Type the fact, or empty the cell.",
)
_MUSTS = (
    "company.name", "certificate.id", "certificate.revision", "customer.name", "order.po", "part.", "part.revision",
    "quantity", ".heat", "exceptions", "statement", "signer.name", "signer.title",
)  # fmt: skip
_PRINTED: dict[type, tuple[str, ...]] = {
    Order: ("customer_po", "po_line", "part_number", "part_revision", "material_required", "finish", "destination"),
    Customer: ("customer", "contact", "address", "statement_wording"),
    Part: ("customer_part_number", "description", "drawing", "drawing_revision"),
    Shipment: ("serials", "packing_slip", "carrier", "tracking"),
    Receipt: ("heat_on_certificate", "certificate_number", "mill", "country_of_melt", "supplier"),
    Material: ("description", "grade", "specification", "spec_revision"),
    OutsideProcess: ("process", "specification", "spec_revision", "supplier", "certificate_number"),
    Nonconformance: ("description", "concession", "approved_by"),
    Person: ("name", "title"),
}  # fmt: skip
_PRINTED_SETTINGS = (
    "Company name", "Company address", "Company phone", "Company e-mail", "Supplier code", "Place of issue",
    "Statement of conformance",
)  # fmt: skip


def logo(case: Case) -> Iterator[Finding]:
    """The logo is a picture that Word can show."""
    file = case.frozen.settings["Logo file"].strip()
    if file and not case.read(file).is_picture:
        yield LOGO.at(
            Place("Settings", 0, "Logo file", "Value"),
            f"Logo file: {file} is no whole picture that Word can show, or not there.",
        )


def templates(case: Case) -> Iterator[Finding]:
    """The shop's own templates are there, can be filled, and say what a certificate must say."""
    place = Place("Settings", 0, "Templates folder", "Value")
    if case.templates is None:
        return
    if not case.templates.is_dir():
        yield TEMPLATES_MISSING.at(place, f"Templates folder: there is no folder {case.templates}.")
        return
    words = case.frozen.documents_required
    of_the_shop = [paper.template for word in words if (paper := shops_own(word, case.templates))]
    fields_of = {
        **{paper.template: paper.fields for paper in PAPERS},
        **dict.fromkeys(of_the_shop, coc.FIELDS),
    }
    for template, fields in fields_of.items():
        own = choose(template, case.frozen.language, case.templates).template
        if not own.is_relative_to(case.templates):
            continue
        faults = _faults(own, offered(fields, case.frozen.own_headers))
        yield from (TEMPLATE_BROKEN.at(place, f"{own.name}: {fault}") for fault in faults[:3])
        missing = _left_out(own) if template == coc.TEMPLATE and not faults else []
        if missing:
            yield TEMPLATE_LACKS.at(place, f"{own.name} does not print {listed(missing, most=20)}.")


def _faults(template: Path, context: dict[str, object]) -> list[str]:
    try:
        return [str(fault) for fault in check(template, context)]
    except LotbookError as error:
        return [error.problem]


def _left_out(template: Path) -> list[str]:
    text = " ".join(paragraph.text for story in stories(template) for paragraph in story.paragraphs)
    return [must.strip(".") for must in _MUSTS if must not in text]


def facts(case: Case) -> Iterator[Finding]:
    """Nothing that is printed is a placeholder."""
    for row in _rows(case):
        for field in _PRINTED[type(row)]:
            found = PLACEHOLDER.search(str(getattr(row, field) or ""))
            if found:
                place = at(row, field)
                yield NOT_A_FACT.at(place, f"{place.column} of {place.key} says {found.group()}.")
    for name in _PRINTED_SETTINGS:
        found = PLACEHOLDER.search(case.frozen.settings[name])
        if found:
            yield NOT_A_FACT.at(Place("Settings", 0, name, "Value"), f"{name} says {found.group()}.")


def _rows(case: Case) -> Iterator[tuple[object, ...]]:
    frozen = case.frozen
    single = (frozen.order, frozen.customer, frozen.part, case.signer)
    yield from (row for row in single if row is not None)
    yield from (record.shipment for record in frozen.shipments)
    for run in frozen.runs:
        yield from (done.process for done in run.processes)
        yield from run.nonconformances
    for lot in frozen.lots:
        yield lot.receipt
        yield from (lot.material,) if lot.material else ()
        yield from lot.nonconformances


RULES: tuple[Rule, ...] = (logo, templates, facts)
