"""Gate: a person can read the supplier's certificates: scans are fine enough, pages stand upright."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotbook.checks.shop import at
from lotbook.documents.frozen.around import file_key
from lotbook.documents.gate.case import Case, Rule
from lotbook.domain.findings import Finding, Kind, Place, Severity

HARD_TO_READ = Kind(
    "gate-certificate-hard-to-read",
    Severity.WARN,
    "A certificate file is hard to read",
    "Buyers ask for legible papers; a coarse scan or one that lies on its side comes back.",
    "Scan it again upright with 200 dots to the inch or more, or ask for a better one; else issue with your name.",
)
PAGES_MISSING = Kind(
    "gate-certificate-pages-missing",
    Severity.WARN,
    "A certificate file has fewer pages than it counts",
    "Half a certificate proves half; the values or the signature may stand on the page that is not there.",
    "Open the file; ask the supplier for all pages, or issue with your name and what you saw.",
)
# Page 1 of 3, Seite 1 von 3, page 1/3; a certificate of more than 99 pages is none.
_COUNTED = re.compile(
    r"\b(?:page|seite|blatt|p[áa]gina|pag\.)[ \t]*\d{1,2}[ \t]*(?:of|von|de|di|sur|/)[ \t]*(\d{1,2})(?!\d)",
    re.IGNORECASE,
)


def legible(case: Case) -> Iterator[Finding]:
    """Every certificate file can be read by a person and has all its pages; each file is told once."""
    told: set[str] = set()
    for place, subject, file in _files(case):
        if file_key(file) in told:
            continue
        told.add(file_key(file))
        paper = case.read(file)
        if paper.faults:
            yield HARD_TO_READ.at(place, f"{subject}: {file}: {paper.faults}.")
        counted = max((int(found.group(1)) for found in _COUNTED.finditer(paper.text)), default=0)
        if 0 < paper.pages < counted:
            has = "one page" if paper.pages == 1 else f"{paper.pages} pages"
            yield PAGES_MISSING.at(place, f"{subject}: {file} has {has}, and counts {counted} itself.")


def _files(case: Case) -> Iterator[tuple[Place, str, str]]:
    for lot in case.frozen.lots:
        if lot.receipt.certificate_file:
            yield at(lot.receipt, "certificate_file"), f"Lot {lot.lot_id}", lot.receipt.certificate_file
    for run in case.frozen.runs:
        for done in run.processes:
            if done.process.certificate_file:
                subject = f"{done.process.process} of run {run.run_id}"
                yield at(done.process, "certificate_file"), subject, done.process.certificate_file


RULES: tuple[Rule, ...] = (legible,)
