"""The customer's language: what the program says is translated, what people wrote is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from lotbook.documents import coc
from lotbook.documents.language import choose, in_language, text
from lotbook.documents.render import render
from lotbook.shipped import shipped
from lotbook.tables.settings import DEFAULTS
from tests.documents.goods import BRACKETS, frozen, head
from tests.documents.word_files import template, text_of

STATEMENT = next(each.value for each in DEFAULTS if each.name == "Statement of conformance")


@pytest.mark.parametrize(
    ("english", "german", "french", "spanish"),
    [
        ("3 May 2024", "3. Mai 2024", "3 mai 2024", "3 may. 2024"),
        ("1 Mar 2024, 2 Dec 2024", "1. März 2024, 2. Dez. 2024", "1 mars 2024, 2 déc. 2024", "1 mar. 2024, 2 dic. 2024"),
        ("PO-88 31, line 2", "PO-88 31, Position 2", "PO-88 31, ligne 2", "PO-88 31, línea 2"),
        ("COC-0042 revision A", "COC-0042 Revision A", "COC-0042 révision A", "COC-0042 revisión A"),
        ("1 of 20 results out of limits", "1 von 20 Ergebnissen außerhalb der Grenzen", "1 résultats sur 20 hors limites", "1 de 20 resultados fuera de límites"),
        ("7.98 to 8.02 mm", "7.98 bis 8.02 mm", "7.98 à 8.02 mm", "7.98 a 8.02 mm"),
        ("ASTM B209 rev 21", "ASTM B209 rev 21", "ASTM B209 rev 21", "ASTM B209 rev 21"),
        ("0.5\u00a0kg", "0.5\u00a0kg", "0.5\u00a0kg", "0.5\u00a0kg"),
        ("Bracket to order", "Bracket to order", "Bracket to order", "Bracket to order"),
    ],
)  # fmt: skip
def test_the_programs_own_texts(english, german, french, spanish):
    said = [text(english, language) for language in ("English", "German", "French", "Spanish")]
    assert said == [english, german, french, spanish]


def test_what_people_wrote_stays_as_it_is_written():
    fields = {
        "description": "Yes",
        "extra": {"note": "3 May 2024"},
        "statement": "At revision B",
        "exceptions": ["No"],
    }
    assert in_language(fields, "German") == fields


def test_the_statement_that_comes_with_lotbook_is_translated():
    assert str(in_language({"statement": STATEMENT}, "German")["statement"]).startswith("Wir bescheinigen")
    assert str(in_language({"statement": STATEMENT}, "French")["statement"]).startswith("Nous certifions")


def test_the_shops_own_template_wins_first_in_the_language(tmp_path: Path):
    assert choose("coc.docx", "German", None).template == shipped("templates", "de", "coc.docx")
    assert choose("coc.docx", "German", tmp_path).template == shipped("templates", "de", "coc.docx")
    own = template(tmp_path / "coc.docx", "x")
    chosen = choose("coc.docx", "German", tmp_path)
    assert (chosen.template, chosen.language) == (own, "English")
    assert "none in German" in chosen.remark
    (tmp_path / "de").mkdir()
    german = template(tmp_path / "de" / "coc.docx", "x")
    assert choose("coc.docx", "German", tmp_path) == (german, "German", "")
    assert choose("coc.docx", "English", tmp_path) == (own, "English", "")


def test_a_paper_that_quotes_law_or_standard_stays_english_and_says_so():
    chosen = choose("first_article.docx", "French", None)
    assert chosen.template == shipped("templates", "first_article.docx")
    assert "English only" in chosen.remark


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "German",
            ("Konformitätsbescheinigung", "2. Mai 2024", "Wir bescheinigen", "Werkstoffbescheinigung 3.1"),
        ),
        ("French", ("Certificat de conformité", "2 mai 2024", "Nous certifions", "Certificat matière 3.1")),
        (
            "Spanish",
            ("Certificado de conformidad", "2 may. 2024", "Certificamos", "Certificado de material 3.1"),
        ),
    ],
)
def test_the_certificate_reads_in_the_customers_language(language, words, tmp_path: Path):
    goods = frozen(
        BRACKETS.replace("| Paper | Statement wording", "| Paper | Statement wording | Language").replace(
            "| A4    |\n", f"| A4    |                   | {language}\n"
        )
    )
    assert goods.language == language
    chosen = choose(coc.TEMPLATE, goods.language, None)
    named = head(statement=STATEMENT, enclosed=("Material certificate 3.1 MTR-4711 (lot AL6-0424-001)",))
    fields = in_language(coc.context(goods, named), chosen.language)
    render(chosen.template, fields, tmp_path / "coc.docx")
    said = text_of(tmp_path / "coc.docx")
    assert [
        word for word in (*words, "Bracket, sensor mount", "Bore 0.004 mm over") if word not in said
    ] == []
