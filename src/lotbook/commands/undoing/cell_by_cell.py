"""Undo in a workbook that was saved since: what must not be taken back, and what was, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

from lotbook.commands.identifiers.still_named import still_named
from lotbook.domain.edits import Edit
from lotbook.domain.values import Value, text_of
from lotbook.errors import UndoError
from lotbook.hosts.entries import Entry
from lotbook.hosts.host import Host


def refuse_named(book: Host, entry: Entry) -> None:
    """Stops when a number that the command gave out is named elsewhere meanwhile.

    Raises:
        UndoError: it is; without its number the row could not be found from there any more.
    """
    issued = {each.identifier for each in entry.issued}
    given = [str(edit.new) for edit in entry.edits if edit.new in issued]
    named = list(still_named(book, given))
    if named:
        first = named[0]
        more = f" and in {len(named) - 1} other cells" if len(named) > 1 else ""
        raise UndoError(
            f"{entry.command} cannot be taken back, because {first.key} is used meanwhile: "
            f"{first.sheet} row {first.row}, {first.column}{more}.",
            cause="Without its number the row could not be found from there any more.",
            next_step="Leave the number, or empty the cells that name it first.",
        )


def told_by_cell(entry: Entry, edits: Sequence[Edit]) -> list[str]:
    """A line for each cell that was put back, and one for each row that was taken out of a register."""
    added = {(append.sheet, append.key) for append in entry.appends}
    lines = (
        f"    {e.sheet} row {e.row}: {e.key} taken out"
        if (e.sheet, e.key) in added
        else f"    {e.sheet} row {e.row}, {e.column}: {_shown(e.old)} -> {_shown(e.new)}"
        for e in edits
    )
    return list(dict.fromkeys(lines))


def _shown(value: Value) -> str:
    return text_of(value).strip() or "(empty)"
