"""What every test may use: golden files and the rule for machines without LibreOffice."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from lotbook.documents.libreoffice import program

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files anew instead of comparing"
    )


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Without LibreOffice its tests are skipped on a desk and fail in CI, where it must be."""
    if item.get_closest_marker("libreoffice") and program() is None and "CI" not in os.environ:
        pytest.skip("LibreOffice is not on this machine")


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
