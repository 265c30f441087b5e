"""Sheets that certainly hold no such text are not read; what is found is what reading every sheet finds."""

from __future__ import annotations

import openpyxl
import pytest

from lotbook.artefacts.workbook import build_workbook
from lotbook.hosts.file.book import FileBook
from lotbook.tables.trace.find import find
from lotbook.tables.trace.find_sheets import Skipped
from tests.adversarial.test_recall_of_files import in_utf_16

ROWS = {
    "Receiving": [
        {
            "Lot ID": "AL6-0124-001",
            "Supplier": "Smith & Sons <UK>",
            "Heat on certificate": "H83O17",
            "Quantity": 501,
        },
        {
            "Lot ID": "AL6-0124-002",
            "Supplier": "Müller\u2011Stahl\xa0AG",
            "Heat on certificate": "SO1",
            "Quantity": 2,
        },
    ],
    "Manufacture": [{"Run ID": "MFG-0001", "Machine": "Laser 1", "Note": "H83-017 checked"}],
    "Materials used": [{"Run ID": "MFG-0001", "Source": "AL6-0124-001", "Quantity": 501}],
    "Orders": [{"Order ID": "ORD-0001", "Customer": "Ann", "Note": "501 of them"}],
    "Customers": [{"Customer": "Ann", "Contact": "O'Neill"}],
}
WORDS = ("AL6-0124-001", "h83017", "SO1", "501", "smith & sons", "müller-stahl ag", "o'neill", "no", "yes", "#n/a",
         "mfg-0001", "nowhere-at-all", "a", "laser", "2024")  # fmt: skip


class ReadWhole:
    """A workbook that does not tell which texts a sheet has."""

    def __init__(self, book):
        self.view, self.sheet_names, self.merged_cells = book.view, book.sheet_names, book.merged_cells


@pytest.fixture(scope="module", params=["shared", "inline", "formula", "utf-16"])
def path(request, tmp_path_factory):
    """A workbook as Excel saves it, one with texts in the cells themselves, one with a formula that shows a text."""
    path = tmp_path_factory.mktemp("find") / "shop.xlsx"
    build_workbook(path, rows=ROWS)
    if request.param == "inline":
        book = openpyxl.load_workbook(path)
        page = book["Orders"]
        for row in page.iter_rows(min_row=2):
            for cell in row:
                if isinstance(cell.value, str):
                    cell.data_type = "inlineStr"
        book.save(path)
    if request.param == "formula":
        book = openpyxl.load_workbook(path)
        book["Customers"]["B2"] = '="H83"&"017"'
        book.save(path)
    if request.param == "utf-16":
        in_utf_16(path)
    return path


@pytest.mark.parametrize("word", WORDS)
def test_what_is_found_is_what_reading_every_sheet_finds(path, word):
    with FileBook.open(path) as book:
        assert find(book, word) == find(ReadWhole(book), word)


def test_a_sheet_without_the_text_is_not_read(tmp_path):
    build_workbook(tmp_path / "shop.xlsx", rows=ROWS)
    with FileBook.open(tmp_path / "shop.xlsx") as book:
        skipped = Skipped(book, "al6-0124-001")
        assert [name for name in ROWS if not skipped.skips(name, name.replace(" ", ""))] == [
            "Receiving",
            "Materials used",
        ]
        assert not any(
            Skipped(book, "501").skips(name, name.replace(" ", "")) for name in ROWS
        )  # may be a number
