"""One sheet of paper to draw a supplier's document on: letterhead, facts, tables, statement, signature.

The same drawing gives the same bytes (reportlab's invariant mode), so the demo's packages have stable fingerprints.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lotbook.artefacts.demo.chance import Dice

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

Facts = Sequence[tuple[str, str]]
LETTER, A4 = (612.0, 792.0), (595.28, 841.89)
_MARGIN = 48.0
_FOOT = 44.0


class House(NamedTuple):
    """How one supplier's papers look: name, lines under it, colour (red, green, blue), which letterhead."""

    name: str
    lines: tuple[str, ...]
    colour: tuple[float, float, float]
    head: str  # band, rule or box


class Paper:
    """One page with a pen that moves down it."""

    def __init__(self, path: Path, house: House, size: tuple[float, float], title: str) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self.house = house
        self.width, self.height = size
        self.pen: Canvas = Canvas(str(path), pagesize=size, invariant=1, pageCompression=1)
        self.pen.setTitle(title)
        self.pen.setAuthor(house.name)
        self.y = self.height - _MARGIN
        getattr(self, f"_{house.head}")()

    def _band(self) -> None:
        """A coloured band across the top with the name in white."""
        self.pen.setFillColorRGB(*self.house.colour)
        self.pen.rect(0, self.height - 74, self.width, 74, stroke=0, fill=1)
        self.pen.setFillColorRGB(1, 1, 1)
        self._write(_MARGIN, self.height - 40, self.house.name, 19, bold=True)
        self._write(_MARGIN, self.height - 57, "  |  ".join(self.house.lines), 8)
        self.y = self.height - 104

    def _rule(self) -> None:
        """The name at the left, the address at the right, a rule below."""
        self.pen.setFillColorRGB(*self.house.colour)
        self._mark(_MARGIN, self.height - 66)
        self._write(_MARGIN + 34, self.height - 56, self.house.name, 15, bold=True)
        self.pen.setFillColorRGB(0.25, 0.25, 0.25)
        for step, line in enumerate(self.house.lines):
            self.pen.setFont("Helvetica", 7.5)
            self.pen.drawRightString(self.width - _MARGIN, self.height - 44 - 10 * step, line)
        self.pen.setStrokeColorRGB(*self.house.colour)
        self.pen.setLineWidth(1.6)
        self.pen.line(_MARGIN, self.height - 78, self.width - _MARGIN, self.height - 78)
        self.y = self.height - 104

    def _box(self) -> None:
        """Everything in a thin frame, the name centred, as an office typed it."""
        self.pen.setStrokeColorRGB(0.2, 0.2, 0.2)
        self.pen.setLineWidth(0.7)
        self.pen.rect(_MARGIN - 14, 22, self.width - 2 * _MARGIN + 28, self.height - _MARGIN - 8)
        self.pen.setFillColorRGB(*self.house.colour)
        self.pen.setFont("Times-Bold", 18)
        self.pen.drawCentredString(self.width / 2, self.height - 66, self.house.name)
        self.pen.setFillColorRGB(0.2, 0.2, 0.2)
        self.pen.setFont("Times-Roman", 9)
        for step, line in enumerate(self.house.lines):
            self.pen.drawCentredString(self.width / 2, self.height - 82 - 11 * step, line)
        self.y = self.height - 106 - 11 * len(self.house.lines)

    def _mark(self, x: float, y: float) -> None:
        """A small mark of the house: three bars, as a rolling mill would have it."""
        for step, length in enumerate((26, 20, 14)):
            self.pen.rect(x, y + 8 * step, length, 5, stroke=0, fill=1)

    def _write(self, x: float, y: float, text: str, size: float, *, bold: bool = False) -> None:
        self.pen.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        self.pen.drawString(x, y, text)

    def title(self, text: str, below: str = "") -> None:
        """The document's name and, smaller, what kind it is."""
        self.pen.setFillColorRGB(0.08, 0.08, 0.08)
        self._write(_MARGIN, self.y, text, 14, bold=True)
        self.y -= 15
        if below:
            self._write(_MARGIN, self.y, below, 9)
            self.y -= 13
        self.y -= 4

    def facts(self, facts: Facts, columns: int = 2) -> None:
        """Labels with their values, in columns between thin lines."""
        pad = -len(facts) % columns
        cells = [*facts, *([("", "")] * pad)]
        rows = [
            [text for fact in cells[start : start + columns] for text in fact]
            for start in range(0, len(cells), columns)
        ]
        usable = self.width - 2 * _MARGIN
        self.table(rows, [usable / columns * 0.38, usable / columns * 0.62] * columns, head=False)

    def table(
        self, rows: Sequence[Sequence[str]], widths: Sequence[float] = (), *, head: bool = True
    ) -> None:
        """A table with thin lines; the first row is its head."""
        from reportlab.platypus import Table

        usable = self.width - 2 * _MARGIN
        cells = [
            [self._cell(text, bold=_is_label(r, c, head=head)) for c, text in enumerate(row)]
            for r, row in enumerate(rows)
        ]
        even = [usable / len(rows[0])] * len(rows[0])
        table = Table(cells, colWidths=list(widths) or even, style=self._lines(head=head))
        _, height = table.wrapOn(self.pen, usable, self.y)
        table.drawOn(self.pen, _MARGIN, self.y - height)
        self.y -= height + 12

    def _lines(self, *, head: bool) -> list[tuple[object, ...]]:
        """Thin grey lines, close cells, and the head in a tint of the house's colour."""
        from reportlab.lib.colors import Color

        style: list[tuple[object, ...]] = [
            ("GRID", (0, 0), (-1, -1), 0.4, Color(0.72, 0.72, 0.72)),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 2.2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.6),
        ]
        if head:
            style.append(("BACKGROUND", (0, 0), (-1, 0), Color(*self.house.colour, alpha=0.14)))
        return style

    def _cell(self, text: str, *, bold: bool) -> object:
        from xml.sax.saxutils import escape

        from reportlab.lib.styles import ParagraphStyle
        from reportlab.platypus import Paragraph

        style = ParagraphStyle(
            "cell", fontName="Helvetica-Bold" if bold else "Helvetica", fontSize=7.6, leading=9.2
        )
        return Paragraph(escape(text), style)

    def heading(self, text: str) -> None:
        """A heading in the colour of the house."""
        self.pen.setFillColorRGB(*self.house.colour)
        self._write(_MARGIN, self.y - 7, text, 9.5, bold=True)
        self.y -= 16

    def text(self, text: str) -> None:
        """A paragraph."""
        from xml.sax.saxutils import escape

        from reportlab.lib.styles import ParagraphStyle
        from reportlab.platypus import Paragraph

        usable = self.width - 2 * _MARGIN
        body = Paragraph(
            escape(text), ParagraphStyle("body", fontName="Helvetica", fontSize=8.6, leading=11.4)
        )
        _, height = body.wrapOn(self.pen, usable, self.y)
        body.drawOn(self.pen, _MARGIN, self.y - height)
        self.y -= height + 9

    def signed(self, name: str, function: str, on: str) -> None:
        """A signature in blue ink over the signer's name, and a round stamp beside it."""
        self.y -= 46
        self._ink(name)
        self.pen.setStrokeColorRGB(0.2, 0.2, 0.2)
        self.pen.setLineWidth(0.5)
        self.pen.line(_MARGIN, self.y, _MARGIN + 190, self.y)
        self.pen.setFillColorRGB(0.1, 0.1, 0.1)
        self._write(_MARGIN, self.y - 11, name, 8.6, bold=True)
        self._write(_MARGIN, self.y - 21, f"{function}  -  {on}", 8)
        self._stamp()
        self.y -= 34

    def _ink(self, name: str) -> None:
        dice = Dice(sum(ord(letter) * 31**n for n, letter in enumerate(name)) % 2**61)
        self.pen.setStrokeColorRGB(0.09, 0.16, 0.5)
        self.pen.setLineWidth(1.1)
        stroke = self.pen.beginPath()
        x, y = _MARGIN + 8, self.y + 10
        stroke.moveTo(x, y)
        for _ in range(9):
            step = dice.between(10, 20)
            rise, fall = dice.between(4, 24), dice.between(-9, 5)
            stroke.curveTo(x + 2, y + rise, x + step + 5, y + rise - 3, x + step, self.y + 10 + fall)
            x, y = x + step - 2, self.y + 10 + fall
        self.pen.drawPath(stroke)

    def _stamp(self) -> None:
        x, y = self.width - _MARGIN - 62, self.y + 14
        self.pen.setStrokeColorRGB(*self.house.colour)
        self.pen.setFillColorRGB(*self.house.colour)
        self.pen.setLineWidth(1.2)
        self.pen.circle(x, y, 30, fill=0)
        self.pen.circle(x, y, 25.5, fill=0)
        self.pen.setFont("Helvetica-Bold", 7)
        self.pen.drawCentredString(x, y + 4, "QUALITY")
        self.pen.drawCentredString(x, y - 5, "RELEASED")

    def close(self, foot: str) -> None:
        """The foot of the page; the file is written.

        Raises:
            ValueError: what was drawn does not fit on the page.
        """
        if self.y < _FOOT:
            raise ValueError(f"{self.house.name}: {foot} runs over the page")
        self.pen.setFillColorRGB(0.4, 0.4, 0.4)
        self.pen.setFont("Helvetica", 6.8)
        self.pen.drawString(_MARGIN, 30, foot)
        self.pen.drawRightString(self.width - _MARGIN, 30, "Page 1 of 1")
        self.pen.showPage()
        self.pen.save()


def _is_label(row: int, column: int, *, head: bool) -> bool:
    """In a table the head is bold; among facts, every other column."""
    return row == 0 if head else column % 2 == 0
