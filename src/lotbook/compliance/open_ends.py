"""Where the chain behind a compliance answer leads nowhere; with any such end the answer is never a yes."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lotbook.compliance import kinds
from lotbook.compliance.bill import LeftOut, left_out
from lotbook.compliance.subjects import Subject
from lotbook.domain.findings import Finding, Place
from lotbook.domain.genealogy import Walk
from lotbook.domain.identifiers import key
from lotbook.tables.records import Records


def gaps(records: Records, walk: Walk) -> tuple[str, ...]:
    """Identifiers of the chain that no sheet knows, and runs that nothing went into."""
    reached = walk.nodes
    known = {key(lot.lot_id) for lot in records.receiving if lot.lot_id}
    known |= {key(cut.new_lot_id) for cut in records.cuts if cut.new_lot_id}
    runs = {key(run.run_id) for run in records.manufacture if run.run_id}
    fed = {link.target for link in walk.links}
    return tuple(sorted((reached - known - runs) | ((runs & reached) - fed)))


def findings(records: Records, walk: Walk, subject: Subject, names: Collection[str]) -> Iterator[Finding]:
    """Where the chain leads nowhere: names on no sheet, empty cells, parts that the bill of materials misses."""
    yield from (_gap_finding(name, walk, subject) for name in names)
    yield from (_lost_finding(place, subject) for place in (*_lost(records, walk), *subject.lost))
    yield from (_absent_finding(each) for each in left_out(records, walk))


def _lost(records: Records, walk: Walk) -> Iterator[Place]:
    """Rows of the chain that should name what went in, and do not."""
    for use in records.materials_used:
        if use.run_id and not use.source and key(use.run_id) in walk.nodes:
            yield Place("Materials used", use.row, use.run_id, "Source")
    for cut in records.cuts:
        if cut.new_lot_id and not cut.source and key(cut.new_lot_id) in walk.nodes:
            yield Place("Cuts", cut.row, cut.new_lot_id, "From")


def _lost_finding(place: Place, subject: Subject) -> Finding:
    name = place.key or f"Row {place.row} of {place.sheet}"
    return kinds.CHAIN_GAP.at(place, f"{name}: {place.column} is empty; it stands behind {subject.name}.")


def _absent_finding(absent: LeftOut) -> Finding:
    run = absent.run
    text = (
        f"{run.run_id} made {run.part_number} without {', '.join(absent.components)}, which BOM lists for it."
    )
    return kinds.COMPONENT_UNKNOWN.at(Place("Manufacture", run.row, run.run_id or "", "Part number"), text)


def _gap_finding(name: str, walk: Walk, subject: Subject) -> Finding:
    link = next((link for link in walk.links if link.source == name), None)
    if link is None:
        text = f"{name.upper()}: nothing was entered that went into it."
        return kinds.CHAIN_GAP.at(Place("Materials used", 0, name.upper(), "Run ID"), text)
    text = (
        f"{name.upper()} went into {link.target.upper()} and is on no sheet; it stands behind {subject.name}."
    )
    return kinds.CHAIN_GAP.at(link.place, text)


def nothing(subject: Subject) -> Finding:
    """That nothing stands behind what was asked about."""
    sheet = {"order": "Shipments", "shipment": "Shipments", "part": "Manufacture"}.get(
        subject.what, "Receiving"
    )
    why = {
        "order": "nothing was shipped for it",
        "shipment": "it names no run",
        "part": "no run made it",
        "material": "no delivery of it is on Receiving",
    }.get(subject.what, "nothing is known of it")
    text = f"{subject.name[0].upper()}{subject.name[1:]}: {why}."
    return kinds.NOTHING_BEHIND.at(Place(sheet, 0, subject.id), text)
