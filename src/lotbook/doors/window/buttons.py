"""The buttons of the helper's window: the ribbon's own, by group, each with a letter for the keyboard."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from string import ascii_uppercase, digits
from tkinter import ttk

from lotbook.doors.controls import CONTROLS, GROUPS, Control
from lotbook.doors.window.style import points
from lotbook.doors.window.tips import Tip

_COLUMNS = 2 if len(CONTROLS) <= 18 else 3  # the window must fit a small screen


def letters(controls: Sequence[Control]) -> dict[str, str]:
    """The key that presses each button together with Alt: the ribbon's where that is one letter, else one of its label.

    A button whose every letter is taken gets a digit.
    """
    found = {each.id: each.button.keytip for each in controls if len(each.button.keytip) == 1}
    for each in controls:
        if each.id not in found:
            own = [letter for letter in each.button.label.upper() if letter in ascii_uppercase]
            found[each.id] = next(key for key in (*own, *digits) if key not in found.values())
    return found


LETTERS = letters(CONTROLS)


class Buttons:
    """Every button, in its group; Alt and its letter press it.

    Args:
        parent: where they stand.
        press: is told the id of the button that was pressed.
    """

    def __init__(self, parent: tk.Misc, press: Callable[[str], None]) -> None:
        self._press, self._free = press, True
        self.frame = ttk.Frame(parent)
        self.by_id: dict[str, ttk.Button] = {}
        for column in range(_COLUMNS):
            self.frame.columnconfigure(column, weight=1, uniform="buttons")
        row = 0
        for group in GROUPS:
            row = self._group(group, [each for each in CONTROLS if each.button.group == group], row)

    def _group(self, group: str, controls: list[Control], row: int) -> int:
        gap = points(self.frame, 1.5)
        label = ttk.Label(self.frame, text=group, style="Group.TLabel")
        label.grid(row=row, column=0, columnspan=_COLUMNS, sticky="w", pady=(points(self.frame, 6), gap))
        for number, control in enumerate(controls):
            button = self._button(control)
            below, across = divmod(number, _COLUMNS)
            button.grid(row=row + 1 + below, column=across, sticky="ew", padx=gap, pady=gap)
        return row + 1 + -(-len(controls) // _COLUMNS)

    def _button(self, control: Control) -> ttk.Button:
        shown, letter = control.button, LETTERS[control.id]
        where = shown.label.upper().find(letter)
        button = ttk.Button(
            self.frame,
            text=shown.label if where >= 0 else f"{shown.label} ({letter})",
            underline=where if where >= 0 else len(shown.label) + 2,
            style="Large.TButton" if shown.large else "TButton",
            command=lambda: self._pressed(control.id),
        )
        button.bind("<Return>", lambda _: self._pressed(control.id))
        top = self.frame.winfo_toplevel()
        for key in (letter.lower(), letter.upper()):
            top.bind(f"<Alt-Key-{key}>", lambda _: self._pressed(control.id))
        Tip(button, shown.screentip, shown.supertip)
        self.by_id[control.id] = button
        return button

    def _pressed(self, control: str) -> str:
        if self._free:
            self._press(control)
        return "break"

    def set_free(self, *, free: bool) -> None:
        """Makes them pressable, or not while one is being worked on or no workbook is open."""
        self._free = free
        for button in self.by_id.values():
            button.state(["!disabled" if free else "disabled"])
