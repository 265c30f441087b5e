"""Narrowing by serial: where every unit of a run is tracked, only shipments with an affected unit are affected.

A run is narrowed only when every one of its rows in Materials used says which unit it went into, and a shipment is
left out only when it lists exactly as many serials as pieces, each of them is one of these units, and none of them is
affected. Anything less is taken: a serial that Materials used does not know may be a slip of the pen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import compress
from typing import NamedTuple

from lotbook.domain.findings import Finding, Place
from lotbook.domain.identifiers import key
from lotbook.domain.recall import Narrowing
from lotbook.tables.materials_used import Use
from lotbook.tables.part_rows import column
from lotbook.tables.records import Records
from lotbook.tables.shipments import Shipment
from lotbook.tables.trace import kinds
from lotbook.tables.trace.affected import Affected, grouped
from lotbook.tables.trace.filters import serials_in


class Narrowed(NamedTuple):
    """What narrowing did: the shipments that stay, what was left out of which run, and what could not be narrowed."""

    shipments: tuple[Shipment, ...]
    narrowings: tuple[Narrowing, ...]
    gaps: tuple[Finding, ...]


class _Units(NamedTuple):
    """The units of one run: the affected ones (key -> as typed), and the keys of all that Materials used names."""

    affected: Mapping[str, str]
    known: frozenset[str]


def narrowed(records: Records, reached: Affected) -> Narrowed:
    """The shipments of a recall without those that certainly carry no affected unit."""
    runs = _tracked(records, reached)
    staying: list[Shipment] = []
    left_out: dict[str, list[str]] = {node: [] for node in runs}
    gaps = _not_tracked(reached, runs)
    for shipment in reached.shipments:
        node = key(shipment.run_id or "")
        if node not in runs:
            staying.append(shipment)
            continue
        doubt = _doubt(shipment, runs[node])
        carried = {key(serial) for serial in serials_in(shipment.serials)}
        if not doubt and not carried & runs[node].affected.keys():
            left_out[node].append(shipment.shipment_id or f"row {shipment.row}")
            continue
        staying.append(shipment)
        if doubt:
            place = Place("Shipments", shipment.row, shipment.shipment_id or "", "Serials")
            gaps.append(kinds.SERIALS_UNSURE.at(place, doubt))
    narrowings = tuple(
        Narrowing(
            reached.name(node), tuple(sorted(runs[node].affected.values())), tuple(sorted(left_out[node]))
        )
        for node in sorted(runs)
    )
    return Narrowed(tuple(staying), narrowings, tuple(gaps))


def _doubt(shipment: Shipment, units: _Units) -> str:
    """Why a shipment cannot be told by its serials, in words; empty when it can."""
    name = shipment.shipment_id or f"Row {shipment.row} of Shipments"
    listed = {key(serial): serial for serial in serials_in(shipment.serials)}
    if not listed or len(listed) != shipment.quantity:
        return f"{name}: the serials listed are not as many as the quantity shipped."
    strange = [serial for node, serial in listed.items() if node not in units.known]
    return f"{name}: Materials used of {shipment.run_id} knows no unit {strange[0]}." if strange else ""


def _tracked(records: Records, reached: Affected) -> Mapping[str, _Units]:
    """The units of each run where every unit is tracked."""
    asked = reached.found.serials
    starts = reached.found.nodes
    uses = grouped(reached.uses, lambda use: key(use.run_id or ""))
    candidates = {
        node for node, rows in uses.items() if node not in starts and all(u.unit_serial for u in rows)
    }
    if asked:
        candidates |= starts
    if not candidates:
        return {}
    tracked: dict[str, _Units] = {}
    for node, rows in _every_use(records, reached, candidates).items():
        if all(use.unit_serial for use in rows):
            every, affected = _serials(rows), _serials(uses.get(node, ()))
            if node in starts:
                affected |= {serial: every.get(serial, serial) for serial in asked}
            tracked[node] = _Units(affected, frozenset(every))
    return tracked


def _serials(rows: Iterable[Use]) -> dict[str, str]:
    return {key(serial): serial for use in rows for serial in serials_in(use.unit_serial)}


def _every_use(records: Records, reached: Affected, runs: Iterable[str]) -> Mapping[str, tuple[Use, ...]]:
    """Run -> all its rows in Materials used, also those that use other material or name none."""
    keys, wanted = reached.chain.keys, set(runs)
    of_wanted = map(wanted.__contains__, keys.column(reached.chain.uses, "run_id"))
    numbers = list(compress(column(reached.chain.uses, "row"), of_wanted))
    return grouped(records.whole_rows(Use, numbers), lambda use: key(use.run_id or ""))


def _not_tracked(reached: Affected, serials: Mapping[str, object]) -> list[Finding]:
    if not reached.found.serials:
        return []
    return [
        kinds.UNITS_NOT_TRACKED.at(
            Place("Materials used", 0, reached.name(node), "Unit serial"),
            f"{reached.name(node)}: not every row of Materials used has a Unit serial, so the whole run is taken.",
        )
        for node in sorted(reached.found.nodes)
        if node not in serials
    ]
