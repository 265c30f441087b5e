import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lotbook.documents.template.render import render
from lotbook.errors import MissingFileError, ReadOnlyError, TemplateError
from tests.documents import goods
from tests.documents.word_files import template, text_of

UGLY = 'Smith & Sons <UK> "x" µ Ø ±'


def test_ugly_names_stand_as_typed_in_text_table_header_and_footer(tmp_path: Path) -> None:
    path = template(
        tmp_path / "t.docx",
        "To {{ name }}.",
        table=(("{{ name }}",),),
        header="{{ name }}!",
        footer="{{ name }}?",
    )
    render(path, {"name": UGLY}, tmp_path / "out.docx")
    assert (
        text_of(tmp_path / "out.docx")
        == f"[document]\nTo {UGLY}.\n{UGLY}\n[footer]\n{UGLY}?\n[header]\n{UGLY}!\n"
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(max_size=40).filter(lambda text: not re.search(r"TB[DC]|XXX|\?\?\?", text)))
def test_whatever_a_cell_holds_the_document_is_whole(tmp_path: Path, name: str) -> None:
    path = template(tmp_path / "t.docx", "[{{ name }}] end")
    render(path, {"name": name}, tmp_path / "out.docx")
    assert text_of(tmp_path / "out.docx").rstrip().endswith("] end")


def test_control_characters_are_left_out_and_line_breaks_kept(tmp_path: Path) -> None:
    path = template(tmp_path / "t.docx", "[{{ name }}]")
    render(path, {"name": "a\x00b\x0bc\nd\x1f\ud800e"}, tmp_path / "out.docx")
    assert text_of(tmp_path / "out.docx") == "[document]\n[ab c de]\n"


def test_text_that_looks_like_a_tag_is_only_text(tmp_path: Path) -> None:
    path = template(tmp_path / "t.docx", "Note: {{ note }}")
    render(path, {"note": "{{ secret }} {% if %}", "secret": "no"}, tmp_path / "out.docx")
    assert "Note: {{ secret }} {% if %}" in text_of(tmp_path / "out.docx")


@pytest.mark.parametrize(
    "expression",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ name.__init__.__globals__ }}",
        "{{ lipsum.__globals__ }}",
        "{{ cycler }}",
        "{{ self.__init__ }}",
    ],
)
def test_templates_cannot_reach_python(tmp_path: Path, expression: str) -> None:
    with pytest.raises(TemplateError):
        render(template(tmp_path / "t.docx", expression), {"name": "x"}, tmp_path / "out.docx")
    assert not (tmp_path / "out.docx").exists()


def test_an_unknown_field_stops_with_its_place_and_a_suggestion(tmp_path: Path) -> None:
    path = template(tmp_path / "coc.docx", "{{ po_numbr }}")
    with pytest.raises(TemplateError) as caught:
        render(path, {"po_number": "1"}, tmp_path / "out.docx")
    assert "coc.docx" in str(caught.value)
    assert "paragraph 1: {{ po_numbr }} uses the unknown field po_numbr. Did you mean po_number?" in str(
        caught.value
    )
    assert caught.value.exit_code == 21


def test_a_group_that_only_filling_brings_to_light_never_reaches_paper(tmp_path: Path) -> None:
    path = template(tmp_path / "t.docx", "{% for lot in lots %}{{ loop.nextitem }}{% endfor %}")
    lots = [{"heat": "H1"}, {"heat": "H2"}]
    with pytest.raises(TemplateError, match="whole list or group"):
        render(path, {"lots": lots}, tmp_path / "out.docx")
    assert not (tmp_path / "out.docx").exists()


def test_a_filter_that_does_not_exist_is_named_with_its_place(tmp_path: Path) -> None:
    path = template(tmp_path / "t.docx", "fine", "{{ name | uper }}")
    with pytest.raises(TemplateError, match=r"paragraph 2.*unknown filter uper"):
        render(path, {"name": "x"}, tmp_path / "out.docx")


@pytest.mark.parametrize("word", ["TBD", "XXX", "???", "see TBD."])
def test_a_placeholder_in_a_cell_is_no_fact_and_stops(tmp_path: Path, word: str) -> None:
    path = template(tmp_path / "t.docx", "Heat {{ heat }}")
    with pytest.raises(TemplateError, match="placeholder"):
        render(path, {"heat": word}, tmp_path / "out.docx")


def test_a_number_that_holds_xxx_is_no_placeholder(tmp_path: Path) -> None:
    path = template(tmp_path / "t.docx", "Part {{ part }}")
    render(path, {"part": "XXX-100 4XXX"}, tmp_path / "out.docx")
    assert "Part XXX-100 4XXX" in text_of(tmp_path / "out.docx")


def test_a_row_that_shows_nothing_stops(tmp_path: Path) -> None:
    path = template(
        tmp_path / "t.docx", table=(("{%tr for x in rows %}",), ("{{ x.a }}",), ("{%tr endfor %}",))
    )
    render(path, {"rows": [{"a": "1"}]}, tmp_path / "out.docx")
    with pytest.raises(TemplateError, match="table 1, row 2 is empty"):
        render(path, {"rows": [{"a": "1"}, {"a": ""}]}, tmp_path / "out.docx")


