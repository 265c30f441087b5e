"""The helper's own log: what was clicked, what became of it, what was refused, in a file that does not grow for ever."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from lotbook.doors.helper.news import Asked, Began, Called, Ended, Looked, News, Progressed, Refused

NAME = "attach.log"
_BYTES = 512 * 1024
_LONGEST = 200  # letters of an answer
_KEPT = 3  # files of that size


class _File(RotatingFileHandler):
    """A file that cannot be written, as on a full disk, does not write its trouble over the person's window."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Nothing: the line is lost, the click is not."""


def open_log(folder: Path) -> logging.Logger:
    """The log in a folder; where it cannot be written, what happens is not written down and nothing else changes."""
    log = logging.getLogger("lotbook.attach")
    log.setLevel(logging.INFO)
    log.propagate = False
    close_log(log)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = _File(folder / NAME, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=False)
    except OSError:
        log.addHandler(logging.NullHandler())
        return log
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(file)
    return log


def close_log(log: logging.Logger) -> None:
    """Lets go of the file, so that it can be removed."""
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()


def logged(news: News) -> str:
    """One piece of news as a line of the log: without what was answered, which may name a lot or a customer."""
    if isinstance(news, Ended):
        return f"{news.job.control} on {news.job.book.name}: {news.answer.state} in {news.seconds:.2f} s."
    return line_of(news)


def line_of(news: News) -> str:
    """One piece of news as a line of the console; empty for what is not worth one."""
    match news:
        case Looked(program, (), trouble):
            return trouble or f"{program}: no Lotbook workbook is open."
        case Looked(program, books, _):
            return f"{program}: {', '.join(book.name for book in books)}"
        case Began(job):
            return f"{job.control} on {job.book.name}"
        case Ended(job, answer, seconds):
            return f"{job.control} on {job.book.name}: {answer.state} in {seconds:.2f} s. {_short(answer.message)}"
        case Refused(message):
            return message
        case Progressed() | Asked() | Called():
            return ""


def _short(text: str) -> str:
    """A text as one line that is not longer than a few."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}..."
