"""A box with one line to type in, in LibreOffice, which has no such box ready-made."""

from __future__ import annotations

from lotbook.hosts.calc.unolink import Uno

_WIDTH, _MARGIN, _LINE, _BUTTON = 240, 8, 10, 50  # in LibreOffice's own units, about half a pixel each
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
    lines = sum(max(1, -(-len(line) // _LETTERS)) for line in prompt.split("\n"))
    model = service("com.sun.star.awt.UnoControlDialogModel")
    high = _MARGIN * 4 + _LINE * lines + 2 * (_LINE + 4)
    model.Title, model.Width, model.Height = title, _WIDTH, high
    top = _MARGIN
    _add(
        model,
        "FixedText",
        "prompt",
        (top, _MARGIN, _WIDTH - 2 * _MARGIN, _LINE * lines),
        Label=prompt,
        MultiLine=True,
    )
    top += _LINE * lines + _MARGIN
    _add(model, "Edit", "typed", (top, _MARGIN, _WIDTH - 2 * _MARGIN, _LINE + 4), Text=default)
    top += _LINE + 4 + _MARGIN
    left = _WIDTH - 2 * (_BUTTON + _MARGIN)
    _add(
        model,
        "Button",
        "ok",
        (top, left, _BUTTON, _LINE + 4),
        Label="OK",
        PushButtonType=_OK,
        DefaultButton=True,
    )
    left += _BUTTON + _MARGIN
    _add(model, "Button", "cancel", (top, left, _BUTTON, _LINE + 4), Label="Cancel", PushButtonType=_CANCEL)
    dialog = service("com.sun.star.awt.UnoControlDialog")
    dialog.setModel(model)
    dialog.createPeer(service("com.sun.star.awt.Toolkit"), window)
    _centre(dialog, window)
    dialog.getControl("typed").setFocus()
    try:
        return str(dialog.getControl("typed").getText()) if dialog.execute() == 1 else None
    finally:
        dialog.dispose()


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
