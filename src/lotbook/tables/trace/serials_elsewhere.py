"""Affected units that went out under the Run ID of another run: the shipment was written under the wrong one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lotbook.domain.findings import Finding, Place
from lotbook.domain.identifiers import key
from lotbook.domain.values import text_of
from lotbook.tables.keycolumns import places_of
from lotbook.tables.manufacture import Run
from lotbook.tables.materials_used import Use
from lotbook.tables.orders import Order
from lotbook.tables.part_rows import column
from lotbook.tables.records import Records
from lotbook.tables.shipments import Shipment
from lotbook.tables.trace import serial_kinds
from lotbook.tables.trace.affected import Affected, grouped
from lotbook.tables.trace.filters import serials_in
from lotbook.tables.trace.serial_ranges import holds, is_range


class _Unit(NamedTuple):
    """An affected unit: its serial as typed, and the run it was made in."""

    serial: str
    run: str


def serials_elsewhere(records: Records, reached: Affected) -> Iterator[Finding]:
    """Shipments of runs that are not traced, with the serial of an affected unit that their own run does not know.

    A shop may number the units of each run from 1. So a serial is no doubt where the shipment's own run has it, and,
    where that run names no units at all, only when the affected unit is of the same part and in no shipment of its own.
    """
    units = _affected_units(records, reached)
    if not units:
        return
    others = _others(records, reached, units)
    runs = {key(shipment.run_id or "") for shipment in others}
    own = {node: _serials_of(rows) for node, rows in _uses(records, reached, runs).items()}
    parts = _parts(records, reached, runs)
    sent = {
        _Unit(key(one), key(each.run_id or ""))
        for each in reached.shipments
        for one in serials_in(each.serials)
    }
    for shipment in others:
        node = key(shipment.run_id or "")
        named = own.get(node, frozenset())
        for unit in _listed(shipment.serials, units):
            theirs, here = parts.get(node), _parts_of(reached, unit.run)
            may_be = unit._replace(serial=key(unit.serial)) not in sent and not (
                theirs and here and theirs.isdisjoint(here)
            )
            if key(unit.serial) not in named and (named or may_be):
                yield _told(shipment, unit, reached, _customers(records, reached, shipment))
                break


def _affected_units(records: Records, reached: Affected) -> dict[str, _Unit]:
    """Serial -> the affected unit; of a run that was asked for as a whole, all its units."""
    found = {
        key(serial): _Unit(serial, key(use.run_id or ""))
        for use in reached.uses
        for serial in serials_in(use.unit_serial)
    }
    if not reached.found.serials:
        for node, rows in _uses(records, reached, reached.found.nodes & reached.runs.keys()).items():
            found |= {key(one): _Unit(one, node) for use in rows for one in serials_in(use.unit_serial)}
    return found


def _uses(records: Records, reached: Affected, runs: Iterable[str]) -> Mapping[str, tuple[Use, ...]]:
    keys = reached.chain.keys.column(reached.chain.uses, "run_id")
    rows = column(reached.chain.uses, "row")
    wanted = frozenset(runs)
    numbers = [rows[place] for place in places_of(keys, wanted)] if wanted else []
    return grouped(records.whole_rows(Use, numbers), lambda use: key(use.run_id or ""))


def _serials_of(rows: Iterable[Use]) -> frozenset[str]:
    return frozenset(key(serial) for use in rows for serial in serials_in(use.unit_serial))


def _others(records: Records, reached: Affected, units: Mapping[str, _Unit]) -> Sequence[Shipment]:
    """The shipments of runs that are not traced and that list one of these units."""
    loaded = records.loaded("Shipments")
    position = loaded.headers.positions.get("serials")
    if loaded.view is None or position is None:
        return ()
    (cells,) = loaded.view.columns([position])
    texts = {cell: text_of(cell) for cell in set(cells) if cell is not None}
    meant = {cell for cell, text in texts.items() if next(_listed(text, units), None)}
    rows = [row for row, cell in zip(loaded.view.rows, cells, strict=True) if cell in meant] if meant else []
    found = records.whole_rows(Shipment, rows)
    return [each for each in found if each.run_id and key(each.run_id) not in reached.reach.distance]


def _listed(text: str | None, units: Mapping[str, _Unit]) -> Iterator[_Unit]:
    """The affected units that a cell lists, one by one or within a range."""
    for part in map(key, serials_in(text)):
        if part in units:
            yield units[part]
        elif is_range(part):
            yield from (unit for serial, unit in units.items() if holds(part, serial))


def _parts(records: Records, reached: Affected, runs: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Run -> the parts its rows name."""
    numbers = column(records.manufacture, "row")
    places = places_of(reached.chain.keys.column(records.manufacture, "run_id"), runs)
    rows = records.whole_rows(Run, [numbers[place] for place in places])
    found = grouped(rows, lambda run: key(run.run_id or ""))
    return {node: _of(same) for node, same in found.items()}


def _parts_of(reached: Affected, node: str) -> frozenset[str]:
    return _of(reached.runs.get(node, ()))


def _of(runs: Iterable[Run]) -> frozenset[str]:
    return frozenset(key(run.part_number or "") for run in runs) - {""}


def _customers(records: Records, reached: Affected, shipment: Shipment) -> str:
    """Who the order of a shipment is from, for a message."""
    numbers = column(records.orders, "row")
    order = key(shipment.order_id or "")
    places = places_of(reached.chain.keys.column(records.orders, "order_id"), {order} - {""})
    rows = records.whole_rows(Order, [numbers[place] for place in places])
    names = sorted({row.customer for row in rows if row.customer})
    return f" to {' or '.join(names)}" if names else ""


def _told(shipment: Shipment, unit: _Unit, reached: Affected, customers: str) -> Finding:
    name = shipment.shipment_id or f"Row {shipment.row} of Shipments"
    place = Place("Shipments", shipment.row, shipment.shipment_id or "", "Serials")
    told = (
        f"{name}{customers} lists {unit.serial}, an affected unit of {reached.name(unit.run)}, "
        f"but names the run {shipment.run_id}; it was left out."
    )
    return serial_kinds.SERIAL_ELSEWHERE.at(place, told)
