"""How papers show measured values: with as many decimals as the drawing has, and in or out in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from lotbook.documents.frozen.facts import Frozen
from lotbook.documents.frozen.rows import MeasuredRecord, RunRecord
from lotbook.documents.language.text_format import joined
from lotbook.domain.identifiers import key
from lotbook.domain.units import converted
from lotbook.tables.characteristics import Characteristic

_NO_BREAK = "\u00a0"
_OTHER = {"Metric": "mm", "Inch": "in"}  # a customer's units -> lengths in them
_FINER = {"in": 2, "mm": -1}  # decimals more than the drawing has, so that no figure is lost by converting


class Measured(NamedTuple):
    """One characteristic of one run with everything that was measured of it."""

    run: RunRecord
    name: str
    limits: Characteristic | None
    records: tuple[MeasuredRecord, ...]
    figures: int = 0  # decimals of the longest of its results and of the drawing
    other: str = ""  # the customer's unit of length, shown behind the drawing's where it is another one

    @property
    def number(self) -> str:
        """The balloon, or the characteristic's name where the drawing has no balloons."""
        return (self.limits and self.limits.balloon) or self.name

    @property
    def standing(self) -> list[MeasuredRecord]:
        """The records that count: all but those of pieces that were reworked and measured again."""
        return [record for record in self.records if record.again is None]

    @property
    def results(self) -> list[Decimal]:
        """The results that count, in the order they were entered."""
        found = (record.measurement.result for record in self.standing)
        return [result for result in found if result is not None]

    @property
    def outside(self) -> list[MeasuredRecord]:
        """The records out of limits."""
        return [record for record in self.standing if record.within is False]

    @property
    def pieces_left_out(self) -> list[str]:
        """Pieces of the run that were measured, though not for this characteristic."""
        done = {key(record.measurement.piece or "") for record in self.records}
        every = {
            key(record.measurement.piece): record.measurement.piece
            for record in self.run.measurements
            if record.measurement.piece
        }
        return [piece for name, piece in every.items() if name not in done]

    def value(self, number: Decimal | None, *, unit: bool = True) -> str:
        """A result with its unit: 68.000 mm; all of one characteristic with the same number of decimals."""
        return self._shown(number, self.figures, unit=unit)

    def drawn(self, number: Decimal | None, *, unit: bool = True) -> str:
        """A value of the drawing with its unit: 68.00 mm; spreadsheets drop the zeros at the end, here they stand."""
        return self._shown(number, max(map(_decimals, self.limits_known), default=0), unit=unit)

    def beside(self, *numbers: Decimal | None) -> str:
        """The same in the customer's unit, in brackets: (2.6732 to 2.6811 in); empty where nothing is to be converted.

        All of one characteristic with the same number of decimals, so that no result seems to lie beyond a rounded limit.
        """
        unit = (self.limits and self.limits.unit) or ""
        known = [number for number in numbers if number is not None]
        if not known or unit == self.other or {unit, self.other} != {"mm", "in"}:
            return ""
        figures = max(self.figures, *map(_decimals, known)) + _FINER[self.other]
        told = dict.fromkeys(f"{converted(number, unit, self.other):.{max(figures, 0)}f}" for number in known)
        return f" ({' to '.join(told)}{_NO_BREAK}{self.other})"

    def _shown(self, number: Decimal | None, figures: int, *, unit: bool) -> str:
        if number is None:
            return ""
        text = f"{number:.{max(figures, _decimals(number))}f}"
        name = (self.limits and self.limits.unit) or ""
        return f"{text}{_NO_BREAK}{name}" if unit and name else text

    @property
    def limits_known(self) -> list[Decimal]:
        """The nominal and limits that the drawing gives."""
        limits = self.limits
        known = (limits.nominal, limits.lower_limit, limits.upper_limit) if limits else ()
        return [value for value in known if value is not None]

    @property
    def limits_text(self) -> str:
        """The limits: 67.90 to 68.10 mm; at most or at least where there is one."""
        if self.limits is None:
            return ""
        lower, upper = self.limits.lower_limit, self.limits.upper_limit
        if lower is not None and upper is not None:
            return f"{self.drawn(lower, unit=False)} to {self.drawn(upper)}"
        one = self.drawn(upper if lower is None else lower)
        return joined("at most" if lower is None else "at least", one) if one else ""

    @property
    def verdict(self) -> str:
        """Whether it conforms, in words; a missing result is never taken for a good one."""
        if not self.records:
            return "Not measured"
        if self.outside:
            reports = joined(*(r.measurement.nonconformance for r in self.outside), by=", ")
            return f"{len(self.outside)} of {len(self.standing)} out{f', see {reports}' if reports else ''}"
        if any(record.within is None for record in self.standing):
            return "Not known"
        return after_rework("In", self.records)


