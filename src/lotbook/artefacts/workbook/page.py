"""Print setup: landscape, as many pages wide as can be read, header and key repeated, origin in the footer."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

PAPER_SIZES = {"A4": "9", "Letter": "1"}  # Excel's numbers
# Characters of the standard font beside each other on a landscape page before print gets smaller than 6 points.
READABLE = 250


def print_setup(page: Worksheet, *, repeat_header: bool = True, one_page: bool = False) -> None:
    """Sets one sheet's printing; the paper's size is set for the whole workbook by ``set_paper``.

    A sheet with its header on top is an entry sheet: when it is too wide for one page to be read, it prints on two
    beside each other, the key column on both. A sheet without is a report and prints one page wide, or on one page.
    """
    from openpyxl.worksheet.properties import PageSetupProperties

    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 1 if one_page else 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top, page.page_margins.bottom = 0.5, 0.7
    if repeat_header:
        page.print_title_rows = "1:1"
        page.print_title_cols = "A:A"
        width = sum(dimension.width for dimension in page.column_dimensions.values())
        page.page_setup.fitToWidth = ceil(width / READABLE)
        page.page_setup.pageOrder = "overThenDown"
    _footer(page, "&A   page &P" if one_page else "&A   page &P of &N")


def _footer(page: Worksheet, middle: str) -> None:
    footer = page.oddFooter
    assert footer is not None
    for part, words in ((footer.left, "&F"), (footer.center, middle), (footer.right, "&D")):
        assert part is not None
        part.text = words


def set_paper(page: Worksheet, paper: str) -> None:
    """A4 or Letter."""
    page.page_setup.paperSize = PAPER_SIZES[paper]
