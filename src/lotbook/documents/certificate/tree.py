"""Takes values out of a digital certificate that may hold anything anywhere; what is not as expected is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

_NUMBER = re.compile(r"\s*([<>]=?|=)?\s*(-?\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?)\s*\Z")
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2},\d{3}")  # 1,234 is a thousand in one country and one in another
_MOST_DIGITS = 18
_LONGEST = 300  # characters; longer texts are pictures


def at(data: object, *path: str) -> object:
    """What stands at a path of names; None when it is not there."""
    for name in path:
        if not isinstance(data, Mapping):
            return None
        data = data.get(name)
    return data


def each(data: object) -> Iterator[object]:
    """The items of a list, or the one thing that stands in its place; nothing for nothing."""
    if isinstance(data, list):
        yield from data
    elif data is not None:
        yield data


def texts(data: object, *path: str) -> tuple[str, ...]:
    """Every text at a path, one or several, each once and without what surrounds it."""
    found = (text(item) for item in each(at(data, *path)))
    return tuple(dict.fromkeys(item for item in found if item))


def text(data: object) -> str:
    """A text or number as text; empty for anything else and for pictures."""
    if isinstance(data, bool) or not isinstance(data, str | int | Decimal):
        return ""
    found = str(data).strip()
    return found if len(found) <= _LONGEST else ""


def first(data: object, *path: str) -> str:
    """The first text at a path; empty when there is none."""
    return next(iter(texts(data, *path)), "")


def number(data: object) -> Decimal | None:
    """A number, whether it stands as a number or as text such as ``"0.150"`` or ``"< 0.002"``."""
    if isinstance(data, bool):
        return None
    if isinstance(data, Decimal | int):
        return _printable(Decimal(data))
    found = _NUMBER.match(data) if isinstance(data, str) and len(data) <= _LONGEST else None
    if found and _THOUSANDS.fullmatch(found.group(2)):
        return None
    return _printable(Decimal(found.group(2).replace(",", "."))) if found else None


def _printable(value: Decimal) -> Decimal | None:
    """A number as people print it; one like 1e999999999 is none, and would fill the memory when it is written out."""
    if not value.is_finite():
        return None
    digits = value.as_tuple()
    exponent = int(digits.exponent)
    return value if len(digits.digits) <= _MOST_DIGITS and abs(exponent) <= _MOST_DIGITS else None


def unreadable(data: object) -> str:
    """A text with digits where a number should stand, and which is none; empty for a number and for words.

    >>> unreadable("0.9*"), unreadable("bal."), unreadable("0.9")
    ('0.9*', '', '')
    """
    if not isinstance(data, str) or number(data) is not None:
        return ""
    return text(data) if any(mark.isdecimal() for mark in data) else ""


def sign(data: object) -> str:
    """``<`` or ``>`` where a number is given as less or more than; else empty."""
    found = _NUMBER.match(data) if isinstance(data, str) else None
    mark = (found.group(1) or "") if found else ""
    return mark[:1] if mark[:1] in ("<", ">") else ""
