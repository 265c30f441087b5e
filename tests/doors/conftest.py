"""One screen for all windows of one process: its toolkit ends the process when a screen that it once used goes away."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.doors.screen import screen


@pytest.fixture(scope="session")
def screen_of_windows() -> Iterator[str]:
    """The name of the screen; nothing else shows anything there."""
    with screen() as name:
        os.environ.pop("DISPLAY")
        yield name


@pytest.fixture(scope="module")
def display(screen_of_windows: str) -> Iterator[str]:
    """The screen, while the tests of one file run."""
    before = os.environ.get("DISPLAY")
    os.environ["DISPLAY"] = screen_of_windows
    yield screen_of_windows
    if before is None:
        del os.environ["DISPLAY"]
    else:
        os.environ["DISPLAY"] = before
