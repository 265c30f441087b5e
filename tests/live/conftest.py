"""One desk for all live tests: Calc with the demo workbook in a window."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lotbook.artefacts.demo.certificates import make_certificates
from lotbook.shipped import shipped
from tests.live.desk import PROGRAMS, Desk, missing_programs

if TYPE_CHECKING:
    from xlwings import Book


@pytest.fixture(scope="package")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    if missing_programs() and "CI" not in os.environ:
        pytest.skip(f"needs {', '.join(PROGRAMS)}")
    with Desk(tmp_path_factory.mktemp("desk") / "home", shipped("addin", "lotbook.oxt")) as desk:
        yield desk


@pytest.fixture(scope="package")
def book(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The demo workbook, in the window, with the suppliers' certificates beside it."""
    folder = tmp_path_factory.mktemp("shop")
    shutil.copy(shipped("workbook", "demo.xlsx"), folder)
    make_certificates(shipped("workbook", "demo"), folder)
    book = desk.app.books.open(folder / "demo.xlsx")
    desk.show("demo.xlsx")
    return book


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that failed tells which windows were on the screen, and leaves a picture of it."""
    report = yield
    desk = getattr(item, "funcargs", {}).get("desk")
    if report.failed and call.when == "call" and desk is not None:
        with suppress(Exception):  # the desk itself may be what broke
            report.sections.append(("windows on the screen", desk.windows()))
            picture = desk.picture(item.funcargs["pictures"] / f"failed-{item.name}.png")
            report.sections.append(("picture of the screen", str(picture)))
    return report


@pytest.fixture(scope="package")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    named = os.environ.get("LOTBOOK_PICTURES")
    return Path(named) if named else tmp_path_factory.mktemp("pictures")
