"""Times `lotbook certs` over many text PDFs against a script with openpyxl and pypdf, whole processes, in turn.

python benchmarks/certificates.py [--certificates 1000] [--runs 1]

Both read every certificate and look for the heat on the tag. Lotbook also compares type, grade, specification, order and
values, keeps a copy under its fingerprint, fills and links cells, and writes the journal. Needs pypdf for the naive side.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from lotbook.artefacts.workbook.build import build_workbook

NAIVE = """
import sys
from pathlib import Path
import openpyxl
from pypdf import PdfReader
book = openpyxl.load_workbook(sys.argv[1])
sheet = book["Receiving"]
heads = {cell.value: cell.column for row in sheet.iter_rows(max_row=8) for cell in row if cell.value}
missing = 0
for row in range(2, sheet.max_row + 1):
    file = sheet.cell(row, heads["Certificate file"]).value
    heat = sheet.cell(row, heads["Heat on material"]).value
    if not file or not heat or not (Path(sys.argv[1]).parent / file).is_file():
        continue
    text = " ".join(page.extract_text() for page in PdfReader(Path(sys.argv[1]).parent / file).pages)
    if heat not in text:
        missing += 1
        sheet.cell(row, heads["Status"]).value = "Rejected"
book.save(sys.argv[1])
print(missing)
"""
ELEMENTS = (
    "Si 0.63 0.40 0.8",
    "Fe 0.32 - 0.7",
    "Cu 0.23 0.15 0.40",
    "Mn 0.11 - 0.15",
    "Mg 1.03 0.8 1.2",
    "Cr 0.19 0.04 0.35",
)


def certificate(path: Path, number: int, heat: str) -> None:
    """A mill certificate of two pages of text."""
    canvas = Canvas(str(path), invariant=True)
    lines = [
        "CERTIFIED MILL TEST REPORT", "Inspection certificate 3.1 according to EN 10204:2004", f"Report no. M-{number}",
        f"Customer PO PO-{number}", "Specification ASTM B209-2021a", "Alloy / temper 6061-T6", f"HEAT NO. {heat}",
        "Quantity 100 kg", "Element Actual Min Max", *ELEMENTS, "Tensile strength Rm 317 MPa", "Elongation A 14.4 %",
        *["We certify that the material was sampled, tested and inspected to the specification above."] * 12,
    ]  # fmt: skip
    for page in (lines, ["Page 2 of 2", "Conditions of sale apply.", *lines[-12:]]):
        for line, text in enumerate(page):
            canvas.drawString(50, 790 - 15 * line, text)
        canvas.showPage()
    canvas.save()


def shop(folder: Path, count: int) -> Path:
    """A workbook with so many deliveries, one certificate each; every fiftieth certificate is for another heat."""
    chance = random.Random(5)
    rows = []
    (folder / "certificates").mkdir(parents=True)
    for number in range(count):
        heat = f"H{chance.randrange(10, 99)}-{number:05}"
        certificate(folder / "certificates" / f"M-{number}.pdf", number, heat)
        rows.append({
            "Lot ID": f"AL6-{number:06}", "Received on": date(2024, 1, 2) + timedelta(days=number % 300),
            "Supplier": f"Supplier {number % 20}", "Purchase order": f"PO-{number}", "Material": "AL6",
            "Heat on certificate": heat, "Heat on material": heat if number % 50 else f"{heat[:-1]}X",
            "Quantity": Decimal(100), "Unit": "kg", "Certificate type": "3.1", "Status": "Quarantine",
            "Certificate file": f"certificates/M-{number}.pdf",
        })  # fmt: skip
    materials = [{
        "Material": "AL6", "Description": "Plate 6061-T6", "Family": "Aluminium", "Grade": "6061-T6", "Unit": "kg",
        "Specification": "ASTM B209", "Spec revision": "2021a", "Certificate needed": "3.1",
    }]  # fmt: skip
    suppliers = [{"Supplier": f"Supplier {n}"} for n in range(20)]
    build_workbook(
        folder / "shop.xlsx", rows={"Receiving": rows, "Materials": materials, "Suppliers": suppliers}
    )
    return folder / "shop.xlsx"


def timed(words: list[str]) -> float:
    """Seconds of one process; 1 is the exit code where deliveries were rejected."""
    start = time.perf_counter()
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{words[:3]} ended with {done.returncode}: {done.stderr or done.stdout[-500:]}")
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--certificates", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=1)
    options = parser.parse_args()
    for run in range(options.runs):
        with tempfile.TemporaryDirectory() as folder:
            naive_book = shop(Path(folder) / "naive", options.certificates)
            our_book = shop(Path(folder) / "ours", options.certificates)
            naive = timed([sys.executable, "-W", "ignore", "-c", NAIVE, str(naive_book)])
            ours = timed([sys.executable, "-m", "lotbook", "certs", str(our_book), "--json"])
            again = timed([sys.executable, "-m", "lotbook", "certs", str(our_book), "--json"])
        minute = options.certificates * 60
        print(
            f"run {run + 1}: naive {naive:.1f} s ({minute / naive:,.0f} a minute), lotbook {ours:.1f} s "
            f"({minute / ours:,.0f} a minute), again {again:.1f} s ({minute / again:,.0f} a minute), "
            f"naive / lotbook {naive / ours:.1f}"
        )


if __name__ == "__main__":
    main()
