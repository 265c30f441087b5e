"""What changed since a day: sentences from the journal, and where the workbook was saved by hand between commands."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest

from lotbook.cli import main
from lotbook.commands.undoing.log_since import since
from lotbook.errors import UsageError
from tests.commands.test_log import shop  # noqa: F401 - a fixture

NOW = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)  # a Sunday


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("friday", datetime(2026, 11, 20, tzinfo=UTC)),
        ("Fri", datetime(2026, 11, 20, tzinfo=UTC)),
        ("last friday", datetime(2026, 11, 20, tzinfo=UTC)),
        ("sunday", datetime(2026, 11, 15, tzinfo=UTC)),
        ("today", datetime(2026, 11, 22, tzinfo=UTC)),
        (" Yesterday ", datetime(2026, 11, 21, tzinfo=UTC)),
        ("2h", NOW - timedelta(hours=2)),
        ("90 min", NOW - timedelta(minutes=90)),
        ("3 days ago", NOW - timedelta(days=3)),
        ("1w", NOW - timedelta(days=7)),
        ("2026-11-01", datetime(2026, 11, 1, tzinfo=UTC)),
        ("1.11.2026", datetime(2026, 11, 1, tzinfo=UTC)),
        ("since Friday", datetime(2026, 11, 20, tzinfo=UTC)),
        ("monday morning", datetime(2026, 11, 16, tzinfo=UTC)),
        ("this week", datetime(2026, 11, 16, tzinfo=UTC)),
        ("last week", datetime(2026, 11, 9, tzinfo=UTC)),
        ("last month", datetime(2026, 10, 1, tzinfo=UTC)),
        ("this morning", datetime(2026, 11, 22, tzinfo=UTC)),
        ("8:05", datetime(2026, 11, 22, 8, 5, tzinfo=UTC)),
        ("a week ago", NOW - timedelta(days=7)),
    ],
)
def test_a_moment_may_be_told_as_people_tell_it(text, start):
    assert since(text, NOW) == start


@pytest.mark.parametrize(
    "text", ["", "fr", "soon", "03/04/2026", "2026-11-23", "2x", "16:00", "Friday 20 Nov 2025", "25:00"]
)
def test_what_is_no_moment_or_could_be_two_is_asked_back(text):
    with pytest.raises(UsageError):
        since(text, NOW)


def told(capsys, book, *words):
    capsys.readouterr()
    assert main(["log", str(book), *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_every_command_is_a_sentence_with_who_and_how_much(shop, capsys):  # noqa: F811
    main(["assign", str(shop), "--who", "Anna"])
    answer = told(capsys, shop, "--since", "2h")
    head, sentence = answer["changed"]
    assert head.endswith(": 1 command by 1 person, 3 cells changed and 0 rows added.")
    assert sentence.endswith("Anna: assign: 2 IDs assigned: 2 on Receiving (Receiving: 3 cells changed).")
    assert len(answer["entries"]) == 1
    capsys.readouterr()
    assert main(["log", str(shop), "--since", "2h"]) == 0
    assert capsys.readouterr().out.splitlines() == answer["changed"]


def test_a_workbook_saved_by_hand_between_two_commands_says_so(shop, capsys):  # noqa: F811
    main(["assign", str(shop), "--who", "Anna"])
    for _ in range(2):
        book = openpyxl.load_workbook(shop)
        page = book["Receiving"]
        page.cell(page.max_row + 1, 2).value = datetime(2024, 5, 4)
        book.save(shop)
        by_hand = [line for line in told(capsys, shop, "--since", "1h")["changed"] if "by hand" in line]
        assert by_hand[-1].startswith("Since ")
        main(["check", str(shop), "--who", "Ben"])
    by_hand = [line for line in told(capsys, shop, "--since", "1h")["changed"] if "by hand" in line]
    assert [line.split()[0] for line in by_hand] == ["Between", "Between"]


def test_before_the_moment_nothing_is_told(shop, capsys):  # noqa: F811
    main(["assign", str(shop), "--who", "Anna"])
    old = shop.with_name("shop.lotbook") / "journal.jsonl"
    assert old.exists()
    answer = told(capsys, shop, "--since", "0 m")
    assert answer["entries"] == []
    assert answer["changed"][0].endswith("no command has changed the workbook.")
