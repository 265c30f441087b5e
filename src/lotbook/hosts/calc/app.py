"""LibreOffice as xlwings' application."""

from __future__ import annotations

import os
import zlib
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from lotbook.hosts.calc.books import Book, Books
from lotbook.hosts.calc.honest import honest
from lotbook.hosts.calc.messagebox import ask
from lotbook.hosts.calc.ranges import Range
from lotbook.hosts.calc.rectangle import span_at
from lotbook.hosts.calc.unolink import Uno, program_folder
from lotbook.hosts.calc.xl import base_classes

if TYPE_CHECKING:
    from lotbook.hosts.calc.engine import Engine
    from lotbook.hosts.calc.office import Office

HEADLESS_VARIABLE = "LOTBOOK_CALC_HEADLESS"
_SAFE = {"ok": "ok", "ok_cancel": "cancel", "yes_no": "no", "yes_no_cancel": "cancel"}


class Alert(NamedTuple):
    """A question that was asked where nobody could see it."""

    title: str
    prompt: str
    buttons: str
    mode: str | None


@honest
class App(base_classes.App):
    """One LibreOffice.

    Attributes:
        office: the process behind it.
        alerts: what was asked without a window.
        answers: what such questions are answered with, the first first; without one, the button that changes nothing.
    """

    version = "16.0"  # xlwings compares it with Excel's; the true one is in api
    enable_events = True
    interactive = True
    display_alerts = True
    cut_copy_mode = False

    def __init__(self, office: Office, engine: Engine) -> None:
        self.office = office
        self.engine = engine
        self.alerts: list[Alert] = []
        self.answers: deque[str] = deque()
        self._books: list[Book] = []
        self._indicator: Uno = None
        self._status: str | None = None

    @property
    def api(self) -> Uno:
        """LibreOffice's desktop."""
        return self.office.desktop

    xl = api

    @property
    def pid(self) -> int:
        """The process; for one that was only attached to, a number of its own."""
        return self.office.pid or zlib.crc32(self.office.pipe.encode())

    hwnd = pid

    @property
    def headless(self) -> bool:
        """Whether nobody can see a question."""
        return self.office.headless or os.environ.get(HEADLESS_VARIABLE) == "1"

    @property
    def books(self) -> Books:
        """The open workbooks."""
        return Books(self)

    @property
    def known(self) -> list[Book]:
        """The open books that were looked at before; to list all that are open takes LibreOffice much longer."""
        return [book for book in self._books if book.is_open]

    @property
    def _touched(self) -> list[Book]:
        """The books whose settings count: those that were looked at, or every one before any was."""
        return self.known or self.books.every()

    def book(self, document: Uno) -> Book:
        """The same book for the same document, so that what it knows of formats is asked once."""
        known = next((book for book in self._books if book.api == document), None)
        if known is None:
            known = Book(self, document)
            self._books.append(known)
        return known

    def only(self, books: list[Book]) -> list[Book]:
        """Forgets the books that were closed."""
        self._books = books
        return books

    @property
    def visible(self) -> bool:
        """Whether it has windows."""
        return not self.headless

    @visible.setter
    def visible(self, value: bool) -> None:
        if value and self.headless:
            raise NotImplementedError("App.visible = True in a LibreOffice that was started without windows")

    @property
    def path(self) -> str:
        """Where the program lies."""
        return str(program_folder())

    @property
    def selection(self) -> Range | None:
        """What is selected in the book in front; of several pieces, the first, which knows the others."""
        book = self.books.active
        selected = book.controller.getSelection() if book else None
        if book is None or selected is None:
            return None
        if selected.supportsService("com.sun.star.sheet.SheetCellRanges"):
            places = selected.getRangeAddresses()
        elif selected.supportsService("com.sun.star.sheet.SheetCellRange"):
            places = (selected.RangeAddress,)
        else:
            return None  # a picture or a chart
        if not places:
            return None
        first = book.range_at(places[0])
        return Range(first.sheet, first.span, tuple(map(span_at, places)))

    def activate(self, steal_focus: bool = False) -> None:
        """Makes it the one xlwings means by "the active app"."""
        self.engine.apps.take(self)

    def quit(self) -> None:
        """Closes its books without saving and ends it, if it was started here."""
        if self.office.pid and self.office.alive:
            for book in self.books:
                book.close()
        self.engine.apps.forget(self)
        self.office.stop()

    def kill(self) -> None:
        """Ends it at once, if it was started here."""
        self.engine.apps.forget(self)
        self.office.stop(kill=True)

    @property
    def screen_updating(self) -> bool:
        """Whether windows follow each change."""
        return not any(book.api.hasControllersLocked() for book in self._touched)

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        for book in self._touched:
            if not value:
                book.api.lockControllers()
            while value and book.api.hasControllersLocked():
                book.api.unlockControllers()

    @property
    def calculation(self) -> str:
        """Whether formulas follow each change."""
        automatic = all(book.api.isAutomaticCalculationEnabled() for book in self._touched)
        return "automatic" if automatic else "manual"

    @calculation.setter
    def calculation(self, value: str) -> None:
        for book in self._touched:
            book.api.enableAutomaticCalculation(value == "automatic")

    def calculate(self) -> None:
        """Works all formulas out anew."""
        for book in self.books:
            book.api.calculateAll()

    @property
    def status_bar(self) -> str | bool:
        """What we wrote into the status bar; False when it is LibreOffice's own."""
        return self._status if self._status is not None else False

    @status_bar.setter
    def status_bar(self, text: str | bool | None) -> None:
        if text in (None, False):
            if self._indicator is not None:
                self._indicator.end()
            self._indicator, self._status = None, None
            return
        self._status = str(text)
        book = self.books.active
        if self._indicator is None and book is not None:
            self._indicator = book.controller.Frame.createStatusIndicator()
            self._indicator.start(self._status, 100)
        elif self._indicator is not None:
            self._indicator.setText(self._status)

    def alert(
        self,
        prompt: str,
        title: str | None,
        buttons: str | None,
        mode: str | None,
        callback: object,
    ) -> str:
        """Asks in a window; without one the question is kept in ``alerts`` and answered from ``answers``."""
        buttons = buttons or "ok"
        if self.headless:
            self.alerts.append(Alert(title or "", prompt, buttons, mode))
            return self.answers.popleft() if self.answers else _SAFE[buttons]
        book = self.books.active
        window = book.controller.Frame.ContainerWindow if book else None
        kit = self.office.service("com.sun.star.awt.Toolkit")
        return ask(kit, window, title or "Lotbook", prompt, buttons, mode) or _SAFE[buttons]
