"""The traceability report: from the order back to each heat, with everything a link of the chain says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from lotbook.documents.frozen.around import file_key
from lotbook.documents.frozen.facts import Frozen
from lotbook.documents.frozen.head import CertificateHead
from lotbook.documents.frozen.rows import LotRecord, MeasuredRecord, RunRecord
from lotbook.documents.language.text_format import day, joined, listed, quantity
from lotbook.documents.papers import coc, heading
from lotbook.documents.papers import rows as chain_rows
from lotbook.documents.papers.measured import Measured, after_rework, of_run
from lotbook.documents.template.fields import Field
from lotbook.tables.cuts import Cut

TEMPLATE = "traceability_report.docx"
_FINGERPRINT = 16  # digits of a SHA-256 on paper: enough to tell files apart, short enough to compare by eye
_MOST = 12  # identifiers in one cell of a table
FIELDS = (
    *heading.FIELDS,
    *(field for field in coc.FIELDS if field.name.startswith(("items[].", "serial_lists"))),
    Field("runs[].id", "The run, which is the batch code.", "MFG-0056"),
    Field("runs[].part", "What it made.", "BRK-100"),
    Field("runs[].revision", "In which revision.", "C"),
    Field("runs[].description", "The part's description.", "Bracket, sensor mount"),
    Field("runs[].work_order", "Traveler or job.", "WO-3320"),
    Field("runs[].made", "Quantity made, good and scrapped.", "27 pcs"),
    Field("runs[].scrapped", "Quantity scrapped of these.", "2 pcs"),
    Field("runs[].started", "First day.", "26 Apr 2024"),
    Field("runs[].finished", "Last day.", "28 Apr 2024"),
    Field("runs[].machine", "Machine.", "Mill 2"),
    Field("runs[].operator", "Operator.", "Tom Baker"),
    Field("runs[].sop", "Work instruction.", "SOP-12 rev 4"),
    Field("runs[].sources", "The lots and sub-assembly runs it was made from.", "AL6-0424-001, MFG-0051"),
    *chain_rows.LOT_FIELDS,
    Field("lots[].heat_on_material", "Heat as marked on the material.", "H83-017"),
    Field("lots[].received", "Day of delivery.", "22 Apr 2024"),
    Field("lots[].purchase_order", "Our purchase order.", "4500-118"),
    Field("lots[].checked", "Who compared heat and certificate, and when.", "Ann Miller, 22 Apr 2024"),
    Field("lots[].file", "Name of the certificate's file.", "MTR-4711.pdf"),
    Field("lots[].file_fingerprint", "First digits of that file's SHA-256.", "9f3c22a17b6044d2"),
    Field("cuts[].piece", "The piece that was cut.", "AL6-0424-001-1"),
    Field("cuts[].source", "What it was cut from.", "AL6-0424-001"),
    Field("cuts[].lot", "The delivered lot it comes from.", "AL6-0424-001"),
    Field("cuts[].date", "When.", "25 Apr 2024"),
    Field("cuts[].reason", "Cut, Remnant, Re-mark or Blend.", "Cut"),
    Field("cuts[].quantity", "How much.", "1.2 kg"),
    Field("cuts[].heat", "Heat as marked on the piece.", "H83-017"),
    Field("cuts[].method", "How it was marked.", "Hard punch"),
    Field("cuts[].marked_by", "Who marked it.", "Tom Baker"),
    Field("cuts[].verified_by", "Who verified the mark.", "Ann Miller"),
    Field("cuts[].verified", "When.", "25 Apr 2024"),
    *chain_rows.PROCESS_FIELDS,
    Field("measurements[].run", "The run that was measured.", "MFG-0056"),
    Field("measurements[].characteristic", "The characteristic.", "BRK-100-C #3"),
    Field("measurements[].description", "What is measured.", "Bore diameter"),
    Field("measurements[].limits", "Its limits.", "7.98 to 8.02 mm"),
    Field("measurements[].count", "How many results.", "5 results"),
    Field("measurements[].range", "Smallest and largest result.", "7.991 to 8.014 mm"),
    Field("measurements[].verdict", "Whether all are within limits.", "All within limits"),
    Field("measurements[].gauges", "Gauges used.", "G-014"),
    *(field for field in coc.FIELDS if field.name == "exceptions[]"),
    Field(
        "gaps[]",
        "Links that lead nowhere.",
        "Materials used MFG-0056: ACR-0524-09 is not on the sheet Receiving.",
    ),
    *heading.PICTURES,
    Field("chain", "Picture of the chain; empty when there is nothing to draw.", ""),
)


def context(
    frozen: Frozen, head: CertificateHead, fingerprints: Mapping[str, str] | None = None
) -> dict[str, object]:
    """The fields of the report; everything is finished text, lists of it or mappings of it.

    Args:
        frozen: the chain.
        head: of the certificate this report belongs to.
        fingerprints: SHA-256 of certificate files, by what their cell in Receiving says.
    """
    known = {file_key(file): sha for file, sha in (fingerprints or {}).items()}
    certificate = coc.context(frozen, head)
    return {
        **heading.context(frozen, head),
        "items": certificate["items"],
        "serial_lists": certificate["serial_lists"],
        "runs": [_run(run) for run in frozen.runs],
        "lots": [_lot(record, known) for record in frozen.lots],
        "cuts": [_cut(record, cut) for record in frozen.lots for cut in record.cuts],
        "processes": certificate["processes"],
        "measurements": [row for run in frozen.runs for row in _measurements(run)],
        "exceptions": certificate["exceptions"],
        "gaps": [gap.message for gap in frozen.gaps],
        "chain": "",
    }


def _run(record: RunRecord) -> dict[str, object]:
    run = record.run
    return {
        "id": record.run_id,
        "part": run.part_number or "",
        "revision": run.part_revision or "",
        "description": (record.part and record.part.description) or "",
        "work_order": run.work_order or "",
        "made": quantity(run.quantity_made, run.unit),
        "scrapped": quantity(run.quantity_scrapped, run.unit) if run.quantity_scrapped else "",
        "started": day(run.started_on),
        "finished": day(run.finished_on),
        "machine": run.machine or "",
        "operator": run.operator or "",
        "sop": run.sop or "",
        "sources": listed((*record.lots, *record.sub_runs), _MOST, "sources, see the chain", by="\n"),
        "extra": heading.own_columns(record.extras),
    }


def _lot(record: LotRecord, fingerprints: Mapping[str, str]) -> dict[str, object]:
    receipt = record.receipt
    file = (receipt.certificate_file or "").replace("\\", "/")
    return {
        **chain_rows.lot(record),
        "heat_on_material": receipt.heat_on_material or "",
        "received": day(receipt.received_on),
        "purchase_order": receipt.purchase_order or "",
        "checked": joined(receipt.checked_by, day(receipt.checked_on), by=", "),
        "file": PurePosixPath(file).name,
        "file_fingerprint": fingerprints.get(file_key(file), "")[:_FINGERPRINT],
    }


def _cut(record: LotRecord, cut: Cut) -> dict[str, object]:
    return {
        "piece": cut.new_lot_id or "",
        "source": cut.source or "",
        "lot": record.lot_id,
        "date": day(cut.cut_on),
        "reason": cut.reason or "",
        "quantity": quantity(cut.quantity, cut.unit),
        "heat": cut.heat_marked or "",
        "method": cut.mark_method or "",
        "marked_by": cut.marked_by or "",
        "verified_by": cut.verified_by or "",
        "verified": day(cut.verified_on),
    }


def _measurements(run: RunRecord) -> Iterator[dict[str, object]]:
    """One row for each characteristic of a run, also for those that were never measured; decimals as on the drawing."""
    for row in of_run(run):
        records = list(row.records)
        yield {
            "run": run.run_id,
            "characteristic": row.name,
            "description": (row.limits and row.limits.description) or "",
            "limits": row.limits_text,
            "count": "1 result" if len(row.standing) == 1 else f"{len(row.standing)} results",
            "range": _range(row),
            "verdict": _verdict(records),
            "gauges": joined(*(r.measurement.gauge for r in records), by=", "),
        }


def _range(row: Measured) -> str:
    """Smallest and largest result with their unit: 7.980 to 8.020 mm."""
    if not row.results:
        return ""
    least, most = min(row.results), max(row.results)
    return row.value(most) if least == most else f"{row.value(least, unit=False)} to {row.value(most)}"


def _verdict(records: list[MeasuredRecord]) -> str:
    """Whether a characteristic conforms, in words; a missing result is never taken for a good one."""
    if not records:
        return "Not measured"
    standing = [record for record in records if record.again is None]
    outside = [record for record in standing if record.within is False]
    if outside:
        reports = joined(*(r.measurement.nonconformance for r in outside), by=", ")
        return f"{len(outside)} outside limits{f', see {reports}' if reports else ''}"
    open_ones = sum(record.within is None for record in standing)
    if open_ones:
        return f"{open_ones} without result or limits"
    return after_rework("All within limits", records)
