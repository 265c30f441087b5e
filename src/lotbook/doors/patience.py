"""Waits a moment for a spreadsheet that is busy, and says so when it stays busy; a click never hangs.

Excel answers nothing while a cell is being typed in or a question is on the screen, and xlwings asks again for ever.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from lotbook.errors import SpreadsheetError

if TYPE_CHECKING:
    from xlwings import Book

SECONDS = 3.0  # to end what one is typing
_PAUSE = 0.1
_ONCE, _WHILE_WRITING = 1, 5_000  # how often xlwings asks a busy Excel; the latter takes some ten seconds
_EXCEL = "xlwings._xlwindows"  # xlwings' own number of attempts stands there; 0 means for ever


def wait_until_ready(book: Book, seconds: float = SECONDS) -> None:
    """Returns when the spreadsheet takes changes.

    Raises:
        SpreadsheetError: a cell is being typed in, or a question is on the screen, all the time.
    """
    ends = time.monotonic() + seconds
    with attempts(_ONCE):
        while not _is_ready(book):
            if time.monotonic() >= ends:
                raise SpreadsheetError(
                    "The spreadsheet is busy: a cell is being typed in, or a question is on the screen.",
                    next_step="Press Enter or Esc in the spreadsheet, then click again.",
                )
            time.sleep(_PAUSE)


def _is_ready(book: Book) -> bool:
    try:
        allow = getattr(
            book.impl, "allow_change", None
        )  # Calc would let a program write underneath the person
        if allow is not None:
            allow()
        elif sys.platform == "win32" and not book.app.api.Ready:
            return False
        _ = book.name, book.app.calculation
    except Exception:  # noqa: BLE001 - every spreadsheet refuses with an error of its own
        return False
    return True


@contextmanager
def attempts(number: int = _WHILE_WRITING) -> Iterator[None]:
    """Inside, xlwings gives a busy Excel up after so many attempts."""
    excel: Any = sys.modules.get(_EXCEL)
    if excel is None:
        yield
        return
    before = excel.N_COM_ATTEMPTS
    excel.N_COM_ATTEMPTS = number
    try:
        yield
    finally:
        excel.N_COM_ATTEMPTS = before
