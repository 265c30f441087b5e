"""How a report's picture stands on its sheet: what it is called, how large it is shown, how far from the corner of its row."""

from __future__ import annotations

from typing import NamedTuple

NAME = "Lotbook chain"  # by which the next report finds it again; any other picture is the user's own
TOLD = "The chain: from the material on the left to those who received it on the right. The lists below tell the same."
MARGIN = 6.0  # points
_WIDEST = 720.0  # points
_HIGHEST = 396.0  # with its margins just within what a row can be high: 409 points in Excel


class Shown(NamedTuple):
    """The size of a picture on the sheet, in points."""

    width: float
    height: float

    @property
    def row_height(self) -> float:
        """How high its row is."""
        return self.height + 2 * MARGIN


def shown(png: bytes) -> Shown:
    """As large as fits; the head of every PNG tells its pixels (ISO/IEC 15948, 11.2.2)."""
    width, height = int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
    scale = min(_WIDEST / width, _HIGHEST / height)
    return Shown(width * scale, height * scale)
