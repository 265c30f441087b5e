"""Turns finished Word documents into PDFs with whatever this machine has, and believes none of it unseen.

Word is asked first on Windows, then LibreOffice, then the built-in engine, which refuses what it cannot draw. Every PDF
is compared with its document; one that lost a word or a picture is thrown away. Without a safe engine the Word files
stay, and the caller is told so.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from lotbook.documents import builtin, completeness, docx_text, libreoffice, word
from lotbook.documents.whole_file import write_whole
from lotbook.errors import LotbookError


class Engine(Protocol):
    """Something that makes PDFs of Word documents."""

    @property
    def name(self) -> str:
        """What people call it."""

    def version(self) -> str:
        """Its version, as it says itself."""

    def available(self) -> bool:
        """Whether it is on this machine."""

    def refuses(self, document: Path) -> str:
        """Why this engine must not draw this document, in words; empty when it may."""

    def convert(self, documents: Sequence[Path], folder: Path) -> list[Path]:
        """The PDFs of the documents, in their order, written into ``folder``.

        Raises:
            PdfEngineError: it failed, or took too long.
        """


class Conversion(NamedTuple):
    """What came of it.

    Attributes:
        engine: name of the engine that made the PDFs; empty when none could.
        version: its version.
        pdfs: one PDF for each document, in their order; empty when no engine could make them all.
        problems: why an engine was passed over or no PDF was made, in sentences for the user.
    """

    engine: str
    version: str
    pdfs: tuple[Path, ...]
    problems: tuple[str, ...] = ()


NO_ENGINE = (
    "No PDF was made: neither Word nor LibreOffice was found on this computer. The Word files are complete; "
    "open them and save them as PDF, or install LibreOffice and issue again."
)


def engines() -> tuple[Engine, ...]:
    """Every engine Lotbook knows, the best for this system first."""
    first: tuple[Engine, ...] = (word.Word(), libreoffice.LibreOffice())
    if (
        sys.platform == "darwin"
    ):  # Word on a Mac asks for access to each single file, so it comes second there
        first = (libreoffice.LibreOffice(), word.Word())
    return (*first, builtin.Builtin())


def available_engine() -> Engine | None:
    """The engine that would be asked first; None when there is none on this machine."""
    return next((engine for engine in engines() if engine.available()), None)


def convert(documents: Sequence[Path], folder: Path, *, using: Sequence[Engine] | None = None) -> Conversion:
    """Makes one PDF beside the others in ``folder`` for each document, under the document's own name.

    Args:
        documents: finished .docx files.
        folder: where the PDFs go.
        using: engines to try in this order; those of this machine when left out.
    """
    problems: list[str] = []
    for engine in using if using is not None else engines():
        if not engine.available():
            continue
        with tempfile.TemporaryDirectory(prefix="lotbook-pdf-", ignore_cleanup_errors=True) as scratch:
            made, problem = _tried(engine, documents, Path(scratch))
            if not problem:
                pdfs = tuple(folder / f"{document.stem}.pdf" for document in documents)
                for source, target in zip(made, pdfs, strict=True):
                    write_whole(target, source.read_bytes())
                return Conversion(engine.name, engine.version(), pdfs, tuple(problems))
        problems.append(f"{engine.name}: {problem}")
    return Conversion("", "", (), (*problems, NO_ENGINE if not problems else _NOT_SAFE))


_NOT_SAFE = "No PDF was kept. The Word files are complete; open them in Word and save them as PDF."


def _tried(engine: Engine, documents: Sequence[Path], scratch: Path) -> tuple[list[Path], str]:
    """The PDFs of one engine, or why they cannot be used."""
    plain: list[Path] = []
    try:
        for number, document in enumerate(documents):
            docx_text.stories(document)  # an empty or damaged file must not become an empty PDF
            if refusal := engine.refuses(document):
                return [], f"{document.name} {refusal}"
            plain.append(Path(shutil.copyfile(document, scratch / f"{number:03}.docx")))
        made = engine.convert(plain, scratch)
    except LotbookError as error:
        return [], f"{error.problem} {error.cause}".strip()
    for document, pdf in zip(documents, made, strict=True):
        if missing := completeness.missing(document, pdf):
            return [], f"its PDF of {document.name} is not complete; missing: {', '.join(missing[:8])}."
    return made, ""
