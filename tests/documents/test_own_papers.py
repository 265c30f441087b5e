"""Every paper of the package: its words, its PDF on both sizes of paper, and data that would like to break it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from lotbook.compliance.answer import Answer, answer
from lotbook.documents.package.enclosures import Enclosure
from lotbook.documents.package.papers import OWN_PAPERS, Content, OwnPaper
from lotbook.documents.pdf import making as pdf
from lotbook.documents.pdf.libreoffice import LibreOffice
from lotbook.documents.template.render import render
from lotbook.shipped import shipped
from tests.documents import goods
from tests.documents.word_files import text_of
from tests.story import records

PAPERS = [paper for paper in OWN_PAPERS if paper.documents]  # the two others have tests of their own
PAPER = Enclosure(
    b"%PDF-", "certificates/AL6-0424-001_MTR-4711.pdf", "Material certificate 3.1 MTR-4711", "AL6"
)
DECLARED = """
Declarations
Lot ID       | Supplier        | Regulation | Statement | Dated      | List date
AL6-0424-001 |                 | RoHS       | Compliant | 2024-04-20 |
PLA-0424-01  |                 | RoHS       | Compliant | 2024-04-20 |
             | BrightCoat Inc. | RoHS       | Compliant | 2024-04-20 |
AL6-0424-001 |                 | REACH      | Compliant | 2024-04-20 | 2024-01-23
PLA-0424-01  |                 | REACH      | Contains SVHC | 2024-04-20 | 2024-01-23
             | BrightCoat Inc. | REACH      | Compliant | 2024-04-20 | 2024-01-23
"""


def content(text: str = goods.BRACKETS, **head: object) -> Content:
    story = text + DECLARED
    frozen = goods.frozen(story)
    asked = frozen.order._replace(documents_required="RoHS statement, REACH statement")
    return Content(
        frozen._replace(order=asked),
        goods.head(enclosed=("Traceability report",), **head),
        said(story, frozen.order.order_id or ""),
        {"certificates/MTR-4711.pdf": "9f3c22a17b6044d2ffff"},
        (PAPER,),
    )


def said(story: str, order: str) -> Mapping[str, Answer]:
    return {name: answer(records(story), order, name, today=date(2024, 5, 3)) for name in ("RoHS", "REACH")}


def made(paper: OwnPaper, folder: Path, text: str = goods.BRACKETS, /, **head: object) -> Path:
    chosen = content(text, **head)
    out = folder / paper.template
    fields = paper.fill(chosen, folder).fields
    render(shipped("templates", paper.template), fields, out, paper=chosen.head.paper)
    return out


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.template)
def test_each_paper_says_what_it_said_before(
    paper: OwnPaper, tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    golden(paper.template.replace(".docx", ".txt"), text_of(made(paper, tmp_path)))


UGLY = (
    ("S-4471-C", "{{ evil }}-" + "4" * 60),
    ("Bracket, sensor mount", "Halterung Ø 12 µm & <b> \"q\" {% if %} \u200f\u05e9\u05dc\u05d5\u05dd"),
    ("Bore diameter", "Bore & <dia> \u2300 8"),
    ("Metal Depot", "Metal & Depot <Mühle> \u0645\u0639\u062f\u0646"),
)  # fmt: skip


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.template)
def test_ugly_data_stands_on_the_paper_as_it_is(paper: OwnPaper, tmp_path: Path) -> None:
    text = goods.BRACKETS
    for plain, ugly in UGLY:
        assert plain in text
        text = text.replace(plain, ugly)
    shown = text_of(made(paper, tmp_path, text))
    named = [ugly for plain, ugly in UGLY if plain in text_of(made(paper, tmp_path))]
    assert named
    assert [ugly for ugly in named if " ".join(ugly.split()) not in " ".join(shown.split())] == []


def test_a_packing_slip_without_a_number_starts_with_its_day(tmp_path: Path) -> None:
    paper = next(each for each in PAPERS if each.template == "packing_slip.docx")
    slip = re.search(r"PS-\d+", goods.BRACKETS)
    assert slip
    with_number = text_of(made(paper, tmp_path)).splitlines()
    without = text_of(made(paper, tmp_path, re.sub(r"PS-\d+", "", goods.BRACKETS))).splitlines()
    assert any(line.startswith(f"{slip[0]}") and " · " in line and "May 2024" in line for line in with_number)
    assert not [line for line in without if line.strip().startswith("·")]
    assert without[2] == "2 May 2024, 3 May 2024"


_PAGES = {"first_article.docx": (3,), "compliance_statement.docx": (1, 2)}  # an open one is not signed


@pytest.mark.libreoffice
@pytest.mark.parametrize(("size", "expected"), [("A4", (210, 297)), ("Letter", (216, 279))])
def test_every_paper_becomes_a_complete_pdf_on_the_customers_paper(
    tmp_path: Path, size: str, expected: tuple[int, int]
) -> None:
    import pypdfium2

    logo = goods.picture(tmp_path / "logo.png")
    documents = [made(paper, tmp_path, paper=size, logo_file=logo, signature_file=logo) for paper in PAPERS]
    done = pdf.convert(documents, tmp_path, using=[LibreOffice()])
    assert done.problems == ()
    for paper, path in zip(PAPERS, done.pdfs, strict=True):
        with pypdfium2.PdfDocument(path) as opened:
            assert tuple(round(side / 72 * 25.4) for side in opened[0].get_size()) == expected
            assert len(opened) in _PAGES.get(paper.template, (1,)), paper.template
