"""Pieces that a recall holds by themselves: the sheet Cuts has no status, so the register of recalls names them.

A piece of a held lot is held with its lot. Where a recall reaches a piece and not the lot it was cut from, as by a heat
that stands on the piece alone, the Reason in the register tells it: ``it cracks; holds the pieces X-1, X-2``, and after
the release ``it cracks; holds the pieces X-1, X-2; RCL-001 released: tested``. What is cut from such a piece is held with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from lotbook.domain.identifiers import key
from lotbook.tables.cuts import Cut
from lotbook.tables.recalls import RecallRow

_HOLDS = "holds the pieces "
_STANDING = frozenset({"Open", "Closed"})  # a recall that was closed and never released still holds
_MOST = 30_000  # letters of one cell, with room for why it is closed and released; a cell has 32,767


class PieceHold(NamedTuple):
    """A piece that must not be used.

    Attributes:
        recall_id: the recall that holds it.
        piece: the piece the recall holds, which may be what this one was cut from.
        why: the recall's reason, in the words of who opened it.
        since: the day (UTC) the recall was opened, while it is open; None once it is closed.
    """

    recall_id: str
    piece: str
    why: str
    since: date | None

    @property
    def told(self) -> str:
        """For a sentence: ``held by RCL-001: it cracks``."""
        return f"held by {self.recall_id}: {self.why}"


def holding(reason: str, pieces: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The register's reason with the pieces that are held, and the pieces that could not be told in it."""
    told: list[str] = []
    room = _MOST - len(reason) - len(_HOLDS)
    for piece in pieces:
        room -= len(piece) + 2
        if room >= 0 and "," not in piece and ";" not in piece:
            told.append(piece)
    left_out = tuple(piece for piece in pieces if piece not in told)
    return (f"{reason.rstrip(' .')}; {_HOLDS}{', '.join(told)}" if told else reason), left_out


def released(recall: RecallRow, why: str) -> str:
    """The register's reason after what the recall holds was released."""
    return f"{recall.reason or ''}; {recall.recall_id} released: {why}"


def pieces_of(recall: RecallRow) -> tuple[str, ...]:
    """The pieces that a recall held by themselves, released or not."""
    _, found, told = (recall.reason or "").partition(f"; {_HOLDS}")
    names = told.split(";")[0].split(",") if found else ()
    return tuple(name.strip() for name in names if name.strip())


def is_holding(recall: RecallRow) -> bool:
    """Whether a recall holds the pieces that it names."""
    _, _, told = (recall.reason or "").partition(f"; {_HOLDS}")
    after = map(key, told.split(";")[1:])
    gone = any(part.startswith(key(f"{recall.recall_id} released:")) for part in after)
    return bool(pieces_of(recall)) and recall.status in _STANDING and not recall.drill and not gone


def held_pieces(recalls: Iterable[RecallRow], cuts: Iterable[Cut]) -> Mapping[str, PieceHold]:
    """Every piece that a recall holds by itself, and whatever was cut from it, by comparison key."""
    found: dict[str, PieceHold] = {}
    for recall in recalls:
        for name in pieces_of(recall) if is_holding(recall) else ():
            found.setdefault(key(name), _hold(recall, name))
    if not found:
        return found
    children: dict[str, list[str]] = {}
    for cut in cuts:
        if cut.source and cut.new_lot_id:
            children.setdefault(key(cut.source), []).append(key(cut.new_lot_id))
    waiting = list(found)
    while waiting:
        name = waiting.pop()
        for child in children.get(name, ()):
            if child not in found:
                found[child] = found[name]
                waiting.append(child)
    return found


def _hold(recall: RecallRow, name: str) -> PieceHold:
    why = (recall.reason or "").split(f"; {_HOLDS}")[0].rstrip(" .")
    return PieceHold(
        recall.recall_id or "", name, why, opened_on(recall) if recall.status == "Open" else None
    )


def opened_on(recall: RecallRow) -> date | None:
    """The day (UTC) a recall was opened; None when the register's cell was overwritten with something else."""
    try:
        return date.fromisoformat((recall.opened_at or "")[:10])
    except ValueError:
        return None
