"""While a click works on the open workbook: words in the status bar, and words for a workbook that is closed meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from lotbook.errors import LotbookError, SpreadsheetError

if TYPE_CHECKING:
    from xlwings import Book

Progress = Callable[[str], None]


@contextmanager
def status_bar(book: Book, progress: Progress | None) -> Iterator[Progress]:
    """Words for the status bar, which is the spreadsheet's own again afterwards."""
    if progress is not None:
        yield progress
        return

    def tell(text: str) -> None:
        with suppress(Exception):  # the status bar is a courtesy
            book.app.status_bar = f"Lotbook: {text}"

    try:
        yield tell
    finally:
        with suppress(Exception):
            book.app.status_bar = False


@contextmanager
def gone_in_words(book: Book) -> Iterator[None]:
    """Whatever fails because the workbook was closed in the middle of a click says so.

    Raises:
        SpreadsheetError: the workbook is not open any more.
    """
    try:
        yield
    except Exception as error:
        if isinstance(error, LotbookError) or _is_open(book):
            raise
        raise SpreadsheetError(
            "The workbook was closed while Lotbook worked on it.",
            cause="What was not saved is gone; the journal settles what became of the click when it is next asked.",
            next_step="Open the workbook again, look at it, then click again.",
        ) from error


def _is_open(book: Book) -> bool:
    try:
        return len(book.sheets) > 0
    except Exception:  # noqa: BLE001 - every spreadsheet has its own error for a workbook that is gone
        return False
