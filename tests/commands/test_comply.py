"""Comply on the demo: the four answers a shop gets, the papers behind them, and lists of the shop's own."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest

from lotbook.cli import main
from lotbook.commands.comply import clicked, regulations
from lotbook.commands.shell.selection import Refusal, Run, SelectedRow, Selection
from lotbook.compliance.answer import answer
from lotbook.documents.papers import compliance_statement
from lotbook.documents.template.docx_text import stories
from lotbook.documents.template.render import render
from lotbook.hosts.file.book import FileBook
from lotbook.shipped import shipped
from lotbook.tables.records import Records
from tests.documents import goods

DEMO = Path(__file__).parents[2] / "workbook"
COMPLIANT, BRASS, NO_PAPER, STALE = "ORD-0629", "ORD-0364", "ORD-0428", "ORD-0318"


@pytest.fixture
def shop(tmp_path) -> Path:
    shutil.copy(DEMO / "demo.xlsx", tmp_path / "demo.xlsx")
    return tmp_path / "demo.xlsx"


def comply(capsys, shop, *words) -> tuple[int, dict]:
    code = main(["comply", str(shop), *words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def verdicts(told) -> dict[str, str]:
    return {answer["regulation"]: answer["verdict"] for answer in told["answers"]}


def test_a_compliant_order_is_told_with_the_list_and_its_date(capsys, shop):
    code, told = comply(capsys, shop, "--order", COMPLIANT)
    assert (code, verdicts(told)) == (0, {"RoHS": "Compliant", "REACH": "Compliant"})
    assert told["findings"] == []
    assert told["answers"][1]["list"] == "REACH Candidate List of 2024-06-27"
    assert [part["subject"] for part in told["answers"][0]["parts"]] == [
        "AL6-0824-001",
        "Anodise, black by Columbia Anodize & Finishing",
    ]


def test_leaded_brass_is_compliant_by_exemption_and_must_be_told_under_article_33(capsys, shop):
    code, told = comply(capsys, shop, "--order", BRASS)
    assert verdicts(told) == {"RoHS": "Compliant with exemption", "REACH": "Contains SVHC"}
    assert code == 0
    assert told["answers"][0]["exemptions"] == ["6(c), until 2027-06-30"]
    (line,) = told["answers"][1]["article_33"]
    assert (line["article"], line["substance"], line["cas"], line["percent"]) == (
        "KNB-150 revision A",
        "Lead",
        "7439-92-1",
        "2.59",
    )


def test_what_is_missing_is_named_with_its_cell(capsys, shop):
    code, told = comply(capsys, shop, "--order", NO_PAPER, "--regulation", "RoHS")
    assert (code, verdicts(told)) == (1, {"RoHS": "Needs data"})
    assert [(f["sheet"], f["key"], f["column"], f["code"], f["cell"]) for f in told["findings"]] == [
        ("Receiving", "STT-1123-001", "Lot ID", "comply-no-declaration", "A18"),
        ("Receiving", "STT-0624-001", "Lot ID", "comply-no-declaration", "A44"),
    ]


def test_a_declaration_against_an_older_list_is_stale_and_both_lists_are_named(capsys, shop):
    code, told = comply(capsys, shop, "--order", STALE, "--regulation", "REACH")
    assert (code, verdicts(told)) == (1, {"REACH": "Needs data"})
    first = told["findings"][0]
    assert (first["sheet"], first["column"], first["code"]) == (
        "Declarations",
        "List date",
        "comply-declaration-old",
    )
    assert "2023-01-17" in first["message"]
    assert "2024-01-23" in first["message"]


def test_the_same_order_asked_about_today_needs_new_papers(capsys, shop):
    code, told = comply(capsys, shop, "--order", COMPLIANT, "--as-of", "2026-11-22")
    assert (code, verdicts(told)) == (1, {"RoHS": "Compliant", "REACH": "Needs data"})
    assert any("look for a newer one" in remark for remark in told["answers"][1]["remarks"])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--lot", "ss4-0224-001"], "Compliant"),  # melted in Germany
        (["--material", "AFB"], "Compliant"),  # aluminium is no specialty metal, wherever it was melted
        (["--part", "KNB-150"], "Compliant"),
        (["--shipment", "SHP-0001"], "Compliant"),  # acrylic
    ],
)
def test_specialty_metals_are_told_by_family_chemistry_and_country(capsys, shop, words, expected):
    _, told = comply(capsys, shop, *words, "--regulation", "DFARS")
    assert verdicts(told) == {"DFARS": expected}


def test_all_four_regulations_are_answered_when_asked_for(capsys, shop):
    _, told = comply(capsys, shop, "--run", "MFG-0056", "--regulation", "all", "--as-of", "2024-05-14")
    assert list(verdicts(told)) == ["RoHS", "REACH", "SDS", "DFARS"]


def test_customers_ask_about_rohs_and_reach_unless_another_is_named():
    assert regulations([]) == ("RoHS", "REACH")
    assert regulations(["DFARS", "RoHS"]) == ("RoHS", "DFARS")


def test_an_unknown_id_is_never_an_answer(capsys, shop):
    code, told = comply(capsys, shop, "--order", "ORD-O364")
    assert (code, told["error"]) == (26, "NotFoundError")
    assert told["next_step"].startswith("Did you mean ORD-0364")


def test_nothing_named_is_a_mistake_of_use(capsys, shop):
    assert comply(capsys, shop)[0] == 2


def drawn(shop: Path) -> Path:
    """The one declaration and certificate that the brass order rests on."""
    folder = shop.parent / "certificates"
    folder.mkdir(exist_ok=True)
    for name in ("RoHS-BRS-Keystone-2023-05.pdf", "REACH-BRS-Keystone-2023-05.pdf", "KB-1568.pdf"):
        (folder / name).write_bytes(f"%PDF-1.4 {name}".encode())
    return folder


def test_the_papers_that_prove_it_are_collected_byte_for_byte_with_an_index(capsys, shop, tmp_path):
    papers = drawn(shop)
    code, told = comply(capsys, shop, "--order", BRASS, "--documents", str(tmp_path / "proof"))
    assert code == 0
    assert told["files"] == [
        "evidence/KB-1568.pdf",
        "evidence/REACH-BRS-Keystone-2023-05.pdf",
        "evidence/RoHS-BRS-Keystone-2023-05.pdf",
        "index.csv",
    ]
    with (tmp_path / "proof" / "index.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {(row["Regulation"], row["Verdict"]) for row in rows} == {
        ("RoHS", "Compliant with exemption"),
        ("REACH", "Contains SVHC"),
    }
    for row in rows:
        content = (tmp_path / "proof" / row["File"]).read_bytes()
        assert content == (papers / Path(row["File"]).name).read_bytes()
        assert row["SHA-256"] == hashlib.sha256(content).hexdigest()


def test_a_paper_that_is_not_there_is_named_and_the_answer_is_no_success(capsys, shop, tmp_path):
    drawn(shop).joinpath("KB-1568.pdf").unlink()
    code, told = comply(capsys, shop, "--order", BRASS, "--documents", str(tmp_path / "proof"))
    assert (code, told["missing_files"]) == (1, ["certificates/KB-1568.pdf"])


def test_a_folder_that_exists_is_never_written_again(capsys, shop, tmp_path):
    (tmp_path / "proof").mkdir()
    code, told = comply(capsys, shop, "--order", BRASS, "--documents", str(tmp_path / "proof"))
    assert (code, told["error"]) == (27, "PackageError")


def statement(capsys, shop, order, monkeypatch) -> tuple[str, int]:
    """The text of the statement, and how many pictures it shows; without a PDF engine, which is quick."""
    monkeypatch.setattr("lotbook.documents.pdf.making.engines", tuple)
    shutil.copytree(DEMO / "demo" / "certificates", shop.parent / "certificates")  # with logo and signature
    _, told = comply(capsys, shop, "--order", order, "--statement")
    assert any("No PDF was made" in remark for remark in told["remarks"])
    with zipfile.ZipFile(told["open"]) as document:
        pictures = [name for name in document.namelist() if name.startswith("word/media/")]
    found = stories(Path(told["open"]))
    return "\n".join(p.text for story in found for p in story.paragraphs), len(pictures)


def test_the_statement_prints_list_dates_exemption_and_article_33(capsys, shop, monkeypatch):
    text, pictures = statement(capsys, shop, BRASS, monkeypatch)
    assert pictures == 2  # logo and signature
    for part in (
        "RoHS and REACH statement",
        "REACH Candidate List of 23 Jan 2024",
        "exemption table of 21 Nov 2025",
        "6(c), until 30 Jun 2027",
        "KNB-150 revision A contains Lead (CAS 7439-92-1, EC 231-100-4): 2.59 % by weight",
        "O'Neill Boat Works",
    ):
        assert part in text


def journal(shop) -> list:
    with FileBook.open(shop) as book:
        return book.journal.entries()


def test_what_was_stated_is_kept_with_its_lists_and_the_fingerprint_of_each_file(capsys, shop, monkeypatch):
    monkeypatch.setattr("lotbook.documents.pdf.making.engines", tuple)
    shutil.copytree(DEMO / "demo" / "certificates", shop.parent / "certificates")
    before = shop.read_bytes()
    words = ("--order", BRASS, "--statement", "--who", "Ann")
    _, told = comply(capsys, shop, *words)
    (entry,) = journal(shop)
    assert (entry.number, entry.who, entry.command, entry.state) == (told["entry"], "Ann", "comply", "note")
    assert entry.summary.startswith(
        f"Order {BRASS}: RoHS Compliant with exemption, REACH Contains SVHC. Made: packages/statements/"
    )
    rohs, reach = entry.details["answers"]
    assert (rohs["verdict"], rohs["exemptions"]) == ("Compliant with exemption", "6(c), until 2027-06-30")
    assert (reach["list"], "Lead" in reach["article_33"]) == ("REACH Candidate List of 2024-01-23", True)
    folder = shop.parent / entry.details["folder"]
    assert entry.details["files"] == {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in told["files"]
    }
    assert shop.read_bytes() == before


def test_what_we_told_them_is_found_by_order_and_by_lot_and_a_mere_question_is_not_kept(
    capsys, shop, monkeypatch
):
    monkeypatch.setattr("lotbook.documents.pdf.making.engines", tuple)
    shutil.copytree(DEMO / "demo" / "certificates", shop.parent / "certificates")
    comply(capsys, shop, "--order", BRASS)
    assert journal(shop) == []
    _, told = comply(capsys, shop, "--order", BRASS, "--statement")
    for text in (BRASS, "O'Neill Boat", told["answers"][0]["parts"][0]["subject"], "6(c), until 2027-06-30"):
        assert main(["find", str(shop), text, "--json"]) == 0
        (hit,) = json.loads(capsys.readouterr().out)["told"]
        assert (hit["entry"], hit["command"]) == (told["entry"], "comply")
    assert main(["find", str(shop), BRASS]) == 0
    assert "What the journal tells of it" in capsys.readouterr().out


def signer(shop) -> str:
    with FileBook.open(shop) as book:
        return Records(book).setting("Default signer")


@pytest.mark.parametrize("code", ["", "de/", "fr/", "es/"])
@pytest.mark.parametrize(("order", "is_signed"), [(BRASS, True), (NO_PAPER, False)])
def test_the_signature_block_stands_only_under_what_is_complete_in_every_language(
    shop, tmp_path, code, order, is_signed
):
    with FileBook.open(shop) as book:
        records = Records(book)
        answers = [answer(records, order, name, today=date(2026, 11, 22)) for name in ("RoHS", "REACH")]
    head = goods.head(enclosed=())
    out = tmp_path / "statement.docx"
    fields = compliance_statement.context(answers, head)
    render(shipped("templates", f"{code}compliance_statement.docx"), fields, out, paper="A4")
    text = "\n".join(p.text for story in stories(out) for p in story.paragraphs)
    assert ("____" in text, head.signer in text, head.title in text) == (is_signed,) * 3


def test_what_is_open_is_no_statement_and_nobody_signs_it(capsys, shop, monkeypatch):
    text, pictures = statement(capsys, shop, NO_PAPER, monkeypatch)
    assert pictures == 1
    assert [part for part in ("____", "Place and date", signer(shop)) if part in text] == []
    assert [entry.details["signed_by"] for entry in journal(shop)] == [""]
    assert "RoHS and REACH questions, still open" in text
    assert "No statement can be made yet" in text


def test_a_newer_list_of_the_shops_own_wins_and_is_said(capsys, shop):
    shipped = next((DEMO.parent / "src/lotbook/compliance/data").glob("reach_candidate_list_*.csv"))
    text = shipped.read_text(encoding="utf-8") + "Nickel,-,231-111-4,7440-02-0,2026-06-30,Test\n"
    lists = shop.parent / "lists"
    lists.mkdir()
    (lists / "reach_candidate_list_2026-06-30.csv").write_text(text, encoding="utf-8")
    _, told = comply(capsys, shop, "--lot", "SS4-0224-001", "--as-of", "2026-07-01", "--regulation", "REACH")
    (answer,) = told["answers"]
    assert (answer["verdict"], answer["list"]) == (
        "Contains SVHC",
        "REACH Candidate List of 2026-06-30, 254 entries",
    )
    assert any("your own list reach_candidate_list_2026-06-30.csv" in remark for remark in answer["remarks"])


def row(number, **cells) -> SelectedRow:
    return SelectedRow(number, cells)


def test_a_click_asks_about_what_is_selected():
    marked = Selection("Orders", (row(5, **{"Order ID": "ORD-0001"}), row(6, **{"Order ID": "ORD-0002"})))
    assert clicked(marked) == Run((("--order", "ORD-0001", "--order", "ORD-0002"),))
    assert isinstance(clicked(Selection("Settings", (row(2, Setting="Paper"),))), Refusal)


def test_the_statement_is_made_in_the_customers_language(capsys, shop, monkeypatch):
    text, _ = statement(capsys, shop, "ORD-0386", monkeypatch)  # of a customer in Hamburg
    assert "Beurteilt nach:" in text
    assert "Grundlage dieser Erklärung" in text
    assert "Judged by" not in text
    assert any(
        line.startswith(("RoHS- und REACH-Erklärung", "Offene Fragen zu")) for line in text.splitlines()
    )
