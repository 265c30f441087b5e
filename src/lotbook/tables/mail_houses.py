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
# Mail services and providers where anybody may have an address: only the whole address tells there who it is. The large
# ones of the countries that shops sell to, as of November 2026; one that is missing is taken for a company's own house.
_ANYBODY = frozenset(
    (
        "012.net.il", "126.com", "139.com", "163.com", "1und1.de", "a1.net", "abv.bg", "adam.com.au", "aim.com",
        "alice-dsl.net", "alice.de", "alice.it", "aliceadsl.fr", "aliyun.com", "ameritech.net", "aol.com", "aon.at",
        "arcor.de", "aruba.it", "atlas.cz", "att.net", "azet.sk", "bbox.fr", "bell.net", "bellsouth.net", "bezeqint.net",
        "biglobe.ne.jp", "bigpond.com", "bigpond.net.au", "bk.ru", "bluemail.ch", "bluewin.ch", "blueyonder.co.uk",
        "bol.com.br", "bredband.net", "broadpark.no", "btinternet.com", "btopenworld.com", "cableone.net", "casema.nl",
        "cegetel.net", "centrum.cz", "centrum.sk", "centurylink.net", "centurytel.net", "charter.net", "chello.at",
        "chello.nl", "citromail.hu", "club-internet.fr", "cogeco.ca", "comcast.net", "comhem.se", "cox.net", "daum.net",
        "docomo.ne.jp", "dodo.com.au", "drei.at", "duck.com", "earthlink.net", "eastlink.ca", "eir.ie", "eircom.net",
        "elisanet.fi", "email.cz", "email.de", "email.it", "embarqmail.com", "ewe.net", "ewetel.net", "ezweb.ne.jp",
        "fastmail.com", "fastmail.fm", "fastwebnet.it", "firemail.de", "forthnet.gr", "foxmail.com", "free.fr", "freemail.hu",
        "freenet.de", "freeserve.co.uk", "frontier.com", "frontiernet.net", "fsmail.net", "gazeta.pl", "getmail.no",
        "globo.com", "gmail.com", "gmail.ro", "gmx.at", "gmx.ch", "gmx.com", "gmx.de", "gmx.li", "gmx.net", "go2.pl",
        "googlemail.com", "hanmail.net", "hetnet.nl", "hey.com", "hinet.net", "hispeed.ch", "home.nl", "hotmail.at",
        "hotmail.be", "hotmail.ca", "hotmail.ch", "hotmail.co.uk", "hotmail.com", "hotmail.com.ar", "hotmail.com.au",
        "hotmail.com.tr", "hotmail.de", "hotmail.dk", "hotmail.es", "hotmail.fr", "hotmail.it", "hotmail.nl", "hotmail.no",
        "hotmail.se", "htp-tel.de", "hushmail.com", "i.ua", "icloud.com", "ig.com.br", "iinet.net.au", "in.gr", "inbox.com",
        "inbox.lv", "inbox.ru", "indamail.hu", "inet.hr", "inode.at", "interia.eu", "interia.pl", "internode.on.net",
        "inwind.it", "iol.ie", "iol.it", "iol.pt", "jazztel.es", "juno.com", "kabelbw.de", "kabelmail.de", "kabsi.at",
        "kolumbus.fi", "kpnmail.nl", "kpnplanet.nl", "laposte.net", "libero.it", "list.ru", "live.be", "live.ca",
        "live.co.uk", "live.com", "live.com.au", "live.com.mx", "live.de", "live.dk", "live.fr", "live.ie", "live.it",
        "live.nl", "live.no", "live.se", "liwest.at", "luukku.com", "m-net.de", "mac.com", "magenta.de", "mail.bg",
        "mail.com", "mail.de", "mail.dk", "mail.ee", "mail.ru", "mailbox.org", "me.com", "mindspring.com", "mnet-online.de",
        "movistar.es", "msn.com", "mts.net", "mweb.co.za", "mynet.com", "nate.com", "naver.com", "net.hr", "netcabo.pt",
        "netcologne.de", "netvigator.com", "netzero.net", "neuf.fr", "nifty.com", "noos.fr", "nordcom.net", "ntlworld.com",
        "numericable.fr", "o2.co.uk", "o2.pl", "o2mail.de", "o2online.de", "ocn.ne.jp", "onet.eu", "onet.pl", "onetel.com",
        "online.de", "online.nl", "online.no", "ono.com", "op.pl", "optimum.net", "optonline.net", "optusnet.com.au",
        "orange.fr", "orange.net", "orcon.net.nz", "osnanet.de", "otenet.gr", "outlook.be", "outlook.ca", "outlook.co.uk",
        "outlook.com", "outlook.com.au", "outlook.de", "outlook.es", "outlook.fr", "outlook.in", "outlook.it",
        "ozemail.com.au", "pacbell.net", "pandora.be", "pec.it", "planet.nl", "plus.com", "plus.net", "plusnet.com", "pm.me",
        "poczta.onet.pl", "post.cz", "post.sk", "poste.it", "posteo.de", "posteo.net", "pp.inet.fi", "prodigy.net.mx",
        "proton.me", "protonmail.com", "proximus.be", "pt.lu", "q.com", "qq.com", "quick.cz", "quicknet.nl", "rambler.ru",
        "rediffmail.com", "roadrunner.com", "rocketmail.com", "rogers.com", "rr.com", "sapo.pt", "sasktel.net",
        "saunalahti.fi", "sbcglobal.net", "scarlet.be", "seed.net.tw", "seznam.cz", "sfr.fr", "shaw.ca", "sina.com",
        "singnet.com.sg", "siol.net", "sky.com", "skynet.be", "slingshot.co.nz", "softbank.ne.jp", "sohu.com", "spectrum.net",
        "spray.se", "stofanet.dk", "suddenlink.net", "sunrise.ch", "suomi24.fi", "superonline.com", "swbmail.de",
        "swissonline.ch", "sympatico.ca", "t-2.net", "t-online.de", "t-online.hu", "talk21.com", "talktalk.net", "tdcadsl.dk",
        "tele2.nl", "tele2.se", "telefonica.net", "telenet.be", "telia.com", "telkomsa.net", "telus.net", "terra.com.br",
        "terra.es", "tim.it", "tin.it", "tiscali.co.uk", "tiscali.it", "tlen.pl", "tpg.com.au", "turk.net", "tuta.com",
        "tuta.io", "tutanota.com", "tutanota.de", "twc.com", "ukr.net", "unity-mail.de", "unitybox.de", "uol.com.br",
        "upcmail.hu", "upcmail.nl", "usa.net", "verizon.net", "versanet.de", "videotron.ca", "vipmail.hu", "virgilio.it",
        "virgin.net", "virginmedia.com", "vodafone.co.nz", "vodafone.de", "vodamail.co.za", "volny.cz", "voo.be", "vp.pl",
        "walla.co.il", "walla.com", "wanadoo.fr", "web.de", "welho.com", "westnet.com.au", "windstream.net", "wowway.com",
        "wp.pl", "xs4all.nl", "xtra.co.nz", "yahoo.at", "yahoo.ca", "yahoo.co.id", "yahoo.co.in", "yahoo.co.jp",
        "yahoo.co.uk", "yahoo.com", "yahoo.com.ar", "yahoo.com.au", "yahoo.com.br", "yahoo.com.hk", "yahoo.com.mx",
        "yahoo.com.sg", "yahoo.com.tw", "yahoo.de", "yahoo.dk", "yahoo.es", "yahoo.fr", "yahoo.ie", "yahoo.it", "yahoo.ro",
        "yahoo.se", "yandex.com", "yandex.ru", "yeah.net", "ymail.com", "ymail.fr", "youmail.dk", "zahav.net.il", "zen.co.uk",
        "ziggo.nl", "zoho.com", "zonnet.nl", "zoominternet.net", "zoznam.sk",
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
