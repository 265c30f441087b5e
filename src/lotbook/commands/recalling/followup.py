"""What happens to a recall after it was opened: notices go out, customers answer, it is closed.

Each is a plan of its own; rows are found by their identifiers, because people sort and insert rows meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from lotbook.commands.issuing.order import near
from lotbook.documents.language import text_format
from lotbook.documents.papers.recall_account import Account
from lotbook.domain.edits import Edit, Plan
from lotbook.domain.identifiers import key, same
from lotbook.domain.values import Value, number_text
from lotbook.errors import NotFoundError, UsageError
from lotbook.tables.recall_notices import RecallNotice
from lotbook.tables.recalls import RecallRow
from lotbook.tables.records import Records

VERB = "recalls"


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
        UsageError: nothing is left to be sent, or nobody is told because it is a drill.
    """
    _refuse_drill(recall)
    if not notices_of(records, recall):
        raise UsageError(
            f"{recall.recall_id} has no notices: it was opened without.",
            next_step="Write them with `lotbook recall` and --notices, which opens a recall of its own.",
        )
    stamp = f"{at:%Y-%m-%d %H:%M} UTC"
    wanted = _chosen(records, recall, customers)
    edits = tuple(_notice(row, "Sent at", row.sent_at, stamp) for row in wanted if not row.sent_at)
    if not edits:
        raise UsageError(
            f"Every notice of {recall.recall_id} that you name is marked as sent already.",
            next_step=f"`lotbook recalls WORKBOOK {recall.recall_id}` tells who has not answered yet.",
        )
    names = [edit.key for edit in edits]
    return Plan(
        VERB,
        f"{_count(len(edits))} of {recall.recall_id} sent.",
        edits,
        details={"recall": recall.recall_id, "sent": names},
    )


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
    delivered: Mapping[str, Account],
) -> Plan:
    """A customer answered: when, how many are held there, how many came back; what is not told stays as it is.

    ``delivered`` is what each customer received of the recalled goods and what of it came back, by the key of its name.

    Raises:
        NotFoundError: the customer has no notice of this recall.
        UsageError: it would hold and have sent back more than it received, or a part of a piece, or the recall is a drill.
    """
    _refuse_drill(recall)
    (row,) = _chosen(records, recall, [customer])
    held = held if held is not None else row.quantity_held
    returned = returned if returned is not None else row.quantity_returned
    account = delivered.get(key(row.customer or ""))
    if account is not None:
        _whole_pieces(account, row, held, returned)
        _no_more_than(account, row, held, returned)
    given: tuple[tuple[str, Value, Value], ...] = (
        ("Acknowledged on", row.acknowledged_on, on),
        ("Quantity held", row.quantity_held, held),
        ("Quantity returned", row.quantity_returned, returned),
    )
    edits = tuple(_notice(row, column, old, new) for column, old, new in given if old != new)
    details = {"recall": recall.recall_id, "answered": row.customer}
    said = f"{row.customer} answered {recall.recall_id} on {text_format.day(on)}: {_figures(held, returned)}."
    return Plan(VERB, said, edits, details=details)


def _figures(held: Decimal | None, returned: Decimal | None) -> str:
    """``5 held there, 15 came back``; an amount that nobody told is said to be untold."""
    if held is None and returned is None:
        return "no quantities told"
    told = [number_text(each) if each is not None else "unknown" for each in (held, returned)]
    return f"{told[0]} held there, {told[1]} came back"


def _refuse_drill(recall: RecallRow) -> None:
    if recall.status == "Drill" or recall.drill:
        raise UsageError(
            f"{recall.recall_id} is a drill: nobody is told, so nothing was sent and nobody answers.",
            next_step="`lotbook recalls WORKBOOK` lists the recalls that are open.",
        )


def _whole_pieces(
    account: Account, row: RecallNotice, held: Decimal | None, returned: Decimal | None
) -> None:
    """Refuses a part of a piece."""
    parts = [each for each in (held, returned) if each is not None and each % 1]
    if parts and key(account.unit or "") == "pcs":
        raise UsageError(
            f"{row.customer} received pcs of what {row.recall_id} recalls; {number_text(parts[0])} of them cannot be.",
            next_step="Write whole pieces, e.g. 2.",
        )


def _no_more_than(
    account: Account, row: RecallNotice, held: Decimal | None, returned: Decimal | None
) -> None:
    """Refuses an answer above what was out when the recall was opened."""
    known = (held or Decimal(0)) + (returned or Decimal(0))
    if known > account.out:
        sent_there = text_format.quantity(account.sent, account.unit)
        back = text_format.quantity(account.before, account.unit)
        earlier = f", and {back} of it came back before it was opened" if account.before else ""
        raise UsageError(
            f"{row.customer} received {sent_there} of what {row.recall_id} recalls{earlier}; "
            f"{_figures(held, returned)} would be {number_text(known)}. Nothing was noted.",
            next_step="Ask the customer again. Where more was sent than the sheet Shipments says, correct Quantity there "
            "first, then note the answer.",
        )


def _notice(row: RecallNotice, column: str, old: Value, new: Value) -> Edit:
    return Edit("Recall notices", row.row, column, old, new, f"{row.recall_id} {row.customer}")


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
    details = {"recall": name, "unanswered": [row.customer for row in waiting]}
    return Plan(VERB, f"{name} is closed.", tuple(edits), details=details)


def outstanding(notices: Iterable[RecallNotice]) -> list[RecallNotice]:
    """Who was not told yet, or has not answered."""
    return [row for row in notices if not row.acknowledged_on]


def _count(number: int) -> str:
    return "1 notice" if number == 1 else f"{number} notices"
