"""Runs: what was made is told whole, and made of what the part needs."""

from __future__ import annotations

from collections.abc import Iterator

from lotbook.checks.shop import Check, Shop, at, named, stopping
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.tables.manufacture import Run

SCRAPPED_MORE_THAN_MADE = Kind(
    "scrapped-more-than-made",
    Severity.STOP,
    "More pieces were scrapped than made",
    "Quantity made counts all pieces that were started, good and scrapped together.",
    "Correct Quantity made or Quantity scrapped from the traveler.",
)
RUN_WITHOUT_MATERIALS = Kind(
    "run-without-materials",
    Severity.WARN,
    "A finished run has used nothing",
    "Without rows in Materials used nobody can tell what the pieces are made of, and a recall misses them.",
    "Enter what the run used in Materials used, from the traveler or the tags.",
)
RUN_INCOMPLETE = Kind(
    "run-incomplete",
    Severity.WARN,
    "A complete run does not tell when it ended or how much it made",
    "Shipments and certificates need both.",
    "Fill Finished on and Quantity made, or set Status back to In process.",
)
BOM_NOT_FOLLOWED = Kind(
    "bom-not-followed",
    Severity.WARN,
    "A run did not use what the part is made of",
    "BOM lists a material or sub-assembly for this part that is not among the materials used.",
    "Enter the missing use, or correct BOM.",
)
PROCESS_CERTIFICATE_MISSING = Kind(
    "process-certificate-missing",
    Severity.WARN,
    "An outside process has no certificate",
    "Plating, heat treatment and testing done elsewhere belong into the package with their own certificate. "
    "Stops in the profiles aerospace and medical.",
    "Ask the processor for the certificate; save it beside the workbook and name it in Certificate file.",
)


def quantities(shop: Shop) -> Iterator[Finding]:
    """A run scrapped no more than it made, and a Complete one says when it ended and how much it made."""
    for run in shop.records.manufacture:
        made, scrapped = run.quantity_made, run.quantity_scrapped
        if made is not None and scrapped is not None and scrapped > made:
            message = f"{named(run)} scrapped {scrapped} of {made} made."
            yield SCRAPPED_MORE_THAN_MADE.at(at(run, "quantity_scrapped"), message)
        if run.status == "Complete" and (made is None or run.finished_on is None):
            field = "quantity_made" if made is None else "finished_on"
            message = f"{named(run)} is Complete, but {at(run, field).column} is empty."
            yield RUN_INCOMPLETE.at(at(run, field), message)


def materials(shop: Shop) -> Iterator[Finding]:
    """A Complete run tells what it was made of."""
    runs, uses = shop.records.manufacture, shop.uses_in
    for run, name in zip(runs, shop.keys.column(runs, "run_id"), strict=True):
        if name and name not in uses and run.status == "Complete":
            message = f"{named(run)} is Complete, but Materials used has no row for it."
            yield RUN_WITHOUT_MATERIALS.at(at(run, "run_id"), message)


def bill(shop: Shop) -> Iterator[Finding]:
    """A Complete run used every material and sub-assembly that BOM lists for its part."""
    needed: dict[tuple[str, str], list[str]] = {}
    for line in shop.records.bom:
        pair = (shop.keys[line.part_number], shop.keys[line.part_revision])
        if line.component:
            needed.setdefault(pair, []).append(line.component)
    origins = shop.origins
    for run in shop.records.manufacture if needed else ():
        components = needed.get((shop.keys[run.part_number], shop.keys[run.part_revision]))
        uses = shop.uses_in.get(shop.keys[run.run_id], ())
        if not components or run.status != "Complete" or not uses:
            continue
        used: set[str] = set()
        for use in uses:
            used |= _is(shop, shop.keys[use.source], origins.get(shop.keys[use.source], ()))
        absent = [each for each in components if shop.keys[each] not in used]
        if absent:
            message = f"{named(run)} made {run.part_number} without {', '.join(absent)}."
            yield BOM_NOT_FOLLOWED.at(at(run, "part_number"), message)


def _is(shop: Shop, name: str, lots: tuple[object, ...]) -> set[str]:
    """What a source is, in the words of BOM: material codes, or the part number of a sub-assembly."""
    found = {shop.keys[getattr(lot, "material", None)] for lot in lots}
    if name in shop.lots:
        found.add(shop.keys[shop.lots[name].material])
    elif name in shop.runs:
        found.add(shop.keys[shop.runs[name].part_number])
    return found


def outside(shop: Shop) -> Iterator[Finding]:
    """An outside process on a finished run has its certificate."""
    for process in shop.records.outside_processes:
        run = shop.runs.get(shop.keys[process.run_id])
        if process.certificate_file or run is None or not _finished(shop, run):
            continue
        message = f"{process.process} of {process.run_id} by {process.supplier} has no certificate file."
        kind = stopping(PROCESS_CERTIFICATE_MISSING, when=shop.strict)
        yield kind.at(at(process, "certificate_file"), message)


def _finished(shop: Shop, run: Run) -> bool:
    return run.status == "Complete" or shop.keys[run.run_id] in shop.shipments_of


CHECKS: tuple[Check, ...] = (quantities, materials, bill, outside)
