"""A box with one line to type in, in LibreOffice, which has no such box ready-made."""

from __future__ import annotations

from lotbook.hosts.calc.unolink import Uno

_WIDTH, _MARGIN, _LINE, _BUTTON = 240, 8, 10, 50  # in LibreOffice's own units, about half a pixel each
_HIGH = _LINE + 4  # of the line and the buttons
_LETTERS = 58  # of an average line of this width
_POSITION = 3  # com.sun.star.awt.PosSize.POS
_OK, _CANCEL = 1, 2  # com.sun.star.awt.PushButtonType


def ask_text(service: Uno, window: Uno, title: str, prompt: str, default: str) -> str | None:
    """What a person types; None when the box is closed or cancelled.

    Args:
        service: makes LibreOffice's services by name.
        window: the window it stands over.
        title: of the box.
        prompt: the question; it may have several lines.
        default: what stands in the line already.
    """
    dialog = service("com.sun.star.awt.UnoControlDialog")
    dialog.setModel(_filled(service("com.sun.star.awt.UnoControlDialogModel"), title, prompt, default))
    dialog.createPeer(service("com.sun.star.awt.Toolkit"), window)
    _centre(dialog, window)
    typed = dialog.getControl("typed")
    typed.setFocus()
    try:
        return str(typed.getText()) if dialog.execute() == 1 else None
    finally:
        dialog.dispose()


def _filled(model: Uno, title: str, prompt: str, default: str) -> Uno:
    """The question, below it the line, below that the two buttons at the right end."""
    asked = _LINE * sum(max(1, -(-len(line) // _LETTERS)) for line in prompt.split("\n"))
    line, buttons = asked + 2 * _MARGIN, asked + 3 * _MARGIN + _HIGH
    cancel = _WIDTH - _BUTTON - _MARGIN
    model.Title, model.Width, model.Height = title, _WIDTH, buttons + _HIGH + _MARGIN
    wide = _WIDTH - 2 * _MARGIN
    _add(model, "FixedText", "prompt", (_MARGIN, _MARGIN, wide, asked), Label=prompt, MultiLine=True)
    _add(model, "Edit", "typed", (line, _MARGIN, wide, _HIGH), Text=default)
    at = (buttons, cancel - _BUTTON - _MARGIN, _BUTTON, _HIGH)
    _add(model, "Button", "ok", at, Label="OK", PushButtonType=_OK, DefaultButton=True)
    at = (buttons, cancel, _BUTTON, _HIGH)
    _add(model, "Button", "cancel", at, Label="Cancel", PushButtonType=_CANCEL)
    return model


def _centre(dialog: Uno, window: Uno) -> None:
    """Over the middle of its window, a little above, where people look; its own size stays."""
    under, own = window.getPosSize(), dialog.getPosSize()
    left = under.X + max(0, (under.Width - own.Width) // 2)
    top = under.Y + max(0, (under.Height - own.Height) // 3)
    dialog.setPosSize(left, top, 0, 0, _POSITION)


def _add(model: Uno, kind: str, name: str, place: tuple[int, int, int, int], **told: object) -> None:
    control = model.createInstance(f"com.sun.star.awt.UnoControl{kind}Model")
    control.PositionY, control.PositionX, control.Width, control.Height = place
    control.Name = name
    for key, value in told.items():
        setattr(control, key, value)
    model.insertByName(name, control)