def measured(frozen: Frozen) -> Iterator[Measured]:
    """Every characteristic of every run on a certificate, in the order of the drawing; also what nobody measured."""
    other = _OTHER.get((frozen.customer and frozen.customer.units) or "", "")
    for run in frozen.runs:
        yield from (row._replace(other=other) for row in of_run(run))


def of_run(run: RunRecord) -> Iterator[Measured]:
    """Every characteristic of one run."""
    limits_of = {key(limits.characteristic or ""): limits for limits in run.characteristics}
    records: dict[str, list[MeasuredRecord]] = {name: [] for name in limits_of}
    for record in run.measurements:
        records.setdefault(key(record.measurement.characteristic or ""), []).append(record)
    for name, found in records.items():
        limits = limits_of.get(name) or next((r.characteristic for r in found if r.characteristic), None)
        shown = (limits and limits.characteristic) or (found and found[0].measurement.characteristic) or ""
        row = Measured(run, shown, limits, tuple(found))
        every = [record.measurement.result for record in found if record.measurement.result is not None]
        yield row._replace(figures=max(map(_decimals, (*every, *row.limits_known)), default=0))


def after_rework(verdict: str, records: Iterable[MeasuredRecord]) -> str:
    """A verdict with what was out of limits before its rework: In; reworked, see NCR-0004."""
    reports = (record.measurement.nonconformance for record in records if record.again)
    named = joined(*dict.fromkeys(reports), by=", ")
    return f"{verdict}; reworked, see {named}" if named else verdict


def in_or_out(record: MeasuredRecord) -> str:
    """In, Out, or a dash where it cannot be said; a result that was reworked says so."""
    if record.again:
        return "Out, reworked"
    return {True: "In", False: "Out", None: "–"}[record.within]


def total(rows: Sequence[Measured]) -> str:
    """All results together as one sentence; what was not measured is said."""
    count = sum(len(row.standing) for row in rows)
    outside = sum(len(row.outside) for row in rows)
    unknown = sum(record.within is None for row in rows for record in row.standing)
    lacking = sum(not row.records for row in rows)
    short = [row.number for row in rows if row.records and row.pieces_left_out]
    parts = [
        f"{outside} of {count} results out of limits" if outside else "",
        f"{unknown} without result or limits" if unknown else "",
        f"{lacking} {'characteristic' if lacking == 1 else 'characteristics'} not measured"
        if lacking
        else "",
    ]
    not_all = (
        f" Not every measured piece has a result for {', '.join(dict.fromkeys(short))}." if short else ""
    )
    told = "; ".join(part for part in parts if part)
    if not count:
        return "Nothing was measured."
    said = f"{told[0].upper()}{told[1:]}." if told else f"All {count} results are within their limits."
    return f"{said}{not_all}{_before_rework(rows)}"


def _before_rework(rows: Sequence[Measured]) -> str:
    before = sum(len(row.records) - len(row.standing) for row in rows)
    word = "result" if before == 1 else "results"
    return f" Reworked and measured again: {before} {word}." if before else ""


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
