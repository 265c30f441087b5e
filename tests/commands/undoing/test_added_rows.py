"""Undo of a recall in a workbook that was saved by hand since: its rows go from the registers, what people typed stays."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import TableColumn

from lotbook.cli import main
from tests.commands.recalling.test_act import built, rows, said

HOLD = ("recall", "--lot", "AL6-001", "--hold", "--notices", "--reason", "cracks")


@pytest.fixture
def workbook(tmp_path, monkeypatch):
    monkeypatch.setattr("lotbook.documents.pdf.making.engines", tuple)
    return built(tmp_path / "shop.xlsx")


def done(workbook: Path, verb: str, *words: str) -> None:
    assert main([verb, str(workbook), *words]) == 0


def typed(workbook: Path, sheet: str, header: str, row: int, value: object) -> None:
    """Somebody opens the workbook, types into a cell and saves."""
    book = openpyxl.load_workbook(workbook)
    page = book[sheet]
    (column,) = [cell.column for cell in page[1] if cell.value == header]
    page.cell(row, column).value = value
    book.save(workbook)


def statuses(workbook: Path) -> list[list[tuple]]:
    sheets = (
        ("Receiving", "status", "reason"),
        ("Manufacture", "status", "note"),
        ("Certificates", "status", "reason"),
    )
    return [rows(workbook, *each) for each in sheets]


def test_a_note_typed_elsewhere_and_saved_does_not_hinder_undo(workbook, capsys):
    before = statuses(workbook)
    done(workbook, *HOLD)
    typed(workbook, "Orders", "Note", 2, "customer rang")
    answer = said(capsys, "undo", workbook)
    assert answer["way"] == "cells"
    assert {"sheet": "Recalls", "row": 2, "column": "Recall ID", "value": None} in answer["cells"]
    assert statuses(workbook) == before
    assert rows(workbook, "Orders", "note")[0] == ("customer rang",)
    assert rows(workbook, "Recalls", "recall_id") == []
    assert rows(workbook, "Recall notices", "customer") == []
    assert not (workbook.parent / "recalls" / "RCL-001").exists()
    page = openpyxl.load_workbook(workbook)["Recalls"]
    assert [cell.hyperlink for cell in page[2] if cell.hyperlink] == []
    said(capsys, "recall", workbook, *HOLD[1:])
    assert rows(workbook, "Recalls", "row", "recall_id") == [(2, "RCL-002")]  # in the place that became free


def test_a_drill_is_taken_back_too(workbook, capsys):
    done(workbook, "drill", "--lot", "AL6-001")
    typed(workbook, "Orders", "Note", 2, "x")
    assert said(capsys, "undo", workbook)["command"] == "recall"
    assert rows(workbook, "Recalls", "recall_id") == []
    assert not (workbook.parent / "recalls" / "RCL-001").exists()


def test_rows_are_found_by_what_names_them_after_the_register_was_sorted(workbook, capsys):
    done(workbook, "drill", "--lot", "AL6-001")
    done(workbook, *HOLD)
    book = openpyxl.load_workbook(workbook)
    for sheet in ("Recalls", "Recall notices"):
        page = book[sheet]
        for upper, lower in zip(page[2], page[3], strict=True):
            upper.value, lower.value = lower.value, upper.value
    book.save(workbook)
    said(capsys, "undo", workbook)
    assert rows(workbook, "Recalls", "recall_id", "status") == [("RCL-001", "Drill")]
    assert rows(workbook, "Recall notices", "customer") == []


@pytest.mark.parametrize(
    ("sheet", "header", "value"),
    [
        ("Recall notices", "Acknowledged on", "2024-05-03"),
        ("Recalls", "Reason", "another"),
        ("Recalls", "Status", None),
    ],
)
def test_a_row_that_somebody_changed_is_kept_and_nothing_is_taken_back(
    workbook, capsys, sheet, header, value
):
    done(workbook, *HOLD)
    typed(workbook, sheet, header, 2, value)
    before = workbook.read_bytes()
    answer = said(capsys, "undo", workbook, code=25)
    assert f"of {sheet} was changed since: {header} holds" in json.dumps(answer)
    assert workbook.read_bytes() == before
    assert (workbook.parent / "recalls" / "RCL-001").exists()


def test_a_note_in_a_column_of_the_shops_own_is_not_lost(workbook, capsys):
    done(workbook, *HOLD)
    book = openpyxl.load_workbook(workbook)
    page = book["Recalls"]
    (table,) = page.tables.values()
    number = len(table.tableColumns) + 1
    table.tableColumns.append(TableColumn(id=number, name="Told the insurer"))
    table.ref = (
        f"A1:{get_column_letter(number)}{table.ref.rpartition(':')[2].lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}"
    )
    table.autoFilter.ref = table.ref
    page.cell(1, number).value, page.cell(2, number).value = "Told the insurer", "yes"
    book.save(workbook)
    assert "Told the insurer holds 'yes'" in said(capsys, "undo", workbook, code=25)["problem"]


def test_a_row_that_somebody_deleted_already_is_no_hindrance(workbook, capsys):
    done(workbook, *HOLD)
    book = openpyxl.load_workbook(workbook)
    for cell in book["Recall notices"][2]:
        cell.value = None
    book.save(workbook)
    said(capsys, "undo", workbook)
    assert rows(workbook, "Recalls", "recall_id") == rows(workbook, "Recall notices", "customer") == []


def test_an_answer_and_then_the_recall_are_taken_back_one_after_the_other(workbook, capsys):
    done(workbook, *HOLD)
    said(capsys, "recalls", workbook, "RCL-001", "--answered", "Müller", "--held", "1")
    typed(workbook, "Orders", "Note", 2, "x")
    assert said(capsys, "undo", workbook)["command"] == "recalls"
    assert said(capsys, "undo", workbook)["command"] == "recall"
    assert rows(workbook, "Recalls", "recall_id") == []
