"""What an installation wrote, kept so that removing it takes back exactly that and nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from lotbook.documents.whole_file import write_whole
from lotbook.errors import ReadOnlyError


class Installed(NamedTuple):
    """One thing that was put somewhere: a file, or the extension in a LibreOffice profile."""

    path: str
    sha256: str
    version: str


class Setting(NamedTuple):
    """One line of the configuration: what was written, and what stood there before; None for nothing."""

    wrote: str
    before: str | None


class Receipt(NamedTuple):
    """What is installed.

    Attributes:
        files: the files put where Excel finds them.
        extension: the extension for LibreOffice; its path is the profile, empty for the usual one.
        settings: the lines of the configuration, key -> what was written and what stood there.
        folders: the folders that were made for it, outermost first.
    """

    files: tuple[Installed, ...] = ()
    extension: Installed | None = None
    settings: Mapping[str, Setting] = {}
    folders: tuple[str, ...] = ()


def read_receipt(path: Path) -> Receipt | None:
    """The receipt; None without one, or where it cannot be read."""
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        extension = told["extension"]
        return Receipt(
            tuple(Installed(**each) for each in told["files"]),
            Installed(**extension) if extension else None,
            {key: Setting(**each) for key, each in told["settings"].items()},
            tuple(told["folders"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write_receipt(path: Path, receipt: Receipt) -> None:
    """Keeps the receipt, or takes it away when nothing is installed any more.

    Raises:
        ReadOnlyError: it cannot be written.
    """
    if not receipt.files and receipt.extension is None:
        path.unlink(missing_ok=True)
        return
    told = {
        "files": [each._asdict() for each in receipt.files],
        "extension": receipt.extension._asdict() if receipt.extension else None,
        "settings": {key: each._asdict() for key, each in receipt.settings.items()},
        "folders": list(receipt.folders),
    }
    try:
        write_whole(path, json.dumps(told, ensure_ascii=False, indent=2).encode())
    except ReadOnlyError as error:
        raise ReadOnlyError(
            f"{path} cannot be written.",
            cause=error.cause,
            next_step="Make its folder writable for you, then run the command again.",
        ) from error


def sha256_of(path: Path) -> str:
    """The checksum of a file; empty when it is not there or cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def new_folders(folder: Path) -> tuple[str, ...]:
    """The folders that must be made to have this one, outermost first."""
    missing = []
    while not folder.exists():
        missing.append(str(folder))
        folder = folder.parent
    return tuple(reversed(missing))
