"""Changes the page of a filled document to the customer's paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

_PAPERS = {"A4": (210, 297), "Letter": (215.9, 279.4)}  # millimetres


def fit(document: DocxTemplate, paper: str) -> None:
    """Changes the page's size; the margins take the difference so that every table keeps its width.

    Args:
        document: filled.
        paper: ``A4`` or ``Letter``.
    """
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    for section in document.docx.sections:
        wide, high = map(Mm, _PAPERS[paper])
        if section.orientation == WD_ORIENT.LANDSCAPE:
            wide, high = high, wide
        spare = (wide - section.page_width) // 2
        section.left_margin += spare
        section.right_margin += spare
        section.page_width, section.page_height = wide, high
