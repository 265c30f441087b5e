"""The QR code on the certificate is read back by a reader that knows nothing of Lotbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from lotbook.documents.package import papers as package_papers
from lotbook.documents.package.papers import Content
from lotbook.documents.papers import coc, verification_code
from lotbook.documents.pdf import making as pdf
from lotbook.documents.pdf.builtin import Builtin
from lotbook.documents.pdf.libreoffice import LibreOffice
from lotbook.documents.template.render import render
from lotbook.shipped import shipped
from tests.documents.goods import frozen, head


def read(image) -> list[str]:
    import zxingcpp

    return [code.text for code in zxingcpp.read_barcodes(image)]


@pytest.mark.parametrize("number", ["COC-0042", "C1", "NORTHFIELD-2024-000042"])
def test_the_code_says_number_revision_and_verification_text(number, tmp_path: Path):
    from PIL import Image

    named = head(certificate_id=number)
    out = verification_code.draw(verification_code.said(named), tmp_path / "code.png")
    assert read(Image.open(out)) == [f"{number} A 9F3C22A17B6044D2"]


@pytest.mark.parametrize(
    "engine", [Builtin(), pytest.param(LibreOffice(), marks=pytest.mark.libreoffice)], ids=lambda e: e.name
)
def test_it_is_read_from_the_finished_pdf_at_the_resolution_of_an_office_printer(engine, tmp_path: Path):
    import pypdfium2

    filled = package_papers.OWN_PAPERS[0].fill(Content(frozen(), head(), {}, {}, ()), tmp_path)
    render(shipped("templates", coc.TEMPLATE), filled.fields, tmp_path / "coc.docx", paper="A4")
    done = pdf.convert([tmp_path / "coc.docx"], tmp_path, using=[engine])
    pages = pypdfium2.PdfDocument(done.pdfs[0])
    found = [text for page in pages for text in read(page.render(scale=200 / 72).to_pil())]
    assert found == ["COC-0042 A 9F3C22A17B6044D2"]
