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


def rounded(amount: Decimal) -> Decimal:
    """An amount that was calculated, with as many digits as somebody can weigh.

    >>> rounded(Decimal("1220.833333")), rounded(Decimal("0.000123"))
    (Decimal('1220.833'), Decimal('0.000123'))
    """
    step = Decimal("0.001") if abs(amount) >= 1 else Decimal("0.000001")
    exponent = amount.as_tuple().exponent
    return amount.quantize(step) if isinstance(exponent, int) and exponent < -3 else amount
