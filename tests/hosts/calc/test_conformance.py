"""Every statement about a live spreadsheet holds, and the page that lists them says what is so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.hosts.calc.conformance import STATEMENTS, Statement

if TYPE_CHECKING:
    from xlwings import App, Book, Sheet

pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def book(spreadsheet: App) -> Iterator[Book]:
    made = spreadsheet.books.add()
    yield made
    made.close()


@pytest.fixture
def sheet(book: Book) -> Iterator[Sheet]:
    made = book.sheets.add()
    yield made
    for table in list(made.tables):
        table.api.Delete() if hasattr(table.api, "Delete") else table.impl.delete()
    made.delete()


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement.says)
def test_a_live_spreadsheet(statement: Statement, sheet: Sheet) -> None:
    statement.holds(sheet)
