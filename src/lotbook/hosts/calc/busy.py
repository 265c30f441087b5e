"""Whether a person is in the middle of typing into a cell.

LibreOffice itself would let a program change cells underneath, and the person's typing would then win or lose by
chance; Excel refuses, and so do we. LibreOffice tells what is on the screen to screen readers; that is what is asked.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import islice

from lotbook.hosts.calc.unolink import Uno

# com.sun.star.accessibility.AccessibleRole
_SCROLL_PANE, _TEXT, _SPREADSHEET = 51, 61, 84
_DEEPEST = 4  # the sheet lies some windows below the frame's; further down it is given up
_MOST_CHILDREN = 40
_REMEMBERED = 0.1  # seconds: a plan writes many blocks in a row


class Attention:
    """What a person is doing in one window.

    Args:
        controller: of the window.
    """

    def __init__(self, controller: Uno) -> None:
        self._controller = controller
        self._asked = 0.0
        self._typing = False
        self._panes: list[Uno] = []
        self._count = 0

    def typing(self) -> bool:
        """Whether a cell is being typed in: while it is, the sheet has one more part, the text in work."""
        if time.monotonic() - self._asked > _REMEMBERED:
            self._typing = self._ask()
            self._asked = time.monotonic()
        return self._typing

    def _ask(self) -> bool:
        """To find the panes takes a hundred questions, so they are kept as long as the window shows as many."""
        count = int(self._controller.Count)
        if count == self._count:
            try:
                return any(map(_has_text_in_work, self._panes))
            except Exception:  # noqa: BLE001, S110 - a pane is gone; LibreOffice's exceptions have no common Python class
                pass
        window = self._controller.Frame.ComponentWindow.getAccessibleContext()
        self._panes, self._count = list(islice(_panes(window, 0), count)), count
        return any(map(_has_text_in_work, self._panes))


def _panes(context: Uno, depth: int) -> Iterator[Uno]:
    """The panes that show the sheet: one, or up to four of a split window; where sheets scroll is looked first."""
    if depth == _DEEPEST or context.getAccessibleChildCount() > _MOST_CHILDREN:
        return
    further = []
    for child in _children(context):
        role = child.getAccessibleRole()
        if role == _SPREADSHEET:
            yield child
        elif role == _SCROLL_PANE:
            yield from _panes(child, depth + 1)
        else:
            further.append(child)
    for child in further:
        yield from _panes(child, depth + 1)


def _children(context: Uno) -> Iterator[Uno]:
    for at in range(context.getAccessibleChildCount()):
        child = context.getAccessibleChild(at)
        if child is not None:
            yield child.getAccessibleContext()


def _has_text_in_work(pane: Uno) -> bool:
    count = pane.getAccessibleChildCount()
    return bool(
        count > 1 and pane.getAccessibleChild(count - 1).getAccessibleContext().getAccessibleRole() == _TEXT
    )
