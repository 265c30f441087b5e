"""What is not true any more is not mailed: a changed fact needs somebody who answers for it, held material stops."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from lotbook.cli import main
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


@pytest.mark.parametrize("way", [(), ("--send",), ("--dry-run",)])
@pytest.mark.parametrize(
    ("sheet", "column", "value", "told"),
    [
        ("Orders", "Customer PO", "0099-2", "Customer PO of ORD-0001 is 0099-2 now; COC-0001 A says 0099-1."),
        ("Receiving", "Status", "Hold", "lot AL6-0124-001 is on hold."),
        ("Manufacture", "Status", "Hold", "run MFG-0001 is on hold."),
    ],
)
def test_what_is_not_true_any_more_is_neither_drafted_nor_sent(
    workbook, capsys, way, sheet, column, value, told
):
    typed(workbook, sheet, column, 2, value)
    assert told in mail(capsys, workbook, *way, code=27)["problem"]
    assert not (workbook.parent / "outbox").exists()


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
