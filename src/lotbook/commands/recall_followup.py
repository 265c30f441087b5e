"""What happens to a recall after it was opened: notices go out, customers answer, goods are released, it is closed.

Each is a plan of its own; rows are found by their identifiers, because people sort and insert rows meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from lotbook.commands.issuing import near
from lotbook.domain.edits import Edit, Plan
from lotbook.domain.identifiers import key, same
from lotbook.domain.values import Value
from lotbook.errors import NotFoundError, UsageError
from lotbook.hosts.entries import Entry
from lotbook.tables.recall_notices import RecallNotice
from lotbook.tables.recalls import RecallRow
from lotbook.tables.records import Records

VERB = "recalls"
_HELD = ("Receiving", "Manufacture", "Certificates")


def the_recall(records: Records, name: str) -> RecallRow:
    """The register's row of a recall.

    Raises:
        NotFoundError: there is none of this number.
    """
    for row in records.recalls:
        if same(row.recall_id, name):
            return row
    raise NotFoundError(
        f"There is no recall {name} in the register.",
        next_step=near(
            name, (row.recall_id for row in records.recalls), otherwise="`lotbook recalls` lists them."
        ),
    )


def notices_of(records: Records, recall: RecallRow) -> tuple[RecallNotice, ...]:
    """Everyone who is to be told of a recall."""
    return tuple(row for row in records.recall_notices if same(row.recall_id, recall.recall_id))


def sent(records: Records, recall: RecallRow, customers: Sequence[str], at: datetime) -> Plan:
    """These notices were sent; ``all`` means each that was not sent yet.

    Raises:
        NotFoundError: a customer has no notice of this recall.
        UsageError: nothing is left to be sent.
    """
    stamp = f"{at:%Y-%m-%d %H:%M} UTC"
    wanted = _chosen(records, recall, customers)
    edits = tuple(_notice(row, "Sent at", row.sent_at, stamp) for row in wanted if not row.sent_at)
    if not edits:
        raise UsageError(f"Every notice of {recall.recall_id} that you name is marked as sent already.")
    names = [edit.key for edit in edits]
    return Plan(VERB, f"{_count(len(edits))} of {recall.recall_id} sent.", edits, details={"sent": names})


def _chosen(records: Records, recall: RecallRow, customers: Sequence[str]) -> list[RecallNotice]:
    every = notices_of(records, recall)
    if any(key(name) == "all" for name in customers):
        return list(every)
    by_name = {key(row.customer or ""): row for row in every}
    for name in customers:
        if key(name) not in by_name:
            raise NotFoundError(
                f"{recall.recall_id} has no notice for {name}.",
                next_step=near(name, (row.customer for row in every)),
            )
    return [by_name[key(name)] for name in customers]


def answered(
    records: Records,
    recall: RecallRow,
    customer: str,
    *,
    on: date,
    held: Decimal | None,
    returned: Decimal | None,
) -> Plan:
    """A customer answered: when, how many are held there, how many came back; what is not told stays as it is.

    Raises:
        NotFoundError: the customer has no notice of this recall.
    """
    (row,) = _chosen(records, recall, [customer])
    given: tuple[tuple[str, Value, Value], ...] = (
        ("Acknowledged on", row.acknowledged_on, on),
        ("Quantity held", row.quantity_held, held if held is not None else row.quantity_held),
        (
            "Quantity returned",
            row.quantity_returned,
            returned if returned is not None else row.quantity_returned,
        ),
    )
    edits = tuple(_notice(row, column, old, new) for column, old, new in given if old != new)
    return Plan(VERB, f"{row.customer} answered {recall.recall_id}.", edits)


def _notice(row: RecallNotice, column: str, old: Value, new: Value) -> Edit:
    return Edit("Recall notices", row.row, column, old, new, f"{row.recall_id} {row.customer}")


def release(
    records: Records, recall: RecallRow, entries: Sequence[Entry], reason: str
) -> tuple[Plan, tuple[str, ...]]:
    """Lots, runs and certificates go back to what they were before this recall held them.

    What another open recall holds, too, stays held, and what somebody has changed since stays as it is; both are told.

    Raises:
        UsageError: the journal does not know the recall, or nothing of it is held any more.
    """
    opening = next((each for each in entries if each.state.stands and _opens(each, recall)), None)
    if opening is None:
        raise UsageError(
            f"The journal does not tell what {recall.recall_id} held.",
            next_step="Set the Status of its lots and runs by hand; the sheet Recall lists them.",
        )
    others = _held_by_others(records, recall, entries)
    edits: list[Edit] = []
    remarks: list[str] = []
    for was in opening.edits:
        if was.column != "Status" or was.sheet not in _HELD:
            continue
        if (was.sheet, key(was.key)) in others:
            remarks.append(f"{was.key} stays held: {others[was.sheet, key(was.key)]} holds it, too.")
            continue
        now = _row_of(records, was)
        if now is None or now.status != was.new:
            remarks.append(f"{was.key} was changed or deleted since, and stays as it is.")
            continue
        edits += _back(was, now, f"{recall.recall_id} released: {reason}")
    if not edits:
        raise UsageError(f"Nothing is held by {recall.recall_id} any more.", cause=" ".join(remarks))
    names = list(dict.fromkeys(edit.key for edit in edits))
    summary = f"{recall.recall_id} released {len(names)} of what it held: {reason}"
    return Plan(VERB, summary, tuple(edits), details={"released": names}), tuple(remarks)


def _opens(entry: Entry, recall: RecallRow) -> bool:
    return entry.command == "recall" and same(str(entry.details.get("recall") or ""), recall.recall_id)


def _held_by_others(
    records: Records, recall: RecallRow, entries: Iterable[Entry]
) -> Mapping[tuple[str, str], str]:
    """(sheet, identifier key) -> the other open recall that affects it, also where it was on hold before that."""
    still_open = {
        key(row.recall_id or ""): row.recall_id or "" for row in records.recalls if row.status == "Open"
    }
    still_open.pop(key(recall.recall_id or ""), None)
    found: dict[tuple[str, str], str] = {}
    for entry in entries:
        name = still_open.get(key(str(entry.details.get("recall") or "")))
        affected = entry.details.get("affected")
        if name and entry.state.stands and isinstance(affected, Mapping):
            found |= {(sheet, key(str(each))): name for sheet, names in affected.items() for each in names}
    return found


class _Now(NamedTuple):
    """Where something that was held stands now; ``reason`` of a run is its note."""

    name: str
    row: int
    status: str | None
    reason: str | None = None


def _row_of(records: Records, was: Edit) -> _Now | None:
    """The row of what an edit named, wherever it stands now."""
    if was.sheet == "Receiving":
        rows = [_Now(lot.lot_id or "", lot.row, lot.status, lot.reason) for lot in records.receiving]
    elif was.sheet == "Manufacture":
        rows = [_Now(run.run_id or "", run.row, run.status, run.note) for run in records.manufacture]
    else:
        rows = [
            _Now(f"{row.certificate_id} {row.revision}", row.row, row.status, row.reason)
            for row in records.certificates
        ]
    return next((row for row in rows if same(row.name, was.key)), None)


def _back(was: Edit, now: _Now, told: str) -> Iterator[Edit]:
    yield was._replace(row=now.row, old=now.status, new=was.old)
    column = "Note" if was.sheet == "Manufacture" else "Reason"
    reason = "; ".join(part for part in (now.reason, told) if part)
    yield Edit(was.sheet, now.row, column, now.reason, reason, was.key)


def close(records: Records, recall: RecallRow, reason: str) -> Plan:
    """The recall is over; who was not told or has not answered needs a reason.

    Raises:
        UsageError: it is not open, or somebody is still to be told or to answer and no reason was given.
    """
    if recall.status != "Open":
        raise UsageError(f"{recall.recall_id} is not open: its status is {recall.status or 'empty'}.")
    waiting = outstanding(notices_of(records, recall))
    if waiting and not reason:
        names = ", ".join(row.customer or "?" for row in waiting[:5])
        more = f" and {len(waiting) - 5} more" if len(waiting) > 5 else ""
        raise UsageError(
            f"{recall.recall_id} cannot be closed yet: no answer from {names}{more}.",
            next_step='Note their answers, or close it with --reason "why it is over without them".',
        )
    name = recall.recall_id or ""
    edits = [Edit("Recalls", recall.row, "Status", recall.status, "Closed", name)]
    if reason:
        told = "; ".join(part for part in (recall.reason, f"Closed: {reason}") if part)
        edits.append(Edit("Recalls", recall.row, "Reason", recall.reason, told, name))
    return Plan(
        VERB, f"{name} is closed.", tuple(edits), details={"unanswered": [row.customer for row in waiting]}
    )


def outstanding(notices: Iterable[RecallNotice]) -> list[RecallNotice]:
    """Who was not told yet, or has not answered."""
    return [row for row in notices if not row.acknowledged_on]


def _count(number: int) -> str:
    return "1 notice" if number == 1 else f"{number} notices"
