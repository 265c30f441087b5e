"""Draws labels in exact millimetres: sheets of A4 and Letter, rolls one label a page, and a card to test printer and scanner."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from lotbook.documents.papers.label import Label
from lotbook.errors import PdfEngineError

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_MM = 72 / 25.4


class Preset(NamedTuple):
    """One kind of label paper; everything in millimetres.

    Attributes:
        name: what people call it.
        page: width and height.
        columns: labels side by side; 1 on a roll.
        rows: labels one below the other.
        label: width and height of a label.
        left: from the page's left edge to the first label.
        top: from the page's upper edge to the first label.
        step: from the left edge of a label to that of the next, and the same downwards.
    """

    name: str
    page: tuple[float, float]
    columns: int
    rows: int
    label: tuple[float, float]
    left: float
    top: float
    step: tuple[float, float]


def _roll(name: str, wide: float, high: float) -> Preset:
    return Preset(name, (wide, high), 1, 1, (wide, high), 0, 0, (wide, high))


# Sizes as the makers print them on their boxes.
PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        "a4-21": Preset("A4, 21 labels of 63.5 x 38.1 mm (Avery L7160)", (210, 297), 3, 7, (63.5, 38.1), 7.2, 15.15, (66.04, 38.1)),
        "a4-8": Preset("A4, 8 labels of 99.1 x 67.7 mm (Avery L7165)", (210, 297), 2, 4, (99.1, 67.7), 4.65, 13.1, (101.6, 67.7)),
        "letter-30": Preset("Letter, 30 labels of 1 x 2 5/8 in (Avery 5160)", (215.9, 279.4), 3, 10, (66.675, 25.4), 4.76, 12.7, (69.85, 25.4)),
        "letter-10": Preset("Letter, 10 labels of 2 x 4 in (Avery 5163)", (215.9, 279.4), 2, 5, (101.6, 50.8), 3.97, 12.7, (106.36, 50.8)),
        "roll-62x29": _roll("Roll, 62 x 29 mm (Brother DK-11209)", 62, 29),
        "roll-100x50": _roll("Roll, 100 x 50 mm", 100, 50),
        "roll-4x6": _roll("Roll, 4 x 6 in", 101.6, 152.4),
    }
)  # fmt: skip


def draw(labels: Sequence[Label], preset: Preset, *, first: int = 1) -> bytes:
    """The labels as a PDF to be printed at 100 %.

    Args:
        labels: in this order, row by row.
        preset: the paper.
        first: the position of the first free label, when a sheet was begun before; counts from 1.

    Raises:
        PdfEngineError: a letter has no typeface here, or an identifier does not fit the label.
    """
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    size = (preset.page[0] * _MM, preset.page[1] * _MM)
    canvas = Canvas(out, pagesize=size, invariant=True, pageCompression=1)
    canvas.setTitle("Labels")
    a_page = preset.columns * preset.rows
    for number, label in enumerate(labels, start=(first - 1) % a_page):
        if number and number % a_page == 0:
            canvas.showPage()
        row, column = divmod(number % a_page, preset.columns)
        left = preset.left + column * preset.step[0]
        top = preset.top + row * preset.step[1]
        canvas.saveState()
        canvas.translate(left * _MM, (preset.page[1] - top - preset.label[1]) * _MM)
        _label(canvas, label, *preset.label)
        canvas.restoreState()
    canvas.save()
    return out.getvalue()


_EDGE = 2.5  # millimetres that printers may miss by
_FINEST = 2.8  # millimetres from line to line
_SMALLEST = 6.5  # points
_STRONG = ("Mark", "Status", "Heat")


class _Line(NamedTuple):
    """Where a line of text stands: left end, base line and length, in millimetres."""

    left: float
    base: float
    room: float


def _label(canvas: Canvas, label: Label, wide: float, high: float) -> None:
    """Identifier on top over the whole width, QR on the right, facts on the left, Code 128 at the foot where it fits."""
    inner = wide - 2 * _EDGE
    tall = min(max(6.5, high / 18), high / 6)
    _text(canvas, label.title, _Line(_EDGE, high - _EDGE - tall, inner), tall * 1.25, bold=True, whole=True)
    bars = 7.0 if high >= 36 else 0.0
    room = high - 2 * _EDGE - tall - 1.5
    side = min(room - (bars + 1.5 if bars else 0), inner * 0.42, 38.0)
    if bars:
        _bars(canvas, label.bars, _Line(_EDGE, _EDGE, inner), bars)
    _square(canvas, label.code, wide - _EDGE - side, high - _EDGE - tall - 1.5 - side, side)
    top, bottom = high - _EDGE - tall - 1.5, _EDGE + (bars + 1.0 if bars else 0.0)
    length = inner - side - 2.0
    facts = _broken(label.facts, length, int((top - bottom) / _FINEST))
    line = min(max((top - bottom) / max(len(facts), 4), _FINEST), max(4.6, high / 26))
    for name, text in facts:
        top -= line
        if top < bottom - 0.01:
            break
        where = _Line(_EDGE, top + line * 0.22, length)
        _text(canvas, text, where, line * 0.78, bold=name in _STRONG, whole=name == "Heat")


def _broken(facts: Sequence[tuple[str, str]], length: float, most: int) -> list[tuple[str, str]]:
    """The facts as lines; one that is too long for the smallest type takes a second line.

    Later facts make room for it, but none of those that warn and not the heat.
    """
    lines = [(name, f"{name}: {value}" if name else value) for name, value in facts]
    for name, text in [each for each in lines if each[0] != "Heat"]:
        halves = _halves(text, length, bold=name in _STRONG)
        place = lines.index((name, text))
        longer = [*lines[:place], *((name, half) for half in halves), *lines[place + 1 :]]
        if all(name not in _STRONG for name, _ in longer[most:]):
            lines = longer
    return lines[:most]


def _halves(text: str, length: float, *, bold: bool) -> tuple[str, ...]:
    """A text as it is where it fits, else parted at the last blank before the end of the line."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    face, room = _face(text, bold=bold), length * _MM
    if stringWidth(text, face, _SMALLEST) <= room:
        return (text,)
    blanks = [place for place, sign in enumerate(text) if sign == " "]
    fitting = [place for place in blanks if stringWidth(text[:place], face, _SMALLEST) <= room]
    return (text[: fitting[-1]], text[fitting[-1] + 1 :]) if fitting else (text,)


