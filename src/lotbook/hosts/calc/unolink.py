"""Brings in LibreOffice's Python bridge (uno), which belongs to LibreOffice and fits one version of Python only."""

from __future__ import annotations

import builtins
import importlib
import os
import re
import sys
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from lotbook.documents.pdf.soffice import program
from lotbook.errors import SpreadsheetError

Uno: TypeAlias = Any  # an object of LibreOffice's; it has no Python type

_PROGRAM_FOLDERS = ("/usr/lib/libreoffice/program", "/usr/lib64/libreoffice/program")
_UNO_FOLDERS = ("/usr/lib/python3/dist-packages", "/usr/lib64/libreoffice/program")
_BUILT_FOR = re.compile(rb"libpython3\.(\d+)|python3(\d+)\.dll|Python\.framework/Versions/3\.(\d+)")
_BRIDGES = ("libpyuno.so", "pyuno.pyd", "libpyuno.dylib", "pyuno.so")


def program_folder() -> Path | None:
    """The folder that soffice.bin lies in; ``LOTBOOK_SOFFICE`` names another program."""
    named = os.environ.get("LOTBOOK_SOFFICE")
    found = Path(named) if named else program()
    near = [found.resolve().parent] if found else []
    if found and sys.platform == "darwin":
        near.append(found.resolve().parent.parent / "Frameworks")
    for folder in (*near, *map(Path, _PROGRAM_FOLDERS)):
        if (folder / "soffice.bin").is_file() or (folder / "soffice").is_file():
            return folder
    return None


@cache
def built_for() -> int | None:
    """The minor version of Python 3 that LibreOffice's bridge was built for, as 11 for 3.11; None if it does not say."""
    folder = program_folder()
    if folder is None:
        return None
    for name in _BRIDGES:
        bridge = folder / name
        if bridge.is_file() and (found := _BUILT_FOR.search(bridge.read_bytes())):
            return int(next(group for group in found.groups() if group))
    return None


def trouble() -> SpreadsheetError | None:
    """Why this Python cannot talk to LibreOffice, or None; asks files only, so it is safe to ask at any time.

    A bridge built for another Python would end the process without a word, so it is never loaded to find out.
    """
    if program_folder() is None:
        return SpreadsheetError(
            "LibreOffice was not found on this computer.",
            next_step="Install LibreOffice Calc, then try again.",
        )
    if not any(_candidates()):
        return SpreadsheetError(
            "LibreOffice has no Python bridge, so Lotbook cannot reach the open spreadsheet.",
            next_step="Install the package python3-uno (or your system's name for LibreOffice's Python bridge).",
        )
    minor = built_for()
    if minor is not None and minor != sys.version_info.minor:
        return SpreadsheetError(
            f"LibreOffice speaks with Python 3.{minor}, and Lotbook is installed in Python 3.{sys.version_info.minor}.",
            cause="The bridge between them works only where both are the same.",
            next_step=f"Install Lotbook once more in Python 3.{minor}: uv tool install --python 3.{minor} lotbook",
        )
    return None


@cache
def uno() -> Uno:
    """LibreOffice's bridge, loaded once.

    Raises:
        SpreadsheetError: there is none, or it is one of another Python.
    """
    if (found := trouble()) is not None:
        raise found
    before = builtins.__import__
    known = list(sys.path)
    sys.path.extend(str(folder) for folder in _candidates())  # at the end: Lotbook's own packages win
    try:
        return importlib.import_module("uno")
    except ImportError as error:
        raise SpreadsheetError(
            "LibreOffice's Python bridge did not load.",
            cause=f"{error}.",
            next_step="Run `lotbook doctor`; it tells which Python LibreOffice needs.",
        ) from error
    finally:
        builtins.__import__ = (
            before  # uno replaces Python's own import for the whole process; nothing here wants that
        )
        sys.path[:] = known


def _candidates() -> Iterator[Path]:
    folder = program_folder()
    for place in (*map(Path, _UNO_FOLDERS), *([folder] if folder else [])):
        if (place / "uno.py").is_file():
            yield place


def struct(name: str, **fields: object) -> Uno:
    """A record of LibreOffice's, such as ``table.CellRangeAddress``, filled."""
    made = uno().createUnoStruct(f"com.sun.star.{name}")
    for field, value in fields.items():
        setattr(made, field, value)
    return made


def enum(kind: str, name: str) -> Uno:
    """One value of an enumeration of LibreOffice's: ``enum("awt.FontSlant", "ITALIC")``."""
    return uno().Enum(f"com.sun.star.{kind}", name)


def properties(**values: object) -> tuple[Uno, ...]:
    """Named arguments as LibreOffice takes them."""
    return tuple(struct("beans.PropertyValue", Name=name, Value=value) for name, value in values.items())


def url(path: str | Path) -> str:
    """A path as the file address LibreOffice takes."""
    return str(uno().systemPathToFileUrl(str(Path(path).absolute())))


@lru_cache(maxsize=64)  # the same few workbooks are asked for again and again
def local_path(address: str) -> str:
    """A file address as a path; anything else stays as it is."""
    return str(uno().fileUrlToSystemPath(address)) if address.startswith("file:") else address
