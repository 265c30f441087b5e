"""Reads dates and numbers as other programs wrote them: what can mean two things is asked about, never guessed.

One column is looked at as a whole: when 13/04/2024 stands in it, the day comes first in every row of it. Without such
a proof the reader answers with the question instead of a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType


class Order(StrEnum):
    """In which order a column writes its dates."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    UNKNOWN = "?"
    CONTRADICTORY = "!"


class Mark(StrEnum):
    """Which mark a column uses for decimals."""

    POINT = "."
    COMMA = ","
    UNKNOWN = "?"
    CONTRADICTORY = "!"


_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.]+Z?)?\Z")
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})\Z")
_NAMED = re.compile(r"(\d{1,2})[. /-]*([^\W\d_]+)\.?[, /-]*(\d{4}|\d{2})\Z")
_NAMED_FIRST = re.compile(r"([^\W\d_]+)\.? +(\d{1,2}),? +(\d{4})\Z")
_POWER = re.compile(r"\d+(?:[.,]\d+)?E\+\d+\Z", re.IGNORECASE)
_DAY_OF_MONTH = re.compile(r"\d{1,2}[. /-]+([^\W\d_]+)\.?(?:[. /-]+(?:\d{4}|\d{2}))?\Z")
_MONTH_OF_YEAR = re.compile(r"([^\W\d_]+)\.?[ /-]+(?:\d{4}|\d{1,2})\Z")
_NUMBER = re.compile(r"[-+]?\d[\d.,' \u00a0\u202f]*\Z|[-+]?[.,]\d+\Z")

_MONTHS: Mapping[str, int] = MappingProxyType(
    {
        name: month
        for month, names in enumerate(
            (
                "jan january januar jänner janvier janv enero ene",
                "feb february februar février févr fevrier febrero",
                "mar march märz mrz mär mars marzo",
                "apr april avril avr abril abr",
                "may mai mayo",
                "jun june juni juin junio",
                "jul july juli juillet juil julio",
                "aug august août aout agosto ago",
                "sep sept september septembre septiembre",
                "oct october oktober okt octobre octubre",
                "nov november novembre noviembre",
                "dec december dezember dez décembre déc diciembre dic",
            ),
            start=1,
        )
        for name in names.split()
    }
)


def in_figures(text: str) -> bool:
    """Whether a text is a date of three figures whose order matters, such as 03/04/2024."""
    return bool(_NUMERIC.match(text.strip()))


def date_order(texts: Iterable[str]) -> Order:
    """Which of day and month stands first in a column of numeric dates, as far as the column itself proves it.

    Dates with dots (03.04.2024) are written day first wherever dots are used for dates (ISO writes the year first).
    """
    day_first = month_first = doubtful = False
    for found in filter(None, (_NUMERIC.match(text.strip()) for text in texts)):
        first, second = int(found[1]), int(found[3])
        if first > 12 or (found[2] == "." and second <= 12):
            day_first = True
        elif second > 12:
            month_first = True
        elif first != second:
            doubtful = True
    if day_first and month_first:
        return Order.CONTRADICTORY
    if day_first:
        return Order.DAY_FIRST
    if month_first:
        return Order.MONTH_FIRST
    return Order.UNKNOWN if doubtful else Order.DAY_FIRST


def order_proof(texts: Iterable[str]) -> str:
    """The date of a column that tells whether day or month comes first, best one that allows no doubt; or nothing."""
    weak = ""
    for text in texts:
        found = _NUMERIC.match(text.strip())
        if found and (int(found[1]) > 12 or int(found[3]) > 12):
            return text.strip()
        if found and found[2] == "." and found[1] != found[3]:
            weak = weak or text.strip()
    return weak


