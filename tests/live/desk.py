"""A desk with Calc on it: a screen nobody sees, a window manager, LibreOffice with Lotbook's extension, a mouse."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from lotbook.hosts.calc import engine, office
from lotbook.hosts.calc.profile import write_settings
from lotbook.hosts.calc.unolink import Uno, properties
from tests.live import parts
from tests.live.extension import install

if TYPE_CHECKING:
    from xlwings import App, Sheet

PROGRAMS = ("Xvfb", "openbox", "xdotool", "xprop", "import")
_SCREEN = (1400, 900)
_PATIENCE = 60.0
_TRIES = 5
_REACTS_IN = 5.0  # seconds; a window that was just opened can miss a click, as it does a person's


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
        self._app: App | None = None
        self.environment = {
            "HOME": str(folder / "home"),
            "XDG_CONFIG_HOME": str(folder / "home" / ".config"),
            "XDG_STATE_HOME": str(folder / "home" / ".local" / "state"),
            "SAL_USE_VCLPLUGIN": "gen",  # LibreOffice's own look, the same on every machine
        }

    @property
    def app(self) -> App:
        """The LibreOffice on the desk."""
        assert self._app is not None
        return self._app

    @property
    def _office(self) -> office.Office:
        found: office.Office = self.app.impl.office
        return found

    @property
    def _window(self) -> Uno:
        return self.app.books.active.impl.controller.Frame.ContainerWindow

    def __enter__(self) -> Desk:
        (self.folder / "home").mkdir(parents=True)
        profile = self.folder / "profile"
        install(self._extension, profile)
        write_settings(profile)
        self._configure()
        try:
            self._screen()
            started = office.start(headless=False, profile=profile, environment=self.environment)
            self._app = engine.join(started)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._app is not None:
            self._app.kill()
        for process in reversed(self._running):
            process.terminate()
            process.wait(10)

    def _configure(self) -> None:
        file = self.folder / "home" / ".config" / "lotbook" / "lotbook.conf"
        file.parent.mkdir(parents=True)
        file.write_text(f'"INTERPRETER_LINUX","{sys.executable}"\n', encoding="utf-8")

    def _screen(self) -> None:
        """A screen of its own: Xvfb picks a free number and writes it down; a window manager minds it from the start."""
        reading, writing = os.pipe()
        size = "x".join(map(str, (*_SCREEN, 24)))
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"]
        self._start(command, pass_fds=(writing,))
        os.close(writing)
        with os.fdopen(reading) as told:
            self.environment["DISPLAY"] = f":{told.readline().strip()}"
        self._start(["openbox"])
        wait_until(lambda: "window id" in self._do("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"))

    def _start(self, command: list[str], pass_fds: tuple[int, ...] = ()) -> None:
        quiet = subprocess.DEVNULL
        environment = {**os.environ, **self.environment}
        self._running.append(
            subprocess.Popen(command, stdout=quiet, stderr=quiet, env=environment, pass_fds=pass_fds)
        )

    def _do(self, *command: str) -> str:
        """What a program of the screen says; nothing when it fails, as xdotool does for a window that is not there."""
        environment = {**os.environ, **self.environment}
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=60, check=False
        )
        return done.stdout if done.returncode == 0 else ""

    # Windows

    def show(self, title: str) -> None:
        """Makes the window of a workbook fill the screen."""
        window = self._front(title)
        self._do("xdotool", "windowsize", window, str(_SCREEN[0] - 10), str(_SCREEN[1] - 30))
        self._do("xdotool", "windowmove", window, "0", "0")
        before, now = "", self._where(window)
        while now != before:
            time.sleep(0.3)
            before, now = now, self._where(window)
        parts.attentive(self._office)

    def _where(self, window: str) -> str:
        return self._do("xdotool", "getwindowgeometry", window)

    def _front(self, title: str) -> str:
        """Brings the window of this title to the front, with the keyboard on it; its number."""
        found: list[str] = []

        def in_front() -> bool:
            found[:] = self._do("xdotool", "search", "--onlyvisible", "--name", title).split()[:1]
            if found and self._do("xdotool", "getactivewindow").split() == found:
                return self._do("xdotool", "getwindowfocus").split() == found
            if found:
                self._do("xdotool", "windowactivate", found[0])
            return False

        wait_until(in_front)
        parts.attentive(self._office)
        return found[0]

    # Mouse and keys

    def press(self, label: str) -> None:
        """Clicks a button of Lotbook's toolbar where it is on the screen, as a person does."""
        self.idle()
        before = self._clicks_taken()
        self._click(
            lambda: parts.button(self._window, label),
            lambda: self._clicks_taken() > before or self._at_work() or self.asks(),
            f"the button {label!r}",
        )

    def point_at(self, label: str) -> None:
        """Lets the mouse rest on a button of the toolbar, which then says what it does."""
        wait_until(lambda: parts.unless_gone(lambda: parts.button(self._window, label)) is not None)
        self._point(*parts.middle(parts.button(self._window, label)))
        time.sleep(2)

    def buttons(self) -> set[str]:
        """What the buttons of all toolbars read that can be seen and pressed."""
        return parts.buttons(self._window)

    def _click(self, find: Callable[[], Uno | None], reacted: Callable[[], bool], name: str) -> None:
        """The mouse goes to the middle of a part, which LibreOffice tells to screen readers, and clicks.

        A click that nothing follows, while nothing is at work, fell into a window that was not ready: it is made again.
        """
        for _ in range(_TRIES):
            parts.attentive(self._office)
            wait_until(lambda: reacted() or parts.unless_gone(find) is not None)
            place = parts.unless_gone(lambda: parts.middle(find()))
            if reacted():
                return
            if place is None:
                continue
            self._point(*place)
            self._do("xdotool", "mousedown", "1", "sleep", "0.1", "mouseup", "1")  # as long as a finger takes
            with suppress(AssertionError):
                wait_until(reacted, _REACTS_IN)
                return
        raise AssertionError(f"{name} does not react")

    def _point(self, x: int, y: int) -> None:
        """Moves the mouse there in two steps, so that it comes in motion however it lay before."""
        for at in ((x - 7, y - 5), (x, y)):
            self._do("xdotool", "mousemove", *map(str, at))
            parts.attentive(self._office)

    def type(self, text: str) -> None:
        """Types text where the cursor is, without Enter."""
        self._do("xdotool", "type", "--delay", "40", text)

    def keys(self, *names: str) -> None:
        """Presses keys."""
        parts.attentive(self._office)
        self._do("xdotool", "key", *names)

    # Boxes

    def asks(self) -> bool:
        """Whether a box stands over the window and waits for an answer."""
        return parts.unless_gone(lambda: parts.box(self._office)) is not None

    def answer(self, text: str) -> None:
        """Types an answer into the box that comes, and Enter."""
        wait_until(self.asks)
        self._front(self._words()[0])  # its title
        self.type(text)
        parts.attentive(self._office)
        before = self._words()
        self.keys("Return")
        wait_until(lambda: self._words() != before)

    def read_box(self) -> str:
        """What the box that comes says; it is closed with OK."""
        wait_until(lambda: "OK" in self._words())
        said = self._words()
        self._click(self._ok, lambda: self._words() != said, "OK")
        return " ".join(said)

    def _words(self) -> list[str]:
        """What the box says and the buttons it has; nothing where none is."""
        return parts.unless_gone(lambda: parts.words(parts.box(self._office))) or []

    def _ok(self) -> Uno | None:
        inside = parts.every(parts.box(self._office))
        return next((each for each in inside if each.getAccessibleName() == "OK"), None)

    # What goes on

    def idle(self) -> None:
        """Waits until no click is at work any more."""
        wait_until(lambda: not self._at_work())
        parts.attentive(self._office)

    def _at_work(self) -> bool:
        """Whether LibreOffice has started a Python that carries a click out."""
        return any(b"lotbook.doors" in words for words in _children(int(self._office.pid)))

    def _clicks_taken(self) -> int:
        """How many clicks were carried out so far: each writes a log."""
        return len(list((self.folder / "home" / ".local" / "state" / "lotbook" / "logs").glob("*.log")))

    def dispatch(self, frame: object, address: str, arguments: Mapping[str, str]) -> None:
        """Sends an address to the window, as a menu does, or with a Referer as a link does; waits until it is taken."""
        helper = self._office.service("com.sun.star.frame.DispatchHelper")
        given = (frame, address, "_self", 0, properties(**arguments))
        parts.in_turn(self._office, lambda: helper.executeDispatch(*given))
        wait_until(lambda: self._at_work() or self.asks())

    def picture(self, path: Path) -> Path:
        """The whole screen as a PNG."""
        parts.attentive(self._office)
        time.sleep(0.5)  # what was drawn last reaches the screen
        path.parent.mkdir(parents=True, exist_ok=True)
        self._do("import", "-window", "root", str(path))
        return path

    def windows(self) -> str:
        """The titles of the windows on the screen, and the one that the keyboard is with."""
        seen = self._do("xdotool", "search", "--onlyvisible", "--name", ".", "getwindowname", "%@")
        return f"{seen}keyboard: {self._do('xdotool', 'getactivewindow', 'getwindowname')}"


def _children(pid: int) -> list[bytes]:
    """The command lines of a process's children; those that end meanwhile are left out."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in task.read_text().split():
                with suppress(OSError):
                    found.append(Path(f"/proc/{child}/cmdline").read_bytes())
    return found


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
        time.sleep(0.1)
