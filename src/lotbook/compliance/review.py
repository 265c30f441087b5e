"""Compares the values of one certificate with the certificate's own limits and with the shop's limits of the grade.

Values are told in the limit's unit and, where they are outside, once more after rounding to the limit's decimals (the
rounding method of ASTM E29, half to even). A value within only after rounding is never passed in silence: a workbook
keeps 0.40 as 0.4, so a person decides. The shop's limits are its own; "outside house limits" never says that a
standard is not met.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from enum import StrEnum
from typing import NamedTuple

from lotbook.compliance.measures import is_share, told_in
from lotbook.compliance.reported import Reported, element, name_key, shown
from lotbook.domain.values import number_text
from lotbook.tables.grade_limits import GradeLimit

OTHERS_EACH, OTHERS_TOTAL = "OTHER_EACH", "OTHER_TOTAL"
_WHOLE = Decimal(100)
_ROUNDED_SUM = Decimal(101)  # shares are printed rounded; more than this is no rounding any more
_BASE_FROM = Decimal(40)  # percent from which an element without a limit is the metal itself


class Result(StrEnum):
    """What came of comparing one value with one pair of limits."""

    WITHIN = "Within"
    ROUNDED = "Within after rounding"
    OUTSIDE = "Outside"
    IMPOSSIBLE = "Cannot be"
    OTHER_UNIT = "Other unit"
    UNKNOWN = "Cannot be judged"
    MISSING = "Not reported"
    NO_LIMIT = "No limit"


class Limits(NamedTuple):
    """A pair of limits, either of which may be missing, with the unit of both."""

    minimum: Decimal | None
    maximum: Decimal | None
    unit: str


class Line(NamedTuple):
    """One value under review.

    Attributes:
        name: element, property or sum.
        value: as reported, with its unit; empty when it is not reported.
        own: the certificate's own limits in words, and what came of it.
        house: the shop's limits in words, and what came of it.
        note: what else must be known, in words.
    """

    name: str
    value: str
    own: str
    own_result: Result
    house: str
    house_result: Result
    note: str = ""

    @property
    def results(self) -> tuple[Result, Result]:
        """Both results."""
        return self.own_result, self.house_result

    @property
    def is_left_out(self) -> bool:
        """Whether the shop asks for at least some of it and the certificate does not report it."""
        return self.house_result is Result.MISSING and not self.house.startswith("at most")


def review(values: Sequence[Reported], limits: Sequence[GradeLimit]) -> tuple[Line, ...]:
    """Every value against both sets of limits, then what the shop limits and the certificate does not report.

    Args:
        values: of one certificate, in its order.
        limits: the shop's limits of the material's grade; empty when it has none.
    """
    house = {name_key(row.element or ""): row for row in limits}
    lines = [_line(each, house, limits) for each in values]
    lines += _sums(values, limits)
    lines += _missing(values, limits)
    return tuple(lines)


def impossible(values: Sequence[Reported]) -> tuple[str, ...]:
    """What cannot be, in words: shares outside 0 to 100 %, more than the whole, a yield above the tensile strength."""
    found = [said for each in values if (said := _impossible(each))]
    total = sum((s for each in values if (s := _share(each)) is not None), Decimal(0))
    if not found and total > _ROUNDED_SUM:
        found.append(f"the elements add up to {number_text(total)} %")
    return (*found, *_upside_down(values))


def judged(value: Reported, limits: Limits) -> Result:
    """One value, or the worst of several, against one pair of limits."""
    if limits.minimum is None and limits.maximum is None:
        return Result.NO_LIMIT
    low, high = value.lowest, value.highest
    if low is None or high is None:
        return Result.UNKNOWN
    lowest, highest = told_in(low, value.unit, limits.unit), told_in(high, value.unit, limits.unit)
    if lowest is None or highest is None:
        return Result.OTHER_UNIT
    if limits.minimum is not None and value.below and lowest > limits.minimum:
        return Result.UNKNOWN  # "less than 0.5" says nothing about a minimum of 0.3
    if limits.maximum is not None and value.above and highest < limits.maximum:
        return Result.UNKNOWN
    if _inside(lowest, highest, limits):
        return Result.WITHIN
    places = _decimals(limits)
    try:
        rounded = [each.quantize(places, ROUND_HALF_EVEN) for each in (lowest, highest)]
    except InvalidOperation:  # a mistyped value such as 1e300 is outside, however it is rounded
        return Result.OUTSIDE
    return Result.ROUNDED if _inside(rounded[0], rounded[1], limits) else Result.OUTSIDE


def _inside(lowest: Decimal, highest: Decimal, limits: Limits) -> bool:
    above = limits.minimum is None or lowest >= limits.minimum
    return above and (limits.maximum is None or highest <= limits.maximum)


def _decimals(limits: Limits) -> Decimal:
    """The last place of the limits as written; of two the finer one, because a cell keeps 0.40 as 0.4."""
    places = [min(int(x.as_tuple().exponent), 0) for x in (limits.minimum, limits.maximum) if x is not None]
    return Decimal(1).scaleb(min(places))


def _line(value: Reported, house: dict[str, GradeLimit], limits: Sequence[GradeLimit]) -> Line:
    own = Limits(value.minimum, value.maximum, value.unit)
    row = house.get(name_key(value.name)) or _as_other(value, limits)
    bounds = Limits(row.minimum, row.maximum, row.unit or "%") if row else Limits(None, None, "")
    said = _impossible(value)
    own_result = Result.IMPOSSIBLE if said else judged(value, own)
    house_result = Result.IMPOSSIBLE if said else judged(value, bounds)
    note = said or _converted(value, bounds)
    if row and row.element == OTHERS_EACH:
        note = note or "other element, each"
    return Line(value.name, shown(value), range_text(own), own_result, range_text(bounds), house_result, note)


def _as_other(value: Reported, limits: Sequence[GradeLimit]) -> GradeLimit | None:
    """The limit for elements that have none of their own."""
    if value not in _others([value], limits):
        return None
    return next((row for row in limits if row.element == OTHERS_EACH), None)


def _others(values: Iterable[Reported], limits: Sequence[GradeLimit]) -> list[Reported]:
    """Elements that no limit names, without the metal itself."""
    named = {element(part) for row in limits for part in (row.element or "").split("+")}
    return [
        each
        for each in values
        if each.element and each.element not in named and (_share(each) or Decimal(0)) < _BASE_FROM
    ]


def _sums(values: Sequence[Reported], limits: Sequence[GradeLimit]) -> Iterator[Line]:
    """Limits of sums: ``Nb+Ta``, and all other elements together."""
    for row in limits:
        name = row.element or ""
        if name == OTHERS_TOTAL:
            parts = _others(values, limits)
            if parts:
                yield _sum("Others, total", parts, row, whole=True)
        elif "+" in name:
            wanted = [element(part) for part in name.split("+")]
            parts = [each for each in values if each.element and each.element in wanted]
            if parts:
                yield _sum(name, parts, row, whole=len(parts) == len(wanted))


def _sum(name: str, parts: Sequence[Reported], row: GradeLimit, *, whole: bool) -> Line:
    """A sum; where a part of it is not reported, what is there can be too much but not too little."""
    unit = row.unit or "%"
    told = [None if each.value is None else told_in(each.value, each.unit, unit) for each in parts]
    total = Reported(name, sum((x for x in told if x is not None), Decimal(0)), unit)
    bounds = Limits(row.minimum, row.maximum, unit)
    result = judged(total, bounds)
    short = not whole and row.minimum is not None and (total.value or 0) < row.minimum
    if None in told or (result is Result.OUTSIDE and short):
        result = Result.UNKNOWN
    note = "" if whole else f"only {' and '.join(each.element for each in parts)} reported"
    return Line(name, shown(total), "", Result.NO_LIMIT, range_text(bounds), result, note)


def _missing(values: Sequence[Reported], limits: Sequence[GradeLimit]) -> Iterator[Line]:
    """What the shop limits and the certificate does not report at all."""
    reported = {name_key(each.name) for each in values}
    for row in limits if values else ():
        name = row.element or ""
        parts = {name_key(part) for part in name.split("+")}
        if name in (OTHERS_EACH, OTHERS_TOTAL) or parts & reported:
            continue
        bounds = Limits(row.minimum, row.maximum, row.unit or "%")
        yield Line(name, "", "", Result.NO_LIMIT, range_text(bounds), Result.MISSING)


def _share(value: Reported) -> Decimal | None:
    """An element's share in percent; None for what is no share of an element."""
    if not value.element or value.value is None or not is_share(value.unit):
        return None
    return told_in(value.value, value.unit, "%")


