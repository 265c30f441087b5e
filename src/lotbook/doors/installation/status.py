"""What is installed on this computer, and whether it is what this Lotbook carries."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from lotbook import __version__
from lotbook.doors import configuration
from lotbook.doors.installation import extension
from lotbook.doors.installation.receipt import Receipt, read_receipt, sha256_of
from lotbook.doors.installation.script import filled
from lotbook.doors.installation.versions import newer, version_of
from lotbook.doors.places import ADDIN, EXTENSION, SCRIPT, Computer, interpreter_key, places
from lotbook.errors import MissingFileError
from lotbook.shipped import shipped

CURRENT, ABSENT, GONE, OLDER, NEWER, CHANGED = "current", "absent", "gone", "older", "newer", "changed"
IN_WORDS = {
    CURRENT: "installed",
    ABSENT: "not installed",
    GONE: "was installed and is gone",
    OLDER: "installed, older than this Lotbook",
    NEWER: "installed, newer than this Lotbook",
    CHANGED: "installed, but not the file that this Lotbook carries",
}


class Part(NamedTuple):
    """One installed thing.

    Attributes:
        state: a key of ``IN_WORDS``.
        version: of what is there; empty when unknown or not there.
        sha256: of what is there; empty for an extension, which LibreOffice unpacks.
        shipped_sha256: of what this Lotbook carries; empty when it carries none.
    """

    name: str
    path: str
    state: str
    version: str
    sha256: str
    shipped_sha256: str


class Status(NamedTuple):
    """All that is installed.

    Attributes:
        configuration: the configuration file.
        settings: what stands in it.
        interpreter: the Python that the buttons start; empty when none is named.
    """

    parts: tuple[Part, ...]
    configuration: Path
    settings: dict[str, str]
    interpreter: str

    @property
    def installed(self) -> bool:
        """Whether a way from a spreadsheet to Lotbook was installed."""
        return any(part.state != ABSENT for part in self.parts)

    @property
    def fine(self) -> bool:
        """Whether everything that is installed is what this Lotbook carries."""
        return self.installed and all(part.state in (CURRENT, ABSENT) for part in self.parts)


def status(computer: Computer, profile: Path | None = None) -> Status:
    """Looks at every place; starts nothing.

    Args:
        computer: where to look.
        profile: LibreOffice's settings folder, if another than the usual one.
    """
    where = places(computer)
    receipt = read_receipt(where.receipt) or Receipt()
    settings = dict(configuration.read(where.configuration).settings)
    interpreter = settings.get(interpreter_key(computer.system), "")
    parts = []
    if where.addin is not None:
        addin = _shipped(ADDIN)
        parts.append(_file("add-in", where.addin, sha256_of(addin) if addin else "", receipt))
    if where.scripts is not None:
        parts.append(_file("script", where.scripts / SCRIPT, _script_sha256(interpreter), receipt))
    parts.append(_extension(profile or _noted_profile(receipt) or where.office_profile, receipt))
    return Status(tuple(parts), where.configuration, settings, interpreter)


def _script_sha256(interpreter: str) -> str:
    """Of the script as it has to be for the Python that the configuration names."""
    ours = _shipped(SCRIPT)
    return hashlib.sha256(filled(ours.read_bytes(), interpreter)).hexdigest() if ours else ""


def _file(name: str, path: Path, carried: str, receipt: Receipt) -> Part:
    there = sha256_of(path)
    noted = next((each for each in receipt.files if each.path == str(path)), None)
    if not there:
        return Part(name, str(path), GONE if noted else ABSENT, "", "", carried)
    version = version_of(path) or (noted.version if noted and noted.sha256 == there else "")
    if there == carried:
        return Part(name, str(path), CURRENT, version or __version__, there, carried)
    return Part(name, str(path), _compared(version), version, there, carried)


def _extension(profile: Path, receipt: Receipt) -> Part:
    there = extension.installed_version(profile)
    ours = _shipped(EXTENSION)
    carried = sha256_of(ours) if ours else ""
    if not there:
        return Part("extension", str(profile), GONE if receipt.extension else ABSENT, "", "", carried)
    state = _compared(there) if ours is None or there != version_of(ours) else CURRENT
    if state == CURRENT and receipt.extension and receipt.extension.sha256 not in ("", carried):
        state = CHANGED
    return Part("extension", str(profile), state, there, "", carried)


def _compared(version: str) -> str:
    if version and newer(version, __version__):
        return NEWER
    return OLDER if version and newer(__version__, version) else CHANGED


def _noted_profile(receipt: Receipt) -> Path | None:
    return Path(receipt.extension.path) if receipt.extension and receipt.extension.path else None


def _shipped(name: str) -> Path | None:
    try:
        return shipped("addin", name)
    except MissingFileError:
        return None
