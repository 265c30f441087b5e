"""What a ribbon button runs through xlwings' RunPython: ``import lotbook.doors.ribbon as r; r.click('recall')``.

The workbook comes with xlwings' own arguments (``--wb= --from_xl=1 --app= --hwnd=``), which ``Book.caller`` reads. On
Linux there is no Excel: the environment variable ``LOTBOOK_CALC_PIPE`` names the LibreOffice that was clicked in.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from lotbook.commands.shell.command import Outcome
from lotbook.doors import click as core
from lotbook.doors.ahead import bring_in_beside
from lotbook.doors.prompts import InSpreadsheet
from lotbook.doors.refusals import refuse_name
from lotbook.errors import SpreadsheetError

if TYPE_CHECKING:
    from xlwings import Book

_PIPE = "LOTBOOK_CALC_PIPE"


def click(control: str) -> Outcome:
    """Carries one button out on the workbook that called."""
    book = calling_book()
    bring_in_beside(control)
    return core.click(control, book, InSpreadsheet(book.app))


def calling_book() -> Book:
    """The workbook whose window was clicked in.

    Raises:
        UsageError: its name holds a sign that xlwings cannot carry.
        SpreadsheetError: nobody called.
    """
    from lotbook.hosts.live.lean import xlwings

    refuse_name(_told("--wb"))
    xw = xlwings()
    if os.environ.get(_PIPE):
        from lotbook.hosts.calc.engine import attach

        attach(os.environ[_PIPE])
    elif not _told("--wb") and not hasattr(xw.Book, "_mock_caller"):
        raise SpreadsheetError(
            "This is started by a button in the spreadsheet, not by hand.",
            next_step="Click the button in Excel, or use the command line: `lotbook --help`.",
        )
    book: Book = xw.Book.caller()
    return book


def _told(option: str) -> str:
    """The value of one of xlwings' arguments, whole."""
    start = f"{option}="
    return next((word[len(start) :].strip() for word in sys.argv if word.startswith(start)), "")
