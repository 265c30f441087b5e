"""What the helper's parts tell each other: a job to do, and the news of it that the window and the log show."""

from __future__ import annotations

from collections.abc import Callable
from queue import SimpleQueue
from typing import NamedTuple

from lotbook.doors.helper.mailbox import Answer


class Question(NamedTuple):
    """What a box says and how it is answered.

    Attributes:
        title: of the box.
        text: what is asked.
        default: what stands in the line to type in; None for a box without one.
        buttons: what can be answered, the one that the Return key presses first; the last is for closing the box.
    """

    title: str
    text: str
    default: str | None = None
    buttons: tuple[str, ...] = ("OK",)


class Reply(NamedTuple):
    """The button that was pressed, and the text that was typed."""

    button: str
    text: str = ""


class OpenBook(NamedTuple):
    """An open Lotbook workbook: its name as its window shows it, and the window (0 where the system has none)."""

    name: str
    hwnd: int


class Job(NamedTuple):
    """One click to carry out.

    Attributes:
        control: the button's id, one of the registry.
        book: the workbook it was clicked for.
        stem: the request it came with; empty for a click in the helper's own window.
        typed: the answer to the click's first question where it was given beforehand, as a code that was scanned.
    """

    control: str
    book: OpenBook
    stem: str = ""
    typed: str | None = None


class Looked(NamedTuple):
    """Which Lotbook workbooks are open; ``trouble`` says why the spreadsheet does not answer."""

    program: str
    books: tuple[OpenBook, ...]
    trouble: str = ""


class Began(NamedTuple):
    """A click is being worked on."""

    job: Job


class Progressed(NamedTuple):
    """How far it is, in words."""

    text: str


class Asked(NamedTuple):
    """Something must be asked in the helper's own window; the answer goes to ``reply``."""

    question: Question
    reply: SimpleQueue[Reply]


class Ended(NamedTuple):
    """What became of a click, and how long it took in seconds."""

    job: Job
    answer: Answer
    seconds: float


class Refused(NamedTuple):
    """A request that was not carried out, and why."""

    message: str


class Called(NamedTuple):
    """The helper was started a second time: its window is to come to the front."""


News = Looked | Began | Progressed | Asked | Ended | Refused | Called
Tell = Callable[[News], None]
