"""Draws the chain of one certificate as a picture: heats on the left, the order on the right.

Each column is one kind of step; a line says "was made from". What does not fit in a column stands in its last box as a
number, and in the tables of the report by name.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from lotbook.documents.chain_layout import Box, Chain, Layout, chain_of, layout
from lotbook.documents.frozen import Frozen
from lotbook.documents.whole_file import write_whole
from lotbook.errors import PdfEngineError

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

_PIXELS = 9  # per millimetre, about 230 per inch: sharp in print, a hundred kilobytes or so
_FINER = 2  # drawn twice as large, then made small, which smooths the lines
_SHADES = 256  # of its few colours: a quarter of the bytes, in a fifth of the time
_WIDTH, _GAP, _ROW, _HIGH = 174.0, 8.0, 16.5, 13.5  # millimetres
_MOST = (10, 8, 6, 4)  # boxes in one column: as many as the height allows
_HIGHEST = 150.0  # millimetres, so that it stands on the first page
_THROUGH = 4.0  # millimetres a line needs to pass a column
_INK, _SOFT, _LINE, _PAPER = "#222b36", "#5b6773", "#9aa7b4", "#ffffff"
_COLOURS = {
    "Material": ("#eef4ea", "#6f9a5b"),
    "Pieces": ("#f6f2e6", "#b39b55"),
    "Runs": ("#edf2f7", "#1f4e79"),
    "Shipments": ("#f4eef6", "#80619a"),
    "Order": ("#fdf3e1", "#c9822b"),
    "Customers": ("#fdf3e1", "#c9822b"),
}

Point = tuple[float, float]


def draw(frozen: Frozen, out: Path) -> Path | None:
    """Draws the chain as a PNG as wide as the text of a page; None when there is nothing to draw.

    Raises:
        ReadOnlyError: ``out`` cannot be written.
    """
    return draw_chain(chain_of(frozen), out)


def draw_chain(chain: Chain, out: Path) -> Path | None:
    """Draws any chain as such a picture; None when there is nothing to draw.

    Raises:
        ReadOnlyError: ``out`` cannot be written.
    """
    if len(chain.boxes) < 2:
        return None
    drawings = (_Drawing(layout(chain, most)) for most in _MOST)
    drawing = next((one for one in drawings if one.height <= _HIGHEST), _Drawing(layout(chain, _MOST[-1])))
    write_whole(out, drawing.png())
    return out


class _Drawing:
    """Places the boxes on a canvas in millimetres and draws lines first, boxes over them."""

    def __init__(self, plan: Layout) -> None:
        self.plan = plan
        self.height = _HEAD + max(sum(map(self._room, column)) for column in plan.columns)
        self.width = min(38.0, (_WIDTH - _GAP * (len(plan.columns) - 1)) / len(plan.columns))
        self.place = dict(self._places())

    def _room(self, name: str) -> float:
        return _ROW if name in self.plan.boxes else _THROUGH

    def _places(self) -> Iterator[tuple[str, Point]]:
        """Middle of the left side of each box; columns spread over the width, boxes over the height."""
        steps = max(len(self.plan.columns) - 1, 1)
        for number, column in enumerate(self.plan.columns):
            left = (_WIDTH - self.width) * number / steps
            stretch = (self.height - _HEAD) / sum(map(self._room, column))
            top = _HEAD
            for name in column:
                room = self._room(name) * stretch
                yield name, (left, top + room / 2)
                top += room

    def png(self) -> bytes:
        from PIL import Image, ImageDraw

        size = _px(_WIDTH), _px(self.height)
        image = Image.new("RGB", size, _PAPER)
        canvas = ImageDraw.Draw(image)
        for path in self.plan.paths:
            self._line(canvas, path)
        for name, box in self.plan.boxes.items():
            self._box(canvas, box, self.place[name])
        for column in self.plan.columns:
            box = next(self.plan.boxes[name] for name in column if name in self.plan.boxes)
            self._write(canvas, box.column, (self.place[column[0]][0], 0.5), _SOFT, 2.9, bold=True)
        out = io.BytesIO()
        few = image.reduce(_FINER).quantize(_SHADES, method=Image.Quantize.FASTOCTREE)
        few.putpalette(
            [255 if shade == 254 else shade for shade in few.getpalette() or ()]
        )  # the paper stays white
        few.save(out, "PNG", dpi=(_PIXELS * 25.4, _PIXELS * 25.4))
        return out.getvalue()

    def _line(self, canvas: ImageDraw, path: tuple[str, ...]) -> None:
        """An S-shaped line from the right side of a box to the left side of another, straight through gaps."""
        points: list[Point] = []
        for source, target in pairwise(path):
            (x1, y1), (x2, y2) = self.place[source], self.place[target]
            start, middle = (x1 + self.width, y1), (x1 + self.width + x2) / 2
            points += (_curve(start, (middle, y1), (middle, y2), (x2, y2), t / 40) for t in range(41))
        canvas.line([(_px(x), _px(y)) for x, y in points], fill=_LINE, width=_px(0.3), joint="curve")
        x, y = points[-1]
        canvas.polygon([(_px(x), _px(y)), (_px(x - 2), _px(y - 0.9)), (_px(x - 2), _px(y + 0.9))], fill=_LINE)

    def _box(self, canvas: ImageDraw, box: Box, at: Point) -> None:
        left, top = at[0], at[1] - _HIGH / 2
        fill, edge = _COLOURS[box.column]
        corners = (_px(left), _px(top), _px(left + self.width) - 1, _px(top + _HIGH))
        canvas.rounded_rectangle(corners, radius=_px(1.2), fill=fill, outline=edge, width=_px(0.3))
        self._write(canvas, box.name, (left + 1.6, top + 1.2), _INK, 3.2, bold=True)
        for number, line in enumerate(box.lines):
            self._write(canvas, line, (left + 1.6, top + 5.6 + 3.4 * number), _SOFT, 2.8)

    def _write(
        self, canvas: ImageDraw, text: str, at: Point, colour: str, high: float, *, bold: bool = False
    ) -> None:
        """One line of text, made smaller and then shorter until it fits its box."""
        room, size = _px(self.width - 3.2), _px(high)
        while (font := _sized(size, bold=bold)).getlength(text) > room and size > _px(2.3):
            size -= 1
        while font.getlength(text) > room and len(text) > 4:
            text = f"{text.rstrip('…')[:-1]}…"
        canvas.text((_px(at[0]), _px(at[1])), text, font=font, fill=colour)


def _px(millimetres: float) -> int:
    return round(millimetres * _PIXELS * _FINER)


def _curve(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    """A point of the cubic Bezier curve from a to d."""
    s = 1 - t
    weights = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
    return (
        sum(w * p[0] for w, p in zip(weights, (a, b, c, d), strict=True)),
        sum(w * p[1] for w, p in zip(weights, (a, b, c, d), strict=True)),
    )


@cache
def _sized(pixels: int, *, bold: bool) -> FreeTypeFont:
    """The first typeface this machine has; the last one comes with a package Lotbook needs anyway."""
    import reportlab
    from PIL import ImageFont

    vera = Path(reportlab.__file__).parent / "fonts" / ("VeraBd.ttf" if bold else "Vera.ttf")
    for name in (*_TYPEFACES[bold], str(vera)):
        try:
            return ImageFont.truetype(name, pixels)
        except OSError:
            continue
    raise PdfEngineError("No typeface was found to draw the chain with.")


_HEAD = 6.0  # millimetres for the headings of the columns
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
