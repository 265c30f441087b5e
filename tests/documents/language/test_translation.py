"""The customer's language: what the program says is translated, what people wrote is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lotbook.documents.language.translation import TRANSLATED, choose, in_language, text
from lotbook.documents.language.words import TEXTS
from lotbook.documents.package import papers as package_papers
from lotbook.documents.papers import coc, recall_notice
from lotbook.documents.template.docx_text import stories
from lotbook.documents.template.render import render
from lotbook.shipped import shipped
from lotbook.tables.lists import DOCUMENTS
from lotbook.tables.settings import DEFAULTS
from tests.documents.goods import BRACKETS, frozen, head
from tests.documents.word_files import template, text_of

STATEMENT = next(each.value for each in DEFAULTS if each.name == "Statement of conformance")


@pytest.mark.parametrize(
    ("english", "german", "french", "spanish"),
    [
        ("3 May 2024", "3. Mai 2024", "3 mai 2024", "3 may. 2024"),
        ("1 Mar 2024, 2 Dec 2024", "1. März 2024, 2. Dez. 2024", "1er mars 2024, 2 déc. 2024", "1 mar. 2024, 2 dic. 2024"),
        ("PO-88 31, line 2", "PO-88 31, Position 2", "PO-88 31, ligne 2", "PO-88 31, línea 2"),
        ("COC-0042 revision A", "COC-0042 Revision A", "COC-0042 révision A", "COC-0042 revisión A"),
        ("1 of 20 results out of limits", "1 von 20 Ergebnissen außerhalb der Grenzen", "1 résultat sur 20 hors limites", "1 de 20 resultados fuera de límites"),
        ("7.98 to 8.02 mm", "7.98 bis 8.02 mm", "7.98 à 8.02 mm", "7.98 a 8.02 mm"),
        ("ASTM B209 rev 21", "ASTM B209 rev 21", "ASTM B209 rev 21", "ASTM B209 rev 21"),
        ("ASTM B209 rev\u00a021", "ASTM B209 Rev.\u00a021", "ASTM B209 rév.\u00a021", "ASTM B209 rev.\u00a021"),
        ("0.5\u00a0kg", "0.5\u00a0kg", "0.5\u00a0kg", "0.5\u00a0kg"),
        ("1\u00a0pcs", "1\u00a0Stk.", "1\u00a0pièce", "1\u00a0ud."),
        ("36\u00a0pcs + 1.5\u00a0sheet", "36\u00a0Stk. + 1.5\u00a0Tafeln", "36\u00a0pièces + 1.5\u00a0feuilles", "36\u00a0uds. + 1.5\u00a0hojas"),
        ("36 pcs", "36 pcs", "36 pcs", "36 pcs"),
        ("30\u00a0serial numbers, listed below", "30 Seriennummern, unten aufgeführt", "30 numéros de série, listés ci-dessous", "30 números de serie, indicados abajo"),
        ("2 of 40 results out of limits; 1 characteristic not measured. Not every measured piece has a result for 3.", "2 von 40 Ergebnissen außerhalb der Grenzen; 1 Merkmal nicht gemessen. Nicht jedes gemessene Stück hat ein Ergebnis für 3.", "2 résultats sur 40 hors limites\u00a0; 1 caractéristique non mesurée. Toutes les pièces mesurées n'ont pas de résultat pour 3.", "2 de 40 resultados fuera de límites; 1 característica no medida. No todas las piezas medidas tienen resultado para 3."),
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


def test_a_paper_that_is_made_in_english_only_says_so():
    chosen = choose("recall_status.docx", "French", None)
    assert chosen.template == shipped("templates", "recall_status.docx")
    assert "English only" in chosen.remark


def test_every_paper_of_a_package_is_made_in_the_customers_language():
    assert {paper.template for paper in package_papers.own_papers(DOCUMENTS, again=True)} <= TRANSLATED


@pytest.mark.parametrize(
    ("field", "english", "german"),
    [
        ("comments", "In; gauge CAL-07", "i. O.; Messmittel CAL-07"),
        ("comments", "Heat or maker's lot H1, melted in Austria", "Schmelze oder Los des Herstellers H1, erschmolzen in Austria"),
        ("requirement", "Overall length 68.00\u00a0mm (67.90 to 68.10\u00a0mm)", "Overall length 68.00\u00a0mm (67.90 bis 68.10\u00a0mm)"),
        ("reasons", "Design: revision C; first article MFG-0004 was revision B.", "Konstruktion: Revision C; Erstmuster MFG-0004 war Revision B."),
        ("baseline", "BRK-100 revision B, FAI-MFG-0004", "BRK-100 Revision B, FAI-MFG-0004"),
        ("what", "Lot AL6-0424-001, certificate: file", "Los AL6-0424-001, Bescheinigung: Datei"),
        ("what", "Purchase order", "Bestellung"),
        ("open", "X-1: no RoHS declaration is on file.", "X-1: Es liegt keine RoHS-Erklärung vor."),
        ("text", "KNB revision A contains Lead (CAS 7439-92-1): 2.7 % by weight (lot B-1), on the Candidate List since 27 Jun 2018.", "KNB Revision A enthält Blei (CAS 7439-92-1): 2.7 Gewichtsprozent (Los B-1), auf der Kandidatenliste seit 27. Juni 2018."),
        ("text", "SPC revision A contains a substance of the Candidate List that its supplier's declaration names: above 0.1 % by weight (lot P-1).", "SPC Revision A enthält einen Stoff der Kandidatenliste, den die Erklärung des Lieferanten nennt: über 0.1 Gewichtsprozent (Los P-1)."),
        ("evidence", "RoHS declaration of Keystone, BRS, 22 May 2023, a.pdf\nAnalysis KB-1: Pb 2.59 %, b.pdf", "RoHS-Erklärung von Keystone, BRS, 22. Mai 2023, a.pdf\nAnalyse KB-1: Pb 2.59 %, b.pdf"),
        # the same words elsewhere are somebody's own
        ("title", "gauge CAL-07", "gauge CAL-07"),
        ("supplier", "Heat or maker's lot H1", "Heat or maker's lot H1"),
        ("material", "Lead", "Lead"),
        ("exceptions", "NCR-1 (MFG-1, 2\u00a0pcs): Bore to size. Use as is, concession\u00a0C-1, approved by\u00a0Ann.", "NCR-1 (MFG-1, 2\u00a0Stk.): Bore to size. Verwendung wie vorhanden, Sonderfreigabe\u00a0C-1, freigegeben von\u00a0Ann."),
        ("exceptions", "NCR-1: Bore. Repair, no concession\u00a0reference.", "NCR-1: Bore. Reparatur, ohne Nummer einer Sonderfreigabe."),
        ("requirements", "Drawing\u00a0D-1 rev\u00a0C", "Zeichnung\u00a0D-1 Rev.\u00a0C"),
        ("requirements", "Drawing D-1 rev C", "Drawing D-1 rev C"),
        ("total", "2 of 4\u00a0pcs", "2 von 4\u00a0Stk."),
        ("shipments", "3 shipments, of which 1\u00a0pcs came back", "3 Lieferungen, davon 1\u00a0Stk. zurückgekommen"),
        ("shipments", "1 shipment, of which 1\u00a0pcs came back", "1 Lieferung, davon 1\u00a0Stk. zurückgekommen"),
    ],
)  # fmt: skip
def test_words_of_ours_are_looked_for_where_they_stand(field, english, german):
    assert in_language({field: english}, "German") == {field: german}


def test_french_sets_a_space_before_the_higher_signs():
    said = " ".join(p.text for s in stories(shipped("templates", "fr", "coc.docx")) for p in s.paragraphs)
    assert "Exigences spécifiées\u00a0:" in said
    tight = [
        text
        for words in TEXTS.values()
        for text in (words["French"],)
        if re.search(r"[^\s\u00a0:;][:;](\s|$)", text)
    ]
    assert tight == []
    assert not re.search(r"[^\W\d]: ", re.sub(r"\{.*?\}", "", said))


@pytest.mark.parametrize(
    ("language", "heading", "line"),
    [("German", "Werkstoff", "Schmelze\u00a0H83-017"), ("French", "Matière", "Coulée\u00a0H83-017")],
)
def test_the_picture_of_the_chain_speaks_the_customers_language(language, heading, line):
    from lotbook.documents.chain.layout import chain_of
    from lotbook.documents.chain.places import places

    found = places(chain_of(frozen()), language)
    assert found
    said = [text.text for name, box in found.plan.boxes.items() for text in found.texts(name, box)]
    assert heading in [each.text for each in found.headings()]
    assert line in said
    assert not [text for text in said if text.startswith(("Heat", "PO\u00a0"))]


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


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (
            "Practice: can every piece be found, and how fast?",
            "Übung: Lässt sich jedes Stück finden, und wie schnell?",
        ),
        ("Practice: the saw of line 2", "Practice: the saw of line 2"),
    ],
)
def test_a_reason_of_ours_is_translated_in_a_notice_and_the_shops_own_is_not(reason, told):
    fields = {"recall": {"reason": reason, "material": ""}}
    said = recall_notice.in_language(fields, "German")["recall"]
    assert isinstance(said, dict)
    assert said["reason"] == told
