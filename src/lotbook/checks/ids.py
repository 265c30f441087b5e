"""Identifiers: issued once, well formed, never mistaken for another, and heats that look or are the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter, itemgetter

from lotbook.checks.shop import Check, Shop, at, named
from lotbook.domain.findings import Finding, Kind, Place, Severity
from lotbook.domain.identifiers import lookalike_keys
from lotbook.domain.lot_ids import identifier_problem
from lotbook.tables.book import TABLES
from lotbook.tables.column import Sheet
from lotbook.tables.cuts import Cut
from lotbook.tables.receiving import Receipt

DUPLICATE_KEY = Kind(
    "duplicate-key",
    Severity.STOP,
    "Two rows have the same identifier",
    "An identifier names one thing. With two rows, links lead to whichever is found first.",
    "Find out from tag and papers which row is right; correct the other one, or empty it and run: lotbook assign.",
)
ID_IN_TWO_SHEETS = Kind(
    "id-in-two-sheets",
    Severity.STOP,
    "A lot and a run have the same identifier",
    "Materials used may name a lot, a cut or a run. The same identifier for two of them makes the chain ambiguous.",
    "Empty the newer identifier, then run: lotbook assign.",
)
ID_MALFORMED = Kind(
    "id-malformed",
    Severity.WARN,
    "One of our own identifiers has an unsafe form",
    "Our identifiers hold A-Z, 0-9 and hyphen, at most 20 characters with at least one letter, so that Excel, scanners "
    "and file names keep them as they are.",
    "Let Lotbook write the identifier (run: lotbook assign); correct the ID format in Settings if that made it.",
)
NOT_NUMBERED = Kind(
    "not-numbered",
    Severity.NOTE,
    "A row is not numbered yet",
    "Nothing can link to a row without an identifier.",
    "Run: lotbook assign.",
)
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

_DIGITS = str.maketrans("123456789", "000000000")
# Sheets whose rows wait for a number, and the field it goes to.
_NUMBERED = {
    "Receiving": "lot_id",
    "Cuts": "new_lot_id",
    "Manufacture": "run_id",
    "Orders": "order_id",
    "Shipments": "shipment_id",
    "Nonconformances": "ncr_id",
}


def duplicates(shop: Shop) -> Iterator[Finding]:
    """No two rows of a sheet have the same key, except the parents of one blend."""
    for sheet in TABLES:
        if sheet.key:
            yield from _duplicates(shop, sheet)


def _duplicates(shop: Shop, sheet: Sheet) -> Iterator[Finding]:
    keys = shop.keys
    rows = shop.records.loaded(sheet.name).rows
    if len(sheet.key) == 1 and len(set(keys.column(rows, sheet.key[0]))) == len(rows):
        return
    fields = list(sheet.columns)
    columns = [
        [keys[name] if isinstance(name, str) else name for name in map(itemgetter(position), rows)]
        for position in (fields.index(field) + 1 for field in sheet.key)
    ]
    names = list(zip(*columns, strict=True))
    if len(set(names)) == len(rows):
        return
    first: dict[object, tuple[object, ...]] = {}
    for row, name in zip(rows, names, strict=True):
        if None in name or (isinstance(row, Cut) and row.reason == "Blend"):
            continue
        earlier = first.setdefault(name, row)
        if earlier is not row:
            yield DUPLICATE_KEY.at(
                at(row, sheet.key[0]), f"{named(row)} stands on row {earlier[0]} of {sheet.name} already."
            )


def own_identifiers(shop: Shop) -> Iterator[Finding]:
    """Our own identifiers are well formed, and a row with data has one."""
    own_number = {
        shop.keys[material.material]
        for material in shop.records.materials
        if material.lot_id_from == "Heat on certificate"
    }
    problems: dict[str, str] = {}
    for sheet_name, field in _NUMBERED.items():
        rows = shop.records.loaded(sheet_name).rows
        names = list(map(attrgetter(field), rows))
        if None not in names and not any(_problems(names).values()):
            continue
        for row, name in zip(rows, names, strict=True):
            if name is None:
                yield NOT_NUMBERED.at(at(row, field), f"Row {row[0]} of {sheet_name} has no number yet.")
                continue
            shape = name.translate(_DIGITS)
            if shape not in problems:
                problems[shape] = identifier_problem(name)
            if problems[shape] and not _is_the_makers(shop, row, own_number):
                yield ID_MALFORMED.at(at(row, field), f"{name!r} {problems[shape]}.")


def _problems(names: Sequence[str]) -> dict[str, str]:
    """What is wrong with identifiers, by shape; which digits they are does not matter, and shapes are few."""
    shapes = "\n".join(names).translate(_DIGITS).split("\n")
    if len(shapes) != len(names):  # one of them holds a line end
        shapes = [name.translate(_DIGITS) for name in names]
    return {shape: identifier_problem(name) for shape, name in dict(zip(shapes, names, strict=True)).items()}


def _is_the_makers(shop: Shop, row: tuple[object, ...], own_number: set[str]) -> bool:
    return isinstance(row, Receipt) and shop.keys[row.material] in own_number


def across_sheets(shop: Shop) -> Iterator[Finding]:
    """A lot, a cut piece and a run never share an identifier."""
    lots, pieces, runs = shop.lots, shop.pieces, shop.runs
    for name in lots.keys() & pieces.keys():
        cut = pieces[name][0]
        yield _shared(at(cut, "new_lot_id"), cut.new_lot_id, f"row {lots[name].row} of Receiving")
    for name in runs.keys() & (lots.keys() | pieces.keys()):
        other = f"row {lots[name].row} of Receiving" if name in lots else f"row {pieces[name][0].row} of Cuts"
        yield _shared(at(runs[name], "run_id"), runs[name].run_id, other)


def _shared(place: Place, name: str | None, other: str) -> Finding:
    return ID_IN_TWO_SHEETS.at(place, f"{name} is also the identifier of {other}.")


def heats(shop: Shop) -> Iterator[Finding]:
    """The same heat comes from one supplier in one grade; look-alike heats are asked about."""
    lots_of = shop.grouped(shop.records.receiving, "heat_on_certificate")
    for lots in lots_of.values():
        if len(lots) > 1:
            yield from _same_heat(shop, lots)
    alike: dict[str, list[Receipt]] = {}
    for shape, lots in zip(lookalike_keys(list(lots_of)), lots_of.values(), strict=True):
        alike.setdefault(shape, []).append(lots[0])
    for firsts in alike.values():
        if len(firsts) > 1:
            yield from _look_alike(shop, sorted(firsts, key=attrgetter("row")))


def _same_heat(shop: Shop, lots: list[Receipt]) -> Iterator[Finding]:
    keys = shop.keys
    seller: dict[str, Receipt] = {}
    graded: dict[str, Receipt] = {}
    for lot in lots:
        heat = lot.heat_on_certificate
        other = next((each for name, each in seller.items() if name != keys[lot.supplier]), None)
        if other and lot.supplier and keys[lot.supplier] not in seller:
            yield HEAT_TWO_SUPPLIERS.at(
                at(lot, "heat_on_certificate"),
                f"Heat {heat} of {named(lot)} from {lot.supplier} is also the heat of {named(other)} "
                f"from {other.supplier}.",
            )
        if lot.supplier:
            seller.setdefault(keys[lot.supplier], lot)
        grade = _grade(shop, lot)
        earlier = graded.setdefault(keys[lot.supplier], lot)
        if grade and _grade(shop, earlier) not in ("", grade):
            yield HEAT_TWO_GRADES.at(
                at(lot, "heat_on_certificate"),
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
            yield HEAT_LOOKALIKE.at(
                at(lot, "heat_on_certificate"),
                f"Heat {lot.heat_on_certificate} of {named(lot)} looks like {other.heat_on_certificate} "
                f"of {named(other)}.",
            )
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


CHECKS: tuple[Check, ...] = (duplicates, own_identifiers, across_sheets, heats, certificate_files)
