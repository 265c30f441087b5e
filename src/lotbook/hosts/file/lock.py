"""One command at a time on a workbook: a lock in its data folder, which the system gives back when a command dies.

It is an empty SQLite database that is locked as a whole: the standard library's own way to the system's file locks on
Windows, macOS and Linux, and it starts in a tenth of the time that a package of file locks takes to be imported.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from lotbook.errors import LockedError, ReadOnlyError

if TYPE_CHECKING:
    from sqlite3 import Connection

PATIENCE = 20.0  # seconds to wait for another command
_LOOK = 0.5  # seconds of waiting after which a keystroke of the user is heard


class Lock:
    """The lock of one workbook.

    Args:
        folder: the workbook's data folder; it is made when the lock is taken.
        patience: seconds to wait for another command.
    """

    def __init__(self, folder: Path, patience: float | None = None) -> None:
        self._folder = folder
        self._holder = folder / "lock.holder"
        self._patience = PATIENCE if patience is None else patience
        self._held: Connection | None = None

    def take(self) -> None:
        """Waits until no other command holds the lock, then holds it.

        Raises:
            LockedError: another command held it all the time.
            ReadOnlyError: the data folder cannot be written.
        """
        from sqlite3 import Error

        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._held = self._locked()
        except (OSError, Error) as error:
            raise ReadOnlyError(
                f"The folder {self._folder} cannot be written, where Lotbook keeps its journal.",
                cause=str(error),
            ) from error
        self._tell()

    def _locked(self) -> Connection:
        """The lock as a connection that holds it; whoever waits looks again and again until the patience ends."""
        from sqlite3 import SQLITE_BUSY, OperationalError, connect

        wait = min(self._patience, _LOOK)
        connection = connect(
            self._folder / "lock", timeout=wait, isolation_level=None, check_same_thread=False
        )
        end = monotonic() + self._patience
        while True:
            try:
                connection.execute("BEGIN EXCLUSIVE")
            except OperationalError as error:
                if error.sqlite_errorcode == SQLITE_BUSY and monotonic() < end:
                    continue
                connection.close()
                if error.sqlite_errorcode != SQLITE_BUSY:
                    raise
                raise LockedError(
                    "Another Lotbook command is working on this workbook.", cause=self._who()
                ) from error
            except BaseException:
                connection.close()
                raise
            else:
                return connection

    def give_back(self) -> None:
        """Lets the next command work."""
        self._holder.unlink(missing_ok=True)
        if self._held:
            self._held.close()
            self._held = None

    def _tell(self) -> None:
        host = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
        who = f"process {os.getpid()} on {host or 'this computer'}"
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
