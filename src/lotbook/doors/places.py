"""Every folder and file that Lotbook uses outside the workbook, for each system, found without touching the disk.

Sources: Microsoft, "Where files are stored" for Excel's startup folders; xlwings 0.37.8 for the configuration file
that its RunPython reads; the XDG Base Directory Specification for Linux.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from lotbook.errors import ReadOnlyError

ADDIN = "lotbook.xlam"
EXTENSION = "lotbook.oxt"
EXTENSION_ID = "org.lotbook.calc"
SCRIPT = "lotbook.applescript"
_SANDBOX = Path(
    "Library", "Containers", "com.microsoft.Excel", "Data"
)  # all that Excel on a Mac may read freely


class System(StrEnum):
    """The kinds of computer Lotbook knows."""

    WINDOWS = "windows"
    MACOS = "macos"
    LINUX = "linux"


class Computer(NamedTuple):
    """The computer Lotbook runs on, as far as places depend on it.

    Attributes:
        environment: its environment variables.
        home: the person's own folder.
    """

    system: System
    environment: Mapping[str, str]
    home: Path


class Places(NamedTuple):
    """Where everything is on one computer.

    Attributes:
        configuration: the file that tells the buttons which Python to start.
        receipt: what an installation wrote, so that it can be undone.
        startup: the folder whose add-ins Excel loads; None where there is no Excel.
        scripts: the folder whose scripts Excel may run; on a Mac only.
        mailbox: where the ribbon leaves requests for `lotbook attach`.
        logs: where the buttons write down what went wrong.
        office_profile: the person's LibreOffice settings.
    """

    configuration: Path
    receipt: Path
    startup: Path | None
    scripts: Path | None
    mailbox: Path
    logs: Path
    office_profile: Path

    @property
    def addin(self) -> Path | None:
        """Where Excel finds the add-in; None where there is no Excel."""
        return self.startup / ADDIN if self.startup else None


def this_computer() -> Computer:
    """The computer this runs on.

    Raises:
        ReadOnlyError: the person who runs it has no folder of their own, as in a container without a user.
    """
    system = {"win32": System.WINDOWS, "darwin": System.MACOS}.get(sys.platform, System.LINUX)
    try:
        return Computer(system, os.environ, Path.home())
    except RuntimeError as error:
        raise ReadOnlyError(
            "The system names no home folder for you, so Lotbook has no place for its settings.",
            cause="Neither the variable HOME nor the list of users says where it is.",
            next_step="Set HOME to a folder that you may write, then try again.",
        ) from error


def places(computer: Computer) -> Places:
    """Where everything is on a computer, whether it is there yet or not."""
    return {System.WINDOWS: _windows, System.MACOS: _macos, System.LINUX: _linux}[computer.system](computer)


def interpreter_key(system: System) -> str:
    """The line of the configuration that names Python; the first two are xlwings' own names."""
    return {
        System.WINDOWS: "INTERPRETER_WIN",
        System.MACOS: "INTERPRETER_MAC",
        System.LINUX: "INTERPRETER_LINUX",
    }[system]


def _windows(computer: Computer) -> Places:
    home = _folder(computer, "USERPROFILE", Path())
    roaming = _folder(computer, "APPDATA", Path("AppData", "Roaming"))
    local = _folder(computer, "LOCALAPPDATA", Path("AppData", "Local"))
    return Places(
        configuration=home / ".lotbook" / "lotbook.conf",
        receipt=home / ".lotbook" / "installed.json",
        startup=roaming / "Microsoft" / "Excel" / "XLSTART",
        scripts=None,
        mailbox=local / "Lotbook" / "mailbox",
        logs=local / "Lotbook" / "logs",
        office_profile=roaming / "LibreOffice" / "4",
    )


def _macos(computer: Computer) -> Places:
    library = computer.home / "Library"
    sandbox = computer.home / _SANDBOX
    office = library / "Group Containers" / "UBF8T346G9.Office" / "User Content.localized"
    return Places(
        configuration=sandbox / "lotbook.conf",
        receipt=library / "Application Support" / "Lotbook" / "installed.json",
        startup=office / "Startup.localized" / "Excel",
        scripts=library / "Application Scripts" / "com.microsoft.Excel",
        mailbox=sandbox / "lotbook" / "mailbox",
        logs=sandbox / "lotbook" / "logs",
        office_profile=library / "Application Support" / "LibreOffice" / "4",
    )


def _linux(computer: Computer) -> Places:
    config = _folder(computer, "XDG_CONFIG_HOME", Path(".config"))
    state = _folder(computer, "XDG_STATE_HOME", Path(".local", "state"))
    return Places(
        configuration=config / "lotbook" / "lotbook.conf",
        receipt=config / "lotbook" / "installed.json",
        startup=None,
        scripts=None,
        mailbox=state / "lotbook" / "mailbox",
        logs=state / "lotbook" / "logs",
        office_profile=config / "libreoffice" / "4",
    )


def _folder(computer: Computer, variable: str, below_home: Path) -> Path:
    """The folder a variable names; one that is empty or not a whole path counts as not set."""
    named = computer.environment.get(variable, "")
    whole = named and (computer.system is System.WINDOWS or Path(named).is_absolute())
    return Path(named) if whole else computer.home / below_home
