"""A desk with Calc on it: a screen nobody sees, a window manager, LibreOffice with Lotbook's extension, a mouse."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from lotbook.hosts.calc import engine, office
from lotbook.hosts.calc.profile import write_settings
from lotbook.hosts.calc.unolink import program_folder

if TYPE_CHECKING:
    from xlwings import App

PROGRAMS = ("Xvfb", "openbox", "xdotool", "import")
_NOBODY = 65534  # unopkg refuses to run as root
_SCREEN = (1400, 900)
_PATIENCE = 60.0
_TOOLBAR = 63  # com.sun.star.accessibility.AccessibleRole.TOOL_BAR
_MOST_PARTS = 200  # a sheet has as many parts as cells


def missing_programs() -> list[str]:
    """What of the desk this machine lacks."""
    return [name for name in PROGRAMS if shutil.which(name) is None]


class Desk:
    """One LibreOffice Calc with a window, apart from any other.

    Args:
        folder: an empty folder for its settings, its log and its home.
        extension: the .oxt to put in.
    """

    def __init__(self, folder: Path, extension: Path) -> None:
        self.folder = folder
        self._extension = extension
        self._running: list[subprocess.Popen[bytes]] = []
        self.app: App | None = None
        self.environment = {
            "HOME": str(folder / "home"),
            "XDG_CONFIG_HOME": str(folder / "home" / ".config"),
            "XDG_STATE_HOME": str(folder / "home" / ".local" / "state"),
            "SAL_USE_VCLPLUGIN": "gen",  # LibreOffice's own look, the same on every machine
        }

    def __enter__(self) -> Desk:
        (self.folder / "home").mkdir(parents=True)
        profile = self.folder / "profile"
        install(self._extension, profile)
        write_settings(profile)
        self._configure()
        self._screen()
        started = office.start(headless=False, profile=profile, environment=self.environment)
        self.app = engine.join(started)
        return self

    def __exit__(self, *_: object) -> None:
        if self.app is not None:
            self.app.kill()
        for process in reversed(self._running):
            process.terminate()
            process.wait(10)

    def _configure(self) -> None:
        file = self.folder / "home" / ".config" / "lotbook" / "lotbook.conf"
        file.parent.mkdir(parents=True)
        file.write_text(f'"INTERPRETER_LINUX","{sys.executable}"\n', encoding="utf-8")

    def _screen(self) -> None:
        """A screen of its own: Xvfb picks a free number and writes it down."""
        reading, writing = os.pipe()
        size = "x".join(map(str, (*_SCREEN, 24)))
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"]
        self._start(command, pass_fds=(writing,))
        os.close(writing)
        with os.fdopen(reading) as told:
            self.environment["DISPLAY"] = f":{told.readline().strip()}"
        self._start(["openbox"])

    def _start(self, command: list[str], pass_fds: tuple[int, ...] = ()) -> None:
        quiet = subprocess.DEVNULL
        environment = {**os.environ, **self.environment}
        self._running.append(
            subprocess.Popen(command, stdout=quiet, stderr=quiet, env=environment, pass_fds=pass_fds)
        )

    def _do(self, *command: str) -> str:
        environment = {**os.environ, **self.environment}
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=30, check=True
        )
        return done.stdout

    def show(self, title: str) -> None:
        """Makes the window of a workbook fill the screen."""
        window = self._do("xdotool", "search", "--sync", "--onlyvisible", "--name", title).split()[0]
        self._do("xdotool", "windowsize", window, str(_SCREEN[0] - 10), str(_SCREEN[1] - 30))
        self._do("xdotool", "windowmove", window, "0", "0")
        self._do("xdotool", "windowactivate", window)
        time.sleep(1)

    def press(self, label: str) -> None:
        """Clicks a button of Lotbook's toolbar where it is on the screen, as a person does."""
        x, y = self.place_of(label)
        self._do("xdotool", "mousemove", str(x), str(y))
        time.sleep(0.2)
        self._do("xdotool", "click", "1")

    def keys(self, *names: str) -> None:
        """Presses keys."""
        self._do("xdotool", "key", *names)

    def place_of(self, label: str) -> tuple[int, int]:
        """The middle of a button, as LibreOffice tells it to screen readers."""
        assert self.app is not None
        book = self.app.books.active.impl
        window = book.controller.Frame.ContainerWindow.getAccessibleContext()
        found = _button(window, label)
        assert found is not None, f"there is no button {label!r}"
        place, size = found.getLocationOnScreen(), found.getSize()
        return place.X + size.Width // 2, place.Y + size.Height // 2

    def picture(self, path: Path) -> Path:
        """The whole screen as a PNG."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._do("import", "-window", "root", str(path))
        return path


def install(extension: Path, profile: Path) -> None:
    """Puts an extension into a fresh profile with LibreOffice's own program for that."""
    folder = program_folder()
    assert folder is not None
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    scratch = profile.with_name("scratch")
    scratch.mkdir(parents=True)
    copy = scratch / extension.name
    shutil.copy(extension, copy)
    fresh = scratch / "profile"
    command = [str(folder / "unopkg"), "add", "-f", f"-env:UserInstallation={fresh.as_uri()}", str(copy)]
    nobody: Mapping[str, int | list[int]] = (
        {"user": _NOBODY, "group": _NOBODY, "extra_groups": []} if as_root else {}
    )
    if as_root:
        _open_to_nobody(scratch)
    subprocess.run(
        command,
        env={**os.environ, "HOME": str(scratch)},
        capture_output=True,
        timeout=120,
        check=True,
        **nobody,
    )
    shutil.copytree(fresh, profile)
    (profile / ".lock").unlink(missing_ok=True)


def _open_to_nobody(folder: Path) -> None:
    for path in (folder, *folder.iterdir()):
        path.chmod(0o777 if path.is_dir() else 0o644)
    for parent in folder.parents:
        mode = parent.stat().st_mode
        if not mode & 0o001:
            parent.chmod(mode | 0o011)


def _button(context: object, label: str, *, in_toolbar: bool = False) -> object | None:
    """The button of this name in a toolbar, looked for through the window's parts."""
    if in_toolbar and context.getAccessibleName() == label:
        return context
    count = context.getAccessibleChildCount()
    inside = in_toolbar or context.getAccessibleRole() == _TOOLBAR
    for at in range(count if count < _MOST_PARTS else 0):
        child = context.getAccessibleChild(at)
        found = _button(child.getAccessibleContext(), label, in_toolbar=inside) if child is not None else None
        if found is not None:
            return found
    return None


def wait_until(true: Callable[[], bool], seconds: float = _PATIENCE) -> None:
    """Waits for something a click starts elsewhere."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.2)
