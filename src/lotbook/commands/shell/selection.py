"""What is selected in an open spreadsheet, and what a click on a command's button makes of it.

A command turns a selection into the same words that the command line takes, into a question, or into a plain refusal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from lotbook.domain.values import Value, text_of


class SelectedRow(NamedTuple):
    """One selected row of a table that can be seen: its sheet row number and its cells by our header."""

    number: int
    cells: Mapping[str, Value]

    def text(self, column: str) -> str:
        """The cell of a column as text; empty where there is none."""
        return text_of(self.cells.get(column)).strip()


class Selection(NamedTuple):
    """Where the person stands and what is marked.

    Attributes:
        sheet: the sheet's name; our own name for it where it is one of ours.
        rows: the rows of the sheet's table that are marked, filled and not hidden by a filter, from the top.
        column: our header of the active cell's column; empty outside of a table.
        value: what the active cell holds.
        marked: several cells or rows are marked; false where only the cursor stands somewhere.
    """

    sheet: str
    rows: tuple[SelectedRow, ...] = ()
    column: str = ""
    value: Value = None
    marked: bool = False

    @property
    def text(self) -> str:
        """What the active cell holds, as text."""
        return text_of(self.value).strip()

    def cursor_row(self) -> SelectedRow | None:
        """The selected row that is alone; None where several are marked, or none."""
        return self.rows[0] if len(self.rows) == 1 else None

    def texts(self, column: str) -> tuple[str, ...]:
        """The different texts of a column in the selected rows, in their order; empty cells are left out."""
        found = (row.text(column) for row in self.rows)
        return tuple(dict.fromkeys(text for text in found if text))


class Run(NamedTuple):
    """The command is carried out, once for each set of words.

    Attributes:
        turns: the words after the workbook, as on the command line, of each turn.
        confirm: where given, what the command would do is shown first with this question.
        instead: other words to try, one set after the other, when the workbook knows nothing of the first ones' name.
    """

    turns: tuple[tuple[str, ...], ...]
    confirm: str = ""
    instead: tuple[tuple[str, ...], ...] = ()


class Ask(NamedTuple):
    """Something must be asked first; ``then`` takes the answer. A person who cancels ends the click.

    Attributes:
        title: of the box.
        text: the question.
        default: the answer that stands there already.
        then: what follows from the answer.
    """

    title: str
    text: str
    default: str
    then: Callable[[str], Clicked]


class Refusal(NamedTuple):
    """The click cannot mean anything here; the text says what to select instead."""

    text: str


Clicked = Run | Ask | Refusal


def run(*words: str) -> Run:
    """One turn with these words."""
    return Run((words,))
