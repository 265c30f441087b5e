"""A cell as xlwings gives it becomes the value a closed file would give."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotbook.domain.values import CellError
from lotbook.hosts.file.cellvalues import day_of, serial_of
from lotbook.hosts.live.area import Area, areas
from lotbook.hosts.live.values import cell_of, looks_like_error, may_be_misread, same_cell, value_of


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (220.0, 220),
        (5.5, 5.5),
        (-3.0, -3),
        (1e300, 1e300),
        (Decimal("19.9900"), 19.99),
        (True, True),
        ("00123", "00123"),
        (None, None),
        (datetime(2024, 5, 3), date(2024, 5, 3)),
        (datetime(2024, 5, 3, 7, 30), datetime(2024, 5, 3, 7, 30)),
        (datetime(2024, 5, 3, 7, 29, 59, 999_999), datetime(2024, 5, 3, 7, 30)),
        (datetime(2024, 5, 2, 23, 59, 59, 999_900), date(2024, 5, 3)),
        (datetime(1899, 12, 30, 12), 0.5),
        (datetime(1899, 12, 30), 0),
    ],
)
def test_a_cell_as_a_closed_file_gives_it(cell, value):
    assert value_of(cell) == value
    assert type(value_of(cell)) is type(value)


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)).map(lambda d: d.replace(microsecond=0)))
def test_every_day_of_the_calendar_is_read_like_the_closed_file(moment):
    """xlwings counts from 30 December 1899, so the days before March 1900 are one off, as they are in Excel's own file."""
    serial = serial_of(moment, dates_1904=False)
    as_xlwings = datetime(1899, 12, 30) + (moment - datetime(1899, 12, 30))
    if serial >= 61:
        assert value_of(as_xlwings) == day_of(serial, dates_1904=False)


@pytest.mark.parametrize("text", ["#N/A", "#DIV/0!", "#REF!", "#NAME?", "#VALUE!", "#SPILL!", "Err:502"])
def test_texts_that_may_be_errors(text):
    assert looks_like_error(text)


@pytest.mark.parametrize("text", ["#1", "N/A", "#N/A ", "ERR", "#SOMETHING", ""])
def test_texts_that_are_none(text):
    assert not looks_like_error(text)


@pytest.mark.parametrize(
    "text", ["22E1", "3-4", "00123", "=1+1", "+1", "-5", "@SUM(A1)", "'x", "1,5", "9.10", "TRUE", "wahr", "May 3", "12:30"]
)  # fmt: skip
def test_texts_that_a_spreadsheet_may_misread(text):
    assert may_be_misread(text)


@pytest.mark.parametrize("text", ["Released", "steel sheet", "Smith & Sons", "Müller", "Quarantine"])
def test_texts_that_no_spreadsheet_misreads(text):
    assert not may_be_misread(text)


def test_what_was_written_is_compared_by_kind():
    assert same_cell(5, Decimal("5.0"))
    assert same_cell(0.1, Decimal("0.1"))
    assert same_cell(None, "")
    assert not same_cell("5", 5)
    assert not same_cell(220, "22E1")
    assert not same_cell(date(2026, 4, 3), "3-4")
    assert cell_of(CellError("#N/A")) == "#N/A"


@given(st.sets(st.tuples(st.integers(1, 9), st.integers(1, 6)), max_size=30))
def test_rectangles_cover_exactly_the_cells(cells):
    covered = [
        (row, column)
        for area in areas(cells)
        for row in range(area.top, area.bottom + 1)
        for column in range(area.left, area.right + 1)
    ]
    assert sorted(covered) == sorted(cells)


def test_a_block_is_one_rectangle_and_a_filtered_column_several():
    assert list(areas([(1, 1), (1, 2), (2, 1), (2, 2)])) == [Area(1, 1, 2, 2)]
    assert list(areas([(3, 2), (4, 2), (7, 2)])) == [Area(3, 2, 4, 2), Area(7, 2, 7, 2)]
    assert list(areas([])) == []
