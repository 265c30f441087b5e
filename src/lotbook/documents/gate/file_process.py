"""Gate: each outside process has a certificate, and it is the certificate of exactly this batch and specification."""

from __future__ import annotations

from collections.abc import Iterator

from lotbook.checks.shop import at
from lotbook.documents.certificate import process as paper
from lotbook.documents.certificate import stated
from lotbook.documents.certificate.delivery import Agreement
from lotbook.documents.certificate.reading import Reading, whole
from lotbook.documents.certificate.stated import Told
from lotbook.documents.frozen.around import file_key
from lotbook.documents.frozen.rows import RunRecord
from lotbook.documents.gate import file
from lotbook.documents.gate.case import Case, Rule
from lotbook.documents.language.text_format import with_revision
from lotbook.domain.findings import Finding, Kind, Place, Severity
from lotbook.domain.identifiers import same
from lotbook.tables.outside_processes import OutsideProcess

NUMBER_MISSING = Kind(
    "gate-process-certificate-number",
    Severity.STOP,
    "An outside process has no certificate number",
    "Buyers ask for the certificate of plating, heat treatment and testing by its number.",
    "Type the number as printed on the processor's certificate.",
)
REVISION_MISSING = Kind(
    "gate-process-revision-missing",
    Severity.WARN,
    "An outside process has no specification revision",
    "A callout is not complete without its revision; buyers ask for it.",
    "Type the revision as printed on the processor's certificate.",
)
OTHER_NUMBER = Kind(
    "gate-process-certificate-other",
    Severity.WARN,
    "The certificate file of an outside process does not name its certificate number",
    "Another paper may be linked, such as last month's certificate of the same processor. Stops where the file calls itself "
    "by another number.",
    "Open the file: link the right one, or correct Certificate number as printed there.",
)
OTHER_BATCH = Kind(
    "gate-process-certificate-batch",
    Severity.STOP,
    "The certificate of an outside process is for another batch or part",
    "It proves nothing about these pieces. Warns where the file merely names neither our run nor our work order, so that "
    "nobody can tell the batch by it.",
    "Open the file: link the certificate of this batch, or ask the processor for one that names it.",
)
OTHER_SPECIFICATION = Kind(
    "gate-process-certificate-specification",
    Severity.STOP,
    "The certificate of an outside process is to another specification, type, class or revision",
    "Our certificate would name a requirement that the processor did not certify. Warns where it merely was not found.",
    "Open the file: correct Specification and Spec revision as printed there, or ask the processor for a corrected one.",
)
SHARED_FILE = Kind(
    "gate-process-certificate-shared",
    Severity.WARN,
    "One certificate file stands for the outside process of two runs",
    "Mostly the wrong file was linked to one of them; some processors do certify several batches on one paper.",
    "Open the file: link the right one, or see that it names both runs.",
)


def process_certificates(case: Case) -> Iterator[Finding]:
    """Each outside process, sub-assemblies included, has number, specification revision and a file that opens."""
    for record in case.frozen.runs:
        for done in record.processes:
            process = done.process
            subject = _subject(record, process)
            if not process.certificate_number:
                place = at(process, "certificate_number")
                yield NUMBER_MISSING.at(place, f"{subject} has no certificate number.")
            if not process.spec_revision:
                place = at(process, "spec_revision")
                yield REVISION_MISSING.at(place, f"{subject}: {process.specification} has no revision.")
            place = at(process, "certificate_file")
            if not process.certificate_file:
                yield file.FILE_MISSING.at(place, f"{subject} has no certificate file.")
            else:
                yield from file.opened(place, subject, process.certificate_file, None, case)
                yield from _of_this_process(case, record, process)


def _subject(record: RunRecord, process: OutsideProcess) -> str:
    return f"{process.process} of run {record.run_id}"


def _of_this_process(case: Case, record: RunRecord, process: OutsideProcess) -> Iterator[Finding]:
    """The file is this batch's, as far as it has a text to look in; a scan is for a person."""
    reading = whole(case.read(process.certificate_file or ""))
    if not reading.file.text or reading.file.pages_without_text:
        return
    subject, named = _subject(record, process), process.certificate_file
    if process.certificate_number:
        told = stated.number(reading, process.certificate_number)
        but = f"; it calls itself {told.theirs}" if told.theirs else ""
        message = f"{subject}: {named} does not name {process.certificate_number}{but}."
        yield from _judged(OTHER_NUMBER, at(process, "certificate_file"), message, told)
    yield from _batch(case, record, process, reading)
    told = paper.specification(reading, process.specification or "", process.spec_revision or "")
    ours = with_revision(process.specification, process.spec_revision)
    seen = f"names {told.theirs} of it" if told.theirs else "does not name it so"
    place = at(process, "specification")
    yield from _judged(OTHER_SPECIFICATION, place, f"{subject}: done to {ours}, but {named} {seen}.", told)


