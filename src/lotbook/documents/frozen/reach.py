"""How far back a certificate looks: from the shipped runs through sub-assemblies and cuts to the delivered lots.

The walk is the chain's own (``tables.chain``), so a cancelled run carries nothing here either. It has no depth limit,
takes each run and lot once, ends on cycles, and reports whatever it could not resolve instead of leaving it out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lotbook.domain.findings import Place
from lotbook.domain.genealogy import Lineage, Link
from lotbook.domain.identifiers import key
from lotbook.tables.chain import lineage
from lotbook.tables.cuts import Cut
from lotbook.tables.manufacture import Run
from lotbook.tables.materials_used import Use
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records


class Gap(NamedTuple):
    """An identifier on the way that leads nowhere: what it should have named, and where it stands."""

    what: str  # customer, part, run, source, lot, material, supplier, characteristic, chain, stray, serial, unassigned
    identifier: str
    place: Place
    message: str


class ReachedRun(NamedTuple):
    """One run on the way: how many sub-assembly steps below the shipped one, what it used, what that led to."""

    run: Run
    depth: int
    uses: tuple[Use, ...]
    lots: tuple[str, ...]  # keys, without those of its sub-assemblies
    sub_runs: tuple[str, ...]  # keys


class ReachedLot(NamedTuple):
    """One delivered lot on the way: the cuts between it and the runs (parents first), and the rows that took it."""

    receipt: Receipt
    cuts: tuple[Cut, ...]
    uses: tuple[Use, ...]
    runs: tuple[str, ...]  # keys
    blended: bool  # some of it went in together with another lot, so its own quantity is not known


class Reach(NamedTuple):
    """Everything reached, by key, in the order it was met."""

    runs: Mapping[str, ReachedRun]
    lots: Mapping[str, ReachedLot]
    gaps: tuple[Gap, ...]


class _Piece(NamedTuple):
    """Where one used source came from."""

    lots: dict[str, tuple[Link, ...]]  # lot key -> the cuts between it and the piece
    runs: list[str]
    links: list[Link]
    gaps: list[Gap]


def reach(records: Records, starts: Mapping[str, frozenset[str]]) -> Reach:
    """What the shipped runs were made from.

    Args:
        records: the workbook.
        starts: key of each shipped run -> keys of the serials shipped from it. Where serials are known, material
            that was recorded for another unit's serial is left out; material recorded without a serial stays.
    """
    return _Walk(records).from_runs(starts)


def serials_of(text: str | None) -> tuple[str, ...]:
    """The serial numbers of one cell, as typed, separated by commas, semicolons or line breaks."""
    parts = (text or "").replace(";", ",").replace("\n", ",").split(",")
    return tuple(part.strip() for part in parts if part.strip())


class _Walk:
    def __init__(self, records: Records) -> None:
        self.chain: Lineage = lineage(records)
        self.gaps: dict[tuple[str, Place], Gap] = {}
        self.receipts: dict[str, Receipt] = {}
        self.runs: dict[str, Run] = {}
        self.doubles: dict[str, Gap] = {}
        for receipt in records.receiving:
            if receipt.lot_id and self.receipts.setdefault(key(receipt.lot_id), receipt) is not receipt:
                self._note_double(
                    "lot", receipt.lot_id, Place("Receiving", receipt.row, receipt.lot_id, "Lot ID")
                )
        for run in records.manufacture:
            if run.run_id and self.runs.setdefault(key(run.run_id), run) is not run:
                self._note_double("run", run.run_id, Place("Manufacture", run.row, run.run_id, "Run ID"))
        self.cuts = {cut.row: cut for cut in records.cuts}
        self.uses = {use.row: use for use in records.materials_used}
        self.unnamed: dict[str, list[Gap]] = {}
        for use in records.materials_used:
            if use.run_id and not use.source:
                self.unnamed.setdefault(key(use.run_id), []).append(_unnamed(use))
        self.followed: list[Link] = []

    def from_runs(self, starts: Mapping[str, frozenset[str]]) -> Reach:
        reached: dict[str, ReachedRun] = {}
        lots: dict[str, ReachedLot] = {}
        waiting = deque((start, 0) for start in starts)
        while waiting:
            node, depth = waiting.popleft()
            if node in reached or node not in self.runs:
                continue
            found = self._run(node, depth, starts.get(node, frozenset()), lots)
            reached[node] = found
            waiting.extend((sub, depth + 1) for sub in found.sub_runs)
        for group in Lineage(self.followed).cycles():
            self._note_cycle(group)
        for name, gap in self.doubles.items():
            if name in reached or name in lots:
                self.gaps[gap.what, gap.place] = gap
        return Reach(reached, lots, tuple(self.gaps.values()))

    def _run(self, node: str, depth: int, serials: frozenset[str], lots: dict[str, ReachedLot]) -> ReachedRun:
        uses: list[Use] = []
        own: dict[str, None] = {}
        subs: dict[str, None] = {}
        self.gaps.update({(gap.what, gap.place): gap for gap in self.unnamed.get(node, ())})
        for link in self.chain.parts_of(node):
            use = self.uses.get(link.place.row) if link.place.sheet == "Materials used" else None
            if use is None or not _concerns(use, serials):
                continue
            uses.append(use)
            piece = self._piece(link)
            own.update(dict.fromkeys(piece.lots))
            subs.update(dict.fromkeys(piece.runs))
            self.followed += [link, *piece.links]
            self.gaps.update({(gap.what, gap.place): gap for gap in piece.gaps})
            for lot, way in piece.lots.items():
                cuts = tuple(self.cuts[step.place.row] for step in way)
                lots[lot] = self._lot(lots.get(lot), lot, cuts, use, node, blended=len(piece.lots) > 1)
        self._note_serials(node, serials)
        return ReachedRun(self.runs[node], depth, tuple(uses), tuple(own), tuple(subs))

    def _note_serials(self, node: str, serials: frozenset[str]) -> None:
        """Where material is recorded by serial, a shipped serial without any is a slip in one of the two cells."""
        rows = [
            self.uses[link.place.row] for link in self.chain.parts_of(node) if link.place.row in self.uses
        ]
        by_serial = [use for use in rows if use.unit_serial]
        recorded = {key(serial) for use in by_serial for serial in serials_of(use.unit_serial)}
        for serial in sorted(serials - recorded) if by_serial else ():
            place = Place("Materials used", by_serial[0].row, by_serial[0].run_id or "", "Unit serial")
            message = (
                f"Run {by_serial[0].run_id} records material by serial number, and none for {serial.upper()}."
            )
            self.gaps[f"serial {serial}", place] = Gap("serial", serial, place, message)

    def _lot(
        self, known: ReachedLot | None, lot: str, cuts: tuple[Cut, ...], use: Use, run: str, *, blended: bool
    ) -> ReachedLot:
        before = known or ReachedLot(self.receipts[lot], (), (), (), blended=False)
        return ReachedLot(
            before.receipt,
            tuple(dict.fromkeys((*before.cuts, *cuts))),
            (*before.uses, use),
            tuple(dict.fromkeys((*before.runs, run))),
            before.blended or blended,
        )

    def _piece(self, use: Link) -> _Piece:
        """The lots and runs behind one used source, through any number of cuts and blends."""
        found = _Piece({}, [], [], [])
        seen = {use.source}
        waiting = deque([use])
        starts: list[str] = []
        while waiting:
            link = waiting.popleft()
            node = link.source
            cuts = [step for step in self.chain.parts_of(node) if step.place.sheet == "Cuts"]
            if node in self.receipts:
                starts.append(node)
            elif node in self.runs:
                found.runs.append(node)
            elif not cuts:
                found.gaps.append(_unknown(link, self._typed(link)))
            for step in cuts:
                found.links.append(step)
                if step.source not in seen:
                    seen.add(step.source)
                    waiting.append(step)
        cuts_made = Lineage(found.links)
        found.lots.update({lot: tuple(_parents_first(cuts_made, lot)) for lot in starts})
        return found

    def _typed(self, link: Link) -> str:
        row = self.cuts.get(link.place.row) if link.place.sheet == "Cuts" else self.uses.get(link.place.row)
        return (row.source if row else None) or link.source

    def _note_double(self, what: str, name: str, place: Place) -> None:
        message = (
            f"{name} stands in more than one row of {place.sheet}, so which one is meant cannot be told."
        )
        self.doubles[key(name)] = Gap(what, name, place, message)

    def _note_cycle(self, group: tuple[str, ...]) -> None:
        link = next(step for step in self.followed if step.target in group and step.source in group)
        names = ", ".join(name.upper() for name in group)
        message = f"{names}: made from each other, so where the material came from cannot be told."
        self.gaps["chain", link.place] = Gap("chain", names, link.place, message)


def _concerns(use: Use, serials: frozenset[str]) -> bool:
    """Whether material went into the shipped units: yes, unless it is recorded for other serials only."""
    units = {key(serial) for serial in serials_of(use.unit_serial)}
    return not units or not serials or bool(units & serials)


def _parents_first(cuts: Lineage, lot: str) -> Iterator[Link]:
    distance = cuts.forward([lot]).distance
    steps = (step for step in cuts.links if step.source in distance)
    return iter(sorted(steps, key=lambda step: (distance[step.source], step.place)))


def _unknown(link: Link, typed: str) -> Gap:
    message = f"{link.place.sheet} {link.place.key}: {typed} is no lot, cut or run of this workbook."
    return Gap("source", typed, link.place, message)


def _unnamed(use: Use) -> Gap:
    place = Place("Materials used", use.row, use.run_id or "", "Source")
    return Gap(
        "source",
        "",
        place,
        f"Materials used: row {use.row} names no source, so what {use.run_id} used is not known.",
    )
