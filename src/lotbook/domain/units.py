"""Units of quantity: which ones can be turned into each other, and by how much, exactly.

Only units of the same measure convert (kg and g, m and ft); pieces and sheets stand for themselves. Factors are exact
by definition: 1 in = 25.4 mm, 1 lb = 0.45359237 kg (international yard and pound, 1959).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

# unit -> (what it measures, how many of the measure's base unit it is)
_MEASURES: Mapping[str, tuple[str, Decimal]] = MappingProxyType(
    {
        "mm": ("length", Decimal(1)),
        "m": ("length", Decimal(1000)),
        "in": ("length", Decimal("25.4")),
        "ft": ("length", Decimal("304.8")),
        "g": ("mass", Decimal(1)),
        "kg": ("mass", Decimal(1000)),
        "lb": ("mass", Decimal("453.59237")),
        "oz": ("mass", Decimal("28.349523125")),
        "m2": ("area", Decimal(1)),
        "ft2": ("area", Decimal("0.09290304")),
        "mL": ("volume", Decimal(1)),
        "L": ("volume", Decimal(1000)),
    }
)


def converted(quantity: Decimal, unit: str | None, to: str | None) -> Decimal | None:
    """A quantity in another unit, or None when the two do not measure the same thing or one is unknown.

    >>> converted(Decimal(200), "g", "kg")
    Decimal('0.2')
    """
    if unit == to:
        return quantity
    source, target = _MEASURES.get(unit or ""), _MEASURES.get(to or "")
    if source is None or target is None or source[0] != target[0]:
        return None
    return quantity * source[1] / target[1]


def convertible(unit: str | None, to: str | None) -> bool:
    """Whether a quantity in one unit can be told in the other."""
    return converted(Decimal(1), unit, to) is not None
