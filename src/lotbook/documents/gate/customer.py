"""Gate: the papers say what this customer ordered, in its own words, and can reach it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lotbook.checks.shop import at
from lotbook.documents.frozen.reach import serials_of
from lotbook.documents.frozen.rows import RunRecord
from lotbook.documents.gate.case import Case, Rule, listed
from lotbook.documents.language.translation import choose
from lotbook.documents.papers import coc
from lotbook.documents.template.docx_text import stories
from lotbook.domain.findings import Finding, Kind, Place, Severity
from lotbook.domain.identifiers import key, same
from lotbook.domain.values import number_text
from lotbook.tables.manufacture import Run

WORDING_NOT_PRINTED = Kind(
    "gate-wording-not-printed",
    Severity.STOP,
    "The customer's own statement would not be printed",
    "This customer asks for its own wording, and the shop's own template has another text in its place.",
    "Put {{ statement }} into the template; it is the customer's wording where there is one, else the shop's.",
)
SPEC_REVISION_DIFFERS = Kind(
    "gate-spec-revision-differs",
    Severity.WARN,
    "The material's specification is of another revision than the order asks for",
    "Buyers compare the revision letter by letter; a certificate to another one comes back.",
    "Compare Material required with Spec revision on Materials; or issue with your name and why they agree.",
)
PROCESS_LEFT_OUT = Kind(
    "gate-process-left-out",
    Severity.WARN,
    "Other runs of this part had an outside process that this run does not have",
    "Plating, heat treatment or testing may have been left out, or its row was not entered.",
    "Enter the process on the sheet Outside processes; or issue with your name and why it is not needed.",
)
RESUPPLY_NUMBER = Kind(
    "gate-resupply-number",
    Severity.WARN,
    "Goods are supplied again, and the customer's rejection number is not named",
    "Buyers ask for their NCM, RMA or SCAR number on papers of goods that come back after a rejection.",
    "Type the number, e.g. RMA 4711, in Packing slip or PO line; or issue with your name and why there is none.",
)
RECIPIENT = Kind(
    "gate-recipient",
    Severity.WARN,
    "The customer's e-mail addresses do not agree",
    "Papers sent to a stranger cannot be called back; mostly an address was copied into the wrong row.",
    "Compare E-mail on the sheet Customers with the order; or issue with your name and who is meant.",
)
TOO_LARGE = Kind(
    "gate-package-too-large",
    Severity.WARN,
    "The package will be larger than the customer's mail accepts",
    "Many mail servers drop a large mail without a word.",
    "Ask for smaller scans; or issue with your name and how the package will be handed over.",
)
DONE_AFTER_SHIPPING = Kind(
    "gate-done-after-shipping",
    Severity.WARN,
    "Something was done or measured after the goods had left",
    "A buyer or auditor reads the dates first: made, processed, inspected, shipped must follow each other.",
    "Compare the dates with the papers and correct the one that is wrong.",
)
AS_MAIL = Decimal("1.37")  # attachments are encoded in text; measured on PDFs
_OUR_PAPERS = 300_000  # bytes of our own papers as PDF, measured on packages of all papers
_REJECTION = re.compile(r"\b(?:RMA|NCM|NCMR|DMR|SCAR|RTV|8D)\b", re.IGNORECASE)
_REVISION = r"[\s\-:/,]*(?:revision|rev\.?)?[\s\-:/]*(\d{2,4}[a-z]?\d?|[a-z]\b)"


def wording(case: Case) -> Iterator[Finding]:
    """The customer's own statement is printed, also by the shop's own template."""
    own = choose(coc.TEMPLATE, case.frozen.language, case.templates).template
    if (
        case.templates is None
        or not own.is_relative_to(case.templates)
        or not (case.frozen.customer and case.frozen.customer.statement_wording)
    ):
        return
    text = " ".join(paragraph.text for story in stories(own) for paragraph in story.paragraphs)
    if not re.search(r"\{\{[^}]*\bstatement\b", text):
        place = at(case.frozen.customer, "statement_wording")
        yield WORDING_NOT_PRINTED.at(place, f"{own.name} does not print the statement of {place.key}.")


def spec_revision(case: Case) -> Iterator[Finding]:
    """Where the order names a specification with its revision, the lots' material has the same one."""
    order = case.frozen.order
    wanted = key(order.material_required or "")
    for material in {lot.material.row: lot.material for lot in case.frozen.lots if lot.material}.values():
        if not (material.specification and material.spec_revision):
            continue
        found = re.search(re.escape(key(material.specification)) + _REVISION, wanted)
        if found and not _same_revision(found[1], key(material.spec_revision)):
            yield SPEC_REVISION_DIFFERS.at(
                at(order, "material_required"),
                f"Order {order.order_id} asks for {order.material_required}; {material.material} is "
                f"{material.specification} revision {material.spec_revision}.",
            )


def _same_revision(left: str, right: str) -> bool:
    """Whether two revisions are one: the same, or a year with and without its century."""
    short, long = sorted((left, right), key=len)
    return left == right or (len(long) >= 4 and long[:2] in ("19", "20") and long[2:] == short)


