"""Recall notices: paper, e-mail and its subject in the customer's language, what the shop wrote as it is, drills that say so."""

from __future__ import annotations

import email
from email.policy import default
from pathlib import Path

import docx
import pytest

from lotbook.commands.mailing.text import mail_text
from tests.commands.recalling.test_act import STORY, built, said, text_of

GERMAN = STORY.replace(
    "    Customer          | Contact | E-mail                       | Address\n",
    "    Customer          | Contact | E-mail                       | Address         | Language\n",
)
REASON = "12 results revision B of 3 May 2024"  # words of ours, typed by a person


@pytest.fixture(autouse=True)
def _no_pdf_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lotbook.documents.pdf.making.engines", tuple)


def told(capsys, folder: Path, language: str, *words: str) -> dict[str, str]:
    """The texts of the notice to Smith, its e-mail and its subject."""
    story = GERMAN.replace("4 Dock Rd, Hull\n", f"4 Dock Rd, Hull | {language}\n")
    folder.mkdir(exist_ok=True)
    book = built(folder / "shop.xlsx", story)
    said(capsys, *words, book, "--lot", "AL6-001", "--reason", REASON, code=None)
    (paper,) = book.parent.glob("recalls/*/*Smith*.docx")
    mails = [
        email.message_from_bytes(file.read_bytes(), policy=default)
        for file in book.parent.glob("recalls/*/*Smith*.eml")
    ]
    body = mails[0].get_body() if mails else None
    return {
        "paper": text_of(paper),
        "mail": body.get_content() if body else "",
        "subject": mails[0]["Subject"] if mails else "",
        "title": "\n".join(
            p.text for p in docx.Document(str(paper)).paragraphs if p.style.name == "Heading 1"
        ),
    }


@pytest.mark.parametrize(
    ("language", "subject", "mail", "paper"),
    [
        ("English", "URGENT: Recall notice RCL-001", "6\u00a0pcs in 1 shipment", ("You received", "5 Feb 2024", "heat or maker's lot H83017")),
        ("German", "DRINGEND: Rückrufmitteilung RCL-001", "6\u00a0Stk. in 1 Lieferung.", ("Sie haben erhalten", "5. Feb. 2024", "Schmelze oder Los des Herstellers H83017")),
        ("French", "URGENT : avis de rappel RCL-001", "6\u00a0pièces en 1 expédition.", ("Vous avez reçu", "5 févr. 2024", "Coulée ou lot du fabricant H83017")),
        ("Spanish", "URGENTE: aviso de retirada RCL-001", "6\u00a0uds. en 1 envío.", ("Usted recibió", "5 feb. 2024", "Colada o lote del fabricante H83017")),
    ],
)  # fmt: skip
def test_notice_mail_and_subject_are_in_the_customers_language(
    tmp_path, capsys, language, subject, mail, paper
):
    found = told(capsys, tmp_path, language, "recall", "--hold", "--notices")
    assert found["subject"].startswith(subject)
    assert mail in found["mail"]
    assert [part for part in (*paper, REASON) if part not in found["paper"]] == []
    assert REASON in found["mail"]
    if language != "English":
        assert [word for word in ("Recall notice", "pcs", "shipment") if word in str(found)] == []


@pytest.mark.parametrize(("language", "word"), [("English", "DRILL"), ("German", "ÜBUNG")])
def test_a_drill_says_so_as_large_as_its_heading(tmp_path, capsys, language, word):
    assert told(capsys, tmp_path, language, "drill")["title"].splitlines()[0] == word
    assert told(capsys, tmp_path / "real", language, "recall", "--notices")["title"].count(word) == 0


@pytest.mark.parametrize(("language", "word"), [("English", "Certificate"), ("German", "Bescheinigung")])
def test_the_certificate_under_the_order_says_what_it_is(tmp_path, capsys, language, word):
    assert f"{word} COC-0001" in told(capsys, tmp_path, language, "recall", "--notices")["paper"]


def test_a_shops_own_text_is_used_in_the_language_it_has(tmp_path):
    own = tmp_path / "mail" / "recall_notice.txt"
    own.parent.mkdir()
    own.write_text("Subject: x\n\nours", encoding="utf-8")
    assert mail_text("recall_notice", "German", tmp_path).language == "German"
    assert mail_text("recall_notice", "English", tmp_path) == (own, "English")
