"""Days behind an option: what allows no doubt is understood, what could be two days is asked about."""

from datetime import date

import pytest

from lotbook.commands.shell.days import day_given
from lotbook.errors import UsageError


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_day_is_no_day(nothing):
    assert day_given(nothing, "--from") is None


@pytest.mark.parametrize(
    "text",
    [
        "2024-04-03",
        "2024/04/03",
        "03.04.2024",
        "3.4.2024",
        " 3.4.2024 ",
        "3 April 2024",
        "3-Apr-2024",
        "Apr 3, 2024",
    ],
)
def test_a_day_that_allows_no_doubt_is_understood(text):
    assert day_given(text, "--from") == date(2024, 4, 3)


@pytest.mark.parametrize(
    ("text", "day"),
    [("13/04/2024", date(2024, 4, 13)), ("04/13/2024", date(2024, 4, 13)), ("05/05/2024", date(2024, 5, 5))],
)
def test_slashes_are_understood_where_only_one_reading_is_a_day(text, day):
    assert day_given(text, "--to") == day


@pytest.mark.parametrize("text", ["03/04/2024", "3-4-2024"])
def test_a_day_that_could_be_two_is_refused_with_both(text):
    with pytest.raises(UsageError) as refused:
        day_given(text, "--from")
    assert refused.value.problem == f"--from {text} can be 3 April 2024 or 4 March 2024."
    assert "2024-05-03" in refused.value.next_step


@pytest.mark.parametrize("text", ["31.02.2024", "2024", "yesterday", "32/13/2024", "3.4.24", "2024-13-01"])
def test_what_is_no_whole_day_is_refused(text):
    with pytest.raises(UsageError, match="is not a day"):
        day_given(text, "--from")
