"""Templates are looked through before a certificate needs them."""

from __future__ import annotations

import json
from pathlib import Path

from lotbook.cli import main
from lotbook.commands.templates import COMMAND
from lotbook.documents.papers.catalogue import PAPERS
from lotbook.domain.edits import NewColumn, Plan
from lotbook.hosts.file.book import FileBook
from tests.documents.gate_story import SOUND
from tests.documents.shop import shop
from tests.documents.word_files import template

OWN_FOLDER = "    Default signer  | Ann\n    Templates folder | papers\n"


def answer(capsys, *words: object, code: int = 0) -> dict:
    capsys.readouterr()
    assert main(["templates", *map(str, words), "--json"]) == code
    return json.loads(capsys.readouterr().out)


def test_the_templates_that_ship_have_no_mistake(capsys):
    found = answer(capsys, "check")
    assert set(found) == set(COMMAND.json_keys)
    assert {Path(each["template"]).name for each in found["templates"]} == {
        paper.template for paper in PAPERS
    }
    assert [each["faults"] for each in found["templates"]] == [[] for _ in PAPERS]


def test_a_misspelt_field_is_named_with_its_place_and_what_was_meant(tmp_path, capsys):
    file = template(tmp_path / "coc.docx", "To {{ custmer.name }}", header="{{ company.name }}")
    (found,) = answer(capsys, "check", file, code=1)["templates"]
    assert found["faults"] == [
        {
            "place": "paragraph 1",
            "tag": "{{ custmer.name }}",
            "problem": "uses the unknown field custmer",
            "suggestion": "customer.name",
        }
    ]


def test_a_paper_of_the_shops_own_is_checked_against_what_a_certificate_knows(tmp_path, capsys):
    template(tmp_path / "packing photo.docx", "{{ order.po }} {{ order.pox }}")
    (found,) = answer(capsys, "check", tmp_path, code=1)["templates"]
    assert found["paper"] == "A paper of your own"
    assert [fault["suggestion"] for fault in found["faults"]] == ["order.po"]


def test_a_file_that_is_no_word_document_and_words_own_lock_file_are_told_apart(tmp_path, capsys):
    (tmp_path / "coc.docx").write_bytes(b"not a zip")
    (tmp_path / "~$coc.docx").write_bytes(b"lock")
    found = answer(capsys, "check", tmp_path, code=1)["templates"]
    assert [Path(each["template"]).name for each in found] == ["coc.docx"]
    assert len(found[0]["faults"]) == 1


def test_what_the_built_in_engine_cannot_draw_is_told_but_is_no_mistake(tmp_path, capsys):
    file = template(tmp_path / "coc.docx", "{{ order.po }} ☑")
    (found,) = answer(capsys, "check", file)["templates"]
    assert "tick boxes or symbols" in found["remarks"][0]


def test_of_a_workbook_its_own_templates_are_checked_with_its_own_columns(tmp_path, capsys):
    workbook = shop(tmp_path, SOUND.replace("    Default signer  | Ann\n", OWN_FOLDER, 1))
    (tmp_path / "papers").mkdir()
    template(
        tmp_path / "papers" / "traceability_report.docx",
        "{% for run in runs %}{{ run.extra.paint_shade }}{% endfor %}",
    )
    before = answer(capsys, "check", workbook, code=1)["templates"]
    assert (Path(before[0]["template"]).parent.name, len(before[0]["faults"])) == ("papers", 1)
    assert len(before) == len(PAPERS)
    with FileBook.open(workbook, writing=True) as book:
        book.write(Plan("test", "A column", columns=(NewColumn("Manufacture", "Paint shade"),)), who="Ann")
    assert [each["faults"] for each in answer(capsys, "check", workbook)["templates"]] == [[] for _ in PAPERS]


def test_every_field_is_listed_with_an_example(capsys):
    fields = answer(capsys, "fields")["fields"]
    assert {(each["template"], each["name"]) for each in fields} == {
        (paper.template, field.name) for paper in PAPERS for field in paper.fields
    }
    assert all(each["meaning"] for each in fields)
    assert {each["template"] for each in answer(capsys, "fields", "COC")["fields"]} == {"coc.docx"}


def test_what_is_not_there_is_said_plainly(tmp_path, capsys):
    (tmp_path / "coc.doc").write_bytes(b"x")
    for words in (("check", tmp_path / "none"), ("check", tmp_path / "coc.doc"), ("fields", "cocoon")):
        assert main(["templates", *map(str, words)]) in (2, 23)
        told = capsys.readouterr().err
        assert "Traceback" not in told
        assert len(told.splitlines()) >= 2


def test_a_row_of_a_fixed_height_is_told_with_what_to_do(tmp_path, capsys):
    from docx import Document
    from docx.enum.table import WD_ROW_HEIGHT_RULE

    document = Document()
    document.add_table(1, 1).rows[0].height_rule = WD_ROW_HEIGHT_RULE.EXACTLY
    document.save(tmp_path / "Test certificate.docx")
    (found,) = answer(capsys, "check", tmp_path)["templates"]
    assert any("'At least' instead of 'Exactly'" in remark for remark in found["remarks"])
