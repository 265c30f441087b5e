"""The demo shop in a folder of its own, opened in a live spreadsheet."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from lotbook.domain.edits import Append, Plan
from lotbook.hosts.file.book import FileBook
from lotbook.hosts.live.book import LiveBook

if TYPE_CHECKING:
    from xlwings import App, Book

WORKBOOK = Path(__file__).parents[3] / "workbook"


_NUMBERS = count(1)  # a spreadsheet does not open two workbooks of one name


def demo_in(folder: Path) -> Path:
    """A copy of the demo workbook with its suppliers' certificates beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"shop-{next(_NUMBERS)}.xlsx"
    shutil.copy(WORKBOOK / "demo.xlsx", path)
    shutil.copytree(WORKBOOK / "demo" / "certificates", folder / "certificates", dirs_exist_ok=True)
    return path


def small_in(folder: Path) -> Path:
    """A new workbook with deliveries and orders in rows 2 to 31 and two suppliers; it opens faster than the demo."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"small-{next(_NUMBERS)}.xlsx"
    shutil.copy(WORKBOOK / "lotbook.xlsx", path)
    deliveries = [{"Supplier": "Mill", "Heat on certificate": f"A{n}", "Quantity": 10} for n in range(2, 32)]
    orders = [{"Order ID": f"ORD-{n:04}", "Customer PO": f"PO {n}"} for n in range(2, 32)]
    suppliers = [{"Supplier": name} for name in ("Mill", "Yard")]
    sheets = {
        "Receiving": deliveries,
        "Orders": orders,
        "Suppliers": suppliers,
        "Customers": [{"Customer": "Ann"}],
    }
    rows = [Append(sheet, values) for sheet, every in sheets.items() for values in every]
    with FileBook.open(path, writing=True) as book:
        book.write(Plan("import", "A small shop.", appends=tuple(rows)), who="Ann")
    return path


@contextmanager
def opened(app: App, path: Path) -> Iterator[Book]:
    """The workbook while it is open; closed without saving."""
    book = app.books.open(str(path))
    try:
        yield book
    finally:
        book.close()


@contextmanager
def writing(book: Book) -> Iterator[LiveBook]:
    """The open workbook as a host that may be written."""
    with LiveBook(book, patience=1).opened(writing=True) as live:
        yield live


def cell(book: Book, sheet: str, address: str) -> object:
    """What a cell holds, as a closed file would give it."""
    return book.sheets[sheet].range(address).options(err_to_str=True).value
