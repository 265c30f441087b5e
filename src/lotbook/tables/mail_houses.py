"""Mail houses: what stands behind the @ of an address, and whether another customer of the shop is there."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from lotbook.domain.identifiers import key
from lotbook.tables.customers import Customer

_SPLIT = re.compile(r"[;,\s]+")
_WORD = re.compile(r"[a-z0-9]+")
# Mail services where anybody may have an address: only the whole address tells there who it is.
_ANYBODY = frozenset(
    (
        "aol.com", "aon.at", "bluewin.ch", "btinternet.com", "comcast.net", "free.fr", "freenet.de", "gmail.com", "gmx.at",
        "gmx.ch", "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "hotmail.co.uk", "hotmail.com", "hotmail.de", "hotmail.es",
        "hotmail.fr", "icloud.com", "laposte.net", "live.com", "mac.com", "mail.com", "me.com", "msn.com", "orange.fr",
        "outlook.com", "outlook.de", "outlook.es", "outlook.fr", "proton.me", "protonmail.com", "sfr.fr", "t-online.de",
        "telefonica.net", "terra.es", "verizon.net", "wanadoo.fr", "web.de", "yahoo.co.uk", "yahoo.com", "yahoo.de", "yahoo.es",
        "yahoo.fr", "ymail.com", "zoho.com",
    )
)  # fmt: skip
_MANY = 3  # customers with different names at one house: it is a mail service, too
_NAMED = 4  # letters of a name, at least, before a house that is called so counts as that customer's


class Stranger(NamedTuple):
    """An address where another customer is: what both share (a house, or the address), and that customer's name."""

    address: str
    shared: str
    other: str


def house(address: str) -> str:
    """What stands behind the @: whose mail server it is."""
    return address.rpartition("@")[2].casefold()


def listed(cell: str | None) -> list[str]:
    """The texts of a cell that look like addresses, several parted by commas, semicolons or blanks."""
    return [each for each in _SPLIT.split(cell or "") if "@" in each]


def strangers(
    customers: Sequence[Customer], name: str, to: Collection[str], known: Collection[str] = ()
) -> Iterator[Stranger]:
    """The addresses that belong to another customer, as far as the sheet Customers tells.

    Customers whose names begin with the same word are taken for one house with several rows; a house with three or more
    that are called otherwise is a mail service, where only the whole address counts. A house that is called like the
    customer is the customer's own, whoever else stands there; so addresses that changed their places are seen.

    Args:
        customers: the rows of the sheet.
        name: the customer whose papers are meant.
        to: the addresses.
        known: addresses where this customer's papers went before, so that somebody has answered for them.
    """
    yield from _Houses(customers).strangers(name, to, known)


def strangers_in(
    customers: Sequence[Customer], known: Mapping[str, Collection[str]]
) -> Iterator[tuple[Customer, Stranger]]:
    """Each row of the sheet whose own address belongs to another customer; ``known`` by the customer's key."""
    houses = _Houses(customers)
    for row in customers:
        name = row.customer or ""
        for found in houses.strangers(name, listed(row.email), known.get(key(name), ())):
            yield row, found


class _Houses:
    """Who of the customers is where: by mail house, by whole address, and by what a house of theirs would be called."""

    def __init__(self, customers: Sequence[Customer]) -> None:
        self._at = defaultdict[str, list[str]](list)
        self._called = defaultdict[str, list[str]](list)
        for row in customers:
            for each in {part.casefold() for part in listed(row.email)} if row.customer else ():
                self._at[each].append(row.customer or "")
                self._at[house(each)].append(row.customer or "")
            for each in _begun(row.customer or ""):
                self._called[each].append(row.customer or "")
        self._services = _ANYBODY | {
            where for where, there in self._at.items() if len({_first(each) for each in there}) >= _MANY
        }

    def strangers(self, name: str, to: Collection[str], known: Collection[str]) -> Iterator[Stranger]:
        """The addresses of one customer that belong to another one."""
        fine = {self._shared(address) for address in known}
        for address in to:
            shared = self._shared(address)
            called = _called(house(address)) if shared == house(address) else set()
            if shared in fine or called & _begun(name):
                continue
            named = (other for each in sorted(called) if len(each) >= _NAMED for other in self._called[each])
            there = (*self._at.get(shared, ()), *named)
            other = next((each for each in there if _first(each) != _first(name)), "")
            if other:
                yield Stranger(address, shared, other)

    def _shared(self, address: str) -> str:
        """What customers have in common when they are one: the house, or at a mail service the whole address."""
        where = house(address)
        return address.casefold() if where in self._services else where


def _words(name: str) -> list[str]:
    """The words of a name as a mail house may spell them: without accents and signs."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return _WORD.findall(plain)


def _first(name: str) -> str:
    return next(iter(_words(name)), key(name))


def _begun(name: str) -> set[str]:
    """How a house of this name may be called: ``nordhafen`` and ``nordhafenwerft`` for ``Nordhafen Werft``."""
    words = _words(name)
    return {"".join(words[: count + 1]) for count in range(len(words))}


def _called(where: str) -> set[str]:
    """How a house is called, without signs: ``nordhafenwerft`` for ``nordhafen-werft.example``."""
    return {"".join(_words(label)) for label in where.split(".")[:-1]}
