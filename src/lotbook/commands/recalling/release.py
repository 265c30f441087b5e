"""Releasing a recall: what it held goes back to what it was, unless another recall holds it, too.

Which recall holds what is told by the journal: each opening names all that it affects, also what was on hold before it,
and each release says that its recall holds nothing any more. A recall that was closed and never released still holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lotbook.documents.papers.recall_standing import Held
from lotbook.domain.edits import Edit, Plan
from lotbook.domain.identifiers import key, same
from lotbook.domain.values import Value
from lotbook.errors import UsageError
from lotbook.hosts.entries import Entry
from lotbook.tables.recall_holds import is_holding, pieces_of, released
from lotbook.tables.recalls import RecallRow
from lotbook.tables.records import Records

_HELD = ("Receiving", "Manufacture", "Certificates")
_KEPT = {"Certificates": "marked"}  # elsewhere held
_WHAT = {"Receiving": "Lot", "Manufacture": "Run", "Certificates": "Certificate"}
Thing = tuple[str, str]  # sheet, and the comparison key of the identifier


class _Hold(NamedTuple):
    """One recall that held something.

    Attributes:
        recall_id: its number.
        affected: all that it affects and wants held: the thing -> its identifier as typed.
        edits: what it set on hold itself.
        released: whether it was released.
    """

    recall_id: str
    affected: Mapping[Thing, str]
    edits: Mapping[Thing, Edit]
    released: bool


class _Now(NamedTuple):
    """Where something that was held stands now; ``reason`` of a run is its note."""

    row: int
    status: str | None
    reason: str | None = None


def release(
    records: Records, recall: RecallRow, entries: Sequence[Entry], reason: str
) -> tuple[Plan, tuple[str, ...]]:
    """Lots, runs and certificates go back to what they were before any recall held them.

    What another recall holds, too, stays held, and is released with that one; what somebody has changed since stays as
    it is. Both are told.

    Raises:
        UsageError: the journal does not know the recall, or nothing of it is held any more.
    """
    holds = _holds(entries)
    own = holds.get(key(recall.recall_id or ""))
    if own is None:
        raise UsageError(
            f"The journal does not tell what {recall.recall_id} held.",
            next_step="Set the Status of its lots and runs by hand; the sheet Recall lists them.",
        )
    if own.released:
        raise UsageError(f"Nothing is held by {recall.recall_id} any more: it was released.")
    back = _Back(records, holds, own, f"{recall.recall_id} released: {reason}")
    for thing, name in own.affected.items():
        back.take(thing, name)
    pieces = pieces_of(recall) if is_holding(recall) else ()
    if pieces:
        told = released(recall, reason)
        back.edits.append(Edit("Recalls", recall.row, "Reason", recall.reason, told, recall.recall_id or ""))
    if not back.edits:
        raise UsageError(f"Nothing is held by {recall.recall_id} any more.", cause=" ".join(back.remarks))
    held = (edit.key for edit in back.edits if edit.sheet in _HELD)
    names = [*(each for each in dict.fromkeys(held) if each not in back.kept), *pieces]
    stays = f", {len(back.kept)} stay held by another recall" if back.kept else ""
    summary = f"{recall.recall_id} released {len(names)} of what it held{stays}: {reason}"
    details = {"recall": recall.recall_id, "released": names, "kept": back.kept}
    return Plan("recalls", summary, tuple(back.edits), details=details), tuple(back.remarks)


class _Back:
    """What goes back and what stays, thing by thing, while a recall is released."""

    def __init__(self, records: Records, holds: Mapping[str, _Hold], own: _Hold, told: str) -> None:
        self.edits: list[Edit] = []
        self.kept: list[str] = []
        self.remarks: list[str] = []
        self._records = records
        self._now = _now(records)
        self._holds = holds
        self._own = own
        self._told = told

    def take(self, thing: Thing, name: str) -> None:
        """Puts one thing back, or says why it stays."""
        was = _before(thing, self._holds)
        if was is None:
            return  # it was not on hold, or somebody put it there before any recall did
        rows = self._now.get(thing, ())
        if len(rows) > 1:
            told = f"{name} stands in {len(rows)} rows of {thing[0]} and stays as it is; set them by hand."
            self.remarks.append(told)
        elif not rows or rows[0].status != was.new:
            self.remarks.append(f"{name} was changed or deleted since, and stays as it is.")
        else:
            self._put_back(thing, name, was, rows[0])

    def _put_back(self, thing: Thing, name: str, was: Edit, there: _Now) -> None:
        others = _others(thing, self._own, self._holds)
        if others:
            self.kept.append(name)
            self.remarks.append(_stays(self._records, thing[0], name, others))
        else:
            self.edits.append(was._replace(row=there.row, old=there.status, new=was.old))
        self.edits.append(_why(thing[0], name, there, self._told))


def about(entries: Sequence[Entry], recall_id: str = "") -> Iterator[Entry]:
    """What was done about one recall, or any, and not taken back; oldest first."""
    undone = {each.details.get("undoes") for each in entries if each.command == "undo" and each.state.stands}
    for entry in entries:
        name = str(entry.details.get("recall") or "")
        if (
            name
            and entry.state.stands
            and entry.number not in undone
            and (not recall_id or same(name, recall_id))
        ):
            yield entry


def held_by(records: Records, recall: RecallRow, entries: Sequence[Entry]) -> tuple[Held, ...]:
    """Everything a recall put on hold or marked itself, and how it stands now."""
    own = _holds(entries).get(key(recall.recall_id or ""))
    now = _now(records)
    found = []
    for thing, was in own.edits.items() if own else ():
        rows = now.get(thing, ())
        there = rows[0].status if rows else None
        is_held = any(row.status == was.new for row in rows)
        found.append(
            Held(_WHAT[thing[0]], was.key, None if was.old is None else str(was.old), there, is_held)
        )
    holds = is_holding(recall)
    state = "Set aside" if holds else "Released"
    return (*found, *(Held("Piece", name, None, state, holds) for name in pieces_of(recall)))


def _holds(entries: Sequence[Entry]) -> dict[str, _Hold]:
    """Key of the recall's number -> what it held, in the order the recalls were opened."""
    found: dict[str, _Hold] = {}
    for entry in about(entries):
        name = str(entry.details["recall"])
        if entry.command == "recall":
            found[key(name)] = _opened(name, entry)
        elif "released" in entry.details and key(name) in found:
            found[key(name)] = found[key(name)]._replace(released=True)
    return found


