"""The text that comes up beside a button under the mouse, or one the keyboard stands on."""

from __future__ import annotations

import tkinter as tk

from lotbook.doors.window.style import CARD, INK, LINE, points

_AFTER_MOUSE, _AFTER_KEYBOARD = 600, 1200  # milliseconds


class Tip:
    """What a button does, shown when a person stays on it."""

    def __init__(self, widget: tk.Widget, title: str, text: str) -> None:
        self._widget, self._title, self._text = widget, title, text
        self._waiting = ""
        self._box: tk.Toplevel | None = None
        widget.bind("<Enter>", lambda _: self._wait(_AFTER_MOUSE), add=True)
        widget.bind("<FocusIn>", lambda _: self._wait(_AFTER_KEYBOARD), add=True)
        for leaving in ("<Leave>", "<FocusOut>", "<ButtonPress>", "<KeyPress>", "<Destroy>"):
            widget.bind(leaving, lambda _: self.hide(), add=True)

    def _wait(self, milliseconds: int) -> None:
        self.hide()
        self._waiting = self._widget.after(milliseconds, self.show)

    def show(self) -> None:
        """Shows it below the button, inside the screen."""
        self.hide()
        box = tk.Toplevel(self._widget, background=LINE)
        box.wm_overrideredirect(boolean=True)
        box.wm_attributes("-topmost", True)  # noqa: FBT003 - how Tk takes it
        inner = tk.Frame(box, background=CARD, padx=points(box, 7), pady=points(box, 5))
        inner.pack(padx=1, pady=1)
        wide = points(box, 220)
        for text, letters in ((self._title, "LotbookGroup"), (self._text, "LotbookSmall")):
            tk.Label(
                inner,
                text=text,
                font=letters,
                background=CARD,
                foreground=INK,
                justify="left",
                wraplength=wide,
            ).pack(anchor="w")
        box.update_idletasks()
        below = self._widget.winfo_rooty() + self._widget.winfo_height() + points(box, 3)
        if below + box.winfo_reqheight() > box.winfo_screenheight():
            below = self._widget.winfo_rooty() - box.winfo_reqheight() - points(box, 3)
        left = min(self._widget.winfo_rootx(), box.winfo_screenwidth() - box.winfo_reqwidth())
        box.wm_geometry(f"+{max(left, 0)}+{max(below, 0)}")
        self._box = box

    def hide(self) -> None:
        """Takes it away, also one that has not come up yet."""
        if self._waiting:
            self._widget.after_cancel(self._waiting)
            self._waiting = ""
        if self._box is not None:
            self._box.destroy()
            self._box = None
