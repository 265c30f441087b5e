"""Whether a workbook still is what a plan saw, and what to say where it is not."""

from __future__ import annotations

from decimal import Decimal

from lotbook.domain.edits import Edit
from lotbook.domain.values import Value, text_of
from lotbook.errors import MovedError, UnsafeEditError
from lotbook.tables.book import NAMES, sheet
from lotbook.tables.cells import convert
from lotbook.tables.column import Column, Sheet


def still(column: Column | None, now: Value, old: Value) -> bool:
    """Whether a cell holds what a plan saw in it: the same raw value, or one that reads the same.

    A cell that the plan saw as empty must be empty: what could not be read is never overwritten.
    """
    if old is None or old == "":
        return not text_of(now).strip()
    if type(now) is type(old) and now == old:
        return True
    if _is_number(now) and _is_number(old):
        return _decimal(now) == _decimal(old)
    if column is None:
        return False
    ((seen,), _) = convert(column, [now])
    return type(seen) is type(old) and seen == old


def _decimal(value: Value) -> Decimal:
    """A number as the sheets' columns have it: with the 15 digits a spreadsheet keeps."""
    return Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(str(value))


def _is_number(value: Value) -> bool:
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)


def specification(name: str) -> Sheet | None:
    """The specification of a sheet with a table, by its name."""
    return sheet(name) if name in NAMES else None


def moved(edit: Edit, sheet: str, cell: str, now: Value) -> MovedError:
    """What to say when a cell is no longer what the plan saw."""
    return MovedError(
        f"{sheet} {cell} ({edit.column}"
        + (f" of {edit.key}" if edit.key else "")
        + f") holds {text_of(now) or 'nothing'!r} now, not {text_of(edit.old) or 'nothing'!r}."
    )


def missing_column(sheet: str, header: str) -> UnsafeEditError:
    """What to say when a column to be written is not there."""
    return UnsafeEditError(
        f"{sheet} has no column {header!r}, which would be written.",
        next_step="Put the header back exactly as the data dictionary says, then try again.",
    )


def missing_sheet(name: str) -> UnsafeEditError:
    """What to say when a sheet to be written is not there."""
    return UnsafeEditError(
        f"The sheet {name} is missing from the workbook.",
        next_step="Undo the deletion, or copy the sheet back from a backup.",
    )
