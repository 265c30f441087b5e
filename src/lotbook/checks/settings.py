"""Settings: names that are known, values that can be used, and a name for the certificate's head."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotbook.checks.shop import Check, Shop, at
from lotbook.domain.findings import Finding, Kind, Place, Severity
from lotbook.domain.lot_ids import format_problem, identifier_problem
from lotbook.tables.file_name_rule import is_file_name
from lotbook.tables.file_name_rule import trouble as name_trouble
from lotbook.tables.lists import PAPERS, PROFILES
from lotbook.tables.settings import DEFAULTS, Setting
from lotbook.tables.standing import is_standing, ownerless, parse

SETTING_UNKNOWN = Kind(
    "setting-unknown",
    Severity.NOTE,
    "A setting has a name nobody knows",
    "Lotbook does not read it; perhaps its name was changed.",
    "Put the name back as the manual says, or leave it if it is your own.",
)
SETTING_INVALID = Kind(
    "setting-invalid",
    Severity.STOP,
    "A setting cannot be used",
    "Numbers, certificates and the gate follow the settings.",
    "Correct the value as Meaning beside it says.",
)
STANDING_UNCLEAR = Kind(
    "standing-check-unclear",
    Severity.WARN,
    "A standing check cannot be understood",
    "What a customer once sent papers back for would not be looked at.",
    "Write it again with `lotbook remember`, or correct its value as the manual says.",
)
STANDING_WITHOUT_CUSTOMER = Kind(
    "standing-check-without-customer",
    Severity.WARN,
    "A standing check names a customer who is not on Customers",
    "Its customer was renamed, or the name is mistyped: what came back once would come back again in silence.",
    "Write the customer in the value as the sheet Customers has it, or delete the row.",
)
COMPANY_NAME_MISSING = Kind(
    "company-name-missing",
    Severity.NOTE,
    "The company has no name yet",
    "A certificate needs an issuer.",
    "Enter Company name and Company address in Settings.",
)

_FIELD = re.compile(r"\{(\w+)[^{}]*\}")
_SAMPLES = {"material": "AL6", "yyyy": "2024", "yy": "24", "mm": "05", "dd": "17"}
_NUMBERS = frozenset({"Balance tolerance (%)", "Declaration age (months)"})
_WORDS = {"Profile": PROFILES, "Paper": PAPERS}


def values(shop: Shop) -> Iterator[Finding]:
    """Every setting is one we know, with a value that can be used."""
    known = {shop.keys[default.name]: default.name for default in DEFAULTS}
    formats: dict[str, Setting] = {}
    for row in shop.records.settings_rows:
        name = known.get(shop.keys[row.setting])
        if is_standing(row.setting):
            if not parse(row).kind:
                yield STANDING_UNCLEAR.at(at(row, "value"), f"{row.setting} says {row.value!r}.")
        elif is_file_name(row.setting):
            if row.value and (wrong := name_trouble(row)):
                yield SETTING_INVALID.at(at(row, "value"), f"{row.setting} {wrong}.")
        elif row.setting and name is None:
            yield SETTING_UNKNOWN.at(at(row, "setting"), f"The setting {row.setting!r} is not known.")
        elif name and row.value is not None:
            trouble = _trouble(name, row.value)
            if not trouble and name.endswith("ID format"):
                other = formats.setdefault(row.value.strip().upper(), row)
                trouble = f"is the same as that of {other.setting}" if other is not row else ""
            if trouble:
                yield SETTING_INVALID.at(at(row, "value"), f"{name} {trouble}.")


def _trouble(name: str, value: str) -> str:
    text = value.strip()
    if name.endswith("ID format"):
        return format_trouble(text, lot=name.startswith("Lot"))
    if name in _NUMBERS and not re.fullmatch(r"\d{1,4}(\.\d+)?", text):
        return f"is {value!r}, which is not a number"
    words = _WORDS.get(name)
    if words and text not in words:
        return f"is {value!r}; it must be {' or '.join(words)}"
    return ""


def format_trouble(text: str, *, lot: bool) -> str:
    """Why an ID format cannot be used, in words; an empty text when it can.

    Besides what the format itself must be, an identifier made with it must be safe to type into Excel.
    """
    if not lot and "{material}" in text:
        return "holds {material}, which only Lot IDs have"
    problem = format_problem(text)
    if problem:
        return f"cannot be used: {problem}"
    sample = _FIELD.sub(lambda field: _SAMPLES.get(field[1], "001"), text)
    problem = identifier_problem(sample)
    return f"makes numbers such as {sample}, which {problem}" if problem else ""


def customers_of_standing_checks(shop: Shop) -> Iterator[Finding]:
    """Every standing check is for a customer of the sheet Customers."""
    customers = (customer.customer for customer in shop.records.customers)
    for check in ownerless(shop.records.settings_rows, customers):
        place = Place("Settings", check.row, check.name, "Value")
        yield STANDING_WITHOUT_CUSTOMER.at(place, f"{check.name} is for {check.customer}.")


def own_formats(shop: Shop) -> Iterator[Finding]:
    """A material's own Lot ID format can be used."""
    for material in shop.records.materials:
        trouble = format_trouble(material.lot_id_format.strip(), lot=True) if material.lot_id_format else ""
        if trouble:
            message = f"The Lot ID format of {material.material} {trouble}."
            yield SETTING_INVALID.at(at(material, "lot_id_format"), message)


def company(shop: Shop) -> Iterator[Finding]:
    """The shop has a name."""
    if shop.records.loaded("Settings").view is not None and not shop.records.setting("Company name").strip():
        row = next((r for r in shop.records.settings_rows if shop.keys[r.setting] == "company name"), None)
        place = at(row, "value") if row else Place("Settings")
        yield COMPANY_NAME_MISSING.at(place, "Company name is empty.")


CHECKS: tuple[Check, ...] = (values, customers_of_standing_checks, own_formats, company)
