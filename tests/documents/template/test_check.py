from pathlib import Path

import pytest

from lotbook.documents.template.check import check
from tests.documents.word_files import template

CONTEXT = {
    "order": {"po": "PO-1", "line": "2"},
    "customer": {"name": "Smith"},
    "lots": [{"heat": "H1", "extra": {"rack": "3"}}],
    "nothing": [],
    "enclosed": ["one"],
}


def faults(path: Path) -> list[tuple[str, str, str]]:
    return [(fault.place, fault.problem, fault.suggestion) for fault in check(path, CONTEXT)]


def test_a_good_template_has_no_faults(tmp_path: Path) -> None:
    path = template(
        tmp_path / "t.docx",
        "{{ order.po }} {% if order.line %}line {{ order.line }}{% else %}-{% endif %}",
        "{%p for paper in enclosed %}",
        "{{ loop.index }} {{ paper }}",
        "{%p endfor %}",
        "{% for row in nothing %}{{ row.anything }}{% endfor %}",
        "{{ order.po | upper }} {% set x = order.po %}{{ x }} {% if order.line is defined and not nothing %}a{% endif %}",
        "{{ enclosed | join(', ') }} {{ lots | map(attribute='heat') | unique | join(', ') }} {{ lots | length }}",
        "{% for lot in lots if lot.heat %}{{ loop.index }} {{ lot.heat | default('-') }}{% endfor %}",
        "{{ order.line or '-' }} {{ 'a' if order.po == 'x' else order.line }} {{ (lots | first).heat }}",
        "{% for lot in lots %}{% cellbg loop.cycle('FFFFFF', 'EEEEEE') %}{{- lot.heat -}}{% endfor %}",
        table=(("{%tr for lot in lots %}",), ("{{ lot.heat }} {{ lot.extra.rack }}",), ("{%tr endfor %}",)),
        header="{{ customer.name }}",
    )
    assert faults(path) == []


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ({"paragraphs": ("one", "{{ custmer.name }}")}, "paragraph 2"),
        ({"table": (("a", "b"), ("c", "{{ custmer.name }}"))}, "table 1, row 2, cell 2"),
        ({"header": "{{ custmer.name }}"}, "header, paragraph 1"),
        ({"footer": "x {{ custmer.name }}"}, "footer, paragraph 1"),
    ],
)
def test_an_unknown_field_is_named_with_its_place_and_what_was_meant(
    tmp_path: Path, where: dict[str, tuple[str, ...]], place: str
) -> None:
    path = template(tmp_path / "t.docx", *where.pop("paragraphs", ()), **where)
    assert faults(path) == [(place, "uses the unknown field custmer", "customer.name")]


