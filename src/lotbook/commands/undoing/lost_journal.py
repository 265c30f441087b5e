"""Stops where a workbook was renamed and its journal was left behind: numbers handed out would be handed out again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lotbook.commands.identifiers.cells import IdCells
from lotbook.commands.identifiers.numbering import NUMBERED
from lotbook.domain.identifiers import key
from lotbook.errors import JournalError
from lotbook.hosts.host import Host
from lotbook.hosts.journal import Journal
from lotbook.tables.book import CHECK_RESULTS, RECALL_REPORT
from lotbook.tables.records import Records

_WORKBOOKS = (".xlsx", ".xlsm")


def refuse_lost_journal(book: Host) -> None:
    """For a workbook that has no journal yet.

    Raises:
        JournalError: a journal beside the workbook, of a file that is not there, handed out numbers of this workbook.
    """
    here: set[str] | None = None
    for folder in _left_behind(book.path):
        issued = {key(each.identifier) for entry in Journal(folder).entries() for each in entry.issued}
        if issued and here is None:
            here = {key(name) for name in _names(book)}
        if here and issued & here:
            raise JournalError(
                f"{book.path.name} has no journal, but numbers that stand in it were handed out by the journal "
                f"in {folder.name}, whose workbook is not there.",
                cause="If the workbook was renamed, the journal must go with it, or numbers would be given twice.",
                next_step=f"Rename the folder {folder.name} to {book.data_folder.name}, then try again.",
            )


def was_worked_on(book: Host) -> bool:
    """Whether Lotbook wrote a report or a certificate into the workbook, so there was a journal of it once."""
    reports = (CHECK_RESULTS, RECALL_REPORT)
    views = [book.view(report.name, report.table, ()) for report in reports]
    return any(view and len(view.rows) > 1 for view in views) or bool(Records(book).certificates)


def _left_behind(path: Path) -> Iterator[Path]:
    """Data folders beside a workbook that have a journal and whose own workbook is gone."""
    for folder in sorted(path.absolute().parent.glob("*.lotbook")):
        own = (folder.with_name(folder.stem + suffix) for suffix in _WORKBOOKS)
        if (folder / "journal.jsonl").exists() and not any(each.exists() for each in own):
            yield folder


def _names(book: Host) -> Iterator[str]:
    for each in NUMBERED:
        cells = IdCells(book, each.sheet)
        for field in each.fields:
            yield from cells.names(field)
