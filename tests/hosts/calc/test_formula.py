"""A formula means the same in Excel's words and in LibreOffice's, and comes back as it was written."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotbook.hosts.calc.celltypes import as_excel_code, as_moment, as_serial
from lotbook.hosts.calc.formula import to_calc, to_excel
from lotbook.hosts.calc.span import Span, letters, number, span_of


@pytest.mark.parametrize(
    ("excel", "calc"),
    [
        ("=SUM(A1,B2)", "=SUM(A1;B2)"),
        ("=Receiving!A2", "=$Receiving.A2"),
        ("='Materials used'!$A$2:$B$9", "=$'Materials used'.$A$2:$B$9"),
        ("='O''Brien'!A1", "=$'O''Brien'.A1"),
        ('="a,b;c!d[@x]"&A1', '="a,b;c!d[@x]"&A1'),
        ('="say ""5, please"""', '="say ""5, please"""'),
        ("=SUM(Lots[Quantity])", "=SUM(Lots[Quantity])"),
        ("=SUM({1,2;3,4})", "=SUM({1;2|3;4})"),
        ("=SUMIFS(Cuts[Quantity],Cuts[From],Lots[[#This Row],[Lot ID]])",
         "=SUMIFS(Cuts[Quantity];Cuts[From];Lots[[#This Row];[Lot ID]])"),
        ("plain text, with commas", "plain text, with commas"),
    ],
)  # fmt: skip
def test_formulas_pass_both_ways(excel: str, calc: str) -> None:
    assert to_calc(excel, "Lots") == calc
    assert to_excel(calc) == excel


@pytest.mark.parametrize(
    ("excel", "calc"),
    [
        ("=[@Quantity]*2", "=Lots[[#This Row];[Quantity]]*2"),
        ("=[@[Lot ID]]", "=Lots[[#This Row];[Lot ID]]"),
        ("=SUM([@[A b]:[C d]])", "=SUM(Lots[[#This Row];[A b]:[C d]])"),
        ("=Runs[@Quantity]", "=Runs[[#This Row];[Quantity]]"),
        ("=_xlfn.IFS(A1>0,1)", "=IFS(A1>0;1)"),
    ],
)
def test_the_short_way_to_say_this_row_is_said_long(excel: str, calc: str) -> None:
    assert to_calc(excel, "Lots") == calc


@pytest.mark.parametrize(
    ("calc", "excel"),
    [
        ("=TRUE()", "=TRUE"),
        ("{=SUM(A1:A3*2)}", "=SUM(A1:A3*2)"),
        ("=$Customers.$A:$A", "=Customers!$A:$A"),
        (
            "=$'Grade limits'.A1:INDEX($'Grade limits'.A:A;3)",
            "='Grade limits'!A1:INDEX('Grade limits'!A:A,3)",
        ),
        ("=A1*2.5", "=A1*2.5"),
    ],
)
def test_what_libreoffice_writes_is_read_as_excel_would(calc: str, excel: str) -> None:
    assert to_excel(calc) == excel


@given(st.text(alphabet=st.characters(exclude_characters='"\r\n', exclude_categories=["Cs"]), max_size=30))
def test_text_in_quotes_is_never_touched(text: str) -> None:
    formula = f'=A1&"{text}"'
    assert to_calc(formula, "Lots").endswith(f'"{text}"')
    assert to_excel(to_calc(formula)) == formula


@given(st.integers(1, 16_384), st.integers(1, 1_048_576))
def test_an_address_names_its_own_cell(column: int, row: int) -> None:
    span = Span(row, column, row, column)
    assert span_of(span.address()) == span
    assert span_of(span.address(row="", column="").lower()) == span
    assert number(letters(column)) == column


@pytest.mark.parametrize(
    ("text", "span"),
    [("B2:A1", Span(1, 1, 2, 2)), ("C:A", Span(1, 1, 1_048_576, 3)), ("Lots", None), ("A0", None)],
)
def test_corners_may_come_in_any_order(text: str, span: Span | None) -> None:
    assert span_of(text) == span


@given(st.datetimes(min_value=dt.datetime(1900, 3, 1)))
def test_a_moment_comes_back_to_the_millisecond(moment: dt.datetime) -> None:
    assert abs((as_moment(float(as_serial(moment))) - moment).total_seconds()) <= 0.001


@pytest.mark.parametrize(
    ("calc", "excel"),
    [
        ("YYYY-MM-DD", "yyyy-mm-dd"),
        ("DD/MM/YYYY HH:MM:SS", "dd/mm/yyyy hh:mm:ss"),
        ('YYYY"MM"', 'yyyy"MM"'),
        ("HH:MM AM/PM", "hh:mm AM/PM"),
        ("[$-409]MMM D", "[$-409]mmm d"),
    ],
)
def test_formats_of_days_are_told_in_excels_letters(calc: str, excel: str) -> None:
    assert as_excel_code(calc) == excel
