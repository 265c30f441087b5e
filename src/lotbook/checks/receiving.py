"""Receiving: a lot is Released only when heat, certificate, declarations and the person who checked are as they should be."""

from __future__ import annotations

from collections.abc import Iterator

from lotbook.checks.shop import Check, Shop, at, named
from lotbook.checks.stock import last_day
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.tables.receiving import Receipt

HEAT_MISMATCH = Kind(
    "heat-mismatch",
    Severity.STOP,
    "The heat on the certificate is not the heat on the material",
    "The certificate is for other metal, so nothing is proved about this delivery.",
    "Set Status to Rejected with the reason and ask the supplier for the right certificate, or correct a typing error.",
)
RELEASED_WITHOUT_HEAT = Kind(
    "released-without-heat",
    Severity.STOP,
    "A lot was released without its heat",
    "The heat ties certificate and material together; for plastics it is the maker's lot number.",
    "Read the heat from certificate and material and enter both, or set Status back to Quarantine.",
)
CERTIFICATE_MISSING = Kind(
    "certificate-missing",
    Severity.STOP,
    "A lot was released without the file of its certificate",
    "The material needs a certificate; without its file the package for the customer cannot be made.",
    "Save the supplier's certificate beside the workbook and name it in Certificate file.",
)
CERTIFICATE_TOO_WEAK = Kind(
    "certificate-too-weak",
    Severity.STOP,
    "The certificate is of a weaker type than the material needs",
    "EN 10204:2004: a 3.2 also serves as a 3.1, a 3.1 (in North America an MTR) as a 2.2, a 2.2 as a 2.1; never the other way.",
    "Ask the supplier for the certificate type that Materials asks for, or set Status back to Quarantine.",
)
RELEASED_UNCHECKED = Kind(
    "released-unchecked",
    Severity.STOP,
    "A lot was released without a check",
    "Nobody stands for having compared heat, certificate and order.",
    "Let a trained person compare them and fill Checked by and Checked on, or set Status back to Quarantine.",
)
RELEASED_UNREVIEWED = Kind(
    "released-unreviewed",
    Severity.STOP,
    "The certificate's values were not compared with the limits",
    "AS9100 8.4.2 asks for evidence that the values on test reports were compared with the specification. "
    "Asked for in the profiles aerospace and medical only.",
    "Compare the values with the limits and fill Reviewed by and Reviewed on.",
)
DECLARATION_MISSING = Kind(
    "declaration-missing",
    Severity.WARN,
    "A declaration that the material needs is not on file",
    "Without it the answer to a RoHS, REACH or safety question is: needs data.",
    "Ask the supplier for the declaration and enter it in Declarations.",
)
REASON_MISSING = Kind(
    "reason-missing",
    Severity.WARN,
    "A lot is held back without a reason",
    "Whoever finds the lot must know why it may not be used and what would free it.",
    "Write the reason.",
)
RELEASED_EXPIRED = Kind(
    "released-expired",
    Severity.WARN,
    "An expired lot is still Released",
    "It would be taken for the next job.",
    "Set Status to Hold or Rejected, unless nothing of it is left.",
)
SUPPLIER_NOT_APPROVED = Kind(
    "supplier-not-approved",
    Severity.WARN,
    "The supplier was not approved on that day",
    "Material from suppliers outside the approved list needs a decision of its own.",
    "Renew the approval in Suppliers, or write in Note who accepted the delivery.",
)
OWN_NAME_AS_MILL = Kind(
    "own-name-as-mill",
    Severity.STOP,
    "Our own shop stands as the maker of the metal",
    "EN 10204 lets the manufacturer issue a 3.1. A shop must not sign one for metal it did not melt or roll.",
    "Enter the mill from the supplier's certificate.",
)

# What a certificate is worth; a type serves for every type of the same or a smaller worth.
_WORTH = {"3.2": 4, "3.1": 3, "MTR": 3, "2.2": 2, "CoA": 2, "2.1": 1, "CofC": 1, "None": 0}
_NOT_METAL = frozenset({"Plastic", "Resin", "Composite", "Wood", "Consumable"})
_HELD_BACK = frozenset({"Hold", "Rejected", "Returned"})
_MEETS_NOTHING = frozenset({"Rejected", "Returned"})


def heats_agree(shop: Shop) -> Iterator[Finding]:
    """The heat on the material is the heat on the certificate, unless the delivery was rejected or went back."""
    keys = shop.keys
    for lot in shop.records.receiving:
        paper, metal = lot.heat_on_certificate, lot.heat_on_material
        if paper == metal or not (paper and metal) or lot.status in _MEETS_NOTHING:
            continue
        if keys[paper] != keys[metal]:
            message = f"{named(lot)} is marked {metal}, but its certificate is for heat {paper}."
            yield HEAT_MISMATCH.at(at(lot, "heat_on_material"), message)


def released(shop: Shop) -> Iterator[Finding]:
    """A Released lot has its heat, its certificate and somebody who checked it."""
    for lot in shop.records.receiving:
        if lot.status == "Released":
            if not (lot.checked_by and lot.checked_on):
                field = "checked_on" if lot.checked_by else "checked_by"
                message = f"{named(lot)} is Released, but nobody is named who compared it and when."
                yield RELEASED_UNCHECKED.at(at(lot, field), message)
            yield from _certificate(shop, lot)


