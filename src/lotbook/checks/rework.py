"""Rework: a piece that was out of its limits is measured again, and the later result is the one that counts."""

from __future__ import annotations

from collections.abc import Sequence

from lotbook.checks.shop import Shop
from lotbook.tables.characteristics import Characteristic
from lotbook.tables.measurements import Measurement
from lotbook.tables.nonconformances import Nonconformance

REWORKED = ("Rework", "Repair")  # dispositions after which a piece is measured again


def is_outside(row: Measurement, feature: Characteristic | None) -> bool:
    """Whether a result lies beyond its limits; never when there is no result or nothing to compare with."""
    if row.result is None or feature is None:
        return False
    low, high = feature.lower_limit, feature.upper_limit
    return (low is not None and row.result < low) or (high is not None and row.result > high)


def was_reworked(row: Measurement, feature: Characteristic | None, ncr: Nonconformance | None) -> bool:
    """Whether a result is the one before rework: out of limits, and its nonconformance says Rework or Repair."""
    return is_outside(row, feature) and ncr is not None and ncr.disposition in REWORKED


def comes_after(later: Measurement, earlier: Measurement) -> bool:
    """Whether a result was taken of the same named piece on the same day or later, as both rows say."""
    if not earlier.piece or later.measured_on is None or earlier.measured_on is None:
        return False
    return later.measured_on >= earlier.measured_on


def is_one_after_another(shop: Shop, rows: Sequence[Measurement]) -> bool:
    """Whether rows of one piece and characteristic are its results before rework and the one after it."""
    before: list[Measurement] = []
    after: list[Measurement] = []
    for row in rows:
        feature = shop.characteristics.get(shop.keys[row.characteristic])
        ncr = shop.nonconformances.get(shop.keys[row.nonconformance])
        (before if was_reworked(row, feature, ncr) else after).append(row)
    return len(after) <= 1 and all(comes_after(last, row) for last in after for row in before)
