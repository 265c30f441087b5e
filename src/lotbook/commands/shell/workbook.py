"""Opens the workbook a command works on: the open spreadsheet where a door gives one, else the closed file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from lotbook.commands.shell.session import current
from lotbook.hosts.host import Host
from lotbook.tables.book import SCHEMA_VERSION


@contextmanager
def open_workbook(
    path: str | Path, *, writing: bool = False, cloud_ok: bool = False, as_it_is: bool = False
) -> Iterator[Host]:
    """The workbook, checked to be one of ours; one of an older layout is brought to the present one before writing.

    With ``writing`` the workbook's lock is held until the block ends, so what is read is what is changed. Where the
    command came through a door from an open spreadsheet, it is that workbook, with all that is not saved yet.

    Args:
        path: the .xlsx file.
        writing: for changing it.
        cloud_ok: write although a cloud client synchronises the folder; an open workbook has no need of it.
        as_it_is: leave an older layout alone.

    Raises:
        LotbookError: any of the broken surroundings: not a workbook, open elsewhere, locked, read-only, ...
    """
    with _opened(path, writing=writing, cloud_ok=cloud_ok) as book:
        if writing and not book.journal.path.exists():
            from lotbook.commands.undoing.lost_journal import refuse_lost_journal

            refuse_lost_journal(book)
        if book.schema_version < SCHEMA_VERSION and not as_it_is:
            from lotbook.commands.shell.layout import bring_up_to_date, tell_older

            bring_up_to_date(book) if writing else tell_older(book)
        yield book


def _opened(path: str | Path, *, writing: bool, cloud_ok: bool) -> AbstractContextManager[Host]:
    live = current().live
    if live is not None:
        return live.opened(writing=writing)
    from lotbook.hosts.file.book import FileBook

    return FileBook.open(Path(path), writing=writing, cloud_ok=cloud_ok)
