"""Looks for a text in what the journal keeps: what was issued, mailed, stated, decided, and by whom."""

from __future__ import annotations

import json
from typing import NamedTuple

from lotbook.domain.identifiers import key
from lotbook.hosts.host import Host


class ToldHit(NamedTuple):
    """A journal entry that speaks of what was looked for: its number, moment in UTC, person, command and sentence."""

    entry: int
    at: str
    who: str
    command: str
    summary: str


def find_told(book: Host, text: str) -> tuple[ToldHit, ...]:
    """The journal's entries whose sentence or details hold a text, the newest first; cells they changed do not count.

    Raises:
        JournalError: the journal cannot be read.
    """
    wanted = key(text)
    if not wanted or not book.journal.path.exists():
        return ()
    return tuple(
        ToldHit(entry.number, f"{entry.at:%Y-%m-%d %H:%M}", entry.who, entry.command, entry.summary)
        for entry in reversed(book.journal.entries())
        if wanted in key(f"{entry.summary} {json.dumps(entry.details, ensure_ascii=False, default=str)}")
    )
