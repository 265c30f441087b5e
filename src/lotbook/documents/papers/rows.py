"""The rows of tables that several papers show: lots, outside processes, exceptions."""

from __future__ import annotations

from collections.abc import Iterator

from lotbook.documents.frozen.facts import Frozen
from lotbook.documents.frozen.rows import LotRecord, ProcessRecord
from lotbook.documents.language.text_format import NO_BREAK, day, joined, listed, quantity, with_revision
from lotbook.documents.papers.heading import own_columns
from lotbook.documents.template.fields import Field
from lotbook.domain.identifiers import key
from lotbook.tables.nonconformances import Nonconformance

LOT_FIELDS = (
    Field("lots[].id", "Our lot ID.", "AL6-0424-001"),
    Field("lots[].pieces", "The pieces cut from it that were used.", "AL6-0424-001-1, AL6-0424-001-2"),
    Field("lots[].material", "What it is.", "Aluminium plate 12 mm"),
    Field("lots[].grade", "Grade or alloy.", "6061-T651"),
    Field("lots[].specification", "Specification with its revision.", "ASTM B209 rev 21"),
    Field("lots[].heat", "Heat or maker's lot number.", "H83-017"),
    Field("lots[].mill", "Who made the material.", "Alpine Rolling"),
    Field("lots[].supplier", "Who delivered it.", "Metal Depot"),
    Field("lots[].certificate", "Type and number of its certificate.", "3.1 MTR-4711"),
    Field("lots[].country_of_melt", "Where the metal was melted.", "Austria"),
    Field("lots[].runs", "The runs that used it.", "MFG-0056"),
    Field("lots[].used", "How much of it they used; empty when it cannot be said.", "2.4 kg"),
)
PROCESS_FIELDS = (
    Field("processes[].run", "The run it was done on.", "MFG-0056"),
    Field("processes[].process", "What was done.", "Anodise"),
    Field("processes[].specification", "Specification with its revision.", "MIL-PRF-8625 rev F"),
    Field("processes[].processor", "Who did it.", "BrightCoat Inc."),
    Field("processes[].certificate", "Number of their certificate.", "BC-9912"),
    Field("processes[].date", "When it was done.", "29 Apr 2024"),
)
_MOST = 8  # identifiers in one cell of a table
_PIECES = "pcs"
COUNTED = frozenset({_PIECES, "sheet"})  # units in which a nonconformance counts pieces
# What goes out exactly as ordered needs no line; everything else is an exception the customer must be able to read.
_AS_ORDERED = frozenset({"Scrap", "Rework", "Return to supplier"})


def lot(record: LotRecord) -> dict[str, object]:
    """One lot as papers show it."""
    receipt, material = record.receipt, record.material
    return {
        "id": record.lot_id,
        "pieces": listed(
            (cut.new_lot_id for cut in record.cuts), _MOST, "pieces, see the traceability report"
        ),
        "material": (material and material.description) or receipt.material or "",
        "grade": (material and material.grade) or "",
        "specification": with_revision(material.specification, material.spec_revision) if material else "",
        "heat": record.heat or "",
        "mill": receipt.mill or "",
        "supplier": receipt.supplier or "",
        "certificate": joined(_certificate_type(receipt.certificate_type), receipt.certificate_number),
        "country_of_melt": receipt.country_of_melt or "",
        "runs": listed(record.runs, _MOST, "runs, see the traceability report"),
        "used": quantity(record.quantity, record.unit),
        "extra": own_columns(record.extras),
    }


def processes(frozen: Frozen) -> list[dict[str, str]]:
    """Every outside process on the runs, in their order."""
    return [_process(record, run.run_id) for run in frozen.runs for record in run.processes]


def exceptions(frozen: Frozen) -> Iterator[str]:
    """Nonconformances that the goods were shipped with, each as one sentence; each once."""
    found = [(ncr, run.run.unit or _PIECES) for run in frozen.runs for ncr in run.nonconformances]
    for record in frozen.lots:
        unit_of = {key(cut.new_lot_id or ""): cut.unit for cut in record.cuts}
        units = (unit_of.get(key(ncr.subject or ""), record.receipt.unit) for ncr in record.nonconformances)
        found += [(ncr, unit or "") for ncr, unit in zip(record.nonconformances, units, strict=True)]
    for ncr, unit in dict(found).items():
        if ncr.concession or ncr.disposition not in _AS_ORDERED:
            yield _exception(ncr, unit)


def _certificate_type(name: str | None) -> str:
    return "" if name == "None" else name or ""


def _process(record: ProcessRecord, run: str) -> dict[str, str]:
    process = record.process
    return {
        "run": run,
        "process": process.process or "",
        "specification": with_revision(process.specification, process.spec_revision),
        "processor": process.supplier or "",
        "certificate": process.certificate_number or "",
        "date": day(process.done_on),
    }


def _exception(ncr: Nonconformance, unit: str) -> str:
    # A nonconformance counts pieces; on material in mm or kg nobody can tell what its figure means.
    amount = quantity(ncr.quantity, unit) if unit in COUNTED else ""
    about = joined(ncr.subject, amount, by=", ")
    subject = f"{ncr.ncr_id or 'Nonconformance'} ({about})" if about else ncr.ncr_id or "Nonconformance"
    concession = (
        f"concession{NO_BREAK}{ncr.concession}" if ncr.concession else f"no concession{NO_BREAK}reference"
    )
    approved = f"approved by{NO_BREAK}{ncr.approved_by}" if ncr.approved_by else ""
    decided = joined(ncr.disposition, concession, approved, by=", ")
    said = (ncr.description or "no description").rstrip(" .")
    return f"{subject}: {said}. {decided}."
