"""Times `lotbook issue` for many packages against a script with docxtpl and one LibreOffice for each document, in turn.

python benchmarks/packages.py [--packages 1 5 20 200] [--naive 3]

Both make the same Word documents from the same templates with the same fields, a PDF of each, and one merged PDF with the
suppliers' certificates. Lotbook also reads the workbook, runs the gate, compares every PDF with its document, seals the
merged PDF, and writes manifest, register and journal. The script takes its fields ready-made and is timed on a few packages
only: it starts anew for each document, so its time for each package does not change. Needs LibreOffice and pypdf.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from lotbook.commands.certificate_number import Number
from lotbook.commands.issue_job import Issue, job_of
from lotbook.commands.issuing import case_of, once, the_order, the_shipments
from lotbook.commands.overrides import Answered
from lotbook.documents.enclosures import enclosures
from lotbook.documents.package_papers import Content, own_papers
from lotbook.domain.edits import Edit, Plan
from lotbook.hosts.file.book import FileBook
from lotbook.shipped import shipped
from lotbook.tables.records import Records

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


def timed(command: list[str]) -> tuple[float, float]:
    """Seconds of a whole process on the clock, and of the processors with all it started."""
    before, start = _processors(), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stdout[-2000:] + done.stderr[-2000:])
    return time.perf_counter() - start, _processors() - before


def _processors() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Prints seconds for each package, both ways, for each number of packages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=int, nargs="+", default=[1, 5, 20, 200])
    parser.add_argument("--naive", type=int, default=3, help="packages the script is timed on")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workbook, orders = prepared(Path(folder, "shop"), sum(options.packages))
        print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
        print("seconds for each package, on the clock and of processors: script, lotbook, ratio")
        for count in options.packages:
            mine, orders = orders[:count], orders[count:]
            scratch = Path(folder, f"naive-{count}")
            scratch.mkdir()
            given = fields(workbook, mine[: options.naive], scratch)
            some = min(count, options.naive)
            naive = [
                each / some for each in timed([sys.executable, "-c", NAIVE, str(given), str(scratch / "out")])
            ]
            ours = [
                each / count
                for each in timed([sys.executable, "-m", "lotbook", "issue", str(workbook), *mine])
            ]
            figures = (naive[0], ours[0], naive[0] / ours[0], naive[1], ours[1], naive[1] / ours[1])
            print(f"{count:8} | " + " | ".join(f"{figure:6.2f}" for figure in figures), flush=True)


if __name__ == "__main__":
    main()