def processes(case: Case) -> Iterator[Finding]:
    """A process that every earlier run of the part had, or another run on the certificate has, is not missing here."""
    names = {key(each.process or ""): each.process or "" for each in case.frozen.around.processes}
    for record in case.frozen.shipped_runs:
        had = dict.fromkeys(_always(case, record), f"earlier runs of {record.run.part_number}")
        for name, other in _beside(case, record):
            names[key(name)], had[key(name)] = name, f"{other} on the same certificate"
        own = {key(done.process.process or "") for done in record.processes}
        missing = [f"{names[name]} ({who} had it)" for name, who in sorted(had.items()) if name not in own]
        if missing:
            yield PROCESS_LEFT_OUT.at(
                at(record.run, "run_id"), f"Run {record.run_id} has no {listed(missing)}."
            )


def _part_of(run: Run) -> tuple[str, str]:
    return key(run.part_number or ""), key(run.part_revision or "")


def _always(case: Case, record: RunRecord) -> set[str]:
    """What every earlier run of this part and revision had done outside."""
    around = case.frozen.around
    earlier = [
        {key(p.process or "") for p in around.processes if same(p.run_id, run.run_id)}
        for run in around.runs
        if _part_of(run) == _part_of(record.run) and run.status == "Complete"
    ]
    return set.intersection(*earlier) if earlier else set()


def _beside(case: Case, record: RunRecord) -> Iterator[tuple[str, str]]:
    """What other shipped runs of this part and revision had done outside, and which run: one certificate, one treatment."""
    for other in case.frozen.shipped_runs:
        if _part_of(other.run) == _part_of(record.run):
            yield from ((done.process.process or "", other.run_id) for done in other.processes)


def resupply(case: Case) -> Iterator[Finding]:
    """Where a former shipment's certificate is void, the customer's rejection number stands on the papers of this one."""
    order, frozen = case.frozen.order, case.frozen
    mine = {key(record.shipment.shipment_id or "") for record in frozen.shipments}
    void = [
        row
        for row in frozen.around.certificates
        if row.status == "Void" and not mine.intersection(map(key, serials_of(row.shipment_ids)))
    ]
    if case.supersedes or not void or case.planned:
        return
    ncrs = [ncr for run in frozen.runs for ncr in run.nonconformances]
    printed = [order.po_line, order.customer_po, order.destination, order.finish]
    printed += [text for record in frozen.shipments for text in (record.shipment.packing_slip,)]
    printed += [text for ncr in ncrs for text in (ncr.concession, ncr.description)]
    if not any(_REJECTION.search(text or "") for text in printed):
        yield RESUPPLY_NUMBER.at(
            at(order, "po_line"),
            f"{void[-1].certificate_id} {void[-1].revision} of this order is void; no RMA or NCM number is named.",
        )


def recipients(case: Case) -> Iterator[Finding]:
    """The customer's addresses are of one house, and not of ours."""
    customer = case.frozen.customer
    cell = (customer and customer.email) or ""
    domains = dict.fromkeys(
        part.strip().rpartition("@")[2].casefold() for part in re.split(r"[;,\n]", cell) if "@" in part
    )
    ours = case.frozen.settings["Company e-mail"].strip().rpartition("@")[2].casefold()
    if customer and len(domains) > 1:
        yield RECIPIENT.at(
            at(customer, "email"),
            f"{customer.customer} has addresses of different houses: {listed(domains)}.",
        )
    elif customer and ours and ours in domains:
        yield RECIPIENT.at(
            at(customer, "email"), f"{customer.customer} has an address of our own house: {ours}."
        )


def size(case: Case) -> Iterator[Finding]:
    """The suppliers' certificates and our papers together are not larger than the customer's mail accepts."""
    customer = case.frozen.customer
    if customer is None or customer.mail_limit is None:
        return
    files = {lot.receipt.certificate_file for lot in case.frozen.lots}
    files |= {done.process.certificate_file for run in case.frozen.runs for done in run.processes}
    total = sum(case.read(file).size for file in files if file) + _OUR_PAPERS
    if total * AS_MAIL > customer.mail_limit * 1_000_000:
        yield TOO_LARGE.at(
            at(customer, "mail_limit"),
            f"The package will have about {total / 1_000_000:.1f} MB and grows by a third in an e-mail; "
            f"{customer.customer} accepts {number_text(customer.mail_limit)} MB.",
        )


def dates(case: Case) -> Iterator[Finding]:
    """Nothing was processed or measured after the goods had left."""
    for record in case.frozen.shipments:
        left, run = record.shipment.shipped_on, case.frozen.run(record.shipment.run_id)
        if left is None or run is None:
            continue
        done = [(at(each.process, "done_on"), each.process.done_on) for each in run.processes]
        done += [(at(m.measurement, "measured_on"), m.measurement.measured_on) for m in run.measurements]
        for place, day in done:
            if day and day > left:
                yield DONE_AFTER_SHIPPING.at(
                    place, _late(place, str(day), record.shipment.shipment_id, str(left))
                )


def _late(place: Place, day: str, shipment: str | None, left: str) -> str:
    name = place.key or f"row {place.row} of {place.sheet}"
    return f"{place.column} of {name} is {day}; shipment {shipment or '(no ID)'} left on {left}."


RULES: tuple[Rule, ...] = (wording, spec_revision, processes, resupply, recipients, size, dates)
