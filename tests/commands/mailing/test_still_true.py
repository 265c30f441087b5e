"""What is not true any more is not mailed: a changed fact needs somebody who answers for it, held material stops."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from lotbook.cli import main
from lotbook.commands.mail import COMMAND
from lotbook.commands.shell.command import Outcome
from lotbook.commands.shell.selection import Refusal
from lotbook.hosts.file.book import FileBook
from lotbook.mail import configuration
from tests.mail.server import Box, running


def typed(workbook: Path, sheet: str, column: str, row: int, value: object) -> None:
    """Somebody types over a cell, as in Excel."""
    book = openpyxl.load_workbook(workbook)
    headers = [cell.value for cell in book[sheet][1]]
    book[sheet].cell(row, headers.index(column) + 1).value = value
    book.save(workbook)


def mail(capsys, workbook: Path, *words: str, code: int = 0) -> dict:
    capsys.readouterr()
    assert main(["mail", str(workbook), "COC-0001", *words, "--json"]) == code
    return json.loads(capsys.readouterr().out)


WAYS = pytest.mark.parametrize("way", [(), ("--send",), ("--dry-run",)])


@WAYS
def test_what_was_changed_since_is_neither_drafted_nor_sent(workbook, capsys, way):
    typed(workbook, "Orders", "Customer PO", 2, "0099-2")
    answer = mail(capsys, workbook, *way, code=1)
    assert set(answer) == set(COMMAND.json_keys)
    assert [(each["row"], each["column"], each["code"]) for each in answer["findings"]] == [
        (2, "Customer PO", "certified-fact-changed")
    ]
    assert (answer["route"], answer["sent"], answer["entry"]) == ("", False, None)
    assert not (workbook.parent / "outbox").exists()


@WAYS
@pytest.mark.parametrize(
    ("sheet", "status", "told"),
    [
        ("Receiving", "Hold", "lot AL6-0124-001 is on hold."),
        ("Receiving", "Quarantine", "lot AL6-0124-001 is in quarantine."),
        ("Manufacture", "Hold", "run MFG-0001 is on hold."),
    ],
)
def test_what_the_shop_does_not_release_is_neither_drafted_nor_sent(
    workbook, capsys, way, sheet, status, told
):
    typed(workbook, sheet, "Status", 2, status)
    assert told in mail(capsys, workbook, *way, code=27)["problem"]
    assert not (workbook.parent / "outbox").exists()


def test_a_click_asks_who_answers_for_what_was_changed(workbook, capsys):
    typed(workbook, "Orders", "Customer PO", 2, "0099-2")
    outcome = Outcome((), mail(capsys, workbook, code=1))
    asked = COMMAND.clicked_again(("--", "COC-0001"), outcome)
    assert "Customer PO of ORD-0001 is 0099-2 now" in asked.text
    (words,) = asked.then("Ann: they asked for it").turns
    assert main(["mail", str(workbook), *words]) == 0
    assert isinstance(asked.then(" "), Refusal)


def test_somebody_on_people_answers_for_a_changed_fact_and_that_is_kept(workbook, capsys):
    typed(workbook, "Orders", "Customer PO", 2, "0099-2")
    mail(capsys, workbook, "--accept-warnings", "Nobody: I say so", code=2)
    box = Box()
    with running(box) as port:
        configuration.place().write_text(
            f'host = "127.0.0.1"\nport = {port}\nsecurity = "none"\nsender = "Shop <o@shop.example>"\n'
        )
        answer = mail(capsys, workbook, "--send", "--accept-warnings", "Ann: they asked for the old number")
    assert len(box.messages) == 1
    assert answer["remarks"] == [
        "In spite of: Customer PO of ORD-0001 is 0099-2 now; COC-0001 A says 0099-1. Ann: they asked for the old number"
    ]
    with FileBook.open(workbook) as book:
        (override,) = book.journal.entries()[-1].details["overrides"]
    assert (override["code"], override["name"]) == ("certified-fact-changed", "Ann")


def test_nobody_answers_for_material_on_hold(workbook, capsys):
    typed(workbook, "Receiving", "Status", 2, "Hold")
    assert "on hold" in mail(capsys, workbook, "--accept-warnings", "Ann: fine", code=27)["problem"]


def test_another_row_that_was_changed_hinders_nothing(workbook, capsys):
    typed(workbook, "Materials", "Description", 2, "6061 sheet")
    assert mail(capsys, workbook)["route"] == "file"
