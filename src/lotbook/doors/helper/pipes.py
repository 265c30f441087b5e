"""The pipes that Lotbook's extension has opened in the LibreOffices of this user."""

from __future__ import annotations

import os
from pathlib import Path

_PREFIX = "lotbook"
_FOLDERS = ("/tmp", "/var/tmp")  # noqa: S108 - LibreOffice's own places for its pipes


def listening() -> list[str]:
    """The names of the pipes, newest first; whether anybody still listens shows when one is tried.

    LibreOffice keeps a pipe as the file ``OSL_PIPE_<user>_<name>``; on Windows the system keeps a list of its own.
    """
    if os.name == "posix":
        return _of_files(f"OSL_PIPE_{os.geteuid()}_{_PREFIX}", [Path(folder) for folder in _FOLDERS])
    return _of_windows()


def _of_files(start: str, folders: list[Path]) -> list[str]:
    paths = (path for folder in folders for path in folder.glob(f"{start}*"))
    ours = (path for path in paths if path.is_socket() and path.lstat().st_uid == os.geteuid())
    found = [(path.lstat().st_mtime, path.name[path.name.index(_PREFIX) :]) for path in ours]
    return [name for _, name in sorted(found, reverse=True)]


def _of_windows() -> list[str]:
    try:
        names = os.listdir(r"\\.\pipe")  # noqa: PTH208 - no folder a Path could list
    except OSError:
        return []
    return [name[name.index(_PREFIX) :] for name in names if "OSL_PIPE_" in name and _PREFIX in name]
