"""Carries one click of the helper out: through the same door core as the ribbon's own."""

from __future__ import annotations

from queue import SimpleQueue
from typing import TYPE_CHECKING

from lotbook.doors.helper.mailbox import DONE, FAILED, Answer
from lotbook.doors.helper.news import Asked, Job, Progressed, Question, Reply, Tell
from lotbook.errors import EXIT_FINDINGS, EXIT_FINE

if TYPE_CHECKING:
    from xlwings import Book

    from lotbook.commands.shell.command import Outcome
    from lotbook.hosts.live.memory import Memory

_GO_ON, _CANCEL = "OK", "Cancel"
_LONG = 250  # letters
_SAID = 3  # lines of an answer that are its head


class InWindow:
    """Boxes of the helper's own window, for clicks that were made there.

    Args:
        tell: takes the question to the window's thread.
        typed: answers the first question that has a line to type in; then nothing is told in a box, so that the next
            code can be scanned.

    Attributes:
        told: what was told and stands in the window's last lines.
    """

    def __init__(self, tell: Tell, typed: str | None = None) -> None:
        self._tell = tell
        self._typed, self._has_boxes = typed, typed is None
        self.told: list[str] = []

    def tell(self, title: str, text: str) -> None:
        """The last lines of the window; a long text has a box."""
        if len(text) < _LONG or not self._has_boxes:
            self.told.append(text)
        else:
            self._reply(Question(title, text))

    def confirm(self, title: str, text: str) -> bool:
        """A box with OK and Cancel."""
        return self._reply(Question(title, text, buttons=(_GO_ON, _CANCEL))).button == _GO_ON

    def ask(self, title: str, text: str, default: str) -> str | None:
        """A box with one line to type in, unless its answer was given beforehand."""
        if self._typed is not None:
            typed, self._typed = self._typed, None
            return typed
        reply = self._reply(Question(title, text, default, (_GO_ON, _CANCEL)))
        return reply.text if reply.button == _GO_ON else None

    def _reply(self, question: Question) -> Reply:
        reply: SimpleQueue[Reply] = SimpleQueue()
        self._tell(Asked(question, reply))
        return reply.get()


class Clicks:
    """Carries clicks out, and keeps between them what the workbook held, so that the next one only has to compare."""

    def __init__(self) -> None:
        self._memory: Memory | None = None

    def carry_out(self, book: Book, job: Job, tell: Tell) -> Answer:
        """Does what a button does and says what came of it.

        A click in the spreadsheet is asked and told there, one in the helper's window in that window.
        """
        from lotbook.doors.click import click
        from lotbook.doors.prompts import InSpreadsheet

        if job.stem:
            outcome = click(job.control, book, InSpreadsheet(book.app), memory=self._kept())
            return Answer(_state(outcome), _head(outcome))
        prompts = InWindow(tell, job.typed)
        outcome = click(job.control, book, prompts, lambda text: tell(Progressed(text)), memory=self._kept())
        is_in_doubt = job.typed is not None and outcome.exit_code != EXIT_FINE
        state = FAILED if is_in_doubt else _state(outcome)
        return Answer(state, "\n".join(prompts.told) or _head(outcome))

    def get_ready(self, book: Book | None) -> None:
        """Reads an open workbook while nothing is clicked, so that its first click is as quick as those after it.

        Args:
            book: the workbook; None when none is open any more, and what was kept is let go.
        """
        self._memory = None
        if book is not None:
            from lotbook.hosts.live.book import LiveBook
            from lotbook.hosts.live.readiness import get_ready

            get_ready(LiveBook(book, memory=self._kept()))

    def _kept(self) -> Memory:
        from lotbook.hosts.live.memory import Memory

        if self._memory is None:
            self._memory = Memory()
        return self._memory


def _head(outcome: Outcome) -> str:
    """What came of it in a few words: its summary, else the end of a list of findings, else its first lines."""
    if summary := outcome.json.get("summary"):
        return str(summary)
    if outcome.json.get("findings"):
        return outcome.lines[-1]
    return "\n".join(outcome.lines[:_SAID])


def _state(outcome: Outcome) -> str:
    return DONE if outcome.exit_code <= EXIT_FINDINGS else FAILED
