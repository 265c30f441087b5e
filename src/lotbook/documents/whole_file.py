"""Writes a file whole or not at all: a reader never meets half of it, whatever happens in between."""

from __future__ import annotations

import os
import secrets
import time
from pathlib import Path

from lotbook.errors import ReadOnlyError


def write_whole(path: Path, content: bytes) -> None:
    """Puts content where ``path`` says, by way of a temporary file beside it.

    Raises:
        ReadOnlyError: the folder cannot be written, or the file there is open elsewhere.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.stem}-{secrets.token_hex(6)}.part")
        try:
            with temporary.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            _put(temporary, path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ReadOnlyError(f"{path.name} cannot be written.", cause=f"{error.strerror or error}.") from error


def _put(temporary: Path, path: Path) -> None:
    """Windows refuses to replace a file that a virus scanner or an indexer holds for a moment, so it is asked again."""
    for wait in (0.05, 0.2, 0.5, None):
        try:
            temporary.replace(path)
        except PermissionError:
            if wait is None:
                raise
            time.sleep(wait)
        else:
            return
