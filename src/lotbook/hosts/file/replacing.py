"""Puts a new file in the place of the workbook: told to the journal first, kept as a snapshot, then in one step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lotbook.domain.edits import Plan
from lotbook.hosts.file.fingerprint import fingerprint
from lotbook.hosts.file.save import NewFile

if TYPE_CHECKING:
    from lotbook.hosts.file.book import FileBook


def replace(book: FileBook, new: NewFile, plan: Plan, *, who: str, rows: Sequence[int] = ()) -> int:
    """Replaces the workbook, or leaves it as it is, and returns the number of the journal entry that tells so.

    A failure before the file is replaced is told in the journal, too; behind that point the change is a fact, whatever
    interrupts it.

    Args:
        book: the workbook, opened for writing.
        new: what takes its place; discarded when it does not.
        plan: what the journal tells.
        who: the person's name.
        rows: the sheet rows of appended rows.

    Raises:
        MovedError: the workbook was saved by another program meanwhile.
    """
    from lotbook.hosts.snapshots import Snapshots

    snapshots = Snapshots(book.data_folder)
    entry = 0
    try:
        after = fingerprint(new.contents)
        entry = book.journal.begin(plan, who=who, before=book.fingerprint, after=after, rows=tuple(rows))
        snapshots.keep(book.path, entry)
        new.replace(book.stamp)
    except BaseException:
        if new.replaced:  # interrupted behind the point of no return
            book.journal.commit(entry)
            raise
        new.discard()
        if entry:
            book.journal.abandon(entry)
            snapshots.discard(entry)
        raise
    book.journal.commit(entry)
    return entry
