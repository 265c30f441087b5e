"""Takes the pictures of the helper's window: a real LibreOffice on an empty screen, real keys, pictures of the screen.

    python -m docs.pictures.attach

Needs LibreOffice, Xvfb, openbox, xdotool and ImageMagick.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image
from tests.doors.screen import hand, picture, screen

from lotbook.hosts.calc import engine, office

HERE = Path(__file__).resolve().parent
DEMO = HERE.parents[1] / "workbook" / "demo.xlsx"
LOT = "ACR-0923-01"


def main() -> int:
    with tempfile.TemporaryDirectory() as name, screen(1280, 800):
        folder = Path(name)
        shutil.copytree(DEMO.parent / "demo", folder / "demo")
        path = folder / "harbor-pine.xlsx"
        shutil.copy(DEMO, path)
        running = office.start(headless=False)
        app = engine.join(running)
        helper = None
        try:
            book = app.books.open(str(path))
            _fill_screen("harbor-pine")
            _stand_on(book, "Receiving", LOT)
            words = [sys.executable, "-m", "lotbook", "attach", "--calc", running.pipe]
            helper = subprocess.Popen(words, env={**os.environ, "XDG_STATE_HOME": name})
            time.sleep(12)
            _take(folder, "window")
            for _ in range(2):  # the second one is as fast as every later one
                _stand_on(book, "Receiving", LOT)
                hand("search", "--onlyvisible", "--name", "^Lotbook$", "windowactivate")
                hand("key", "alt+t")
                time.sleep(8)
            _take(folder, "done")
            hand("search", "--onlyvisible", "--name", "^Lotbook$", "windowactivate")
            hand("key", "alt+k")
            time.sleep(2)
            hand("type", "MFG-0016")
            time.sleep(1)
            _take(folder, "question")
            hand("key", "Escape")
            _scan(book)
            _take(folder, "scan")
        finally:
            if helper:
                helper.terminate()
                helper.wait(60)
            running.stop(kill=True)
    return 0


def _scan(book: object) -> None:
    """A label is scanned into a row whose heat nobody has entered yet."""
    _stand_on(book, "Receiving", LOT)
    page = book.sheets["Receiving"]
    heat = page.range((book.selection.row, page.range("A1:Z1").value.index("Heat on material") + 1))
    label = f"1T{heat.value}|P{LOT.partition('-')[0]}"
    heat.clear_contents()
    heat.select()
    hand("search", "--onlyvisible", "--name", "^Lotbook$", "windowactivate")
    time.sleep(2)
    hand("type", label)
    hand("key", "Return")
    time.sleep(8)


def _fill_screen(name: str) -> None:
    until = time.monotonic() + 60
    while not (found := hand("search", "--onlyvisible", "--name", name) if _shown(name) else ""):
        if time.monotonic() > until:
            raise SystemExit("LibreOffice did not show its window.")
        time.sleep(0.5)
    window = found.split()[-1]
    hand("windowmove", window, 0, 0, "windowsize", window, 1280, 780)
    time.sleep(4)


def _shown(name: str) -> bool:
    words = ["xdotool", "search", "--onlyvisible", "--name", name]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


def _stand_on(book: object, sheet: str, text: str) -> None:
    page = book.sheets[sheet]
    page.activate()
    page.range((page.range("A1:A200").value.index(text) + 1, 1)).select()


def _take(folder: Path, name: str) -> None:
    taken = folder / f"{name}.png"
    picture(taken)
    with Image.open(taken) as whole:
        small = whole.convert("RGB").quantize(128, method=Image.Quantize.FASTOCTREE)
        small.save(HERE / f"attach-{name}.png", optimize=True)


if __name__ == "__main__":
    raise SystemExit(main())
