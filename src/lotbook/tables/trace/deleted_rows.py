"""Rows that are gone: the journal still tells what a deleted piece was cut from, so the chain goes on through it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from lotbook.domain.genealogy import Link, Reach
from lotbook.tables.chain import Chain
from lotbook.tables.keycolumns import places_of, strangers
from lotbook.tables.records import Records

NOTHING: tuple[Link, ...] = ()


class Journaled(Mapping[str, str]):
    """The identifiers the journal knows, comparison key -> identifier, and what it tells of each."""

    @abstractmethod
    def cuts_into(self, piece: str) -> Sequence[Link]:
        """The cuts that made a piece, as links from what it was cut from; a quantity it does not tell is None."""

    @abstractmethod
    def sheet_of(self, node: str) -> str:
        """The sheet an identifier was issued on; empty when the journal does not tell."""


def deleted_cuts(records: Records, links: Chain, known: Mapping[str, str]) -> tuple[Link, ...]:
    """The cuts behind pieces that rows still name although their own row is gone, as far as the journal tells them."""
    if not isinstance(known, Journaled):
        return NOTHING
    columns = _own_names(records, links)
    sent = links.keys.column(records.shipments, "run_id")
    named = strangers(links.steps.sources, *columns) | strangers(sent, *columns)
    return cuts_behind(named, lambda node: not _rowless(columns, (node,)), known)


def back_through_deleted(
    records: Records, links: Chain, reach: Reach, known: Mapping[str, str]
) -> tuple[Reach, tuple[Link, ...]]:
    """A walk back that goes on where it ended at a piece whose row is gone, with the journal's cuts it went through."""
    if not isinstance(known, Journaled):
        return reach, NOTHING
    columns = _own_names(records, links)
    distance, positions = dict(reach.distance), set(reach.positions)
    waiting = sorted(_rowless(columns, distance))
    found: list[Link] = []
    while waiting:
        node = waiting.pop()
        for link in known.cuts_into(node):
            found.append(link)
            more = links.steps.backward((link.source,))
            positions.update(more.positions)
            new = {
                each: distance[node] + 1 + steps
                for each, steps in more.distance.items()
                if each not in distance
            }
            distance |= new
            waiting += sorted(_rowless(columns, new))
    return Reach(distance, tuple(sorted(positions))), tuple(found)


def _rowless(columns: Iterable[Sequence[str]], nodes: Collection[str]) -> set[str]:
    """Those of some identifiers that have no row of their own."""
    return set(nodes).difference(
        *({column[place] for place in places_of(column, nodes)} for column in columns)
    )


def _own_names(records: Records, links: Chain) -> tuple[Sequence[str], ...]:
    """The keys of every run, piece and lot that has a row."""
    return (
        links.keys.column(records.manufacture, "run_id"),
        links.keys.column(records.cuts, "new_lot_id"),
        links.keys.column(records.receiving, "lot_id"),
    )


def is_untold(node: str, known: Mapping[str, str], links: Chain) -> bool:
    """Whether nothing tells what an identifier without a row was made from, though it was no delivery."""
    if not isinstance(known, Journaled):
        return not links.steps.takes(node)
    return known.sheet_of(node) != "Receiving" and not known.cuts_into(node) and not links.steps.takes(node)


def cuts_behind(
    named: Iterable[str], has_row: Callable[[str], bool], known: Mapping[str, str]
) -> tuple[Link, ...]:
    """The journal's cuts behind some identifiers without a row, and behind what those were cut from.

    Args:
        named: comparison keys.
        has_row: whether an identifier has a row of its own; what that row says counts, not the journal.
        known: what the journal knows.
    """
    if not isinstance(known, Journaled):
        return NOTHING
    found: list[Link] = []
    waiting = sorted(named)
    seen = set(waiting)
    while waiting:
        for link in known.cuts_into(waiting.pop()):
            found.append(link)
            if link.source not in seen:
                seen.add(link.source)
                waiting += [] if has_row(link.source) else [link.source]
    return tuple(sorted(found, key=lambda link: (link.target, link.source)))
