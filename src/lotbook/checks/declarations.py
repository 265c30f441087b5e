"""Declarations, custody and chemistry: what suppliers state is about something, current, and agrees with the lot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from lotbook.checks.shop import Check, Shop, at, named
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.domain.values import number_text
from lotbook.tables.custody import Transfer
from lotbook.tables.declarations import Declaration

DECLARATION_WITHOUT_SUBJECT = Kind(
    "declaration-without-subject",
    Severity.WARN,
    "A declaration is about nothing",
    "It must name a lot, or a supplier and a material; else no lot can rely on it. Only a supplier of outside "
    "processes declares without a material, for everything it does.",
    "Fill Lot ID, or Supplier and Material.",
)
DECLARATION_EXPIRED = Kind(
    "declaration-expired",
    Severity.WARN,
    "A declaration is no longer valid",
    "Its own last day has passed and no newer one is on file.",
    "Ask the supplier for a new declaration.",
)
DECLARATION_STALE = Kind(
    "declaration-stale",
    Severity.WARN,
    "A declaration is old",
    "RoHS and REACH lists grow; buyers refuse declarations older than the setting Declaration age (months).",
    "Ask the supplier for a new declaration against the current list.",
)
DECLARATION_WITHOUT_FILE = Kind(
    "declaration-without-file",
    Severity.NOTE,
    "A declaration has no file",
    "The entry alone proves nothing; the paper must be at hand.",
    "Save the declaration beside the workbook and name it in File.",
)
EXEMPTION_MISSING = Kind(
    "exemption-missing",
    Severity.WARN,
    "A RoHS exemption is claimed but not named",
    "Compliant with exemption means nothing without the exemption, e.g. 6(c), and its expiry.",
    "Enter the exemption from the declaration.",
)
CUSTODY_HEAT_DIFFERS = Kind(
    "custody-heat-differs",
    Severity.STOP,
    "A delivery paper names another heat than the lot",
    "The chain from mill to shop is about other metal.",
    "Compare the document with certificate and material; correct the entry or reject the lot.",
)
CUSTODY_GAP = Kind(
    "custody-gap",
    Severity.WARN,
    "The chain of custody has a gap",
    "Each hand-over starts where the one before ended, from the mill to us.",
    "Enter the missing hand-over from its delivery note.",
)
CHEMISTRY_OUT_OF_LIMITS = Kind(
    "chemistry-out-of-limits",
    Severity.STOP,
    "A certificate's value is outside its own limits",
    "The lot is Released although its certificate shows a value that its specification does not allow.",
    "Read the certificate again; if it is so, set the lot to Hold and ask the supplier.",
)

_DATED = frozenset({"RoHS", "REACH"})


def subjects(shop: Shop) -> Iterator[Finding]:
    """Each declaration names what it is about, its file and the exemption it claims."""
    processors = {shop.keys[process.supplier] for process in shop.records.outside_processes}
    for each in shop.records.declarations:
        who = f"The {each.regulation} declaration of {each.dated} on row {each.row}"
        about_processes = shop.keys[each.supplier] in processors and not each.material
        if not each.lot_id and not (each.supplier and each.material) and not about_processes:
            field = "material" if each.supplier else "lot_id"
            yield DECLARATION_WITHOUT_SUBJECT.at(
                at(each, field), f"{who} names no lot and no supplier with material."
            )
        if not each.file:
            yield DECLARATION_WITHOUT_FILE.at(at(each, "file"), f"{who} has no file.")
        if each.statement == "Compliant with exemption" and not each.exemption:
            yield EXEMPTION_MISSING.at(at(each, "exemption"), f"{who} claims an exemption, but not which.")


def ages(shop: Shop) -> Iterator[Finding]:
    """The newest declaration for each subject is still valid and not older than the setting allows."""
    newest: dict[tuple[object, ...], Declaration] = {}
    for each in shop.records.declarations:
        keys = shop.keys
        about = (each.regulation, keys[each.lot_id], keys[each.supplier], keys[each.material])
        if each.dated and (about not in newest or each.dated >= (newest[about].dated or each.dated)):
            newest[about] = each
    oldest = _months_before(shop.today, shop.records.setting("Declaration age (months)"))
    for each in newest.values():
        what = f"The {each.regulation} declaration for {each.lot_id or f'{each.material} of {each.supplier}'}"
        if each.valid_until and each.valid_until < shop.today:
            yield DECLARATION_EXPIRED.at(
                at(each, "valid_until"), f"{what} was valid until {each.valid_until}."
            )
        elif oldest and each.regulation in _DATED and each.dated and each.dated < oldest:
            yield DECLARATION_STALE.at(at(each, "dated"), f"{what} is dated {each.dated}.")


def _months_before(day: date, months: str) -> date | None:
    if not months.strip().isdigit() or int(months) == 0:  # 0 accepts any age, as in compliance
        return None
    count = day.year * 12 + day.month - 1 - int(months)
    return date(count // 12, count % 12 + 1, min(day.day, 28)) if count >= 12 else None


def custody(shop: Shop) -> Iterator[Finding]:
    """Delivery papers name the lot's heat, and each hand-over starts where the one before ended."""
    keys = shop.keys
    transfers = shop.grouped(shop.records.custody, "lot_id")
    for name, steps in transfers.items():
        lot = shop.lots.get(name)
        heats = {keys[lot.heat_on_certificate], keys[lot.heat_on_material]} - {""} if lot else set()
        for step in steps:
            if step.heat_on_document and lot and heats and keys[step.heat_on_document] not in heats:
                message = (
                    f"{step.document or 'A document'} of {named(lot)} names heat {step.heat_on_document}, not "
                    f"{lot.heat_on_certificate or lot.heat_on_material}."
                )
                yield CUSTODY_HEAT_DIFFERS.at(at(step, "heat_on_document"), message)
        yield from _gaps(shop, steps)


def _gaps(shop: Shop, steps: list[Transfer]) -> Iterator[Finding]:
    counted = sorted((step for step in steps if step.step is not None), key=lambda step: step.step or 0)
    for before, after in pairwise(counted):
        if before.target and after.source and shop.keys[before.target] != shop.keys[after.source]:
            message = (
                f"{after.lot_id} went to {before.target} in step {number_text(before.step or 0.0)}, but step "
                f"{number_text(after.step or 0.0)} starts with {after.source}."
            )
            yield CUSTODY_GAP.at(at(after, "source"), message)


def chemistry(shop: Shop) -> Iterator[Finding]:
    """The values on the certificate of a Released lot are within the limits printed beside them."""
    for value in shop.records.chemistry:
        lot = shop.lots.get(shop.keys[value.lot_id])
        if lot is None or lot.status != "Released" or value.value is None:
            continue
        low = value.minimum is not None and value.value < value.minimum
        high = value.maximum is not None and value.value > value.maximum
        if low or high:
            limit = value.minimum if low else value.maximum
            message = (
                f"{value.element} of {named(lot)} is {number_text(value.value)} {value.unit or ''}, "
                f"{'below' if low else 'above'} the {number_text(limit or 0.0)} printed as its limit."
            )
            yield CHEMISTRY_OUT_OF_LIMITS.at(at(value, "value"), message)


CHECKS: tuple[Check, ...] = (subjects, ages, custody, chemistry)
