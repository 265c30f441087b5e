"""Turns finished Word documents into PDFs with whatever this machine has, and believes none of it unseen.

Word is asked first on Windows, then LibreOffice, then the built-in engine, which refuses what it cannot draw and is not
asked where an office has lost something. Every PDF is compared with its document; one that lost a word or a picture is
thrown away. Without a safe engine the Word files stay, and the caller is told so.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from lotbook.documents.pdf import builtin, libreoffice, word
from lotbook.documents.pdf.engine import Engine, Run
from lotbook.documents.whole_file import write_whole
from lotbook.errors import TemplateError


class Conversion(NamedTuple):
    """What came of it.

    Attributes:
        engine: name of the engine that made the PDFs; empty when none could.
        version: its version.
        pdfs: one PDF for each document, in their order; empty when no engine could make them all.
        problems: why an engine was passed over or no PDF was made, in sentences for the user.
        lost: document and words that an office does not get onto paper, where no engine made all PDFs: its Word file
            cuts them off as well.
    """

    engine: str
    version: str
    pdfs: tuple[Path, ...]
    problems: tuple[str, ...] = ()
    lost: str = ""

    def refuse_what_is_cut(self) -> None:
        """Stops whoever would hand on a Word file that shows less than it holds.

        Raises:
            TemplateError: an office loses words or pictures of one of the documents.
        """
        if self.lost:
            raise TemplateError(
                f"Not everything gets onto paper: {self.lost}.",
                next_step=(
                    "The template gives it too little room: in Word, let the row's height be 'At least' instead of "
                    "'Exactly', or make the frame or text box larger; save, and do it again."
                ),
            )


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


def prepare(using: Sequence[Engine] | None = None) -> None:
    """Lets the engine that will be asked first begin to start, while its documents are still being written."""
    engine = next((engine for engine in using or engines() if engine.available()), None)
    if isinstance(engine, libreoffice.LibreOffice):
        engine.prepare()


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
    return Making(groups, using=using).done()


class Making:
    """PDFs of several groups that the first engine makes from now on, while their caller does something else.

    Args:
        groups: documents that become PDFs together or not at all.
        using: engines to try in this order; those of this machine when left out.
    """

    def __init__(self, groups: Sequence[Group], *, using: Sequence[Engine] | None = None) -> None:
        every = using if using is not None else engines()
        self._groups = groups
        self._engines = (engine for engine in every if engine.available())
        self._problems: list[list[str]] = [[] for _ in groups]
        self._lost: dict[int, str] = {}
        self._asked: Sequence[int] = ()
        self._run = self._next(range(len(groups)))

    def done(self) -> list[Conversion]:
        """Waits for the engine and compares; the next engine makes what the first could not."""
        done: dict[int, Conversion] = {}
        while self._run:
            with self._run as run:
                done |= self._good(run)
            self._run = self._next([number for number in range(len(self._groups)) if number not in done])
        return [done.get(number) or self._none(number) for number in range(len(self._groups))]

    def leave(self) -> None:
        """Removes what was begun; nobody waits for it any more."""
        if self._run:
            self._run.leave()

    def _next(self, left: Sequence[int]) -> Run | None:
        """The next engine at work on the groups that it may draw."""
        for engine in self._engines if left else ():
            self._asked = [number for number in left if not (engine.last_resort and number in self._lost)]
            if self._asked:
                return Run(engine, [self._groups[number].documents for number in self._asked])
        return None

    def _good(self, run: Run) -> dict[int, Conversion]:
        """What can be kept of one engine's work, by group; why the rest cannot is noted."""
        good: dict[int, Conversion] = {}
        for number, tried in zip(self._asked, run.tried(), strict=True):
            told = self._problems[number]
            if tried.problem:
                told.append(f"{run.engine.name}: {tried.problem}")
                if tried.lost and not run.engine.last_resort:
                    self._lost[number] = tried.lost
            else:
                pdfs = _kept(self._groups[number], tried.pdfs)
                good[number] = Conversion(run.engine.name, run.version, pdfs, tuple(told))
        return good

    def _none(self, number: int) -> Conversion:
        told = self._problems[number]
        return Conversion("", "", (), (*told, _NOT_SAFE if told else NO_ENGINE), self._lost.get(number, ""))


def _kept(group: Group, made: Sequence[Path]) -> tuple[Path, ...]:
    pdfs = tuple(group.folder / f"{document.stem}.pdf" for document in group.documents)
    for source, target in zip(made, pdfs, strict=True):
        write_whole(target, source.read_bytes())
    return pdfs


_NOT_SAFE = "No PDF was kept. The Word files are complete; open them in Word and save them as PDF."
