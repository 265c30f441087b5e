"""How far a recall is, for a regulator or the file: who was told and when, who answered, what is held and came back.

What it tells is what a recall status report asks for (21 CFR 7.53(b)): consignees notified and when, how many responded
and what they hold, who did not respond, how much came back.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from lotbook.commands.recalling.followup import notices_of, outstanding
from lotbook.domain.identifiers import key
from lotbook.domain.values import Value
from lotbook.tables.recall_notices import RecallNotice
from lotbook.tables.recalls import RecallRow
from lotbook.tables.records import Records
from lotbook.tables.trace.listing import Listing, listing

_FACTS = ("What", "As it is now")
_HEADERS = (
    *("Customer", "State", "Contact", "E-mail", "Phone", "Drafted at", "Sent at", "Acknowledged on"),
    *("Quantity held", "Quantity returned"),
)


def status_lists(records: Records, recall: RecallRow) -> tuple[Listing, Listing]:
    """The facts of a recall, and one line for each customer; who was not reached stands first."""
    notices = notices_of(records, recall)
    contacts = {key(each.customer or ""): each for each in records.customers}

    def line(row: RecallNotice) -> tuple[Value, ...]:
        known = contacts.get(key(row.customer or ""))
        reach = (known.contact, known.email, known.phone) if known else (None, None, None)
        told = (row.drafted_at, row.sent_at, row.acknowledged_on, row.quantity_held, row.quantity_returned)
        return (row.customer, state(row), *reach, *told)

    rank = ("not sent", "no answer", "answered")
    ordered = sorted(notices, key=lambda row: (rank.index(state(row)), key(row.customer or "")))
    return (
        listing("status", 1, "Status", _FACTS, _facts(recall, notices), cells=tuple, nothing="none"),
        listing("notices", 2, "Notices", _HEADERS, ordered, cells=line, nothing="nobody was told"),
    )


def state(row: RecallNotice) -> str:
    """``answered``, ``no answer`` or ``not sent``."""
    if row.acknowledged_on:
        return "answered"
    return "no answer" if row.sent_at else "not sent"


def _facts(recall: RecallRow, notices: Sequence[RecallNotice]) -> tuple[tuple[str, Value], ...]:
    days = [row.acknowledged_on for row in notices if row.acknowledged_on]
    return (
        ("Recall", recall.recall_id),
        ("Status", recall.status),
        ("Opened at", recall.opened_at),
        ("Asked", recall.trigger),
        ("Reason", recall.reason),
        ("Lots", recall.lots),
        ("Runs", recall.runs),
        ("Shipments", recall.shipments),
        ("Customers", recall.customers),
        ("Notices", len(notices)),
        ("Notices sent", sum(bool(row.sent_at) for row in notices)),
        ("First notice sent at", min((row.sent_at for row in notices if row.sent_at), default=None)),
        ("Customers who answered", len(notices) - len(outstanding(notices))),
        ("Last answer on", max(days, default=None)),
        ("Customers who did not answer", len(outstanding(notices))),
        ("Quantity held by customers", held(notices)),
        ("Quantity returned", returned(notices)),
    )


def held(notices: Sequence[RecallNotice]) -> Decimal:
    """How much customers say they still have, in all."""
    return sum((row.quantity_held or Decimal() for row in notices), Decimal())


def returned(notices: Sequence[RecallNotice]) -> Decimal:
    """How much came back, in all."""
    return sum((row.quantity_returned or Decimal() for row in notices), Decimal())


def export_status(records: Records, recall: RecallRow, folder: Path) -> list[Path]:
    """Writes both lists as CSV and as one .xlsx.

    Raises:
        ReadOnlyError: the folder cannot be written.
    """
    from lotbook.commands.recalling.export import write_lists

    return write_lists(status_lists(records, recall), folder, f"{recall.recall_id} status")
