"""What a click asks a person and tells them: in the spreadsheet's own boxes, or as a test has written it down."""

from __future__ import annotations

import subprocess
import sys
from collections import deque
from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from lotbook.errors import SpreadsheetError

if TYPE_CHECKING:
    from xlwings import App

_TEXT = 2  # of Excel's Application.InputBox: the answer is a text
_CANCELLED = 1  # what osascript ends with when the person cancels
_ASK_ON_MAC = (
    "on run argv\n"
    'tell application "Microsoft Excel" to return text returned of (display dialog (item 1 of argv) '
    "with title (item 2 of argv) default answer (item 3 of argv))\n"
    "end run"
)


class Prompts(Protocol):
    """Where a click speaks to a person."""

    def tell(self, title: str, text: str) -> None:
        """Tells something and waits until it is read."""

    def confirm(self, title: str, text: str) -> bool:
        """Asks whether to go on."""

    def ask(self, title: str, text: str, default: str) -> str | None:
        """Asks for a text; None when the person cancels."""


class InSpreadsheet:
    """Boxes of Excel or LibreOffice over the workbook.

    Args:
        app: the spreadsheet program.
    """

    def __init__(self, app: App) -> None:
        self._app = app

    def tell(self, title: str, text: str) -> None:
        """A box with one button."""
        self._app.alert(text, title, buttons="ok", mode="info")

    def confirm(self, title: str, text: str) -> bool:
        """A box with OK and Cancel."""
        return str(self._app.alert(text, title, buttons="ok_cancel")).lower() == "ok"

    def ask(self, title: str, text: str, default: str) -> str | None:
        """A box with one line to type in.

        Raises:
            SpreadsheetError: there is no window in which a person could type.
        """
        if self._app.engine.name == "calc":
            return self._ask_in_calc(title, text, default)
        if sys.platform == "darwin":
            return _ask_on_mac(title, text, default)
        answer = self._app.api.InputBox(Prompt=text, Title=title, Default=default, Type=_TEXT)
        return None if answer is False else str(answer)

    def _ask_in_calc(self, title: str, text: str, default: str) -> str | None:
        from lotbook.hosts.calc.inputbox import ask_text

        impl = self._app.impl
        book = impl.books.active
        if impl.headless or book is None:
            raise SpreadsheetError(
                "LibreOffice runs without a window, so nobody can be asked.",
                next_step="Run the command in a terminal, with what is asked as an option.",
            )
        window = book.controller.Frame.ContainerWindow
        return ask_text(impl.office.service, window, title, text, default)


def _ask_on_mac(title: str, text: str, default: str) -> str | None:
    """Excel on a Mac has no such box; the texts are passed as arguments, so that nothing in them is run."""
    words = ["/usr/bin/osascript", "-e", _ASK_ON_MAC, text, title, default]
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 - no word of it is a program's
    return None if done.returncode == _CANCELLED else done.stdout.removesuffix("\n")


class Scripted:
    """Answers written down beforehand, in their order; what is asked beyond them is cancelled.

    Attributes:
        told: everything that was told or asked, as (title, text).
    """

    def __init__(self, answers: Iterable[str | bool] = ()) -> None:
        self._answers = deque(answers)
        self.told: list[tuple[str, str]] = []

    def tell(self, title: str, text: str) -> None:
        """Notes it."""
        self.told.append((title, text))

    def confirm(self, title: str, text: str) -> bool:
        """Notes it and answers."""
        self.told.append((title, text))
        return bool(self._answers.popleft()) if self._answers else False

    def ask(self, title: str, text: str, default: str) -> str | None:
        """Notes it and answers; an answer of True takes what stands there."""
        self.told.append((title, text))
        answer = self._answers.popleft() if self._answers else False
        if isinstance(answer, bool):
            return default if answer else None
        return answer
