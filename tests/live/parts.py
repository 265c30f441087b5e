"""What LibreOffice tells screen readers of its windows: where a button is, and whether a box waits for an answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from lotbook.hosts.calc.office import Office
from lotbook.hosts.calc.unolink import Uno, uno

_TOOLBAR = 63  # com.sun.star.accessibility.AccessibleRole.TOOL_BAR
_BOXES = (1, 12)  # AccessibleRole.ALERT and DIALOG
_ENABLED, _SHOWING = 7, 25  # com.sun.star.accessibility.AccessibleStateType
_MOST_PARTS = 200  # a sheet has as many parts as cells
_STILL = 0.3  # seconds: a part that stood still as long is not being moved about by the window manager
_CALLBACK = "com.sun.star.awt.XCallback"
_Found = TypeVar("_Found")


def unless_gone(ask: Callable[[], _Found]) -> _Found | None:
    """What a window answers; None when it, or a part of it, goes away while it is asked."""
    try:
        return ask()
    except uno().getClass("com.sun.star.uno.Exception"):
        return None


def button(window: Uno, label: str) -> Uno | None:
    """The button of a window's toolbars that reads so."""
    return next((part for part in _in_toolbars(window) if part.getAccessibleName() == label), None)


def buttons(window: Uno) -> set[str]:
    """What the buttons of a window's toolbars read that are in sight and can be pressed."""
    return {
        part.getAccessibleName()
        for part in _in_toolbars(window)
        if all(part.getAccessibleStateSet().contains(state) for state in (_ENABLED, _SHOWING))
    }


def _in_toolbars(window: Uno) -> Iterator[Uno]:
    for bar in every(window.getAccessibleContext()):
        if bar.getAccessibleRole() == _TOOLBAR:
            yield from every(bar)


def box(office: Office) -> Uno | None:
    """The box that stands over the windows and waits for an answer; closed ones linger, unseen."""
    kit = office.service("com.sun.star.awt.Toolkit")
    windows = [kit.getTopWindow(at) for at in range(kit.getTopWindowCount())]
    shown = (window.getAccessibleContext() for window in windows if window is not None and window.isVisible())
    return next((each for each in shown if each is not None and each.getAccessibleRole() in _BOXES), None)


def words(part: Uno | None) -> list[str]:
    """What a part of a window and every part in it read."""
    return [each.getAccessibleName() for each in every(part)]


def every(context: Uno | None) -> Iterator[Uno]:
    """A part of a window and every part in it; nothing in none."""
    if context is None:
        return
    yield context
    count = context.getAccessibleChildCount()
    for at in range(count if count < _MOST_PARTS else 0):
        child = context.getAccessibleChild(at)
        if child is not None:
            yield from every(child.getAccessibleContext())


def middle(part: Uno) -> tuple[int, int]:
    """Where on the screen the middle of a part is, once it stands still."""
    before, since = (-1, -1), time.monotonic()
    while time.monotonic() - since < _STILL:
        place, size = part.getLocationOnScreen(), part.getSize()
        now = (place.X + size.Width // 2, place.Y + size.Height // 2)
        if now != before:
            before, since = now, time.monotonic()
        time.sleep(0.05)
    return before


def attentive(office: Office, seconds: float = 60.0) -> None:
    """Waits until LibreOffice has done what it had to do and minds its mouse and keys again."""
    turn = threading.Event()
    in_turn(office, turn.set)
    assert turn.wait(seconds), "LibreOffice is at work and does not mind its window"


def in_turn(office: Office, do: Callable[[], object]) -> None:
    """Has something done in LibreOffice's own thread, as what a mouse or a key starts; does not wait for it."""
    kinds = tuple(uno().getTypeByName(name) for name in (_CALLBACK, "com.sun.star.lang.XTypeProvider"))

    class Turn(uno().getClass(_CALLBACK)):  # type: ignore[misc]
        def getTypes(self) -> object:
            return kinds

        def getImplementationId(self) -> object:
            return uno().ByteSequence(b"")

        def notify(self, _: object) -> None:
            do()

    office.service("com.sun.star.awt.AsyncCallback").addCallback(Turn(), None)
