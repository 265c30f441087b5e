"""The spreadsheet program that runs: Excel, or LibreOffice Calc, and the Lotbook workbooks that are open in it."""

from __future__ import annotations

import os
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from lotbook.doors.helper.news import OpenBook
from lotbook.errors import NotAWorkbookError, SpreadsheetError, UsageError

if TYPE_CHECKING:
    from xlwings import App, Book

# A workbook with these sheets is one of Lotbook's, or near enough that the click itself will say what is wrong with it.
_SHEETS = frozenset({"receiving", "manufacture", "shipments"})

_HOW_TO_REACH = (
    "Open the workbook in LibreOffice and press any button of Lotbook there once, or start both together: "
    "lotbook attach --calc shop.xlsx"
)


class Spreadsheet(ABC):
    """A spreadsheet program; all but ``program`` is for the worker's thread alone."""

    program: str

    def __init__(self) -> None:
        self._is_ours: dict[OpenBook, bool] = {}

    @contextmanager
    def held(self) -> Iterator[None]:
        """The thread may talk to the program while the block runs."""
        yield

    def books(self) -> list[tuple[OpenBook, Book]]:
        """The open workbooks of any kind, as xlwings has them."""
        return [(OpenBook(book.name, hwnd), book) for hwnd, app in self._windows() for book in app.books]

    def _windows(self) -> list[tuple[int, App]]:
        return [(self._window(app), app) for app in self._apps()]

    def ours(self) -> tuple[OpenBook, ...]:
        """Those that are Lotbook's; each is looked into once, as long as it is open."""
        books = dict(self.books())
        self._is_ours = {
            each: self._is_ours[each] if each in self._is_ours else _is_lotbook(book)
            for each, book in books.items()
        }
        return tuple(each for each in books if self._is_ours[each])

    def forget(self) -> None:
        """Lets go of everything held of a program that does not answer any more."""
        self._is_ours.clear()

    @abstractmethod
    def _apps(self) -> list[App]:
        """The running programs, as xlwings has them."""

    @abstractmethod
    def _window(self, app: App) -> int:
        """The number that the ribbon gives of its window; 0 where the system has none."""


def _is_lotbook(book: Book) -> bool:
    """Whether a workbook has our sheets."""
    return {sheet.name.strip().casefold() for sheet in book.sheets} >= _SHEETS


class Excel(Spreadsheet):
    """Every Excel that this user has open."""

    program = "Excel"

    def __init__(self) -> None:
        super().__init__()
        if sys.platform not in {"win32", "darwin"}:
            raise UsageError(
                "There is no Excel on this system.",
                next_step="For LibreOffice Calc: lotbook attach --calc shop.xlsx",
            )

    @contextmanager
    def held(self) -> Iterator[None]:
        """On Windows a thread must sign on before it talks to another program."""
        if os.name != "nt":
            yield
            return
        pythoncom = import_module("pythoncom")  # of pywin32, which is on Windows only
        pythoncom.CoInitialize()
        try:
            yield
        finally:
            pythoncom.CoUninitialize()

    def _apps(self) -> list[App]:
        from lotbook.hosts.live.lean import xlwings

        return list(xlwings().apps)

    def _window(self, app: App) -> int:
        return int(app.hwnd or 0) if os.name == "nt" else 0


class Calc(Spreadsheet):
    """One LibreOffice: the one that listens on a pipe, or one started here with a workbook in a window.

    Args:
        pipe: the name of the pipe; empty to take the first one that Lotbook's extension has opened.
        file: the workbook to open in a LibreOffice of its own.

    Raises:
        NotAWorkbookError: there is no such file.
    """

    program = "LibreOffice Calc"

    def __init__(self, pipe: str = "", file: str = "") -> None:
        super().__init__()
        if file and not Path(file).is_file():
            raise NotAWorkbookError(f"There is no file {file}.", next_step="Name the workbook to open.")
        self._pipe, self._file = pipe, str(Path(file).absolute()) if file else ""
        self._app: App | None = None

    def _apps(self) -> list[App]:
        if self._app is None or not self._app.impl.office.alive:
            self.forget()
            self._app = self._opened() if self._file else self._reached()
        return [self._app]

    def _opened(self) -> App:
        """A LibreOffice of its own with the workbook in a window; when it is closed, it is not opened again."""
        from lotbook.doors.places import places, this_computer
        from lotbook.hosts.calc import engine, office

        file, self._file = self._file, ""
        profile = places(this_computer()).logs.with_name("office")
        profile.mkdir(mode=0o700, parents=True, exist_ok=True)
        started = office.start(headless=False, profile=profile)
        self._pipe = started.pipe
        app = engine.join(started)
        app.books.open(file)
        return app

    def _reached(self) -> App:
        from lotbook.doors.helper.pipes import listening
        from lotbook.hosts.calc import engine, office

        for pipe in [self._pipe] if self._pipe else listening():
            with suppress(SpreadsheetError):  # a LibreOffice that was killed leaves its pipe behind
                return engine.join(office.attach(pipe, seconds=0))
        raise SpreadsheetError("No LibreOffice that Lotbook can reach is open.", next_step=_HOW_TO_REACH)

    def forget(self) -> None:
        """Lets go of a LibreOffice that has ended; the next look tries for another one on the same pipe."""
        super().forget()
        if self._app is not None:
            with suppress(Exception):
                self._app.impl.engine.apps.forget(self._app.impl)
            self._app = None

    def _window(self, app: App) -> int:  # noqa: ARG002 - LibreOffice numbers no windows
        return 0
