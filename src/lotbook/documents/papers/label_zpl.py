"""Labels in the language of Zebra printers (ZPL II), as text that is sent to the printer as it is.

The printer sets the text in its own font 0, CG Triumvirate Bold Condensed. Zebra's ZPL II Programming Guide (^A) tells the
block of a letter, 15 dots high and 12 wide, so none is wider than 0.8 of its height; how wide each letter is, it does not
tell. So a line's length is estimated: Triumvirate is drawn after Helvetica, whose bold letters, narrowed to 0.82 as in
Helvetica Narrow Bold, are taken, none above the matrix, and a tenth is kept free. A line that is too long by that is set
smaller, then cut with dots; an identifier or a heat is never cut, its label is refused.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lotbook.documents.papers.label import Label
from lotbook.errors import PdfEngineError

_DOTS = 8  # per millimetre, at 203 dpi
_NARROWED, _MATRIX, _SPARE = 0.82, 0.8, 1.1
_LARGEST, _SMALLEST, _SMALLEST_WHOLE = (
    3.2,
    2.3,
    1.8,
)  # millimetres: of a fact, of one before it is cut, of an identifier
_FURTHEST = 0x0530  # Latin, Greek and Cyrillic stand below; font 0 has no other letters
_NEVER_LEFT_OUT = frozenset({"Mark", "Status", "Heat"})
# Bytes that QR versions 1 to 20 hold with error correction M (ISO/IEC 18004:2015, table 7).
_HOLDS = (14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666)
_MOST_MAGNIFIED = 10  # of ^BQ
_CODE_128 = 11, 35  # modules a character; start, check and stop
_QUIET = 10  # modules left free on both sides
_FINEST, _COARSEST = 0.19, 0.4  # millimetres a bar: what printers still draw, and what needs no more room


class _Paper(NamedTuple):
    """A label's size in millimetres, and the printer's dots in one."""

    wide: float
    high: float
    dots: int

    def at(self, left: float, top: float) -> str:
        """The command that goes there."""
        return f"^FO{round(left * self.dots)},{round(top * self.dots)}"


class _Line(NamedTuple):
    """A text as it is printed, and the height of its letters in dots."""

    text: str
    high: int


_EDGE, _TITLE, _CODE = 3.0, 6.0, 26.0  # millimetres


def zpl(labels: Sequence[Label], *, wide: float = 100, high: float = 50, dots: int = _DOTS) -> str:
    """One ``^XA ... ^XZ`` for each label, in UTF-8 (``^CI28``).

    Args:
        labels: in printing order.
        wide: width of a label in millimetres.
        high: its height in millimetres.
        dots: dots a millimetre: 6 for 152 dpi, 8 for 203, 12 for 300, 24 for 600.

    Raises:
        PdfEngineError: an identifier, a heat or a warning does not fit, or the printer's font has not every letter.
    """
    return "".join(_label(label, _Paper(wide, high, dots)) for label in labels)


def estimated(text: str, high: float) -> float:
    """How long a line is at most in font 0, by estimate, in the unit of its height; the module tells by what."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    def wide(sign: str) -> float:
        known = sign.isascii() or "\u00a0" <= sign <= "\u00ff"
        return min(stringWidth(sign, "Helvetica-Bold", 1) * _NARROWED, _MATRIX) if known else _MATRIX

    return sum(map(wide, text)) * high * _SPARE


def _label(label: Label, paper: _Paper) -> str:
    room = paper.wide - 2 * _EDGE
    title = _fitted(label.title, room, _TITLE, paper, whole=True)
    lines = [
        "^XA^CI28",
        f"^PW{round(paper.wide * paper.dots)}^LL{round(paper.high * paper.dots)}",
        _text(paper.at(_EDGE, _EDGE), title),
        *_facts(label, paper),
        *_square(label, paper),
        *_bars(label, paper),
    ]
    return "\n".join([*lines, "^XZ", ""])


