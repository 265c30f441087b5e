"""The one thread of the helper that touches the spreadsheet: it looks which workbooks are open and carries clicks out.

Excel takes orders only from the thread that took hold of it (COM apartments), and a window must run in the main
thread (macOS). So the window has the main thread, and everything that is Excel's or Calc's happens here.
"""

from __future__ import annotations

import gc
import logging
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, TypeAlias

from lotbook.doors.helper.mailbox import FAILED, Answer
from lotbook.doors.helper.news import Began, Ended, Job, Looked, OpenBook, Tell
from lotbook.doors.helper.spreadsheet import Spreadsheet
from lotbook.doors.helper.warm import Warming
from lotbook.doors.patience import attempts
from lotbook.errors import LotbookError, NotFoundError

if TYPE_CHECKING:
    from xlwings import Book

LOOK_SECONDS = 2.0  # how often it looks which workbooks are open while nothing is clicked
_ONCE = 1  # ask a busy Excel; the next look comes soon
_BUSY = frozenset({-2147418111, -2146777998})  # Excel's two ways to say that a cell is being typed in
_IDLE_SECONDS = 0.2  # how often it warms up a little more, or looks whether to stop
_UNEXPECTED = (
    "Something went wrong that Lotbook did not expect; nothing half-done was left. The log tells more: {log}"
)

# (the workbook, the click, who takes the news of it) -> what became of it
CarryOut: TypeAlias = "Callable[[Book, Job, Tell], Answer]"
# Takes a workbook that was found, to read it before the first click; None when none is open any more.
GetReady: TypeAlias = "Callable[[Book | None], object]"


class Worker:
    """Carries out one click at a time.

    Args:
        spreadsheet: where the workbooks are open.
        carry_out: does what a button does; runs in the worker's thread.
        tell: takes the news; called from the worker's thread.
        log_name: where a person reads what went wrong.
        get_ready: prepares for clicks while there are none.
    """

    def __init__(
        self,
        spreadsheet: Spreadsheet,
        carry_out: CarryOut,
        tell: Tell,
        log_name: str = "",
        get_ready: GetReady | None = None,
    ) -> None:
        self._spreadsheet, self._carry_out, self._tell, self._log_name = (
            spreadsheet,
            carry_out,
            tell,
            log_name,
        )
        self._jobs: SimpleQueue[Job] = SimpleQueue()
        self._free, self._stopping, self._look_now = Lock(), Event(), Event()
        self._seen: Looked | None = None
        self._warming = Warming()
        self._get_ready = get_ready
        self._ready_for: tuple[OpenBook, ...] = ()
        self._thread = Thread(target=self._work, name="lotbook-worker", daemon=True)

    def start(self) -> None:
        """Begins; returns at once."""
        self._thread.start()

    def offer(self, job: Job) -> bool:
        """Takes a job, unless another one is being worked on."""
        if self._stopping.is_set() or not self._free.acquire(blocking=False):
            return False
        self._jobs.put(job)
        return True

    @property
    def at_work(self) -> bool:
        """Whether a click is being worked on, so that another one would not be taken."""
        return self._free.locked()

    def look(self) -> None:
        """Asks it to look at once which workbooks are open."""
        self._look_now.set()

    def stop(self, seconds: float | None = None) -> bool:
        """Ends after the click that is being worked on; whether it ended within the time."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _work(self) -> None:
        with self._spreadsheet.held():
            self._work_on()
            self._spreadsheet.forget()
            gc.collect()  # Excel's objects must go in the thread that they came in

    def _work_on(self) -> None:
        next_look = 0.0
        while not self._stopping.is_set():
            if time.monotonic() >= next_look or self._look_now.is_set():
                self._look_now.clear()
                self._look()
                next_look = time.monotonic() + LOOK_SECONDS
            if self._do_next(0 if self._a_little_readier() else _IDLE_SECONDS):
                next_look = time.monotonic() + LOOK_SECONDS
        self._do_next(0)  # one that was taken in the last moment

    def _a_little_readier(self) -> bool:
        """Brings in what clicks need, then reads the workbook they will be for; whether there is more to come."""
        if self._warming.a_little_more():
            return True
        books = self._seen.books if self._seen else ()
        before, self._ready_for = self._ready_for, books
        only_more = bool(before) and set(before) <= set(books)
        if self._get_ready is None or books == before or only_more:
            return False
        first = books[0] if books else None
        try:
            with attempts(_ONCE):
                self._get_ready(self._book(first) if first else None)
        except Exception as error:  # noqa: BLE001 - the click itself will say what is wrong
            logging.getLogger("lotbook.attach").info(
                "%s was not read before its first click: %r", first, error
            )
        return False

    def _do_next(self, seconds: float) -> bool:
        """Does the job that comes within this time; whether there was one."""
        try:
            job = self._jobs.get(timeout=seconds)
        except Empty:
            return False
        self._do(job)
        return True

    def _look(self) -> None:
        seen = Looked(self._spreadsheet.program, *self._open_books())
        if seen != self._seen:
            self._seen = seen
            self._tell(seen)

    def _open_books(self) -> tuple[tuple[OpenBook, ...], str]:
        try:
            with attempts(_ONCE):
                return self._spreadsheet.ours(), ""
        except LotbookError as error:
            trouble = " ".join(part for part in (error.problem, error.next_step) if part)
        except Exception as error:  # noqa: BLE001 - a spreadsheet that goes away answers with its own kinds of errors
            if getattr(error, "hresult", None) in _BUSY and self._seen:
                return self._seen.books, self._seen.trouble
            logging.getLogger("lotbook.attach").info("The spreadsheet does not answer: %r", error)
            trouble = f"{self._spreadsheet.program} does not answer."
        self._spreadsheet.forget()
        return (), trouble

    def _do(self, job: Job) -> None:
        self._tell(Began(job))
        started = time.perf_counter()
        answer = self._answer(job)
        self._free.release()
        self._tell(Ended(job, answer, time.perf_counter() - started))
        gc.collect()

    def _answer(self, job: Job) -> Answer:
        try:
            with attempts():
                book = self._book(job.book)
            return self._carry_out(book, job, self._tell)
        except LotbookError as error:
            return Answer(FAILED, str(error))
        except Exception:
            logging.getLogger("lotbook.attach").exception("%s on %s", job.control, job.book.name)
            self._spreadsheet.forget()
            return Answer(FAILED, _UNEXPECTED.format(log=self._log_name))

    def _book(self, wanted: OpenBook) -> Book:
        """The open workbook of that name; the window tells two of the same name apart.

        Raises:
            NotFoundError: it is no longer open, or its name alone does not tell which.
        """
        named = [(each, book) for each, book in self._spreadsheet.books() if each.name == wanted.name]
        exact = [book for each, book in named if each.hwnd == wanted.hwnd]
        found = exact or [book for _, book in named]
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFoundError(
                f"Two workbooks called {wanted.name} are open.",
                next_step="Close one of them, then click again.",
            )
        raise NotFoundError(
            f"{wanted.name} is not open in {self._spreadsheet.program}.",
            next_step="Open it there, then click again.",
        )
