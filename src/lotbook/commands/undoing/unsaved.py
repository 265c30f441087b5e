"""Changes that the journal tells of and the workbook does not have: it was closed in the spreadsheet without saving."""

from __future__ import annotations

from collections.abc import Sequence

from lotbook.hosts.entries import Entry, State
from lotbook.hosts.settling import state_of
from lotbook.tables.source import Source


def left_out(source: Source, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The latest changes made in an open workbook whose cells hold again what they held before, newest first.

    Only the end of the journal is looked at: what is older was saved, or something newer could not stand.

    Args:
        source: the workbook.
        entries: the journal, oldest first.
    """
    undone: set[object] = set()
    lost: list[Entry] = []
    for entry in reversed(entries):
        if not entry.state.stands or entry.number in undone:
            continue
        if entry.command == "undo":
            if _is_gone(source, entry):
                lost.append(entry)  # what it took back stands in the workbook again
            else:
                undone.add(entry.details.get("undoes"))
            continue
        if not (entry.edits or entry.appends):
            continue  # a report tells nothing; it is rebuilt by its own command
        if not _is_gone(source, entry):
            break
        lost.append(entry)
    return tuple(lost)


def _is_gone(source: Source, entry: Entry) -> bool:
    return entry.is_live and state_of(source, entry) is State.ABANDONED


def told(entry: Entry) -> str:
    """The sentence for people."""
    return (
        f"Entry {entry.number}, {entry.command}, is not in the workbook any more: it was made in the open spreadsheet "
        f"and not saved. It was: {entry.summary}"
    )
