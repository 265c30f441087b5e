"""One running LibreOffice: started for Lotbook alone, or the one a person has open, reached over a local pipe."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from lotbook.errors import SpreadsheetError
from lotbook.hosts.calc.profile import write_settings
from lotbook.hosts.calc.unolink import Uno, program_folder, uno

PIPE_VARIABLE = "LOTBOOK_CALC_PIPE"
_START_SECONDS = 60.0
_ATTACH_SECONDS = 5.0
_STOP_SECONDS = 15.0
_CRASHES = 2  # a start that the system ended is tried again: a screen or a profile may not have been ready
_AGAIN = 81  # what soffice answers after it made a fresh profile: "start me again"
_SYSTEM = ("/usr/bin", "/bin")  # whose python3 is the one LibreOffice was built with
_FOREIGN = ("PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH")


class Office:
    """A LibreOffice that answers.

    Attributes:
        pipe: the name of the pipe it listens on; a child process finds it in ``LOTBOOK_CALC_PIPE``.
        headless: it has no window, so nobody can answer a question.
        pid: of the process started here; 0 when attached to another.
    """

    def __init__(
        self, pipe: str, context: Uno, *, headless: bool, process: subprocess.Popen[bytes] | None
    ) -> None:
        self.pipe = pipe
        self.headless = headless
        self.context = context
        self._process = process
        self._profile: Path | None = None
        self.services = context.ServiceManager
        self.desktop = self.service("com.sun.star.frame.Desktop")

    @property
    def pid(self) -> int:
        """The process, or 0."""
        return self._process.pid if self._process else 0

    @property
    def alive(self) -> bool:
        """Whether it still answers; never raises."""
        if self._process is not None and self._process.poll() is not None:
            return False
        try:
            _ = self.desktop.ActiveFrame
        except Exception:  # noqa: BLE001 - LibreOffice's exceptions have no common Python class; any of them means no
            return False
        return True

    def service(self, name: str) -> Uno:
        """A new object of one of LibreOffice's services."""
        return self.services.createInstanceWithContext(name, self.context)

    def documents(self) -> Iterator[Uno]:
        """The open spreadsheets."""
        every = self.desktop.Components.createEnumeration()
        while every.hasMoreElements():
            component = every.nextElement()
            if component is not None and component.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
                yield component

    def own_profile(self, profile: Path) -> Office:
        """Takes a profile to be removed when this office stops."""
        self._profile = profile
        return self

    def stop(self, *, kill: bool = False) -> None:
        """Ends the office that was started here; one that was only attached to is left alone."""
        if self._process is not None and self._process.poll() is None:
            if not kill:
                self._ask_to_end()
            if self._process.poll() is None:
                self._process.kill()
                self._process.wait(_STOP_SECONDS)
        if self._profile is not None:
            shutil.rmtree(self._profile, ignore_errors=True)

    def _ask_to_end(self) -> None:
        assert self._process is not None
        with suppress(Exception):  # it may be gone before it answers
            self.desktop.terminate()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            return


def start(
    *,
    headless: bool = True,
    profile: Path | None = None,
    environment: Mapping[str, str] | None = None,
    seconds: float = _START_SECONDS,
) -> Office:
    """Starts a LibreOffice apart from any other that runs.

    Args:
        headless: without a window.
        profile: where its settings lie; without one it gets a fresh profile that goes when it stops.
        environment: what its environment holds besides ours, such as DISPLAY.
        seconds: how long to wait for it.

    Raises:
        SpreadsheetError: LibreOffice is missing, of another Python, or did not come up in time.
    """
    uno()
    own = profile is None
    home = Path(tempfile.mkdtemp(prefix="lotbook-calc-")) if profile is None else profile
    if own:
        write_settings(home)
    pipe = f"lotbook{uuid.uuid4().hex[:12]}"
    command = _command(pipe, home, headless=headless)
    surroundings = _surroundings(os.environ)
    process = _wait_for(pipe, command, {**surroundings, **(environment or {})}, seconds)
    office = Office(pipe, process[0], headless=headless, process=process[1])
    return office.own_profile(home) if own else office


def _surroundings(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment without what leads LibreOffice's own Python astray: it takes the first python3 of PATH for its home.

    Folders with another python3, as pyenv and virtual environments put in front, go behind the system's.
    """
    kept = {name: value for name, value in environment.items() if name not in _FOREIGN}
    if os.name == "posix" and "PATH" in kept:
        folders = kept["PATH"].split(os.pathsep)
        foreign = [each for each in folders if each not in _SYSTEM and (Path(each) / "python3").exists()]
        kept["PATH"] = os.pathsep.join([each for each in folders if each not in foreign] + foreign)
    return kept


def attach(pipe: str, *, seconds: float = _ATTACH_SECONDS) -> Office:
    """Reaches the LibreOffice that listens on this pipe.

    Raises:
        SpreadsheetError: nobody listens there.
    """
    deadline = time.monotonic() + seconds
    while True:
        try:
            return Office(pipe, _resolve(pipe), headless=False, process=None)
        except SpreadsheetError:
            if time.monotonic() > deadline:
                raise
        time.sleep(0.05)


def _command(pipe: str, profile: Path, *, headless: bool) -> list[str]:
    folder = program_folder()
    assert folder is not None  # uno() has said so before
    names = ("soffice.bin", "soffice.exe", "soffice")
    return [
        str(next(folder / name for name in names if (folder / name).is_file())),
        *(["--headless"] if headless else []),
        *("--norestore", "--nologo", "--nodefault", "--nofirststartwizard", "--nolockcheck"),
        f"--accept=pipe,name={pipe};urp;StarOffice.ComponentContext",
        f"-env:UserInstallation={profile.resolve().as_uri()}",
    ]


def _wait_for(
    pipe: str, command: list[str], environment: Mapping[str, str], seconds: float
) -> tuple[Uno, subprocess.Popen[bytes]]:
    deadline = time.monotonic() + seconds
    crashes = _CRASHES
    process = _spawn(command, environment)
    while True:
        try:
            return _resolve(pipe), process
        except SpreadsheetError as error:
            code = process.poll()
            if code == _AGAIN or (code is not None and code < 0 and crashes > 0):
                crashes -= code != _AGAIN
                process = _spawn(command, environment)
            elif code is not None:
                raise SpreadsheetError(f"LibreOffice stopped with code {code} while starting.") from error
            elif time.monotonic() > deadline:
                process.kill()
                raise SpreadsheetError(f"LibreOffice did not answer within {seconds:.0f} seconds.") from error
        time.sleep(0.05)


def _spawn(command: list[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    return subprocess.Popen(  # noqa: S603 - LibreOffice's own program, arguments never through a shell
        command,
        stdin=quiet,
        stdout=quiet,
        stderr=quiet,
        env=dict(environment),
        start_new_session="--headless" not in command,  # Ctrl-C for Lotbook must not end a person's window
    )


def _resolve(pipe: str) -> Uno:
    local = uno().getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    try:
        return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
    except Exception as error:
        raise SpreadsheetError(
            "LibreOffice does not answer.",
            next_step="Open the workbook in LibreOffice Calc again, then try once more.",
        ) from error
