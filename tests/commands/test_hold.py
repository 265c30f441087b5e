"""Hold: one step from the lot in question to everything held and every notice drafted."""

from __future__ import annotations

import json

import pytest

from lotbook.cli import main
from lotbook.commands.hold import COMMAND, clicked
from lotbook.commands.shell.selection import Ask, Refusal, Run, SelectedRow, Selection
from tests.commands.recalling.test_act import built, rows


@pytest.fixture
def workbook(tmp_path, monkeypatch):
    monkeypatch.setattr("lotbook.documents.pdf.making.engines", tuple)
    return built(tmp_path / "shop.xlsx")


def said(capsys, workbook, *words: str, code: int = 0) -> dict:
    capsys.readouterr()
    assert main(["hold", str(workbook), *words, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def test_everything_is_held_and_every_notice_waits(workbook, capsys):
    answer = said(capsys, workbook, "--lot", "AL6-001", "--reason", "cracks")
    assert set(answer) == set(COMMAND.json_keys)
    assert (answer["act"]["lots_held"], answer["act"]["notices"]) == (
        ["AL6-001"],
        ["Müller", "Smith & Sons <UK>"],
    )
    assert "1 lot held" in answer["summary"]
    assert rows(workbook, "Receiving", "status", "reason")[0] == ("Hold", "RCL-001: cracks")


def test_it_is_shown_first_and_notices_may_be_left_out(workbook, capsys):
    before = workbook.read_bytes()
    answer = said(capsys, workbook, "--lot", "AL6-001", "--no-notices", "--dry-run")
    assert "1 lot held" in answer["summary"]
    assert (answer["act"]["notices"], answer["act"]["entry"]) == ([], None)
    assert workbook.read_bytes() == before


def test_nothing_is_held_without_saying_what(workbook, capsys):
    before = workbook.read_bytes()
    said(capsys, workbook, code=2)
    assert workbook.read_bytes() == before


def test_a_click_asks_why_shows_what_and_asks_once_more():
    row = SelectedRow(2, {"Lot ID": "AL6-001"})
    asked = clicked(Selection("Receiving", (row,), "Lot ID", "AL6-001"))
    assert isinstance(asked, Ask)
    meant = asked.then(" cracks ")
    assert isinstance(meant, Run)
    assert meant.turns == (("--lot=AL6-001", "--reason=cracks"),)
    assert meant.confirm
    assert isinstance(asked.then("  "), Refusal)
    assert isinstance(clicked(Selection("Settings")), Refusal)
