"""The hidden sheet Lists: the words behind drop-downs, one column a list, and one cell of each named style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lotbook.artefacts.workbook.figures import fill_figures
from lotbook.artefacts.workbook.names import column_letter
from lotbook.artefacts.workbook.styles import LOOKS
from lotbook.tables.lists import LISTS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def fill_lists(page: Worksheet) -> None:
    """Writes the lists; the last column keeps every named style in use, so that no program drops one on saving."""
    for position, (title, words) in enumerate([*LISTS.items(), ("Styles", tuple(LOOKS))], start=1):
        page.cell(1, position, title).style = "Header locked"
        page.column_dimensions[column_letter(position)].width = 19
        for row, word in enumerate(words, start=2):
            cell = page.cell(row, position, word)
            cell.style = word if title == "Styles" else "Input"
    fill_figures(page)
