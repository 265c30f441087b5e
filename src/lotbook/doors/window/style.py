"""How the helper's window looks: the workbook's own colours, the system's own letters, sharp on every screen."""

from __future__ import annotations

import os
import tkinter as tk
from contextlib import suppress
from tkinter import font, ttk

# As in the workbook: Okabe and Ito's colours, which people with any colour vision tell apart; words come first anyway.
BLUE, VERMILLION = "#0072B2", "#B34700"
INK, SOFT, LINE, PAPER, CARD, PRESSED = "#1F2933", "#5B6770", "#C9D1D9", "#F4F6F8", "#FFFFFF", "#DCEBF5"


def be_sharp() -> None:
    """Windows draws a window itself at the screen's own resolution only when it is asked to, before the first one."""
    if os.name != "nt":
        return
    import ctypes

    with suppress(AttributeError, OSError):  # Windows before 8.1
        getattr(ctypes, "windll").shcore.SetProcessDpiAwareness(1)  # noqa: B009 - there on Windows only


def points(root: tk.Misc, number: float) -> int:
    """So many points in the dots of this screen."""
    return round(root.winfo_fpixels(f"{number}p"))


def dress(root: tk.Tk) -> None:
    """Sets colours, letters and distances of everything in the window."""
    root.configure(background=PAPER)
    font.nametofont("TkDefaultFont", root).configure(size=10)
    _named(root, "LotbookTitle", size=15, weight="bold")
    _named(root, "LotbookGroup", size=9, weight="bold")
    _named(root, "LotbookSmall", size=9)
    style = ttk.Style(root)
    style.theme_use("clam")  # the one theme that takes every colour on every system
    style.configure(
        ".", background=PAPER, foreground=INK, bordercolor=LINE, focuscolor=BLUE, font="TkDefaultFont"
    )
    style.configure("Title.TLabel", font="LotbookTitle", foreground=BLUE)
    style.configure("Group.TLabel", font="LotbookGroup", foreground=SOFT)
    style.configure("Soft.TLabel", font="LotbookSmall", foreground=SOFT)
    square = points(root, 8)
    style.configure("TCheckbutton", font="LotbookSmall", foreground=SOFT, indicatorsize=square)
    style.map("TCheckbutton", background=[("active", PAPER)])
    _dress_buttons(root, style)
    style.configure(
        "TCombobox",
        fieldbackground=CARD,
        background=CARD,
        arrowcolor=INK,
        padding=points(root, 3),
        arrowsize=points(root, 9),
    )
    style.configure("TEntry", fieldbackground=CARD, padding=points(root, 3))
    style.map("TEntry", fieldbackground=[("disabled", PAPER)], bordercolor=[("focus", BLUE)])
    style.map("TCombobox", fieldbackground=[("readonly", CARD)], foreground=[("disabled", SOFT)])


def _dress_buttons(root: tk.Tk, style: ttk.Style) -> None:
    padding = (points(root, 7), points(root, 3))
    style.configure("TButton", background=CARD, lightcolor=CARD, darkcolor=CARD, padding=padding, anchor="w")
    style.map(
        "TButton",
        background=[("disabled", PAPER), ("pressed", PRESSED), ("active", PRESSED)],
        foreground=[("disabled", "#9AA5B1")],
        bordercolor=[("focus", BLUE), ("active", BLUE)],
    )
    white, deep = "#FFFFFF", "#005A8E"
    style.configure(
        "Large.TButton", background=BLUE, foreground=white, lightcolor=BLUE, darkcolor=BLUE, focuscolor=white
    )
    style.map(
        "Large.TButton",
        background=[("disabled", LINE), ("pressed", deep), ("active", deep)],
        foreground=[("disabled", CARD)],
        lightcolor=[("disabled", LINE)],
        darkcolor=[("disabled", LINE)],
        bordercolor=[("focus", INK)],
    )
    style.configure("Box.TButton", anchor="center")
    style.configure("Box.Large.TButton", anchor="center")


def _named(root: tk.Tk, name: str, *, size: int, weight: str = "normal") -> None:
    family = font.nametofont("TkDefaultFont", root).actual("family")
    made = font.Font(root, name=name, exists=False, family=family, size=size)
    made.configure(weight="bold" if weight == "bold" else "normal")
    made.delete_font = (
        False  # tkinter would remove it with this Python object; the styles know it by its name
    )
