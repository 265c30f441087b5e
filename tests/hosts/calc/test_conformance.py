"""Every statement about a live spreadsheet holds, and the page that lists them says what is so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.hosts.calc.conformance import ALL
from tests.hosts.calc.report import answered, page, spoken_for
from tests.hosts.calc.statement import STATEMENTS, Statement

if TYPE_CHECKING:
    from xlwings import App, Book, Sheet

pytestmark = pytest.mark.libreoffice
# Windows and processes of the host itself: tried in test_office.py, where they end.
BEHIND = frozenset({"App.alert", "App.kill", "App.quit", "App.visible"})


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


@pytest.mark.parametrize("statement", ALL, ids=lambda statement: statement.says)
def test_a_live_spreadsheet(statement: Statement, sheet: Sheet) -> None:
    statement.holds(sheet)


def test_every_member_that_the_engine_answers_is_spoken_for() -> None:
    names = {f"{kind}.{member}" for kind, members in answered().items() for member in members}
    assert names - spoken_for() - BEHIND == set()


def test_what_is_refused_is_refused_by_name(sheet: Sheet) -> None:
    with pytest.raises(NotImplementedError, match=r"Sheet\.charts is not there in LibreOffice"):
        len(sheet.charts)
    with pytest.raises(NotImplementedError, match=r"Range\.sort is not there in LibreOffice"):
        sheet["A1:B2"].sort(1)


def test_the_page_about_the_engine_is_current(request: pytest.FixtureRequest) -> None:
    path = Path(__file__).parents[3] / "docs" / "reference" / "calc-engine.md"
    if request.config.getoption("--update-golden"):
        path.write_text(page(), encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == page(), "run pytest tests/hosts/calc --update-golden"


def test_no_statement_is_left_out() -> None:
    assert len(ALL) == len(STATEMENTS)
    assert len({statement.says for statement in ALL}) == len(ALL)
