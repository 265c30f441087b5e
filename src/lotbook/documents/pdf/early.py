"""Draws each document as soon as it is written, while the next one is still being filled in.

Only an engine that waits for the next document does so, which is LibreOffice kept open; others are asked once for all. What
was drawn is known by the document's content: a document that was changed afterwards is drawn again.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from lotbook.documents.pdf import completeness, making
from lotbook.documents.pdf.engine import Engine
from lotbook.documents.pdf.libreoffice import LibreOffice
from lotbook.errors import LotbookError

if TYPE_CHECKING:
    from concurrent.futures import Future

_TURN = Lock()  # packages that are begun one after the other share one office instead of starting a second


class Early:
    """The engines for some documents, of which the first is at work on each from the moment it is named.

    Args:
        using: engines to try in this order; those of this machine when left out.
        documents: about how many there will be; where they are worth several offices, none is drawn early.
    """

    def __init__(self, using: Sequence[Engine] | None = None, *, documents: int = 1) -> None:
        every = [each for each in (making.engines() if using is None else using) if each.available()]
        making.prepare(every)
        first = every[0] if every else None
        self._first = (
            _AsWritten(first) if isinstance(first, LibreOffice) and first.waits_for_more(documents) else None
        )
        self.engines: Sequence[Engine] = [self._first, *every[1:]] if self._first else every

    def begin(self, document: Path) -> None:
        """Lets a finished document be drawn, where the engine can do that; returns at once."""
        if self._first:
            self._first.begin(document)

    def compare(self) -> None:
        """Compares each PDF with its document as it comes, while the engine draws the next; the findings are kept."""
        if self._first:
            self._first.compare()

    def close(self) -> None:
        """Draws nothing more, and removes what was drawn."""
        if self._first:
            self._first.close()


class _AsWritten:
    """LibreOffice with what it has drawn already."""

    last_resort = False

    def __init__(self, engine: Engine) -> None:
        from concurrent.futures import (
            ThreadPoolExecutor,
        )  # with logging it brings in, longer than all the rest

        self.name, self._engine = engine.name, engine
        self.version, self.available, self.refuses = engine.version, engine.available, engine.refuses
        self._scratch = tempfile.TemporaryDirectory(prefix="lotbook-early-", ignore_cleanup_errors=True)
        self._pool = ThreadPoolExecutor(1)
        self._drawn: dict[bytes, tuple[Path, Future[Path]]] = {}

    def begin(self, document: Path) -> None:
        content = document.read_bytes()
        copy = Path(self._scratch.name, f"{len(self._drawn):03}.docx")  # engines stumble over other names
        copy.write_bytes(content)
        self._drawn[_digest(content)] = (copy, self._pool.submit(self._draw, copy))

    def _draw(self, copy: Path) -> Path:
        with _TURN:
            return self._engine.convert([copy], copy.parent)[0]

    def compare(self) -> None:
        for copy, drawn in self._drawn.values():
            with suppress(LotbookError):  # told when the PDFs are asked for
                completeness.missing(copy, drawn.result())

    def convert(self, documents: Sequence[Path], folder: Path) -> list[Path]:
        """The PDFs of the documents; one that was not begun, or failed, is drawn now."""
        left = []
        for document in documents:
            begun = self._drawn.get(_digest(document.read_bytes()))
            if begun and not begun[1].exception():
                shutil.copyfile(begun[1].result(), folder / f"{document.stem}.pdf")
            else:
                left.append(document)
        if left:
            with _TURN:
                self._engine.convert(left, folder)
        return [folder / f"{document.stem}.pdf" for document in documents]

    def close(self) -> None:
        for _, drawn in self._drawn.values():
            drawn.cancel()
        self._pool.submit(self._scratch.cleanup)  # behind the one that is being drawn
        self._pool.shutdown(wait=False)


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
