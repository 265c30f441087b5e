"""Draws small real PDFs for tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas


def draw(path: Path, *pages: Sequence[str]) -> Path:
    """A PDF with these lines on its pages; a page without lines is only a picture."""
    canvas = Canvas(str(path), invariant=True)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, 760 - 20 * number, line)
        if not lines:
            canvas.rect(72, 400, 300, 200, fill=1)
        canvas.showPage()
    canvas.save()
    return path


def scan(path: Path, dots: int, lines: Sequence[str] = (), *, turned: int = 0) -> Path:
    """A scan of an A4 page with so many dots to the inch and, as a reader of scans adds it, its text behind the picture."""
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=True)
    picture = Image.new("L", (round(8.27 * dots), round(11.69 * dots)), 230)
    canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    canvas.translate(300, 420)
    canvas.rotate(turned)
    text = canvas.beginText(-200, 100)
    text.setTextRenderMode(3)
    text.textLines("\n".join(lines))
    canvas.drawText(text)
    canvas.showPage()
    canvas.save()
    return path
