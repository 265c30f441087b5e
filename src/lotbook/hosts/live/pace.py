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
        for name, value in _WHILE_WRITING.items():
            with suppress(NotImplementedError, AttributeError):  # a setting this spreadsheet does not have
                before = getattr(self._app, name)
                if before != value:
                    setattr(self._app, name, value)
                    self._before[name] = before

    def __exit__(self, *_: object) -> None:
        while self._before:
            name, value = self._before.popitem()
            with suppress(Exception):  # a spreadsheet that was closed meanwhile has no settings to put back
                setattr(self._app, name, value)
