"""Draws the results of one characteristic, piece after piece, between its limits: small enough for a table's cell.

A result within its limits is a blue dot, one outside is an orange square, so that the picture can be read without colours.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from lotbook.documents.whole_file import write_whole

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

_PIXELS = 20  # per millimetre on a canvas that is then made half as large, which smooths the lines
_WIDTH, _HEIGHT, _EDGE = 40.0, 9.0, 1.4  # millimetres
_SPARE = 0.25  # of the tolerance, shown beyond each limit; a result farther out stands at the edge
_INSIDE, _OUTSIDE, _LIMIT, _BAND, _NOMINAL = "#0072b2", "#d55e00", "#5b6773", "#edf2f7", "#9aa7b4"


def draw(
    results: Sequence[Decimal],
    lower: Decimal | None,
    upper: Decimal | None,
    nominal: Decimal | None,
    out: Path,
) -> Path | None:
    """Draws a PNG; None where there is nothing to see: fewer than two results, or no limit to see them against.

    Raises:
        ReadOnlyError: ``out`` cannot be written.
    """
    if len(results) < 2 or (lower is None and upper is None):
        return None
    write_whole(out, _Plot(results, lower, upper).png(nominal))
    return out


class _Plot:
    """The scale from values to the canvas, and what is drawn on it."""

    def __init__(self, results: Sequence[Decimal], lower: Decimal | None, upper: Decimal | None) -> None:
        self.results, self.lower, self.upper = results, lower, upper
        known = [value for value in (lower, upper) if value is not None]
        low, high = min(known), max(known)
        if low == high:  # one limit only, or two equal ones: as much room as the results need
            low, high = min(low, *results), max(high, *results)
        spare = (float(high) - float(low)) * _SPARE or 1.0
        self.bottom, self.top = float(low) - spare, float(high) + spare

    def png(self, nominal: Decimal | None) -> bytes:
        from PIL import Image, ImageDraw

        size = _px(_WIDTH), _px(_HEIGHT)
        image = Image.new("RGB", size, "#ffffff")
        canvas = ImageDraw.Draw(image)
        self._ground(canvas, nominal)
        for number, result in enumerate(self.results):
            self._dot(canvas, number, result)
        out = io.BytesIO()
        small = image.resize((size[0] // 2, size[1] // 2), Image.Resampling.LANCZOS)
        small.save(out, "PNG", optimize=True, dpi=(_PIXELS * 12.7, _PIXELS * 12.7))
        return out.getvalue()

    def _ground(self, canvas: ImageDraw, nominal: Decimal | None) -> None:
        """The band between the limits, a line at each limit, a thin one at the nominal."""
        high = self._y(self.upper) if self.upper is not None else 0
        low = self._y(self.lower) if self.lower is not None else _px(_HEIGHT)
        if high <= low:  # limits that were entered the wrong way round leave no room between them
            canvas.rectangle((0, high, _px(_WIDTH), low), fill=_BAND)
        for limit in (self.lower, self.upper):
            if limit is not None:
                canvas.line((0, self._y(limit), _px(_WIDTH), self._y(limit)), fill=_LIMIT, width=_px(0.2))
        if nominal is not None and self.bottom < float(nominal) < self.top:
            y = self._y(nominal)
            for x in range(0, _px(_WIDTH), _px(1.6)):
                canvas.line((x, y, x + _px(0.8), y), fill=_NOMINAL, width=_px(0.12))

    def _dot(self, canvas: ImageDraw, number: int, result: Decimal) -> None:
        steps = max(len(self.results) - 1, 1)
        x = _px(_EDGE + (_WIDTH - 2 * _EDGE) * number / steps)
        y = min(max(self._y(result), _px(0.6)), _px(_HEIGHT - 0.6))
        half = _px(0.6 if len(self.results) <= 40 else 0.35)
        box = (x - half, y - half, x + half, y + half)
        above = self.upper is not None and result > self.upper
        if above or (self.lower is not None and result < self.lower):
            canvas.rectangle(box, fill=_OUTSIDE)
        else:
            canvas.ellipse(box, fill=_INSIDE)

    def _y(self, value: Decimal) -> int:
        share = (self.top - float(value)) / (self.top - self.bottom)
        return round(share * _px(_HEIGHT))


def _px(millimetres: float) -> int:
    return round(millimetres * _PIXELS)
