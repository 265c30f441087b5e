"""A recall of a large workbook is answered again from its index, and only where nothing else could be meant."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from lotbook.cli import main
from lotbook.hosts.file.book import data_folder_of
from lotbook.hosts.index import keep
from lotbook.hosts.index.build import NAME, build
from tests.hosts.index.shops import write_shop

LOT = "AL6-0124-001"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = write_shop(tmp_path / "shop.xlsx", 11, rows=60)
    data_folder_of(path).mkdir()
    return path


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    main(["recall", *words, "--json"])
    told: dict[str, object] = json.loads(capsys.readouterr().out)
    return {name: value for name, value in told.items() if name not in ("recalled_at", "elapsed_seconds")}


def test_the_answer_from_the_index_is_the_answer_from_the_workbook(
    shop: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = asked(capsys, str(shop), "--lot", LOT, "--no-write")
    assert build(shop)
    monkeypatch.setattr(
        "lotbook.hosts.file.container.Container.read", None
    )  # nothing of the workbook is read
    assert asked(capsys, str(shop), "--lot", LOT, "--no-write") == read
    assert asked(capsys, str(shop), "--lot", LOT, "--dry-run") == read


def test_writing_the_sheet_leaves_the_index_right(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(shop)
    asked(capsys, str(shop), "--lot", LOT)
    build(shop)  # the first write of all asks Excel to calculate, which is a change of the workbook
    asked(capsys, str(shop), "--lot", "AL6-0124-002")
    assert keep.is_current(shop)


def test_a_name_nobody_knows_is_answered_by_the_workbook(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["recall", str(shop), "--lot", "AL6-0124-0O1", "--no-write"]
    code = main(words)
    said = capsys.readouterr()
    build(shop)
    assert main(words) == code != 0
    assert capsys.readouterr() == said


def test_an_index_is_built_behind_a_large_workbook_only(
    shop: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[list[str]] = []
    monkeypatch.setattr(keep.subprocess, "Popen", lambda words, **_: begun.append(words))
    asked(capsys, str(shop), "--lot", LOT, "--no-write")
    assert not begun
    monkeypatch.setattr("lotbook.commands.recalling.index._LARGE", 0)
    monkeypatch.setattr(keep, "WORTH", 0)
    asked(capsys, str(shop), "--lot", LOT, "--dry-run")
    assert not begun  # a dry run leaves nothing behind
    asked(capsys, str(shop), "--lot", LOT, "--no-write")
    assert [words[-1] for words in begun] == [str(shop)]
    monkeypatch.setattr("sys.argv", begun[0][2:])
    assert keep.main() == 0
    assert (data_folder_of(shop) / NAME).exists()
    asked(capsys, str(shop), "--lot", LOT, "--no-write")
    assert len(begun) == 1
    shutil.rmtree(data_folder_of(shop))
    asked(capsys, str(shop), "--lot", LOT, "--no-write")
    assert len(begun) == 1


def test_other_spellings_and_ranges_are_told_from_the_index_as_from_the_workbook(
    shop: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    book = openpyxl.load_workbook(shop)
    lots, sent = book["Receiving"], book["Shipments"]
    heat, serials = (
        next(cell.column for cell in page[1] if cell.value == header)
        for page, header in ((lots, "Heat on certificate"), (sent, "Serials"))
    )
    asked_for = str(lots.cell(3, heat).value)
    lots.cell(7, heat).value = f"{asked_for[:1]} {asked_for[1:]}"
    lots.cell(9, heat).value = f"{asked_for} / X9"
    sent.cell(4, serials).value = "SN-10 - SN-19"
    sent.cell(6, serials).value = "SN-15"
    book.save(shop)
    questions = (("--heat", asked_for), ("--serial", "SN-15"))
    read = [asked(capsys, str(shop), *words, "--no-write") for words in questions]
    assert build(shop)
    monkeypatch.setattr("lotbook.hosts.file.container.Container.read", None)
    again = [asked(capsys, str(shop), *words, "--no-write") for words in questions]
    assert again == read
    assert "gap-spelt-otherwise" in [gap["code"] for gap in read[0]["gaps"]]  # type: ignore[attr-defined]
    assert "gap-serials-as-a-range" in [gap["code"] for gap in read[1]["gaps"]]  # type: ignore[attr-defined]
