"""Raw cells become typed values; what does not fit becomes a finding, never a guess."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotbook.domain.values import CellError
from lotbook.tables import cells
from lotbook.tables.cells import NO_VALUE, convert
from lotbook.tables.column import (
    Column,
    Kind,
    calculated,
    choice,
    day,
    file,
    identifier,
    issued,
    link,
    number,
    text,
    yesno,
)

HEAT = identifier("Heat", "")
NAME = text("Name", "")
STATUS = choice("Status", "Lot status", "")
PAPERS = choice("Documents", "Documents", "", several=True)
QUANTITY = number("Quantity", "")
DAY = day("Received on", "")
SWITCH = yesno("Approved", "")
COLUMNS = (
    HEAT, NAME, STATUS, PAPERS, QUANTITY, DAY, SWITCH, issued("Lot ID", ""), link("Source", "A.B", ""), file("File", ""),
    calculated("On hand", "", ""),
)  # fmt: skip


def read(column: Column, *raw: object) -> tuple[list[object], list[tuple[int, str]]]:
    values, troubles = convert(column, list(raw))  # type: ignore[arg-type]
    return list(values), [(trouble.position, trouble.kind.code) for trouble in troubles]


@pytest.mark.parametrize(
    ("raw", "shown", "code"),
    [
        (220.0, "220", "identifier-became-number"),
        (22e15, "22000000000000000", "identifier-became-number"),
        (123, "123", "identifier-became-number"),
        (True, "Yes", "identifier-became-number"),
        (date(2024, 3, 4), "2024-03-04", "identifier-became-date"),
        (datetime(2024, 3, 4, 0, 0), "2024-03-04 00:00", "identifier-became-date"),
    ],
)
def test_an_identifier_that_excel_changed_is_shown_and_reported_never_repaired(raw, shown, code):
    assert read(HEAT, "H1", raw, None) == (["H1", shown, None], [(1, code)])


def test_an_identifier_keeps_its_zeros_dashes_and_letters():
    assert read(HEAT, "00123", "22E1", "3-4", "H83\u2013017") == (
        ["00123", "22E1", "3-4", "H83\u2013017"],
        [],
    )


@pytest.mark.parametrize("raw", ["H1\u00a0", " H1", "H1 ", "H\u200b1", "H1\t", "H\u00ad1", "H1\n"])
def test_what_cannot_be_seen_in_an_identifier_is_kept_and_reported(raw):
    assert read(HEAT, raw) == ([raw], [(0, "hidden-characters")])
    assert read(NAME, raw) == ([raw], [])


def test_blank_texts_do_not_exist_past_the_reader():
    assert read(HEAT, "", "  ", "\u00a0", None) == ([None, None, None, None], [])
    assert read(NAME, "", " \n ", "x") == ([None, None, "x"], [])
    assert read(STATUS, "", "Hold") == ([None, "Hold"], [])
    assert read(QUANTITY, " ", 1) == ([None, Decimal(1)], [])
    assert read(DAY, "", date(2024, 1, 1)) == ([None, date(2024, 1, 1)], [])


def test_words_that_are_numbers_print_as_excel_shows_them():
    assert read(NAME, 12.5, "x") == (["12.5", "x"], [(0, "text-became-number")])


def test_a_word_is_one_of_its_list_in_any_spelling():
    assert read(STATUS, "released", "Hold ", "Freigegeben") == (
        ["Released", "Hold", "Freigegeben"],
        [(2, "not-in-list")],
    )
    assert read(PAPERS, "coc;  packing slip", "COC, MTR") == (
        ["COC, Packing slip", "COC, MTR"],
        [(1, "not-in-list")],
    )


@pytest.mark.parametrize(
    ("raw", "value"),
    [(0.1, "0.1"), (0.30000000000000004, "0.3"), (12, "12"), (Decimal("1.50"), "1.50"), (-5.0, "-5")],
)
def test_a_quantity_is_exact_to_the_15_digits_excel_keeps(raw, value):
    assert read(QUANTITY, raw) == ([Decimal(value)], [])
    assert str(read(QUANTITY, raw)[0][0]) == value


@pytest.mark.parametrize("raw", ["5 kg", "1,234", "1.234,5", "?", "see binder", True])
def test_a_quantity_that_is_text_is_never_guessed(raw):
    assert read(QUANTITY, 1, raw) == ([Decimal(1), None], [(1, "number-is-text")])


def test_a_date_that_is_text_or_a_bare_number_is_never_guessed():
    assert read(DAY, date(2024, 5, 3), datetime(2024, 5, 3, 17, 30), "03/04/2025", 45000.0) == (
        [date(2024, 5, 3), date(2024, 5, 3), None, None],
        [(2, "date-is-text"), (3, "date-is-number")],
    )


def test_a_switch_says_yes_no_or_nothing():
    assert read(SWITCH, "Yes", "no", True, None, "maybe") == (
        [True, False, True, None, None],
        [(4, "not-yes-or-no")],
    )


def test_error_cells_and_formulas_without_value_are_told_apart_from_empty_ones():
    for column in COLUMNS[:-1]:
        assert read(column, CellError("#N/A"), None, NO_VALUE) == (
            [None, None, None],
            [(0, "cell-error"), (2, "formula-without-value")],
        )
    assert read(COLUMNS[-1], NO_VALUE, 5.0, "x") == ([None, None, None], [])


RAW = st.one_of(
    st.none(),
    st.sampled_from(
        ["Hold", "released", "COC", "Yes", "no", "H1", "H1 ", "\u00a0", "", "a\nb", "M\u00fcller", "5 kg"]
    ),
    st.text(max_size=4),
    st.booleans(),
    st.integers(-3, 3),
    st.floats(allow_nan=False, allow_infinity=False, width=32).map(lambda number: number + 0.0),
    st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    st.sampled_from([CellError("#REF!"), NO_VALUE, datetime(2024, 1, 1, 12)]),
)


@given(st.sampled_from(COLUMNS), st.lists(RAW, max_size=12))
def test_a_long_column_reads_like_each_of_its_cells_alone(column, raw):
    """The short cut for clean columns gives the same answer as the careful way, cell by cell."""
    values, troubles = read(column, *raw)
    alone = [_careful(column, cell) for cell in raw]
    assert values == [value for value, _ in alone]
    assert [(type(value), str(value)) for value in values] == [
        (type(value), str(value)) for value, _ in alone
    ]
    assert troubles == [(position, code) for position, (_, code) in enumerate(alone) if code]


def _careful(column: Column, cell: object) -> tuple[object, str]:
    if cell is None:
        return None, ""
    found = cells._error(cell, column) or cells._CONVERTERS[column.kind](cell, column)  # type: ignore[arg-type]
    value, trouble = found
    return value, trouble[0].code if trouble else ""


def test_every_kind_of_column_has_a_reader():
    assert set(cells._CONVERTERS) == set(Kind)
