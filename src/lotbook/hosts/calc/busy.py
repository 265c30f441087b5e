"""Whether a person is in the middle of typing into a cell.

LibreOffice itself would let a program change cells underneath, and the person's typing would then win or lose by
chance; Excel refuses, and so do we. LibreOffice tells what is on the screen to screen readers; that is what is asked.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from lotbook.hosts.calc.unolink import Uno

# com.sun.star.accessibility.AccessibleRole
_TEXT, _SPREADSHEET = 61, 84
_DEEPEST = 4  # the sheet lies three windows below the frame's; a fourth is looked into, then it is given up
_MOST_CHILDREN = 40
_REMEMBERED = 0.2  # seconds: a plan writes many blocks in a row, and each question costs some milliseconds


class Attention:
    """What a person is doing in one window."""

    def __init__(self, controller: Uno) -> None:
        self._controller = controller
        self._asked = 0.0
        self._typing = False

    def typing(self) -> bool:
        """Whether a cell is being typed in: while it is, the sheet has one more part, the text in work."""
        if time.monotonic() - self._asked > _REMEMBERED:
            window = self._controller.Frame.ComponentWindow.getAccessibleContext()
            self._typing = any(_has_text_in_work(pane) for pane in _panes(window, 0))
            self._asked = time.monotonic()
        return self._typing


def _panes(context: Uno, depth: int) -> Iterator[Uno]:
    """The panes that show the sheet: one, or up to four of a split window."""
    if context.getAccessibleRole() == _SPREADSHEET:
        yield context
        return
    children = context.getAccessibleChildCount()
    if depth < _DEEPEST and children <= _MOST_CHILDREN:
        for at in range(children):
            child = context.getAccessibleChild(at)
            if child is not None:
                yield from _panes(child.getAccessibleContext(), depth + 1)


def _has_text_in_work(pane: Uno) -> bool:
    count = pane.getAccessibleChildCount()
    return bool(
        count > 1 and pane.getAccessibleChild(count - 1).getAccessibleContext().getAccessibleRole() == _TEXT
    )
