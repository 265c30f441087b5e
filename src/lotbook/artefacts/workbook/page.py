"""Print setup: every sheet prints landscape, one page wide, with its header repeated and its origin in the footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

PAPER_SIZES = {"A4": "9", "Letter": "1"}  # Excel's numbers


def print_setup(page: Worksheet, *, repeat_header: bool = True) -> None:
    """Sets one sheet's printing; the paper's size is set for the whole workbook by ``set_paper``."""
    from openpyxl.worksheet.properties import PageSetupProperties

    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top, page.page_margins.bottom = 0.5, 0.7
    if repeat_header:
        page.print_title_rows = "1:1"
    footer = page.oddFooter
    assert footer is not None
    for part, words in ((footer.left, "&F"), (footer.center, "&A   page &P of &N"), (footer.right, "&D")):
        assert part is not None
        part.text = words


def set_paper(page: Worksheet, paper: str) -> None:
    """A4 or Letter."""
    page.page_setup.paperSize = PAPER_SIZES[paper]
