"""The labels command makes one file to print."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lotbook.cli import main
from lotbook.commands.labels import COMMAND
from tests.documents.shop import shop


def said(capsys, *words: object, code: int = 0) -> dict:
    capsys.readouterr()
    assert main(["labels", *map(str, words), "--json"]) == code
    return json.loads(capsys.readouterr().out)


def test_labels_lie_beside_the_workbook_and_the_workbook_is_left_alone(tmp_path, capsys):
    workbook = shop(tmp_path)
    before = workbook.read_bytes()
    answer = said(capsys, workbook, "MFG-0001", "--copies", "2")
    assert set(answer) == set(COMMAND.json_keys)
    assert [each["title"] for each in answer["labels"]] == ["MFG-0001", "MFG-0001"]
    file = Path(answer["file"])
    assert file.parent == tmp_path / "labels"
    assert file.read_bytes().startswith(b"%PDF-")
    assert workbook.read_bytes() == before


def test_a_zebra_gets_text(tmp_path, capsys):
    answer = said(capsys, shop(tmp_path), "MFG-0001", "--preset", "zpl", "--out", tmp_path / "l.zpl")
    assert Path(answer["file"]).read_text(encoding="ascii").startswith("^XA")


def test_the_test_card_needs_no_lot(tmp_path, capsys):
    assert said(capsys, shop(tmp_path), "--test-card")["labels"][0]["title"] == "TEST CARD"


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ((), 2, "Nothing to label"),
        (("MFG-00001",), 26, "MFG-00001"),
        (("MFG-0001", "--copies", "0"), 2, "0 copies"),
        (("MFG-0001", "--copies", "100000"), 2, "at most"),
        (("MFG-0001", "--first", "22"), 2, "1 to 21"),
    ],
)
def test_what_cannot_be_printed_is_told(tmp_path, capsys, words, code, told):
    answer = said(capsys, shop(tmp_path), *words, code=code)
    assert told in answer["problem"]
    assert not (tmp_path / "labels").exists()
