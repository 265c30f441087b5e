"""The thread that minds the mailbox: it takes requests at once, hands them on, and says every second that it is there."""

from __future__ import annotations

import logging
import time
from collections.abc import Collection
from contextlib import suppress
from threading import Event, Thread
from typing import Protocol

from lotbook.doors.helper import single
from lotbook.doors.helper.mailbox import FAILED, Answer
from lotbook.doors.helper.mailbox_folder import Mailbox, Taken, unusable
from lotbook.doors.helper.news import Called, Job, OpenBook, Refused, Tell
from lotbook.errors import LotbookError

_PEEK_SECONDS = 0.03  # a click waits half of it on average
_ALIVE_SECONDS = 1.0
_SWEEP_SECONDS = 3600.0
_MOST_AT_ONCE = 50  # requests; a person makes one
BUSY = "Lotbook is still at work on the click before. Wait until it is done, then click again."


class Desk(Protocol):
    """Who carries the clicks out."""

    @property
    def at_work(self) -> bool:
        """Whether a click is being worked on, so that another one would not be taken."""

    def offer(self, job: Job) -> bool:
        """Takes a job; false when another one is being worked on."""


class Clerk:
    """Takes each request the moment it is there, so that the ribbon knows; it never touches the spreadsheet.

    Args:
        box: the mailbox.
        controls: the ids of the registered buttons.
        desk: takes a job, unless one is being worked on there.
        tell: takes the news.
    """

    def __init__(self, box: Mailbox, controls: Collection[str], desk: Desk, tell: Tell) -> None:
        self._box, self._controls, self._desk, self._tell = box, controls, desk, tell
        self._stopping = Event()
        self._thread = Thread(target=self._mind, name="lotbook-clerk", daemon=True)

    def start(self) -> None:
        """Answers what an ended helper left, then begins.

        Raises:
            ReadOnlyError: the mailbox cannot be written.
        """
        try:
            self._box.answer_the_orphans()
            self._box.sweep()
            self._box.say_alive()
        except OSError as error:
            raise unusable(self._box.folder, error) from error
        self._thread.start()

    def stop(self) -> None:
        """Ends and takes the sign of life away."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join()
        self._box.say_gone()

    def _mind(self) -> None:
        next_alive, next_sweep = 0.0, time.monotonic() + _SWEEP_SECONDS
        while not self._stopping.wait(_PEEK_SECONDS):
            now = time.monotonic()
            try:
                self.take_all()
                if now >= next_alive:
                    next_alive = now + _ALIVE_SECONDS
                    self._box.say_alive()
                    self._box.answer_the_owed()
                    if single.was_called(self._box):
                        self._tell(Called())
                if now >= next_sweep:
                    next_sweep = now + _SWEEP_SECONDS
                    self._box.sweep()
            except OSError as error:  # another program holds a file for a moment, or the folder went away
                logging.getLogger("lotbook.attach").info("The mailbox did not answer: %s", error)
                with suppress(LotbookError):
                    self._box.make_private()

    def take_all(self) -> None:
        """Takes the requests that wait; of very many the oldest, so that the sign of life is given between them."""
        for stem in self._box.waiting()[:_MOST_AT_ONCE]:
            if self._desk.at_work:
                self._box.turn_away(stem, Answer(FAILED, BUSY))
                self._tell(Refused(BUSY))
                continue
            taken = self._box.take(stem, self._controls)
            if taken:
                self._hand_on(taken)

    def _hand_on(self, taken: Taken) -> None:
        asked = taken.asked
        if isinstance(asked, LotbookError):
            self._refuse(taken.stem, str(asked))
        elif not self._desk.offer(Job(asked.control, OpenBook(asked.workbook, asked.hwnd), taken.stem)):
            self._refuse(taken.stem, BUSY)

    def _refuse(self, stem: str, message: str) -> None:
        self._tell(Refused(message))
        self._box.answer(stem, Answer(FAILED, message))
