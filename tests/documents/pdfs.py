"""Draws small real PDFs for tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

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
