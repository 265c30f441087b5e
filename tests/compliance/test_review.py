"""Values of a certificate against limits: units, minimum only, sums, rounding, what cannot be."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotbook.compliance.house_limits import base, limits_of, names, temper
from lotbook.compliance.reported import Reported, element
from lotbook.compliance.review import Limits, Result, impossible, judged, review
from lotbook.tables.grade_limits import GradeLimit
from tests.story import records


def limits(text, grade):
    return limits_of(records(text).grade_limits, grade)


HOUSE = """
Grade limits
Grade  | Element or property | Minimum | Maximum | Unit
6063   | Mg                  | 0.45    | 0.9     | %
6063   | Fe                  |         | 0.35    | %
6063   | OTHER_EACH          |         | 0.05    | %
6063   | OTHER_TOTAL         |         | 0.15    | %
303    | S                   | 0.15    |         | %
17-4PH | Nb+Ta               | 0.15    | 0.45    | %
Ti     | H                   |         | 0.015   | %
4140   | Rm                  | 950     |         | MPa
"""


def value(name, number, unit="%", **more):
    return Reported(name, Decimal(number), unit, **more)


def found(values, grade):
    return {line.name: line.house_result for line in review(values, limits(HOUSE, grade))}


def test_a_value_below_the_shops_minimum_is_outside():
    assert found([value("Mg", "0.3795"), value("Fe", "0.16")], "6063") == {
        "Mg": Result.OUTSIDE,
        "Fe": Result.WITHIN,
    }


def test_ppm_is_told_in_the_limits_percent():
    (line,) = review([value("H", "35", "ppm")], limits(HOUSE, "Ti"))
    assert (line.house_result, line.note) == (Result.WITHIN, "= 0.0035 %")
    assert found([value("H", "200", "ppm")], "Ti") == {"H": Result.OUTSIDE}


def test_a_limit_can_be_a_minimum_only():
    assert found([value("S", "0.10")], "303") == {"S": Result.OUTSIDE}
    assert found([value("S", "0.90")], "303") == {"S": Result.WITHIN}


def test_a_sum_counts_together_and_a_missing_part_is_never_taken_for_nothing():
    assert found([value("Nb", "0.1"), value("Ta", "0.1")], "17-4PH")["Nb+Ta"] is Result.WITHIN
    assert found([value("Nb", "0.4"), value("Ta", "0.1")], "17-4PH")["Nb+Ta"] is Result.OUTSIDE
    assert found([value("Nb", "0.1")], "17-4PH")["Nb+Ta"] is Result.UNKNOWN
    assert found([value("Nb", "0.5")], "17-4PH")["Nb+Ta"] is Result.OUTSIDE


def test_elements_without_a_limit_of_their_own_count_as_others():
    seen = found([value("Al", "98"), value("Mg", "0.5"), value("V", "0.06"), value("Bi", "0.04")], "6063")
    assert (seen["V"], seen["Bi"], seen["Al"]) == (Result.OUTSIDE, Result.WITHIN, Result.NO_LIMIT)
    assert seen["Others, total"] is Result.WITHIN
    seen = found([value("V", "0.05"), value("Bi", "0.05"), value("Ni", "0.051")], "6063")
    assert seen["Others, total"] is not Result.WITHIN


@pytest.mark.parametrize(
    ("number", "maximum", "result"),
    [
        ("0.354", "0.35", Result.ROUNDED),
        ("0.355", "0.35", Result.OUTSIDE),
        ("0.345", "0.35", Result.WITHIN),
        ("0.25", "0.2", Result.ROUNDED),
        ("0.151", "0.150", Result.OUTSIDE),
    ],
)
def test_outside_values_are_rounded_to_the_limits_decimals_and_it_is_said(number, maximum, result):
    assert judged(value("X", number), Limits(None, Decimal(maximum), "%")) is result


def test_a_mistyped_giant_is_outside():
    assert judged(value("Mg", "1e300"), Limits(None, Decimal("0.35"), "%")) is Result.OUTSIDE


def test_the_finer_of_two_limits_tells_the_decimals():
    assert judged(value("Cu", "0.44"), Limits(Decimal("0.15"), Decimal("0.4"), "%")) is Result.OUTSIDE


def test_less_than_is_enough_for_a_maximum_and_nothing_for_a_minimum():
    assert judged(value("Mo", "0.002", below=True), Limits(None, Decimal("0.05"), "%")) is Result.WITHIN
    assert judged(value("Mo", "0.9", below=True), Limits(Decimal("0.5"), None, "%")) is Result.UNKNOWN


def test_the_worst_of_several_values_counts():
    several = value("Rm", "960", "MPa", low=Decimal(940), high=Decimal(980))
    assert found([several], "4140") == {"Rm": Result.OUTSIDE}
    assert found([value("Rm", "141", "ksi")], "4140") == {"Rm": Result.WITHIN}
    assert found([value("Rm", "960", "HV")], "4140") == {"Rm": Result.OTHER_UNIT}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([value("C", "150.5")], "C 150.5 % is more than the whole"),
        ([value("C", "-0.1")], "C -0.1 % is less than nothing"),
        ([value("Fe", "60"), value("Ni", "42")], "the elements add up to 102 %"),
        ([value("Rm", "400", "MPa"), value("Rp0,2", "500", "MPa")], "Rp0,2 500 MPa is above Rm 400 MPa"),
    ],
)
def test_what_cannot_be_is_said(values, said):
    assert impossible(values) == (said,)


def test_what_can_be_is_not_doubted():
    fine = [value("C", "0.18"), value("H", "35", "ppm"), value("CEV", "0.4"), value("A", "300")]
    assert impossible([*fine, value("Re", "380", "MPa"), value("Rm", "510", "MPa")]) == ()


def test_an_impossible_value_is_never_within():
    (line,) = review([value("C", "150.5", maximum=Decimal(200))], ())
    assert line.results == (Result.IMPOSSIBLE, Result.IMPOSSIBLE)


def test_what_the_shop_limits_and_the_certificate_does_not_report_is_named():
    assert found([value("Mg", "0.5")], "6063")["Fe"] is Result.MISSING
    assert review([], limits(HOUSE, "6063")) == ()


@given(
    number=st.decimals("0.001", "99", places=3),
    minimum=st.decimals("0.001", "99", places=2),
    maximum=st.decimals("0.001", "99", places=2),
)
def test_a_share_is_judged_alike_in_percent_and_ppm(number, minimum, maximum):
    bounds = Limits(minimum, maximum, "%")
    in_ppm = Reported("Mg", number * 10_000, "ppm")
    assert judged(Reported("Mg", number, "%"), bounds) is judged(in_ppm, bounds)


@given(number=st.decimals("0.0001", "2", places=4), maximum=st.decimals("0.01", "2", places=2))
def test_rounding_never_passes_more_than_half_a_last_place(number, maximum):
    result = judged(Reported("Mg", number, "%"), Limits(None, maximum, "%"))
    assert (result is Result.WITHIN) == (number <= maximum)
    assert result is not Result.ROUNDED or number - maximum <= Decimal("0.005")


def test_a_grade_is_known_by_its_bare_name_and_its_number():
    assert base("EN AW-6060 T66") == base("Al 6060 T66") == "6060"
    assert names("Alloy 7075-T6") & names("UNS A97075")
    assert not names("6061-T6") & names("6063-T6")
    assert (temper("6061-T651"), temper("42CrMo4 +QT"), temper("316L")) == ("T651", "+QT", "")
    assert isinstance(limits(HOUSE, "AISI 303")[0], GradeLimit)
    assert limits(HOUSE, None) == ()


def test_a_symbol_is_an_element_whatever_its_capitals():
    assert [element(name) for name in ("AL", "h2", "Rm", "CEV", "co")] == ["Al", "H", "", "", "Co"]
    assert Reported("Re", Decimal(380), "MPa").element == ""
