"""Measured results of a measuring machine, compared with what the workbook knows of the part before they are brought in.

Nothing is converted and nothing is guessed: a unit, a limit or a verdict that does not agree is a question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from lotbook.domain.findings import Finding, Place
from lotbook.domain.identifiers import key, same
from lotbook.domain.values import number_text
from lotbook.tables.characteristics import Characteristic
from lotbook.tables.foreign import results_kinds as kinds
from lotbook.tables.foreign.register import ForeignTable
from lotbook.tables.manufacture import Run
from lotbook.tables.records import Records

_FINEST = Decimal("0.000001")  # of a millimetre or inch: finer digits are the noise of a computer's numbers
_UNITS = {
    "mm": "mm", "millimeter": "mm", "millimetre": "mm", "in": "in", "inch": "in", "inches": "in", "um": "um",
    "µm": "um", "μm": "um", "micrometer": "um", "micrometre": "um", "m": "m", "meter": "m", "metre": "m", "cm": "cm",
    "deg": "deg", "degree": "deg", "degrees": "deg", "°": "deg", "rad": "rad", "radian": "rad", "zoll": "in", "pouce": "in", "pouces": "in", "pulgada": "in", "pulgadas": "in",
    "millimètre": "mm", "milímetro": "mm", "grad": "deg", "degré": "deg", "degrés": "deg", "grado": "deg", "grados": "deg",
}  # fmt: skip


class Item(NamedTuple):
    """One characteristic as the measuring program knows it; limits are absolute, an unknown one is None.

    ``only_in_our_unit`` says that a result in another unit than the drawing's is left out without a question: programs
    write a roughness in the unit of the file's lengths, drawings tell it in micrometres.
    """

    designator: str
    name: str
    nominal: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    unit: str
    only_in_our_unit: bool = False

    @property
    def called(self) -> str:
        """What people call it: the balloon, else its name."""
        return self.designator or self.name

    @property
    def limits(self) -> str:
        """Both limits as a sentence says them."""
        return _limits(self.lower, self.upper)


class Result(NamedTuple):
    """One measured value; ``passed`` as the measuring program says, None where it does not."""

    number: int
    item: Item
    piece: str
    value: Decimal | None
    passed: bool | None = None
    gauge: str = ""
    inspector: str = ""
    measured_on: date | None = None


class Results(NamedTuple):
    """Everything in a file; ``counted`` says that its pieces have no names and were numbered."""

    name: str
    results: tuple[Result, ...]
    counted: bool = False


MEASUREMENTS = ("Run ID", "Characteristic", "Piece", "Result", "Gauge", "Inspector", "Measured on")
CHARACTERISTICS = (
    "Characteristic", "Part number", "Part revision", "Balloon", "Description", "Nominal", "Lower limit", "Upper limit",
    "Unit",
)  # fmt: skip


def unit_of(name: str | None) -> str:
    """A unit by the word the workbook has for it: millimetre -> mm."""
    plain = (name or "").strip()
    return _UNITS.get(plain.casefold(), plain)


def as_measurements(
    records: Records, found: Results, run: Run, unit: str = ""
) -> tuple[ForeignTable, list[Finding]]:
    """The results as rows of Measurements, and what must be answered first.

    Args:
        records: the workbook.
        found: what the file holds.
        run: the run they were measured on.
        unit: of its lengths, as the user says; empty for the file's own.
    """
    known = by_name(records.characteristics, run)
    people = {key(person.name): person.name for person in records.people if person.name}
    findings = list(_about_items(found, known, run, unit))
    rows = []
    for result in found.results:
        place = Place(found.name, result.number, result.item.called)
        limits = _match(known, result.item)
        if result.value is None or (open_point := _left_out(result.item, limits, unit)):
            told = "no number" if result.value is None else open_point
            findings.append(kinds.NO_VALUE.at(place, f"{result.item.called}, piece {result.piece}: {told}."))
            continue
        if limits:
            findings += _verdict(place, result, limits)
        rows.append((
            result.number,
            (
                run.run_id, limits.characteristic if limits else result.item.called, result.piece,
                _rounded(result.value), result.gauge or None, people.get(key(result.inspector)),
                result.measured_on,
            ),
        ))  # fmt: skip
    if found.counted and rows:
        pieces = len({result.piece for result in found.results})
        findings.append(kinds.PIECE_BY_ORDER.at(Place(found.name), f"{found.name}: pieces 1 to {pieces}."))
    return ForeignTable(found.name, MEASUREMENTS, tuple(rows)), findings


def _left_out(item: Item, limits: Characteristic | None, unit: str) -> str:
    """Why a result with a number is left out all the same; empty when it is brought in."""
    theirs = unit_of(item.unit or unit)
    if limits is None or not item.only_in_our_unit or theirs == unit_of(limits.unit):
        return ""
    return f"in {theirs or 'no unit'}, {limits.characteristic} in {unit_of(limits.unit)}"


def as_characteristics(found: Results, run: Run, unit: str = "") -> tuple[ForeignTable, list[Finding]]:
    """The measured characteristics as rows of the sheet of that name, for the part and revision of a run."""
    items = list(dict.fromkeys(result.item for result in found.results))
    part, revision = run.part_number or "", run.part_revision or ""
    rows = tuple(
        (
            number,
            (
                f"{part}-{revision} #{item.called}", part, revision, item.designator or None,
                item.name or item.called, item.nominal, item.lower, item.upper, unit_of(item.unit or unit) or None,
            ),
        )
        for number, item in enumerate(items, start=1)
    )  # fmt: skip
    return ForeignTable(found.name, CHARACTERISTICS, rows), list(_without_unit(found, items, unit))


def other_unit(place: Place, called: str, theirs: str, limits: Characteristic) -> Finding:
    """The question about a result whose unit is not the drawing's."""
    ours = unit_of(limits.unit)
    return kinds.UNIT_DIFFERS.at(place, f"{called} is in {theirs}, {limits.characteristic} in {ours}.")


