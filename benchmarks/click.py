"""Times a click from the press to the finished sheet in a live LibreOffice, through every door, and prints the table.

    python benchmarks/click.py [--rows 10000] [--runs 7] [--write]

The click is Recall on the cursor's lot. Doors: the resident helper (`lotbook attach`, a request in its mailbox), once as
it is and once after somebody typed into the largest sheet, so that what the helper remembers of it counts no more; a new
process over xlwings' RunPython protocol, a new process over Lotbook's own bridge. The spreadsheet's own part is the
processor time of LibreOffice's process during the click, as the system counts it; a click waits for it in any language.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from lotbook.doors.helper.mailbox import DONE, Request, read_answer, write_request
from lotbook.hosts.calc import engine, office
from lotbook.hosts.calc.app import HEADLESS_VARIABLE
from run import ENVIRONMENT, HERE, PAGE, machine

HELPER, TYPED = "helper (attach)", "helper, after an entry in the largest sheet"
START, END = "<!-- clicks -->\n", "<!-- end of clicks -->\n"
CLICK, SHEET = "recall", "Recall"
PRELUDE = 'import xlwings.utils;xlwings.utils.prepare_sys_path("false;book.xlsx;lotbook.xlam;;;;"); '
RUN_PYTHON = f"import lotbook.doors.ribbon as r; r.click('{CLICK}')"
# A new process as long as it takes to say that it is there: what no door that starts one can get under.
EMPTY = "pass"


class Click(NamedTuple):
    """Wall seconds, and seconds of the processor: inside LibreOffice, and in Lotbook's own process."""

    seconds: float
    host: float
    own: float


