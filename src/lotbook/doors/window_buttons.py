"""The buttons of the helper's window: the ribbon's own, by group, with the same letters on the keyboard."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from lotbook.doors.controls import CONTROLS, GROUPS, Control
from lotbook.doors.window_style import points
from lotbook.doors.window_tips import Tip

_COLUMNS = 2 if len(CONTROLS) <= 14 else 3  # the window must fit a small screen


class Buttons:
    """Every button, in its group; Alt and the ribbon's letter press it.

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
        gap = points(self.frame, 2)
        label = ttk.Label(self.frame, text=group, style="Group.TLabel")
        label.grid(row=row, column=0, columnspan=_COLUMNS, sticky="w", pady=(points(self.frame, 7), gap))
        for number, control in enumerate(controls):
            button = self._button(control)
            below, across = divmod(number, _COLUMNS)
            button.grid(row=row + 1 + below, column=across, sticky="ew", padx=gap, pady=gap)
        return row + 1 + -(-len(controls) // _COLUMNS)

    def _button(self, control: Control) -> ttk.Button:
        shown = control.button
        where = shown.label.upper().find(shown.keytip.upper())
        button = ttk.Button(
            self.frame,
            text=shown.label if where >= 0 else f"{shown.label} ({shown.keytip})",
            underline=where if where >= 0 else len(shown.label) + 2,
            style="Large.TButton" if shown.large else "TButton",
            command=lambda: self._pressed(control.id),
        )
        button.bind("<Return>", lambda _: self._pressed(control.id))
        top = self.frame.winfo_toplevel()
        for letter in {shown.keytip.lower(), shown.keytip.upper()}:
            top.bind(f"<Alt-Key-{letter}>", lambda _: self._pressed(control.id))
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
