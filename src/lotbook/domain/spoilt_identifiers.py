"""What a spreadsheet makes of an identifier that is typed into a cell of no format: 22E1 becomes 220, 5-3 a day."""

from __future__ import annotations

import re
from datetime import date
from itertools import permutations

from lotbook.domain.identifiers import key
from lotbook.domain.values import number_text

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d*)?(?:e[+-]?\d{1,2})?")
_DAY = re.compile(r"(?:\d{1,4}|[^\W\d]{3,9})[-/. ]?(?:\d{1,4}|[^\W\d]{3,9})(?:[-/. ]\d{1,4})?")
_WORD = re.compile(r"\d+|[^\W\d]+")
# How months begin in English, German, French and Spanish.
_MONTHS = (
    ("jan", "ene"), ("feb", "fév"), ("mar", "mär", "mrz"), ("apr", "avr", "abr"), ("may", "mai"), ("jun", "juin"),
    ("jul", "juil"), ("aug", "aoû", "ago"), ("sep",), ("oct", "okt"), ("nov",), ("dec", "dez", "déc", "dic"),
)  # fmt: skip


def is_at_risk(typed: str) -> bool:
    """Whether a spreadsheet may take a text for a number or a day.

    >>> is_at_risk("22E1"), is_at_risk("5-3"), is_at_risk("MAR5"), is_at_risk("H83-017")
    (True, True, True, False)
    """
    text = key(typed)
    return bool(_NUMBER.fullmatch(text)) or _is_day(text)


def may_have_become(typed: str, shown: str) -> bool:
    """Whether a number or a day, as the cell shows it, may be what became of a text.

    >>> may_have_become("22E1", "220"), may_have_become("5-3", "2024-03-05"), may_have_become("00123", "123")
    (True, True, True)
    """
    text = key(typed)
    if _NUMBER.fullmatch(text) and shown == number_text(float(text)):
        return True
    try:
        day = date.fromisoformat(shown[:10])
    except ValueError:
        return False
    return _is_day(text) and _reads_as(text, day)


def _is_day(text: str) -> bool:
    words = _WORD.findall(text)
    named = [word for word in words if not word.isdecimal()]
    if not _DAY.fullmatch(text) or len(words) < 2:
        return False
    return not named or (len(named) == 1 and _month(named[0]) > 0)


def _month(word: str) -> int:
    """The number of a month by its name, or by how it begins; 0 when it is none."""
    return next((number for number, names in enumerate(_MONTHS, start=1) if word.startswith(names)), 0)


def _reads_as(text: str, day: date) -> bool:
    """Whether a text is this day in some order: day and month, month and year, or all three."""
    words = _WORD.findall(text)
    numbers = [int(word) if word.isdecimal() else _month(word) for word in words]
    years = (day.year, day.year % 100)
    orders: list[tuple[int, ...]] = [
        (day.day, day.month),
        *((day.month, year) for year in years if day.day == 1),
    ]
    orders += [(day.day, day.month, year) for year in years]
    return any(tuple(numbers) in permutations(order) for order in orders)
