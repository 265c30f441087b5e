"""The picture of a recall is one and the same, whether the workbook was closed or open; each exchanges the other's."""

from __future__ import annotations

import pytest

from lotbook.cli import command
from lotbook.commands.shell.arguments import parsed
from lotbook.commands.shell.session import perform
from lotbook.doors.click import click
from lotbook.doors.prompts import Scripted
from lotbook.hosts.report_picture import NAME
from tests.hosts.live.shops import cell, demo_in, opened

pytestmark = pytest.mark.libreoffice

LOT, OTHER = "ACR-0923-01", "PLA-0424-01"


def recalled(path, lot=LOT):
    """A recall on the closed workbook."""
    known = command("recall")
    assert perform(known, parsed(known, (str(path), "--lot", lot))).json["written"]


def clicked(book):
    """A click on Recall in the open workbook, on the same lot."""
    page = book.sheets["Receiving"]
    row = page.range("A1:A400").value.index(LOT) + 1
    page.activate()
    page.range((row, 1)).select()
    assert click("recall", book, Scripted()).json["written"]


def standing(book):
    """Where each picture of the sheet Recall stands, in whole points, and how high its row is."""
    page = book.sheets["Recall"]
    column = page.range("A1:A300").value
    heading = next(n for n, text in enumerate(column, start=1) if str(text).startswith("4. The chain"))
    row = page.range((heading + 1, 1))
    return [
        (
            each.name,
            *(round(value) for value in (each.left, each.top - row.top, each.width, each.height, row.height)),
        )
        for each in page.pictures
    ]


def test_a_click_exchanges_the_picture_of_a_recall_on_the_closed_workbook_by_the_same(spreadsheet, tmp_path):
    path = demo_in(tmp_path)
    recalled(path)
    with opened(spreadsheet, path) as book:
        before = standing(book)
        assert [name for name, *_ in before] == [NAME]
        clicked(book)
        assert standing(book) == before
        book.save()
    recalled(path, OTHER)  # the spreadsheet has written the drawing its own way
    with opened(spreadsheet, path) as book:
        ((name, left, top, *_),) = standing(book)
        assert (name, left, top) == before[0][:3]
        assert OTHER in str(cell(book, "Recall", "B2"))
