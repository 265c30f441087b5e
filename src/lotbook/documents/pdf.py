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


class Group(NamedTuple):
    """Documents that become PDFs together or not at all, and the folder their PDFs go to."""

    documents: Sequence[Path]
    folder: Path


def convert(documents: Sequence[Path], folder: Path, *, using: Sequence[Engine] | None = None) -> Conversion:
    """Makes one PDF beside the others in ``folder`` for each document, under the document's own name.

    Args:
        documents: finished .docx files.
        folder: where the PDFs go.
        using: engines to try in this order; those of this machine when left out.
    """
    return convert_many([Group(documents, folder)], using=using)[0]


def convert_many(groups: Sequence[Group], *, using: Sequence[Engine] | None = None) -> list[Conversion]:
    """The same for several groups with one call of an engine, which takes longer to start than to draw a page.

    Each group gets its PDFs from one engine; a group that one engine cannot make goes to the next alone.
    """
    done: dict[int, Conversion] = {}
    problems: list[list[str]] = [[] for _ in groups]
    for engine in using if using is not None else engines():
        left = [number for number in range(len(groups)) if number not in done]
        if not left or not engine.available():
            continue
        with tempfile.TemporaryDirectory(prefix="lotbook-pdf-", ignore_cleanup_errors=True) as scratch:
            tried = _tried(engine, [groups[number].documents for number in left], Path(scratch))
            for number, (made, problem) in zip(left, tried, strict=True):
                if problem:
                    problems[number].append(f"{engine.name}: {problem}")
                else:
                    pdfs = _kept(groups[number], made)
                    done[number] = Conversion(engine.name, engine.version(), pdfs, tuple(problems[number]))
    return [
        done.get(number) or Conversion("", "", (), (*told, NO_ENGINE if not told else _NOT_SAFE))
        for number, told in enumerate(problems)
    ]


def _kept(group: Group, made: Sequence[Path]) -> tuple[Path, ...]:
    pdfs = tuple(group.folder / f"{document.stem}.pdf" for document in group.documents)
    for source, target in zip(made, pdfs, strict=True):
        write_whole(target, source.read_bytes())
    return pdfs


_NOT_SAFE = "No PDF was kept. The Word files are complete; open them in Word and save them as PDF."


_Tried = tuple[list[Path], str]  # the PDFs of one group, or why they cannot be used


def _tried(engine: Engine, groups: Sequence[Sequence[Path]], scratch: Path) -> list[_Tried]:
    """What one engine makes of each group; one document it fails on spoils its own group only."""
    plain: list[list[Path]] = []
    refused = [_refused(engine, group) for group in groups]
    for number, group in enumerate(groups):
        names = [scratch / f"{number:03}-{place:03}.docx" for place in range(len(group))]
        if not refused[number]:
            for document, name in zip(group, names, strict=True):
                shutil.copyfile(document, name)
        plain.append([] if refused[number] else names)
    made = _made(engine, plain, scratch)
    return [
        ([], reason) if reason else (pdfs, problem or _incomplete(group, pdfs))
        for group, reason, (pdfs, problem) in zip(groups, refused, made, strict=True)
    ]


def _refused(engine: Engine, documents: Sequence[Path]) -> str:
    """Why this engine must not draw one of these documents; empty when it may draw them all."""
    try:
        for document in documents:
            docx_text.stories(document)  # an empty or damaged file must not become an empty PDF
            if refusal := engine.refuses(document):
                return f"{document.name} {refusal}"
    except LotbookError as error:
        return f"{error.problem} {error.cause}".strip()
    return ""


def _made(engine: Engine, groups: Sequence[Sequence[Path]], scratch: Path) -> list[_Tried]:
    every = [document for group in groups for document in group]
    if not every:
        return [([], "") for _ in groups]
    try:
        made = iter(engine.convert(every, scratch))
        return [([next(made) for _ in group], "") for group in groups]
    except LotbookError as error:
        if len(groups) == 1:
            return [([], f"{error.problem} {error.cause}".strip())]
        return [tried for group in groups for tried in _made(engine, [group], scratch)]


def _incomplete(documents: Sequence[Path], made: Sequence[Path]) -> str:
    for document, pdf in zip(documents, made, strict=True):
        if missing := completeness.missing(document, pdf):
            return f"its PDF of {document.name} is not complete; missing: {', '.join(missing[:8])}."
    return ""
