import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from lotbook.artefacts import templates
from lotbook.documents.papers.catalogue import PAPERS
from lotbook.documents.template import check as template_check
from lotbook.documents.template.fields import examples
from lotbook.shipped import shipped

FIELDS = {paper.template: paper.fields for paper in PAPERS}


def test_what_ships_is_what_the_program_draws_today() -> None:
    assert templates.stale(shipped("templates")) == [], "run python -m lotbook.artefacts"


def test_a_template_that_was_changed_by_hand_is_stale(tmp_path: Path) -> None:
    for name, content in templates.files().items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    (tmp_path / "README.md").write_text("mine")
    (tmp_path / "coc.docx").write_bytes(shipped("templates", "traceability_report.docx").read_bytes())
    (tmp_path / "traceability_report.docx").unlink()
    assert sorted(templates.stale(tmp_path)) == ["README.md", "coc.docx", "traceability_report.docx"]


@pytest.mark.parametrize("name", FIELDS)
def test_shipped_templates_use_documented_fields_only(name: str) -> None:
    assert template_check.check(shipped("templates", name), examples(FIELDS[name])) == []


def test_the_reference_names_every_field() -> None:
    reference = templates.reference()
    assert all(f"| `{field.name}` |" in reference for fields in FIELDS.values() for field in fields)


@pytest.mark.parametrize("name", FIELDS)
def test_tables_repeat_their_head_and_tear_no_row(name: str) -> None:
    with zipfile.ZipFile(BytesIO(templates.files()[name])) as package:
        xml = package.read("word/document.xml").decode()
    heads, whole = xml.count("<w:tblHeader/>"), xml.count("<w:cantSplit/>")
    assert heads >= 1
    assert whole >= 2 * heads


@pytest.mark.parametrize("name", FIELDS)
def test_templates_hold_nothing_that_converters_draw_wrongly(name: str) -> None:
    from lotbook.documents.pdf.builtin import Builtin

    assert Builtin().refuses(shipped("templates", name)) == ""


def test_every_paper_is_drawn():
    assert set(templates._DRAWN) == set(FIELDS)
