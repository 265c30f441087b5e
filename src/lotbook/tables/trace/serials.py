"""Narrowing by serial: where every unit of a run is tracked, only shipments with an affected unit are affected.

A run is narrowed only when every one of its rows in Materials used says which unit it went into, and a shipment is
left out only when it lists exactly as many serials as pieces, each of them is one of these units, and none of them is
affected. Of one that stays, only the affected units are counted. Anything less is taken whole: a serial that Materials used does not know may be a slip of the pen, and so may one
that went out twice; and where an affected unit is in no shipment though none is left, every shipment of the run is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from lotbook.domain.findings import Finding, Place
from lotbook.domain.identifiers import key
from lotbook.domain.recall import Narrowing
from lotbook.tables.keycolumns import places_of
from lotbook.tables.manufacture import Run
from lotbook.tables.materials_used import Use
from lotbook.tables.part_rows import column
from lotbook.tables.records import Records
from lotbook.tables.shipments import Shipment
from lotbook.tables.trace import serial_kinds
from lotbook.tables.trace.affected import Affected, grouped
from lotbook.tables.trace.filters import serials_in


class Narrowed(NamedTuple):
    """What narrowing did.

    Attributes:
        shipments: those that stay.
        affected: the row of each of them of which only some units are affected -> their serials, as it lists them.
        narrowings: what was left out of which run.
        gaps: what could not be narrowed.
    """

    shipments: tuple[Shipment, ...]
    affected: Mapping[int, tuple[str, ...]]
    narrowings: tuple[Narrowing, ...]
    gaps: tuple[Finding, ...]


class _Units(NamedTuple):
    """The units of one run: the affected ones (key -> as typed), and the keys of all that Materials used names.

    Attributes:
        twice: the keys of those that went out more often than they came back and once more.
        lost: the affected ones that are in no shipment, though none of the run is left.
    """

    affected: Mapping[str, str]
    known: frozenset[str]
    twice: frozenset[str] = frozenset()
    lost: tuple[str, ...] = ()


def narrowed(records: Records, reached: Affected) -> Narrowed:
    """The shipments of a recall without those that certainly carry no affected unit."""
    sent = grouped(reached.shipments, lambda shipment: key(shipment.run_id or ""))
    runs = {
        node: _sent(units, sent.get(node, ()), reached.runs.get(node, ()))
        for node, units in _tracked(records, reached).items()
    }
    staying: list[Shipment] = []
    partly: dict[int, tuple[str, ...]] = {}
    left_out: dict[str, list[str]] = {node: [] for node in runs}
    gaps = [*_not_tracked(records, reached, runs), *_lost(reached, runs)]
    for shipment in reached.shipments:
        units = runs.get(key(shipment.run_id or ""))
        doubt = _doubt(shipment, units) if units else None
        if units and not doubt and not units.lost:
            listed = _listed(shipment)
            mine = tuple(serial for node, serial in listed.items() if node in units.affected)
            if not mine:
                left_out[key(shipment.run_id or "")].append(_name(shipment))
                continue
            if len(mine) < len(listed):
                partly[shipment.row] = mine
        staying.append(shipment)
        gaps += [doubt] if doubt else []
    narrowings = tuple(
        Narrowing(
            reached.name(node), tuple(sorted(runs[node].affected.values())), tuple(sorted(left_out[node]))
        )
        for node in sorted(runs)
    )
    return Narrowed(tuple(staying), partly, narrowings, tuple(gaps))


def _name(shipment: Shipment) -> str:
    return shipment.shipment_id or f"row {shipment.row}"


def _listed(shipment: Shipment) -> dict[str, str]:
    return {key(serial): serial for serial in serials_in(shipment.serials)}


def _doubt(shipment: Shipment, units: _Units) -> Finding | None:
    """Why a shipment cannot be told by its serials; None when it can."""
    listed = _listed(shipment)
    place = Place("Shipments", shipment.row, shipment.shipment_id or "", "Serials")
    if not _counts(shipment):
        told = f"{_name(shipment)}: the serials listed are not as many as the quantity shipped."
        return serial_kinds.SERIALS_UNSURE.at(place, told)
    strange = [serial for node, serial in listed.items() if node not in units.known]
    if strange:
        told = f"{_name(shipment)}: Materials used of {shipment.run_id} knows no unit {strange[0]}."
        return serial_kinds.SERIALS_UNSURE.at(place, told)
    twice = [serial for node, serial in listed.items() if node in units.twice]
    if twice and shipment.quantity and shipment.quantity > 0:
        told = f"{_name(shipment)} lists {twice[0]} of {shipment.run_id}, which went out in another shipment, too."
        return serial_kinds.SERIAL_LISTED_TWICE.at(place, told)
    return None


def _counts(shipment: Shipment) -> bool:
    """Whether a shipment lists as many serials as pieces; a return, whose quantity is below zero, as well."""
    listed = serials_in(shipment.serials)
    return bool(listed) and shipment.quantity is not None and len(_listed(shipment)) == abs(shipment.quantity)


def _sent(units: _Units, shipments: Iterable[Shipment], runs: Iterable[Run]) -> _Units:
    """The units of a run with what its shipments tell of them."""
    sent = [each for each in shipments if _counts(each)]
    out = Counter[str]()
    for each in sent:
        out.update(dict.fromkeys(_listed(each), 1 if (each.quantity or 0) > 0 else -1))
    units = units._replace(twice=frozenset(serial for serial, times in out.items() if times > 1))
    made = [run.quantity_made for run in runs]
    known = [quantity for quantity in made if quantity is not None]
    if not made or len(known) < len(made):
        return units
    clear = sum((each.quantity or Decimal(0) for each in sent if not _doubt(each, units)), Decimal(0))
    lost = [serial for each, serial in units.affected.items() if each not in out]
    return units._replace(lost=tuple(sorted(lost))) if len(lost) > sum(known, Decimal(0)) - clear else units


def _lost(reached: Affected, runs: Mapping[str, _Units]) -> Iterator[Finding]:
    for node, units in sorted(runs.items()):
        if units.lost:
            place = Place("Manufacture", reached.runs[node][0].row, reached.name(node), "Run ID")
            told = f"{reached.name(node)}: {', '.join(units.lost)} is in no shipment, but all that was made has left."
            yield serial_kinds.SERIAL_NOWHERE.at(place, told)


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
    takers = _takers(reached)
    for node, rows in _every_use(records, reached, candidates).items():
        if all(use.unit_serial for use in rows):
            every, affected = _serials(rows), _serials(uses.get(node, ()))
            for other in takers.get(node, ()):
                again = _reworked(node, uses[other], _parts(reached, node) & _parts(reached, other))
                affected |= {serial: every[serial] for serial in again if serial in every}
            if node in starts:
                affected |= {serial: every.get(serial, serial) for serial in asked}
            tracked[node] = _Units(affected, frozenset(every))
    return tracked


def _takers(reached: Affected) -> Mapping[str, tuple[str, ...]]:
    """Source -> the runs that it was used in."""
    pairs = dict.fromkeys((key(use.source or ""), key(use.run_id or "")) for use in reached.uses)
    found = grouped((pair for pair in pairs if pair[1]), lambda pair: pair[0])
    return {source: tuple(run for _, run in same) for source, same in found.items()}


def _parts(reached: Affected, node: str) -> frozenset[str]:
    return frozenset(key(run.part_number or "") for run in reached.runs.get(node, ()))


def _reworked(node: str, rows: Sequence[Use], parts: frozenset[str]) -> Iterable[str]:
    """The units of a run that were reworked in another run of the same part, with affected material of its own."""
    back = [use for use in rows if key(use.source or "") == node]
    others = [use for use in rows if key(use.source or "") != node]
    return _serials(others).keys() & _serials(back).keys() if parts else ()


def _serials(rows: Iterable[Use]) -> dict[str, str]:
    return {key(serial): serial for use in rows for serial in serials_in(use.unit_serial)}


def _every_use(records: Records, reached: Affected, runs: Iterable[str]) -> Mapping[str, tuple[Use, ...]]:
    """Run -> all its rows in Materials used, also those that use other material or name none."""
    keys, wanted = reached.chain.keys, set(runs)
    rows = column(reached.chain.uses, "row")
    numbers = [rows[place] for place in places_of(keys.column(reached.chain.uses, "run_id"), wanted)]
    return grouped(records.whole_rows(Use, numbers), lambda use: key(use.run_id or ""))


def _not_tracked(records: Records, reached: Affected, tracked: Container[str]) -> Iterator[Finding]:
    """Runs that are taken whole although a serial was asked for, or some of the affected material names its unit."""
    asked = reached.found.nodes & reached.runs.keys() if reached.found.serials else frozenset()
    named = {key(use.run_id or "") for use in reached.uses if use.unit_serial} - reached.found.nodes
    whole = [node for node in sorted(asked | named) if node in reached.runs and node not in tracked]
    rows = _every_use(records, reached, whole) if whole else {}
    for node in whole:
        name = reached.name(node)
        silent = [use.row for use in rows.get(node, ()) if not use.unit_serial]
        place = Place("Manufacture", min(run.row for run in reached.runs[node]), name, "Run ID")
        told = f"{name} has no row in Materials used, so the whole run is taken."
        if silent:
            place = Place("Materials used", min(silent), name, "Unit serial")
            told = (
                f"{name}: row {min(silent)} of Materials used has no Unit serial, so the whole run is taken."
            )
        yield serial_kinds.UNITS_NOT_TRACKED.at(place, told)
