"""Everything a walk back reached, as whole rows; where single units are known, without what went into other units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lotbook.domain.genealogy import Link, Reach, Steps
from lotbook.domain.identifiers import key
from lotbook.domain.origin import OneUnit
from lotbook.tables.chain import Chain, link_of_cut, link_of_use
from lotbook.tables.cuts import Cut
from lotbook.tables.keycolumns import places_of
from lotbook.tables.manufacture import Run
from lotbook.tables.materials_used import Use
from lotbook.tables.part_rows import column
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records
from lotbook.tables.trace.deleted_rows import back_through_deleted
from lotbook.tables.trace.filters import serials_in
from lotbook.tables.trace.goods import Goods


class Ancestry(NamedTuple):
    """Everything a walk back reached, as whole rows.

    Attributes:
        uses: those that were followed.
        deleted: the pieces whose row is gone and of which the journal tells what they were cut from.
    """

    asked: Goods
    chain: Chain
    starts: frozenset[str]
    reach: Reach
    links: tuple[Link, ...]
    uses: tuple[Use, ...]
    cuts: tuple[Cut, ...]
    lots: tuple[Receipt, ...]
    runs: tuple[Run, ...]
    narrowed: tuple[OneUnit, ...]
    deleted: frozenset[str]

    def distance(self, identifier: str | None) -> int:
        """The fewest steps from anything asked for."""
        return self.reach.distance.get(key(identifier or ""), 0)

    @property
    def names(self) -> dict[str, str]:
        """Identifier key -> the identifier as typed; a row's own spelling before that of a row that refers to it."""
        referred = {text for use in self.uses for text in (use.source, use.run_id) if text}
        referred |= {text for cut in self.cuts for text in (cut.source, cut.new_lot_id) if text}
        own = [run.run_id for run in self.runs if run.run_id] + [
            lot.lot_id for lot in self.lots if lot.lot_id
        ]
        return {key(text): text for text in (*sorted(referred, reverse=True), *own)}

    @property
    def kinds(self) -> dict[str, str]:
        """Identifier key -> lot, cut or run; unknown ones are not in it."""
        found = {key(run.run_id or ""): "run" for run in self.runs}
        found |= dict.fromkeys(self.deleted, "cut")
        found |= {key(cut.new_lot_id or ""): "cut" for cut in self.cuts}
        return found | {key(lot.lot_id or ""): "lot" for lot in self.lots}


def ancestry(records: Records, links: Chain, asked: Goods, known: Mapping[str, str]) -> Ancestry:
    """Walks back from what was asked for, also through pieces whose row is gone, and reads every row reached, whole."""
    units = _units(asked)
    runs_sent = {links.keys[shipment.run_id] for shipment in asked.shipments} | set(asked.serials)
    starts = frozenset((asked.nodes | runs_sent) - {""})
    walked, left_out = _walk(records, links, starts, units)
    reach, gone = back_through_deleted(records, links, walked, known)
    cut_rows, use_rows = links.rows_of(reach.positions)
    cuts, uses = records.whole_rows(Cut, cut_rows), records.whole_rows(Use, use_rows)
    nodes, keys = reach.distance, links.keys
    lots = records.whole_rows(Receipt, rows_of(links, records.receiving, "lot_id", nodes))
    runs = records.whole_rows(Run, rows_of(links, records.manufacture, "run_id", nodes))
    return Ancestry(
        asked,
        links,
        starts,
        reach,
        (*map(link_of_cut, cuts), *gone, *map(link_of_use, uses)),
        tuple(uses),
        tuple(sorted(cuts, key=lambda cut: (key(cut.new_lot_id or ""), key(cut.source or ""), str(cut[1:])))),
        tuple(sorted(lots, key=lambda lot: (key(lot.lot_id or ""), str(lot[1:])))),
        tuple(sorted(runs, key=lambda run: (nodes[keys[run.run_id]], key(run.run_id or ""), str(run[1:])))),
        left_out,
        frozenset(link.target for link in gone),
    )


def rows_of(links: Chain, rows: Sequence[object], field: str, wanted: Iterable[str]) -> list[int]:
    """The sheet row numbers of the rows with any of these keys in a field."""
    numbers = column(rows, "row")
    return [numbers[place] for place in places_of(links.keys.column(rows, field), wanted)]


def _units(asked: Goods) -> dict[str, dict[str, str]]:
    """Run -> the serials of the units asked for (key -> as typed), where exactly these units are known."""
    units: dict[str, dict[str, str]] = {}
    whole = set(asked.nodes)
    for shipment in asked.shipments:
        run = key(shipment.run_id or "")
        serials = {key(serial): serial for serial in serials_in(shipment.serials)}
        if run in asked.serials:
            serials = {serial: serials.get(serial, serial) for serial in asked.serials[run]}
        elif len(serials) != shipment.quantity:
            whole.add(run)
        units.setdefault(run, {}).update(serials)
    for run, wanted in asked.serials.items():
        units.setdefault(run, {serial: serial for serial in wanted})
    return {run: serials for run, serials in units.items() if run and run not in whole}


def _walk(
    records: Records, links: Chain, starts: frozenset[str], units: dict[str, dict[str, str]]
) -> tuple[Reach, tuple[OneUnit, ...]]:
    """Walks back; material that a row says went into another unit is left out, for the runs asked for only."""
    steps, told = links.steps, []
    for run, serials in sorted(units.items()):
        others = _other_units(links, run, serials)
        if others and serials.keys() <= _known_units(links, run):
            reach = steps.backward(starts)
            if any(links.steps.sources[p] == run for p in reach.positions):
                continue  # the run also went into another one asked for; which of its units is not known
            sources, targets = list(steps.sources), list(steps.targets)
            for position in others:
                sources[position] = targets[position] = ""
            steps = Steps(sources, targets)
            kept = {links.source_of(p) for p in links.steps.into[run] if p not in others}
            left_out = sorted({links.source_of(p) for p in others} - kept)
            told.append(
                OneUnit(_typed(records, links, run), tuple(sorted(serials.values())), tuple(left_out))
            )
    return steps.backward(starts), tuple(told)


def _other_units(links: Chain, run: str, serials: Mapping[str, str]) -> list[int]:
    split = len(links.cuts)
    return [
        position
        for position in links.steps.into.get(run, ())
        if position >= split and (listed := _units_of(links, position)) and not listed & serials.keys()
    ]


def _known_units(links: Chain, run: str) -> set[str]:
    """The units a run's rows in Materials used name; a serial that is not among them may be a slip of the pen."""
    rows = (position for position in links.steps.into.get(run, ()) if position >= len(links.cuts))
    return set[str]().union(*(_units_of(links, position) for position in rows))


def _units_of(links: Chain, position: int) -> set[str]:
    return {key(serial) for serial in serials_in(links.uses[position - len(links.cuts)].unit_serial)}


def _typed(records: Records, links: Chain, node: str) -> str:
    typed = column(records.manufacture, "run_id")
    places = places_of(links.keys.column(records.manufacture, "run_id"), (node,) if node else ())
    return min((typed[place] for place in places), default=node)
