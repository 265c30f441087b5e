"""Units."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotbook.domain.units import converted, convertible
from lotbook.tables.lists import UNITS


@pytest.mark.parametrize(
    ("quantity", "unit", "to", "result"),
    [
        ("200", "g", "kg", "0.2"),
        ("1", "lb", "g", "453.59237"),
        ("16", "oz", "lb", "1"),
        ("12", "in", "ft", "1"),
        ("1", "ft", "m", "0.3048"),
        ("1", "ft2", "m2", "0.09290304"),
        ("500", "mL", "L", "0.5"),
        ("5", "pcs", "pcs", "5"),
        ("5", None, None, "5"),
    ],
)
def test_units_of_one_measure_convert_exactly(quantity, unit, to, result):
    assert converted(Decimal(quantity), unit, to) == Decimal(result)


@pytest.mark.parametrize(
    ("unit", "to"), [("sheet", "kg"), ("m", "kg"), ("pcs", "sheet"), ("m2", "m"), ("pcs", None)]
)
def test_what_does_not_measure_the_same_thing_never_converts(unit, to):
    assert converted(Decimal(1), unit, to) is None
    assert converted(Decimal(1), to, unit) is None
    assert not convertible(unit, to)


@given(st.sampled_from(UNITS), st.sampled_from(UNITS))
def test_there_and_back_is_the_same_quantity(unit, to):
    there = converted(Decimal(7), unit, to)
    assert convertible(unit, to) == convertible(to, unit) == (there is not None)
    if there is not None:
        back = converted(there, to, unit)
        assert back is not None
        assert abs(back - 7) < Decimal("1e-20")
