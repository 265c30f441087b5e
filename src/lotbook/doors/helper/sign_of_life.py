"""The file that tells the ribbon that a helper runs: one line, written anew every second, never through what lies there."""

from __future__ import annotations

import os
import stat
import time
from contextlib import suppress
from pathlib import Path

NAME = "attach.alive"
FRESH_SECONDS = 5.0
_MOST_BYTES = 100
_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def give(folder: Path) -> None:
    """Tells that this process takes requests here.

    A new file takes the old one's place, so that a link or a pipe which somebody put there is not written into.

    Raises:
        OSError: the disk is full, the folder cannot be written, or another program holds the file at this moment.
    """
    part = folder / f"{NAME}.part"
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _PLAIN, 0o600), "wb") as file:
        file.write(f"pid {os.getpid()}\n".encode("ascii"))
    part.replace(folder / NAME)


def take_away(folder: Path) -> None:
    """Tells at once that nobody takes requests any more."""
    for name in (NAME, f"{NAME}.part"):
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)


def read(folder: Path, now: float | None = None) -> int | None:
    """The process number of the helper that runs; None when none does."""
    try:
        with os.fdopen(os.open(folder / NAME, os.O_RDONLY | _PLAIN), "rb") as file:
            seen = os.fstat(file.fileno())
            told = file.read(_MOST_BYTES) if stat.S_ISREG(seen.st_mode) else b""
    except OSError:
        return None
    age = abs((time.time() if now is None else now) - seen.st_mtime)
    word, _, number = told.decode("ascii", "replace").strip().partition(" ")
    is_told = word == "pid" and number.isascii() and number.isdigit()
    return int(number) if is_told and age <= FRESH_SECONDS else None
