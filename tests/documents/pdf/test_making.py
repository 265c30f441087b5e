import subprocess
from collections.abc import Sequence
from pathlib import Path
from threading import Event

import pytest

from lotbook.documents.pdf import libreoffice, word
from lotbook.documents.pdf import making as pdf
from lotbook.documents.pdf import office as libreoffice_office
from lotbook.documents.pdf import profile as libreoffice_profile
from lotbook.documents.pdf.builtin import Builtin
from lotbook.errors import PdfEngineError, TemplateError
from tests.documents.pdf.test_completeness import pdf as draw
from tests.documents.word_files import template


class Engine:
    """An engine that draws these lines for every document."""

    def __init__(
        self, name: str, *lines: str, available: bool = True, refuses: str = "", last_resort: bool = False
    ) -> None:
        self.name, self.lines, self.there, self.refusal = name, lines, available, refuses
        self.last_resort = last_resort

    def version(self) -> str:
        return "1.0"

    def available(self) -> bool:
        return self.there

    def refuses(self, document: Path) -> str:
        return self.refusal

    def convert(self, documents: Sequence[Path], folder: Path) -> list[Path]:
        if not self.lines:
            raise PdfEngineError("It fell over.")
        return [draw(folder / f"{document.stem}.pdf", *self.lines) for document in documents]


def test_the_first_engine_whose_pdf_is_complete_is_kept_and_named(tmp_path: Path) -> None:
    document = template(tmp_path / "COC & more.docx", "heat H83-017")
    using = [
        Engine("absent", "heat H83-017", available=False),
        Engine("broken"),
        Engine("careful", "heat H83-017", refuses="has charts"),
        Engine("loses", "heat"),
        Engine("good", "heat H83-017"),
    ]
    done = pdf.convert([document], tmp_path / "out", using=using)
    assert (done.engine, done.version, done.pdfs) == ("good", "1.0", (tmp_path / "out" / "COC & more.pdf",))
    assert done.pdfs[0].read_bytes().startswith(b"%PDF")
    assert [problem.split(":")[0] for problem in done.problems] == ["broken", "careful", "loses"]
    assert "'H83-017'" in done.problems[2]


def test_without_an_engine_nothing_is_written_and_the_next_step_is_told(tmp_path: Path) -> None:
    document = template(tmp_path / "t.docx", "x")
    done = pdf.convert([document], tmp_path / "out", using=[])
    assert (done.engine, done.pdfs, done.problems) == ("", (), (pdf.NO_ENGINE,))
    assert not (tmp_path / "out").exists()


def test_a_wrong_pdf_is_never_kept(tmp_path: Path) -> None:
    document = template(tmp_path / "t.docx", "heat H83-017")
    done = pdf.convert([document], tmp_path / "out", using=[Engine("loses", "heat")])
    assert done.pdfs == ()
    assert not (tmp_path / "out").exists()
    assert "Word files are complete" in done.problems[-1]


def test_where_an_office_lost_words_the_last_resort_is_not_asked_and_the_document_is_refused(
    tmp_path: Path,
) -> None:
    document = template(tmp_path / "t.docx", "heat H83-017")
    using = [Engine("office", "heat"), Engine("last", "heat H83-017", last_resort=True)]
    done = pdf.convert([document], tmp_path / "out", using=using)
    assert (done.engine, done.pdfs, done.lost) == ("", (), "t.docx: 'H83-017'")
    with pytest.raises(TemplateError, match="'H83-017'"):
        done.refuse_what_is_cut()


@pytest.mark.parametrize("office", [Engine("office"), Engine("office", "x", refuses="has charts")])
def test_the_last_resort_is_asked_where_the_office_drew_nothing(tmp_path: Path, office: Engine) -> None:
    document = template(tmp_path / "t.docx", "heat H83-017")
    done = pdf.convert([document], tmp_path, using=[office, Engine("last", "heat H83-017", last_resort=True)])
    assert (done.engine, done.lost) == ("last", "")
    done.refuse_what_is_cut()


def test_another_office_may_draw_what_the_first_one_lost(tmp_path: Path) -> None:
    document = template(tmp_path / "t.docx", "heat H83-017")
    done = pdf.convert([document], tmp_path, using=[Engine("one", "heat"), Engine("two", "heat H83-017")])
    assert (done.engine, done.lost) == ("two", "")


def test_only_the_last_resort_losing_words_says_nothing_about_the_document(tmp_path: Path) -> None:
    document = template(tmp_path / "t.docx", "heat H83-017")
    done = pdf.convert([document], tmp_path, using=[Engine("last", "heat", last_resort=True)])
    assert (done.pdfs, done.lost) == ((), "")


@pytest.mark.libreoffice
@pytest.mark.parametrize("content", [b"", b"junk"])
def test_an_empty_or_damaged_document_never_becomes_a_pdf(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "t.docx").write_bytes(content)
    done = pdf.convert([tmp_path / "t.docx"], tmp_path / "out", using=[libreoffice.LibreOffice()])
    assert done.pdfs == ()
    assert "t.docx" in done.problems[0]


@pytest.mark.libreoffice
def test_libreoffice_draws_several_documents_in_one_call_and_says_its_version(tmp_path: Path) -> None:
    documents = [template(tmp_path / f"{name}.docx", f"this is {name}") for name in ("ä b", "two")]
    done = pdf.convert(documents, tmp_path, using=[libreoffice.LibreOffice()])
    assert [path.name for path in done.pdfs] == ["ä b.pdf", "two.pdf"]
    assert done.version[:1].isdigit()


