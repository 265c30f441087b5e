"""Cutting: each piece carries the heat of what it was cut from, and another person verified the mark before use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from lotbook.checks.shop import Check, Shop, at, named
from lotbook.checks.stock import materials_of
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.domain.units import converted
from lotbook.tables.cuts import Cut
from lotbook.tables.receiving import Receipt

MARK_NOT_TRANSFERRED = Kind(
    "mark-not-transferred",
    Severity.STOP,
    "Part of a lot was used without a mark transfer",
    "The material needs its heat on each piece. What is left, or what was taken, carries no mark that was verified.",
    "Enter the cut in Cuts with its mark and who verified it, and name the new piece as the source.",
)
MARK_MISSING = Kind(
    "mark-missing",
    Severity.WARN,
    "A cut piece has no mark",
    "The material needs its heat on each piece; which heat was marked, how and by whom is not told.",
    "Fill Heat marked, Mark method and Marked by from the cut sheet.",
)
CUT_NOT_VERIFIED = Kind(
    "cut-not-verified",
    Severity.STOP,
    "A cut piece was used before its mark was verified",
    "Once the piece is machined nobody can tell any more which heat it was.",
    "Enter who verified the mark and when; if nobody did before use, open a nonconformance for the run.",
)
VERIFIED_BY_MARKER = Kind(
    "verified-by-marker",
    Severity.STOP,
    "A mark was verified by the person who put it on",
    "Nobody finds one's own slip; a second pair of eyes is the whole point of the verification.",
    "Let another person compare the mark with the parent's and enter that name.",
)
HEAT_MARKED_DIFFERS = Kind(
    "heat-marked-differs",
    Severity.STOP,
    "The heat marked on a piece is not the heat of its lot",
    "A piece inherits the heat of what it was cut from. With another heat on it, its certificate proves nothing.",
    "Compare piece, parent and certificate; re-mark the piece or correct From.",
)
BLEND_MATERIALS_DIFFER = Kind(
    "blend-materials-differ",
    Severity.STOP,
    "A blend is made of different materials",
    "Only powder or pellets of one material may be blended; the blend inherits its certificates.",
    "Correct From of the blend's rows.",
)
BLEND_OF_ONE = Kind(
    "blend-of-one",
    Severity.NOTE,
    "A blend has one parent only",
    "A blend is entered with one row for each lot it was made of, all with the same New lot ID. Shares come from these rows.",
    "Enter a row for each lot of the blend, or change the reason to Cut.",
)
CUT_FROM_UNRELEASED = Kind(
    "cut-from-unreleased",
    Severity.WARN,
    "A piece was cut from a lot that is not Released",
    "The piece inherits the status: it must not be used before the lot is Released.",
    "Mark the piece and keep it with its lot until the lot is Released.",
)


def whole_lots(shop: Shop) -> Iterator[Finding]:
    """Where marks must be transferred, a lot is used whole or through verified cuts."""
    drawn: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    needing = {code for code, material in shop.materials.items() if material.mark_transfer_needed}
    lots = shop.lots.items() if needing else ()
    marked = {name: lot for name, lot in lots if shop.keys[lot.material] in needing}
    for name in marked.keys() & shop.uses_of.keys():
        lot = marked[name]
        for use in shop.uses_of[name]:
            quantity = converted(use.quantity, use.unit, lot.unit) if use.quantity is not None else None
            drawn[name, shop.keys[use.run_id]] += quantity or Decimal()
        for use in shop.uses_of[name]:
            whole = lot.quantity is not None and drawn[name, shop.keys[use.run_id]] >= lot.quantity
            if not whole:
                yield MARK_NOT_TRANSFERRED.at(
                    at(use, "source"),
                    f"{use.run_id} used {use.quantity} {use.unit} of {named(lot)} directly; {lot.material} needs its "
                    f"heat on each cut piece.",
                )


def _needs_mark(shop: Shop, lots: tuple[Receipt, ...]) -> bool:
    return any(material.mark_transfer_needed for material in materials_of(shop, lots))


def marks(shop: Shop) -> Iterator[Finding]:
    """A cut piece carries the heat of its lot, and not the marker verified it before it was used."""
    origins = shop.origins
    for cut in shop.records.cuts:
        name = shop.keys[cut.new_lot_id]
        lots = origins.get(name, ())
        yield from _heat(shop, cut, lots)
        if cut.marked_by and shop.keys[cut.marked_by] == shop.keys[cut.verified_by]:
            message = f"{named(cut)} was marked and verified by {cut.marked_by}."
            yield VERIFIED_BY_MARKER.at(at(cut, "verified_by"), message)
        if cut.new_lot_id and cut.reason != "Blend" and _needs_mark(shop, lots):
            yield from _verified(cut, _first_use(shop, name))


def _heat(shop: Shop, cut: Cut, lots: tuple[Receipt, ...]) -> Iterator[Finding]:
    heats = {
        shop.keys[heat]: heat
        for lot in lots
        for heat in (lot.heat_on_material, lot.heat_on_certificate)
        if heat
    }
    if cut.heat_marked and heats and shop.keys[cut.heat_marked] not in heats:
        first = next(iter(heats.values()))
        message = f"{named(cut)} is marked {cut.heat_marked}, but was cut from heat {first}."
        yield HEAT_MARKED_DIFFERS.at(at(cut, "heat_marked"), message)


def _verified(cut: Cut, used_on: date | None) -> Iterator[Finding]:
    if not (cut.heat_marked and cut.mark_method and cut.marked_by):
        empty = next(each for each in ("heat_marked", "mark_method", "marked_by") if not getattr(cut, each))
        yield MARK_MISSING.at(
            at(cut, empty), f"{named(cut)} has no complete mark: {at(cut, empty).column} is empty."
        )
    if used_on is None:
        return
    if not (cut.verified_by and cut.verified_on):
        message = f"{named(cut)} was used on {used_on}, but nobody verified its mark."
        yield CUT_NOT_VERIFIED.at(at(cut, "verified_on" if cut.verified_by else "verified_by"), message)
    elif cut.verified_on > used_on:
        message = f"{named(cut)} was used on {used_on}, but verified on {cut.verified_on} only."
        yield CUT_NOT_VERIFIED.at(at(cut, "verified_on"), message)


def _first_use(shop: Shop, name: str) -> date | None:
    """The first day a piece was used; a use without a day counts by its run's start, else as today."""
    days = []
    for use in shop.uses_of.get(name, ()):
        run = shop.runs.get(shop.keys[use.run_id])
        days.append(use.used_on or (run.started_on if run else None) or shop.today)
    return min(days, default=None)


