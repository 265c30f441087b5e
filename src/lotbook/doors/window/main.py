"""The helper's window: the ribbon's buttons where macros are forbidden, and what Lotbook is doing at the moment."""

from __future__ import annotations

import tkinter as tk
from queue import Empty
from threading import Event
from tkinter import ttk

from lotbook import __version__
from lotbook.doors.controls import CONTROLS
from lotbook.doors.helper.mailbox import FAILED
from lotbook.doors.helper.news import (
    Asked,
    Began,
    Called,
    Ended,
    Job,
    Looked,
    News,
    OpenBook,
    Progressed,
    Refused,
)
from lotbook.doors.helper.whole import Helper
from lotbook.doors.window.buttons import Buttons
from lotbook.doors.window.dialog import ask
from lotbook.doors.window.progress import Progress
from lotbook.doors.window.scan import ScanBox, Waiting, scan_job
from lotbook.doors.window.style import INK, VERMILLION, be_sharp, dress, points

_PEEK_MILLISECONDS = 60
_LABELS = {each.id: each.button.label for each in CONTROLS}
_LAST_LINES = 90  # points that an answer of some lines and the window's frame take
_NO_BOOK = "No Lotbook workbook is open"


class Window:
    """One window over one helper; it must live in the main thread.

    Raises:
        TclError: there is no screen.
    """

    def __init__(self, helper: Helper) -> None:
        be_sharp()
        self._helper, self._clicks, self._busy = helper, 0, False
        self._books: tuple[OpenBook, ...] = ()
        self.root = tk.Tk(className="Lotbook")
        self.root.title("Lotbook")
        dress(self.root)
        edge = points(self.root, 10)
        body = ttk.Frame(self.root, padding=edge)
        body.pack(fill="both", expand=True)
        self._head(body)
        self.buttons = Buttons(body, self.press)
        self.buttons.frame.pack(fill="x")
        self.scan = ScanBox(body, self.scanned)
        self.scan.frame.pack(fill="x")
        self._waiting = Waiting()
        self._foot(body)
        self._set_free(free=False)
        self.root.resizable(width=False, height=False)
        self._to_the_right()
        self.root.bind("<FocusIn>", self._came_forward)

    def _to_the_right(self) -> None:
        """Where it hides least of a sheet, which fills from the left; the last lines have room below."""
        self.root.update_idletasks()
        gap = points(self.root, 30)
        left = self.root.winfo_screenwidth() - self.root.winfo_reqwidth() - gap
        room = self.root.winfo_screenheight() - self.root.winfo_reqheight() - points(self.root, _LAST_LINES)
        self.root.geometry(f"+{max(left, 0)}+{min(max(room, 0), 2 * gap)}")

    def _head(self, body: ttk.Frame) -> None:
        line = ttk.Frame(body)
        line.pack(fill="x")
        ttk.Label(line, text="Lotbook", style="Title.TLabel").pack(side="left")
        ttk.Label(line, text=__version__, style="Soft.TLabel").pack(
            side="left", anchor="s", padx=points(body, 4)
        )
        self._on_top = tk.BooleanVar(self.root)
        self.stay = ttk.Checkbutton(line, text="Always on top", variable=self._on_top, command=self._stay)
        self.stay.pack(side="right")
        self._chosen = tk.StringVar(self.root, _NO_BOOK)
        self.chooser = ttk.Combobox(body, textvariable=self._chosen, state="disabled")
        self.chooser.pack(fill="x", pady=(points(body, 5), 0))
        self.chooser.bind("<<ComboboxSelected>>", lambda _: self.chooser.selection_clear())

    def _foot(self, body: ttk.Frame) -> None:
        self.progress = Progress(body)
        self.progress.frame.pack(fill="x", pady=(points(body, 9), points(body, 4)))
        self.now = ttk.Label(body, text="Looking for the spreadsheet", style="Soft.TLabel")
        self.now.pack(fill="x")
        self.answer = ttk.Label(body, font="LotbookSmall", justify="left", anchor="w")
        self.answer.pack(fill="x")
        self.buttons.frame.bind("<Configure>", self._fit)

    def _fit(self, event: tk.Event[tk.Misc]) -> None:
        """Texts below the buttons are as wide as these, so that a long one does not widen the window."""
        for label in (self.now, self.answer):
            label.configure(wraplength=event.width)

    # What a person does

    def press(self, control: str) -> None:
        """Has a button carried out on the chosen workbook."""
        book = self._book()
        if book is None or not self._helper.offer(Job(control, book)):
            return
        self._show_busy(f"{_LABELS[control]} ...")

    def scanned(self, code: str) -> None:
        """Has a code filled into the selected row of the chosen workbook, after those that were scanned before it."""
        book = self._book()
        if book is None:
            return
        job = scan_job(book, code)
        if len(self._waiting) or not self._helper.offer(job):
            self._waiting.add(job)
        else:
            self._show_busy(f"{_LABELS[job.control]} ...")

    def _book(self) -> OpenBook | None:
        at = self.chooser.current()
        return self._books[at] if 0 <= at < len(self._books) else None

    def _stay(self) -> None:
        self.root.attributes("-topmost", self._on_top.get())

    def _came_forward(self, event: tk.Event[tk.Misc]) -> None:
        if event.widget is self.root:
            self._helper.worker.look()
            self.scan.line.focus_set()  # a code that is scanned must not get lost

    # What the helper tells

    def run(self, stopping: Event, *, once: bool = False) -> int:
        """Shows it until it is closed or the helper is asked to end; how many clicks were carried out."""

        def peek() -> None:
            if stopping.is_set():
                self.root.destroy()
                return
            self.root.after(_PEEK_MILLISECONDS, peek)  # first: a question below waits for its answer
            for news in self._all_news():
                if not stopping.is_set():
                    self.show(news)
                if once and isinstance(news, Ended):
                    stopping.set()

        self.root.protocol("WM_DELETE_WINDOW", stopping.set)
        peek()
        self.root.mainloop()
        return self._clicks

    def _all_news(self) -> list[News]:
        found = []
        while True:
            try:
                found.append(self._helper.news.get_nowait())
            except Empty:
                return found

    def show(self, news: News) -> None:
        """Shows one piece of news."""
        match news:
            case Looked():
                self._show_books(news)
            case Began(job):
                self._show_busy(f"{_LABELS[job.control]} on {job.book.name} ...")
            case Progressed(text):
                self.now.configure(text=text)
            case Asked(question, reply):
                reply.put(ask(self.root, question))
            case Ended(job, answer, seconds):
                self._clicks += 1
                is_done = answer.state != FAILED
                self._show_idle(
                    f"{_LABELS[job.control]}: {f'done in {seconds:.1f} s' if is_done else 'not done'}"
                )
                is_in_doubt = job.typed is not None and not is_done
                given_up = self._waiting.give_up() if is_in_doubt else ""
                self._say("\n".join(filter(None, (answer.message, given_up))), INK if is_done else VERMILLION)
                self._scan_on()
            case Refused(message):
                self._say(message, VERMILLION)
            case Called():
                self._come_to_the_front()

    def _show_books(self, seen: Looked) -> None:
        before = self._book()
        self._books = seen.books
        names = [book.name for book in seen.books]
        self.chooser.configure(values=names, state="readonly" if names else "disabled")
        if names:
            self.chooser.current(seen.books.index(before) if before in seen.books else 0)
        else:
            self._chosen.set(_NO_BOOK)
        if not self._busy:
            self._show_idle(seen.trouble or f"Ready. {seen.program} is open.")

    def _show_busy(self, text: str) -> None:
        self._busy = True
        self.buttons.set_free(free=False)
        self.now.configure(text=text)
        self._say("", INK)
        self.progress.start()

    def _show_idle(self, text: str) -> None:
        self._busy = False
        self.progress.stop()
        self._set_free(free=bool(self._books))
        self.now.configure(text=text)

    def _set_free(self, *, free: bool) -> None:
        self.buttons.set_free(free=free)
        self.scan.set_open(is_open=free)

    def _scan_on(self) -> None:
        """Carries out the next code that was scanned meanwhile."""
        job = self._waiting.take()
        if job is not None and not self._helper.offer(job):
            self._waiting.put_back(job)

    def _say(self, text: str, colour: str) -> None:
        self.answer.configure(text=text, foreground=colour)

    def _come_to_the_front(self) -> None:
        self.root.deiconify()
        self.root.lift()
        self.scan.line.focus_force()
