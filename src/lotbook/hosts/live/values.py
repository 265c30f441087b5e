"""Cells of an open spreadsheet become the values a closed file of the same workbook would give, and the other way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from lotbook.domain.values import CellError, Value

# Every error Excel and LibreOffice show in a cell; Excel's are those of its ERROR.TYPE function.
_ERROR = re.compile(
    r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|GETTING_DATA|SPILL!|CONNECT!|BLOCKED!|UNKNOWN!|FIELD!|CALC!"
    r"|BUSY!|PYTHON!|EXTERNAL!|TIMEOUT!)\Z|Err:\d{3}\Z"
)
ERROR_STARTS = ("#", "E")
_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell's date has no time zone
_FIRST_SURE_DAY = datetime(1900, 3, 1)  # noqa: DTZ001 - before it the two counts of days differ
_LIKE_A_FORMULA = ("=", "+", "-", "@", "'", "\t", "\r")
_WHOLE = 1e15  # from here on a float no longer tells every whole number
_TEXT_FOR_SURE = re.compile(r"[^\W\d_][^\d=+\-@']*\Z")
_WORDS = frozenset({"true", "false", "wahr", "falsch", "vrai", "faux", "verdadero", "falso", "vero"})


def looks_like_error(cell: object) -> bool:
    """Whether a text may stand for an error value."""
    return type(cell) is str and cell[:1] in ERROR_STARTS and _ERROR.match(cell) is not None


def values_of(cells: Sequence[object]) -> list[Value]:
    """One column as xlwings reads it, as values."""
    return [cell if cell is None or type(cell) is str else value_of(cell) for cell in cells]


def value_of(cell: object) -> Value:
    """One cell as xlwings reads it, as a value: whole numbers whole, days without a time as days."""
    if cell is None or isinstance(cell, (str, bool, CellError)):
        return cell
    if isinstance(cell, (float, Decimal)):  # Excel gives what is formatted as currency as a Decimal
        number = float(cell)
        return int(number) if abs(number) < _WHOLE and number == int(number) else number
    if isinstance(cell, int):
        return cell
    if isinstance(cell, datetime):
        return _moment(cell.replace(tzinfo=None))
    if isinstance(cell, date):
        return cell
    return str(cell)


def _moment(cell: datetime) -> Value:
    """A day, a day and time, or a bare number where a cell shows a time of no day."""
    if cell < _FIRST_SURE_DAY:
        return _early(cell)
    rounded = cell + timedelta(microseconds=500)  # a millisecond is finer than any clock in a shop
    exact = rounded.replace(microsecond=rounded.microsecond // 1000 * 1000)
    return exact if exact.time() != datetime.min.time() else exact.date()


def _early(cell: datetime) -> Value:
    serial = (cell - _ZERO) / timedelta(days=1)
    if serial < 1:
        return int(serial) if serial == int(serial) else serial
    return _moment_of(cell + timedelta(days=1)) if serial < 60 else _moment_of(cell)


def _moment_of(cell: datetime) -> Value:
    return cell if cell.time() != datetime.min.time() else cell.date()


def cell_of(value: Value) -> object:
    """A value as xlwings writes it; an error is written as its code, which the spreadsheet understands.

    Text that begins like a formula carries the apostrophe by which Excel knows text: it is no formula for a moment.
    """
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_LIKE_A_FORMULA) else value
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, CellError):
        return value.code
    return value


def may_be_misread(text: str) -> bool:
    """Whether a spreadsheet could take this text for a number, a date, a formula or a truth value."""
    return not _TEXT_FOR_SURE.match(text) or text.casefold() in _WORDS


def same_cell(now: Value, wanted: Value) -> bool:
    """Whether a cell holds what was written into it."""
    if wanted is None or wanted == "":
        return now is None or now == ""
    if isinstance(wanted, Decimal):
        wanted = float(wanted)
    if isinstance(wanted, bool) or isinstance(now, bool):
        return now is wanted or (now in (0, 1) and now == wanted)
    if isinstance(wanted, (int, float)):
        return isinstance(now, (int, float)) and abs(now - wanted) <= 1e-12 * abs(wanted)
    return type(now) is type(wanted) and now == wanted