def _text(
    canvas: Canvas, text: str, where: _Line, size: float, *, bold: bool = False, whole: bool = False
) -> None:
    """One line, made smaller until it fits; then cut with dots, unless it is an identifier, which never is."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    face, points, room = _face(text, bold=bold), size * _MM, where.room * _MM
    smallest = 5.0 if whole else min(_SMALLEST, points)
    while stringWidth(text, face, points) > room and points > smallest:
        points -= 0.25
    if stringWidth(text, face, points) > room:
        if whole:
            raise PdfEngineError(
                f"{text} does not fit a label of this size.",
                next_step="Choose a larger preset: `lotbook labels --help`.",
            )
        while text and stringWidth(f"{text}…", face, points) > room:
            text = text[:-1]
        text = f"{text.rstrip()}…"
    canvas.setFont(face, points)
    canvas.drawString(where.left * _MM, where.base * _MM, text)


def _face(text: str, *, bold: bool) -> str:
    """A typeface that has every letter: the one that comes with the PDF library, else one of this machine."""
    from pathlib import Path

    import reportlab
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    own = Path(reportlab.__file__).parent / "fonts" / ("VeraBd.ttf" if bold else "Vera.ttf")
    for file in (str(own), *_TYPEFACES[bold]):
        name = Path(file).stem
        try:
            if name not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(name, file))
        except TTFError:
            continue
        known = pdfmetrics.getFont(name).face.charToGlyph
        if all(ord(sign) in known for sign in text):
            return name
    raise PdfEngineError(
        f"No typeface of this computer has every letter of {text!r}.",
        next_step="Install a font that has them, such as DejaVu Sans or Arial.",
    )


_TYPEFACES = {
    False: ("DejaVuSans.ttf", "arial.ttf", "Arial.ttf", "LiberationSans-Regular.ttf", "Carlito-Regular.ttf"),
    True: (
        "DejaVuSans-Bold.ttf",
        "arialbd.ttf",
        "Arial Bold.ttf",
        "LiberationSans-Bold.ttf",
        "Carlito-Bold.ttf",
    ),
}


def _square(canvas: Canvas, text: str, left: float, bottom: float, side: float) -> None:
    """The QR code, error correction M, with its quiet zone of four modules inside the square."""
    from reportlab.graphics import renderPDF
    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.shapes import Drawing

    code = QrCodeWidget(text, barLevel="M", barBorder=4)
    x1, y1, x2, y2 = code.getBounds()
    scale = side * _MM / max(x2 - x1, y2 - y1)
    drawing = Drawing(side * _MM, side * _MM, transform=(scale, 0, 0, scale, 0, 0))
    drawing.add(code)
    renderPDF.draw(drawing, canvas, left * _MM, bottom * _MM)


def _bars(canvas: Canvas, text: str, where: _Line, high: float) -> None:
    """The Code 128 as wide as the label allows, no bar finer than 0.19 mm, which office printers still draw; else none."""
    from reportlab.graphics.barcode.code128 import Code128

    thin = min(0.4, where.room / Code128(text, barWidth=1, quiet=True, lquiet=10, rquiet=10).width)
    if thin >= 0.19:
        quiet = 10 * thin * _MM
        code = Code128(
            text, barWidth=thin * _MM, barHeight=high * _MM, quiet=True, lquiet=quiet, rquiet=quiet
        )
        code.drawOn(canvas, where.left * _MM, where.base * _MM)