def _facts(label: Label, paper: _Paper) -> Iterator[str]:
    """As many as there is room for, the most important first; what warns, and the heat, must be among them."""
    top, bottom = _EDGE + _TITLE + 1.5, paper.high - 12
    step = min(4.0, max((bottom - top) / max(len(label.facts), 1), 2.8))
    for name, value in label.facts:
        if top + step - 0.4 > bottom:
            if name in _NEVER_LEFT_OUT:
                raise _too_small(f"{name}: {value}")
            continue
        text, whole = f"{name}: {value}" if name else value, name in _NEVER_LEFT_OUT
        size = min(_LARGEST, step - 0.4)
        line = _fitted(text, paper.wide - 2 * _EDGE - _CODE - 2, size, paper, whole=whole)
        yield _text(paper.at(_EDGE, top), line)
        top += step


def _fitted(text: str, room: float, size: float, paper: _Paper, *, whole: bool) -> _Line:
    """A text in one line, smaller where it must be; then cut with dots, unless it must stay whole.

    Args:
        text: what is printed.
        room: millimetres.
        size: height of its letters where it fits, in millimetres.
        paper: what it is printed on.
        whole: whether it is never cut.
    """
    if lacking := "".join(
        dict.fromkeys(sign for sign in text if ord(sign) >= _FURTHEST and not _is_mark(sign))
    ):
        raise PdfEngineError(
            f"A Zebra printer's own font has no {lacking} of {text!r}.",
            next_step="Print this label on another preset: `lotbook labels --help`.",
        )
    dots, high = room * paper.dots, round(size * paper.dots)
    least = math.ceil(min(size, _SMALLEST_WHOLE if whole else _SMALLEST) * paper.dots)
    while estimated(text, high) > dots and high > least:
        high -= 1
    if estimated(text, high) <= dots:
        return _Line(text, high)
    if whole:
        raise _too_small(text)
    while text and estimated(f"{text}...", high) > dots:
        text = text[:-1]
    return _Line(f"{text.rstrip()}...", high)


def _is_mark(sign: str) -> bool:
    """Dashes, quotation marks, the bullet and the euro, which font 0 has."""
    return "\u2010" <= sign <= "\u2026" or sign == "\u20ac"


def _too_small(text: str) -> PdfEngineError:
    return PdfEngineError(
        f"{text} does not fit a label of this size.",
        next_step="Choose a larger preset: `lotbook labels --help`.",
    )


def _text(place: str, line: _Line) -> str:
    return f"{place}^A0N,{line.high},0^FH_^FD{_data(line.text)}^FS"


def _square(label: Label, paper: _Paper) -> Iterator[str]:
    """The QR code as large as its place allows."""
    version = bisect_left(_HOLDS, len(label.code.encode())) + 1
    dots = round(_CODE * paper.dots)
    large = min(dots // (17 + 4 * version), max(2, paper.dots // 2), _MOST_MAGNIFIED)
    if version > len(_HOLDS) or large < 2:
        raise _too_small(label.code)
    place = paper.at(paper.wide - _EDGE - _CODE, _EDGE + _TITLE + 1)
    yield f"{place}^BQN,2,{large}^FH_^FDMA,{_data(label.code)}^FS"


def _bars(label: Label, paper: _Paper) -> Iterator[str]:
    """The Code 128 with bars as thick as there is room for; none where they would be too fine to be scanned."""
    each, besides = _CODE_128
    modules, edge = each * len(label.bars) + besides, round(_EDGE * paper.dots)
    for thick in range(round(_COARSEST * paper.dots), math.ceil(_FINEST * paper.dots) - 1, -1):
        left = max(edge, _QUIET * thick)
        if left + (modules + _QUIET) * thick <= paper.wide * paper.dots:
            place = f"^FO{left},{round((paper.high - 10) * paper.dots)}"
            yield f"{place}^BY{thick}^BCN,{round(7 * paper.dots)},N,N,N^FH_^FD{_data(label.bars)}^FS"
            return


def _data(text: str) -> str:
    """Field data: what ZPL would take for a command, and what is no ASCII, is written as bytes in hexadecimal (``^FH_``)."""
    return "".join(
        sign
        if sign.isascii() and sign.isprintable() and sign not in "^~_\\"
        else "".join(f"_{byte:02X}" for byte in sign.encode())
        for sign in text
    )