def by_name(rows: Sequence[Characteristic], run: Run) -> dict[str, Characteristic]:
    """The characteristics of a run's part by every name that can only mean one of them."""
    mine = [
        row for row in rows
        if same(row.part_number, run.part_number) and same(row.part_revision, run.part_revision)
    ]  # fmt: skip
    found: dict[str, Characteristic] = {}
    for field in ("description", "characteristic", "balloon"):  # the last one wins: it stands on the drawing
        names = [key(getattr(row, field) or "") for row in mine]
        found |= {name: row for name, row in zip(names, mine, strict=True) if name and names.count(name) == 1}
    return found


def _match(known: Mapping[str, Characteristic], item: Item) -> Characteristic | None:
    return known.get(key(item.designator)) or known.get(key(item.name))


def _about_items(
    found: Results, known: Mapping[str, Characteristic], run: Run, unit: str
) -> Iterator[Finding]:
    items = list(dict.fromkeys(result.item for result in found.results))
    yield from _without_unit(found, items, unit)
    for item in items:
        place = Place(found.name, 0, item.called)
        limits = _match(known, item)
        if limits is None:
            yield kinds.CHARACTERISTIC_UNKNOWN.at(
                place,
                f"{item.called} ({item.limits}) is no characteristic of {run.part_number} {run.part_revision}.",
            )
            continue
        theirs, ours = unit_of(item.unit or unit), unit_of(limits.unit)
        if theirs and theirs != ours and not item.only_in_our_unit:
            yield other_unit(place, item.called, theirs, limits)
        elif theirs and theirs == ours and _differ(item, limits):
            yield kinds.LIMITS_DIFFER.at(
                place,
                f"{item.called} has {item.limits} in {place.sheet}, and {limits.characteristic} on Characteristics has "
                f"{_limits(limits.lower_limit, limits.upper_limit)}.",
            )


def _without_unit(found: Results, items: Sequence[Item], unit: str) -> Iterator[Finding]:
    if not unit and (open_ones := [item.called for item in items if not item.unit]):
        yield kinds.WHICH_UNIT.at(
            Place(found.name), f"{found.name} names no unit for {', '.join(open_ones[:5])}."
        )


def _differ(item: Item, limits: Characteristic) -> bool:
    """Whether a limit is another one; where the measuring program names none, nothing can be compared."""
    pairs = ((item.lower, limits.lower_limit), (item.upper, limits.upper_limit))
    return any(
        theirs is not None and (ours is None or _rounded(theirs) != _rounded(ours)) for theirs, ours in pairs
    )


def _verdict(place: Place, result: Result, limits: Characteristic) -> Iterator[Finding]:
    value = _rounded(result.value or Decimal(0))
    lower, upper = limits.lower_limit, limits.upper_limit
    if result.passed is None or (lower is None and upper is None):
        return
    within = (lower is None or value >= lower) and (upper is None or value <= upper)
    if within != result.passed:
        theirs, ours = ("in", "out") if result.passed else ("out", "in")
        yield kinds.VERDICT_DIFFERS.at(
            place,
            f"{result.item.called}, piece {result.piece}: {number_text(value)} is {theirs} for the measuring program "
            f"and {ours} by {limits.characteristic} ({_limits(lower, upper)}).",
        )


def _rounded(value: Decimal) -> Decimal:
    exponent = value.normalize().as_tuple().exponent
    fine = isinstance(exponent, int) and exponent < -6
    return value.quantize(_FINEST).normalize() if fine else value


def _limits(lower: Decimal | None, upper: Decimal | None) -> str:
    if lower is None or upper is None:
        one = upper if lower is None else lower
        word = "at most" if lower is None else "at least"
        return "no limits" if one is None else f"{word} {number_text(_rounded(one))}"
    return f"{number_text(_rounded(lower))} to {number_text(_rounded(upper))}"
