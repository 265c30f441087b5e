"""Measurements: each result is there, within its limits or dispositioned, and belongs to the part that was made."""

from __future__ import annotations

from collections.abc import Iterator

from lotbook.checks.rework import is_outside
from lotbook.checks.shop import Check, Shop, at, named, stopping
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.domain.values import number_text
from lotbook.tables.characteristics import Characteristic

RESULT_MISSING = Kind(
    "result-missing",
    Severity.WARN,
    "A measurement has no result",
    "An empty result on a dimensional report is the quickest reason to send a package back.",
    "Enter the measured value, or delete the row if nothing was measured.",
)
RESULT_OUT_OF_LIMITS = Kind(
    "result-out-of-limits",
    Severity.STOP,
    "A result is out of its limits and nobody decided about it",
    "A piece outside its limits ships only with a nonconformance that says what was decided.",
    "Measure again; if it stays, open a nonconformance and name it in this row.",
)
GAUGE_MISSING = Kind(
    "gauge-missing",
    Severity.NOTE,
    "A measurement does not name its gauge",
    "If a gauge is found to be wrong, only results that name it can be found again. Stops in the profiles aerospace and "
    "medical.",
    "Enter the gauge's number.",
)
CHARACTERISTIC_OF_OTHER_PART = Kind(
    "characteristic-of-other-part",
    Severity.STOP,
    "A measurement belongs to another part or revision",
    "The limits of another drawing were applied to this run.",
    "Choose the characteristic of the part and revision that was made.",
)


def results(shop: Shop) -> Iterator[Finding]:
    """Each result is there and within its limits, or names its nonconformance."""
    gauge = stopping(GAUGE_MISSING, when=shop.strict)
    for each in shop.records.measurements:
        feature = shop.characteristics.get(shop.keys[each.characteristic])
        if each.result is None:
            yield RESULT_MISSING.at(at(each, "result"), f"{named(each)} has no result.")
            continue
        if not each.gauge:
            yield gauge.at(at(each, "gauge"), f"{named(each)} was measured, but no gauge is named.")
        if feature is not None and not each.nonconformance and is_outside(each, feature):
            message = (
                f"{named(each)} measured {number_text(each.result)} {feature.unit or ''}; the limits are "
                f"{_limits(feature)}."
            )
            yield RESULT_OUT_OF_LIMITS.at(at(each, "result"), message)


def _limits(feature: Characteristic) -> str:
    low, high = feature.lower_limit, feature.upper_limit
    if low is not None and high is not None:
        return f"{number_text(low)} to {number_text(high)}"
    return f"at least {number_text(low)}" if low is not None else f"at most {number_text(high or 0.0)}"


def parts(shop: Shop) -> Iterator[Finding]:
    """A measured characteristic is one of the part and revision that the run made."""
    keys = shop.keys
    for each in shop.records.measurements:
        feature = shop.characteristics.get(keys[each.characteristic])
        run = shop.runs.get(keys[each.run_id])
        if feature is None or run is None:
            continue
        measured = (keys[feature.part_number], keys[feature.part_revision])
        if measured != (keys[run.part_number], keys[run.part_revision]):
            message = (
                f"{each.characteristic} is of {feature.part_number} revision {feature.part_revision}, but "
                f"{each.run_id} made {run.part_number} revision {run.part_revision}."
            )
            yield CHARACTERISTIC_OF_OTHER_PART.at(at(each, "characteristic"), message)


CHECKS: tuple[Check, ...] = (results, parts)
