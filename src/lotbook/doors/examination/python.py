"""The doctor on Python: is the one that the buttons start there, does it start, fast, and is it the right Lotbook."""

from __future__ import annotations

import json
import os
from pathlib import Path, PureWindowsPath
from typing import NamedTuple

from lotbook import __version__
from lotbook.doors.configuration import KEYS, OF_XLWINGS
from lotbook.doors.examination.question import (
    EVERYWHERE,
    Case,
    Diagnosis,
    Examination,
    fine,
    not_here,
    stops,
    worth_a_look,
)
from lotbook.doors.installation.interpreter import concerns
from lotbook.doors.places import System

_SECONDS = 30.0
_SLOW = 1.5  # seconds from start to end; a person waits that long at every click
_ALSO_NEEDED = {System.WINDOWS: "import win32com.client\n"}
_ASK = """
import json, sys
import lotbook
from lotbook.hosts.live.lean import xlwings
{also}
told = {{"lotbook": lotbook.__version__, "xlwings": xlwings().__version__, "python": sys.version.split()[0]}}
print("\\n" + json.dumps(told))
"""
_AGAIN = "Run `lotbook addin install` (with `--calc` for LibreOffice) in the Lotbook that you use."
_FOREIGN = ("PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "LD_LIBRARY_PATH")


def _named(case: Case) -> Diagnosis:
    if not case.status.installed:
        return not_here("the buttons are not installed")
    path = case.status.interpreter
    if not path:
        where = case.places.configuration
        return stops(f"{where} names no Python" if where.exists() else f"{where} is missing")
    if not _is_whole(path, case.system):
        return stops(f"the configuration names {path!r}, which is no whole path")
    if Path(path).is_dir():
        return stops(f"the configuration names a folder, not a program: {path}")
    return fine(path) if _is_file(path) else stops(f"{path} is gone")


def _is_whole(path: str, system: System) -> bool:
    return (PureWindowsPath(path).is_absolute() if system is System.WINDOWS else False) or Path(
        path
    ).is_absolute()


def _is_file(path: str) -> bool:
    """Whether the program is there and may be seen; a folder that may not be read counts as not there."""
    return os.path.isfile(path)  # noqa: PTH113


def _starts(case: Case) -> Diagnosis:
    told = _asked(case)
    if isinstance(told, Diagnosis):
        return told
    said = f"Python {told.python} starts with Lotbook in {told.seconds:.1f} s"
    if told.seconds > _SLOW:
        return worth_a_look(f"{said}; more than {_SLOW} s is felt at every click")
    return fine(said)


class _Answer(NamedTuple):
    """What the Python of the buttons says of itself, and the seconds it took."""

    lotbook: str
    xlwings: str
    python: str
    seconds: float


def _asked(case: Case) -> _Answer | Diagnosis:
    found = case.once("python", lambda: _ask(case))
    assert isinstance(found, (_Answer, Diagnosis))
    return found


def _ask(case: Case) -> _Answer | Diagnosis:
    """Starts it; where it was slow it is asked again, for the first time is slow on every computer."""
    path = case.status.interpreter
    if not path or not _is_file(path):
        return not_here("no Python to start")
    environment = {name: value for name, value in case.computer.environment.items() if name not in _FOREIGN}
    command = [
        path,
        "-E",
        "-P",
        "-X",
        "utf8",
        "-B",
        "-c",
        _ASK.format(also=_ALSO_NEEDED.get(case.system, "")),
    ]
    ran = case.run(command, _SECONDS, environment)
    if not ran.code and ran.seconds > _SLOW:
        ran = case.run(command, _SECONDS, environment)
    if ran.code:
        last = ran.said.splitlines()[-1] if ran.said else f"exit code {ran.code}"
        return stops(f"{path} does not start Lotbook: {last}")
    try:
        return _Answer(**json.loads(ran.said.splitlines()[-1]), seconds=ran.seconds)
    except (ValueError, TypeError, IndexError):
        return stops(f"{path} answers something else: {ran.said[:100]!r}")


def _place(case: Case) -> Diagnosis:
    path = case.status.interpreter
    if not path:
        return not_here("no Python is named")
    found = concerns(path, case.system)
    if case.system is System.WINDOWS and case.registry.values(rf"HKCU\Network\{path[:1]}"):
        return worth_a_look(f"Python lies on a network drive: {path}")
    if not found:
        return fine("in a place that stays")
    first = found[0]
    said = " ".join(each.problem for each in found)
    return (stops if first.stops else worth_a_look)(said, first.cause, first.next_step)


def _lines(case: Case) -> Diagnosis:
    there = case.configuration
    if not there.settings and not there.strange:
        return not_here("there is no configuration yet")
    wrong = [f"line {number} is no setting: {text[:40]}" for number, text in there.strange]
    known = KEYS.keys() | OF_XLWINGS
    wrong += [
        f"{key} must be written {key.upper()}"
        for key in there.settings
        if key not in known and key.upper() in known
    ]
    if wrong:
        return stops("; ".join(wrong))
    diverging = [
        f"{key} is {there.settings[key]!r}"
        for key in ("PYTHONPATH", "ADD_WORKBOOK_TO_PYTHONPATH", "USE UDF SERVER")
        if there.settings.get(key, "") not in ("", "False")
    ]
    if diverging:
        return worth_a_look(", ".join(diverging) + "; Lotbook writes it empty or False")
    unknown = [key for key in there.settings if key not in known]
    if unknown:
        return worth_a_look(f"{', '.join(unknown)} means nothing to Excel's buttons")
    return fine(f"{len(there.settings)} lines, all known")


def _versions(case: Case) -> Diagnosis:
    if not case.status.installed:
        return not_here("the buttons are not installed")
    versions = {"this command": __version__}
    if noted := case.status.settings.get("LOTBOOK_VERSION"):
        versions["the configuration"] = noted
    versions |= {part.name: part.version for part in case.status.parts if part.version}
    told = _asked(case)
    if not isinstance(told, Diagnosis):
        versions["the Python of the buttons"] = told.lotbook
    if len(set(versions.values())) > 1:
        return stops("; ".join(f"{name} is {version}" for name, version in versions.items()))
    return fine(f"all are {__version__}")


PYTHON_STARTS = Examination(
    "python-starts",
    "Python starts",
    "A click says `Python gave no sign of life`, or takes seconds.",
    "The Python that the buttons start cannot load Lotbook, or lies on a slow drive, or a virus scanner reads every file.",
    f"{_AGAIN} If it is slow: install Lotbook on this computer's own disk and have its folder excepted from scanning.",
    EVERYWHERE,
    _starts,
)
EXAMINATIONS = (
    Examination(
        "python-named",
        "Python of the buttons",
        "A click says that Lotbook does not know which Python to start, or that its Python is no longer there.",
        "The configuration names a Python that is not there: it was moved, upgraded, or written by hand.",
        _AGAIN,
        EVERYWHERE,
        _named,
    ),
    PYTHON_STARTS,
    Examination(
        "python-place",
        "Place of Python",
        "It works today and fails after a clean-up, or fails for one user only.",
        "Python lies in a temporary folder, on a network drive, comes from the Microsoft Store, or its path holds & ^ %.",
        "Install Lotbook for good, in a folder with a plain name on this computer, then run `lotbook addin install` there.",
        EVERYWHERE,
        _place,
    ),
    Examination(
        "configuration",
        "Configuration",
        "A click starts another Python, or none.",
        "The configuration was changed by hand: a name in small letters, a line that is no setting, a search path of one's own.",
        "Run `lotbook addin install`; it keeps the damaged file beside and writes its own lines anew.",
        EVERYWHERE,
        _lines,
    ),
    Examination(
        "versions",
        "Versions",
        "A button is missing, or a click says that it is not one of Lotbook's, or that add-in and script do not belong together.",
        "The add-in and the Python it starts are of different versions of Lotbook.",
        _AGAIN,
        EVERYWHERE,
        _versions,
    ),
)
