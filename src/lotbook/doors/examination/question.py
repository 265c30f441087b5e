"""What one examination of the doctor is: a question about this computer, and an answer in plain words."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Protocol

from lotbook.doors.configuration import Configuration, read
from lotbook.doors.installation.status import Status, status
from lotbook.doors.places import Computer, Places, System, places
from lotbook.errors import LotbookError

EVERYWHERE = frozenset(System)
EXCEL = frozenset({System.WINDOWS, System.MACOS})
WINDOWS = frozenset({System.WINDOWS})
MACOS = frozenset({System.MACOS})


class State(StrEnum):
    """How a thing is; the words are public keys of the JSON answer."""

    FINE = "fine"
    WORTH_A_LOOK = "worth a look"
    STOPS = "stops"
    NOT_HERE = "not here"


class Diagnosis(NamedTuple):
    """What was found; ``why`` and ``remedy`` replace the examination's own where the case tells more."""

    state: State
    said: str
    why: str = ""
    remedy: str = ""


class Ran(NamedTuple):
    """A program that ended: its exit code, all it said, and the seconds from start to end."""

    code: int
    said: str
    seconds: float


class Registry(Protocol):
    """Reads the registry of Windows."""

    def values(self, key: str) -> Mapping[str, object]:
        r"""The values of a key such as ``HKCU\Software\\...``; none where it is not there."""


def run_program(command: Sequence[str], seconds: float, environment: Mapping[str, str] | None = None) -> Ran:
    """Runs a program to its end, or ends it after ``seconds``; one that cannot be started has the code 127."""
    begun = time.perf_counter()
    try:
        done = subprocess.run(  # noqa: S603 - our own Python or a part of the system, arguments never through a shell
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=seconds,
            check=False,
            env=environment,
        )
    except subprocess.TimeoutExpired:
        return Ran(124, f"no answer within {seconds:.0f} seconds", time.perf_counter() - begun)
    except OSError as error:
        return Ran(127, f"{error.strerror or error}", time.perf_counter() - begun)
    return Ran(done.returncode, f"{done.stdout}{done.stderr}".strip(), time.perf_counter() - begun)


class Case:
    """The computer being examined, and the workbook if one was named.

    Args:
        computer: its system, environment and home.
        registry: reads the registry; asked on Windows only.
        workbook: the workbook that does not work.
        profile: LibreOffice's settings folder, if not the usual one.
        run: runs a program.
    """

    def __init__(
        self,
        computer: Computer,
        registry: Registry,
        workbook: Path | None = None,
        profile: Path | None = None,
        run: Callable[..., Ran] = run_program,
    ) -> None:
        self.computer = computer
        self.registry = registry
        self.workbook = workbook
        self.profile = profile
        self.run = run
        self._known: dict[str, object] = {}

    @property
    def system(self) -> System:
        """The kind of computer."""
        return self.computer.system

    def once(self, what: str, find_out: Callable[[], object]) -> object:
        """What several examinations want to know and takes time, found out once."""
        if what not in self._known:
            self._known[what] = find_out()
        return self._known[what]

    @cached_property
    def places(self) -> Places:
        """Where everything is."""
        return places(self.computer)

    @cached_property
    def status(self) -> Status:
        """What is installed."""
        return status(self.computer, self.profile)

    @cached_property
    def configuration(self) -> Configuration:
        """The configuration of the buttons."""
        return read(self.places.configuration)


class Examination(NamedTuple):
    """One thing that can be wrong.

    Attributes:
        id: its public name in the JSON answer.
        name: what the line is called.
        symptom: what a person sees when it is wrong.
        why: why that is.
        remedy: what to do.
        systems: where it can happen.
        look: looks at it; changes nothing.
        of_workbook: only where a workbook was named.
    """

    id: str
    name: str
    symptom: str
    why: str
    remedy: str
    systems: frozenset[System]
    look: Callable[[Case], Diagnosis]
    of_workbook: bool = False


def examine(examination: Examination, case: Case) -> Diagnosis:
    """The answer of one examination; what breaks while looking is an answer as well, never the end of the doctor."""
    if case.system not in examination.systems:
        return Diagnosis(State.NOT_HERE, f"not a matter of {case.system}")
    if examination.of_workbook and case.workbook is None:
        return Diagnosis(State.NOT_HERE, "no workbook was named")
    try:
        found = examination.look(case)
    except LotbookError as error:
        return Diagnosis(State.STOPS, error.problem, error.cause or examination.why, error.next_step)
    except Exception as error:  # noqa: BLE001 - a strange computer is what a doctor is for
        said = f"could not be looked at ({type(error).__name__}: {error})"
        return Diagnosis(State.WORTH_A_LOOK, said, examination.why, examination.remedy)
    if found.state in (State.FINE, State.NOT_HERE):
        return found
    return found._replace(why=found.why or examination.why, remedy=found.remedy or examination.remedy)


def fine(said: str) -> Diagnosis:
    """Nothing is wrong."""
    return Diagnosis(State.FINE, said)


def not_here(said: str) -> Diagnosis:
    """The question does not arise on this computer."""
    return Diagnosis(State.NOT_HERE, said)


def stops(said: str, why: str = "", remedy: str = "") -> Diagnosis:
    """Something does not work because of this."""
    return Diagnosis(State.STOPS, said, why, remedy)


def worth_a_look(said: str, why: str = "", remedy: str = "") -> Diagnosis:
    """It works, but slowly, or not for ever."""
    return Diagnosis(State.WORTH_A_LOOK, said, why, remedy)
