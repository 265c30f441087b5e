"""How the spreadsheet behaves while Lotbook writes: no redrawing, no recalculating in between; as it was afterwards."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlwings import App

_WHILE_WRITING = {
    "screen_updating": False,
    "enable_events": False,
    "display_alerts": False,
    "calculation": "manual",
}


class Steady:
    """Inside, cells are written without pause; each setting is then put back as the person had it.

    Args:
        app: the spreadsheet program.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._before: dict[str, object] = {}

    def __enter__(self) -> None:
        self._before = {name: getattr(self._app, name) for name in _WHILE_WRITING}
        for name, value in _WHILE_WRITING.items():
            if self._before[name] != value:
                setattr(self._app, name, value)

    def __exit__(self, *_: object) -> None:
        for name, value in reversed(self._before.items()):
            with suppress(Exception):  # a spreadsheet that was closed meanwhile has no settings to put back
                if value != _WHILE_WRITING[name]:
                    setattr(self._app, name, value)
