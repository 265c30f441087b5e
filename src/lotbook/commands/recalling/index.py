"""A recall asked again: from the index of a workbook that did not change, without opening the workbook."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from lotbook.commands.identifiers.known import JournalIdentifiers
from lotbook.commands.recalling.sheet import Answered
from lotbook.commands.shell.cells import cells_of
from lotbook.commands.shell.session import current
from lotbook.domain.filters import Filters
from lotbook.hosts.beside import data_folder_of

if TYPE_CHECKING:
    from lotbook.hosts.journal import Journal

_LARGE = 1 << 20  # bytes; a workbook worth an index has more, and the others need not even look further


class _Unopened:
    """A workbook of which nothing is read but its journal."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def journal(self) -> Journal:
        from lotbook.hosts.journal import Journal

        return Journal(data_folder_of(self.path))


def answered_again(options: Namespace, filters: Filters, started: float) -> Answered | None:
    """The answer from the index; None where the workbook itself must be read.

    That is where the sheet Recall is to be written, where a door gives an open workbook, where there is no index of the
    workbook as it is now, and where only the whole workbook can tell.
    """
    path = Path(options.workbook)
    asked_only = options.dry_run or options.no_write
    if not asked_only or current().live is not None or not has_index(path):
        return None
    from lotbook.hosts.index.keep import recall_from_index

    told = recall_from_index(path, filters, known=JournalIdentifiers(_Unopened(path)))
    if told is None:
        return None
    found, records = told
    cells = cells_of(records, found.gaps) if found.gaps else {}
    return Answered(found, datetime.now(UTC), perf_counter() - started, cells)


def has_index(path: Path) -> bool:
    """Whether a workbook has an index, be it of the workbook as it is now or not."""
    return (data_folder_of(path) / "recall.index").is_file()


def keep_index(options: Namespace) -> None:
    """Has an index built where a workbook is so large that the next recall gains by it; nobody waits for that."""
    path = Path(options.workbook)
    if options.dry_run or current().live is not None or not data_folder_of(path).is_dir():
        return
    if path.stat().st_size < _LARGE:
        return
    from lotbook.hosts.index.keep import build_soon

    build_soon(path)
