"""Brings in what a click will need, beside the click: while the spreadsheet is at work, Python would only wait for it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from threading import Thread
from types import MappingProxyType

from lotbook.commands import VERBS

# In the order in which a click comes to them.
EVERY = (
    "lotbook.hosts.live.book", "lotbook.doors.selected", "getpass", "sqlite3", "lotbook.hosts.file.lock",
    "lotbook.hosts.settling", "lotbook.hosts.journal", "lotbook.hosts.live.writing", "lotbook.doors.shown",
)  # fmt: skip
DRAWING = (
    "lotbook.documents.chain.picture",
    "lotbook.documents.chain.recall",
    "PIL.Image",
    "PIL.ImageDraw",
    "PIL.ImageFont",
    "PIL.PngImagePlugin",
)
_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"recall": ("lotbook.tables.trace.recall", *DRAWING), "check": ("lotbook.checks.all",)}
)


def bring_in_beside(control: str) -> None:
    """Begins to bring in what this button needs; returns at once.

    xlwings must be there already: it is brought in without some libraries, of which a click needs one later.
    """
    Thread(target=_bring_in, args=(control,), name="lotbook-ahead", daemon=True).start()


def _bring_in(control: str) -> None:
    command = (f"lotbook.commands.{VERBS[control]}",) if control in VERBS else ()
    try:
        for name in (*command, *EVERY, *_OF.get(control, ())):
            import_module(name)
    except Exception:  # noqa: BLE001 - the click itself will come to it, and say what is missing
        return
