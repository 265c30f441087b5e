"""Which of our papers a package holds, and that a paper added by hand takes the place of ours."""

from __future__ import annotations

import json
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest

from lotbook.compliance.answer import answer
from lotbook.documents.package.folder import build
from lotbook.documents.package.papers import OWN_PAPERS, own_papers, stated
from lotbook.shipped import shipped
from tests.documents.gate_story import case, changed, found
from tests.documents.package.test_folder import job
from tests.documents.shop import certificates
from tests.documents.word_files import template
from tests.story import records

REQUIRED = ("| Traceability report |", "| Packing slip, RoHS statement, REACH statement |")
DECLARED = """
    Declarations
    Lot ID       | Supplier   | Regulation | Statement | Dated      | List date
    AL6-0124-001 |            | RoHS       | Compliant | 2024-01-20 |
    SS3-0124-001 |            | RoHS       | Compliant | 2024-01-20 |
    OIL-0124-001 |            | RoHS       | Compliant | 2024-01-20 |
                 | BrightCoat | RoHS       | Compliant | 2024-01-20 |
    AL6-0124-001 |            | REACH      | Compliant | 2024-01-25 | 2024-01-23
    SS3-0124-001 |            | REACH      | Compliant | 2024-01-25 | 2024-01-23
    OIL-0124-001 |            | REACH      | Compliant | 2024-01-25 | 2024-01-23
                 | BrightCoat | REACH      | Compliant | 2024-01-25 | 2024-01-23
"""


def titles(*required, by_hand=()):
    return [paper.title for paper in own_papers(("COC", *required), by_hand)]


def test_certificate_and_traceability_report_are_always_made():
    assert titles() == ["Certificate of Conformance", "Traceability report"]


def test_the_certificate_stands_first_and_the_list_last_before_the_certificates_it_lists():
    every = titles("Material certificates", "RoHS statement", "Packing slip")
    assert (every[0], every[-1]) == ("Certificate of Conformance", "Material certificates")


def test_both_statements_are_one_paper():
    assert titles("RoHS statement", "REACH statement").count("RoHS and REACH statement") == 1
    assert "REACH statement" in titles("COC", "REACH statement")


def test_a_paper_added_by_hand_takes_the_place_of_ours():
    assert "Packing slip" not in titles("Packing slip", by_hand=("packing slip",))


def test_a_statement_added_by_hand_is_not_stated_again():
    frozen = case(changed(REQUIRED)).frozen
    assert stated(frozen) == ("RoHS", "REACH")
    assert stated(frozen, ["rohs statement"]) == ("REACH",)
    assert "REACH statement" in titles("RoHS statement", "REACH statement", by_hand=("RoHS statement",))


def test_the_gate_does_not_ask_us_to_prove_what_somebody_else_states():
    undeclared = changed(REQUIRED)
    stops = {code for *_, code in found(undeclared, answers=["RoHS"])}
    assert "gate-substances" in stops
    assert "gate-substances" not in {
        code for *_, code in found(undeclared, answers=["RoHS"], enclosed=["RoHS statement"])
    }


@pytest.fixture(scope="module")
def package(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    certificates(folder / "shop")
    text = changed(REQUIRED) + DECLARED
    said = {
        name: answer(records(text), "ORD-0001", name, today=date(2024, 3, 1)) for name in ("RoHS", "REACH")
    }
    return build(job(folder / "shop", text, answers=said), folder / "COC-0001-A").folder


def text_of(document: Path) -> str:
    with zipfile.ZipFile(document) as parts:
        return parts.read("word/document.xml").decode()


def test_what_the_order_requires_is_in_the_package(package):
    made = {path.name for path in package.glob("*.docx")}
    assert made == {"coc.docx", "compliance_statement.docx", "packing_slip.docx", "traceability_report.docx", "certificate_list.docx"}  # fmt: skip


def test_the_statement_belongs_to_the_certificate_and_answers_both(package):
    text = text_of(package / "compliance_statement.docx")
    assert "RoHS and REACH statement" in text
    assert "COC-0001 revision A" in text
    assert "REACH Candidate List of 23 Jan 2024" in text


def test_the_manifest_keeps_what_was_stated_and_by_which_list(package):
    said = json.loads((package / "manifest.json").read_text(encoding="utf-8"))["compliance"]
    assert [(each["regulation"], each["verdict"]) for each in said] == [
        ("RoHS", "Compliant"),
        ("REACH", "Compliant"),
    ]
    assert said[1]["list"] == "REACH Candidate List of 2024-01-23"


def test_the_certificate_names_the_papers_that_go_with_it(package):
    text = text_of(package / "coc.docx")
    assert all(
        title in text for title in ("RoHS and REACH statement", "Packing slip", "Material certificates")
    )


def test_the_shops_own_template_of_a_package_paper_wins(tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    shutil.copy(shipped("templates", "packing_slip.docx"), own / "packing_slip.docx")
    from docx import Document

    document = Document(str(own / "packing_slip.docx"))
    document.add_paragraph("Handle with care, {{ customer.name }}")
    document.save(str(own / "packing_slip.docx"))
    certificates(tmp_path / "shop")
    text = changed(("| Traceability report |", "| Packing slip |"))
    made = build(job(tmp_path / "shop", text, templates=own), tmp_path / "COC-0001-A")
    assert "Handle with care, Smith &amp; Sons &lt;UK&gt;" in text_of(made.folder / "packing_slip.docx")


def test_every_paper_has_a_template_that_ships():
    assert all(shipped("templates", paper.template).is_file() for paper in OWN_PAPERS)


def test_a_template_of_the_shops_own_is_a_paper_where_somebody_asks_for_it(tmp_path):
    template(
        tmp_path / "Test certificate.docx",
        "PO {{ order.po }} heat {% for lot in lots %}{{ lot.heat }}{% endfor %}",
    )
    template(tmp_path / "coc.docx", "x")
    template(tmp_path / "Packing slip.docx", "x")
    required = ("COC", "Packing slip", "Material certificates", "test certificate", "Coc", "Unheard of")
    titles = [paper.title for paper in own_papers(required, templates=tmp_path)]
    assert titles == [
        "Certificate of Conformance",
        "Packing slip",
        "Traceability report",
        "test certificate",
        "Material certificates",
    ]
    assert "test certificate" not in [
        paper.title for paper in own_papers(required, ("Test certificate",), templates=tmp_path)
    ]
    assert "test certificate" not in [paper.title for paper in own_papers(required)]
