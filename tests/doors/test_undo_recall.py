"""Undo of a recall in the open workbook: its rows go from both registers, and the next recall's come in their place."""

from __future__ import annotations

import pytest

from lotbook.doors.click import click
from lotbook.doors.prompts import Scripted
from tests.hosts.live.shops import demo_in, opened

pytestmark = pytest.mark.libreoffice

LOT = "ACR-0923-01"


def clicked(book, control, *answers):
    page = book.sheets["Receiving"]
    row = page.range("A1:A400").value.index(LOT) + 1
    page.activate()
    page.range((row, 1)).select()
    return click(control, book, Scripted(answers))


def filled(book, sheet):
    """The rows of a register, as texts."""
    return [row for row in book.sheets[sheet].range("A2:F60").value if any(row)]


def test_a_hold_is_taken_back_with_its_rows_and_papers(spreadsheet, tmp_path, monkeypatch):
    monkeypatch.setattr("lotbook.documents.pdf.making.engines", tuple)
    path = demo_in(tmp_path)
    with opened(spreadsheet, path) as book:
        before = [filled(book, sheet) for sheet in ("Recalls", "Recall notices", "Receiving")]
        act = clicked(book, "hold", "It cracks.", True).json["act"]
        added = [row for row in filled(book, "Recalls") if row not in before[0]]
        assert [row[0] for row in added] == [act["recall_id"]]
        outcome = clicked(book, "undo", True)
        assert outcome.json["command"] == "recall"
        assert [filled(book, sheet) for sheet in ("Recalls", "Recall notices", "Receiving")] == before
        assert not (tmp_path / "recalls" / act["recall_id"]).exists()
        again = clicked(book, "hold", "It cracks.", True).json["act"]
        assert again["recall_id"] != act["recall_id"]
        names = [name for name in book.sheets["Recalls"].range("A2:A60").value if name]
        assert names == [*(row[0] for row in before[0]), again["recall_id"]]
        assert book.sheets["Recalls"].range("A2:A60").value.index(again["recall_id"]) == len(names) - 1
