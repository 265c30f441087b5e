"""What every PDF engine offers, and one engine at work on several groups of documents in the background.

No engine is believed: each PDF is compared with its document, and one that lost a word or a picture is never handed on.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Protocol

from lotbook.documents.pdf import completeness
from lotbook.documents.template import docx_text
from lotbook.errors import LotbookError


class Engine(Protocol):
    """Something that makes PDFs of Word documents."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def last_resort(self) -> bool:
        """Whether it draws worse than an office, and so may not try where an office has lost something."""

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


class Tried(NamedTuple):
    """The PDFs of one group, or why they cannot be used; ``lost`` is what is not on paper though it was drawn."""

    pdfs: tuple[Path, ...]
    problem: str = ""
    lost: str = ""


class Run:
    """One engine at work on several groups from the moment this is made; whoever made it can do something else meanwhile.

    Comparing waits until ``tried`` is called, in the caller's thread: the library that reads PDFs serves one at a time.

    Args:
        engine: draws them.
        groups: the documents of each group; one document it fails on spoils its own group only.
    """

    def __init__(self, engine: Engine, groups: Sequence[Sequence[Path]]) -> None:
        from concurrent.futures import (
            ThreadPoolExecutor,  # with logging it brings in, longer than all the rest
        )

        self.engine = engine
        self._groups = groups
        self._scratch = tempfile.TemporaryDirectory(prefix="lotbook-pdf-", ignore_cleanup_errors=True)
        self._refused = [_refused(engine, group) for group in groups]
        copies = self._copies(Path(self._scratch.name))
        pool = ThreadPoolExecutor(1)  # in turn: an engine that was at work knows its version
        self._made = pool.submit(_made, engine, copies, Path(self._scratch.name))
        self._version = pool.submit(engine.version)
        pool.shutdown(wait=False)

    def __enter__(self) -> Run:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()

    def leave(self) -> None:
        """Removes what it made."""
        self._scratch.cleanup()

    @property
    def version(self) -> str:
        """The engine's version."""
        return self._version.result()

    def tried(self) -> list[Tried]:
        """What it made of each group, compared; the files are there until the block of this run ends."""
        return [
            made if reason or made.problem else _compared(group, made)
            for group, reason, made in zip(self._groups, self._refused, self._made.result(), strict=True)
        ]

    def _copies(self, scratch: Path) -> list[Sequence[Path] | str]:
        """Copies with plain names, because engines stumble over others; or why a group is refused."""
        plain: list[Sequence[Path] | str] = []
        for number, (group, reason) in enumerate(zip(self._groups, self._refused, strict=True)):
            names = [scratch / f"{number:03}-{place:03}.docx" for place in range(len(group))]
            for document, name in zip([] if reason else group, names, strict=False):
                shutil.copyfile(document, name)
            plain.append(reason or names)
        return plain


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


def _made(engine: Engine, groups: Sequence[Sequence[Path] | str], scratch: Path) -> list[Tried]:
    """All in one call; where that fails each group in a call of its own, to find the one that it fails on."""
    drawn = [group for group in groups if not isinstance(group, str)]
    try:
        made = iter(engine.convert([each for group in drawn for each in group], scratch) if drawn else ())
        return [
            Tried((), group) if isinstance(group, str) else Tried(tuple(next(made) for _ in group))
            for group in groups
        ]
    except LotbookError as error:
        if len(groups) == 1:
            return [Tried((), f"{error.problem} {error.cause}".strip())]
        return [tried for group in groups for tried in _made(engine, [group], scratch)]


def _compared(documents: Sequence[Path], made: Tried) -> Tried:
    """What was drawn, with what is not on it."""
    for document, pdf in zip(documents, made.pdfs, strict=True):
        if missing := completeness.missing(document, pdf):
            shown = ", ".join(missing[:8])
            problem = f"its PDF of {document.name} is not complete; missing: {shown}."
            cut = ", ".join(completeness.cut_off(missing)[:8])
            return made._replace(problem=problem, lost=cut and f"{document.name}: {cut}")
    return made
