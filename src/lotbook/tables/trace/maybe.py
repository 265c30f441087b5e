"""Lots and runs that may be meant by what was asked: a cell is empty that was looked at, or spells it otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter
from typing import NamedTuple

from lotbook.domain.filters import Filters
from lotbook.domain.identifiers import key
from lotbook.tables.chain import Chain
from lotbook.tables.records import Records
from lotbook.tables.trace.filters import FILTERS, Thing
from lotbook.tables.trace.spellings import Alike, alike

# Where the things have rows of their own, and the field that names them.
_ROWS = {Thing.LOT: ("Receiving", "lot_id"), Thing.RUN: ("Manufacture", "run_id")}

Sets = Mapping[Thing, Mapping[str, set[str]]]


class Maybe(NamedTuple):
    """What no filter rules out.

    Attributes:
        silent: by sheet, the identifiers of rows that lack a cell that was looked at.
        alike: the cells that may hold what was asked for in another spelling.
    """

    silent: Mapping[str, tuple[str, ...]]
    alike: tuple[Alike, ...]


def maybe(records: Records, links: Chain, filters: Filters, sets: Sets) -> Maybe:
    """The lots and runs that may be meant, too.

    Args:
        records: the workbook, with at least the fields of the filters.
        links: its chain.
        filters: what is asked.
        sets: what each filter found, by thing.
    """
    told: dict[str, tuple[str, ...]] = {}
    spelt: list[Alike] = []
    for thing, (sheet, field) in _ROWS.items():
        found = sets[thing]
        if not found:
            continue
        chosen = set.intersection(*found.values())
        others = {name: list(_alike(records, links, filters, name)) for name in found}
        widened = {name: had | _silent(records, links, name, sheet, field) for name, had in found.items()}
        left = set.intersection(*widened.values()) - chosen
        if left:
            rows = records.loaded(sheet).rows
            named = {links.keys[name]: name for name in map(attrgetter(field), rows) if name}
            told[sheet] = tuple(sorted(named[node] for node in left))
        meant = [had | {each.node for each in others[name]} for name, had in widened.items()]
        doubtful = set.intersection(*meant) - chosen - left
        spelt += [each for same in others.values() for each in same if each.node in doubtful]
    return Maybe(told, tuple(spelt))


def _alike(records: Records, links: Chain, filters: Filters, name: str) -> list[Alike]:
    values = filters.named.get(name, ())
    return list(alike(records, links, name, frozenset(map(key, values)))) if values else []


def _silent(records: Records, links: Chain, name: str, sheet: str, field: str) -> set[str]:
    """The identifiers of rows in which every cell this filter looks at is empty."""
    fields = FILTERS[name].fields.get(sheet, ()) if name in FILTERS else ()
    cells = [each for each in fields if each != field]
    if not cells:
        return set()
    rows = records.loaded(sheet).rows
    nothing = [row for row in rows if not any(getattr(row, each) for each in cells)]
    return {links.keys[getattr(row, field)] for row in nothing} - {""}
