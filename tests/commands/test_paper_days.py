"""The day on a paper is the shop's own day, also where it is another day in UTC; goods of several days tell them all."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pytest

from lotbook.commands.recalling.notices import head_of
from lotbook.commands.recalling.opened import Opened
from lotbook.compliance.answer import judge
from lotbook.compliance.subjects import find
from lotbook.documents.papers import compliance_statement
from lotbook.domain.edits import Issued
from lotbook.domain.filters import Filters
from lotbook.tables.trace.recall import recall
from tests.documents.package.test_folder import HEAD
from tests.story import records

STORY = """
Receiving
Lot ID | Material
L-1    | AL6
"""


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system has one time zone for all programs")
@pytest.mark.parametrize(
    ("zone", "at", "day"),
    [
        ("UTC+8", datetime(2024, 6, 1, 3, 0, tzinfo=UTC), date(2024, 5, 31)),
        ("UTC-10", datetime(2023, 12, 31, 20, 0, tzinfo=UTC), date(2024, 1, 1)),
    ],
)
def test_a_recall_notice_has_the_shops_own_day(monkeypatch, tmp_path, zone, at, day):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        shop = records(STORY)
        opened = Opened(Issued("RCL-", 1, "RCL-001"), at, 1.0, "L-1", "cracked")
        assert head_of(shop, recall(shop, Filters(lot=("L-1",))), opened, tmp_path, "Ann").day == day
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_statement_about_goods_of_several_days_tells_each_of_them():
    shop = records(STORY)
    lot = find(shop, "lot", "L-1")
    answers = [
        judge(shop, lot, "RoHS", as_of=date(2024, 1, 31)),
        judge(shop, lot, "RoHS", as_of=date(2024, 5, 1)),
    ]
    fields = compliance_statement.context(answers, HEAD)
    assert fields["statement"]["as_of"] == "31 Jan 2024, 1 May 2024"
