"""Gate: what was measured is complete, and within its limits or decided about."""

from __future__ import annotations

from collections.abc import Iterator

from lotbook.checks.shop import at
from lotbook.documents.frozen.rows import MeasuredRecord, RunRecord
from lotbook.documents.gate.case import Case, Rule, listed
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.domain.identifiers import key
from lotbook.domain.values import number_text

RESULT_BLANK = Kind(
    "gate-result-blank",
    Severity.STOP,
    "A measurement has no result",
    "A blank result is the fastest reason to send an inspection report back.",
    "Type the measured value, or delete the row.",
)
CHARACTERISTIC_NOT_MEASURED = Kind(
    "gate-characteristic-not-measured",
    Severity.WARN,
    "A characteristic of the part was not measured in this run",
    "The part list says what is measured on this part; a stop where a dimensional report is required.",
    "Measure it and enter the result, or say why it was not measured.",
)
OUT_OF_TOLERANCE = Kind(
    "gate-out-of-tolerance",
    Severity.STOP,
    "A result is out of its limits and nothing was decided about it",
    "A piece out of tolerance ships only with a decision that somebody answers for.",
    "Open a nonconformance, decide it, and name it in the row of the measurement.",
)
LIMITS_MISSING = Kind(
    "gate-limits-missing",
    Severity.WARN,
    "A result cannot be judged: its characteristic has no limits",
    "The report that the customer asks for would show a result without saying whether it is in or out.",
    "Type the limits on the sheet Characteristics; or issue with your name where the drawing gives none.",
)
_SHOWN = frozenset({"Dimensional report", "First article"})  # papers that say in or out


def measurements(case: Case) -> Iterator[Finding]:
    """No blank result; what is out of limits has a decided nonconformance; nothing was left unmeasured."""
    for record in case.frozen.runs:
        for measured in record.measurements:
            yield from _measured(record, measured)
        if record.depth == 0 and not case.planned:
            yield from _left_out(case, record)
            yield from _without_limits(case, record)


def _measured(record: RunRecord, measured: MeasuredRecord) -> Iterator[Finding]:
    row = measured.measurement
    name = f"Run {record.run_id}, {row.characteristic}, piece {row.piece or '(none)'}"
    if row.result is None:
        yield RESULT_BLANK.at(at(row, "result"), f"{name}: there is no result.")
    ncr = measured.nonconformance
    decided = ncr is not None and ncr.disposition not in (None, "Open")
    if measured.within is False and not decided:
        about = f"{row.nonconformance} is not decided" if row.nonconformance else "no nonconformance is named"
        yield OUT_OF_TOLERANCE.at(
            at(row, "result"), f"{name}: {_shown(measured)} is out of its limits and {about}."
        )


def _shown(measured: MeasuredRecord) -> str:
    result, limits = measured.measurement.result, measured.characteristic
    return f"{number_text(result) if result is not None else ''} {(limits and limits.unit) or ''}".strip()


def _left_out(case: Case, record: RunRecord) -> Iterator[Finding]:
    required = "Dimensional report" in case.frozen.documents_required
    if not record.measurements and not required:
        return
    done = {key(measured.measurement.characteristic or "") for measured in record.measurements}
    missing = [
        c.characteristic or "" for c in record.characteristics if key(c.characteristic or "") not in done
    ]
    if missing:
        severity = Severity.STOP if required else Severity.WARN
        kind = CHARACTERISTIC_NOT_MEASURED._replace(severity=severity)
        yield kind.at(
            at(record.run, "run_id"), f"Run {record.run_id}: {listed(missing)} {_were(missing)} not measured."
        )


def _without_limits(case: Case, record: RunRecord) -> Iterator[Finding]:
    """Results that a paper of the package shows and nobody can call in or out."""
    if not _SHOWN.intersection(case.frozen.documents_required):
        return
    found = {
        each.characteristic.row: each.characteristic
        for each in record.measurements
        if each.characteristic and each.measurement.result is not None and each.within is None
    }
    for limits in found.values():
        yield LIMITS_MISSING.at(
            at(limits, "upper_limit"),
            f"Run {record.run_id}: {limits.characteristic} was measured and has no limits.",
        )


def _were(names: list[str]) -> str:
    return "was" if len(names) == 1 else "were"


RULES: tuple[Rule, ...] = (measurements,)
