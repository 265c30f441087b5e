"""What a cell can hold, told apart the way the shop would: text, number, date, yes or no, an error, nothing."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple


class CellError(NamedTuple):
    """An error value in a cell, such as ``#N/A``; never an empty cell."""

    code: str

    def __str__(self) -> str:
        return self.code


Value = str | int | float | Decimal | bool | date | datetime | CellError | None


def text_of(value: Value) -> str:
    """A cell's value as a person reads it: dates as 2024-05-03, whole numbers without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (float, Decimal)):
        return number_text(value)
    return str(value)


def number_text(value: float | Decimal) -> str:
    """A number in plain digits, never in powers of ten: 0.5, 10, 1250000."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not exact.is_finite():
        return str(exact)
    plain = format(exact, "f")
    return (plain.rstrip("0").rstrip(".") or "0") if "." in plain else plain
