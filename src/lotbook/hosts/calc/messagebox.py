"""A question in a window of LibreOffice's."""

from __future__ import annotations

from lotbook.hosts.calc.unolink import Uno, enum

_BUTTONS = {"ok": 1, "ok_cancel": 2, "yes_no": 3, "yes_no_cancel": 4}  # com.sun.star.awt.MessageBoxButtons
_ANSWERS = {0: "cancel", 1: "ok", 2: "yes", 3: "no"}  # com.sun.star.awt.MessageBoxResults
_KINDS = {"critical": "ERRORBOX", "info": "INFOBOX"}


def ask(kit: Uno, window: Uno, title: str, prompt: str, buttons: str, mode: str | None) -> str:
    """Waits for a person's answer: ok, cancel, yes or no; empty when the window went away."""
    plain = "MESSAGEBOX" if buttons == "ok" else "QUERYBOX"
    kind = enum("awt.MessageBoxType", _KINDS.get(mode or "", plain) if buttons == "ok" else "QUERYBOX")
    box = kit.createMessageBox(window, kind, _BUTTONS[buttons], title, prompt)
    return _ANSWERS.get(int(box.execute()), "")
