"""Dates and numbers of other programs: read when the column proves the meaning, asked about when it does not."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotbook.tables.foreign.values import (
    Mark,
    Order,
    date_order,
    decimal_mark,
    excel_day,
    read_date,
    read_number,
)


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["03/04/2024", "13/04/2024"], Order.DAY_FIRST),
        (["03/04/2024", "04/13/2024"], Order.MONTH_FIRST),
        (["03/04/2024", "05/06/2024"], Order.UNKNOWN),
        (["13/04/2024", "04/13/2024"], Order.CONTRADICTORY),
        (["03.04.2024"], Order.DAY_FIRST),
        (["04/04/2024"], Order.DAY_FIRST),  # the same either way
        (["2024-04-03"], Order.DAY_FIRST),
    ],
)
def test_a_column_proves_its_own_order_or_is_asked_about(column, order):
    assert date_order(column) is order


@pytest.mark.parametrize(
    ("text", "order", "meant"),
    [
        ("2024-04-03", Order.UNKNOWN, date(2024, 4, 3)),
        ("2024-04-03T10:15:00", Order.UNKNOWN, date(2024, 4, 3)),
        ("03/04/2024", Order.UNKNOWN, None),
        ("04/04/2024", Order.UNKNOWN, date(2024, 4, 4)),
        ("03/04/2024", Order.DAY_FIRST, date(2024, 4, 3)),
        ("03/04/24", Order.MONTH_FIRST, date(2024, 3, 4)),
        ("3 May 2024", Order.UNKNOWN, date(2024, 5, 3)),
        ("3-May-24", Order.UNKNOWN, date(2024, 5, 3)),
        ("3. März 2024", Order.UNKNOWN, date(2024, 3, 3)),
        ("3 août 2024", Order.UNKNOWN, date(2024, 8, 3)),
        ("12 enero 2024", Order.UNKNOWN, date(2024, 1, 12)),
        ("May 3, 2024", Order.UNKNOWN, date(2024, 5, 3)),
        ("31/02/2024", Order.DAY_FIRST, None),
        ("soon", Order.DAY_FIRST, None),
    ],
)
def test_a_date_is_read_only_when_it_means_one_day(text, order, meant):
    assert read_date(text, order) == meant


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_in_either_order(day):
    assert read_date(day.strftime("%d/%m/%Y"), Order.DAY_FIRST) == day
    assert read_date(day.strftime("%m/%d/%Y"), Order.MONTH_FIRST) == day


@pytest.mark.parametrize(
    ("column", "mark"),
    [
        (["1.234,5"], Mark.COMMA),
        (["1,234.5"], Mark.POINT),
        (["1,234"], Mark.UNKNOWN),
        (["1.234"], Mark.UNKNOWN),
        (["1.234", "0,5"], Mark.COMMA),
        (["1.234.567"], Mark.COMMA),
        (["0.125"], Mark.POINT),  # no group of thousands starts with a zero
        (["12", "7"], Mark.POINT),
        (["0,5", "0.5"], Mark.CONTRADICTORY),
    ],
)
def test_a_column_proves_its_decimal_mark_or_is_asked_about(column, mark):
    assert decimal_mark(column) is mark


@pytest.mark.parametrize(
    ("text", "mark", "meant"),
    [
        ("1.234,5", Mark.COMMA, "1234.5"),
        ("1,234.5", Mark.POINT, "1234.5"),
        ("1'234.5", Mark.POINT, "1234.5"),
        ("1\u00a0234,5", Mark.COMMA, "1234.5"),
        ("-0,5", Mark.COMMA, "-0.5"),
        ("12,50", Mark.POINT, None),  # not a group of thousands
        ("1,234", Mark.UNKNOWN, None),
        ("12", Mark.UNKNOWN, "12"),
        ("5 kg", Mark.POINT, None),
        ("1.2.3", Mark.POINT, None),
        ("", Mark.POINT, None),
    ],
)
def test_a_number_is_read_only_when_it_means_one_value(text, mark, meant):
    assert read_number(text, mark) == (Decimal(meant) if meant else None)


def test_an_excel_day_count_of_this_century_is_a_day():
    assert excel_day(Decimal(45415)) == date(2024, 5, 3)
    assert excel_day(Decimal(220)) is None
