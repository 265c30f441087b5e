from collections.abc import Sequence
from pathlib import Path
from threading import Event

import pytest

from lotbook.documents.pdf import libreoffice
from lotbook.documents.pdf import making as pdf
from lotbook.documents.pdf.early import Early, _AsWritten
from lotbook.errors import PdfEngineError
from tests.documents.pdf.test_completeness import pdf as draw
from tests.documents.word_files import template


class Office:
    """An engine that draws one line for every document, and remembers how often it was asked."""

    name, last_resort = "office", False

    def __init__(self, line: str, *, fails: int = 0) -> None:
        self.line, self.fails, self.asked, self.at_work = line, fails, 0, Event()

    def version(self) -> str:
        return "1"

    def available(self) -> bool:
        return True

    def refuses(self, document: Path) -> str:
        return ""

    def convert(self, documents: Sequence[Path], folder: Path) -> list[Path]:
        self.asked += len(documents)
        self.at_work.set()
        if self.asked <= self.fails:
            raise PdfEngineError("It fell over.")
        return [draw(folder / f"{document.stem}.pdf", self.line) for document in documents]


def test_a_document_is_drawn_from_the_moment_it_is_named_and_not_again(tmp_path: Path) -> None:
    office = Office("heat H83-017")
    early = _AsWritten(office)
    document = template(tmp_path / "t.docx", "heat H83-017")
    early.begin(document)
    assert office.at_work.wait(20)  # nobody has asked for the PDF yet
    early.compare()
    done = pdf.convert([document], tmp_path / "out", using=[early])
    early.close()
    assert (done.engine, len(done.pdfs), office.asked) == ("office", 1, 1)


def test_a_document_that_was_changed_afterwards_is_drawn_again(tmp_path: Path) -> None:
    office = Office("heat H99")
    early = _AsWritten(office)
    early.begin(template(tmp_path / "t.docx", "heat H83-017"))
    done = pdf.convert([template(tmp_path / "t.docx", "heat H99")], tmp_path / "out", using=[early])
    early.close()
    assert (len(done.pdfs), office.asked) == (1, 2)


def test_what_was_drawn_early_is_compared_like_everything_else(tmp_path: Path) -> None:
    early = _AsWritten(Office("heat"))
    document = template(tmp_path / "t.docx", "heat H83-017")
    early.begin(document)
    early.compare()
    done = pdf.convert([document], tmp_path / "out", using=[early])
    early.close()
    assert (done.pdfs, done.lost) == ((), "t.docx: 'H83-017'")


@pytest.mark.parametrize(("fails", "drawn"), [(1, 1), (2, 0)])
def test_what_failed_early_is_tried_once_more_and_its_trouble_is_told(
    tmp_path: Path, fails: int, drawn: int
) -> None:
    early = _AsWritten(Office("heat H83-017", fails=fails))
    document = template(tmp_path / "t.docx", "heat H83-017")
    early.begin(document)
    early.compare()
    done = pdf.convert([document], tmp_path / "out", using=[early])
    early.close()
    assert len(done.pdfs) == drawn
    assert drawn or done.problems[0] == "office: It fell over."


def test_an_engine_that_is_started_for_each_call_is_asked_once_for_all(tmp_path: Path) -> None:
    office = Office("heat H83-017")
    early = Early([office])
    document = template(tmp_path / "t.docx", "heat H83-017")
    early.begin(document)
    assert office.asked == 0
    assert len(pdf.convert([document], tmp_path / "out", using=early.engines).pdfs) == 1
    early.close()


@pytest.mark.libreoffice
def test_libreoffice_draws_early_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = libreoffice.LibreOffice()
    if not office.waits_for_more(2):
        pytest.skip("this LibreOffice has no Python to be reached by")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    early = Early([office], documents=2)
    documents = [template(tmp_path / f"{name}.docx", f"this is {name}") for name in ("ä b", "two")]
    for document in documents:
        early.begin(document)
    done = pdf.convert(documents, tmp_path, using=early.engines)
    early.close()
    assert [each.name for each in done.pdfs] == ["ä b.pdf", "two.pdf"]
    assert done.engine == "LibreOffice"
    early._first._pool.shutdown(wait=True)
    assert [each.name for each in scratch.iterdir() if not each.name.startswith("lotbook-lo-")] == []