@pytest.mark.skipif(
    "sys.platform == 'win32'", reason="needs a shell script to stand for a program that hangs"
)
def test_an_engine_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 600 &\nwait\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path) + ":/bin:/usr/bin")
    monkeypatch.setattr(libreoffice, "START_SECONDS", 0.5)
    monkeypatch.setattr(libreoffice, "DOCUMENT_SECONDS", 0)
    monkeypatch.setattr(libreoffice_office, "START_SECONDS", 0.5)
    with pytest.raises(PdfEngineError, match="took longer"):
        libreoffice.LibreOffice().convert([template(tmp_path / "t.docx", "x")], tmp_path)


def test_word_is_no_engine_on_this_system_unless_it_is_windows_or_a_mac(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert not word.Word().available()
    assert word.Word().version() == ""


CENTRE_THEN_RIGHT = '<w:tabs><w:tab w:val="center" w:pos="4000"/><w:tab w:val="right" w:pos="9000"/></w:tabs>'


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        ("<w:txbxContent/>", "text boxes"),
        ("<w:ins w:id='1'/>", "tracked changes"),
        ('<w:sym w:font="Wingdings" w:char="F0FE"/>', "tick boxes or symbols"),
        ("<w:t>\u2612</w:t>", "tick boxes or symbols"),
        ('<w:cols w:space="708" w:num="2"/>', "text in columns"),
        (CENTRE_THEN_RIGHT, "a centred and a right tab in one line"),
        ("<w:bidi/>", "text from right to left"),
        ("<wp:anchor/>", "pictures that text flows around"),
        ('<w:trHeight w:val="320" w:hRule="exact"/>', "rows of a fixed height"),
        ('<w:framePr w:w="2000" w:h="300" w:hRule="exact"/>', "text in frames"),
        ('<w:tblpPr w:leftFromText="141"/>', "tables that text flows around"),
        ('<w:textDirection w:val="btLr"/>', "text turned on its side"),
    ],
)
def test_the_built_in_engine_refuses_what_it_cannot_draw(tmp_path: Path, xml: str, words: str) -> None:
    import zipfile

    path = tmp_path / "t.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", f"<w:document>{xml}</w:document>")
    assert Builtin().refuses(path) == f"has {words}, which it cannot draw"


def test_the_built_in_engine_may_draw_plain_text_and_tables(tmp_path: Path) -> None:
    document = template(tmp_path / "t.docx", "x", table=(("a", "b"),))
    assert Builtin().refuses(document) == ""


@pytest.mark.skipif(not Builtin().available(), reason="the extra builtin-pdf is not installed")
def test_the_built_in_engine_draws_a_document_that_passes_the_comparison(tmp_path: Path) -> None:
    document = template(
        tmp_path / "t.docx", "Heat H83-017 of Smith & Sons <UK>", header="head", footer="foot"
    )
    done = pdf.convert([document], tmp_path, using=[Builtin()])
    assert (done.engine, done.version, done.problems) == ("built-in", "word2pdf 0.1.0", ())


def test_a_document_that_fails_spoils_its_own_group_only(tmp_path: Path) -> None:
    groups = []
    for name, text in (("one", "heat H83-017"), ("two", "heat 4711"), ("three", "heat H83-017")):
        folder = tmp_path / name
        folder.mkdir()
        groups.append(pdf.Group([template(folder / "coc.docx", text)], folder))
    engines = [Engine("loses some", "heat H83-017"), Engine("good", "heat 4711")]
    done = pdf.convert_many(groups, using=engines)
    assert [each.engine for each in done] == ["loses some", "good", "loses some"]
    assert [len(each.problems) for each in done] == [0, 1, 0]
    assert all((group.folder / "coc.pdf").is_file() for group in groups)


@pytest.mark.libreoffice
def test_many_documents_are_shared_out_and_come_back_in_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "_WORTH_A_START", 2)
    documents = [template(tmp_path / f"{number}.docx", f"heat {number}") for number in range(5)]
    done = pdf.convert_many([pdf.Group([d], tmp_path) for d in documents], using=[libreoffice.LibreOffice()])
    assert [each.pdfs for each in done] == [(tmp_path / f"{number}.pdf",) for number in range(5)]


@pytest.mark.libreoffice
def test_libreoffice_does_not_try_out_its_graphics_at_every_start(tmp_path: Path) -> None:
    libreoffice_profile.write_settings(tmp_path / "profile")
    subprocess.run(
        [
            str(libreoffice.program()), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
            "--convert-to", "txt", "none.odt",
        ],
        capture_output=True, cwd=tmp_path, timeout=90, check=False,
    )  # fmt: skip
    made = {each.name for each in (tmp_path / "profile" / "user").iterdir()}
    assert libreoffice_profile.FILE in made
    assert len(made) > 1
    assert "GraphicsRenderTests.log" not in made


def test_an_engine_works_while_its_caller_does_something_else(tmp_path: Path) -> None:
    document = template(tmp_path / "t.docx", "heat H83-017")
    asked = Event()

    class Patient(Engine):
        def convert(self, documents: Sequence[Path], folder: Path) -> list[Path]:
            assert asked.wait(20)
            return super().convert(documents, folder)

    making = pdf.Making([pdf.Group([document], tmp_path)], using=[Patient("patient", "heat H83-017")])
    asked.set()  # reached only because making them waits for nobody
    assert making.done()[0].pdfs == (tmp_path / "t.pdf",)


def test_what_an_engine_drew_in_the_background_is_compared_too(tmp_path: Path) -> None:
    document = template(tmp_path / "t.docx", "heat H83-017")
    made = pdf.Making([pdf.Group([document], tmp_path)], using=[Engine("loses", "heat")]).done()[0]
    assert made.pdfs == ()
    assert "'H83-017'" in made.problems[0]
