"""Holds a small file for one process at a time; the operating system lets go of it when the process ends or is killed."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

_PAUSE = 0.01
# Windows locks bytes, and nobody can read a locked byte: the one that is locked lies far behind the file's end.
_FAR_BYTE = 1 << 40


@contextmanager
def exclusive(file: BinaryIO, *, patience: float = 10.0) -> Iterator[None]:
    """Holds the open file until the block ends, waiting up to ``patience`` seconds for others.

    A file system that knows no locks is not an obstacle: the workbook's own lock keeps commands apart there.

    Raises:
        TimeoutError: another process kept the file.
    """
    deadline = time.monotonic() + patience
    while not _taken(file):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{file.name} is held by another process")
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        _give_back(file)


if sys.platform == "win32":
    import msvcrt

    def _taken(file: BinaryIO) -> bool:
        file.seek(_FAR_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _give_back(file: BinaryIO) -> None:
        file.seek(_FAR_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _taken(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # no locks on this file system
        return True

    def _give_back(file: BinaryIO) -> None:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_UN)
        except OSError:
            return
