"""The find command: what it prints, its JSON and its exit code."""

import json

import pytest

from lotbook.artefacts.workbook import build_workbook
from lotbook.cli import main
from lotbook.commands.find import COMMAND
from tests.tables.trace.shop import SHOP, rows_of


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "shop.xlsx"
    build_workbook(path, rows=rows_of(SHOP))
    return path


def test_the_json_has_the_documented_keys(book, capsys):
    assert main(["find", str(book), "acr-0923-01-1", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert set(said) == set(COMMAND.json_keys)
    assert [(hit["sheet"], hit["cell"]) for hit in said["hits"]] == [("Cuts", "D2"), ("Materials used", "B3")]
    assert said["hits"][1]["leads"] == [{"to": "Cuts!D2", "rows": 1}]


def test_several_words_are_one_text(book, capsys):
    assert main(["find", str(book), "shine", "co"]) == 0
    assert "Outside processes" in capsys.readouterr().out


def test_nothing_found_exits_with_one(book, capsys):
    assert main(["find", str(book), "zirconium"]) == 1
    assert "none" in capsys.readouterr().out
