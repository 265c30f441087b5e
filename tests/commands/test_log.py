"""Log: who did what and when, cell by cell; and whether the record is whole."""

import json
from datetime import date

import pytest

from lotbook.artefacts.workbook import build_workbook
from lotbook.cli import main

ROWS = {
    "Receiving": [
        {"Received on": date(2024, 5, 3), "Material": "PLY", "Supplier": "Smith & Sons <UK>"},
        {"Received on": date(2024, 5, 3), "Material": "PLY", "Status": "Hold"},
    ],
    "Materials": [{"Material": "PLY", "Description": "Plywood", "Family": "Wood", "Unit": "sheet"}],
}


@pytest.fixture
def shop(tmp_path):
    path = tmp_path / "shop.xlsx"
    build_workbook(path, rows=ROWS)
    return path


def answer(capsys, *arguments):
    capsys.readouterr()
    code = main(["log", *map(str, arguments), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_new_workbook_has_no_entries_and_reading_leaves_nothing_behind(shop, capsys):
    assert main(["log", str(shop), "--verify"]) == 0
    assert "Nothing has been done to this workbook yet." in capsys.readouterr().out
    assert [path.name for path in shop.parent.iterdir()] == ["shop.xlsx"]


def test_each_cell_is_told_with_its_old_and_new_value(shop, capsys):
    main(["assign", str(shop), "--who", "Anna Müller"])
    capsys.readouterr()
    assert main(["log", str(shop)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("UTC  Anna Müller  assign: 2 IDs assigned: 2 on Receiving.")
    assert lines[1:] == [
        "    Receiving row 2, Lot ID: (empty) -> PLY-0524-001",
        "    Receiving row 2, Status: (empty) -> Quarantine",
        "    Receiving row 3, Lot ID: (empty) -> PLY-0524-002",
        "    numbers handed out: PLY-0524-001, PLY-0524-002",
    ]


def test_the_json_has_the_documented_keys(shop, capsys):
    from lotbook.commands.log import COMMAND

    main(["assign", str(shop), "--who", "Anna"])
    code, told = answer(capsys, shop, "--verify")
    assert (code, told["whole"], told["problems"], told["count"]) == (0, True, [], 1)
    assert set(told) == set(COMMAND.json_keys)
    (entry,) = told["entries"]
    assert (entry["number"], entry["who"], entry["state"]) == (1, "Anna", "commit")
    assert entry["cells"][0] == {
        "sheet": "Receiving", "row": 2, "column": "Lot ID", "old": None, "new": "PLY-0524-001",
        "key": "PLY-0524-001",
    }  # fmt: skip


def test_only_the_last_entries_are_shown_when_asked(shop, capsys):
    main(["assign", str(shop), "--sheet", "Receiving", "--rows", "2"])
    main(["assign", str(shop)])
    _, told = answer(capsys, shop, "--last", "1")
    assert ([entry["number"] for entry in told["entries"]], told["count"]) == ([2], 2)
    _, told = answer(capsys, shop, "--last", "0")
    assert [entry["number"] for entry in told["entries"]] == [1, 2]


def test_the_verdict_stands_alone_or_first(shop, capsys):
    main(["assign", str(shop), "--who", "Anna"])
    capsys.readouterr()
    main(["log", str(shop), "--verify"])
    alone = capsys.readouterr().out.splitlines()
    assert alone[0].startswith("The journal is whole: 1 entry")
    assert not any("Anna" in line for line in alone)
    main(["log", str(shop), "--verify", "--last", "5"])
    both = capsys.readouterr().out.splitlines()
    assert both[: len(alone)] == alone
    assert any("Anna" in line for line in both)


def test_one_altered_byte_is_found_and_its_place_named(shop, capsys):
    main(["assign", str(shop), "--who", "Anna"])
    journal = shop.with_suffix(".lotbook") / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b'"who":"Anna"', b'"who":"Anne"'))
    code, told = answer(capsys, shop, "--verify")
    assert (code, told["whole"]) == (1, False)
    assert told["problems"][0].startswith("Line 1 of journal.jsonl (entry 1 of ")


def test_a_journal_whose_end_was_cut_off_is_found_by_the_snapshots(shop, capsys):
    main(["assign", str(shop), "--sheet", "Receiving", "--rows", "2"])
    journal = shop.with_suffix(".lotbook") / "journal.jsonl"
    first = journal.read_bytes()
    main(["assign", str(shop)])
    journal.write_bytes(first)
    code, told = answer(capsys, shop, "--verify")
    assert (code, len(told["problems"])) == (1, 1)
    assert "end of the journal is missing" in told["problems"][0]


def test_a_half_written_line_is_told_but_no_fault(shop, capsys):
    main(["assign", str(shop)])
    with (shop.with_suffix(".lotbook") / "journal.jsonl").open("ab") as file:
        file.write(b'{"line":3,"last":2,"num')
    code, told = answer(capsys, shop, "--verify")
    assert (code, told["problems"], len(told["remarks"])) == (0, [], 1)


def test_a_damaged_workbook_still_has_its_log(shop, capsys):
    main(["assign", str(shop)])
    shop.write_bytes(b"no workbook any more")
    assert answer(capsys, shop)[0] == 0


def test_a_workbook_that_is_not_there_has_no_log(shop):
    assert main(["log", str(shop.with_name("shp.xlsx"))]) == 11
