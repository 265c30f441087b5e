"""The folder where the ribbon leaves its requests and the helper its answers: private, and every file in it distrusted.

A click waits as ``20260514-093001-482913.request`` (``.part`` while the ribbon still writes it), is worked on as
``.taken`` and becomes ``.answer``. ``attach.alive`` is rewritten every second while a helper runs. Where the folder
lies on each system stands in ``places``.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from lotbook.doors.helper import mailbox, sign_of_life
from lotbook.doors.helper.mailbox import (
    ANSWER,
    FAILED,
    MOST_BYTES,
    MOST_SECONDS,
    PART,
    REQUEST,
    TAKEN,
    Answer,
    Request,
)
from lotbook.errors import LotbookError, ReadOnlyError, UsageError

ALIVE = sign_of_life.NAME
KEPT_SECONDS = 86_400.0  # answers and half-written files of yesterday are swept
KEPT_ANSWERS = 1000  # nobody clicks as often in a day; more come from a program that runs wild
STOPPED = "The helper stopped while it was at work. Look at the sheet, then click again."

_NO_LINKS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Taken(NamedTuple):
    """A request that is this helper's now: its name without ending, and what it asks for, or why it is refused."""

    stem: str
    asked: Request | LotbookError


class Mailbox:
    """One mailbox folder, made private when it is opened.

    Raises:
        ReadOnlyError: the folder cannot be made or is not this user's alone.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._owed: dict[str, Answer] = {}  # answers that could not be written yet
        self.make_private()

    def make_private(self) -> None:
        """Makes the folder where it is missing, and takes everybody else's rights away.

        Raises:
            ReadOnlyError: it cannot be made or is not this user's alone.
        """
        folder = self.folder
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not folder.is_symlink():
                folder.chmod(0o700)
            seen = folder.lstat()
        except OSError as error:
            raise unusable(folder, error) from error
        if not stat.S_ISDIR(seen.st_mode) or not _is_ours(seen):
            raise ReadOnlyError(
                f"The mailbox {folder} is not yours alone.",
                cause="Whoever can write there could press your buttons.",
                next_step="Remove it; Lotbook makes it anew.",
            )

    def waiting(self) -> list[str]:
        """The names, without ending, of the requests that wait, oldest first."""
        return sorted(self._stems(REQUEST))

    def _stems(self, ending: str) -> Iterator[str]:
        with os.scandir(self.folder) as entries:
            for entry in entries:
                stem = entry.name.removesuffix(ending)
                if stem != entry.name and mailbox.is_stem(stem) and not entry.is_dir(follow_symlinks=False):
                    yield stem

    def take(self, stem: str, controls: Collection[str]) -> Taken | None:
        """Makes a waiting request this helper's own and reads it; None when it was withdrawn meanwhile."""
        taken = self._file(stem, TAKEN)
        try:
            self._file(stem, REQUEST).rename(taken)
        except OSError:
            return None
        try:
            return Taken(stem, mailbox.read_request(_content(taken), controls))
        except LotbookError as error:
            return Taken(stem, error)

    def answer(self, stem: str, answer: Answer) -> None:
        """Says what became of a request; whole, or later where the disk does not take it now."""
        try:
            self._write(stem, answer)
        except OSError:
            if len(self._owed) < KEPT_ANSWERS:
                self._owed[stem] = answer
            raise

    def turn_away(self, stem: str, answer: Answer) -> None:
        """Answers a request that is not taken: first the answer, so that it is there when the request is not any more."""
        try:
            self._write(stem, answer)
        finally:
            self._file(stem, REQUEST).unlink(missing_ok=True)

    def answer_the_owed(self) -> None:
        """Writes the answers that could not be written when they were given."""
        for stem, answer in list(self._owed.items()):
            with suppress(OSError):
                self._write(stem, answer)
                self._owed.pop(stem, None)

    def _write(self, stem: str, answer: Answer) -> None:
        part = self._file(stem, f"{ANSWER}{PART}")
        part.unlink(missing_ok=True)
        where = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(where, "wb") as file:
            file.write(mailbox.write_answer(answer))
        part.replace(self._file(stem, ANSWER))
        self._file(stem, TAKEN).unlink(missing_ok=True)

    def answer_the_orphans(self) -> list[str]:
        """Requests that a helper took and never answered, because it was ended, are answered as failed; which they were.

        One that was ended between answering and tidying up has answered.
        """
        answered = set(self._stems(ANSWER))
        orphans = sorted(self._stems(TAKEN))
        for stem in orphans:
            with suppress(OSError):
                if stem in answered:
                    self._file(stem, TAKEN).unlink()
                else:
                    self.answer(stem, Answer(FAILED, STOPPED))
        return [stem for stem in orphans if stem not in answered]

    def sweep(self, now: float | None = None) -> None:
        """Removes answers and half-written files that nobody came for within a day."""
        limit = (time.time() if now is None else now) - KEPT_SECONDS
        for ending in (ANSWER, PART, f"{ANSWER}{PART}"):
            for stem in list(self._stems(ending)):
                path = self._file(stem, ending)
                with suppress(OSError):
                    if path.lstat().st_mtime < limit:
                        path.unlink()
        for stem in sorted(self._stems(ANSWER))[:-KEPT_ANSWERS]:
            with suppress(OSError):
                self._file(stem, ANSWER).unlink()

    def say_alive(self) -> None:
        """Tells the ribbon that somebody takes requests here."""
        sign_of_life.give(self.folder)

    def say_gone(self) -> None:
        """Tells the ribbon at once that nobody takes requests any more."""
        sign_of_life.take_away(self.folder)

    def helper(self, now: float | None = None) -> int | None:
        """The process number of the helper that runs; None when none does."""
        return sign_of_life.read(self.folder, now)

    def _file(self, stem: str, ending: str) -> Path:
        return self.folder / f"{stem}{ending}"


def unusable(folder: Path, error: OSError) -> ReadOnlyError:
    """Why a mailbox cannot be used, in words."""
    return ReadOnlyError(
        f"The mailbox {folder} cannot be used.",
        cause=f"{error}.",
        next_step="Make the folder around it writable for you and see that the disk has room; if something foreign lies in "
        "the mailbox, remove the whole folder: Lotbook makes it anew. Then start `lotbook attach` again.",
    )


def _content(path: Path) -> bytes:
    """The bytes of a request.

    Raises:
        UsageError: it is a link or no file, is of somebody else, can be written by others, or nobody waits for it.
    """
    try:
        if not stat.S_ISREG(path.lstat().st_mode):  # Windows has no O_NOFOLLOW
            raise UsageError("A request was refused: it is no plain file, maybe a link.")
        where = os.open(path, os.O_RDONLY | _NO_LINKS)
    except OSError as error:
        raise UsageError(f"A request was refused: it cannot be read ({error.strerror}).") from error
    with os.fdopen(where, "rb") as file:
        seen = os.fstat(file.fileno())
        if not stat.S_ISREG(seen.st_mode) or not _is_ours(seen):
            raise UsageError("A request was refused: other people can write it.")
        if abs(time.time() - seen.st_mtime) > MOST_SECONDS:
            raise UsageError(
                f"A request was refused: it is older than {MOST_SECONDS:.0f} seconds.",
                next_step="Click again.",
            )
        return file.read(MOST_BYTES + 1)


def _is_ours(seen: os.stat_result) -> bool:
    """Whether nobody but this user can write there. Windows keeps others out of the user's folder by its own rights."""
    if os.name != "posix":
        return True
    return seen.st_uid == os.geteuid() and not seen.st_mode & stat.S_IWOTH
