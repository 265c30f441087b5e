"""The Python that the buttons start: which one it is, and what about its place would make a click fail one day."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from pathlib import Path, PureWindowsPath
from typing import NamedTuple

from lotbook.doors.places import System
from lotbook.errors import LotbookError


class Concern(NamedTuple):
    """Something about a path that stands in the way; ``stops`` when no click can work with it."""

    problem: str
    cause: str
    next_step: str
    stops: bool = False


_INSTALL_WELL = (
    "Install Lotbook for good (docs/how-to/install.md says how), then run `lotbook addin install` there."
)
_ELSEWHERE = "Install Lotbook in a folder with a plain name, then run `lotbook addin install` there."
_STORE = Concern(
    "This Python comes from the Microsoft Store.",
    "Windows keeps what such a program writes in a private place where Excel does not look, and its python.exe in "
    "WindowsApps only opens the Store.",
    "Install Python from python.org and Lotbook with it, then run `lotbook addin install` there.",
    stops=True,
)
_NETWORK = Concern(
    "Python lies on a network drive.",
    "Each click then loads it over the network, and fails when the network does.",
    "Install Lotbook on this computer's own disk.",
)
_TAKEN_FOR_AN_ORDER = "xlwings' RunPython hands the path to a command line, which takes it for an order."
# Folders of programs that are run once and then swept away, by parts of their path.
_PASSING = re.compile(
    r"[/\\](?:uv[/\\]cache|\.cache[/\\]uv|archive-v\d+|environments-v\d+|builds-v\d+|pipx[/\\]\.?cache|\.cache[/\\]pipx)[/\\]",
    re.IGNORECASE,
)
# Letters that the way from a click to Python gives a meaning of their own.
_MEANING = {System.WINDOWS: "&^%", System.MACOS: "", System.LINUX: ""}


def own_interpreter(executable: str = sys.executable) -> Path:
    """The Python this runs in, whole path, links not followed: an environment's own Python is a link on a Mac.

    Raises:
        LotbookError: this runs in something that is no Python of its own.
    """
    if not executable:
        raise LotbookError(
            "Lotbook cannot tell which Python it runs in, so the buttons could not start it.",
            next_step=_INSTALL_WELL,
        )
    path = Path(executable).absolute()
    console = path.with_name(re.sub(r"(?i)pythonw(?=\.exe\Z|\Z)", "python", path.name))
    # The one that can say what went wrong; its window stays hidden.
    return console if os.path.exists(console) else path  # noqa: PTH110 - a folder that may not be read is no error


def concerns(interpreter: str, system: System, *, base: str = sys.base_prefix) -> list[Concern]:
    """What about the place of a Python would make a click fail, now or later.

    Args:
        interpreter: its whole path, as the configuration has it.
        system: what it runs on.
        base: where the Python that it was made of is installed.
    """
    found = []
    if system is System.WINDOWS and any("windowsapps" in each.casefold() for each in (interpreter, base)):
        found.append(_STORE)
    if system is System.WINDOWS and PureWindowsPath(interpreter).drive.startswith("\\\\"):
        found.append(_NETWORK)
    problem = f"The environment of this Python is swept away one day: {interpreter}."
    if _PASSING.search(interpreter):
        found.append(Concern(problem, "It was made to run a program once.", _INSTALL_WELL))
    elif _is_below(interpreter, tempfile.gettempdir()):
        found.append(Concern(problem, "It lies in the folder of temporary files.", _INSTALL_WELL))
    if letters := " and ".join(sorted(set(_MEANING[system]) & set(interpreter))):
        found.append(
            Concern(f"The path of Python holds {letters}: {interpreter}.", _TAKEN_FOR_AN_ORDER, _ELSEWHERE)
        )
    return found


def _is_below(path: str, folder: str) -> bool:
    return path.replace("\\", "/").startswith(folder.replace("\\", "/").rstrip("/") + "/")
