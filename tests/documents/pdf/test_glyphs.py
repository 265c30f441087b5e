"""Letters without a font are found by what is seen: the text of such a PDF is right."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from lotbook.documents.pdf.completeness import missing
from lotbook.documents.pdf.glyphs import without_a_font
from tests.documents.word_files import template

BOX = "600 0 d0 60 w 100 0 400 700 re S"


def drawn(path: Path, letters: str, shapes: list[str]) -> Path:
    """A PDF whose text is right, drawn with a font of our own: one shape for each letter."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(300, 200))
    names = [f"/g{number}" for number in range(len(letters))]
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type3,
        FontBBox=[0, 0, 600, 700],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        FirstChar=1,
        LastChar=len(letters),
        Widths=[600] * len(letters),
        CharProcs=pikepdf.Dictionary(
            {name: pdf.make_stream(shape.encode()) for name, shape in zip(names, shapes, strict=True)}
        ),
        Encoding=pikepdf.Dictionary(Differences=[1, *map(pikepdf.Name, names)]),
        ToUnicode=pdf.make_stream(_to_unicode(letters)),
    )
    text = "".join(f"{number:02x}" for number in range(1, len(letters) + 1))
    page = pdf.pages[0]
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=pdf.make_indirect(font)))
    page.Contents = pdf.make_stream(f"BT /F 11.3 Tf 20.3 100.7 Td <{text}> Tj ET".encode())
    pdf.save(path)
    return path


def _to_unicode(letters: str) -> bytes:
    lines = [f"<{number:02x}> <{ord(letter):04x}>" for number, letter in enumerate(letters, 1)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin begincmap",
            "1 begincodespacerange <00> <ff> endcodespacerange",
            f"{len(lines)} beginbfchar",
            *lines,
            "endbfchar endcmap end",
        ]
    ).encode()


def crossed(number: int) -> str:
    """A letter of its own: the box with a bar at another height."""
    return f"{BOX} 100 {120 + 110 * number} 400 60 re f"


@pytest.mark.parametrize("name", ["深圳市精密", "精密", "Завод", "한국정밀"])
def test_different_letters_that_all_look_like_one_box_are_named(tmp_path, name):
    letters = "".join(dict.fromkeys(name))
    assert without_a_font(drawn(tmp_path / "a.pdf", letters, [BOX] * len(letters))) == list(letters)


@pytest.mark.parametrize("name", ["深圳市精密", "精密", "Завд"])
def test_letters_that_can_be_told_apart_are_fine(tmp_path, name):
    shapes = [crossed(number) for number in range(len(name))]
    assert without_a_font(drawn(tmp_path / "a.pdf", name, shapes)) == []


def test_two_alphabets_may_share_a_shape(tmp_path):
    shapes = [crossed(0), crossed(0), crossed(1), crossed(2)]
    assert without_a_font(drawn(tmp_path / "a.pdf", "οоЖЗ", shapes)) == []


def test_a_pdf_with_boxes_for_letters_is_not_complete(tmp_path):
    document = template(tmp_path / "a.docx", "深圳市精密")
    assert missing(document, drawn(tmp_path / "a.pdf", "深圳市精密", [BOX] * 5)) == [
        "the letters 深圳市精密, for which this computer has no font"
    ]
