"""A question in a box over the helper's window: something to know, to confirm or to type."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from lotbook.doors.helper.news import Question, Reply
from lotbook.doors.window.style import PAPER, points


def ask(root: tk.Tk, question: Question) -> Reply:
    """Shows the box and waits; closing it, or the Escape key, is its last button."""
    box = _Box(root, question)
    box.top.wait_window()
    return box.reply


class _Box:
    def __init__(self, root: tk.Tk, question: Question) -> None:
        self.reply = Reply(question.buttons[-1])
        self.top = tk.Toplevel(root, background=PAPER)
        self.top.withdraw()
        self.top.title(question.title)
        self.top.transient(root)
        self.top.resizable(width=False, height=False)
        body = ttk.Frame(self.top, padding=points(root, 12))
        body.pack()
        wide = points(root, 300)
        ttk.Label(body, text=question.text, wraplength=wide, justify="left").pack(anchor="w")
        self._typed = self._line(body, question.default) if question.default is not None else None
        first = self._buttons(body, question.buttons)
        self.top.bind("<Return>", lambda _: self._end(question.buttons[0]))
        self.top.bind("<Escape>", lambda _: self._end(question.buttons[-1]))
        self.top.protocol("WM_DELETE_WINDOW", lambda: self._end(question.buttons[-1]))
        self._appear(root)
        (self._typed or first).focus_force()

    def _line(self, body: ttk.Frame, text: str) -> ttk.Entry:
        line = ttk.Entry(body, width=44)
        line.insert(0, text)
        line.pack(fill="x", pady=(points(body, 8), 0))
        line.select_range(0, "end")
        return line

    def _buttons(self, body: ttk.Frame, names: tuple[str, ...]) -> ttk.Button:
        foot = ttk.Frame(body)
        foot.pack(anchor="e", pady=(points(body, 12), 0))
        made: list[ttk.Button] = []
        for name in names:
            style = "Box.TButton" if made else "Box.Large.TButton"
            button = ttk.Button(foot, text=name, style=style, command=lambda name=name: self._end(name))  # type: ignore[misc]
            button.bind("<Return>", lambda _, name=name: self._end(name))  # type: ignore[misc]
            button.pack(side="left", padx=(points(body, 5), 0))
            made.append(button)
        return made[0]

    def _appear(self, root: tk.Tk) -> None:
        """Over the window's middle, inside the screen, and nothing else can be pressed meanwhile."""
        root.deiconify()
        self.top.update_idletasks()
        left = root.winfo_rootx() + (root.winfo_width() - self.top.winfo_reqwidth()) // 2
        below = root.winfo_rooty() + (root.winfo_height() - self.top.winfo_reqheight()) // 3
        left = min(max(left, 0), root.winfo_screenwidth() - self.top.winfo_reqwidth())
        self.top.geometry(f"+{left}+{max(below, 0)}")
        self.top.deiconify()
        self.top.lift()
        self.top.wait_visibility()
        self.top.grab_set()

    def _end(self, button: str) -> str:
        self.reply = Reply(button, self._typed.get() if self._typed else "")
        self.top.grab_release()
        self.top.destroy()
        return "break"