def blends(shop: Shop) -> Iterator[Finding]:
    """A blend has several parents, all of one material."""
    origins = shop.origins
    for name, cuts in shop.pieces.items():
        if not any(cut.reason == "Blend" for cut in cuts):
            continue
        materials = {shop.keys[lot.material]: lot.material for lot in origins[name]}
        if len(materials) > 1:
            message = f"{named(cuts[-1])} blends {' and '.join(sorted(map(str, materials.values())))}."
            yield BLEND_MATERIALS_DIFFER.at(at(cuts[-1], "source"), message)
        if len({shop.keys[cut.source] for cut in cuts}) == 1:
            message = f"{named(cuts[0])} is a blend, but names only {cuts[0].source}."
            yield BLEND_OF_ONE.at(at(cuts[0], "reason"), message)


def parents(shop: Shop) -> Iterator[Finding]:
    """A piece is cut from a lot that was Released; what was cut before an open recall held it is that recall's case."""
    for cut in shop.records.cuts:
        lot = shop.lots.get(shop.keys[cut.source])
        if lot is not None and lot.status not in (None, "Released"):
            recalled = shop.recalled_on(lot.reason) if lot.status == "Hold" else None
            if recalled and cut.cut_on and cut.cut_on <= recalled:
                continue
            message = f"{named(cut)} was cut from {named(lot)}, which has the status {lot.status}."
            yield CUT_FROM_UNRELEASED.at(at(cut, "source"), message)
        hold = shop.held_pieces.get(shop.keys[cut.source])
        if hold is not None and not (hold.since and cut.cut_on and cut.cut_on <= hold.since):
            message = f"{named(cut)} was cut from {cut.source}, which is {hold.told}."
            yield CUT_FROM_UNRELEASED.at(at(cut, "source"), message)


CHECKS: tuple[Check, ...] = (whole_lots, marks, blends, parents)
