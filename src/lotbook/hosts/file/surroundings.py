"""What around a workbook forbids to change it: it is open elsewhere, write-protected, or in a synchronised folder."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from lotbook.errors import CloudFolderError, NotAWorkbookError, OpenElsewhereError, ReadOnlyError

_WRITERS = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH  # an administrator may write what nobody may
_CLOUD_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_CLOUD_FOLDERS = {
    "OneDrive or SharePoint": re.compile(r"(?:onedrive|sharepoint)(?: - .*|-.*)?\Z", re.IGNORECASE),
    "Dropbox": re.compile(r"dropbox(?: \(.*\))?\Z", re.IGNORECASE),
    "iCloud Drive": re.compile(r"(?:icloud ?drive|com~apple~clouddocs|mobile documents)\Z", re.IGNORECASE),
    "Google Drive": re.compile(r"google ?drive(?:-.*)?\Z", re.IGNORECASE),
    "a cloud service": re.compile(
        r"(?:cloudstorage|nextcloud|owncloud|box sync|pcloud ?drive)\Z", re.IGNORECASE
    ),
}
_COPY = re.compile(
    r"conflicted copy|sync-conflict|\(conflict|in konflikt|-(?:DESKTOP|LAPTOP)-[A-Z0-9]+\Z", re.IGNORECASE
)


def refuse_unwritable(path: Path, *, cloud_ok: bool) -> None:
    """Stops before anything is changed where changing the closed file could lose somebody's work.

    Raises:
        OpenElsewhereError: Excel or LibreOffice has it open.
        ReadOnlyError: the file or its folder is write-protected.
        CloudFolderError: a cloud client synchronises the folder, unless that is accepted.
    """
    if not path.exists():
        raise NotAWorkbookError(f"There is no file {path}.")
    _refuse_open_in_excel(path)
    _refuse_open_in_libreoffice(path)
    _refuse_protected(path)
    cloud = cloud_folder(path)
    if cloud and not cloud_ok:
        raise CloudFolderError(f"{path.name} lies in a folder that {cloud} synchronises.")


def _refuse_open_in_excel(path: Path) -> None:
    owner = path.with_name(f"~${path.name}")
    try:
        told = owner.read_bytes()
    except FileNotFoundError:
        return
    except OSError:
        told = b""  # Excel holds it so tightly that it cannot be read
    who = told[1 : 1 + told[0]].decode("utf-8", "replace").strip("\x00 ") if told else ""
    raise OpenElsewhereError(
        f"{path.name} is open in Excel" + (f" ({who})." if who else "."),
        next_step=f"Save and close it there. If nobody has it open, delete the file {owner.name} beside it.",
    )


def _refuse_open_in_libreoffice(path: Path) -> None:
    owner = path.with_name(f".~lock.{path.name}#")
    try:
        told = owner.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return
    except OSError:
        told = ""
    fields = [field.strip() for field in told.split(",")]
    who = " on ".join(field for field in (fields[0] or "".join(fields[1:2]), "".join(fields[2:3])) if field)
    raise OpenElsewhereError(
        f"{path.name} is open in LibreOffice" + (f" ({who})." if who else "."),
        next_step=f"Save and close it there. If nobody has it open, delete the file {owner.name} beside it.",
    )


def _refuse_protected(path: Path) -> None:
    if not os.access(path, os.W_OK) or not path.stat().st_mode & _WRITERS:
        raise ReadOnlyError(f"{path.name} is write-protected.")
    folder = path.absolute().parent
    if not os.access(folder, os.W_OK):
        raise ReadOnlyError(f"The folder {folder} is write-protected.")


def cloud_folder(path: Path) -> str:
    """The name of the service that synchronises the folder of this file; empty when none is known to."""
    where = path.absolute()
    for variable in _CLOUD_VARIABLES:
        root = os.environ.get(variable)
        if root and where.is_relative_to(Path(root).absolute()):
            return "OneDrive or SharePoint"
    for part in [*where.parent.parts, *path.resolve().parent.parts]:
        for service, names in _CLOUD_FOLDERS.items():
            if names.match(part):
                return service
    return ""


def conflict_copies(path: Path) -> tuple[str, ...]:
    """Files beside a workbook that a cloud client made when two people changed it at once, by name."""
    import platform

    host = platform.node().casefold()
    found = []
    for other in sorted(path.absolute().parent.glob(f"*{path.suffix}")):
        rest = other.stem[len(path.stem) :]
        diverged = _COPY.search(rest) or (host and rest.casefold() == f"-{host}")
        if rest and other.stem.startswith(path.stem) and diverged:
            found.append(other.name)
    return tuple(found)
