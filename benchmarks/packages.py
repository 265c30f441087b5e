"""Times `lotbook issue` for many packages against a script with docxtpl and one LibreOffice for each document, in turn.

    python benchmarks/packages.py [--packages 1 5 20 200] [--naive 3] [--write]

Both make the same Word documents from the same templates with the same fields, a PDF of each, and one merged PDF with the
suppliers' certificates. Lotbook also reads the workbook, runs the gate, compares every PDF with its document, seals the
merged PDF, and writes manifest, register and journal. The script takes its fields ready-made and is timed on a few packages
only: it starts anew for each document, so its time for each package does not change. The first row is one package after
another in a process that made one before, as clicks reach the helper; the processor time of its LibreOffice is not in it.
Needs Linux, LibreOffice and pypdf.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import json
import os
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from lotbook.commands.issuing.job import Issue, job_of
from lotbook.commands.issuing.number import Number
from lotbook.commands.issuing.order import case_of, once, the_order, the_shipments
from lotbook.commands.issuing.overrides import Answered
from lotbook.documents.package.enclosures import enclosures
from lotbook.documents.package.papers import Content, own_papers
from lotbook.domain.edits import Edit, Plan
from lotbook.hosts.file.book import FileBook
from lotbook.shipped import shipped
from lotbook.tables.records import Records
from run import machine

PAPERS = "COC, Material certificates, Packing slip"
NAIVE = """
import pickle, subprocess, sys
from pathlib import Path
from docxtpl import DocxTemplate, InlineImage
from pypdf import PdfReader, PdfWriter

def shown(template, value):
    if isinstance(value, Path):
        return InlineImage(template, str(value))
    if isinstance(value, dict):
        return {name: shown(template, each) for name, each in value.items()}
    return [shown(template, each) for each in value] if isinstance(value, list) else value

for package in pickle.loads(Path(sys.argv[1]).read_bytes()):
    folder = Path(sys.argv[2], package["name"])
    folder.mkdir(parents=True)
    merged = PdfWriter()
    for template, fields in package["papers"]:
        document = DocxTemplate(template)
        document.render(shown(document, fields), autoescape=True)
        document.save(folder / Path(template).name)
        subprocess.run(["soffice", "-env:UserInstallation=" + (Path(sys.argv[2]) / "profile").as_uri(), "--headless",
                        "--convert-to", "pdf", "--outdir", str(folder), str(folder / Path(template).name)],
                       check=True, capture_output=True)
        merged.append(PdfReader(folder / (Path(template).stem + ".pdf")))
    for file in package["enclosed"]:
        merged.append(PdfReader(file))
    merged.write(folder / "all.pdf")
"""


ONE_BY_ONE = """
import contextlib, io, os, sys, time
from lotbook.cli import main

def processors():
    used = os.times()
    return used.user + used.system

for number, order in enumerate(sys.argv[2:]):
    if number == 1:
        start, before = time.perf_counter(), processors()
    with contextlib.redirect_stdout(io.StringIO()):
        if main(["issue", sys.argv[1], order]):
            sys.exit(order)
