"""Where LibreOffice's program is on this computer; apart from what runs it, because a click only asks where it is."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
)


def program() -> Path | None:
    """The soffice program, where each system keeps it."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    roots = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMW6432")]
    windows = [Path(root, "LibreOffice", "program", "soffice.com") for root in roots if root]
    # not Path.home(), which fails where the user has none
    home = Path(os.path.expanduser("~"), "Applications/LibreOffice.app/Contents/MacOS/soffice")  # noqa: PTH111
    return next((place for place in (*windows, *map(Path, _PLACES), home) if place.is_file()), None)