def _certificate(shop: Shop, lot: Receipt) -> Iterator[Finding]:
    material = shop.material_of(lot)
    needed = (material.certificate_needed if material else None) or "None"
    if needed == "None" or material is None:
        return
    if not (lot.heat_on_certificate and lot.heat_on_material):
        side = "material" if lot.heat_on_certificate else "certificate"
        message = f"{named(lot)} is Released without the heat on its {side}."
        yield RELEASED_WITHOUT_HEAT.at(at(lot, f"heat_on_{side}"), message)
    if not lot.certificate_file:
        message = f"{named(lot)} is Released; {lot.material} needs a {needed}, but no file is named."
        yield CERTIFICATE_MISSING.at(at(lot, "certificate_file"), message)
    has = lot.certificate_type or "None"
    if not serves(has, needed, family=material.family):
        message = f"{named(lot)} came with {_type_words(has)}; {lot.material} needs a {needed}."
        yield CERTIFICATE_TOO_WEAK.at(at(lot, "certificate_type"), message)


def serves(has: str, needed: str, *, family: str | None) -> bool:
    """Whether one certificate type serves where another is asked for (EN 10204:2004; an MTR counts as a 3.1).

    For plastics, resins, wood and other material that no mill melts, a maker's certificate of conformity with its
    lot number serves for every type: an MTR cannot be asked for.
    """
    if has not in _WORTH or needed not in _WORTH:
        return True  # a word outside the list has a finding of its own
    if family in _NOT_METAL and needed != "None":
        return _WORTH[has] > 0
    return _WORTH[has] >= _WORTH[needed]


def _type_words(has: str) -> str:
    return "no certificate" if has == "None" else f"a {has}"


def reviewed(shop: Shop) -> Iterator[Finding]:
    """Under the stricter profiles somebody compared the values of a metal's certificate with the limits."""
    if not shop.strict:
        return
    for lot in shop.records.receiving:
        if lot.status == "Released" and not (lot.reviewed_by and lot.reviewed_on) and _has_values(shop, lot):
            message = (
                f"{named(lot)} is Released, but nobody compared its certificate's values with the limits."
            )
            yield RELEASED_UNREVIEWED.at(at(lot, "reviewed_by"), message)


def _has_values(shop: Shop, lot: Receipt) -> bool:
    """Whether the lot is of metal whose certificate gives test results (EN 10204 from 2.2 on)."""
    material = shop.material_of(lot)
    if material is None or material.family in _NOT_METAL:
        return False
    return _WORTH.get(material.certificate_needed or "", 0) >= _WORTH["2.2"]


def declared(shop: Shop) -> Iterator[Finding]:
    """The declarations a material needs are on file for each Released lot, by lot or by supplier and material."""
    keys = shop.keys
    by_lot = {(keys[each.lot_id], each.regulation) for each in shop.records.declarations if each.lot_id}
    by_material = {
        (keys[each.supplier], keys[each.material], each.regulation)
        for each in shop.records.declarations
        if not each.lot_id
    }
    for lot in shop.records.receiving:
        material = shop.material_of(lot)
        if lot.status != "Released" or material is None:
            continue
        asked = (
            ("RoHS", material.rohs_needed), ("REACH", material.reach_needed), ("SDS", material.sds_needed)
        )  # fmt: skip
        missing = [
            regulation
            for regulation, needed in asked
            if needed
            and (keys[lot.lot_id], regulation) not in by_lot
            and (keys[lot.supplier], keys[lot.material], regulation) not in by_material
        ]
        if missing:
            message = (
                f"{named(lot)}: no {' and no '.join(missing)} declaration of {lot.supplier} for {lot.material} is on "
                f"file."
            )
            yield DECLARATION_MISSING.at(at(lot, "material"), message)


def held_back(shop: Shop) -> Iterator[Finding]:
    """A lot that is held, rejected or returned says why."""
    for lot in shop.records.receiving:
        if lot.status in _HELD_BACK and not lot.reason:
            yield REASON_MISSING.at(at(lot, "reason"), f"{named(lot)} is {lot.status} without a reason.")


def expired(shop: Shop) -> Iterator[Finding]:
    """A lot past its last day is not Released any more."""
    for lot in shop.records.receiving:
        if lot.status == "Released":
            day = last_day(shop, lot)
            if day is not None and day < shop.today:
                message = f"{named(lot)} is Released, but could be used until {day} only."
                yield RELEASED_EXPIRED.at(at(lot, "status"), message)


def suppliers(shop: Shop) -> Iterator[Finding]:
    """The supplier was approved on the day of the delivery; an empty approval counts only under stricter profiles."""
    for lot in shop.records.receiving:
        supplier = shop.suppliers.get(shop.keys[lot.supplier])
        if supplier is None or lot.status in _MEETS_NOTHING:
            continue
        ended = supplier.approved_until and lot.received_on and supplier.approved_until < lot.received_on
        if supplier.approved is False or ended or (shop.strict and supplier.approved is None):
            since = f"; the approval ended on {supplier.approved_until}" if ended else ""
            message = f"{named(lot)} came from {lot.supplier}, which was not approved{since}."
            yield SUPPLIER_NOT_APPROVED.at(at(lot, "supplier"), message)


def makers(shop: Shop) -> Iterator[Finding]:
    """Our own name never stands as the mill of metal."""
    own = shop.keys[shop.records.setting("Company name")]
    for lot in shop.records.receiving if own else ():
        if shop.keys[lot.mill] == own:
            material = shop.material_of(lot)
            if material is None or material.family not in _NOT_METAL:
                message = f"{named(lot)} names {lot.mill} as its mill: our own shop."
                yield OWN_NAME_AS_MILL.at(at(lot, "mill"), message)


CHECKS: tuple[Check, ...] = (
    heats_agree, released, reviewed, declared, held_back, expired, suppliers, makers,
)  # fmt: skip
