"""Every generated file in the checkout is what the program makes today, and the pages leave nothing out."""

import shutil
from pathlib import Path

import pytest

from lotbook.artefacts.__main__ import main, stale
from lotbook.artefacts.commands_page import commands_page
from lotbook.artefacts.data_dictionary import data_dictionary
from lotbook.cli import VERBS, command
from lotbook.tables.book import SHEETS

ROOT = Path(__file__).parents[2]


def test_every_generated_file_is_current():
    assert stale(ROOT) == [], "run: python -m lotbook.artefacts"


def test_a_file_changed_by_hand_is_named(tmp_path, capsys):
    shutil.copytree(ROOT / "workbook", tmp_path / "workbook")
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    shutil.copytree(ROOT / "addin", tmp_path / "addin")
    shutil.copytree(ROOT / "docs" / "reference", tmp_path / "docs" / "reference")
    (tmp_path / "workbook" / "README.md").write_text("mine", encoding="utf-8")
    (tmp_path / "docs" / "reference" / "gate.md").unlink()
    assert main(["--check", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert ("workbook/README.md" in told, "docs/reference/gate.md" in told, "coc.docx" in told) == (
        True,
        True,
        False,
    )


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_sheet_and_column_stands_in_the_data_dictionary(sheet):
    page = data_dictionary()
    assert f"## {sheet.name}\n" in page
    assert [c.header for c in sheet.columns.values() if f"| {c.header} | " not in page] == []


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_argument_and_key_stands_in_the_reference(verb):
    page = commands_page()
    section = page.split(f"## {verb}\n")[1].split("\n## ")[0]
    assert "`--json`" in section
    assert [key for key in command(verb).json_keys if f"| `{key}` | " not in section] == []
