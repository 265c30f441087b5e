"""How much of what each customer received is accounted for: what it holds, and what came back before and since the recall.

What came back is booked as a shipment with a quantity below zero. Booked before the recall was opened it is not out any
more; booked since, it is what the customer's answer tells as sent back, so the greater of the two counts, and not both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from lotbook.domain.books import Amount
from lotbook.domain.identifiers import key
from lotbook.domain.recall import Delivery, Total
from lotbook.tables.recall_notices import RecallNotice
from lotbook.tables.trace.deliveries import totals


class Account(NamedTuple):
    """What one customer received of the recalled goods, in its one unit, and what is known of it.

    Attributes:
        sent: how much it was sent, as far as it is affected.
        unit: of all quantities.
        before: how much of it was booked back until the day the recall was opened.
        since: how much was booked back later.
        held: how much it says that it holds.
        returned: how much it says that it sent back because of the recall.
    """

    sent: Decimal
    unit: str | None
    before: Decimal = Decimal(0)
    since: Decimal = Decimal(0)
    held: Decimal = Decimal(0)
    returned: Decimal = Decimal(0)

    @property
    def out(self) -> Decimal:
        """How much was out when the recall was opened."""
        return self.sent - self.before

    @property
    def known(self) -> Decimal:
        """How much of that is accounted for."""
        return self.held + max(self.returned, self.since)


def is_return(sent: Delivery) -> bool:
    """Whether a shipment books goods back."""
    return sent.quantity is not None and sent.quantity < 0


def accounts(
    sent: Iterable[Delivery], opened: date | None, notices: Sequence[RecallNotice]
) -> Mapping[str, Account]:
    """The account of each customer, by the key of its name; those whose quantities are not one number are left out.

    Args:
        sent: what has left the shop, and what came back.
        opened: the day the recall was opened; None when nobody can tell it, so that all returns count as earlier ones.
        notices: what the customers answered.
    """
    every = list(sent)
    back = [each for each in every if is_return(each)]
    later = [each for each in back if opened and each.shipped_on and each.shipped_on > opened]
    before = _by_customer(each for each in back if each not in later)
    since = _by_customer(later)
    answers = {key(row.customer or ""): row for row in notices}
    found = {}
    for name, total in _by_customer(every).items():
        made = _account(total, before.get(name), since.get(name), answers.get(name))
        if made is not None:
            found[name] = made
    return found


def _by_customer(sent: Iterable[Delivery]) -> dict[str, Total]:
    return {key(total.customer): total for total in totals(list(sent))}


def _account(
    total: Total, before: Total | None, since: Total | None, answer: RecallNotice | None
) -> Account | None:
    if len(total.quantities) != 1 or total.quantities[0].quantity is None:
        return None
    sent, unit = total.quantities[0]
    if sent is None or any(amount.unit != unit for amount in total.returned):
        return None
    return Account(
        sent,
        unit,
        _back(before),
        _back(since),
        (answer and answer.quantity_held) or Decimal(0),
        (answer and answer.quantity_returned) or Decimal(0),
    )


def _back(total: Total | None) -> Decimal:
    amounts: tuple[Amount, ...] = total.returned if total else ()
    return sum((amount.quantity or Decimal(0) for amount in amounts), Decimal(0))
