"""What the cells of a certificate's table mean: which line or column holds minima, maxima and results, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from lotbook.compliance.reported import Reported
from lotbook.documents.certificate.layout import Row, Word
from lotbook.documents.certificate.tree import number, sign

UNITS = frozenset({"%", "ppm", "wt%", "wt.%", "wt.-%", "wt-%", "gew.-%", "gew%", "ma.-%", "mass%", "mass-%"})
FACTOR = re.compile(r"(?:^|\s)[x×*]\s?10+\b|10\^?-\d|\b1/10+")
LIMIT_WORD = re.compile(
    r"\b(?:min(?:imum|imal|dest\w*)?|max(?:imum|imal)?|limits?|grenzwerte?|h[öo]chst\w*|spec|soll\w*)\b",
    re.IGNORECASE,
)
_DASHES = frozenset({"-", "–", "—", "−", "--", "---", "/", "n/a", "n.a."})
_SIGNS = frozenset({"<", ">", "<=", ">=", "≤", "≥", "="})
_MINIMUM = re.compile(r"\A(?:min\.?|minimum|minimal|mindest(?:ens|wert)?)\Z", re.IGNORECASE)
_MAXIMUM = re.compile(r"\A(?:max\.?|maximum|maximal|h[öo]chst(?:ens|wert)?)\Z", re.IGNORECASE)
_ACTUAL = re.compile(
    r"\A(?:actual|ist|istwerte?|ist-werte?|results?|ergebnis(?:se)?|values?|ladle|heat|cast|melt|analys\w*|found|gehalt|"
    r"schmelz\w*|measured|gemessen|réel|messwerte?)\Z",
    re.IGNORECASE,
)


class Part(Enum):
    """What a line or column of a table holds."""

    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    ACTUAL = "actual"
    UNCLEAR = "unclear"


class Table(NamedTuple):
    """What was read out of one or several tables.

    Attributes:
        values: with the limits printed for them, as far as both were read beyond doubt.
        unread: limits seem to be printed for an analysis and could not be read beyond doubt.
    """

    values: tuple[Reported, ...] = ()
    unread: bool = False


def part_of(words: Sequence[str]) -> Part | None:
    """What a label such as ``Min %`` or ``Ist / Actual`` calls its cells; None where it calls them nothing known."""
    plain = [each for word in words if (each := word.strip(".,:;()[]%*").casefold())]
    found = {part for word in plain for part, known in _KNOWN if known.match(word)}
    if len(found) == 1 and not any(
        LIMIT_WORD.fullmatch(w) and not _MINIMUM.match(w) and not _MAXIMUM.match(w) for w in plain
    ):
        return found.pop()
    return Part.UNCLEAR if found or any(LIMIT_WORD.search(word) for word in plain) else None


_KNOWN = ((Part.MINIMUM, _MINIMUM), (Part.MAXIMUM, _MAXIMUM), (Part.ACTUAL, _ACTUAL))


class Line(NamedTuple):
    """One line of a table: what stands before its cells, the cells at its end, what they are.

    Attributes:
        is_odd: a number stands before other words, so that nobody knows what it belongs to.
        unit: the unit in its label; empty where it has none.
    """

    label: Row
    cells: Row
    part: Part | None
    is_odd: bool
    unit: str


def line_of(row: Row) -> Line:
    """A line parted into its label and the numbers and dashes at its end."""
    start = len(row)
    while start and is_cell(row[start - 1].text):
        start -= 1
    label = row[:start]
    words = [word.text for word in label]
    numbers = any(value_of(word) is not None for word in words)
    part = part_of(words)
    if part and start == len(row) and not (numbers and part is not Part.ACTUAL):
        part = None  # a heading without cells
    unit = next((word.strip("()[],").casefold() for word in words if is_unit(word)), "")
    return Line(label, row[start:], part, numbers, unit)


def joined_signs(row: Row) -> Row:
    """The words of a line with ``<=`` or ``<`` put before the number behind it."""
    found: list[Word] = []
    for word in row:
        if found and found[-1].text in _SIGNS and number(_plain(word.text)) is not None:
            before = found.pop()
            found.append(Word(before.text + word.text, before.left, word.right))
        else:
            found.append(word)
    return tuple(found)


def _plain(text: str) -> str:
    return text.replace("≤", "<=").replace("≥", ">=")


def value_of(text: str) -> Decimal | None:
    """The number of a cell; None for anything else."""
    return number(_plain(text))


def sign_of(text: str) -> str:
    """``<`` or ``>`` in front of a cell's number; else empty."""
    return sign(_plain(text))


def is_empty(text: str) -> bool:
    """Whether a cell says that nothing stands there."""
    return text.casefold() in _DASHES


def is_cell(text: str) -> bool:
    """Whether a word is a number or says that there is none."""
    return value_of(text) is not None or is_empty(text)


def is_unit(text: str) -> bool:
    """Whether a word is the unit of a share, also in brackets."""
    return text.strip("()[],").casefold() in UNITS


def under(bands: Sequence[Sequence[Word]], cells: Sequence[Word]) -> list[Word | None] | None:
    """Each band's cell, None where it is empty; None for all where a cell stands under none or several, or two under one.

    Args:
        bands: for each column the words that are known to stand in it.
        cells: the numbers and dashes of one line.
    """
    placed = all(word.is_placed for word in (*cells, *(word for band in bands for word in band)))
    if not placed:
        return list(cells) if len(cells) == len(bands) else None
    found: list[Word | None] = [None] * len(bands)
    for cell in cells:
        hit = [n for n, band in enumerate(bands) if any(cell.meets(word) for word in band)]
        if len(hit) != 1 or found[hit[0]] is not None:
            return None
        found[hit[0]] = cell
    return found


def contradicts(cell: Word | None, part: Part | None) -> bool:
    """Whether a cell's sign is that of the other limit, such as ``>`` before a maximum."""
    return cell is not None and (part, sign_of(cell.text)) in ((Part.MINIMUM, "<"), (Part.MAXIMUM, ">"))


def crossed(value: Reported) -> bool:
    """Whether the minimum is above the maximum, so that one of them was read under the wrong name."""
    return value.minimum is not None and value.maximum is not None and value.minimum > value.maximum
