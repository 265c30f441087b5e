"""Keeps the workbook as it was before each of the last changes, so that Undo can put it back byte for byte."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from lotbook.errors import ReadOnlyError

KEPT: Final = 20


class Snapshots:
    """The snapshots of one workbook, in ``snapshots`` inside its data folder, named by the journal's entry.

    Where the file system can, a snapshot is a second name of the same file and costs nothing: the workbook is always
    replaced by a new file, never written into, so the old content then belongs to the snapshot alone. Until it is
    replaced both names share one content; a snapshot whose write failed must therefore be given up (``discard``).
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "snapshots"

    def keep(self, path: Path, entry: int) -> Path:
        """Keeps the workbook as it is now, before this entry changes it; the oldest beyond the last 20 go.

        Raises:
            ReadOnlyError: the snapshot cannot be written, so the change must not be made.
        """
        path = path.resolve()  # the file itself, where the name is a symbolic link
        snapshot = self.folder / f"{entry:06}{path.suffix}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            kept = self._kept()
            if kept and kept[-1].samefile(path):
                kept.pop().unlink()  # left by a command that was killed before it replaced the file
            snapshot.unlink(missing_ok=True)
            try:
                os.link(path, snapshot)
            except OSError:  # a file system without second names, or another disk
                snapshot.write_bytes(path.read_bytes())
        except OSError as error:
            raise ReadOnlyError(
                f"No snapshot of {path.name} can be kept in {self.folder}.",
                cause=str(error),
                next_step="Make room or give write permission there, then try again.",
            ) from error
        for old in kept[: max(0, len(kept) + 1 - KEPT)]:
            old.unlink(missing_ok=True)
        return snapshot

    def discard(self, entry: int) -> None:
        """Gives up the snapshot of an entry whose change was not made."""
        found = self.path(entry)
        if found:
            found.unlink(missing_ok=True)

    def path(self, entry: int) -> Path | None:
        """The workbook as it was before this entry, or None when it is not kept any more."""
        return next(self.folder.glob(f"{entry:06}.*"), None)

    def newest(self) -> int:
        """The highest entry number a snapshot is kept for; 0 when there is none."""
        kept = self._kept()
        return int(kept[-1].stem) if kept else 0

    def _kept(self) -> list[Path]:
        return sorted(found for found in self.folder.glob("*.xls*") if found.stem.isdigit())
