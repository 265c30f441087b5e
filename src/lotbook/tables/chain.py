"""The shop's chain as steps and links between identifiers: cuts and materials used, read from the rows.

Cancelled runs carry nothing. A link whose source or run is not in the workbook is kept: the walk meets an unknown
identifier there and the caller reports it as incompleteness.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lotbook.domain.findings import Place
from lotbook.domain.genealogy import Lineage, Link, Steps
from lotbook.domain.identifiers import key, keys
from lotbook.tables.coded import Coded
from lotbook.tables.cuts import Cut
from lotbook.tables.keycolumns import joined, places_of, without
from lotbook.tables.materials_used import Use
from lotbook.tables.numbered_steps import steps
from lotbook.tables.part_rows import column
from lotbook.tables.records import Records

# What a walk along the chain must read; everything else is read for the rows it reached only.
FIELDS = {
    "Cuts": ("source", "new_lot_id"),
    "Manufacture": ("run_id", "status"),
    "Materials used": ("run_id", "source"),
}


class Keys(dict[str | None, str]):
    """Text -> comparison key, worked out once for each text; nothing has the empty key.

    Args:
        written: every key of a column will be looked at, so columns are made texts, and so are known one by one, too.
    """

    def __init__(self, *, written: bool = False) -> None:
        super().__init__()
        self._written = written
        self._columns: dict[tuple[int, str], tuple[object, Sequence[str]]] = {}

    def __missing__(self, text: str | None) -> str:
        found = self[text] = key(text) if text else ""
        return found

    def column(self, rows: Sequence[object], field: str) -> Sequence[str]:
        """The keys of one field in all rows of a sheet, in their order."""
        found = self._columns.get((id(rows), field))
        if found is None:
            # With the rows, so that no others get their id.
            texts = column(rows, field)
            found = self._columns[id(rows), field] = rows, self.of(texts)
            if self._written:
                self.update(zip(texts, found[1], strict=True))
        return found[1]

    def of(self, texts: Sequence[str | None]) -> Sequence[str]:
        """The keys of many texts; those not met before are worked out all at once."""
        if isinstance(texts, Coded):
            return texts.written_keys() if self._written else texts.keys()
        new = list({text for text in texts if text and text not in self})
        self.update(zip(new, keys(new), strict=True))
        return list(map(self.__getitem__, texts))


class Chain(NamedTuple):
    """The chain by position: first every row of Cuts, then every row of Materials used, in the order of the sheets.

    Attributes:
        steps: the rows that carry material on; a row that does not has empty keys there.
        idle: source key -> positions of rows that carry nothing on: the run is cancelled, or the new lot or run is
            missing. Rows that name no source stand under the empty key.
        cuts: the rows of Cuts, read in part.
        uses: the rows of Materials used, read in part.
        cancelled: the keys of cancelled runs.
        keys: the keys of all texts met so far.
    """

    steps: Steps
    idle: dict[str, list[int]]
    cuts: Sequence[Cut]
    uses: Sequence[Use]
    cancelled: frozenset[str]
    keys: Keys

    def rows_of(self, positions: Iterable[int]) -> tuple[list[int], list[int]]:
        """The sheet row numbers behind some positions: of Cuts, and of Materials used."""
        split, cuts, uses = len(self.cuts), self.cuts, self.uses
        chosen = list(positions)
        return (
            [cuts[p].row for p in chosen if p < split],
            [uses[p - split].row for p in chosen if p >= split],
        )

    def source_of(self, position: int) -> str:
        """The source of one position as it is typed."""
        split = len(self.cuts)
        row = self.cuts[position] if position < split else self.uses[position - split]
        return row.source or ""


def chain(records: Records) -> Chain:
    """The chain of a workbook, ready to be walked; reads the columns of ``FIELDS`` only."""
    known = Keys()
    cancelled = cancelled_runs(records, known)
    cuts, uses = records.cuts, records.materials_used
    sources = joined(known.column(cuts, "source"), known.column(uses, "source"))
    targets = joined(known.column(cuts, "new_lot_id"), known.column(uses, "run_id"))
    idle: dict[str, list[int]] = {}
    still = sorted({*places_of(targets, cancelled | {""}), *places_of(sources, ("",))})
    for position in still:
        idle.setdefault(sources[position], []).append(position)
    if still:
        sources, targets = without(sources, still), without(targets, still)
    return Chain(steps(sources, targets), idle, cuts, uses, cancelled, known)


def cancelled_runs(records: Records, keys: Keys | None = None) -> frozenset[str]:
    """The keys of cancelled runs; a run that stands there twice is cancelled only when both rows say so."""
    known = Keys() if keys is None else keys
    statuses = column(records.manufacture, "status")
    if "Cancelled" not in statuses:
        return frozenset()
    runs = known.column(records.manufacture, "run_id")
    cancelled = {runs[place] for place, status in enumerate(statuses) if status == "Cancelled"} - {""}
    return frozenset(
        cancelled - {runs[place] for place in places_of(runs, cancelled) if statuses[place] != "Cancelled"}
    )


def links(records: Records) -> Iterator[Link]:
    """Every link of the chain with its place, as the sheets state them: From -> New lot, Source -> Run."""
    cancelled = cancelled_runs(records)
    yield from (link for link in map(link_of_cut, records.cuts) if link.source and link.target)
    for link in map(link_of_use, records.materials_used):
        if link.source and link.target and link.target not in cancelled:
            yield link


def link_of_cut(cut: Cut) -> Link:
    """A cut as a link: From -> New lot; a missing identifier is an empty key."""
    place = Place("Cuts", cut.row, cut.new_lot_id or cut.cut_id or "", "From")
    return Link(key(cut.source or ""), key(cut.new_lot_id or ""), cut.quantity, cut.unit, place)


def link_of_use(use: Use) -> Link:
    """A use as a link: Source -> Run; a missing identifier is an empty key."""
    place = Place("Materials used", use.row, use.run_id or "", "Source")
    return Link(key(use.source or ""), key(use.run_id or ""), use.quantity, use.unit, place)


def lineage(records: Records) -> Lineage:
    """The whole chain, ready to be walked forward and backward."""
    return Lineage(links(records))
