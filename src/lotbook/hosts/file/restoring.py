"""Puts a closed workbook back as a snapshot kept it, byte for byte; told to the journal like every change."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from lotbook.domain.edits import Plan
from lotbook.errors import UndoError
from lotbook.hosts.file.container import Container
from lotbook.hosts.file.fingerprint import fingerprint
from lotbook.hosts.file.replacing import replace
from lotbook.hosts.file.save import Content, NewFile

if TYPE_CHECKING:
    from lotbook.hosts.file.book import FileBook


class _Copy(NewFile):
    """The snapshot's bytes as a temporary file beside the workbook."""

    def _write(self) -> None:
        self.contents.extend(Content(part.name, part.crc, part.size) for part in self._container.parts())
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(self._temporary, flags, 0o600), "wb") as file:
            file.write(self._container.data)
            file.flush()
            os.fsync(file.fileno())


def restore(book: FileBook, snapshot: Path, before: str, plan: Plan, *, who: str) -> int:
    """Replaces the workbook by a snapshot of it and returns the number of the journal entry that tells so.

    Args:
        book: the workbook, opened for writing.
        snapshot: the file that is put in its place.
        before: the fingerprint the snapshot must have.
        plan: what the journal tells.
        who: the person's name.

    Raises:
        UndoError: the snapshot is damaged or was changed; the workbook stays as it is.
        MovedError: the workbook was saved by another program meanwhile.
    """
    kept = Container(snapshot.read_bytes(), snapshot)
    if fingerprint(kept.parts()) != before:
        raise UndoError(f"The snapshot {snapshot} is not as it was kept, so it was not used.")
    new = _Copy(kept, book.path, {}, frozenset())
    entry = replace(book, new, plan, who=who)
    book.reload()
    return entry
