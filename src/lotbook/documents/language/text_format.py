"""How values read on paper: dates with the month in letters, numbers in plain digits with their unit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from lotbook.domain.values import Value, number_text, text_of

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NO_BREAK = "\u00a0"


def day(value: date | None) -> str:
    """A date nobody can read the wrong way round: 3 May 2024; empty when there is none."""
    if value is None:
        return ""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year:04}"


def days(values: Iterable[date | None]) -> str:
    """Several dates, each once, in order, separated by commas."""
    return ", ".join(day(value) for value in sorted({value for value in values if value is not None}))


def moment(value: datetime) -> str:
    """A date with its time and zone: 3 May 2024, 14:05 UTC."""
    zone = value.tzname() or ""
    return f"{day(value)}, {value:%H:%M} {zone}".rstrip()


def quantity(value: Decimal | int | None, unit: str | None) -> str:
    """A number with its unit, kept on one line: 10 pcs, 0.5 kg; empty when the number is unknown."""
    if value is None:
        return ""
    number = number_text(Decimal(value))
    return f"{number}{NO_BREAK}{unit}" if unit else number


def part_of(part: Decimal | None, whole: Decimal | None, unit: str | None) -> str:
    """A quantity of which only some pieces are meant: 3 of 10 pcs; the quantity where all of it is."""
    if part is None or whole is None or part == whole:
        return quantity(part, unit)
    return f"{quantity(part, None)} of {quantity(whole, unit)}"


def plain(value: Value) -> str:
    """Any other cell as finished text, dates with the month in letters."""
    if isinstance(value, datetime):
        return moment(value)
    return day(value) if isinstance(value, date) else text_of(value)


def joined(*parts: str | None, by: str = " ") -> str:
    """The parts that are not empty, each once, in their order."""
    return by.join(dict.fromkeys(part for part in parts if part))


def listed(values: Iterable[str | None], most: int, otherwise: str, *, by: str = ", ") -> str:
    """Values in a row or one a line, each once; where there are too many for a table's cell, their number and where to look.

    A table row must never grow taller than a page: converters lose what does not fit.
    """
    known = list(dict.fromkeys(value for value in values if value))
    return by.join(known) if len(known) <= most else f"{len(known)}{NO_BREAK}{otherwise}"


def with_revision(name: str | None, revision: str | None) -> str:
    """A specification or drawing with its revision: ASTM B209 rev 14; the revision is never invented.

    The space behind "rev" does not break; it also marks the word as ours, for customers of another language.
    """
    return f" rev{NO_BREAK}".join(part for part in (name, revision) if part) if name else ""