print(time.perf_counter() - start, processors() - before)
"""
_WARM = 5
_ENDS = 10.0  # seconds that a LibreOffice may take to end
_CHILD_SUBREAPER = 36  # Linux, prctl(2)
_HEAD = (
    "| packages | script | Lotbook | ratio | Lotbook's a minute | script's processor time | Lotbook's | ratio |",
    "|---|---|---|---|---|---|---|---|",
)
PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "performance.md"
START, END = "<!-- packages -->\n", "<!-- end of packages -->\n"


class Taken(NamedTuple):
    """Seconds on the clock, seconds of processors, and what the process said."""

    clock: float
    processors: float
    said: str


def prepared(folder: Path, count: int) -> tuple[Path, list[str]]:
    """The demo shop with orders that pass the gate with four papers, and their numbers."""
    subprocess.run([sys.executable, "-m", "lotbook", "demo", str(folder)], capture_output=True, check=True)
    workbook = folder / "demo.xlsx"
    with FileBook.open(workbook, writing=True) as book:
        edits = [
            Edit("Orders", o.row, "Documents required", o.documents_required, PAPERS, o.order_id or "")
            for o in Records(book).orders
            if o.documents_required != PAPERS
        ]
        book.write(Plan("benchmark", "The same papers for every order", edits=tuple(edits)), who="benchmark")
    words = ["issue", str(workbook), "--shipped", "all", "--dry-run", "--json"]
    said = subprocess.run(
        [sys.executable, "-m", "lotbook", *words], capture_output=True, text=True, check=False
    )
    every = [each["order"] for each in json.loads(said.stdout)["each"] if not each["findings"]]
    return workbook, every[-count:]


def fields(workbook: Path, orders: list[str], scratch: Path) -> Path:
    """The fields of every paper of these orders, as the script takes them."""
    packages = []
    options = argparse.Namespace(paper="", reason="")
    now = datetime.now().astimezone()
    with FileBook.open(workbook) as book:
        records = Records(book)
        shared = once(records, book.folder, now.date())
        for number, name in enumerate(orders):
            order = the_order(records, name)
            case = case_of(
                records,
                book.folder,
                order,
                the_shipments(records, order, ()),
                today=now.date(),
                shared=shared,
            )
            issue = Issue(case, Number(f"COC-{number:04}", "A", None), Answered((), (), ()))
            job = job_of(book, issue, now, options, {})
            papers = tuple(enclosures(job.frozen, job.resolve, {}))
            content = Content(job.frozen, job.head, job.answers, job.fingerprints, papers)
            pictures = scratch / name
            pictures.mkdir()
            own = own_papers(job.frozen.documents_required)
            enclosed = [scratch / f"{name}-{place}.pdf" for place, paper in enumerate(papers) if paper.is_pdf]
            for file, paper in zip(enclosed, (p for p in papers if p.is_pdf), strict=True):
                file.write_bytes(paper.content)
            packages.append(
                {
                    "name": name,
                    "papers": [
                        (str(shipped("templates", each.template)), dict(each.fill(content, pictures).fields))
                        for each in own
                    ],
                    "enclosed": enclosed,
                }
            )
    out = scratch / "fields.pickle"
    out.write_bytes(pickle.dumps(packages))
    return out


def timed(command: list[str]) -> Taken:
    """A whole process on the clock, and of the processors with all it started, also what ended after it."""
    before, start = _processors(), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    clock = time.perf_counter() - start
    if done.returncode:
        sys.exit(done.stdout[-2000:] + done.stderr[-2000:])
    deadline = time.monotonic() + _ENDS
    with contextlib.suppress(ChildProcessError):
        while time.monotonic() < deadline:
            os.waitpid(-1, os.WNOHANG)
            time.sleep(0.01)
    return Taken(clock, _processors() - before, done.stdout)


def _adopt() -> None:
    """What a process leaves behind becomes a child of this one, so that its processor time is not lost."""
    ctypes.CDLL(None).prctl(_CHILD_SUBREAPER, 1, 0, 0, 0)


def _processors() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def cold(workbook: Path, mine: list[str], folder: Path, naive: int) -> str:
    """One row of the table: so many packages with one command, against the script."""
    scratch = folder / f"naive-{len(mine)}"
    scratch.mkdir()
    some = min(len(mine), naive)
    given = fields(workbook, mine[:some], scratch)
    theirs = timed([sys.executable, "-c", NAIVE, str(given), str(scratch / "out")])
    ours = timed([sys.executable, "-m", "lotbook", "issue", str(workbook), *mine])
    return _row(f"{len(mine)}", theirs, some, ours, len(mine))


def warm(workbook: Path, mine: list[str], folder: Path) -> str:
    """One package after another in a process that has made one before, as clicks reach the helper."""
    scratch = folder / "naive-warm"
    scratch.mkdir()
    theirs = timed(
        [sys.executable, "-c", NAIVE, str(fields(workbook, mine[:1], scratch)), str(scratch / "out")]
    )
    ours = timed([sys.executable, "-c", ONE_BY_ONE, str(workbook), *mine])
    clock, processors = map(float, ours.said.splitlines()[-1].split())
    return _row("1 more, helper running", theirs, 1, Taken(clock, processors, ""), len(mine) - 1)


def _row(name: str, theirs: Taken, their_count: int, ours: Taken, count: int) -> str:
    naive, mine = theirs.clock / their_count, ours.clock / count
    naive_cpu, mine_cpu = theirs.processors / their_count, ours.processors / count
    return (
        f"| {name} | {naive:.2f} s | {mine:.2f} s | **{naive / mine:.1f}x** | {60 / mine:.0f} | "
        f"{naive_cpu:.2f} s | {mine_cpu:.2f} s | {naive_cpu / mine_cpu:.1f}x |"
    )


def main() -> None:
    """Prints seconds for each package, both ways, for each number of packages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=int, nargs="+", default=[1, 5, 20, 200])
    parser.add_argument("--naive", type=int, default=3, help="packages the script is timed on")
    parser.add_argument("--write", action="store_true", help="write the table into the docs")
    options = parser.parse_args()
    _adopt()
    lines = [
        f"Measured on {machine()}, load {os.getloadavg()[0]:.1f} at the start; seconds for each package.\n",
        *_HEAD,
    ]
    print("\n".join(lines), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        workbook, orders = prepared(Path(folder, "shop"), sum(options.packages) + _WARM)
        jobs = [partial(warm, workbook, orders[:_WARM], Path(folder))]
        left = orders[_WARM:]
        for count in options.packages:
            jobs.append(partial(cold, workbook, left[:count], Path(folder), options.naive))
            left = left[count:]
        for job in jobs:
            lines.append(job())
            print(lines[-1], flush=True)
    if options.write:
        head, start, rest = PAGE.read_text(encoding="utf-8").partition(START)
        if not start:
            sys.exit(f"{PAGE} has no place for the table.")
        PAGE.write_text(
            head + START + "\n".join(lines) + "\n" + END + rest.partition(END)[2], encoding="utf-8"
        )


if __name__ == "__main__":
    main()
