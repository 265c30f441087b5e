"""Times Lotbook against the naive way, process by process, in turn, and prints the table that the docs quote.

python benchmarks/run.py [--rows 1000 10000 100000] [--runs 3] [--write]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "explanation" / "performance.md"
START, END = "<!-- figures -->\n", "<!-- end of figures -->\n"

# As shops run it: modules are compiled once, not in each process.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

EDIT = """
import sys
from decimal import Decimal
from pathlib import Path
from lotbook.domain.edits import Edit, Plan
from lotbook.hosts.file.book import FileBook
with FileBook.open(Path(sys.argv[1]), writing=True) as book:
    edit = Edit("Materials used", 5, "Quantity", Decimal(sys.argv[2]), Decimal(sys.argv[3]))
    book.write(Plan("edit", "One cell", edits=(edit,)), who="benchmark")
"""

QUANTITY = """
import sys
from lotbook.hosts.file.book import FileBook
from lotbook.tables.records import Records
with FileBook.open(sys.argv[1]) as book:
    print(next(use.quantity for use in Records(book).materials_used if use.row == 5))
"""


class Job(NamedTuple):
    """One job, both ways; the commands work on a copy of the workbook of their own."""

    name: str
    naive: Sequence[str]
    ours: Sequence[str]


class Run(NamedTuple):
    """One process: wall seconds and peak memory in MiB."""

    seconds: float
    memory: float


def jobs(rows: int, lot: str, quantity: str) -> list[Job]:
    """The jobs of one size; BOOK stands for the copy."""
    lotbook = [str(Path(sys.executable).with_name("lotbook" + Path(sys.executable).suffix))]
    naive = [sys.executable, "-W", "ignore", str(HERE / "naive.py")]
    checks = [sys.executable, "-W", "ignore", str(HERE / "naive_check.py")]
    new = str(HERE / "new_row.py")
    return [
        Job("number and add a delivery", [*naive, "assign", "BOOK"], [sys.executable, new, "BOOK"]),
        Job("recall of one lot", [*naive, "recall", "BOOK", lot], [*lotbook, "recall", "BOOK", "--lot", lot, "--json", "--dry-run"]),
        Job("check of the workbook", [*checks, "BOOK"], [*lotbook, "check", "BOOK", "--json", "--dry-run"]),
        Job(f"change one cell among {rows:,} rows", [*naive, "edit", "BOOK"], [sys.executable, "-c", EDIT, "BOOK", quantity, "6"]),
    ]  # fmt: skip


def process(command: Sequence[str], book: Path) -> Run:
    """Runs one command on a copy beside the workbook and measures the whole process."""
    copy = book.with_name("copy.xlsx")
    shutil.rmtree(copy.with_suffix(".lotbook"), ignore_errors=True)
    shutil.copy(book, copy)
    return measured([str(copy) if word == "BOOK" else word for word in command])


def measured(words: Sequence[str]) -> Run:
    """Runs one command and measures the whole process."""
    start = time.perf_counter()
    child = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=ENVIRONMENT)
    memory = _wait(child)
    seconds = time.perf_counter() - start
    said = child.stderr.read().decode() if child.stderr else ""
    if child.returncode and said:  # a check that found something says nothing there
        raise SystemExit(f"{' '.join(words)} failed: {said}")
    return Run(seconds, memory)


def _wait(child: subprocess.Popen[bytes]) -> float:
    """Waits for a process and returns its peak memory in MiB, where the system tells it."""
    if not hasattr(os, "wait4"):
        child.wait()
        return float("nan")
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def compare(job: Job, book: Path, runs: int) -> tuple[str, float, float]:
    """One line of the table, and the medians in seconds."""
    pairs = [(process(job.naive, book), process(job.ours, book)) for _ in range(runs)]
    naive = statistics.median(pair[0].seconds for pair in pairs)
    ours = statistics.median(pair[1].seconds for pair in pairs)
    ratio = statistics.median(pair[0].seconds / pair[1].seconds for pair in pairs)
    memory = [max(pair[i].memory for pair in pairs) for i in (0, 1)]
    line = f"| {job.name} | {naive:.2f} s | {ours:.3f} s | **{ratio:.0f}x** | {memory[0]:.0f} | {memory[1]:.0f} |"
    return line, naive, ours


def agree(book: Path, lot: str) -> str:
    """Proof that both recalls find the same, in words; a fast answer that is short would be worth nothing."""
    naive = _told(["-W", "ignore", str(HERE / "naive.py"), "recall", str(book), lot]).split()
    ours = json.loads(_told(["-m", "lotbook", "recall", str(book), "--lot", lot, "--json", "--dry-run"]))
    theirs = (int(naive[0]), int(naive[1]))
    if theirs != (len(ours["received_by"]), len(ours["customers"])):
        raise SystemExit(f"The recalls of {lot} differ: {theirs} and {ours['counts']}")
    return f"both recalls of {lot} find {theirs[0]} shipments to {theirs[1]} customers"


def measure(sizes: Sequence[int], runs: int) -> list[str]:
    """The whole table, size by size, with how each job grows from one size to the next."""
    lines: list[str] = []
    before: dict[str, float] = {}
    for rows in sizes:
        with tempfile.TemporaryDirectory() as folder:
            book = Path(folder) / "book.xlsx"
            lot = _told([str(HERE / "generate.py"), str(rows), str(book)])
            megabytes = book.stat().st_size / 1e6
            lines += [
                f"\n{rows:,} rows of materials used ({megabytes:.1f} MB), {runs} runs each way; {agree(book, lot)}\n",
                "| job | openpyxl + pandas | Lotbook | ratio | their MiB | our MiB | to the size before |",
                "|---|---|---|---|---|---|---|",
            ]
            for number, job in enumerate(jobs(rows, lot, _told(["-c", QUANTITY, str(book)]))):
                line, _, ours = compare(job, book, runs)
                kind = str(number)
                grown = f" {ours / before[kind]:.1f} times the time |" if kind in before else " |"
                before[kind] = ours
                lines.append(line + grown)
                print(line + grown, flush=True)
    return lines


def _told(words: Sequence[str], program: str = sys.executable) -> str:
    """What another process prints; this one stays small, because a child's peak memory starts at its parent's."""
    done = subprocess.run([program, *words], capture_output=True, text=True, check=False)
    if done.returncode and done.stderr:
        raise SystemExit(f"{' '.join(words)} failed: {done.stderr}")
    return done.stdout.strip()


def machine() -> str:
    """What the figures were taken on."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="write the table into the docs")
    options = parser.parse_args()
    print(machine())
    lines = [f"Measured on {machine()}.", *measure(options.rows, options.runs), ""]
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        head, _, rest = page.partition(START)
        tail = rest.partition(END)[2]
        PAGE.write_text(head + START + "\n".join(lines) + "\n" + END + tail, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
