"""Whether papers go where those of the same customer went before, and not to another customer.

A half sorted sheet gives a customer another's address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lotbook.checks.masters import EMAIL_AT_ANOTHER_CUSTOMER
from lotbook.checks.shop import at
from lotbook.domain.findings import Finding, Place
from lotbook.domain.identifiers import key
from lotbook.hosts.entries import Entry
from lotbook.mail.compose import addresses
from lotbook.tables.certificates import Certificate
from lotbook.tables.mail_houses import Stranger, house, strangers
from lotbook.tables.records import Records


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
) -> tuple[Finding, ...]:
    """One finding for each receiver who is at another customer's house.

    Args:
        records: the workbook; its sheet Customers says who is where.
        row: the certificate that is to be mailed.
        name: its customer.
        to: its receivers.
        entries: the journal, which knows the addresses that somebody has answered for with ``--elsewhere``.
    """
    known = (*sent_before(records, row), *_answered_for(records, row, entries))
    own = next((each for each in records.customers if key(each.customer or "") == key(name)), None)
    place = at(own, "email") if own else Place("Customers", 0, name, "E-mail")
    return tuple(
        EMAIL_AT_ANOTHER_CUSTOMER.at(place, _told(name, found))
        for found in strangers(records.customers, name, to, known)
    )


def _told(name: str, found: Stranger) -> str:
    if found.shared == found.address.casefold():
        return f"{found.address} is given for papers of {name}, and is the address of {found.other}."
    return f"{found.address} is given for papers of {name}, and {found.shared} is where {found.other} is."


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
