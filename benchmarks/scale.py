"""Measures recalls up to Excel's limit of rows, and writes the table and its picture into the docs.

    python benchmarks/scale.py [--rows 10000 100000 1048575] [--runs 3] [--write]

A fresh process each time: just unzipping the file, the first recall, the recall asked again (from the index), find and
origin, and one process that loads the workbook and answers for 1,000 lots and for every lot.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from curve import Line, picture
from run import HERE, PAGE, Run, _told, machine, measured

START, END = "<!-- scale -->\n", "<!-- end of scale -->\n"
PICTURE = PAGE.with_name("growth.svg")
LOTBOOK = str(Path(sys.executable).with_name("lotbook" + Path(sys.executable).suffix))


class Size(NamedTuple):
    """One size: the best of some runs of each way, and what one warm process took."""

    rows: int
    megabytes: float
    unzip: Run
    first: Run
    again: Run
    find: Run
    origin: Run
    build: Run
    index: float
    load: float
    many: float
    every: float


def best(runs: int, once: Callable[[], Run]) -> Run:
    """The run least disturbed by whatever else the machine does."""
    return min(once() for _ in range(runs))


def measure(rows: int, runs: int, folder: Path) -> Size:
    """Everything for one size."""
    book = folder / "book.xlsx"
    lot = _told([str(HERE / "large.py"), str(rows), str(book)])
    data = book.with_suffix(".lotbook")
    recall = [LOTBOOK, "recall", str(book), "--lot", lot, "--json", "--no-write"]
    unzip = best(runs, lambda: measured([sys.executable, str(HERE / "unzip.py"), str(book)]))
    shutil.rmtree(data, ignore_errors=True)
    first = best(runs, lambda: measured(recall))
    read = _answer(recall)
    find = best(runs, lambda: measured([LOTBOOK, "find", str(book), lot, "--json"]))
    sent = read["shipments"][0]["shipment_id"]
    origin = best(runs, lambda: measured([LOTBOOK, "origin", str(book), sent, "--json"]))
    data.mkdir()
    build = measured([sys.executable, "-m", "lotbook.hosts.index.keep", str(book)])
    again = best(runs + 4, lambda: measured(recall))
    if _answer(recall) != read:
        raise SystemExit("The index gives another answer than the workbook.")
    index = (data / "recall.index").stat().st_size / 1e6
    told = json.loads(_told([str(HERE / "batch.py"), str(book)]))
    return Size(
        rows, book.stat().st_size / 1e6, unzip, first, again, find, origin, build, index,
        told["load"], told["many"], told["every"],
    )  # fmt: skip


def _answer(recall: Sequence[str]) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(_told(recall[1:], program=recall[0]))
    return {name: value for name, value in told.items() if name not in ("recalled_at", "elapsed_seconds")}


def table(sizes: Sequence[Size]) -> list[str]:
    """The lines of the table."""
    lines = [
        (
            "| rows of materials used | file MB | just unzipping | first recall | to unzipping | MiB | asked again | MiB "
            "| find | MiB | origin | MiB | index built behind it | index MB | loading | 1,000 lots, loaded | every lot, loaded |"
        ),
        "|---" * 17 + "|",
    ]
    for each in sizes:
        lines.append(
            f"| {each.rows:,} | {each.megabytes:.0f} | {each.unzip.seconds:.2f} s | {each.first.seconds:.2f} s "
            f"| **{each.first.seconds / each.unzip.seconds:.1f}x** | {each.first.memory:.0f} | **{each.again.seconds:.3f} s** "
            f"| {each.again.memory:.0f} | **{each.find.seconds:.2f} s** | {each.find.memory:.0f} "
            f"| {each.origin.seconds:.2f} s | {each.origin.memory:.0f} | {each.build.seconds:.1f} s | {each.index:.0f} | {each.load:.2f} s "
            f"| {each.many:.3f} s | {each.every:.2f} s |"
        )
    return lines


def curve(sizes: Sequence[Size]) -> str:
    """The picture of how time grows."""
    rows = [each.rows for each in sizes]
    return picture(
        "Seconds by rows of materials used",
        rows,
        [
            Line("first recall", [each.first.seconds for each in sizes]),
            Line("just unzipping the file", [each.unzip.seconds for each in sizes]),
            Line("recall asked again", [each.again.seconds for each in sizes]),
            Line("find", [each.find.seconds for each in sizes]),
        ],
    )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="write table and picture into the docs")
    options = parser.parse_args()
    sizes = []
    for rows in options.rows:
        with tempfile.TemporaryDirectory() as folder:
            sizes.append(measure(rows, options.runs, Path(folder)))
            print("\n".join(table(sizes[-1:])), flush=True)
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        head, _, rest = page.partition(START)
        told = (
            f"Measured on {machine()}; the best of {options.runs} runs.\n\n" + "\n".join(table(sizes)) + "\n"
        )
        PAGE.write_text(head + START + told + END + rest.partition(END)[2], encoding="utf-8")
        PICTURE.write_text(curve(sizes), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
