"""How the spreadsheet behaves while Lotbook writes: no redrawing, no recalculating in between; as it was afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlwings import App

_WHILE_WRITING = {
    "screen_updating": False,
    "enable_events": False,
    "display_alerts": False,
    "calculation": "manual",
}


@contextmanager
def steady(app: App) -> Iterator[None]:
    """Inside, cells are written without pause; each setting is then put back as the person had it."""
    before = {name: getattr(app, name) for name in _WHILE_WRITING}
    try:
        for name, value in _WHILE_WRITING.items():
            if before[name] != value:
                setattr(app, name, value)
        yield
    finally:
        for name, value in reversed(before.items()):
            with suppress(Exception):  # a spreadsheet that was closed meanwhile has no settings to put back
                if value != _WHILE_WRITING[name]:
                    setattr(app, name, value)
