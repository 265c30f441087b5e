"""The LibreOffices that wait for the next documents: one that drew a package is kept a while, for another often follows soon.

All of them end with Lotbook at the latest.
"""

from __future__ import annotations

import atexit
import sys
from pathlib import Path
from threading import Lock, Timer

from lotbook.documents.pdf.office import Office

_KEPT_SECONDS = 300.0  # that one waits for the next package
_UNO = ("/usr/lib/python3/dist-packages/uno.py", "/usr/lib64/libreoffice/program/uno.py")
_OWN = ("python.exe", "python", "../Resources/python")  # in LibreOffice's folder on Windows, Linux, a Mac

_lock = Lock()
_waiting: list[Office] = []
_unreachable: set[Path] = set()
_timers: list[Timer] = []


def take(program: Path) -> Office | None:
    """One that waits, or a new one; None where LibreOffice has no Python of its own to be reached by."""
    with _lock:
        for office in _waiting:
            if office.program == program and office.alive:
                _waiting.remove(office)
                return office
    return _new(program)


def prepare(program: Path) -> None:
    """Starts one in the background, unless one waits already."""
    if any(office.program == program and office.alive for office in _waiting):
        return
    if office := _new(program):
        give_back(office)


def stays(program: Path) -> bool:
    """Whether one of these waits for the next document."""
    return program not in _unreachable and python_of(program) is not None


def give_back(office: Office) -> None:
    """Keeps it for the next documents, for a while."""
    if office.worn:
        office.end()
        return
    with _lock:
        _waiting.append(office)
        for timer in _timers:
            timer.cancel()
        _timers[:] = [Timer(_KEPT_SECONDS, end_waiting)]
        _timers[0].daemon = True
        _timers[0].start()


def leave(program: Path) -> None:
    """Remembers that this LibreOffice did not answer, so that nobody waits for it again."""
    _unreachable.add(program)


def end_waiting() -> None:
    """Ends all that wait."""
    for office in _none_waits():
        office.end()


def _let_go() -> None:
    for office in _none_waits():
        office.let_go()  # a command that is done keeps nobody waiting


atexit.register(_let_go)


def _none_waits() -> list[Office]:
    with _lock:
        ended, _waiting[:] = list(_waiting), []
        for timer in _timers:
            timer.cancel()
    return ended


def _new(program: Path) -> Office | None:
    python = None if program in _unreachable else python_of(program)
    return Office(program, python) if python else None


def python_of(program: Path) -> Path | None:
    """The Python that LibreOffice's bridge belongs to: its own, or on Linux the system's; None when there is none."""
    folder = program.resolve().parent
    own = next((place for name in _OWN if (place := folder / name).is_file()), None)
    if own is not None:
        return own
    system = Path("/usr/bin/python3")
    is_there = (
        sys.platform.startswith("linux") and system.is_file() and any(Path(each).is_file() for each in _UNO)
    )
    return system if is_there else None
