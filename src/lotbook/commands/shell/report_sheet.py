"""Answers from a workbook and rebuilds its report sheet where that is possible; the answer never waits for the sheet."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from contextlib import ExitStack
from typing import TypeVar

from lotbook.commands.shell.who import who
from lotbook.commands.shell.workbook import open_workbook
from lotbook.domain.edits import Plan
from lotbook.errors import LotbookError
from lotbook.hosts.host import Host

AnswerT = TypeVar("AnswerT")


def answer_and_write(
    options: Namespace, answer: Callable[[Host], AnswerT], plan: Callable[[AnswerT], Plan]
) -> tuple[AnswerT, str]:
    """The answer, and why its sheet was not written: in words, or empty when it was.

    Args:
        options: with ``workbook``, ``dry_run``, ``no_write``, ``cloud_ok`` and ``who``.
        answer: reads the workbook.
        plan: the sheet of an answer.

    Raises:
        LotbookError: the workbook cannot even be read, or ``answer`` refuses.
    """
    hindered = "as you asked" if options.dry_run or options.no_write else ""
    with ExitStack() as stack:
        book = None
        if not hindered:
            try:
                book = stack.enter_context(
                    open_workbook(options.workbook, writing=True, cloud_ok=options.cloud_ok)
                )
            except LotbookError as error:  # open elsewhere, locked, signed ...: it may still be read
                hindered = _reason(error)
        book = book or stack.enter_context(open_workbook(options.workbook))
        found = answer(book)
        if not hindered:
            try:
                book.write(plan(found), who=who(options))
            except LotbookError as error:
                hindered = _reason(error)
    return found, hindered


def _reason(error: LotbookError) -> str:
    return " ".join(part for part in (error.problem, error.cause, error.next_step) if part)
