"""Tells something where no spreadsheet is there to tell it in: in a box of the system's own, and where errors go."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress

_TITLE = "Lotbook"
_WARNING = 0x30 | 0x10000  # of MessageBoxW: the sign for a warning, in front of the other windows
_ON_MAC = "on run argv\ndisplay alert (item 1 of argv) message (item 2 of argv)\nend run"


def tell(text: str) -> None:
    """Shows a text to the person who clicked and waits until it is read; on Linux it only goes where errors go."""
    print(text, file=sys.stderr)
    with suppress(Exception):  # nothing is left that could tell it
        _show(text)


def _show(text: str) -> None:
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, text, _TITLE, _WARNING)
    elif sys.platform == "darwin":
        words = ["/usr/bin/osascript", "-e", _ON_MAC, _TITLE, text]
        subprocess.run(words, check=False, capture_output=True)  # noqa: S603 - the system's own, nothing through a shell
