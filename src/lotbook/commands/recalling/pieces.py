"""Pieces that a recall must hold by themselves: it reaches them, and not the lot they were cut from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from lotbook.documents.language.text_format import listed
from lotbook.domain.identifiers import key
from lotbook.domain.recall import Recall
from lotbook.tables.recall_holds import holding
from lotbook.tables.records import Records

_MOST = 12  # pieces named in a sentence; the register names all


class Pieces(NamedTuple):
    """The pieces that the register of recalls holds.

    Attributes:
        reason: the recall's reason as the register tells it, with the pieces.
        held: the pieces.
        left: pieces that should be held and could not be named there.
    """

    reason: str
    held: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """What a person must set aside, because no cell beside a piece says that it is held; empty where none is."""
        told = []
        if self.held:
            told.append(
                f"{listed(self.held, _MOST, 'pieces')}: a piece has no status on the sheet Cuts. Set it aside and mark it by "
                "hand; check, ready, issue, cut and scan stop at what uses it until the recall is released."
            )
        if self.left:
            told.append(
                f"{listed(self.left, _MOST, 'pieces')}: NOT HELD, because the register cannot name it. Put the lot it was "
                "cut from on Hold by hand."
            )
        return " ".join(told)


def pieces_to_hold(records: Records, found: Recall, reason: str) -> Pieces:
    """The pieces that a recall must hold by themselves, and the register's reason that says so."""
    alone = held_alone(records, found)
    told, left = holding(reason, alone)
    return Pieces(told, tuple(piece for piece in alone if piece not in left), left)


def held_alone(records: Records, found: Recall) -> tuple[str, ...]:
    """The affected pieces that are held neither with an affected lot nor with a piece they were cut from.

    The sheet Cuts has no status, so these are named in the register; what is cut from them is held with them.
    """
    children: dict[str, list[str]] = {}
    sources: dict[str, set[str]] = {}
    for cut in records.cuts:
        if cut.source and cut.new_lot_id:
            children.setdefault(key(cut.source), []).append(key(cut.new_lot_id))
            sources.setdefault(key(cut.new_lot_id), set()).add(key(cut.source))
    with_lot = _below((key(lot.lot_id) for lot in found.lots), children)
    alone = {key(piece.lot_id): piece.lot_id for piece in found.cuts if key(piece.lot_id) not in with_lot}
    first = [name for name in alone if not sources.get(name, set()) & alone.keys()]
    reached = _below(first, children)
    first += [
        name for name in alone if name not in reached
    ]  # pieces that were cut from each other in a circle
    return tuple(alone[name] for name in first)


def _below(starts: Iterable[str], children: Mapping[str, Collection[str]]) -> set[str]:
    """These and everything cut from them."""
    waiting = list(starts)
    seen = set(waiting)
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child not in seen:
                seen.add(child)
                waiting.append(child)
    return seen
