"""Where each box and line of the picture of a chain stands, in millimetres, for every way of drawing it."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lotbook.documents.chain.layout import Box, Chain, Layout, layout
from lotbook.documents.language.translation import ENGLISH
from lotbook.documents.language.translation import text as spoken
from lotbook.errors import PdfEngineError

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

WIDTH, GAP, ROW, HIGH = 174.0, 8.0, 16.5, 13.5  # millimetres
HEAD = 6.0  # for the headings of the columns
INK, SOFT, LINE, PAPER = "#222b36", "#5b6773", "#9aa7b4", "#ffffff"
COLOURS = {
    "Material": ("#eef4ea", "#6f9a5b"),
    "Pieces": ("#f6f2e6", "#b39b55"),
    "Runs": ("#edf2f7", "#1f4e79"),
    "Shipments": ("#f4eef6", "#80619a"),
    "Order": ("#fdf3e1", "#c9822b"),
    "Customers": ("#fdf3e1", "#c9822b"),
}
_MOST = (10, 8, 6, 4)  # boxes in one column: as many as the height allows
_HIGHEST = 150.0  # so that it stands on the first page
_THROUGH = 4.0  # that a line needs to pass a column
_SMALLEST = 2.3  # letters that can still be read
_FEWEST = 3  # letters of a text that was cut off
_FINE = 20  # pixels a millimetre in which the width of a text is measured

Point = tuple[float, float]


class Line(NamedTuple):
    """One step of a line: a cubic Bezier curve from its first point to its last."""

    start: Point
    leaving: Point
    arriving: Point
    end: Point


class Written(NamedTuple):
    """One text: where its upper left corner stands, how high its letters are, whether it is bold and plain."""

    text: str
    at: Point
    high: float
    colour: str
    bold: bool


class Places:
    """A layout on a page as wide as the text of a paper, in the language of that paper."""

    def __init__(self, plan: Layout, language: str = ENGLISH) -> None:
        self.plan = plan
        self._language = language
        self.height = HEAD + max(sum(map(self._room, column)) for column in plan.columns)
        self.width = min(38.0, (WIDTH - GAP * (len(plan.columns) - 1)) / len(plan.columns))
        self.place = dict(self._places())

    def _room(self, name: str) -> float:
        return ROW if name in self.plan.boxes else _THROUGH

    def _places(self) -> Iterator[tuple[str, Point]]:
        """Middle of the left side of each box; columns spread over the width, boxes over the height."""
        steps = max(len(self.plan.columns) - 1, 1)
        for number, column in enumerate(self.plan.columns):
            left = (WIDTH - self.width) * number / steps
            stretch = (self.height - HEAD) / sum(map(self._room, column))
            top = HEAD
            for name in column:
                room = self._room(name) * stretch
                yield name, (left, top + room / 2)
                top += room

    def lines(self) -> Iterator[tuple[Line, ...]]:
        """Each line from the right side of a box to the left side of another, straight through gaps."""
        for path in self.plan.paths:
            yield tuple(self._line(source, target) for source, target in pairwise(path))

    def _line(self, source: str, target: str) -> Line:
        (x1, y1), (x2, y2) = self.place[source], self.place[target]
        middle = (x1 + self.width + x2) / 2
        return Line((x1 + self.width, y1), (middle, y1), (middle, y2), (x2, y2))

    def headings(self) -> Iterator[Written]:
        """What stands above each column."""
        for column in self.plan.columns:
            box = next(self.plan.boxes[name] for name in column if name in self.plan.boxes)
            told = spoken(box.column, self._language, "chain heading")
            yield self._fitted(Written(told, (self.place[column[0]][0], 0.5), 2.9, SOFT, bold=True))

    def corner(self, name: str) -> Point:
        """The upper left corner of a box."""
        left, middle = self.place[name]
        return left, middle - HIGH / 2

    def texts(self, key: str, box: Box) -> Iterator[Written]:
        """What stands in a box: its name and its lines, each made to fit."""
        left, top = self.corner(key)
        name = spoken(box.name, self._language, "chain")
        yield self._fitted(Written(name, (left + 1.6, top + 1.2), 3.2, INK, bold=True))
        for number, line in enumerate(spoken(line, self._language, "chain") for line in box.lines):
            at = (left + 1.6, top + 5.6 + 3.4 * number)
            yield self._fitted(Written(line, at, 2.8, SOFT, bold=False))

    def _fitted(self, written: Written) -> Written:
        """A text made smaller and then shorter until it fits its box."""
        room, size, text = (self.width - 3.2) * _FINE, round(written.high * _FINE), written.text
        smallest = math.ceil(_SMALLEST * _FINE)
        wide = sized(size, bold=written.bold).getlength(text)
        if wide > room:  # a text is about as much narrower as its letters are smaller
            size = min(size, max(int(size * room / wide) + 2, smallest))
        while (font := sized(size, bold=written.bold)).getlength(text) > room and size > smallest:
            size -= 1
        if font.getlength(text) > room and len(text) > _FEWEST + 1:
            lengths = range(_FEWEST, len(text))
            fitting = bisect_right(lengths, room, key=lambda length: font.getlength(f"{text[:length]}…"))
            text = f"{text[: lengths[max(fitting - 1, 0)]]}…"
        return written._replace(text=text, high=size / _FINE)


def places(chain: Chain, language: str = ENGLISH) -> Places | None:
    """The largest layout that fits on a page; None when there is nothing to draw."""
    if len(chain.boxes) < 2:
        return None
    every = (Places(layout(chain, most), language) for most in _MOST)
    found = next((one for one in every if one.height <= _HIGHEST), None)
    return found or Places(layout(chain, _MOST[-1]), language)


@cache
def sized(pixels: int, *, bold: bool) -> FreeTypeFont:
    """The first typeface this machine has; the last one comes with a package Lotbook needs anyway.

    Raises:
        PdfEngineError: there is no typeface at all.
    """
    from PIL import ImageFont

    for name in _TYPEFACES[bold]:
        try:
            return ImageFont.truetype(name, pixels)
        except OSError:
            continue
    import reportlab

    vera = Path(reportlab.__file__).parent / "fonts" / ("VeraBd.ttf" if bold else "Vera.ttf")
    try:
        return ImageFont.truetype(str(vera), pixels)
    except OSError as error:
        raise PdfEngineError("No typeface was found to draw the chain with.") from error


_TYPEFACES = {
    False: (
        "Carlito-Regular.ttf",
        "calibri.ttf",
        "LiberationSans-Regular.ttf",
        "arial.ttf",
        "Arial.ttf",
        "DejaVuSans.ttf",
    ),
    True: (
        "Carlito-Bold.ttf",
        "calibrib.ttf",
        "LiberationSans-Bold.ttf",
        "arialbd.ttf",
        "Arial Bold.ttf",
        "DejaVuSans-Bold.ttf",
    ),
}
