"""Reads the analysis out of a certificate's text where it stands as a table: a line of symbols, a line of as many numbers.

Only a table that leaves no doubt is read: every word of its head is an element, the values' line is called actual, result
or the like, and there is one number for each symbol. Limits are not read, because an empty cell leaves no trace in text.
What was read is for a reviewer to compare with the paper, never a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from lotbook.compliance.reported import Reported, element
from lotbook.documents.certificate_tree import number, sign

_FEWEST = 4  # symbols; fewer may be words
_NEAR = 6  # lines below the symbols
_LABEL = 3  # words that may stand before the symbols or the values
_ACTUAL = re.compile(
    r"actual|\bist\b|istwert|result|\bvalue|ladle|heat|cast|melt|analys|found|gehalt|schmelz", re.IGNORECASE
)
_LIMIT = re.compile(r"\bmin|\bmax|limit|spec|soll|from|\bto\b|grenz", re.IGNORECASE)
_FACTOR = re.compile(r"(?:^|\s)[x×*]\s?10+\b|10\^?-\d|\b1/10+")
_UNITS = frozenset({"%", "ppm", "wt%", "wt.-%"})


@lru_cache(maxsize=8)
def values_in(text: str) -> tuple[Reported, ...]:
    """The element shares of every table that can be read beyond doubt; empty where one element is told twice."""
    lines = [line.split() for line in text.splitlines()]
    found: list[Reported] = []
    for start, words in enumerate(lines):
        symbols = _symbols(words)
        if symbols:
            found += _below(symbols, lines[start + 1 : start + 1 + _NEAR])
    names = [each.name for each in found]
    return tuple(found) if len(set(names)) == len(names) else ()


def _symbols(words: Sequence[str]) -> list[str]:
    """The symbols of a line that is the head of an analysis; empty for any other line."""
    for skipped in range(min(_LABEL, len(words)) + 1):
        rest = [word.strip("%()[]:,") for word in words[skipped:]]
        rest = [word for word in rest if word]
        if len(rest) >= _FEWEST and all(element(word) == word for word in rest):
            return rest if len(set(rest)) == len(rest) else []
    return []


def _below(symbols: Sequence[str], lines: Sequence[Sequence[str]]) -> Iterator[Reported]:
    """The values under a head, when exactly one line holds them."""
    units = ["%"] * len(symbols)
    rows: list[list[str]] = []
    for words in lines:
        line = " ".join(words)
        if _symbols(words) or _FACTOR.search(line):
            break
        unit_row = [word for word in words if word.casefold() in _UNITS]
        if len(unit_row) == len(symbols):
            units = unit_row
        row = _numbers(words, len(symbols))
        label = " ".join(words[: len(words) - len(symbols)])
        if row and _ACTUAL.search(label) and not _LIMIT.search(label):
            rows.append(row)
    if len(rows) != 1:
        return
    for name, word, unit in zip(symbols, rows[0], units, strict=True):
        yield Reported(name, number(word), unit, below=sign(word) == "<")


def _numbers(words: Sequence[str], count: int) -> list[str]:
    """The last words of a line when they are just so many numbers, with at most a short label before."""
    label, rest = words[:-count], list(words[-count:])
    if len(words) < count or len(label) > _LABEL or any(number(word) is not None for word in label):
        return []
    return rest if all(number(word) is not None for word in rest) else []
