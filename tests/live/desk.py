"""A desk with Calc on it: a screen nobody sees, a window manager, LibreOffice with Lotbook's extension, a mouse."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from lotbook.hosts.calc import engine, office
from lotbook.hosts.calc.profile import write_settings
from lotbook.hosts.calc.unolink import program_folder, properties

if TYPE_CHECKING:
    from xlwings import App, Sheet

PROGRAMS = ("Xvfb", "openbox", "xdotool", "import")
_NOBODY = 65534  # unopkg refuses to run as root
_SCREEN = (1400, 900)
_PATIENCE = 60.0
_TOOLBAR = 63  # com.sun.star.accessibility.AccessibleRole.TOOL_BAR
_BOXES = (1, 12)  # AccessibleRole.ALERT and DIALOG
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
        try:
            self._screen()
            started = office.start(headless=False, profile=profile, environment=self.environment)
            self.app = engine.join(started)
        except BaseException:
            self.__exit__()
            raise
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
        assert self.app is not None
        window = self.app.books.active.impl.controller.Frame.ContainerWindow.getAccessibleContext()
        bars = (each for each in _every(window) if each.getAccessibleRole() == _TOOLBAR)
        buttons = (button for bar in bars for button in _every(bar) if button.getAccessibleName() == label)
        button = next(buttons, None)
        assert button is not None, f"there is no button {label!r}"
        self._click(button)

    def _click(self, part: object) -> None:
        """The mouse goes to the middle of a part, which LibreOffice tells to screen readers, and clicks."""
        place, size = part.getLocationOnScreen(), part.getSize()
        self._do("xdotool", "mousemove", str(place.X + size.Width // 2), str(place.Y + size.Height // 2))
        time.sleep(0.2)
        self._do("xdotool", "click", "1")

    def read_box(self) -> str:
        """What the box that comes says; it is closed with OK."""
        wait_until(self.asks)
        time.sleep(1)  # the window manager moves a new window about
        box = self._box()
        said = " ".join(each.getAccessibleName() for each in _every(box))
        for _ in range(6):  # a window that still moves takes the first click for another
            self._click(next(each for each in _every(box) if each.getAccessibleName() == "OK"))
            time.sleep(2)
            if not self.asks():
                break
        wait_until(lambda: not self.asks())
        return said

    def type(self, text: str) -> None:
        """Types text where the cursor is, without Enter."""
        self._do("xdotool", "type", text)

    def keys(self, *names: str) -> None:
        """Presses keys."""
        self._do("xdotool", "key", *names)

    def asks(self) -> bool:
        """Whether a box stands over the window and waits for an answer."""
        return self._box() is not None

    def _box(self) -> object | None:
        assert self.app is not None
        kit = self.app.impl.office.service("com.sun.star.awt.Toolkit")
        windows = [kit.getTopWindow(at) for at in range(kit.getTopWindowCount())]
        shown = (
            window.getAccessibleContext() for window in windows if window.isVisible()
        )  # closed ones linger
        boxes = (each for each in shown if each.getAccessibleRole() in _BOXES)
        return next(boxes, None)

    def idle(self) -> None:
        """Waits until no click is at work any more."""
        assert self.app is not None
        pid = int(self.app.impl.office.pid)
        wait_until(lambda: not _at_work(pid))
        time.sleep(0.5)

    def dispatch(self, frame: object, address: str, arguments: Mapping[str, str]) -> None:
        """Sends an address to the window, as a menu does, or with a Referer as a link does; does not wait."""
        assert self.app is not None
        helper = self.app.impl.office.service("com.sun.star.frame.DispatchHelper")
        given = (frame, address, "_self", 0, properties(**arguments))
        threading.Thread(target=helper.executeDispatch, args=given, daemon=True).start()
        time.sleep(0.5)

    def picture(self, path: Path) -> Path:
        """The whole screen as a PNG."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._do("import", "-window", "root", str(path))
        return path


def _every(context: object) -> Iterator[object]:
    """A part of a window and every part in it."""
    yield context
    count = context.getAccessibleChildCount()
    for at in range(count if count < _MOST_PARTS else 0):
        child = context.getAccessibleChild(at)
        if child is not None:
            yield from _every(child.getAccessibleContext())


def _at_work(pid: int) -> bool:
    """Whether a process has a child that carries a click out."""
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    children = " ".join(path.read_text() for path in lists).split()
    return any(b"lotbook.doors" in Path(f"/proc/{child}/cmdline").read_bytes() for child in children)


def install(extension: Path, profile: Path) -> None:
    """Puts an extension into a fresh profile with LibreOffice's own program for that."""
    folder = program_folder()
    assert folder is not None
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    scratch = Path(
        tempfile.mkdtemp(prefix="lotbook-extension-")
    )  # not below a folder that only root may enter
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
    shutil.rmtree(scratch)


def _open_to_nobody(folder: Path) -> None:
    for path in (folder, *folder.iterdir()):
        path.chmod(0o777 if path.is_dir() else 0o644)


def select(sheet: Sheet, column: str, value: str) -> None:
    """Puts the cursor on the row with this value, as a person does before pressing a button."""
    cells = sheet.tables[0].columns[column].data_body_range
    row = cells.options(ndim=1).value.index(value)
    sheet.activate()
    cells[row].select()


def wait_until(true: Callable[[], bool], seconds: float = _PATIENCE) -> None:
    """Waits for something a click starts elsewhere."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.2)
