"""Whatever is done to workbook and journal: no number is given twice, and Undo takes back nothing that is in use."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from lotbook.artefacts.workbook import build_workbook
from lotbook.cli import main

ROWS = {
    "Materials": [{"Material": "PLY", "Description": "Plywood", "Unit": "sheet"}],
    "Receiving": [{"Received on": date(2024, 5, 3), "Material": "PLY", "Quantity": 5, "Unit": "sheet"}] * 2,
    "Manufacture": [{"Started on": date(2024, 5, 4), "Quantity made": 3, "Unit": "pcs"}],
}


@pytest.fixture
def shop(tmp_path):
    path = tmp_path / "shop.xlsx"
    build_workbook(path, rows=ROWS)
    return path


def run(capsys, *words):
    code = main([*map(str, words), "--json"])
    return code, json.loads(capsys.readouterr().out)


def changed(path, change):
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)


def cells(path, sheet):
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path)[sheet].iter_rows(min_row=2)]


def put(path, sheet, row, **values):
    def change(book):
        headers = {cell.value: cell.column for cell in book[sheet][1]}
        for header, value in values.items():
            book[sheet].cell(row, headers[header.replace("_", " ")]).value = value

    changed(path, change)


def delete_last_lot(path):
    changed(path, lambda book: book["Receiving"].delete_rows(3))


def given(answer):
    return [each["identifier"] for each in answer["assigned"]]


def journal(path):
    return path.with_name("shop.lotbook") / "journal.jsonl"


def test_a_renamed_workbook_is_not_numbered_without_its_journal(shop, capsys):
    run(capsys, "assign", shop)
    other = shop.rename(shop.with_name("lots 2024.xlsx"))
    delete_last_lot(other)
    put(other, "Receiving", 3, Received_on=date(2024, 5, 9), Material="PLY")
    before = other.read_bytes()
    code, said = run(capsys, "assign", other)
    assert code == 24
    assert "shop.lotbook" in said["next_step"]
    assert "lots 2024.lotbook" in said["next_step"]
    assert other.read_bytes() == before
    shutil.rmtree(other.with_name("lots 2024.lotbook"))
    shop.with_name("shop.lotbook").rename(other.with_name("lots 2024.lotbook"))
    assert given(run(capsys, "assign", other)[1]) == ["PLY-0524-003"]


def test_a_renamed_workbook_is_still_recalled_and_checked(shop, capsys):
    run(capsys, "assign", shop)
    other = shop.rename(shop.with_name("other.xlsx"))
    _, said = run(capsys, "recall", other, "--lot", "PLY-0524-001")
    assert said["complete"]
    assert "shop.lotbook" in said["not_written_because"]


def test_the_journal_of_another_workbook_that_is_there_hinders_nobody(shop, capsys):
    run(capsys, "assign", shop)
    other = shop.with_name("other.xlsx")
    build_workbook(other, rows=ROWS)
    assert given(run(capsys, "assign", other)[1]) == ["PLY-0524-001", "PLY-0524-002", "MFG-0001"]


def test_a_workbook_that_lost_its_journal_says_so_with_the_first_new_number(shop, capsys):
    run(capsys, "assign", shop)
    run(capsys, "check", shop)
    shutil.rmtree(shop.with_name("shop.lotbook"))
    put(shop, "Receiving", 4, Received_on=date(2024, 5, 9), Material="PLY")
    _, said = run(capsys, "assign", shop)
    assert [finding["code"] for finding in said["findings"]] == ["id-journal-new"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: b"",
        lambda raw: raw.split(b"\n", 1)[1],
        lambda raw: raw + b"typed by hand\n",
        lambda raw: raw + b'{"line":3,"last":2,"kind":"begin","at":"x","previous":"","hash":""}\n',
        lambda raw: raw.replace(b'"counter"', b'"c\xff', 1),
    ],
    ids=["emptied", "first line gone", "a line added", "a forged line", "bytes damaged"],
)
def test_a_journal_that_may_have_lost_numbers_gives_none(shop, capsys, damage):
    run(capsys, "assign", shop)
    journal(shop).write_bytes(damage(journal(shop).read_bytes()))
    delete_last_lot(shop)
    put(shop, "Receiving", 3, Received_on=date(2024, 5, 9), Material="PLY")
    before = shop.read_bytes()
    assert run(capsys, "assign", shop)[0] == 24
    assert shop.read_bytes() == before
    assert run(capsys, "recall", shop, "--lot", "PLY-0524-001")[1]["counts"]["lots"] == 1
    code, said = run(capsys, "log", shop, "--verify")
    assert code == 1
    assert said["problems"]


def test_undo_leaves_a_number_that_another_row_names(shop, capsys):
    run(capsys, "assign", shop)
    put(shop, "Materials used", 2, Run_ID="MFG-0001", Source="ply-0524-002 ")
    before = shop.read_bytes()
    code, said = run(capsys, "undo", shop)
    assert code == 25
    assert "Materials used row 2" in said["problem"]
    assert shop.read_bytes() == before
    put(shop, "Materials used", 2, Run_ID=None, Source=None)
    assert run(capsys, "undo", shop)[0] == 0
    assert given(run(capsys, "assign", shop)[1]) == ["PLY-0524-003", "PLY-0524-004", "MFG-0002"]


def test_undo_after_the_rows_were_sorted_takes_the_number_from_the_row_that_got_it(shop, capsys):
    rows = sorted(map(str, cells(shop, "Receiving")))
    run(capsys, "assign", shop)

    def swap(book):
        sheet = book["Receiving"]
        upper, lower = ([cell.value for cell in sheet[row]] for row in (2, 3))
        for position in range(len(upper)):
            sheet.cell(2, position + 1).value, sheet.cell(3, position + 1).value = (
                lower[position],
                upper[position],
            )

    changed(shop, swap)
    assert run(capsys, "undo", shop)[0] == 0
    assert sorted(map(str, cells(shop, "Receiving"))) == rows


def test_the_answer_reaches_people_although_nothing_can_be_exported(shop, capsys, tmp_path):
    run(capsys, "assign", shop)
    blocked = tmp_path / "file"
    blocked.write_text("here already", encoding="utf-8")
    code, said = run(capsys, "recall", shop, "--lot", "PLY-0524-001", "--export", blocked)
    assert code == 17
    assert said["counts"]["lots"] == 1


@pytest.mark.parametrize(
    "words",
    [
        ("recall", "--lot", ""),
        ("recall", "--lot", "PLY-0524-001", "--from", "2024-06-01", "--to", "2024-05-01"),
        ("origin", " "),
        ("find", ""),
        ("check", "--sheet", "Recieving"),
    ],
)
def test_what_makes_no_sense_is_asked_back(shop, capsys, words):
    verb, *rest = words
    code, said = run(capsys, verb, shop, *rest)
    assert code == 2
    assert said["next_step"]


def test_a_sheet_may_be_named_in_small_letters(shop, capsys):
    _, said = run(capsys, "check", shop, "--sheet", "receiving")
    assert {finding["sheet"] for finding in said["findings"]} == {"Receiving"}


def test_the_log_is_short_and_tells_all_when_asked(shop, capsys):
    run(capsys, "assign", shop)
    run(capsys, "undo", shop)
    main(["log", str(shop)])
    assert "undoes" not in capsys.readouterr().out
    main(["log", str(shop), "--details"])
    assert "    undoes: 1" in capsys.readouterr().out


def test_a_copy_in_an_odd_folder_is_numbered_like_any_other(tmp_path, capsys):
    folder = tmp_path / "Größe & <Maß> 'x' \U0001f642" / ("a" * 120)
    folder.mkdir(parents=True)
    path: Path = folder / "Übung 1.XLSX"
    build_workbook(path, rows=ROWS)
    assert run(capsys, "assign", path)[0] == 0
    assert run(capsys, "undo", path)[0] == 0
