"""The dimensional report: every characteristic with nominal, limits and results, gauge, in or out, a small plot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lotbook.documents.frozen.facts import Frozen
from lotbook.documents.frozen.head import CertificateHead
from lotbook.documents.frozen.rows import MeasuredRecord
from lotbook.documents.language.text_format import day, joined, listed
from lotbook.documents.papers import heading, results_plot
from lotbook.documents.papers import rows as chain_rows
from lotbook.documents.papers.measured import Measured, in_or_out, measured, total
from lotbook.documents.template.fields import Field
from lotbook.domain.identifiers import key

TEMPLATE = "dimensional_report.docx"
TITLE = "Dimensional report"
_CONVERTED = "Figures in brackets are converted for information; the drawing's unit decides."
_MOST = 4  # gauges or inspectors in one cell of a table
FIELDS = (
    *heading.FIELDS,
    Field("report.conclusion", "All results in one sentence.", "All 20 results are within their limits."),
    Field(
        "report.units",
        "What figures in brackets are, where the customer wants other units than the drawing has; else empty.",
        "Figures in brackets are converted for information; the drawing's unit decides.",
    ),
    Field("report.batches", "The runs that were measured.", "MFG-0112"),
    Field("characteristics[].number", "Number of the characteristic on the drawing.", "1"),
    Field("characteristics[].name", "Its name on the sheet Characteristics.", "BRK-100-C #1"),
    Field("characteristics[].description", "What is measured.", "Overall length"),
    Field("characteristics[].batch", "The run that was measured.", "MFG-0112"),
    Field("characteristics[].nominal", "Nominal value.", "68.00 mm"),
    Field("characteristics[].limits", "Limits.", "67.90 to 68.10 mm"),
    Field("characteristics[].count", "How many results.", "5 results"),
    Field("characteristics[].range", "Smallest and largest result.", "67.96 to 68.04 mm"),
    Field("characteristics[].gauges", "Gauges used.", "CAL-07"),
    Field("characteristics[].verdict", "In; how many are out; what was reworked; Not measured.", "In"),
    Field(
        "characteristics[].plot", "Picture of repeated results between the limits; empty for one piece.", ""
    ),
    Field("results[].number", "Number of the characteristic on the drawing.", "1"),
    Field("results[].description", "What is measured.", "Overall length"),
    Field("results[].batch", "The run.", "MFG-0112"),
    Field("results[].piece", "Piece or serial number.", "0001"),
    Field("results[].result", "The measured value.", "68.02 mm"),
    Field("results[].in_or_out", "In, Out, Out, reworked, or a dash where it cannot be said.", "In"),
    Field("results[].gauge", "Gauge used.", "CAL-07"),
    Field("results[].inspector", "Who measured.", "Aisha Khan"),
    Field("results[].date", "When.", "30 Aug 2024"),
    Field("results[].nonconformance", "Its nonconformance report, where it is out.", "NCR-0002"),
    Field(
        "exceptions[]",
        "Nonconformances and concessions the goods were shipped with.",
        "NCR-0002 (MFG-0066, 1 pcs): 0.03 mm long. Concession C-118, approved by Ann Miller.",
    ),
    *heading.PICTURES,
)


def context(frozen: Frozen, head: CertificateHead, pictures: Path | None = None) -> dict[str, object]:
    """The fields of the report; finished text, lists of it or mappings of it, and a path for each plot.

    Args:
        frozen: the chain.
        head: the certificate's.
        pictures: folder to draw the plots in; None for a report without them.

    Raises:
        ReadOnlyError: a plot cannot be written there.
    """
    rows = list(measured(frozen))
    return {
        **heading.context(frozen, head),
        "report": {
            "conclusion": total(rows),
            "batches": joined(*(row.run.run_id for row in rows), by=", "),
            "units": _CONVERTED if any(row.beside(*row.results, *row.limits_known) for row in rows) else "",
        },
        "characteristics": [_characteristic(row, number, pictures) for number, row in enumerate(rows)],
        "results": [result for row in rows for result in _results(row)],
        "exceptions": list(dict.fromkeys(chain_rows.exceptions(frozen))),
    }


def _characteristic(row: Measured, number: int, pictures: Path | None) -> dict[str, object]:
    found, limits = row.results, row.limits
    count = len(row.standing)
    plot = None
    if pictures and limits:
        out = pictures / f"plot-{number}.png"
        plot = results_plot.draw(found, limits.lower_limit, limits.upper_limit, limits.nominal, out)
    return {
        "number": row.number,
        "name": row.name,
        "description": (limits and limits.description) or row.name,
        "batch": row.run.run_id,
        "nominal": f"{row.drawn(limits.nominal)}{row.beside(limits.nominal)}" if limits else "",
        "limits": f"{row.limits_text}{row.beside(limits.lower_limit, limits.upper_limit) if limits else ''}",
        "count": f"{count} result" if count == 1 else f"{count} results",
        "range": _range(row),
        "gauges": listed((r.measurement.gauge for r in row.records), _MOST, "gauges"),
        "verdict": row.verdict,
        "plot": plot or "",
    }


def _range(row: Measured) -> str:
    found = row.results
    if not found:
        return ""
    low, high = min(found), max(found)
    told = row.value(low) if low == high else f"{row.value(low, unit=False)} to {row.value(high)}"
    return f"{told}{row.beside(low, high)}"


def _piece_by_piece(records: Sequence[MeasuredRecord]) -> list[MeasuredRecord]:
    """In the order of the sheet, but what was measured again stands behind the first result of its piece."""
    rows = (record.measurement for record in records)
    pieces = [key(row.piece or "") or f"row {row.row}" for row in rows]
    first = {piece: place for place, piece in reversed([*enumerate(pieces)])}
    return [records[place] for place in sorted(range(len(records)), key=lambda place: first[pieces[place]])]


def _results(row: Measured) -> Iterator[dict[str, object]]:
    for record in _piece_by_piece(row.records):
        one = record.measurement
        yield {
            "number": row.number,
            "description": (row.limits and row.limits.description) or row.name,
            "batch": row.run.run_id,
            "piece": one.piece or "",
            "result": f"{row.value(one.result)}{row.beside(one.result)}",
            "in_or_out": in_or_out(record),
            "gauge": one.gauge or "",
            "inspector": one.inspector or "",
            "date": day(one.measured_on),
            "nonconformance": one.nonconformance or "",
        }
