"""What a recall is asked and answers, as plain data."""

from datetime import date
from decimal import Decimal

import pytest

from lotbook.domain.filters import Filters, Match
from lotbook.domain.findings import Finding, Place, Severity
from lotbook.domain.json_form import as_json

DAY = date(2024, 5, 3)


@pytest.mark.parametrize(
    ("first", "last", "day", "inside"),
    [
        (DAY, None, DAY, True),
        (None, DAY, DAY, True),
        (DAY, DAY, DAY, True),
        (DAY, None, date(2024, 5, 2), False),
        (None, DAY, date(2024, 5, 4), False),
        (DAY, DAY, None, True),  # an unknown day may lie inside
    ],
)
def test_both_days_count_and_an_unknown_day_is_never_left_out(first, last, day, inside):
    assert Filters(from_day=first, to_day=last).is_within(day) is inside


def test_only_filters_with_values_are_named():
    filters = Filters(heat=("H1",), run=("MFG-1", "MFG-2"), from_day=DAY, siblings=True)
    assert filters.named == {"heat": ("H1",), "run": ("MFG-1", "MFG-2")}
    assert filters.has_days


def test_an_answer_becomes_json_with_days_and_numbers():
    finding = Finding(Place("Cuts", 2), "code", Severity.WARN, "what", "fix")
    told = as_json((Match("lot", ("A",), 1), DAY, Decimal("1.50"), Decimal("1E+2"), None, True, finding))
    assert told[:6] == [{"filter": "lot", "values": ["A"], "matches": 1}, "2024-05-03", 1.5, 100, None, True]
    assert isinstance(told[3], int)
    assert told[6]["severity"] == "warn"
