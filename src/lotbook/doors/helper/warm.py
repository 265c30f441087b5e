"""Brings in, a little at a time while nothing is clicked, what clicks need, so that none waits for it."""

from __future__ import annotations

import gc
import logging
from importlib import import_module

from lotbook.doors.ahead import DRAWING, EVERY

# What the commands bring in at their first use, the most used first.
_HEAVY = (
    *EVERY, "json", "decimal", "lotbook.tables.trace.recall", *DRAWING, "lotbook.checks.all",
    "lotbook.documents.template.render", "lotbook.documents.package.folder", "docxtpl", "pikepdf", "pypdfium2",
)  # fmt: skip


class Warming:
    """Imports one thing after another."""

    def __init__(self) -> None:
        self._left: list[str] | None = None

    def a_little_more(self) -> bool:
        """Imports the next thing; whether there is more to come."""
        if self._left is None:
            self._left = _modules()
        if not self._left:
            return False
        name = self._left.pop(0)
        try:
            import_module(name)
        except Exception as error:  # noqa: BLE001 - the click that needs it will say what is missing
            logging.getLogger("lotbook.attach").info("%s was not brought in: %s", name, error)
        if not self._left:
            gc.collect()
            gc.freeze()  # what is there now stays; looking it through again and again would be time lost
        return bool(self._left)


def _modules() -> list[str]:
    from lotbook.commands import VERBS
    from lotbook.doors.controls import CONTROLS

    commands = [f"lotbook.commands.{VERBS[each.id]}" for each in CONTROLS if each.id in VERBS]
    return ["lotbook.doors.click", *commands, *_HEAVY]