def _batch(case: Case, record: RunRecord, process: OutsideProcess, reading: Reading) -> Iterator[Finding]:
    """The batch by our run or work order; where it names neither, by part and day, or part, order and quantity."""
    place, named = at(process, "certificate_file"), process.certificate_file
    subject = _subject(record, process)
    batch = paper.batch(reading, (record.run_id, record.run.work_order or ""))
    part = paper.part(reading, _part_names(case, record))
    if batch.agreement is Agreement.DIFFERENT:
        yield OTHER_BATCH.at(place, f"{subject}: {named} is for {batch.theirs}.")
    elif part.agreement is Agreement.DIFFERENT:
        kind = OTHER_BATCH if batch.agreement is Agreement.UNSURE else _warned(OTHER_BATCH)
        yield kind.at(place, f"{subject}: {named} is for part {part.theirs}.")
    elif batch.agreement is Agreement.UNSURE and not (
        part is stated.AGREES and _told_otherwise(case, record, process, reading)
    ):
        asked = " nor ".join(filter(None, (record.run_id, record.run.work_order)))
        yield _warned(OTHER_BATCH).at(place, f"{subject}: {named} names neither {asked}." if " nor " in asked
                                      else f"{subject}: {named} does not name {asked}.")  # fmt: skip
    said = paper.revision_of(reading, record.run.part_number or "") if record.run.part_number else ()
    revision = record.run.part_revision
    if said and revision and not any(same(each, revision) for each in said):
        message = f"{subject}: {named} is for {record.run.part_number} revision {said[0]}, the run is revision {revision}."
        yield _warned(OTHER_BATCH).at(place, message)


def _told_otherwise(case: Case, record: RunRecord, process: OutsideProcess, reading: Reading) -> bool:
    """Whether a paper for this part shows about the day it was done, or the customer's order with the run's quantity."""
    if paper.names_day_near(reading, process.done_on):
        return True
    order = case.frozen.order.customer_po
    return (
        bool(order)
        and reading.file.contains(order or "")
        and paper.names_quantity(reading, record.run.quantity_made)
    )


def _part_names(case: Case, record: RunRecord) -> tuple[str, ...]:
    """Everything that the part is called by: our number, the customer's, the drawing."""
    parts = (record.part, case.frozen.part if record.depth == 0 else None)
    others = (name for each in parts if each for name in (each.customer_part_number, each.drawing))
    return tuple(filter(None, (record.run.part_number, *others)))


def _judged(kind: Kind, place: Place, message: str, told: Told) -> Iterator[Finding]:
    """A stop where the paper contradicts, a warning where it was merely not found."""
    if told.agreement is Agreement.DIFFERENT:
        yield kind._replace(severity=Severity.STOP).at(place, message)
    elif told.agreement is Agreement.UNSURE:
        yield _warned(kind).at(place, message)


def _warned(kind: Kind) -> Kind:
    return kind._replace(severity=Severity.WARN)


def shared_process_files(case: Case) -> Iterator[Finding]:
    """No certificate file stands for the processes of two runs, here or on another certificate, unless it names both."""
    here = [(r.run_id, done.process) for r in case.frozen.runs for done in r.processes]
    others = [(row.run_id or "", row) for row in case.frozen.around.process_files]
    for number, (run, process) in enumerate(here):
        if not process.certificate_file:
            continue
        text = case.read(process.certificate_file)
        for other, row in (*here[:number], *others):
            if same(run, other) or not _is_one_file(case, process, row):
                continue
            if not (text.contains(run) and text.contains(other)):
                message = f"Runs {other or '(none)'} and {run} have one certificate file, {process.certificate_file}."
                yield SHARED_FILE.at(at(process, "certificate_file"), message)
                break


def _is_one_file(case: Case, one: OutsideProcess, other: OutsideProcess) -> bool:
    if not one.certificate_file or not other.certificate_file:
        return False
    if file_key(one.certificate_file) == file_key(other.certificate_file):
        return True
    content = case.read(one.certificate_file).sha256
    return bool(content) and content == case.read(other.certificate_file).sha256


RULES: tuple[Rule, ...] = (process_certificates, shared_process_files)
