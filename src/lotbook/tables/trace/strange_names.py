"""Names that lead nowhere: sources and runs that are not in the workbook, and shipped runs made from nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lotbook.domain.filters import Filters
from lotbook.domain.findings import Finding, Place
from lotbook.tables.keycolumns import places_of, strangers
from lotbook.tables.records import Records
from lotbook.tables.shipments import Shipment
from lotbook.tables.trace import kinds
from lotbook.tables.trace.affected import Affected
from lotbook.tables.trace.deleted_rows import is_untold
from lotbook.tables.trace.filters import FILTERS, Thing
from lotbook.tables.trace.likeness import Likeness
from lotbook.tables.trace.other_names import OtherNames


def strange_names(
    records: Records, reached: Affected, known: Mapping[str, str], filters: Filters
) -> Iterator[Finding]:
    """Sources, and runs of shipments, that nobody knows.

    One that looks like an affected one is probably a slip, unless the journal knows that it was issued. And where
    lots were asked for by what their rows say (a heat, a supplier), a lot without a row may be one of them.
    """
    keys, nodes = reached.chain.keys, reached.reach.distance
    runs = keys.column(records.manufacture, "run_id")
    like = Likeness(reached)
    sources = _strange_sources(records, reached)
    others = OtherNames(reached) if sources else None
    for node in sorted(sources):
        if node in known and is_untold(node, known, reached.chain):
            yield from (_deleted_source(reached, position) for position in sources[node])
            continue
        traced = "" if node in known else like.of(node)
        other = others.of(node) if others and node not in known else ""
        for position in sources[node]:
            yield _strange_source(reached, position, traced, other, may_fit=not filters.by_name)
    made_by_row = not filters.by_name and _describes_runs(filters)
    made_in = keys.column(records.shipments, "run_id")
    # A row of Manufacture without a Run ID is nobody's run.
    for position in places_of(made_in, strangers(made_in, runs, nodes) | {""}):
        shipment, node = records.shipments[position], made_in[position]
        traced = "" if not node or node in known else like.of(node)
        told = reached.chain.steps.takes(node) and not made_by_row
        yield _strange_shipment(shipment, traced, told=told)


def _describes_runs(filters: Filters) -> bool:
    return not filters.named or any(FILTERS[name].thing is Thing.RUN for name in filters.named)


def _strange_sources(records: Records, reached: Affected) -> dict[str, list[int]]:
    chain, keys = reached.chain, reached.chain.keys
    known = (
        keys.column(records.manufacture, "run_id"),
        keys.column(records.cuts, "new_lot_id"),
        keys.column(records.receiving, "lot_id"),
    )
    strange = strangers(chain.steps.sources, reached.reach.distance, *known)
    found: dict[str, list[int]] = {}
    for position in places_of(chain.steps.sources, strange) if strange else ():
        found.setdefault(chain.steps.sources[position], []).append(position)
    return found


def _strange_source(reached: Affected, position: int, traced: str, other: str, *, may_fit: bool) -> Finding:
    place = place_of_source(reached, position)
    told = f"Row {place.row} of {place.sheet}: {place.column} {reached.chain.source_of(position)} is not in the workbook"
    if traced:
        return kinds.SOURCE_ALIKE.at(place, f"{told}, but looks like {traced}.")
    if other:
        return kinds.SOURCE_OTHER_NAME.at(place, f"{told}, but is {other}.")
    return (kinds.SOURCE_MAY_FIT if may_fit else kinds.SOURCE_UNKNOWN).at(place, f"{told}.")


def _deleted_source(reached: Affected, position: int) -> Finding:
    place = place_of_source(reached, position)
    told = f"Row {place.row} of {place.sheet}: {place.column} {reached.chain.source_of(position)} was issued once"
    return kinds.SOURCE_DELETED.at(place, f"{told}, but no row tells any more what it was made from.")


def place_of_source(reached: Affected, position: int) -> Place:
    """The cell of the source of one step of the chain."""
    chain, split = reached.chain, len(reached.chain.cuts)
    if position < split:
        cut = chain.cuts[position]
        return Place("Cuts", cut.row, cut.new_lot_id or "", "From")
    use = chain.uses[position - split]
    return Place("Materials used", use.row, use.run_id or "", "Source")


def _strange_shipment(shipment: Shipment, traced: str, *, told: bool) -> Finding:
    """``shipment`` was read in part: its own number and its links only; ``told``: Materials used knows its run."""
    name = shipment.shipment_id or f"Row {shipment.row} of Shipments"
    place = Place("Shipments", shipment.row, shipment.shipment_id or "", "Run ID")
    if not shipment.run_id:
        return kinds.SHIPMENT_LOOSE.at(place, f"{name} does not say from which run it came.")
    said = f"{name} comes from {shipment.run_id}, which is not in Manufacture"
    if traced:
        return kinds.SHIPMENT_ALIKE.at(place, f"{said} but looks like {traced}.")
    return (kinds.SHIPMENT_UNKNOWN if told else kinds.SHIPMENT_MAY_CARRY).at(place, f"{said}.")


def without_material(records: Records, reached: Affected) -> Iterator[Finding]:
    """Runs that were shipped and of which nobody wrote down what they were made from."""
    links = reached.chain
    named = links.keys.column(links.uses, "run_id")
    sent = links.keys.column(records.shipments, "run_id")
    untold = strangers(sent, links.steps.targets, named, reached.reach.distance, links.cancelled)
    runs = links.keys.column(records.manufacture, "run_id")
    for position in places_of(runs, untold) if untold else ():
        run = records.manufacture[position]
        told = f"{run.run_id} was shipped, but has no row in Materials used."
        yield kinds.RUN_UNTOLD.at(Place("Manufacture", run.row, run.run_id or "", "Run ID"), told)