@pytest.mark.parametrize(
    ("text", "problem", "meant"),
    [
        ("{{ order.poo }}", "uses the unknown field poo of order", "order.po"),
        ("{{ lots.heat }}", "takes heat of lots, which is a list: repeat it with {% for %}", ""),
        ("{{ order.po.number }}", "takes number of order.po, which is plain text", ""),
        ("{{ order.po }", "has a {{ without its partner", ""),
        ("order.po }}", "has a }} without its partner", ""),
        ("{{ }}", "names no field", ""),
        ("{% iff order.po %}", "is no step that templates know", "if"),
        ("{% if order.po %}", "is never ended by {% endif %}", ""),
        ("{% endfor %}", "ends a {% for %} that was never begun", ""),
        ("{% else %}", "stands outside of any {% if %}", ""),
        ("{% for lots %}{% endfor %}", "is not of the form {% for name in list %}", ""),
        (
            "{% if order.po %}{% endfor %}",
            "ends something else than {% if order.po %} in paragraph 1 begins",
            "",
        ),
        ("{% tr for lot in lots %}", "has a blank too many", "{%tr for lot in lots %}"),
        ("{{ order }}", "prints order, which is a whole group of fields: name one of them", "order.po"),
        (
            "{{ order | upper }}",
            "prints order, which is a whole group of fields: name one of them",
            "order.po",
        ),
        (
            "{{ order.po ~ order }}",
            "prints order, which is a whole group of fields: name one of them",
            "order.po",
        ),
        ("{{ lots }}", "prints lots, which is a whole list: repeat it with {% for %}", ""),
        ("{{ enclosed }}", "prints enclosed, which is a whole list: repeat it with {% for %}", ""),
        ("{% set x = lots %}{{ x }}", "prints x, which is a whole list: repeat it with {% for %}", ""),
        (
            "{{ lots if order.po else '-' }}",
            "prints lots if order.po else '-', which is a whole list: repeat it with {% for %}",
            "",
        ),
        (
            "{{ lots | join(', ') }}",
            "joins lots, whose rows are groups of fields: say which field",
            "lots | join(', ', attribute='heat')",
        ),
        ("{{ lots | map(attribute='heet') | join }}", "uses the unknown field heet of each row of lots", ""),
        ("{{ order.po | upperr }}", "uses the unknown filter upperr", "upper"),
        ("{{ order.po | safe }}", "uses the unknown filter safe", ""),
        (
            "{{ lots[5].heat }}",
            "takes one row of lots by its number, which not every certificate has: repeat it with {% for %}",
            "",
        ),
        ("{{ order['po'] }}", "takes a field of order in brackets", "order.po"),
        ("{{ order.po[:3] }}", "takes a part of a text by its place; print the field whole", ""),
        ("{{ ''.__class__ }}", "takes __class__ of what stands before it, which is plain text", ""),
        (
            "{% for row in nothing %}{{ row.__class__ }}{% endfor %}",
            "takes __class__ of row, which is no field",
            "",
        ),
        (
            "{% for row in nothing %}{{ row.x() }}{% endfor %}",
            "calls row.x with brackets behind it, which templates cannot; print a field",
            "",
        ),
        ("{% for one in order.po %}{% endfor %}", "repeats order.po, which is plain text and no list", ""),
        ("{% for lot in lots %}{{ loop.nr }}{% endfor %}", "uses the unknown field nr of loop", "loop"),
        ("{{ order.po + }}", "cannot be read (unexpected 'end of print statement')", ""),
        ("{% if order.po is nice %}{% endif %}", "asks 'is nice', which templates do not know", ""),
        ("{% cellbg order.colour %}", "uses the unknown field colour of order", "order.po"),
    ],
)
def test_each_mistake_is_told_in_words(tmp_path: Path, text: str, problem: str, meant: str) -> None:
    assert faults(template(tmp_path / "t.docx", text)) == [("paragraph 1", problem, meant)]


def test_all_mistakes_are_told_at_once_in_reading_order(tmp_path: Path) -> None:
    path = template(tmp_path / "t.docx", "{{ a }}", "{{ order.po }}", "{{ b }}", header="{{ c }}")
    assert [place for place, _, _ in faults(path)] == ["paragraph 1", "paragraph 3", "header, paragraph 1"]


def test_a_field_of_a_loop_is_unknown_outside_of_it(tmp_path: Path) -> None:
    path = template(tmp_path / "t.docx", "{% for lot in lots %}{{ lot.heat }}{% endfor %}{{ lot.heat }}")
    assert faults(path) == [("paragraph 1", "uses the unknown field lot", "heat of each row of lots")]


def test_a_row_step_must_be_ended_by_a_row_step(tmp_path: Path) -> None:
    path = template(
        tmp_path / "t.docx", table=(("{%tr for lot in lots %}",), ("{{ lot.heat }}",), ("{% endfor %}",))
    )
    assert [(place, meant) for place, _, meant in faults(path)] == [
        ("table 1, row 3, cell 1", "{%tr endfor %}")
    ]


def test_tags_are_found_however_word_splits_them_and_whatever_quotes_it_makes(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    paragraph = document.add_paragraph("{")
    for piece in ("{ order", ".po", " == “x” }", "}"):
        paragraph.add_run(piece).bold = True
    document.save(tmp_path / "t.docx")
    assert faults(tmp_path / "t.docx") == []


def test_tracked_changes_are_refused_because_deleted_text_would_be_filled_in(tmp_path: Path) -> None:
    from docx import Document
    from docx.oxml import OxmlElement

    document = Document()
    paragraph = document.add_paragraph("{{ order.po }}")
    deleted = OxmlElement("w:del")
    paragraph._p.append(deleted)
    document.save(tmp_path / "t.docx")
    assert "tracked changes" in faults(tmp_path / "t.docx")[0][1]
