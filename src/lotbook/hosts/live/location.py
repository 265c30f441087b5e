"""Where an open workbook lies on this computer, also where the spreadsheet names it by its address in the cloud.

Excel calls a workbook of a synchronised folder by its address, such as ``https://shop.sharepoint.com/.../lots.xlsx``.
Its file is looked for in the folders that the cloud client keeps on this computer; the end of the address must lead to
exactly one file, so that no other workbook is taken for it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lotbook.errors import NotAWorkbookError

FOLDER_VARIABLE = "LOTBOOK_CLOUD_FOLDER"
_VARIABLES = (FOLDER_VARIABLE, "OneDriveCommercial", "OneDriveConsumer", "OneDrive")
_ADDRESSES = ("http", "https")


def located(fullname: str, environment: Mapping[str, str] | None = None) -> Path:
    """The file of an open workbook.

    Args:
        fullname: as the spreadsheet names it: a path, an address, or only a name when it was never saved.
        environment: the environment variables that name the synchronised folders; those of this process by default.

    Raises:
        NotAWorkbookError: it was never saved, or its file is not found on this computer.
    """
    if urlsplit(fullname).scheme.lower() in _ADDRESSES:
        return _in_cloud_folder(fullname, os.environ if environment is None else environment)
    path = Path(fullname)
    if not path.is_absolute() or not path.exists():
        raise NotAWorkbookError(
            f"{path.name} has not been saved yet, so there is no place for its journal and papers.",
            next_step="Save it as an .xlsx file in the folder it shall stay in, then click again.",
        )
    return path


def _in_cloud_folder(address: str, environment: Mapping[str, str]) -> Path:
    parts = [unquote(part) for part in urlsplit(address).path.split("/") if part]
    found = {path.resolve() for path in _candidates(parts, environment)}
    name = parts[-1] if parts else address
    if not found:
        raise NotAWorkbookError(
            f"{name} is open from the cloud ({address}), and its file is not found on this computer.",
            cause="Lotbook keeps its journal and papers beside the file.",
            next_step="Synchronise the folder to this computer (Sync in SharePoint, or Always keep on this device), or "
            f"name the synchronised folder in the environment variable {FOLDER_VARIABLE}; then open the file from there.",
        )
    if len(found) > 1:
        raise NotAWorkbookError(
            f"{name} is open from the cloud, and more than one file on this computer may be it: "
            f"{', '.join(sorted(map(str, found)))}.",
            next_step="Open the right one from its folder on this computer, then click again.",
        )
    return found.pop()


def _candidates(parts: list[str], environment: Mapping[str, str]) -> Iterator[Path]:
    """Of each synchronised folder the file that most of the address leads to."""
    if any(part in (".", "..") for part in parts):
        return
    for folder in dict.fromkeys(environment.get(variable, "").strip() for variable in _VARIABLES):
        ends = (Path(folder, *parts[first:]) for first in range(len(parts))) if folder else iter(())
        found = next((path for path in ends if path.is_file()), None)
        if found:
            yield found
