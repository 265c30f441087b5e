"""A question of a button is asked in a box of the spreadsheet, and what a person types there is the answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.live.desk import Desk, wait_until

if TYPE_CHECKING:
    from xlwings import Book

pytestmark = [pytest.mark.libreoffice, pytest.mark.slow]


def test_find_asks_in_a_box_and_goes_to_what_was_typed(desk: Desk, book: Book, pictures: Path) -> None:
    book.sheets["Start"].activate()
    book.sheets["Start"]["A1"].select()
    desk.press("Find")
    wait_until(desk.asks)
    desk.picture(pictures / "calc-find.png")
    desk.answer("ACR-0923-01")
    assert "Receiving A14: ACR-0923-01" in desk.read_box()
    desk.idle()
    assert book.sheets.active.name == "Receiving"