def _impossible(value: Reported) -> str:
    share = _share(value)
    if share is None or 0 <= share <= _WHOLE:
        return ""
    if share < 0:
        return f"{value.name} {shown(value)} is less than nothing"
    return f"{value.name} {shown(value)} is more than the whole"


def _upside_down(values: Sequence[Reported]) -> Iterator[str]:
    """A yield strength above the tensile strength: the two were exchanged, or one is mistyped."""
    by_name = {name_key(each.name): each for each in values}
    tensile = by_name.get("rm")
    for name in ("rp0.2", "reh", "re", "rel"):
        proof = by_name.get(name)
        if tensile and proof and tensile.highest is not None and proof.lowest is not None:
            told = told_in(proof.lowest, proof.unit, tensile.unit)
            if told is not None and told > tensile.highest:
                yield f"{proof.name} {shown(proof)} is above {tensile.name} {shown(tensile)}"


def _converted(value: Reported, bounds: Limits) -> str:
    """The value in the limit's unit, where the certificate prints another one."""
    if value.value is None or not bounds.unit or range_text(bounds) == "":
        return ""
    told = told_in(value.value, value.unit, bounds.unit)
    if told is None or told == value.value:
        return ""
    return f"= {number_text(told.normalize())} {bounds.unit}"


def range_text(limits: Limits) -> str:
    """Limits as a person reads them: ``0.45 to 0.9 %``, ``at most 0.1 %``, ``at least 0.15 %``; empty without any."""
    unit = f" {limits.unit}" if limits.unit else ""
    if limits.minimum is not None and limits.maximum is not None:
        return f"{number_text(limits.minimum)} to {number_text(limits.maximum)}{unit}"
    if limits.maximum is not None:
        return f"at most {number_text(limits.maximum)}{unit}"
    return f"at least {number_text(limits.minimum)}{unit}" if limits.minimum is not None else ""
