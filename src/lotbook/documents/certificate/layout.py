"""Where the words of a certificate stand: line by line from left to right, so that an empty cell of a table shows.

In plain text an empty cell leaves no trace; on a page of a PDF the words beside it keep their places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

_MOST_MARKS = 30_000  # on one page; more is no table of a certificate
_RUN_TOGETHER = re.compile(r"\d+(?:[.,]\d+){2,}")  # such as 0.45020.1625
_DECIMAL = re.compile(r"\d+[.,]\d+")
_WORD = re.compile(r"\S+")


class Word(NamedTuple):
    """One word with its left and right edge in points; both 0 where the place is not known, as in plain text."""

    text: str
    left: float = 0.0
    right: float = 0.0

    @property
    def is_placed(self) -> bool:
        """Whether it is known where the word stands."""
        return self.right > self.left

    def meets(self, other: Word) -> bool:
        """Whether the two stand above each other, at least in part."""
        return self.left < other.right and other.left < self.right


Row = tuple[Word, ...]


class _Spot(NamedTuple):
    word: Word
    bottom: float
    top: float


def rows_of_text(text: str) -> tuple[Row, ...]:
    """The lines of a text; nothing is known of the places."""
    return tuple(tuple(map(Word, line.split())) for line in text.splitlines())


def rows_of_page(page: PdfTextPage) -> tuple[Row, ...]:
    """The lines of a page from top to bottom, each word with its place; nothing for a page with far too much text."""
    if page.count_chars() > _MOST_MARKS:
        return ()
    spots = sorted(_spots(page), key=lambda spot: -(spot.bottom + spot.top))
    return tuple(tuple(sorted(line, key=lambda word: word.left)) for line in _lines(spots))


def _lines(spots: Iterable[_Spot]) -> Iterator[list[Word]]:
    """Words whose middles stand at one height, within half the height of the first."""
    line: list[Word] = []
    middle = half = 0.0
    for spot in spots:
        height = (spot.bottom + spot.top) / 2
        if line and middle - height > half:
            yield line
            line = []
        if not line:
            middle, half = height, max((spot.top - spot.bottom) / 2, 2.0)
        line.append(spot.word)
    if line:
        yield line


def _spots(page: PdfTextPage) -> Iterator[_Spot]:
    """Every word with its edges, which are those of its first and last letter."""
    import pypdfium2.raw as pdfium

    count = page.count_chars()
    text = "".join(chr(pdfium.FPDFText_GetUnicode(page, number)) for number in range(count))
    for found in _WORD.finditer(text):
        for start, end in _cells(page, found):
            first, last = _edges(page, start), _edges(page, end - 1)
            word = Word(text[start:end], first[0], last[1])
            yield _Spot(word, min(first[2], last[2]), max(first[3], last[3]))


def _cells(page: PdfTextPage, found: re.Match[str]) -> list[tuple[int, int]]:
    """Where a word begins and ends; numbers of neighbouring cells that touch are parted where each was drawn by itself."""
    import pypdfium2.raw as pdfium

    whole = [found.span()]
    if not _RUN_TOGETHER.fullmatch(found.group()):
        return whole
    drawn = [_address(pdfium.FPDFText_GetTextObject(page, number)) for number in range(*found.span())]
    cuts = [n for n in range(1, len(drawn)) if drawn[n] != drawn[n - 1]]
    ends = [0, *cuts, len(drawn)]
    parts = list(pairwise(ends))
    if not all(_DECIMAL.fullmatch(found.group()[start:end]) for start, end in parts):
        return whole
    return [(found.start() + start, found.start() + end) for start, end in parts]


def _address(drawn: object) -> object:
    import ctypes

    return ctypes.cast(drawn, ctypes.c_void_p).value  # type: ignore[arg-type]


def _edges(page: PdfTextPage, number: int) -> tuple[float, float, float, float]:
    """A letter's left, right, bottom and top edge."""
    import ctypes

    import pypdfium2.raw as pdfium

    edges = [ctypes.c_double() for _ in range(4)]
    pdfium.FPDFText_GetCharBox(page, number, *edges)
    left, right, bottom, top = (edge.value for edge in edges)
    return left, right, bottom, top