def test_rows_that_the_template_leaves_empty_are_its_own_business(tmp_path: Path) -> None:
    path = template(tmp_path / "t.docx", table=(("{{ a }}", "b"), ("", "")))
    render(path, {"a": "1"}, tmp_path / "out.docx")
    assert (tmp_path / "out.docx").exists()


def test_a_text_that_gets_lost_on_the_way_stops(tmp_path: Path) -> None:
    path = template(tmp_path / "t.docx", "{%p if a %} {{ b }} {%p endif %}")
    with pytest.raises(TemplateError):
        render(path, {"a": "1", "b": "lost"}, tmp_path / "out.docx")


def test_a_field_may_be_the_colour_of_a_cell_or_the_title_only(tmp_path: Path) -> None:
    from docx import Document

    path = template(tmp_path / "t.docx", table=(("{% cellbg shade %}{{ name }}",),))
    document = Document(str(path))
    document.core_properties.title = "About {{ secret }}"
    document.save(str(path))
    render(path, {"shade": "EDF2F7", "name": "x", "secret": "A & B"}, tmp_path / "out.docx")
    made = Document(str(tmp_path / "out.docx"))
    assert made.core_properties.title == "About A & B"
    assert 'w:fill="EDF2F7"' in made.element.xml


def test_pictures_stand_where_their_field_is_in_header_and_table(tmp_path: Path) -> None:
    logo = goods.picture(tmp_path / "logo.png")
    path = template(
        tmp_path / "t.docx", "x", table=(("{{ signature }}", "{{ signature }}"),), header="{{ logo }}"
    )
    pictures = {"logo": logo, "signature": logo}
    render(path, {"logo": "", "signature": ""}, tmp_path / "out.docx", pictures=pictures)
    with zipfile.ZipFile(tmp_path / "out.docx") as package:
        body, header = package.read("word/document.xml"), package.read("word/header1.xml")
    assert (body.count(b"<a:blip"), header.count(b"<a:blip")) == (2, 1)


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n"])
def test_a_file_that_is_no_picture_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "logo.png").write_bytes(content)
    path = template(tmp_path / "t.docx", "{{ logo }}")
    with pytest.raises(MissingFileError, match=r"logo\.png"):
        render(path, {}, tmp_path / "out.docx", pictures={"logo": tmp_path / "logo.png"})


def test_a_missing_picture_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match=r"sig\.png"):
        render(
            template(tmp_path / "t.docx", "{{ signature }}"),
            {},
            tmp_path / "out.docx",
            pictures={"signature": tmp_path / "sig.png"},
        )


@pytest.mark.parametrize(("paper", "size"), [("A4", (210, 297)), ("Letter", (216, 279))])
def test_the_page_becomes_the_customers_paper_and_the_text_keeps_its_width(
    tmp_path: Path, paper: str, size: tuple[int, int]
) -> None:
    from docx import Document

    path = template(tmp_path / "t.docx", "x")
    before = Document(str(path)).sections[0]
    width = before.page_width - before.left_margin - before.right_margin
    render(path, {}, tmp_path / "out.docx", paper=paper)
    page = Document(str(tmp_path / "out.docx")).sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == size
    assert abs(page.page_width - page.left_margin - page.right_margin - width) < 2000


def test_the_same_input_gives_the_same_file(tmp_path: Path) -> None:
    path = template(tmp_path / "t.docx", "{{ a }}")
    for name in ("one.docx", "two.docx"):
        render(path, {"a": "x"}, tmp_path / name)
    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()


def test_a_refused_document_leaves_the_older_one_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "out.docx").write_bytes(b"older")
    with pytest.raises(TemplateError):
        render(template(tmp_path / "t.docx", "{{ a }}"), {}, tmp_path / "out.docx")
    assert (tmp_path / "out.docx").read_bytes() == b"older"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.docx", "t.docx"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ReadOnlyError, match=r"out\.docx"):
        render(template(tmp_path / "t.docx", "x"), {}, tmp_path / "file" / "out.docx")


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 broken"])
def test_a_template_that_is_no_word_file_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "t.docx").write_bytes(content)
    with pytest.raises(TemplateError, match=r"t\.docx"):
        render(tmp_path / "t.docx", {}, tmp_path / "out.docx")


def test_a_template_that_is_filled_again_holds_nothing_of_the_first_filling(tmp_path: Path) -> None:
    template_file = template(tmp_path / "t.docx", "{{ heat }} {% if note %}{{ note }}{% endif %}")
    for heat, note in (("H83-017", "first"), ("<4711>", ""), ("H83-017", "third & last")):
        render(template_file, {"heat": heat, "note": note}, tmp_path / "out.docx")
        assert f"{heat} {note}".strip() == text_of(tmp_path / "out.docx").removeprefix("[document]").strip()
