"""Draws the chain of one certificate or recall as a picture: heats on the left, the order on the right.

Each column is one kind of step; a line says "was made from". What does not fit in a column stands in its last box as a
number, and in the tables of the report by name.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lotbook.documents.chain.layout import Box, Chain, chain_of
from lotbook.documents.chain.places import (
    COLOURS,
    HIGH,
    LINE,
    PAPER,
    WIDTH,
    Line,
    Places,
    Written,
    places,
    sized,
)
from lotbook.documents.language.translation import ENGLISH
from lotbook.documents.pdf.right_to_left import stands_in
from lotbook.documents.whole_file import write_whole

if TYPE_CHECKING:
    from lotbook.documents.frozen.facts import Frozen

_PIXELS = 9  # per millimetre, about 230 per inch: sharp in print, a hundred kilobytes or so
_FINER = 2  # drawn twice as large, then made small, which smooths the lines
_SHADES = 256  # of its few colours: a quarter of the bytes, in a fifth of the time
_LOOKED_AT = 20  # pixels high
_PACKED = 3  # of zlib's nine: half the time for a third more bytes
_STEPS = 24  # straight pieces of a curve, each shorter than a millimetre or two
# How much each of the four points of a cubic Bezier curve weighs along the curve.
_WEIGHTS = tuple(
    ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
    for t in (step / _STEPS for step in range(_STEPS + 1))
)


def draw(frozen: Frozen, out: Path, language: str = ENGLISH) -> Path | None:
    """Draws the chain as a PNG as wide as the text of a page; None when there is nothing to draw.

    Args:
        frozen: the chain.
        out: the PNG file.
        language: of the paper it stands on.

    Raises:
        ReadOnlyError: ``out`` cannot be written.
    """
    return draw_chain(chain_of(frozen), out, language=language)


def draw_chain(chain: Chain, out: Path, pixels: int = _PIXELS, language: str = ENGLISH) -> Path | None:
    """Draws any chain as such a picture; None when there is nothing to draw.

    Args:
        chain: what to draw.
        out: the PNG file.
        pixels: of the picture for each millimetre of a page; fewer where it is only looked at on a screen.
        language: of its headings and texts.

    Raises:
        ReadOnlyError: ``out`` cannot be written.
    """
    drawn = png_of(chain, pixels, language)
    if drawn is None:
        return None
    write_whole(out, drawn)
    return out


def png_of(chain: Chain, pixels: int = _PIXELS, language: str = ENGLISH) -> bytes | None:
    """The bytes of such a picture; None when there is nothing to draw."""
    found = places(chain, language)
    return _png(found, pixels) if found else None


def _png(found: Places, pixels: int) -> bytes:
    """Lines first, boxes over them, texts at last: letters are smooth already."""
    from PIL import Image

    paper, boxes = _Paper(found, pixels * _FINER), found.plan.boxes
    for line in found.lines():
        paper.line(line)
    for name, box in boxes.items():
        paper.box(name, box)
    paper.smooth()
    for text in (
        *(text for name, box in boxes.items() for text in found.texts(name, box)),
        *found.headings(),
    ):
        paper.write(text)
    out = io.BytesIO()
    few = paper.image.quantize(_SHADES, method=Image.Quantize.FASTOCTREE)
    few.putpalette(
        [255 if shade == 254 else shade for shade in few.getpalette() or ()]
    )  # the paper stays white
    few.save(out, "PNG", dpi=(pixels * 25.4, pixels * 25.4), compress_level=_PACKED)
    return out.getvalue()


class _Paper:
    """A picture while it is drawn.

    Args:
        found: where everything stands, in millimetres.
        pixels: for each millimetre.
    """

    def __init__(self, found: Places, pixels: int) -> None:
        from PIL import Image, ImageDraw

        self._found = found
        self._pixels = pixels
        self.image = Image.new("RGB", (self._px(WIDTH), self._px(found.height)), PAPER)
        self._canvas = ImageDraw.Draw(self.image)

    def line(self, line: tuple[Line, ...]) -> None:
        """A line and the arrow at its end."""
        points = [point for step in line for point in _curve(step, self._pixels)]
        self._canvas.line(points, fill=LINE, width=self._px(0.3), joint="curve")
        x, y = line[-1].end
        px = self._px
        arrow = [(px(x), px(y)), (px(x - 2), px(y - 0.9)), (px(x - 2), px(y + 0.9))]
        self._canvas.polygon(arrow, fill=LINE)

    def box(self, name: str, box: Box) -> None:
        """A box, still empty."""
        left, top = self._found.corner(name)
        fill, edge = COLOURS[box.column]
        px = self._px
        corners = (px(left), px(top), px(left + self._found.width) - 1, px(top + HIGH))
        self._canvas.rounded_rectangle(corners, radius=px(1.2), fill=fill, outline=edge, width=px(0.3))

    def smooth(self) -> None:
        """Makes it as small as it is meant to be, which smooths its lines."""
        from PIL import ImageDraw

        self._pixels //= _FINER
        self.image = self.image.reduce(_FINER)
        self._canvas = ImageDraw.Draw(self.image)

    def write(self, text: Written) -> None:
        """One text; one that would come out as boxes, or the wrong way round, is left to the tables of the report."""
        if stands_in(text.text) or not all(_has(letter, bold=text.bold) for letter in set(text.text)):
            return
        font = sized(self._px(text.high), bold=text.bold)
        at = (self._px(text.at[0]), self._px(text.at[1]))
        self._canvas.text(at, text.text, font=font, fill=text.colour)

    def _px(self, millimetres: float) -> int:
        return round(millimetres * self._pixels)


@cache
def _has(letter: str, *, bold: bool) -> bool:
    """Whether the typeface knows a letter; one it does not know looks like one that does not exist."""
    return letter.isspace() or bytes(sized(_LOOKED_AT, bold=bold).getmask(letter)) != _nothing(bold=bold)


@cache
def _nothing(*, bold: bool) -> bytes:
    return bytes(sized(_LOOKED_AT, bold=bold).getmask("\uffff"))


def _curve(line: Line, pixels: int) -> list[tuple[int, int]]:
    """Points of the cubic Bezier curve from the line's start to its end, in pixels."""
    (x1, y1), (x2, y2), (x3, y3), (x4, y4) = line
    return [
        (
            round((a * x1 + b * x2 + c * x3 + d * x4) * pixels),
            round((a * y1 + b * y2 + c * y3 + d * y4) * pixels),
        )
        for a, b, c, d in _WEIGHTS
    ]
