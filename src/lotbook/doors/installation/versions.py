"""Which Lotbook an add-in file belongs to, as its maker stamped it into the file."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

_STAMP = re.compile(rb"Lotbook[ _]?(?:version[ =:\"]*)?(\d+(?:\.\d+)+(?:[.\-+a-z0-9]*)?)", re.IGNORECASE)
_EXTENSION = re.compile(rb"<version\s+value=\"([^\"]+)\"")
_MOST_BYTES = 200_000  # of a part that is looked at; the parts that carry a version are small
_PLACES = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml", "customUI/customUI14.xml")


def version_of(path: Path) -> str:
    """The version of a ``.xlam`` or ``.oxt``, or of an extension that LibreOffice unpacked; empty when it has none."""
    if path.is_dir():
        return _unpacked(path)
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            if "description.xml" in names:
                return _first(_EXTENSION, _part(package, "description.xml"))
            parts = (_part(package, name) for name in _PLACES if name in names)
            return next(filter(None, (_first(_STAMP, part) for part in parts)), "")
    except (OSError, zipfile.BadZipFile, RuntimeError, ValueError):
        return ""


def _unpacked(folder: Path) -> str:
    try:
        return _first(_EXTENSION, (folder / "description.xml").read_bytes())
    except OSError:
        return ""


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        return part.read(_MOST_BYTES)


def _first(pattern: re.Pattern[bytes], content: bytes) -> str:
    found = pattern.search(content)
    return found[1].decode("ascii", "replace") if found else ""


def newer(one: str, other: str) -> bool:
    """Whether a version is later than another, number by number; ``0.10`` is later than ``0.9``."""
    return _numbers(one) > _numbers(other)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))
