"""A thin bar that moves while Lotbook is at work."""

from __future__ import annotations

import tkinter as tk

from lotbook.doors.window.style import BLUE, LINE, PAPER, points

_MILLISECONDS = 30
_WIDE, _STEP = 0.25, 0.015  # of the bar


class Progress:
    """Keeps its place while nothing moves in it, so that the window does not jump."""

    def __init__(self, parent: tk.Misc) -> None:
        self.frame = tk.Frame(parent, height=points(parent, 2.5), background=PAPER)
        self._slider = tk.Frame(self.frame, background=BLUE)
        self._at, self._next = 0.0, ""

    def start(self) -> None:
        """Begins to move; a second start changes nothing."""
        if not self._next:
            self.frame.configure(background=LINE)
            self._at = 0.0
            self._move()

    def stop(self) -> None:
        """Stands still and cannot be seen."""
        if self._next:
            self.frame.after_cancel(self._next)
            self._next = ""
        self._slider.place_forget()
        self.frame.configure(background=PAPER)

    def _move(self) -> None:
        self._at = (self._at + _STEP) % (1 + _WIDE)
        self._slider.place(relx=self._at - _WIDE, rely=0, relwidth=_WIDE, relheight=1)
        self._next = self.frame.after(_MILLISECONDS, self._move)
