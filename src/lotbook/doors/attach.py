"""Attach: the helper beside the open spreadsheet. It keeps Python warm and takes clicks from the ribbon or its own window."""

from __future__ import annotations

import signal
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING, TypeAlias

from lotbook.commands.shell.command import Command, Outcome
from lotbook.doors.helper.news import Ended, News
from lotbook.errors import EXIT_FINE

if TYPE_CHECKING:
    from lotbook.doors.helper.mailbox_folder import Mailbox
    from lotbook.doors.helper.spreadsheet import Spreadsheet
    from lotbook.doors.helper.whole import Helper
    from lotbook.doors.window.main import Window

_Handler: TypeAlias = "Callable[[int, FrameType | None], object] | int | signal.Handlers | None"
_WAIT_SECONDS = 0.2
_TOOLKIT = {
    "linux": "Install the package python3-tk.",
    "darwin": "Install the package python-tk (Homebrew), or Lotbook in a Python from python.org.",
    "win32": "Start Python's installer again, choose Modify and tick tcl/tk.",
}
# The LibreOffice that the helper opens has settings of its own, so the person's toolbars are not in it.
_NO_BUTTONS = (
    "The LibreOffice that opens has no buttons of Lotbook. For a toolbar in your own LibreOffice: `lotbook addin install "
    "--calc`, open the workbook there, press one of the buttons, then `lotbook attach --calc`."
)


def run(options: Namespace) -> Outcome:
    """Helps until the window is closed, Ctrl-C is pressed or the system ends it; a second start calls the first.

    Raises:
        UsageError: there is no Excel on this system and Calc was not asked for.
        ReadOnlyError: the mailbox cannot be used.
    """
    from lotbook.doors.helper import single
    from lotbook.doors.helper.mailbox_folder import Mailbox
    from lotbook.doors.places import places, this_computer

    spreadsheet = spreadsheet_of(options.calc)
    found = places(this_computer())
    box = Mailbox(found.mailbox)
    with single.only_one(box) as alone:
        if not alone:
            return _runs_already(box)
        from lotbook.doors.helper.click import Clicks
        from lotbook.doors.helper.whole import Helper

        clicking = Clicks()
        helper = Helper(box, spreadsheet, found.logs, clicking.carry_out, clicking.get_ready)
        clicks = _help(helper, show=not options.no_window, once=options.once, opens=opens(options.calc))
    told = f"{clicks} {'click' if clicks == 1 else 'clicks'} carried out. The helper has ended."
    return Outcome((told,), {"started": True, "helper": None, "clicks": clicks}, EXIT_FINE)


def spreadsheet_of(calc: str | None) -> Spreadsheet:
    """The spreadsheet program that was asked for: Excel, or a LibreOffice by its pipe or a workbook to open."""
    from lotbook.doors.helper.spreadsheet import Calc, Excel

    if calc is None:
        return Excel()
    return Calc(file=calc) if opens(calc) else Calc(pipe=calc)


def opens(calc: str | None) -> bool:
    """Whether a workbook is named, which a LibreOffice of the helper's own opens."""
    return calc is not None and calc.lower().endswith((".xlsx", ".xlsm", ".ods"))


def _runs_already(box: Mailbox) -> Outcome:
    from lotbook.doors.helper import single

    single.call(box)
    runs = box.helper()
    told = f"The helper runs already{f' (process {runs})' if runs else ''}. Its window comes to the front."
    return Outcome((told,), {"started": False, "helper": runs, "clicks": 0}, EXIT_FINE)


def _help(helper: Helper, *, show: bool, once: bool, opens: bool) -> int:
    """Runs until it is asked to end; how many clicks were carried out."""
    stopping = Event()
    before = _on_signals(stopping.set)
    try:
        with helper:
            window = _window(helper) if show else None
            if window:
                return window.run(stopping, once=once)
            if opens:
                _say(_NO_BUTTONS)
            return _watch(helper.news, stopping, once=once)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _window(helper: Helper) -> Window | None:
    """The window; None where there is no toolkit or no screen, which is said in words."""
    try:
        import tkinter as tk
    except ImportError:
        _say(
            f"There is no window: this Python lacks the toolkit tkinter. {_TOOLKIT.get(sys.platform, _TOOLKIT['linux'])}"
        )
        return None
    from lotbook.doors.window.main import Window

    try:
        return Window(helper)
    except tk.TclError as error:
        _say(f"There is no window: {error}.")
        return None


def _watch(news: SimpleQueue[News], stopping: Event, *, once: bool) -> int:
    """Without a window: says on the console what happens."""
    from lotbook.doors.helper.log import line_of

    clicks = 0
    _say("Lotbook waits for clicks. Ctrl-C ends it.")
    while not stopping.is_set():
        try:
            each = news.get(timeout=_WAIT_SECONDS)
        except Empty:
            continue
        if line := line_of(each):
            _say(line)
        if isinstance(each, Ended):
            clicks += 1
            if once:
                break
    return clicks


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _on_signals(stop: Callable[[], None]) -> dict[int, _Handler]:
    """Ctrl-C and the system's request to end both end it cleanly."""

    def asked(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - how Python calls it
        stop()

    return {number: signal.signal(number, asked) for number in (signal.SIGINT, signal.SIGTERM)}


def add_arguments(parser: ArgumentParser) -> None:
    """Declares which spreadsheet, and how to help."""
    parser.add_argument(
        "--calc",
        nargs="?",
        const="",
        metavar="PIPE|FILE",
        help="help LibreOffice Calc instead of Excel: the one that Lotbook's toolbar was used in, the one that "
        "listens on this pipe, or one opened with this workbook",
    )
    parser.add_argument("--no-window", action="store_true", help="take clicks from the ribbon only")
    parser.add_argument("--once", action="store_true", help="end after one click")


COMMAND = Command(
    verb="attach",
    summary="Help beside the open spreadsheet: keep Python warm for the ribbon, and offer the buttons in a window.",
    add_arguments=add_arguments,
    run=run,
    writes=False,
    json_keys={
        "started": "false when a helper was running already and was called to the front",
        "helper": "process number of the helper that runs; null when none does any more",
        "clicks": "how many clicks were carried out",
    },
)
