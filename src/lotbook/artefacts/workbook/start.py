"""The first sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def fill_start(page: Worksheet, profile: str) -> None:
    """Writes the first sheet."""
    page.cell(1, 1, f"Lotbook {profile}").style = "Title"
