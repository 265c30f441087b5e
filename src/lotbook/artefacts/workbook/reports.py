"""The report sheets as they stand before their command has run: a title, what it is, who writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lotbook.artefacts.workbook.names import column_letter
from lotbook.artefacts.workbook.page import print_setup
from lotbook.artefacts.workbook.tables import TAB_COLOURS
from lotbook.tables.column import Sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

WIDTHS = {
    "Recall": (22, 20, 30, 20, 13, 18, 14, 10, 13, 13, 10, 8, 12, 15, 14, 18),
    "Check results": (12, 20, 8, 20, 20, 68, 68, 26),
}


def fill_report(page: Worksheet, sheet: Sheet) -> None:
    """Prepares a report sheet; its command rewrites it whole, from row 1 on."""
    widths = WIDTHS[sheet.name]
    for position, width in enumerate(widths, start=1):
        page.column_dimensions[column_letter(position)].width = width
        page.cell(1, position).style = "Title"
    page.cell(1, 1, sheet.name)
    page.row_dimensions[1].height = 34
    page.cell(2, 1, "Made by Lotbook; do not type here. Nothing has been written yet.").style = "Note"
    page.sheet_view.showGridLines = False
    page.sheet_properties.tabColor = TAB_COLOURS[sheet.group]
    print_setup(page, repeat_header=False)
