import zipfile
from collections.abc import Sequence
from pathlib import Path

from lotbook.documents.pdf.beforehand import fixed_heights, without_a_font
from tests.documents.pdf.test_glyphs import BOX, crossed, drawn
from tests.documents.word_files import template


class Engine:
    """Draws these letters, whatever the document says; counts how often it was asked."""

    name, last_resort = "office", False

    def __init__(self, letters: str, shapes: list[str]) -> None:
        self.letters, self.shapes, self.asked = letters, shapes, 0

    def version(self) -> str:
        return "1"

    def available(self) -> bool:
        return True

    def refuses(self, document: Path) -> str:
        return ""

    def convert(self, documents: Sequence[Path], folder: Path) -> list[Path]:
        self.asked += 1
        return [drawn(folder / f"{each.stem}.pdf", self.letters, self.shapes) for each in documents]


def test_letters_of_a_template_that_no_font_has_are_named_with_their_place(tmp_path: Path) -> None:
    path = template(tmp_path / "t.docx", "Certificate", "ไทย {{ order.po }}")
    (fault,) = without_a_font(path, using=[Engine("ไทย", [BOX] * 3)])
    assert (fault.place, fault.tag) == ("paragraph 2", "ไทย")
    assert "Install a font" in fault.problem


def test_letters_that_can_be_drawn_are_no_fault(tmp_path: Path) -> None:
    path = template(tmp_path / "t.docx", "ไทย {{ order.po }}")
    engine = Engine("ไทย", [crossed(number) for number in range(3)])
    assert list(without_a_font(path, using=[engine])) == []
    assert engine.asked == 1


def test_a_template_in_latin_letters_is_not_drawn(tmp_path: Path) -> None:
    engine = Engine("", [])
    assert (
        list(without_a_font(template(tmp_path / "t.docx", "Prüfzeugnis — Ø 5 ±0,1 µm"), using=[engine])) == []
    )
    assert engine.asked == 0


def test_rows_and_frames_of_a_fixed_height_are_counted_and_those_that_grow_are_not(tmp_path: Path) -> None:
    rows = (
        '<w:trHeight w:val="320" w:hRule="exact"/><w:trHeight w:val="320" w:hRule="atLeast"/><w:trHeight w:val="3"/>'
        '<w:framePr w:w="2000" w:h="300" w:hRule="exact" w:x="1"/><w:spacing w:line="40" w:lineRule="exact"/>'
    )
    with zipfile.ZipFile(tmp_path / "t.docx", "w") as package:
        package.writestr("word/document.xml", f"<w:document>{rows}</w:document>")
    assert fixed_heights(tmp_path / "t.docx") == 2
