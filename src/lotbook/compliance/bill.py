"""What BOM says a run is made of and Materials used does not: nobody knows what is in it, so there is no yes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lotbook.domain.genealogy import Walk
from lotbook.domain.identifiers import key
from lotbook.tables.manufacture import Run
from lotbook.tables.records import Records


class LeftOut(NamedTuple):
    """A run behind the goods and the components of its part that it did not use, as BOM names them."""

    run: Run
    components: tuple[str, ...]


def left_out(records: Records, walk: Walk) -> Iterator[LeftOut]:
    """Every run behind the goods that used something, but not all that BOM lists for its part and revision."""
    needed: dict[tuple[str, str], list[str]] = {}
    for line in records.bom:
        if line.component:
            pair = key(line.part_number or ""), key(line.part_revision or "")
            needed.setdefault(pair, []).append(line.component)
    if not needed:
        return
    into: dict[str, list[str]] = {}
    for link in walk.links:
        into.setdefault(link.target, []).append(link.source)
    is_called = _names(records)
    for run in records.manufacture:
        node = key(run.run_id or "")
        components = needed.get((key(run.part_number or ""), key(run.part_revision or "")), [])
        if node not in walk.nodes or node not in into:
            continue
        used = {name for source in into[node] for name in _is(source, into, is_called)}
        absent = tuple(each for each in components if key(each) not in used)
        if absent:
            yield LeftOut(run, absent)


def _names(records: Records) -> dict[str, str]:
    """What a lot or run is called in BOM: its material or its part number."""
    lots = {key(lot.lot_id): key(lot.material or "") for lot in records.receiving if lot.lot_id}
    return lots | {key(run.run_id): key(run.part_number or "") for run in records.manufacture if run.run_id}


def _is(source: str, into: dict[str, list[str]], is_called: dict[str, str]) -> Iterator[str]:
    """What a source is in the words of BOM; a cut is what it was cut from."""
    waiting, seen = [source], {source}
    while waiting:
        node = waiting.pop()
        if node in is_called:
            yield is_called[node]
            continue
        for before in into.get(node, ()):
            if before not in seen:
                seen.add(before)
                waiting.append(before)
