"""Master data: customers can be reached, limits make sense, materials ask for what exists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from lotbook.checks.shop import Check, Shop, at, named
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.domain.identifiers import key
from lotbook.domain.values import number_text
from lotbook.tables.chemistry import Analysis
from lotbook.tables.grade_limits import GradeLimit
from lotbook.tables.mail_houses import listed, strangers_in

CUSTOMER_WITHOUT_EMAIL = Kind(
    "customer-without-email",
    Severity.WARN,
    "A customer has no e-mail address",
    "Certificates and, above all, a recall notice could not be sent.",
    "Enter the address of the person who gets certificates and recall notices.",
)
CUSTOMER_WITHOUT_ADDRESS = Kind(
    "customer-without-address",
    Severity.WARN,
    "A customer has no postal address",
    "The address stands on certificates.",
    "Enter the address as the customer wants it on certificates.",
)
EMAIL_MALFORMED = Kind(
    "email-malformed",
    Severity.WARN,
    "An e-mail address cannot be right",
    "Mail to it would come back, or go nowhere.",
    "Correct the address; separate several with commas.",
)
EMAIL_AT_ANOTHER_CUSTOMER = Kind(
    "email-at-another-customer",
    Severity.WARN,
    "An e-mail address is where another customer is",
    "Papers and recall notices of one customer would go to the other; so it comes when one column is sorted by itself.",
    "Correct the address, or undo the sorting; if it is right, mail with --elsewhere.",
)
NAMES_ANOTHER_CUSTOMER = Kind(
    "customer-names-another",
    Severity.WARN,
    "The address or statement of a customer names another customer",
    "Both stand on certificates; so it comes when one column is sorted by itself.",
    "Correct the cell, or undo the sorting; if it is right, such as goods sent care of the other, leave it.",
)
LIMITS_REVERSED = Kind(
    "limits-reversed",
    Severity.STOP,
    "A lower limit is above its upper limit",
    "No result can be within such limits.",
    "Correct the limits from the drawing, certificate or standard.",
)
LIMITS_MISSING = Kind(
    "limits-missing",
    Severity.NOTE,
    "A characteristic has no limits",
    "Results are printed, but cannot be judged.",
    "Enter lower and upper limit from the drawing.",
)
NOMINAL_OUTSIDE_LIMITS = Kind(
    "nominal-outside-limits",
    Severity.WARN,
    "A nominal value is outside its own limits",
    "One of the three numbers is mistyped.",
    "Correct the characteristic from the drawing.",
)
MATERIAL_ASKS_TOO_MUCH = Kind(
    "material-asks-too-much",
    Severity.NOTE,
    "A material asks for a certificate that does not exist for it",
    "Mill test reports are for metal. Plastics, resins and wood come with the maker's CofC and lot number.",
    "Set Certificate needed to CofC.",
)
MATERIAL_WITHOUT_HEATS = Kind(
    "material-without-heats",
    Severity.NOTE,
    "A material needs mark transfer, but no certificate",
    "A mark transfers the heat of a certificate; without a certificate there is nothing to mark.",
    "Set Certificate needed, or set Mark transfer needed to No.",
)
SPEC_WITHOUT_REVISION = Kind(
    "spec-without-revision",
    Severity.NOTE,
    "A specification has no revision",
    "A callout without its revision or year is not complete; buyers compare it with their order.",
    "Enter the revision or year of the specification.",
)

_ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]{2,}\Z")
_MILL_TYPES = frozenset({"MTR", "3.1", "3.2", "2.2"})
_NO_MILL = frozenset({"Plastic", "Resin", "Wood"})


def customers(shop: Shop) -> Iterator[Finding]:
    """Each customer can be written to."""
    for customer in shop.records.customers:
        if not customer.address:
            message = f"{named(customer)} has no address for certificates."
            yield CUSTOMER_WITHOUT_ADDRESS.at(at(customer, "address"), message)
        if not customer.email:
            message = f"{named(customer)} has no e-mail address."
            yield CUSTOMER_WITHOUT_EMAIL.at(at(customer, "email"), message)
            continue
        wrong = [
            each.strip() for each in re.split("[,;]", customer.email) if not _ADDRESS.match(each.strip())
        ]
        if wrong:
            message = f"The e-mail address {wrong[0]!r} of {named(customer)} cannot be right."
            yield EMAIL_MALFORMED.at(at(customer, "email"), message)


def addresses_of_others(shop: Shop) -> Iterator[Finding]:
    """No customer's address is at a house of another one, unless papers of this customer were sent there already."""
    known = _sent_to(shop)
    for customer, found in strangers_in(shop.records.customers, known):
        message = f"{found.address} of {named(customer)} is at {found.shared}, where {found.other} is."
        if found.shared == found.address.casefold():
            message = f"{found.address} of {named(customer)} is the address of {found.other}, too."
        yield EMAIL_AT_ANOTHER_CUSTOMER.at(at(customer, "email"), message)


