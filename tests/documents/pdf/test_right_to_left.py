"""Hebrew and Arabic names come through as PDF, and nothing that is lost among them goes unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from lotbook.documents.pdf import completeness
from lotbook.documents.pdf.libreoffice import LibreOffice
from lotbook.documents.pdf.right_to_left import Pieces, stands_in
from tests.documents.word_files import template

# Each name, and the same with one thing changed that must be noticed.
NAMES = {
    "hebrew": ("חברת מתכת בעמ 4711", "חברת בעמ 4711"),
    "bracket": ("אבגדה (Haifa) PO-77", "אבגדה (Haifa PO-77"),
    "hyphen": ("תעשיות אלפא-בית 2024", "תעשיות אלפא-בית 2025"),
    "letter": ("תעשיות אלפא-בית", "תעשיות אלפא-ביד"),
    "arabic": (
        "شركة ABC-12 للصناعات (٣٤٥) لا إله 1,250.5 kg",
        "شركة ABC-13 للصناعات (٣٤٥) لا إله 1,250.5 kg",
    ),
    "digits": ("شركة للصناعات (٣٤٥)", "شركة للصناعات (٣٤٦)"),
    "persian": ("شرکت فولاد مبارکه اصفهان", "شرکت فولاد اصفهان"),
    "vocalised hebrew": ("יִשְׂרָאֵל בית", "יִשְׂרָאֵ בית"),
    "vocalised arabic": ("مُحَمَّد H83-017", "مُحَمَّ H83-017"),
    "lost mark": ("مُحَمَّد H83-017", "مُحَمد H83-017"),
    "lost heat": ("مُحَمَّد H83-017", "مُحَمَّد H83-01"),
}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Path, Path]]:
    """Case -> the document, its PDF, the PDF of the changed one."""
    folder = tmp_path_factory.mktemp("names")
    right, wrong = (
        [
            template(
                folder / f"{kind}{number}.docx",
                f"Certificate for {pair[kind]} end", f"{pair[kind]}", table=((pair[kind], "Qty 5"),),
                header=f"PO {number}",
            )
            for number, pair in enumerate(NAMES.values())
        ]
        for kind in (0, 1)
    )  # fmt: skip
    pdfs = LibreOffice().convert([*right, *wrong], folder)
    return dict(zip(NAMES, zip(right, pdfs[: len(right)], pdfs[len(right) :], strict=True), strict=True))


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", NAMES)
def test_a_name_from_right_to_left_comes_through_and_what_is_lost_is_seen(drawn, name: str) -> None:
    document, pdf, changed = drawn[name]
    assert completeness.missing(document, pdf) == []
    assert completeness.missing(document, changed) != []


def test_words_beside_latin_text_are_compared_as_before(tmp_path: Path) -> None:
    from tests.documents.pdf.test_completeness import pdf

    document = template(tmp_path / "t.docx", "heat H83-017", "שלום")
    assert "'H83-017'" in completeness.missing(document, pdf(tmp_path / "t.pdf", "heat 017-H83"))


@pytest.mark.parametrize(
    ("wanted", "shown", "word", "found"),
    [
        ("(Haifa)", ")Haifa)", "(Haifa)", True),
        ("(Haifa)", "Haifa)", "(Haifa)", False),
        ("ABC-12", "-12ABC", "ABC-12", True),
        ("ABC-12 ABC-12", "-12ABC ABC", "ABC-12", False),
        ("لا", "ال", "لا", True),
        ("A12", "12A", "A12", False),
    ],
)
def test_pieces_may_change_places_and_sides_and_nothing_else(
    wanted: str, shown: str, word: str, *, found: bool
) -> None:
    should, there = ({each: text.split().count(each) for each in text.split()} for text in (wanted, shown))
    assert Pieces(there).hold(word, Pieces(should)) is found


def test_what_is_written_from_right_to_left() -> None:
    assert [stands_in(text) for text in ("Øµ 12", "أ", "x ב")] == [False, True, True]
