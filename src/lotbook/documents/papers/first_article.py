"""The first article inspection report: Forms 1 to 3 with the field names of AS9102 Rev C, filled from the run's own rows.

What a form asks for and no sheet holds stays empty for the shop to write; nothing is invented. Who verified, reviewed
and approved the report (fields 20 to 25) signs and dates it by hand: a measurement or a setting attests none of it. The material on Form 2 is
that of the inspected run and of its sub-assemblies, never that of the next bar.

Part numbers are the customer's, as on the purchase order and the drawing (field 1 of AS9102 Rev C); ours stands beside
where it is another. Field 7 of Form 2 is a code that the customer asks for, which no sheet holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from lotbook.documents.frozen.facts import Frozen
from lotbook.documents.frozen.head import CertificateHead
from lotbook.documents.frozen.rows import MeasuredRecord, RunRecord
from lotbook.documents.language.text_format import day, joined, with_revision
from lotbook.documents.papers import heading
from lotbook.documents.papers.first_article_due import Due, due
from lotbook.documents.papers.first_article_materials import accounted
from lotbook.documents.papers.measured import Measured, after_rework, of_run
from lotbook.documents.template.fields import Field
from lotbook.domain.identifiers import key, same

TEMPLATE = "first_article.docx"
TITLE = "First article inspection"
FIELDS = (
    *heading.FIELDS,
    Field("fai.identifier", "Form 1, 4: FAIR identifier.", "FAI-MFG-0112"),
    Field("fai.run", "The inspected run.", "MFG-0112"),
    Field("fai.part_number", "Form 1, 1: the customer's part number; ours where it has none.", "S-4471-C"),
    Field("fai.our_part_number", "Our part number, where the customer's is another.", "BRK-100"),
    Field("fai.part_name", "Form 1, 2: part name.", "Bracket, sensor mount"),
    Field("fai.serial", "Form 1, 3: serial number of the inspected piece, where it has one.", "0001"),
    Field("fai.piece", "The inspected piece.", "1"),
    Field("fai.revision", "Form 1, 5: part revision level.", "C"),
    Field("fai.drawing", "Form 1, 6: drawing number.", "D-4471"),
    Field("fai.drawing_revision", "Form 1, 7: drawing revision level.", "C"),
    Field(
        "fai.process_reference", "Form 1, 9: manufacturing process reference.", "WO-24-530, WI-MIL-07 rev D"
    ),
    Field("fai.detail_or_assembly", "Form 1, 13: detail or assembly FAI.", "Detail FAI"),
    Field("fai.full_or_partial", "Form 1, 14: full or partial FAI.", "Partial FAI"),
    Field(
        "fai.baseline",
        "Form 1, 14: baseline part number with revision.",
        "S-4471-C revision B, FAI-MFG-0004",
    ),
    Field(
        "fai.reasons[]",
        "Form 1, 14: why it is done.",
        "Design: revision C; first article MFG-0004 was revision B.",
    ),
    Field("fai.has_nonconformance", "Form 1, 19: does the FAIR contain a documented nonconformance?", "No"),
    Field(
        "fai.inspected_by",
        "Who measured the inspected piece; not field 20, which is signed by hand.",
        "Aisha Khan",
    ),
    Field("fai.inspected_on", "The last day of its measurements; not field 21.", "30 Aug 2024"),
    Field("index[].part_number", "Form 1, 15: part number of a sub-assembly.", "INS-010"),
    Field("index[].part_name", "Form 1, 16: its name.", "Insert"),
    Field("index[].part_type", "Form 1, 17: its type.", "Sub-assembly, made here"),
    Field(
        "index[].fair", "Form 1, 18: its FAIR identifier, where its run was a first article.", "FAI-MFG-0051"
    ),
    Field("materials[].name", "Form 2, 5: material or process name.", "Aluminium plate 12 mm, 6061-T651"),
    Field(
        "materials[].specification", "Form 2, 6: specification number with its revision.", "ASTM B209 rev 21"
    ),
    Field(
        "materials[].code", "Form 2, 7: a code that the customer asks for; empty, to be written by hand.", ""
    ),
    Field("materials[].supplier", "Form 2, 8: supplier, and the mill.", "Metal Depot, mill Alpine Rolling"),
    Field("materials[].certificate", "Form 2, 10: certificate of conformance number.", "3.1 MTR-4711"),
    Field(
        "materials[].comments",
        "Form 2, 13: comments: heat or maker's lot and our lot; day and run of a process.",
        "Heat or maker's lot H83-017; our lot AL6-0424-001",
    ),
    Field("results[].number", "Form 3, 5: characteristic number.", "1"),
    Field("results[].designator", "Form 3, 7: characteristic designator: its name.", "BRK-100-C #1"),
    Field("results[].requirement", "Form 3, 8: requirement.", "Overall length 68.00 mm (67.90 to 68.10 mm)"),
    Field("results[].result", "Form 3, 9: result of the inspected piece.", "68.02 mm"),
    Field("results[].nonconformance", "Form 3, 11: nonconformance number.", "NCR-0002"),
    Field("results[].comments", "Form 3, 12: comments: gauge, in or out.", "In; gauge CAL-07"),
    *heading.PICTURES,
)


def context(frozen: Frozen, head: CertificateHead) -> dict[str, object]:
    """The fields of the three forms; everything is finished text, lists of it or mappings of it."""
    run = inspected(frozen)
    parts = list(_with_sub_assemblies(frozen, run)) if run else []
    rows = list(of_run(run)) if run else []
    piece = _piece(rows)
    return {
        **heading.context(frozen, head),
        "fai": _facts(frozen, run, rows, piece),
        "index": [_component(each) for each in parts[1:]],
        "materials": list(accounted(frozen, parts)),
        "results": [_result(row, piece) for row in rows],
    }


def inspected(frozen: Frozen) -> RunRecord | None:
    """The run that the first article was made in: the one marked so, else the first shipped one."""
    marked = (run for run in frozen.shipped_runs if run.run.first_article)
    return next(marked, next(iter(frozen.shipped_runs), None))


def due_of(frozen: Frozen, run: RunRecord) -> Due:
    """Why a run on a certificate needs a first article, by what the workbook knows of its part."""
    around = frozen.around
    return due(run.run, around.runs, [*around.processes, *(done.process for done in run.processes)])


def identifier(run_id: str) -> str:
    """The FAIR identifier of a run."""
    return f"FAI-{run_id}"


def _facts(frozen: Frozen, run: RunRecord | None, rows: list[Measured], piece: str) -> dict[str, object]:
    if run is None:
        return {
            field.name.split(".")[1].removesuffix("[]"): [] if field.name.endswith("[]") else ""
            for field in FIELDS
            if field.name.startswith("fai.")
        }
    part, made = run.part, run.run
    told, number = due_of(frozen, run), _number(run)
    serials = {key(serial): serial for serial in frozen.serials}
    checked = [r.measurement for row in rows for r in row.records if (r.measurement.piece or "") == piece]
    return {
        "identifier": identifier(run.run_id),
        "run": run.run_id,
        "part_number": number,
        "our_part_number": "" if same(number, made.part_number) else made.part_number or "",
        "part_name": (part and part.description) or "",
        "serial": serials.get(key(piece), ""),
        "piece": piece,
        "revision": made.part_revision or "",
        "drawing": (part and part.drawing) or "",
        "drawing_revision": (part and part.drawing_revision) or "",
        "process_reference": joined(made.work_order, made.sop, by=", "),
        "detail_or_assembly": "Assembly FAI" if run.sub_runs else "Detail FAI",
        "full_or_partial": f"{made.first_article} FAI" if made.first_article else "",
        "baseline": _baseline(told, number),
        "reasons": list(told.reasons),
        "has_nonconformance": "Yes" if _nonconforming(run, rows) else "No",
        "inspected_by": joined(*(one.inspector for one in checked), by=", "),
        "inspected_on": day(max((one.measured_on for one in checked if one.measured_on), default=None)),
    }


def _number(run: RunRecord) -> str:
    """What the customer calls the part of a run; our number where the customer has none."""
    return (run.part and run.part.customer_part_number) or run.run.part_number or ""


def _baseline(told: Due, number: str) -> str:
    first = told.baseline
    if first is None:
        return ""
    return f"{number} revision {first.part_revision}, {identifier(first.run_id or '')}"


def _nonconforming(run: RunRecord, rows: list[Measured]) -> bool:
    return bool(run.nonconformances) or any(row.outside for row in rows)


def _with_sub_assemblies(frozen: Frozen, run: RunRecord) -> Iterator[RunRecord]:
    """The run, then every run below it, each once."""
    waiting, seen = [run], {key(run.run_id)}
    while waiting:
        each = waiting.pop(0)
        yield each
        for sub in each.sub_runs:
            found = frozen.run(sub)
            if found and key(sub) not in seen:
                seen.add(key(sub))
                waiting.append(found)


def _component(run: RunRecord) -> dict[str, object]:
    return {
        "part_number": with_revision(_number(run), run.run.part_revision),
        "part_name": (run.part and run.part.description) or "",
        "part_type": "Sub-assembly, made here" if run.sub_runs else "Detail, made here",
        "fair": identifier(run.run_id) if run.run.first_article else "",
    }


def _piece(rows: list[Measured]) -> str:
    """The piece with the most characteristics measured, the first of several: a first article is one piece."""
    counts: dict[str, int] = {}
    for row in rows:
        for piece in {record.measurement.piece or "" for record in row.records}:
            counts[piece] = counts.get(piece, 0) + 1
    order = [record.measurement.piece or "" for row in rows for record in row.records]
    return max(counts, key=lambda piece: (counts[piece], -order.index(piece)), default="")


def _result(row: Measured, piece: str) -> dict[str, object]:
    """One line of Form 3: every result of the inspected piece; an empty one says that it was not measured."""
    limits = row.limits
    found = [record for record in row.records if (record.measurement.piece or "") == piece]
    asked = joined((limits and limits.description) or row.name, row.drawn(limits.nominal) if limits else "")
    gauges = joined(*dict.fromkeys(r.measurement.gauge for r in found if r.measurement.gauge), by=", ")
    return {
        "number": row.number,
        "designator": row.name,
        "requirement": f"{asked} ({row.limits_text})" if row.limits_text else asked,
        "result": joined(*(row.value(r.measurement.result) for r in found), by=", "),
        "nonconformance": joined(
            *dict.fromkeys(r.measurement.nonconformance for r in found if r.measurement.nonconformance),
            by=", ",
        ),
        "comments": joined(_said(found), f"gauge {gauges}" if gauges else "", by="; "),
    }


def _said(found: list[MeasuredRecord]) -> str:
    """In or out; a piece that was measured twice is in only where every result is, or the one after its rework."""
    if not found:
        return "Not measured"
    within = {record.within for record in found if record.again is None}
    if False in within:
        return "Out"
    return after_rework("In", found) if within == {True} else ""
