"""Reads the cells of an old register by what their column holds: dates, amounts, identifiers, yes and no, words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple, Protocol

from lotbook.domain.findings import Finding, Kind, Place, Severity
from lotbook.domain.identifiers import key
from lotbook.domain.values import CellError, Value, number_text, text_of
from lotbook.tables import column as columns
from lotbook.tables.cells import NO_VALUE
from lotbook.tables.column import IDENTIFIER_KINDS, Column
from lotbook.tables.foreign import kinds
from lotbook.tables.foreign.values import (
    Mark,
    Order,
    date_order,
    decimal_mark,
    excel_day,
    order_proof,
    read_date,
    read_number,
    spoiled,
)
from lotbook.tables.foreign.words import NO, YES, listed_word, not_in_list

Trouble = tuple[Kind, str]


class Foreign(NamedTuple):
    """One cell: its row number there, its value, and how it is shown where that is more than its value."""

    row: int
    value: Value
    shown: str = ""


class Read(NamedTuple):
    """The cells of one column as values of ours, what was noticed, and how they were read where that had to be found out."""

    values: list[Value]
    findings: list[Finding]
    how: str = ""


class Answers(Protocol):
    """What the user answered beforehand."""

    @property
    def order(self) -> Order | None:
        """In which order dates are written."""

    @property
    def mark(self) -> Mark | None:
        """Which mark separates decimals."""

    @property
    def leave_empty(self) -> bool:
        """Whether cells that cannot be read stay empty."""


def read_column(column: Column, cells: Sequence[Foreign], file: str, header: str, answers: Answers) -> Read:
    """The cells of a column that is one of ours.

    Args:
        column: what it holds.
        cells: the cells of the register.
        file: the register's name, for findings.
        header: the column's header there.
        answers: what the user answered beforehand.
    """
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    order, mark = answers.order or Order.UNKNOWN, answers.mark or Mark.UNKNOWN
    at = Place(file, 1, "", header)
    if column.kind is columns.Kind.DAY and answers.order is None:
        order = date_order(texts)
        if order in {Order.UNKNOWN, Order.CONTRADICTORY}:
            asked = f"{header}: {_sample(texts)} can be read day first or month first."
            return Read([None] * len(cells), [kinds.WHICH_DATE.at(at, asked)])
    if column.kind is columns.Kind.NUMBER and answers.mark is None:
        mark = decimal_mark(texts)
        if mark in {Mark.UNKNOWN, Mark.CONTRADICTORY}:
            asked = f"{header}: {_sample(texts)} can be a thousand or a fraction."
            return Read([None] * len(cells), [kinds.WHICH_MARK.at(at, asked)])
    proof = order_proof(texts) if column.kind is columns.Kind.DAY and answers.order is None else ""
    first = "month" if order is Order.MONTH_FIRST else "day"
    read = Read([], [], f"dates read {first} first, as {proof} shows" if proof else "")
    for cell in cells:
        value, trouble = _cell(column, cell, order, mark)
        _take(read, cell, value, trouble, at, leave_empty=answers.leave_empty)
    if column.kind is columns.Kind.CHOICE:
        read.findings.extend(not_in_list(column, read.values, at))
    return read


def own_column(cells: Sequence[Foreign], file: str, header: str, answers: Answers) -> Read:
    """The cells of a column that is none of ours: as they are."""
    read = Read([], [])
    for cell in cells:
        value, trouble = cell.value, None
        if isinstance(value, CellError):
            value, trouble = _error(value)
        elif cell.shown and not spoiled(cell.shown):
            value, trouble = _as_shown(cell)
        elif isinstance(value, str) and not value.strip():
            value = None
        _take(read, cell, value, trouble, Place(file, 1, "", header), leave_empty=answers.leave_empty)
    return read


def _take(
    read: Read, cell: Foreign, value: Value, trouble: Trouble | None, at: Place, *, leave_empty: bool
) -> None:
    read.values.append(value)
    if trouble:
        kind, message = trouble
        if leave_empty and kind.severity is Severity.STOP:
            kind = kind._replace(severity=Severity.WARN)
        place = at._replace(row=cell.row)
        read.findings.append(kind.at(place, f"Row {cell.row}, {at.column}: {message}."))


def _sample(texts: Sequence[str]) -> str:
    return next((repr(text) for text in texts if any(mark in text for mark in ".,/-")), "")


def _cell(column: Column, cell: Foreign, order: Order, mark: Mark) -> tuple[Value, Trouble | None]:
    value = cell.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return None, None
    if isinstance(value, CellError):
        return _error(value)
    if column.kind is columns.Kind.DAY:
        return _known(_day(value, order), value, "date")
    if column.kind is columns.Kind.NUMBER:
        number = read_number(value, mark) if isinstance(value, str) else plain_number(value)
        return _known(number, value, "number")
    if column.kind is columns.Kind.YESNO:
        return _yes_or_no(value)
    if column.kind in IDENTIFIER_KINDS:
        return _identifier(cell)
    if cell.shown and not spoiled(cell.shown):
        return _as_shown(cell)
    shown = text_of(value).strip()
    return (listed_word(column, shown) if column.kind is columns.Kind.CHOICE else shown), None


def _error(value: CellError) -> tuple[Value, Trouble]:
    if value == NO_VALUE:
        return None, (kinds.UNREADABLE, "a formula without a value; save the file in Excel first")
    return None, (kinds.UNREADABLE, f"the cell shows {value.code}")


def _known(value: Value, cell: Value, what: str) -> tuple[Value, Trouble | None]:
    if value is None:
        return None, (kinds.UNREADABLE, f"{text_of(cell)!r} is no {what}")
    return value, None


def _day(cell: Value, order: Order) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return read_date(cell, order) if isinstance(cell, str) else excel_day(plain_number(cell) or Decimal(0))


def plain_number(cell: Value) -> Decimal | None:
    """A number with the 15 digits a spreadsheet keeps; None for anything else."""
    if isinstance(cell, bool) or not isinstance(cell, (int, float, Decimal)):
        return None
    return Decimal(f"{cell:.15g}") if isinstance(cell, float) else Decimal(cell)


def _yes_or_no(cell: Value) -> tuple[Value, Trouble | None]:
    if isinstance(cell, bool):
        return ("Yes" if cell else "No"), None
    word = key(text_of(cell))
    if word in YES or word in NO:
        return ("Yes" if word in YES else "No"), None
    return None, (kinds.UNREADABLE, f"{text_of(cell)!r} is neither yes nor no")


def _identifier(cell: Foreign) -> tuple[Value, Trouble | None]:
    """An identifier as text; what Excel has turned into a date cannot be known any more, a whole number can lack zeros."""
    seen = cell.value if isinstance(cell.value, str) else cell.shown
    if spoiled(seen):
        return None, (kinds.LOST_IDENTIFIER, f"an identifier that Excel turned into {seen.strip()}")
    if isinstance(cell.value, str):
        return cell.value.strip(), None
    if cell.shown:
        return _as_shown(cell)
    shown = text_of(cell.value)
    number = plain_number(cell.value)
    if number is None:
        return None, (kinds.LOST_IDENTIFIER, f"an identifier that Excel turned into {shown}")
    if number != number.to_integral_value() or abs(number) >= Decimal(10) ** 15:
        return None, (kinds.LOST_IDENTIFIER, f"an identifier that Excel turned into the number {shown}")
    return number_text(number), (
        kinds.WAS_A_NUMBER,
        f"{shown} was a number there and is text now; zeros in front may be missing",
    )


def _as_shown(cell: Foreign) -> tuple[Value, Trouble]:
    told = f"the number {text_of(cell.value)} was shown as {cell.shown} there and is this text now"
    return cell.shown, (kinds.WAS_A_NUMBER, told)
