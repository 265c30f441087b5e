"""Draws the chain of one certificate or recall as a picture: heats on the left, the order on the right.

Each column is one kind of step; a line says "was made from". What does not fit in a column stands in its last box as a
number, and in the tables of the report by name.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from lotbook.documents.chain_layout import Chain, chain_of
from lotbook.documents.chain_places import (
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
from lotbook.documents.frozen import Frozen
from lotbook.documents.whole_file import write_whole

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

_PIXELS = 9  # per millimetre, about 230 per inch: sharp in print, a hundred kilobytes or so
_FINER = 2  # drawn twice as large, then made small, which smooths the lines
_SHADES = 256  # of its few colours: a quarter of the bytes, in a fifth of the time


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
    found = places(chain)
    if found is None:
        return None
    write_whole(out, _png(found))
    return out


def _png(found: Places) -> bytes:
    """Lines first, boxes over them."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (_px(WIDTH), _px(found.height)), PAPER)
    canvas = ImageDraw.Draw(image)
    for line in found.lines():
        _line(canvas, line)
    for name, box in found.plan.boxes.items():
        left, top = found.corner(name)
        fill, edge = COLOURS[box.column]
        corners = (_px(left), _px(top), _px(left + found.width) - 1, _px(top + HIGH))
        canvas.rounded_rectangle(corners, radius=_px(1.2), fill=fill, outline=edge, width=_px(0.3))
        for text in found.texts(name, box):
            _write(canvas, text)
    for text in found.headings():
        _write(canvas, text)
    out = io.BytesIO()
    few = image.reduce(_FINER).quantize(_SHADES, method=Image.Quantize.FASTOCTREE)
    few.putpalette(
        [255 if shade == 254 else shade for shade in few.getpalette() or ()]
    )  # the paper stays white
    few.save(out, "PNG", dpi=(_PIXELS * 25.4, _PIXELS * 25.4))
    return out.getvalue()


def _line(canvas: ImageDraw, line: tuple[Line, ...]) -> None:
    points = [_curve(step, t / 40) for step in line for t in range(41)]
    canvas.line([(_px(x), _px(y)) for x, y in points], fill=LINE, width=_px(0.3), joint="curve")
    x, y = points[-1]
    canvas.polygon([(_px(x), _px(y)), (_px(x - 2), _px(y - 0.9)), (_px(x - 2), _px(y + 0.9))], fill=LINE)


def _write(canvas: ImageDraw, text: Written) -> None:
    font = sized(_px(text.high), bold=text.bold)
    canvas.text((_px(text.at[0]), _px(text.at[1])), text.text, font=font, fill=text.colour)


def _px(millimetres: float) -> int:
    return round(millimetres * _PIXELS * _FINER)


def _curve(line: Line, t: float) -> tuple[float, float]:
    """A point of the cubic Bezier curve from the line's start to its end."""
    s = 1 - t
    weights = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
    return (
        sum(w * p[0] for w, p in zip(weights, line, strict=True)),
        sum(w * p[1] for w, p in zip(weights, line, strict=True)),
    )
