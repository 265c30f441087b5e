"""The extension for LibreOffice: put in and taken out by LibreOffice's own program for that, unopkg."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from lotbook.doors.installation.versions import version_of
from lotbook.doors.places import EXTENSION_ID
from lotbook.errors import LotbookError, MissingFileError, OpenElsewhereError

_SECONDS = 120.0  # a first start makes the whole profile
# A line of LibreOffice's own list: the id, the folder it was unpacked beside, its name there.
_REGISTERED = re.compile(rb"org\.lotbook\.calc\n([\w.\-]+)\xff([\w.\-]+\.oxt)\xff")
_NOT_THERE = "no such extension deployed"


def unopkg(office: Path | None) -> Path:
    """LibreOffice's program for extensions, which lies beside soffice.

    Args:
        office: the folder soffice.bin lies in, or None.

    Raises:
        MissingFileError: there is none.
    """
    names = ("unopkg.com", "unopkg.exe") if sys.platform == "win32" else ("unopkg", "unopkg.bin")
    folders = (office, office.parent / "MacOS") if office else ()
    for folder in folders:
        for name in names:
            if folder and (folder / name).is_file():
                return folder / name
    raise MissingFileError(
        "LibreOffice's program for extensions, unopkg, was not found.",
        cause="LibreOffice is not installed, or comes as a snap or flatpak, which keeps it to itself.",
        next_step="Install LibreOffice Calc from your system's packages or libreoffice.org, then run `lotbook addin install --calc` again.",
    )


def add(program: Path, extension: Path, profile: Path | None = None) -> None:
    """Puts the extension into a profile, replacing an older one.

    Args:
        program: unopkg.
        extension: the .oxt file.
        profile: LibreOffice's settings folder; the person's own when left out.

    Raises:
        OpenElsewhereError: LibreOffice is open.
        LotbookError: LibreOffice refused it.
    """
    _run([str(program), "add", "--force", "--suppress-license", *_in(profile), str(extension.resolve())])


def remove(program: Path, profile: Path | None = None) -> None:
    """Takes the extension out of a profile; nothing when it is not there.

    Raises:
        OpenElsewhereError: LibreOffice is open.
        LotbookError: LibreOffice refused it.
    """
    _run([str(program), "remove", *_in(profile), EXTENSION_ID], fine=_NOT_THERE)


def installed(profile: Path) -> Path | None:
    """The folder into which LibreOffice unpacked the extension of this profile; None when it has none."""
    packages = profile / "user" / "uno_packages" / "cache"
    try:
        found = _REGISTERED.search((packages / "uno_packages.pmap").read_bytes())
    except OSError:
        return None
    if not found:
        return None
    temporary, name = (group.decode("ascii") for group in found.groups())
    folder = packages / "uno_packages" / f"{temporary}_" / name
    return folder if folder.is_dir() else None


def installed_version(profile: Path) -> str:
    """The version of the extension in this profile; empty when it has none."""
    folder = installed(profile)
    return version_of(folder) if folder else ""


def _in(profile: Path | None) -> list[str]:
    return [f"-env:UserInstallation={profile.resolve().as_uri()}"] if profile else []


def _run(command: Sequence[str], *, fine: str = "") -> None:
    foreign = ("PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH")  # LibreOffice brings its own Python
    # a variable that is set to nothing, as XDG_CONFIG_HOME can be, is taken by LibreOffice for a path
    environment = {name: value for name, value in os.environ.items() if value and name not in foreign}
    try:
        done = subprocess.run(  # noqa: S603 - LibreOffice's own program, arguments never through a shell
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            check=False,
            env=environment,
            cwd=Path(
                command[0]
            ).parent,  # unopkg goes back to where it was called, which it may not be allowed to
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise LotbookError(
            "LibreOffice's program for extensions did not answer.", cause=f"{error}."
        ) from error
    said = f"{done.stdout}{done.stderr}".strip()
    if done.returncode and not (fine and fine in said):
        _refuse(said)


def _refuse(said: str) -> None:
    if "lock file" in said:
        raise OpenElsewhereError(
            "LibreOffice is open, so its extensions cannot be changed.",
            cause=said[-300:],
            next_step="Close LibreOffice (also the quick start in the notification area), then try again.",
        )
    if "as root" in said:
        raise LotbookError(
            "LibreOffice does not let the administrator (root) change extensions.",
            cause="They belong to a person's own settings.",
            next_step="Run the command as the person who works in LibreOffice.",
        )
    raise LotbookError(
        "LibreOffice refused the extension.", cause=said[-300:], next_step="Run `lotbook doctor`."
    )