def read_date(text: str, order: Order) -> date | None:
    """The date a text means, or None when it means none or may mean two."""
    text = text.strip()
    for pattern, places in ((_ISO, (1, 2, 3)), (_NAMED, (3, 2, 1)), (_NAMED_FIRST, (3, 1, 2))):
        found = pattern.match(text)
        if found:
            return _date(*(found[place] for place in places))
    found = _NUMERIC.match(text)
    if not found:
        return None
    if order is Order.MONTH_FIRST:
        return _date(found[4], found[1], found[3])
    if order is Order.DAY_FIRST or found[1] == found[3]:
        return _date(found[4], found[3], found[1])
    return None


def spoiled(text: str) -> bool:
    """Whether a text is what a spreadsheet shows of an identifier it took for a number or a date: 1.2E+10, Mar-24, 24. Mrz.

    Heats such as 22E1 have no plus sign and are left alone. So are names in capitals such as MAR-24: spreadsheets
    write the names of months in small letters or with one capital.
    """
    text = text.strip()
    if _POWER.match(text):
        return True
    named = _DAY_OF_MONTH.match(text) or _MONTH_OF_YEAR.match(text)
    return named is not None and not named[1].isupper() and named[1].casefold() in _MONTHS


def _date(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else _MONTHS.get(month.casefold())
    if number is None:
        return None
    try:
        return date(int(year) + (_century(int(year)) if len(year) == 2 else 0), number, int(day))
    except ValueError:
        return None


def _century(year: int) -> int:
    """Of a year of two digits: 70 to 99 lie in the last century, as spreadsheets hold it."""
    return 1900 if year >= 70 else 2000


def excel_day(serial: Decimal) -> date | None:
    """The day an Excel day count means, for counts of this century; None for other numbers."""
    if serial != serial.to_integral_value() or not 36526 <= serial <= 73050:  # 2000-01-01 to 2099-12-31
        return None
    return date(1899, 12, 30) + timedelta(days=int(serial))


def decimal_mark(texts: Iterable[str]) -> Mark:
    """Which mark a column uses for decimals, as far as the column itself proves it: 1.234,5 proves a comma.

    ``1,234`` and ``1.234`` prove nothing: they are a thousand or a bit more than one.
    """
    point = comma = doubtful = False
    for text in texts:
        marks = [mark for mark in text if mark in ".,"]
        if not marks or not _NUMBER.match(text.strip()):
            continue
        last = marks[-1]
        digits = len(re.sub(r"\D", "", text.rsplit(last, 1)[1]))
        grouped = digits == 3 and re.match(r"[-+]?[1-9]\d{0,2}(?:[.,]\d{3})+\Z", text.strip())
        if len(set(marks)) == 2 or (len(marks) == 1 and not grouped):
            point, comma = point or last == ".", comma or last == ","
        elif len(marks) > 1:  # 1.234.567 groups with points, so decimals take a comma
            point, comma = point or last == ",", comma or last == "."
        else:
            doubtful = True
    if point and comma:
        return Mark.CONTRADICTORY
    if point:
        return Mark.POINT
    if comma:
        return Mark.COMMA
    return Mark.UNKNOWN if doubtful else Mark.POINT


def read_number(text: str, mark: Mark) -> Decimal | None:
    """The number a text means with a known decimal mark, or None."""
    text = text.strip()
    if not _NUMBER.match(text):
        return None
    if mark in {Mark.UNKNOWN, Mark.CONTRADICTORY} and any(sign in text for sign in ".,"):
        return None
    group = "," if mark is Mark.POINT else "."
    plain = re.sub(rf"[{group}' \u00a0\u202f]", "", text)
    if plain.count(mark) > 1 or not _well_grouped(text, group, mark):
        return None
    return Decimal(plain.replace(",", "."))


def _well_grouped(text: str, group: str, mark: str) -> bool:
    """Whether every group of thousands has three digits, so that 12,50 is not read as 1250."""
    whole = text.lstrip("+-").split(mark, 1)[0] if mark in ".," else text
    if group not in whole:
        return group not in text
    first, *rest = whole.split(group)
    return 1 <= len(first) <= 3 and all(len(part) == 3 for part in rest)
