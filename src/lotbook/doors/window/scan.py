"""The line of the helper's window that a hand scanner types into: each code fills the row that is selected."""

from __future__ import annotations

import tkinter as tk
from collections import deque
from collections.abc import Callable
from tkinter import ttk

from lotbook.doors.helper.news import Job, OpenBook
from lotbook.doors.window.style import points

CONTROL = "scan"
_NOT_TAKEN = "Scanned after it and not carried out: {codes}. Scan them again when this is settled."


class ScanBox:
    """A line to scan into; Enter, which scanners send by themselves, ends a code, and the line is free for the next.

    Args:
        parent: where it stands.
        scanned: is told each code.
    """

    def __init__(self, parent: tk.Misc, scanned: Callable[[str], None]) -> None:
        self._scanned = scanned
        self.frame = ttk.Frame(parent)
        above, beside = points(parent, 9), points(parent, 5)
        label = ttk.Label(self.frame, text="Scan into the selected row", style="Group.TLabel")
        label.pack(side="left", pady=(above, 0))
        self.line = ttk.Entry(self.frame)
        self.line.pack(
            side="left", fill="x", expand=True, padx=(beside, points(parent, 1.5)), pady=(above, 0)
        )
        for key in ("<Return>", "<KP_Enter>"):
            self.line.bind(key, self._ended)
        self.line.bind("<Escape>", lambda _: self.line.delete(0, "end"))

    def _ended(self, _: tk.Event[tk.Misc]) -> str:
        code = self.line.get().strip()
        self.line.delete(0, "end")
        if code:
            self._scanned(code)
        return "break"

    def set_open(self, *, is_open: bool) -> None:
        """Takes codes while a workbook is open, also while a click is at work."""
        self.line.state(["!disabled" if is_open else "disabled"])


class Waiting:
    """Codes that were scanned while Lotbook was at work, in their order."""

    def __init__(self) -> None:
        self._jobs: deque[Job] = deque()

    def __len__(self) -> int:
        return len(self._jobs)

    def add(self, job: Job) -> None:
        """Keeps one until the ones before it are done."""
        self._jobs.append(job)

    def take(self) -> Job | None:
        """The next one, if there is one."""
        return self._jobs.popleft() if self._jobs else None

    def put_back(self, job: Job) -> None:
        """One that could not be handed on is the next one again."""
        self._jobs.appendleft(job)

    def give_up(self) -> str:
        """Lets go of all: what came before them is in doubt, so they may mean another row. Says which they were."""
        codes = ", ".join(str(job.typed) for job in self._jobs)
        self._jobs.clear()
        return _NOT_TAKEN.format(codes=codes) if codes else ""


def scan_job(book: OpenBook, code: str) -> Job:
    """A click on the button for scanning whose question is answered already."""
    return Job(CONTROL, book, typed=code)
