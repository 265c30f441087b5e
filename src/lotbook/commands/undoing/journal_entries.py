"""What the journal tells of a workbook, for those who look into it beside the rows."""

from __future__ import annotations

from collections.abc import Sequence

from lotbook.errors import JournalError
from lotbook.hosts.entries import Entry
from lotbook.hosts.journal import Journal


def entries_of(journal: Journal) -> Sequence[Entry]:
    """Every entry, oldest first; none where the journal cannot be read, and `lotbook log --verify` says what is wrong."""
    try:
        return journal.entries()
    except (JournalError, OSError):
        return ()
