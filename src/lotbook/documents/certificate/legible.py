"""Whether a person can read a page of a certificate: how fine its scan is, whether it stands upright, whether it is blank.

Pages are not drawn for that: the picture that fills a page is measured by its pixels, the text by the angle of some of
its letters. Which way round a picture without text stands, nobody can tell so; a person looks at such a file anyway.
"""

from __future__ import annotations

import ctypes
import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

_COARSE = 100  # dots an inch; the standard fax has 204 by 98, and less cannot be read for certain
_FILLS = 0.5  # of the page, from which on a picture is a scan and no logo
_MOST_OBJECTS = 40  # a scan is one of the first
_LETTERS = 24  # whose angle is looked at
_INCH = 72


class Look(NamedTuple):
    """How a page looks.

    Attributes:
        dots: of the scan that fills it, to the inch; 0 where none does.
        is_turned: most of its text does not stand upright.
        is_blank: there is nothing on it at all.
    """

    dots: int = 0
    is_turned: bool = False
    is_blank: bool = False

    @property
    def fault(self) -> str:
        """What a reader would complain of; empty where nothing is wrong."""
        if self.dots and self.dots < _COARSE:
            return f"is a scan of {self.dots} dots to the inch only"
        return "does not stand upright" if self.is_turned else ""


def look(page: PdfPage, text: PdfTextPage) -> Look:
    """How one page looks, its text at hand."""
    from pypdfium2 import raw

    count = raw.FPDFPage_CountObjects(page.raw)
    dots = max((_dots(page, number) for number in range(min(count, _MOST_OBJECTS))), default=0)
    is_blank = count == 0 and not raw.FPDFPage_GetAnnotCount(page.raw)  # a stamp may be all there is
    return Look(dots, _is_turned(page, text), is_blank)


def faults(looks: list[Look]) -> str:
    """What is wrong with the pages of a file, the first of each kind by its number; empty where nothing is."""
    said: dict[str, int] = {}
    for number, each in enumerate(looks, 1):
        if each.fault:
            said.setdefault(each.fault, number)
    return "; ".join(f"page {number} {fault}" for fault, number in said.items())


def _dots(page: PdfPage, number: int) -> int:
    """Dots to the inch of the picture that is this object and fills the page; 0 for anything else."""
    from pypdfium2 import raw

    found = raw.FPDFPage_GetObject(page.raw, number)
    if raw.FPDFPageObj_GetType(found) != raw.FPDF_PAGEOBJ_IMAGE:
        return 0
    matrix, across, down = raw.FS_MATRIX(), ctypes.c_uint(), ctypes.c_uint()
    if not raw.FPDFPageObj_GetMatrix(found, matrix) or not raw.FPDFImageObj_GetImagePixelSize(
        found, across, down
    ):
        return 0
    wide, high = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
    if not wide or not high or wide * high < _FILLS * page.get_width() * page.get_height():
        return 0
    return round(_INCH * math.sqrt(across.value * down.value / (wide * high)))


def _is_turned(page: PdfPage, text: PdfTextPage) -> bool:
    """Whether most letters stand at an angle, the page shown as its file says."""
    from pypdfium2 import raw

    count = text.count_chars()
    if count < _LETTERS:
        return False
    shown = 90 * raw.FPDFPage_GetRotation(page.raw)
    angles = (raw.FPDFText_GetCharAngle(text.raw, number) for number in range(0, count, count // _LETTERS))
    turned = [round(math.degrees(angle) + shown) % 360 not in _UPRIGHT for angle in angles if angle >= 0]
    return sum(turned) * 2 > len(turned)


_UPRIGHT = frozenset({*range(11), *range(350, 361)})  # degrees; a scan lies a little askew
