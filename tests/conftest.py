"""What every test may use: golden files and the rule for machines without LibreOffice."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lotbook.documents.pdf.libreoffice import program

if TYPE_CHECKING:
    from xlwings import App

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files anew instead of comparing"
    )
    parser.addoption(
        "--excel",
        action="store_true",
        help="ask the Excel of this computer what is otherwise asked of LibreOffice",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test in LibreOffice is tried once more: it or its bridge crashes by itself once in some thousand starts."""
    for item in items:
        if item.get_closest_marker("libreoffice") and "live" not in item.path.parent.name:
            item.add_marker(pytest.mark.flaky(reruns=1))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Without LibreOffice its tests are skipped on a desk and fail in CI, where it must be."""
    if item.get_closest_marker("libreoffice") and program() is None and "CI" not in os.environ:
        pytest.skip("LibreOffice is not on this machine")


@pytest.fixture(scope="session")
def spreadsheet(request: pytest.FixtureRequest) -> Iterator[App]:
    """A live spreadsheet for all tests of one process: a LibreOffice of its own, or with ``--excel`` an Excel."""
    if request.config.getoption("--excel"):
        from lotbook.hosts.live.lean import xlwings

        app = xlwings().App(visible=True, add_book=False)
    else:
        from lotbook.hosts.calc import engine

        app = engine.start()
    yield app
    app.quit()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with tests/golden/<name>; ``pytest --update-golden`` writes it."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8"), (
            f"{name} changed; if it should, run pytest --update-golden"
        )

    return compare
