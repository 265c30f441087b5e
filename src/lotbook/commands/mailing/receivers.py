"""Whether papers go where those of the same customer went before, and not to another customer.

A half sorted sheet gives a customer another's address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lotbook.domain.identifiers import key
from lotbook.errors import UsageError
from lotbook.hosts.entries import Entry
from lotbook.mail.compose import addresses
from lotbook.tables.certificates import Certificate
from lotbook.tables.mail_houses import house, strangers
from lotbook.tables.records import Records


def looked_at(
    records: Records,
    row: Certificate,
    to: Sequence[str],
    entries: Iterable[Entry],
    *,
    name: str,
    sending: bool,
) -> str:
    """What is strange about the receivers, so that a person looks at it in a draft; empty when nothing is.

    Raises:
        UsageError: one is at another customer's house; or it is to be sent to a house where this customer never was.
    """
    other = at_another_customer(records, row, name, to, entries)
    strange = elsewhere_than_before(records, row, to)
    if other or (strange and sending):
        raise UsageError(
            other or strange,
            cause="Papers of one customer must not go to another.",
            next_step="Correct E-mail on the sheet Customers, or say --elsewhere when it is right.",
        )
    return strange


def elsewhere_than_before(records: Records, row: Certificate, to: Sequence[str]) -> str:
    """A sentence that names receivers at a house that no papers of this customer ever went to; empty when there are none.

    Args:
        records: the workbook; its register says what was sent to whom.
        row: the certificate that is to be sent.
        to: its receivers.
    """
    before = {house(address) for address in sent_before(records, row)}
    strange = [address for address in to if before and house(address) not in before]
    if not strange:
        return ""
    return f"Papers of this customer went to {' and '.join(sorted(before))} before, never to {', '.join(strange)}."


def at_another_customer(
    records: Records, row: Certificate, name: str, to: Sequence[str], entries: Iterable[Entry]
) -> str:
    """A sentence that names a receiver who is at another customer's house; empty when there is none.

    Args:
        records: the workbook; its sheet Customers says who is where.
        row: the certificate that is to be mailed.
        name: its customer.
        to: its receivers.
        entries: the journal, which knows the addresses that somebody has answered for with ``--elsewhere``.
    """
    known = (*sent_before(records, row), *_answered_for(records, row, entries))
    for found in strangers(records.customers, name, to, known):
        if found.shared == found.address.casefold():
            return f"{found.address} is given for papers of {name}, and is the address of {found.other}."
        return f"{found.address} is given for papers of {name}, and {found.shared} is where {found.other} is."
    return ""


def sent_before(records: Records, row: Certificate) -> Iterator[str]:
    """The addresses that papers of the same customer were sent to, as the register says."""
    buyers = _buyers(records)
    customer = buyers.get(key(row.order_id or ""))
    for each in records.certificates:
        if customer and buyers.get(key(each.order_id or "")) == customer:
            yield from addresses(each.sent_to)


def _buyers(records: Records) -> Mapping[str, str]:
    """Order -> customer, both as they are compared."""
    return {key(order.order_id): key(order.customer or "") for order in records.orders if order.order_id}


def _answered_for(records: Records, row: Certificate, entries: Iterable[Entry]) -> Iterator[str]:
    """The addresses to which a mail of the same customer was prepared or sent with ``--elsewhere``."""
    buyers = _buyers(records)
    orders = {key(each.certificate_id or ""): key(each.order_id or "") for each in records.certificates}
    customer = buyers.get(key(row.order_id or ""))
    for entry in entries:
        told = entry.details
        of = buyers.get(orders.get(key(str(told.get("certificate") or "")), ""))
        if customer and of == customer and entry.command == "mail" and told.get("elsewhere") is True:
            to = told.get("to")
            yield from map(str, to if isinstance(to, list) else ())
