"""The helper whole: mailbox, worker, log; started and ended together."""

from __future__ import annotations

import gc
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from types import TracebackType

from lotbook.doors.controls import CONTROLS
from lotbook.doors.helper.clerk import Clerk
from lotbook.doors.helper.log import NAME, close_log, logged, open_log
from lotbook.doors.helper.mailbox_folder import Mailbox
from lotbook.doors.helper.news import Asked, Ended, Job, News, Refused, Reply
from lotbook.doors.helper.spreadsheet import Spreadsheet
from lotbook.doors.helper.worker import CarryOut, GetReady, Worker

_LAST_CLICK_SECONDS = 60.0  # how long the click that is being worked on may take when the helper ends


class Helper:
    """Takes clicks and has them carried out while its block runs.

    Attributes:
        news: what happens, for the window or the console.
        worker: carries clicks out.
    """

    def __init__(
        self,
        box: Mailbox,
        spreadsheet: Spreadsheet,
        logs: Path,
        carry_out: CarryOut,
        get_ready: GetReady | None = None,
    ) -> None:
        self.news: SimpleQueue[News] = SimpleQueue()
        self._box, self._logs = box, logs
        self._putting, self._ending = Lock(), False
        self.worker = Worker(spreadsheet, carry_out, self._tell, str(logs / NAME), get_ready)
        self._clerk = Clerk(box, frozenset(each.id for each in CONTROLS), self.worker, self._tell)

    def __enter__(self) -> Helper:
        gc.disable()  # what Excel and the window made must each go in their own thread; the worker clears up
        self._log = open_log(self._logs)
        self._log.info("started")
        self._clerk.start()
        self.worker.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._clerk.stop()
        self._close_questions()
        self.worker.stop(_LAST_CLICK_SECONDS)
        gc.enable()
        self._log.info("ended")
        close_log(self._log)

    def offer(self, job: Job) -> bool:
        """Takes a click of the window; false while another one is being worked on."""
        return self.worker.offer(job)

    def _tell(self, news: News) -> None:
        """Every part tells here what happens: a request is answered, the log gets its line, the window hears of it."""
        if isinstance(news, Ended) and news.job.stem:
            self._answer(news)
        if line := logged(news):
            (self._log.warning if isinstance(news, Refused) else self._log.info)("%s", line)
        with self._putting:
            if self._ending and isinstance(news, Asked):
                news.reply.put(_closed(news))
            else:
                self.news.put(news)

    def _answer(self, ended: Ended) -> None:
        """The click is done whether or not its answer can be written at this moment."""
        try:
            self._box.answer(ended.job.stem, ended.answer)
        except OSError as error:
            self._log.warning("The answer to %s waits until it can be written: %s", ended.job.control, error)

    def _close_questions(self) -> None:
        """Nobody answers any more: questions, also those still to come, end as if their box had been closed."""
        with self._putting:
            self._ending = True
        while not self.news.empty():
            news = self.news.get()
            if isinstance(news, Asked):
                news.reply.put(_closed(news))


def _closed(asked: Asked) -> Reply:
    return Reply(asked.question.buttons[-1])
