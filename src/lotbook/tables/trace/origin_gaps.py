"""The gaps of an origin: branches that do not end at a lot, and lots and marks that prove less than they should."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain as chain_of

from lotbook.domain.findings import Finding, Place
from lotbook.domain.genealogy import Steps
from lotbook.domain.identifiers import key, same
from lotbook.tables.records import Records
from lotbook.tables.shipments import Shipment
from lotbook.tables.trace import kinds, origin_kinds
from lotbook.tables.trace.ancestry import Ancestry
from lotbook.tables.trace.deleted_rows import is_untold
from lotbook.tables.trace.gaps import unreadable

_LINKING = {
    "Cuts": ("source", "new_lot_id"),
    "Manufacture": ("run_id",),
    "Materials used": ("run_id", "source"),
    "Receiving": ("lot_id",),
    "Shipments": ("shipment_id", "run_id"),
}


def all_of(records: Records, found: Ancestry, known: Mapping[str, str]) -> Iterator[Finding]:
    """Every gap of an origin, in no order."""
    return chain_of(
        _unreadable(records, found),
        _shipments(found),
        _ends(found, known),
        _runs(found),
        _lots(found),
        _marks(found),
        _circles(found),
    )


def place_of(shipment: Shipment, column: str = "Run ID") -> Place:
    """Where a shipment stands."""
    return Place("Shipments", shipment.row, shipment.shipment_id or "", column)


def name_of(shipment: Shipment) -> str:
    """What people call a shipment."""
    return shipment.shipment_id or f"Row {shipment.row} of Shipments"


def _unreadable(records: Records, found: Ancestry) -> Iterator[Finding]:
    """Only where it may cut one of these branches: in a target column anywhere, in a source column of these rows."""
    used = {use.row for use in found.uses}
    cut = {row.row for row in found.cuts}
    for gap in unreadable(records, _LINKING):
        place = gap.place
        elsewhere = (
            place.sheet == "Materials used" and place.column == "Source" and place.row not in used
        ) or (place.sheet == "Cuts" and place.column == "From" and place.row not in cut)
        if not elsewhere or gap.code != kinds.UNREADABLE.code:
            yield gap


def _shipments(found: Ancestry) -> Iterator[Finding]:
    for shipment in found.asked.shipments:
        if not shipment.run_id:
            told = f"{name_of(shipment)} does not say from which run it came."
            yield kinds.SHIPMENT_LOOSE.at(place_of(shipment), told)
    for order in found.asked.unsent:
        told = f"Nothing was shipped for {order.upper()} yet."
        yield origin_kinds.NOTHING_SENT.at(Place("Shipments", 0, order.upper(), "Order ID"), told)


def _ends(found: Ancestry, known: Mapping[str, str]) -> Iterator[Finding]:
    """Identifiers without a row: what was used, or a run that was shipped."""
    out_of = {link.source: link for link in reversed(found.links)}
    names = found.names
    sent = {key(shipment.run_id or ""): shipment for shipment in found.asked.shipments}
    for node in sorted((found.reach.distance.keys() - found.kinds.keys()) | found.deleted):
        link = out_of.get(node)
        place = link.place if link else Place("Manufacture", 0, node, "Run ID")
        if node in sent and not link:
            place = place_of(sent[node])
        name = names.get(node) or (sent[node].run_id if node in sent else None) or node
        if node in known and node not in found.deleted and is_untold(node, known, found.chain):
            told = f"{known[node]} was issued once, but no row tells any more what it was made from."
            yield kinds.SOURCE_DELETED.at(place, told)
        elif node in known:
            yield kinds.ROW_DELETED.at(place, f"{known[node]}: it was issued, but its row is gone.")
        else:
            yield origin_kinds.NO_ORIGIN.at(place, f"{name} is no lot, cut or run of the workbook.")


def _runs(found: Ancestry) -> Iterator[Finding]:
    chain = found.chain
    _, nameless = chain.rows_of(chain.idle.get("", ()))
    numbers = set(nameless)
    loose = [use for use in chain.uses if use.row in numbers] if numbers else []
    reached = found.reach.distance
    for use in loose:
        if chain.keys[use.run_id] in reached:
            place = Place("Materials used", use.row, use.run_id or "", "Source")
            yield kinds.NO_SOURCE.at(
                place, f"{use.run_id} used something, but row {use.row} does not say what."
            )
    fed = {link.target for link in found.links} | {chain.keys[use.run_id] for use in loose}
    fed |= {key(unit.run_id) for unit in found.narrowed}
    for run in found.runs:
        node = key(run.run_id or "")
        if node not in fed and node not in chain.cancelled:
            place = Place("Manufacture", run.row, run.run_id or "", "Run ID")
            yield origin_kinds.NO_MATERIAL.at(place, f"{run.run_id} has no row in Materials used.")
        elif node in chain.cancelled:
            place = Place("Manufacture", run.row, run.run_id or "", "Status")
            yield kinds.START_CANCELLED.at(
                place, f"{run.run_id} is cancelled; a cancelled run makes nothing."
            )


def _lots(found: Ancestry) -> Iterator[Finding]:
    for lot in found.lots:
        place = Place("Receiving", lot.row, lot.lot_id or "", "Heat on certificate")
        if not lot.heat_on_certificate and not lot.heat_on_material:
            yield origin_kinds.NO_HEAT.at(place, f"{lot.lot_id} has no heat.")
        elif (
            lot.heat_on_material
            and lot.heat_on_certificate
            and not same(lot.heat_on_certificate, lot.heat_on_material)
        ):
            told = f"{lot.lot_id}: certificate {lot.heat_on_certificate}, material {lot.heat_on_material}."
            yield origin_kinds.HEATS_DIFFER.at(place._replace(column="Heat on material"), told)
        if not lot.certificate_file:
            told = f"{lot.lot_id} has no certificate file."
            yield origin_kinds.NO_CERTIFICATE.at(place._replace(column="Certificate file"), told)
        if lot.status != "Released":
            told = f"{lot.lot_id} is {lot.status or 'without status'}."
            yield origin_kinds.NOT_RELEASED.at(place._replace(column="Status"), told)


def _marks(found: Ancestry) -> Iterator[Finding]:
    """A piece's mark must be a heat of one of the lots it was cut from, however many cuts lie between."""
    steps = Steps([link.source for link in found.links], [link.target for link in found.links])
    heats = {
        key(lot.lot_id or ""): {key(heat) for heat in (lot.heat_on_certificate, lot.heat_on_material) if heat}
        for lot in found.lots
    }
    for cut in found.cuts:
        line = steps.backward((key(cut.new_lot_id or ""),)).distance
        allowed = {heat for node in line for heat in heats.get(node, ())}
        if cut.heat_marked and allowed and key(cut.heat_marked) not in allowed:
            place = Place("Cuts", cut.row, cut.new_lot_id or "", "Heat marked")
            told = f"{cut.new_lot_id} is marked {cut.heat_marked}, which is not the heat of its lot."
            yield origin_kinds.HEATS_DIFFER.at(place, told)


def _circles(found: Ancestry) -> Iterator[Finding]:
    names = found.names
    steps = Steps([link.source for link in found.links], [link.target for link in found.links])
    for group in steps.cycles():
        place = min(link.place for link in found.links if link.source in group and link.target in group)
        told = ", ".join(names.get(node, node) for node in group)
        yield kinds.CYCLE.at(place, f"{told} were made from each other.")
