"""A new workbook: what it holds, and that an existing file is never lost."""

import json

import pytest

from lotbook.cli import main
from lotbook.errors import EXIT_USAGE
from lotbook.hosts.file.book import FileBook
from lotbook.tables.book import SHEETS
from lotbook.tables.records import Records


def test_a_new_workbook_has_every_sheet_and_nothing_wrong_in_it(tmp_path, capsys):
    path = tmp_path / "shop.xlsx"
    assert main(["new", str(path), "--company", "Smith & Sons <UK>", "--paper", "Letter", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["schema"] == 1
    with FileBook.open(path) as book:
        records = Records(book)
        assert book.sheet_names() == tuple(sheet.name for sheet in SHEETS)
        assert (records.setting("Company name"), records.setting("Paper")) == ("Smith & Sons <UK>", "Letter")
        assert records.findings() == []
        assert len(records.receiving) == 0


def test_an_existing_file_is_refused(tmp_path, capsys):
    path = tmp_path / "shop.xlsx"
    path.write_bytes(b"precious")
    assert main(["new", str(path)]) == EXIT_USAGE
    assert path.read_bytes() == b"precious"
    assert "--force" in capsys.readouterr().err


def test_with_force_the_old_file_and_its_journal_are_kept(tmp_path):
    path = tmp_path / "shop.xlsx"
    path.write_bytes(b"precious")
    (tmp_path / "shop.lotbook").mkdir()
    (tmp_path / "shop.lotbook" / "journal.jsonl").write_text("numbers\n", encoding="utf-8")
    assert main(["new", str(path), "--force"]) == 0
    (kept,) = tmp_path.glob("shop-before-*.xlsx")
    assert kept.read_bytes() == b"precious"
    assert (kept.with_suffix(".lotbook") / "journal.jsonl").read_text(encoding="utf-8") == "numbers\n"
    assert not (tmp_path / "shop.lotbook").exists()


@pytest.mark.parametrize("name", ["shop.xls", "gone/shop.xlsx"])
def test_a_name_that_cannot_be_written_is_refused(tmp_path, name):
    assert main(["new", str(tmp_path / name)]) == EXIT_USAGE


def test_a_dry_run_writes_nothing(tmp_path):
    assert main(["new", str(tmp_path / "shop.xlsx"), "--dry-run"]) == 0
    assert list(tmp_path.iterdir()) == []
