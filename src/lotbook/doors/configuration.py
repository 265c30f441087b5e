"""The configuration file of the buttons: which Python to start and where requests go, in xlwings' own format.

One line a setting, ``"KEY","value"``. Lines of others stay, in their order. VBA reads the file in the code page of
the Windows it runs on, so it is written in that code page there, and in UTF-8 elsewhere.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from lotbook.documents.whole_file import write_whole
from lotbook.errors import ReadOnlyError, UsageError

# What Lotbook writes: key -> what it is for.
KEYS: Mapping[str, str] = {
    "INTERPRETER_WIN": "the Python that the buttons start, on Windows",
    "INTERPRETER_MAC": "the Python that the buttons start, on a Mac",
    "INTERPRETER_LINUX": "the Python that the buttons start, on Linux",
    "PYTHONPATH": "empty: nothing but the installed Lotbook is searched for code",
    "ADD_WORKBOOK_TO_PYTHONPATH": "False: no code is taken from the folder of a workbook",
    "USE UDF SERVER": "False: each click starts fresh code",
    "LOTBOOK_MAILBOX": "the folder where the ribbon leaves requests for lotbook attach",
    "LOTBOOK_VERSION": "the Lotbook that wrote these lines",
}
# What a person may have set besides: all but the first are xlwings' own; the first lets a click go by xlwings' protocol.
OF_XLWINGS = frozenset(
    {
        "LOTBOOK_DOOR",
        "INTERPRETER", "CONDA PATH", "CONDA ENV", "UDF MODULES", "DEBUG UDFS", "SHOW CONSOLE", "TEMP DIR", "LICENSE_KEY",
        *(f"{service}_{system}" for service in ("ONEDRIVE_CONSUMER", "ONEDRIVE_COMMERCIAL", "SHAREPOINT")
          for system in ("WIN", "MAC")),
    }
)  # fmt: skip
ENCODING = "mbcs" if sys.platform == "win32" else "utf-8"
_LINE = re.compile(r'\s*(?:"([^"]*)"|([^",]+)),(?:"([^"]*)"|([^",]*))\s*\Z')  # Excel reads bare words as well
_UNWRITABLE = re.compile(r'["\r\n\x00]')


class Configuration(NamedTuple):
    """The file as it was found.

    Attributes:
        settings: key -> value; where a key stands twice the first counts, as it does for Excel.
        strange: the lines that are no setting, as (line number, text).
    """

    settings: Mapping[str, str]
    strange: tuple[tuple[int, str], ...] = ()


def read(path: Path) -> Configuration:
    """The settings of a file; without a file there are none.

    Raises:
        ReadOnlyError: the file is there and cannot be read.
    """
    settings: dict[str, str] = {}
    strange = []
    for number, line in enumerate(_lines(path), start=1):
        if found := _setting(line):
            settings.setdefault(*found)
        elif line.strip():
            strange.append((number, line.strip()))
    return Configuration(settings, tuple(strange))


def write(path: Path, changes: Mapping[str, str | None]) -> Path | None:
    """Sets the settings given, takes those out whose value is None, and leaves every other line as it stands.

    A file that holds anything but settings would be misread by Excel, so it is kept beside under another name first and
    only its settings are taken over. A file without any setting left is deleted.

    Returns:
        Where a damaged file was kept, or None.

    Raises:
        UsageError: a value holds what the file cannot carry.
        ReadOnlyError: the file cannot be written.
    """
    before = _lines(path)
    lines = [line for line in before if _setting(line)]
    damaged = any(line.strip() and not _setting(line) for line in before)
    after = changed(lines, changes)
    kept = _keep(path) if damaged else None
    if not after:
        path.unlink(missing_ok=True)
    elif after != before:
        write_whole(path, _encoded(after))
    return kept


def changed(lines: list[str], changes: Mapping[str, str | None]) -> list[str]:
    """The lines with some settings changed, in their order, new ones last; a key that stood twice stands once."""
    left = dict(changes)
    result = []
    for line in lines:
        found = _setting(line)
        key = found[0] if found else ""
        if key not in changes:
            result.append(line)
        elif (value := left.pop(key, None)) is not None:
            result.append(_line(key, value))
    return result + [_line(key, value) for key, value in left.items() if value is not None]


def _setting(line: str) -> tuple[str, str] | None:
    found = _LINE.match(line)
    return ((found[1] or found[2] or "").strip(), (found[3] or found[4] or "").strip()) if found else None


def _line(key: str, value: str) -> str:
    if _UNWRITABLE.search(value):
        raise UsageError(
            f"{value!r} cannot stand in the configuration of the buttons.",
            next_step="Install Lotbook in a folder whose name has no quotation mark and no line break.",
        )
    return f'"{key}","{value}"'


def _encoded(lines: list[str]) -> bytes:
    text = "".join(f"{line}\r\n" if sys.platform == "win32" else f"{line}\n" for line in lines)
    try:
        return text.encode(ENCODING)
    except UnicodeEncodeError as error:
        raise UsageError(
            f"Excel cannot read the letters {error.object[error.start : error.end]!r} in a path.",
            cause="Excel's own language reads file names in the code page of this Windows only.",
            next_step="Install Lotbook in a folder whose path has plain letters only, such as C:\\Lotbook.",
        ) from error


def _keep(path: Path) -> Path:
    kept = path.with_name(f"{path.stem}-before-{datetime.now(UTC):%Y%m%d-%H%M%S}{path.suffix}")
    write_whole(kept, path.read_bytes())
    return kept


def _lines(path: Path) -> list[str]:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise ReadOnlyError(
            f"{path} cannot be read.",
            cause=f"{error.strerror or error}.",
            next_step="Make it readable for you. A Mac asks whether Terminal may use data of other apps: answer Allow.",
        ) from error
    return content.decode(ENCODING, "replace").removeprefix("\ufeff").splitlines()
