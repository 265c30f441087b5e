import zipfile
from io import BytesIO

import pytest

from lotbook.artefacts import templates
from lotbook.documents import coc, template_check, traceability_report
from lotbook.documents.fields import examples
from lotbook.shipped import shipped

FIELDS = {paper.TEMPLATE: paper.FIELDS for paper in (coc, traceability_report)}


@pytest.mark.parametrize("name", ["coc.docx", "traceability_report.docx", "README.md"])
def test_what_ships_is_what_the_program_draws_today(name: str) -> None:
    assert shipped("templates", name).read_bytes() == templates.files()[name], (
        "run python -m lotbook.artefacts"
    )


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
    assert heads >= 3
    assert whole >= 2 * heads


@pytest.mark.parametrize("name", FIELDS)
def test_templates_hold_nothing_that_converters_draw_wrongly(name: str) -> None:
    from lotbook.documents.builtin import Builtin

    assert Builtin().refuses(shipped("templates", name)) == ""
