"""Takes back files that a command wrote beside the workbook: only those that are still as it wrote them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath


def take_back(folder: Path, details: Mapping[str, object]) -> tuple[str, ...]:
    """Deletes the files an entry of the journal tells of, and says what was left and why.

    A draft nobody sent must not stay behind a recall that was taken back. A file somebody changed is theirs.

    Args:
        folder: the workbook's folder.
        details: of the journal entry: ``folder`` below the workbook's, and ``files``: name -> SHA-256.
    """
    place, files = details.get("folder"), details.get("files")
    if not isinstance(place, str) or not isinstance(files, Mapping) or not _is_below(place):
        return ()
    where = folder / place
    left = [name for name, sha in files.items() if not _taken_back(where, str(name), str(sha))]
    try:
        where.rmdir()
    except OSError:
        if where.exists():
            named = f" ({', '.join(left[:5])})" if left else ""
            return (
                f"{place} was kept, because files in it were changed or added since{named}. Look at them.",
            )
    return ()


def _is_below(place: str) -> bool:
    path = PurePosixPath(place)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and ":" not in place


def _taken_back(where: Path, name: str, sha: str) -> bool:
    file = where / name
    if PurePosixPath(name).name != name or not file.is_file():
        return not file.exists()
    try:
        if hashlib.sha256(file.read_bytes()).hexdigest() != sha:
            return False
        file.unlink()
    except OSError:
        return False
    return True
