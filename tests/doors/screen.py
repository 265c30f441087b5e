"""A screen of its own for windows under test, and a hand that moves its real mouse and keys."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PROGRAMS = ("Xvfb", "openbox", "xdotool")

_FOCUS = ("xdotool", "getwindowfocus", "getwindowname")


def need_screen() -> None:
    """Without these programs (X11's alone) the test is skipped on a desk and fails in CI, where they must be."""
    missing = [name for name in PROGRAMS if not shutil.which(name)]
    if missing and "CI" in os.environ:
        pytest.fail(f"{', '.join(missing)} must be there in CI")
    if missing:
        pytest.skip(f"{', '.join(missing)} are not on this machine")


@contextmanager
def screen(width: int = 1280, height: int = 900) -> Iterator[str]:
    """The name of an empty screen with a window manager; DISPLAY says it while the block runs."""
    need_screen()
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"],
        pass_fds=[write], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    with os.fdopen(read) as told:
        name = f":{told.readline().strip()}"
    before = os.environ.get("DISPLAY")
    os.environ["DISPLAY"] = name
    manager = subprocess.Popen(["openbox"], stderr=subprocess.DEVNULL)
    try:
        yield name
    finally:
        if before is None:
            os.environ.pop("DISPLAY", None)
        else:
            os.environ["DISPLAY"] = before
        for process in (manager, server):
            process.terminate()
            process.wait(10)


def hand(*words: str | int) -> str:
    """What xdotool is told, and what it says."""
    done = subprocess.run(
        ["xdotool", *map(str, words)], capture_output=True, text=True, check=True, timeout=20
    )
    return done.stdout.strip()


def picture(path: Path) -> None:
    """The whole screen as a PNG, where ImageMagick is there to take it."""
    if shutil.which("import"):
        subprocess.run(["import", "-window", "root", str(path)], check=True, timeout=20)


def in_front(title: str, seconds: float = 30) -> None:
    """Waits until the keyboard is with the window of this title."""
    until = time.monotonic() + seconds
    while (
        subprocess.run(_FOCUS, capture_output=True, text=True, check=False, timeout=20).stdout.strip()
        != title
    ):
        assert time.monotonic() < until, f"{title} did not come to the front"
        time.sleep(0.05)
