"""How a recall stands: what it reaches today, who was told and answered, what it holds, what was decided and done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from lotbook.documents.language.text_format import quantity
from lotbook.documents.papers.recall_account import Account
from lotbook.documents.papers.recall_notice import received
from lotbook.domain.identifiers import key
from lotbook.domain.recall import Recall, Total
from lotbook.domain.values import number_text
from lotbook.tables.nonconformances import Nonconformance
from lotbook.tables.recall_notices import RecallNotice
from lotbook.tables.recalls import RecallRow


class Done(NamedTuple):
    """One thing that was done about a recall, from the journal."""

    at: datetime
    who: str
    what: str


class Held(NamedTuple):
    """Something the recall put on hold or marked: its status before, and now (None: its row is gone)."""

    what: str
    name: str
    was: str | None
    now: str | None
    is_held: bool


class Standing(NamedTuple):
    """How a recall stands.

    Attributes:
        row: its row of the register.
        found: what it reaches when it is traced again today; None when that is not known any more.
        totals: of each customer what is affected of what was delivered, by the key of the name.
        accounts: how much of it is accounted for, by the key of the name, where that is one number.
        notices: who is to be told.
        held: what was put on hold.
        decisions: nonconformances about what is affected, since it was opened.
        done: what the journal tells, oldest first.
        doubts: what keeps this report from being complete, in sentences.
    """

    row: RecallRow
    found: Recall | None
    totals: Mapping[str, Total]
    accounts: Mapping[str, Account]
    notices: Sequence[RecallNotice]
    held: Sequence[Held]
    decisions: Sequence[Nonconformance]
    done: Sequence[Done]
    doubts: Sequence[str]


def open_points(standing: Standing) -> Iterator[str]:
    """What is still to be done before all that was recalled is accounted for, in sentences."""
    waiting = [each for each in standing.notices if not each.acknowledged_on]
    unsent = [each.customer or "?" for each in waiting if not each.sent_at]
    silent = [each.customer or "?" for each in waiting if each.sent_at]
    if unsent:
        yield f"Not told, because the notice was not sent: {', '.join(unsent)}."
    if silent:
        yield f"No answer from {', '.join(silent)}."
    told = {key(each.customer or "") for each in standing.notices}
    for name, total in standing.totals.items():
        if name not in told:
            yield f"{total.customer} received {received(total) or 'some of it'}, but there is no notice."
    yield from _missing(standing)
    held = [f"{each.what.lower()} {each.name}" for each in standing.held if each.is_held]
    if held:
        yield f"Still held or marked, so not decided on: {', '.join(held)}."
    gaps = sum(gap.stops for gap in standing.found.gaps) if standing.found else 0
    if gaps:
        yield f"{'1 gap' if gaps == 1 else f'{gaps} gaps'} may hide more receivers; the recall report lists them."
    yield from standing.doubts


def _missing(standing: Standing) -> Iterator[str]:
    """What customers who answered did not account for, or more than they can have."""
    for row in standing.notices:
        account = standing.accounts.get(key(row.customer or ""))
        if account is None or not row.acknowledged_on or account.known == account.out:
            continue
        known, out = number_text(account.known), quantity(account.out, account.unit)
        if account.known > account.out:
            yield f"{row.customer} accounts for {known} of {out}: some answer or some row of Shipments is wrong."
        else:
            rest = quantity(account.out - account.known, account.unit)
            yield f"{row.customer} accounts for {known} of {out}: {rest} used up, passed on or not told."
