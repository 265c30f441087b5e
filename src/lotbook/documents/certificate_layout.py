"""Where the words of a certificate stand: line by line from left to right, so that an empty cell of a table shows.

In plain text an empty cell leaves no trace; on a page of a PDF the words beside it keep their places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

_MOST_MARKS = 30_000  # on one page; more is no table of a certificate
_BREAKS = frozenset("\r\n\t \u00a0\u202f\u2007")


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
    marks: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    for mark, box in _marks(page):
        if mark not in _BREAKS:
            marks.append(mark)
            boxes.append(box)
        elif marks:
            yield _spot(marks, boxes)
            marks, boxes = [], []
    if marks:
        yield _spot(marks, boxes)


def _spot(marks: Sequence[str], boxes: Sequence[tuple[float, float, float, float]]) -> _Spot:
    lefts, rights, bottoms, tops = zip(*boxes, strict=True)
    return _Spot(Word("".join(marks), min(lefts), max(rights)), min(bottoms), max(tops))


def _marks(page: PdfTextPage) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Every letter with its left, right, bottom and top edge."""
    import ctypes

    import pypdfium2.raw as pdfium

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for number in range(page.count_chars()):
        mark = chr(pdfium.FPDFText_GetUnicode(page, number))
        pdfium.FPDFText_GetCharBox(page, number, left, right, bottom, top)
        yield mark, (left.value, right.value, bottom.value, top.value)
