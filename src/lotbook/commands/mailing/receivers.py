"""Whether papers go where those of the same customer went before: a half sorted sheet gives a customer another's address."""

from __future__ import annotations

from collections.abc import Sequence

from lotbook.domain.identifiers import key
from lotbook.mail.compose import addresses
from lotbook.tables.certificates import Certificate
from lotbook.tables.records import Records


def house(address: str) -> str:
    """What stands behind the @: whose mail server it is."""
    return address.rpartition("@")[2].casefold()


def elsewhere_than_before(records: Records, row: Certificate, to: Sequence[str]) -> str:
    """A sentence that names receivers at a house that no papers of this customer ever went to; empty when there are none.

    Args:
        records: the workbook; its register says what was sent to whom.
        row: the certificate that is to be sent.
        to: its receivers.
    """
    buyers = {key(order.order_id): key(order.customer or "") for order in records.orders if order.order_id}
    customer = buyers.get(key(row.order_id or ""))
    before = {
        house(address)
        for each in records.certificates
        if customer and buyers.get(key(each.order_id or "")) == customer
        for address in addresses(each.sent_to)
    }
    strange = [address for address in to if before and house(address) not in before]
    if not strange:
        return ""
    return f"Papers of this customer went to {' and '.join(sorted(before))} before, never to {', '.join(strange)}."
