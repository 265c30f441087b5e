"""Heats: one heat comes from one supplier in one grade, look-alikes are asked about, a certificate file is of one heat."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from lotbook.checks.shop import Check, Shop, at, named
from lotbook.domain.findings import Finding, Kind, Place, Severity
from lotbook.domain.identifiers import lookalike_keys
from lotbook.tables.receiving import Receipt

HEAT_LOOKALIKE = Kind(
    "heat-lookalike",
    Severity.WARN,
    "Two heats look alike",
    "O and 0, I and 1, B and 8 are easily misread. Perhaps both are one heat, and one was typed wrongly.",
    "Compare both with certificate and material; correct the one that is wrong.",
)
HEAT_TWO_SUPPLIERS = Kind(
    "heat-two-suppliers",
    Severity.WARN,
    "The same heat came from two suppliers",
    "Either both bought from the same mill, or two mills use the same number for different metal.",
    "Compare the mills on both certificates. If they differ, keep the lots apart by their Lot ID.",
)
HEAT_TWO_GRADES = Kind(
    "heat-two-grades",
    Severity.WARN,
    "The same heat stands for two grades",
    "One melt from one supplier has one chemistry; it cannot be two grades.",
    "Compare both certificates; one lot has the wrong heat or the wrong material.",
)
CERTIFICATE_TWO_HEATS = Kind(
    "certificate-two-heats",
    Severity.NOTE,
    "One certificate file is named for two heats",
    "A certificate may list several heats, but more often the wrong file was chosen.",
    "Open the file and see whether both heats stand in it.",
)


def heats(shop: Shop) -> Iterator[Finding]:
    """The same heat comes from one supplier in one grade; look-alike heats are asked about.

    A delivery whose certificate is not read yet counts by the heat on its material, so twins are told when it is entered.
    """
    lots_of = _by_heat(shop)
    for lots in lots_of.values():
        if len(lots) > 1:
            yield from _same_heat(shop, lots)
    alike: dict[str, list[Receipt]] = {}
    for shape, lots in zip(lookalike_keys(list(lots_of)), lots_of.values(), strict=True):
        alike.setdefault(shape, []).append(lots[0])
    for firsts in alike.values():
        if len(firsts) > 1:
            yield from _look_alike(shop, sorted(firsts, key=attrgetter("row")))


def _by_heat(shop: Shop) -> dict[str, list[Receipt]]:
    lots_of = shop.grouped(shop.records.receiving, "heat_on_certificate")
    early = [lot for lot in shop.records.receiving if lot.heat_on_material and not lot.heat_on_certificate]
    for lot in early:
        lots_of.setdefault(shop.keys[lot.heat_on_material], []).append(lot)
    for name in {shop.keys[lot.heat_on_material] for lot in early}:
        lots_of[name].sort(key=attrgetter("row"))
    return lots_of


def _heat(lot: Receipt) -> tuple[str, Place]:
    """The heat a delivery goes by, and the cell it stands in."""
    if lot.heat_on_certificate:
        return lot.heat_on_certificate, at(lot, "heat_on_certificate")
    return lot.heat_on_material or "", at(lot, "heat_on_material")


def _same_heat(shop: Shop, lots: list[Receipt]) -> Iterator[Finding]:
    keys = shop.keys
    seller: dict[str, Receipt] = {}
    graded: dict[str, Receipt] = {}
    for lot in lots:
        heat, place = _heat(lot)
        other = next((each for name, each in seller.items() if name != keys[lot.supplier]), None)
        if other and lot.supplier and keys[lot.supplier] not in seller:
            yield HEAT_TWO_SUPPLIERS.at(
                place,
                f"Heat {heat} of {named(lot)} from {lot.supplier} is also the heat of {named(other)} "
                f"from {other.supplier}.",
            )
        if lot.supplier:
            seller.setdefault(keys[lot.supplier], lot)
        grade = _grade(shop, lot)
        earlier = graded.setdefault(keys[lot.supplier], lot)
        if grade and _grade(shop, earlier) not in ("", grade):
            yield HEAT_TWO_GRADES.at(
                place,
                f"Heat {heat} from {lot.supplier} is {grade} for {named(lot)}, but "
                f"{_grade(shop, earlier)} for {named(earlier)}.",
            )


def _grade(shop: Shop, lot: Receipt) -> str:
    material = shop.material_of(lot)
    return (material.grade or material.family or "") if material else ""


def _look_alike(shop: Shop, lots: list[Receipt]) -> Iterator[Finding]:
    """Asked about within one supplier or one material only; elsewhere a likeness is chance."""
    keys = shop.keys
    by_supplier: dict[str, Receipt] = {}
    by_material: dict[str, Receipt] = {}
    for lot in lots:
        other = by_supplier.get(keys[lot.supplier]) or by_material.get(keys[lot.material])
        if other:
            heat, place = _heat(lot)
            said = f"Heat {heat} of {named(lot)} looks like {_heat(other)[0]} of {named(other)}."
            yield HEAT_LOOKALIKE.at(place, said)
        by_supplier.setdefault(keys[lot.supplier], lot)
        by_material.setdefault(keys[lot.material], lot)


def certificate_files(shop: Shop) -> Iterator[Finding]:
    """One certificate file belongs to one heat."""
    first: dict[str, Receipt] = {}
    for lot in shop.records.receiving:
        if lot.certificate_file and lot.heat_on_certificate and lot.status not in ("Rejected", "Returned"):
            file = lot.certificate_file.replace("\\", "/").casefold()
            other = first.setdefault(file, lot)
            if shop.keys[other.heat_on_certificate] != shop.keys[lot.heat_on_certificate]:
                yield CERTIFICATE_TWO_HEATS.at(
                    at(lot, "certificate_file"),
                    f"{lot.certificate_file} is named for heat {lot.heat_on_certificate} of {named(lot)} and for "
                    f"heat {other.heat_on_certificate} of {named(other)}.",
                )


CHECKS: tuple[Check, ...] = (heats, certificate_files)
