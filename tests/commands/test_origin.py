"""The origin command: screen and JSON; it never changes the workbook."""

import json

import pytest

from lotbook.artefacts.workbook import build_workbook
from lotbook.cli import main
from lotbook.commands.origin import COMMAND
from tests.tables.trace.shop import SHOP, rows_of, with_row


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "shop.xlsx"
    build_workbook(path, rows=rows_of(SHOP))
    return path


def test_the_json_has_the_documented_keys_and_comes_back_to_the_lot(book, capsys):
    before = book.read_bytes()
    assert main(["origin", str(book), "SHP-2", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert set(said) == set(COMMAND.json_keys)
    assert [lot["lot_id"] for lot in said["lots"]] == ["ACR-0923-01"]
    assert said["counts"] == {"shipments": 1, "runs": 2, "cuts": 1, "lots": 1, "outside_processes": 1}
    assert book.read_bytes() == before


def test_several_identifiers_are_answered_together(book, capsys):
    main(["origin", str(book), "SHP-2", "MFG-4", "--json"])
    said = json.loads(capsys.readouterr().out)
    assert [lot["lot_id"] for lot in said["lots"]] == ["ACR-0923-01", "PLA-0424-01"]


def test_the_screen_tells_lots_with_their_papers(book, capsys):
    assert main(["origin", str(book), "SHP-2"]) == 0
    out = capsys.readouterr().out
    assert "1 shipment, 2 runs, 1 cut, 1 lot, 1 outside process. Every branch ends at a lot." in out
    assert "C-1" in out
    assert "OP-7" in out


def test_a_branch_that_does_not_end_at_a_lot_exits_with_one(tmp_path, capsys):
    path = tmp_path / "shop.xlsx"
    build_workbook(path, rows=rows_of(with_row(SHOP, "Materials used", "MFG-4 | XXX-1 | 1 | kg")))
    assert main(["origin", str(path), "SHP-3"]) == 1
    assert "NOT COMPLETE" in capsys.readouterr().out


def test_an_unknown_identifier_is_refused(book, capsys):
    assert main(["origin", str(book), "SHP-99"]) == 26
    assert "Did you mean" in capsys.readouterr().err
