"""A PDF drawn by us stands for an engine's work, once whole and once with something left out."""

from pathlib import Path

import pytest

from lotbook.documents.pdf.completeness import missing
from lotbook.documents.template.render import render
from tests.documents import goods
from tests.documents.word_files import template


def pdf(path: Path, *lines: str, picture: Path | None = None) -> Path:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path))
    for number, line in enumerate(lines):
        canvas.drawString(50, 800 - 20 * number, line)
    if picture:
        canvas.drawImage(str(picture), 50, 100, 100, 30)
    canvas.save()
    return path


def test_every_word_of_text_table_header_and_footer_must_be_there(tmp_path: Path) -> None:
    document = template(
        tmp_path / "t.docx", "one two", table=(("three", "four"),), header="five", footer="six"
    )
    assert missing(document, pdf(tmp_path / "a.pdf", "five", "one two", "four three", "six")) == []
    assert missing(document, pdf(tmp_path / "b.pdf", "one", "four three", "six")) == ["'two'", "'five'"]


def test_a_word_that_stands_twice_must_be_shown_twice(tmp_path: Path) -> None:
    document = template(tmp_path / "t.docx", table=(("H83-017", "a"), ("H83-017", "b")))
    assert missing(document, pdf(tmp_path / "a.pdf", "H83-017 a", "b")) == ["'H83-017'"]


def test_a_word_broken_over_lines_is_still_that_word(tmp_path: Path) -> None:
    document = template(tmp_path / "t.docx", "AL6-0424-001-12 Smith&Sons")
    assert missing(document, pdf(tmp_path / "a.pdf", "AL6-0424-", "001-12", "Smith", "&Sons")) == []


def test_a_word_broken_over_two_pages_is_still_that_word_and_a_lost_one_is_not(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    document = template(tmp_path / "t.docx", "SN-00043 SN-00044", footer="Page")
    for name, last in (("whole", "00044"), ("torn", "00045")):
        canvas = Canvas(str(tmp_path / f"{name}.pdf"))
        for number, lines in enumerate((("SN-00043 SN-", "Page"), (last, "Page"))):
            for row, line in enumerate(lines):
                canvas.drawString(50, 400 - 300 * row - number, line)
            canvas.showPage()
        canvas.save()
    assert missing(document, tmp_path / "whole.pdf") == []
    assert missing(document, tmp_path / "torn.pdf") == ["'SN-00044'"]


def test_a_symbol_counts_like_a_word(tmp_path: Path) -> None:
    document = template(tmp_path / "t.docx", "\u2612 yes")
    assert missing(document, pdf(tmp_path / "a.pdf", "yes")) == ["'\u2612'"]


def test_a_lost_picture_is_told(tmp_path: Path) -> None:
    logo = goods.picture(tmp_path / "logo.png")
    render(template(tmp_path / "t.docx", "x {{ logo }}"), {}, tmp_path / "out.docx", pictures={"logo": logo})
    assert missing(tmp_path / "out.docx", pdf(tmp_path / "a.pdf", "x", picture=logo)) == []
    assert missing(tmp_path / "out.docx", pdf(tmp_path / "b.pdf", "x")) == ["1 of 1 pictures"]


@pytest.mark.parametrize("content", [b"", b"no pdf"])
def test_a_file_that_is_no_pdf_has_no_page(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    assert missing(template(tmp_path / "t.docx", "x"), tmp_path / "a.pdf") == ["every page"]
