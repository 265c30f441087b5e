"""What a click refuses before it looks at anything: a name it was not made for, a workbook that would steer xlwings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lotbook.commands import VERBS
from lotbook.doors.only_clicked import ONLY_CLICKED
from lotbook.errors import UnsafeFileError, UsageError

if TYPE_CHECKING:
    from xlwings import Book

# Sheets and files by which a workbook would steer how xlwings starts Python.
STEERING = frozenset({"lotbook.conf", "_lotbook.conf", "xlwings.conf", "_xlwings.conf"})


def refuse_unknown(control: str) -> None:
    """Only what is in the registry is ever carried out.

    Raises:
        UsageError: there is no such button.
    """
    if control not in VERBS and control not in ONLY_CLICKED:
        raise no_button(control)


def no_button(control: str) -> UsageError:
    """What to say of an id that is no button's."""
    return UsageError(
        f"There is no button {control[:40]!r}.",
        next_step="Update the add-in and Lotbook together: `lotbook addin install`.",
    )


def refuse_name(name: str) -> None:
    """A workbook whose name holds ``=`` is not found: xlwings cuts its name off there.

    Raises:
        UsageError: the name holds one.
    """
    if "=" in name:
        raise UsageError(
            f"The name of the workbook {name} holds the sign =, which the way from Excel to Python cannot carry.",
            next_step="Save it under a name without =, then click again.",
        )


def refuse_steering(book: Book) -> None:
    """A workbook may not name the Python that is started, nor bring code along.

    Raises:
        UnsafeFileError: it has such a sheet.
    """
    for sheet in book.sheets:
        name = str(sheet.name)
        if name.strip().casefold() in STEERING:
            raise UnsafeFileError(
                f"{book.name} has a sheet {name}, which would change how Excel starts Python.",
                next_step="If you do not know why it is there, ask who sent the workbook. Delete the sheet, then click again.",
            )
        if name.strip().casefold().endswith(".py"):
            raise UnsafeFileError(
                f"{book.name} has a sheet {name}, which xlwings would take for code.",
                next_step="Rename the sheet so that it does not end in .py, then click again.",
            )
