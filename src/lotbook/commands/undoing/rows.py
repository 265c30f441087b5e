"""Undo in a sheet that was sorted: each cell is put back in the row where what it was written for stands now."""

from __future__ import annotations

from collections.abc import Sequence

from lotbook.domain.edits import Edit
from lotbook.domain.values import text_of
from lotbook.errors import UndoError
from lotbook.hosts.rows_now import RowsNow
from lotbook.tables.source import Source


def where_rows_stand(source: Source, command: str, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The same edits, each in the row that it was made for.

    Args:
        source: the workbook as it is now.
        command: the verb that is taken back, for the message.
        edits: what would be put back, by the row numbers of then.

    Raises:
        UndoError: a row is not found again for sure.
    """
    stands = RowsNow(source)
    found = []
    for edit in edits:
        row = stands.row(edit.sheet, edit.row, edit.key)
        if row is None:
            raise UndoError(
                f"{command} cannot be taken back, because the rows of {edit.sheet} stand elsewhere now.",
                cause=f"Row {edit.row} is not {edit.key} any more, and {edit.key} is not found in one row alone.",
                next_step=f"Put {edit.column} back by hand: it held {text_of(edit.new).strip() or 'nothing'}.",
            )
        found.append(edit._replace(row=row))
    return tuple(found)
