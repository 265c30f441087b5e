"""One command at a time on a workbook: a lock in its data folder, which the system gives back when a command dies."""

from __future__ import annotations

import os
import platform
from datetime import datetime
from pathlib import Path

from lotbook.errors import LockedError, ReadOnlyError

PATIENCE = 20.0  # seconds to wait for another command


class Lock:
    """The lock of one workbook.

    Args:
        folder: the workbook's data folder; it is made when the lock is taken.
        patience: seconds to wait for another command.
    """

    def __init__(self, folder: Path, patience: float | None = None) -> None:
        from filelock import FileLock

        self._folder = folder
        self._holder = folder / "lock.holder"
        self._lock = FileLock(folder / "lock", timeout=PATIENCE if patience is None else patience)

    def take(self) -> None:
        """Waits until no other command holds the lock, then holds it.

        Raises:
            LockedError: another command held it all the time.
            ReadOnlyError: the data folder cannot be written.
        """
        from filelock import Timeout

        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
        except Timeout as error:
            raise LockedError(
                "Another Lotbook command is working on this workbook.", cause=self._who()
            ) from error
        except OSError as error:
            raise ReadOnlyError(
                f"The folder {self._folder} cannot be written, where Lotbook keeps its journal.",
                cause=str(error),
            ) from error
        self._tell()

    def give_back(self) -> None:
        """Lets the next command work."""
        self._holder.unlink(missing_ok=True)
        self._lock.release()

    def _tell(self) -> None:
        who = f"process {os.getpid()} on {platform.node() or 'this computer'}"
        since = datetime.now().astimezone().isoformat(sep=" ", timespec="seconds")
        try:
            self._holder.write_text(f"{who} since {since}", encoding="utf-8")
        except OSError:
            return  # only a courtesy to whoever waits

    def _who(self) -> str:
        try:
            return f"It is held by {self._holder.read_text(encoding='utf-8')}."
        except (OSError, UnicodeDecodeError):
            return ""