def texts_of_others(shop: Shop) -> Iterator[Finding]:
    """Neither the address nor the statement of a customer has the whole name of another one.

    Names of one word are left out, because they may be those of a street or town.
    """
    named_by = dict[tuple[str, ...], str]()
    for customer in shop.records.customers:
        words = _words(customer.customer)
        if len(words) > 1:
            named_by.setdefault(words, customer.customer or "")
    longest = max((len(words) for words in named_by), default=0)
    for customer in shop.records.customers:
        own = _words(customer.customer)
        for field in ("address", "statement_wording"):
            other = _first_named(_words(getattr(customer, field)), named_by, own, longest)
            if other:
                place = at(customer, field)
                message = f"{place.column} of {named(customer)} names {other}."
                yield NAMES_ANOTHER_CUSTOMER.at(place, message)


def _words(text: str | None) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", key(text or "")))


def _first_named(
    words: tuple[str, ...], named_by: dict[tuple[str, ...], str], own: tuple[str, ...], longest: int
) -> str:
    """The first customer whose whole name stands in these words, unless it is a part of this customer's name or longer."""
    for start in range(len(words)):
        for end in range(start + 2, min(start + longest, len(words)) + 1):
            found = words[start:end]
            if found in named_by and found != own[: len(found)] and own != found[: len(own)]:
                return named_by[found]
    return ""


def _sent_to(shop: Shop) -> dict[str, list[str]]:
    """Customer -> the addresses that papers of its orders were sent to."""
    found: dict[str, list[str]] = {}
    for row in shop.records.certificates:
        order = shop.orders.get(shop.keys[row.order_id])
        if order and row.sent_to:
            found.setdefault(shop.keys[order.customer], []).extend(listed(row.sent_to))
    return found


def limits(shop: Shop) -> Iterator[Finding]:
    """Lower limits lie below upper limits, and nominals between them."""
    for row in shop.records.characteristics:
        low, high, nominal = row.lower_limit, row.upper_limit, row.nominal
        if low is None and high is None:
            yield LIMITS_MISSING.at(at(row, "lower_limit"), f"{named(row)} has no limits.")
        elif low is not None and high is not None and low > high:
            message = f"{named(row)}: {number_text(low)} is above {number_text(high)}."
            yield LIMITS_REVERSED.at(at(row, "lower_limit"), message)
        elif nominal is not None and (
            (low is not None and nominal < low) or (high is not None and nominal > high)
        ):
            message = f"{named(row)}: the nominal {number_text(nominal)} is outside its limits."
            yield NOMINAL_OUTSIDE_LIMITS.at(at(row, "nominal"), message)
    every: Iterable[GradeLimit | Analysis] = chain(shop.records.grade_limits, shop.records.chemistry)
    for each in every:
        if each.minimum is not None and each.maximum is not None and each.minimum > each.maximum:
            message = f"{named(each)}: {number_text(each.minimum)} is above {number_text(each.maximum)}."
            yield LIMITS_REVERSED.at(at(each, "minimum"), message)


def materials(shop: Shop) -> Iterator[Finding]:
    """What a material asks for can be had, and its specification is complete."""
    for row in shop.records.materials:
        needed = row.certificate_needed
        if row.family in _NO_MILL and needed in _MILL_TYPES:
            message = f"{named(row)} is {row.family}, but asks for a {needed}."
            yield MATERIAL_ASKS_TOO_MUCH.at(at(row, "certificate_needed"), message)
        if row.mark_transfer_needed and needed in (None, "None"):
            message = f"{named(row)} needs mark transfer, but no certificate."
            yield MATERIAL_WITHOUT_HEATS.at(at(row, "mark_transfer_needed"), message)
        if row.specification and not row.spec_revision:
            message = f"{named(row)} is bought to {row.specification} without a revision or year."
            yield SPEC_WITHOUT_REVISION.at(at(row, "spec_revision"), message)


CHECKS: tuple[Check, ...] = (customers, addresses_of_others, texts_of_others, limits, materials)