class Shop:
    """A live LibreOffice with the workbook open and the cursor on the lot."""

    def __init__(self, rows: int, folder: Path) -> None:
        self.book = folder / "book.xlsx"
        told = subprocess.run(
            [sys.executable, str(HERE / "generate.py"), str(rows), self.book],
            capture_output=True,
            text=True,
            check=True,
        )
        self.lot = told.stdout.strip()
        self.office = office.start()
        self.app = engine.join(self.office)
        self.helpers: list[int] = []
        book = self.app.books.open(str(self.book))
        if SHEET not in book.sheets:
            book.sheets.add(SHEET, after=book.sheets[len(book.sheets) - 1])
        self.environment = {
            **ENVIRONMENT,
            office.PIPE_VARIABLE: self.office.pipe,
            HEADLESS_VARIABLE: "1",
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_CONFIG_HOME": str(folder / "config"),
        }

    def select(self) -> None:
        """Puts the cursor on the lot, and empties what the click before had written."""
        book = self.app.books[self.book.name]
        book.sheets[SHEET].range("A1:Z5000").clear_contents()
        sheet = book.sheets["Receiving"]
        column = sheet.range("A1:A20000").value
        sheet.activate()
        sheet.range(column.index(self.lot) + 1, 1).select()

    def type(self, number: int) -> None:
        """An entry, as a person makes one between two clicks: another quantity in the last row of the largest sheet."""
        sheet = self.app.books[self.book.name].sheets["Materials used"]
        column = sheet.range("A1:Z1").value.index("Quantity") + 1
        sheet.range((sheet.used_range.last_cell.row, column)).value = number

    def timed(self, click: Callable[[], None]) -> Click:
        """One click; the sheet must tell of the lot afterwards."""
        self.select()
        host, own, started = self._host(), self._own(), time.perf_counter()
        click()
        found = Click(time.perf_counter() - started, self._host() - host, self._own() - own)
        self._prove()
        return found

    def _host(self) -> float:
        return processor(self.office.pid)

    def _own(self) -> float:
        ended = os.times()
        return ended.children_user + ended.children_system + sum(map(processor, self.helpers))

    def _prove(self) -> None:
        rows = self.app.books[self.book.name].sheets[SHEET].range("A1:F40").value
        if not any(self.lot in str(cell) for row in rows for cell in row):
            raise SystemExit(f"The sheet {SHEET} does not tell of {self.lot}.")

    def process(self, words: list[str]) -> Callable[[], None]:
        """A click that starts a process, as Excel's VBA does."""

        def click() -> None:
            done = subprocess.run(
                [sys.executable, *words], env=self.environment, capture_output=True, text=True, check=False
            )
            if done.returncode:
                raise SystemExit(f"{' '.join(words)} failed: {done.stderr}")

        return click

    @contextmanager
    def helper(self) -> Iterator[Callable[[], None]]:
        """A click that leaves a request for the helper."""
        box = Path(self.environment["XDG_STATE_HOME"]) / "lotbook" / "mailbox"
        words = [sys.executable, "-m", "lotbook", "attach", "--calc", self.office.pipe, "--no-window"]
        child = subprocess.Popen(
            words, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

        def click() -> None:
            stem = f"{time.strftime('%Y%m%d-%H%M%S')}-{random.randrange(10**6):06}"
            part, answer = box / f"{stem}.part", box / f"{stem}.answer"
            part.write_bytes(write_request(Request(CLICK, self.book.name, 0)))
            part.rename(box / f"{stem}.request")
            until = time.monotonic() + 60
            while not answer.exists():
                if time.monotonic() > until:
                    raise SystemExit("The helper did not answer.")
                time.sleep(0.002)
            told = read_answer(answer.read_bytes())
            if told.state != DONE:
                raise SystemExit(f"The helper answered: {told.message}")

        try:
            until = time.monotonic() + 30
            while not (box / "attach.alive").exists():
                if time.monotonic() > until:
                    raise SystemExit("The helper did not come up.")
                time.sleep(0.05)
            self.helpers = [child.pid]
            time.sleep(6)  # it warms up while nothing is clicked
            yield click
        finally:
            self.helpers = []
            child.terminate()
            child.wait(30)


def processor(pid: int) -> float:
    """Seconds of the processor that a process has taken, as Linux counts them."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(rows: int, runs: int) -> list[str]:
    """The table of one size."""
    with tempfile.TemporaryDirectory() as name:
        shop = Shop(rows, Path(name))
        try:
            caller = [f"--wb={shop.book.name}", "--from_xl=1", "--app=LibreOffice", "--hwnd=0"]
            doors = {
                "xlwings' RunPython": shop.process(["-B", "-c", PRELUDE + RUN_PYTHON, *caller]),
                "own bridge": shop.process(["-m", "lotbook.doors.bridge", CLICK, *caller]),
            }
            with shop.helper() as click:
                doors = {HELPER: click, TYPED: click, **doors}
                return _table(shop, doors, rows, runs)
        finally:
            shop.office.stop()


def _table(shop: Shop, doors: dict[str, Callable[[], None]], rows: int, runs: int) -> list[str]:
    taken: dict[str, list[Click]] = {door: [] for door in doors}
    for turn in range(
        runs + 1
    ):  # in turn, so that a slow moment of the computer hits every door; the first is not counted
        for door, click in doors.items():
            if door == TYPED:
                shop.type(turn + 1)
            found = shop.timed(click)
            if turn:
                taken[door].append(found)
    empty = statistics.median(_seconds(shop.process(["-c", EMPTY])) for _ in range(runs))
    lines = [
        f"\nRecall of one lot among {rows:,} rows of materials used, {runs} clicks each way in turn, medians\n",
        "| door | click to finished sheet | inside LibreOffice | without it | Lotbook's processor time |",
        "|---|---|---|---|---|",
    ]
    for door, clicks in taken.items():
        whole, host, own = (statistics.median(column) for column in zip(*clicks, strict=True))
        without = statistics.median(each.seconds - each.host for each in clicks)
        lines.append(f"| {door} | {whole:.2f} s | {host:.2f} s | **{without:.2f} s** | {own:.2f} s |")
    lines.append(f"| a Python that does nothing | {empty:.2f} s | | | |")
    return lines


def _seconds(click: Callable[[], None]) -> float:
    started = time.perf_counter()
    click()
    return time.perf_counter() - started


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--write", action="store_true", help="write the table into the docs")
    options = parser.parse_args()
    if not shutil.which("soffice"):
        raise SystemExit("LibreOffice is not on this computer.")
    lines = [
        f"Measured on {machine()}, LibreOffice without a window.",
        *measure(options.rows, options.runs),
        "",
    ]
    print("\n".join(lines))
    if options.write:
        head, start, rest = PAGE.read_text(encoding="utf-8").partition(START)
        if not start:
            raise SystemExit(f"{PAGE} has no place for the table.")
        PAGE.write_text(
            head + START + "\n".join(lines) + "\n" + END + rest.partition(END)[2], encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