def _opened(name: str, entry: Entry) -> _Hold:
    edits = {
        (edit.sheet, key(edit.key)): edit
        for edit in entry.edits
        if edit.column == "Status" and edit.sheet in _HELD
    }
    affected = {thing: edit.key for thing, edit in edits.items()}
    told = entry.details.get("affected")
    for sheet, names in (told if isinstance(told, Mapping) else {}).items():
        affected |= {
            (sheet, key(str(each))): str(each) for each in names if (sheet, key(str(each))) not in affected
        }
    return _Hold(name, affected, edits, released=False)


def _before(thing: Thing, holds: Mapping[str, _Hold]) -> Edit | None:
    """How something came to be held, by the first of the recalls that hold it without a break; None if by none."""
    first: Edit | None = None
    for each in holds.values():
        first = each.edits.get(thing, first)  # only what was not on hold was set so: the last one counts
    return first


def _others(thing: Thing, own: _Hold, holds: Mapping[str, _Hold]) -> list[str]:
    return [
        each.recall_id
        for each in holds.values()
        if thing in each.affected and each != own and not each.released
    ]


def _stays(records: Records, sheet: str, name: str, others: Sequence[str]) -> str:
    closed = [
        each
        for each in others
        if any(same(row.recall_id, each) and row.status == "Closed" for row in records.recalls)
    ]
    word = _KEPT.get(sheet, "held")
    if closed == others:
        told = f"{name} stays {word}: {' and '.join(others)} was closed, but never released."
        return f"{told} Release it, too, if it is good in that respect."
    return f"{name} stays {word}: {' and '.join(others)} {'hold' if len(others) > 1 else 'holds'} it, too."


def _now(records: Records) -> Mapping[Thing, Sequence[_Now]]:
    """Where everything that can be held stands now."""
    rows: list[tuple[str, str, _Now]] = [
        *(
            ("Receiving", lot.lot_id or "", _Now(lot.row, lot.status, lot.reason))
            for lot in records.receiving
        ),
        *(
            ("Manufacture", run.run_id or "", _Now(run.row, run.status, run.note))
            for run in records.manufacture
        ),
        *(
            ("Certificates", f"{row.certificate_id} {row.revision}", _Now(row.row, row.status, row.reason))
            for row in records.certificates
        ),
    ]
    found: dict[Thing, list[_Now]] = {}
    for sheet, name, now in rows:
        found.setdefault((sheet, key(name)), []).append(now)
    return found


def _why(sheet: str, name: str, now: _Now, told: str) -> Edit:
    column = "Note" if sheet == "Manufacture" else "Reason"
    reason: Value = "; ".join(part for part in (now.reason, told) if part)
    return Edit(sheet, now.row, column, now.reason, reason, name)
