"""Identifiers: issued once, well formed, never mistaken for another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import attrgetter, itemgetter

from lotbook.checks.rework import is_one_after_another
from lotbook.checks.shop import Check, Shop, at, named
from lotbook.domain.findings import Finding, Kind, Place, Severity
from lotbook.domain.lot_ids import identifier_problem
from lotbook.tables.book import TABLES
from lotbook.tables.column import Sheet
from lotbook.tables.cuts import Cut
from lotbook.tables.measurements import Measurement
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

_MEASURED_TWICE = (
    "Delete the row that is wrong. If the piece was reworked in between: name the nonconformance, decided as Rework, in "
    "the row that is out of limits, and the day in Measured on of both."
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
    """No two rows of a sheet have the same key, except the parents of one blend and the results around a rework."""
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
    same: defaultdict[object, list[tuple[object, ...]]] = defaultdict(list)
    for row, name in zip(rows, names, strict=True):
        if None not in name and not (isinstance(row, Cut) and row.reason == "Blend"):
            same[name].append(row)
    for first, *further in same.values():
        if further and not _around_a_rework(shop, (first, *further)):
            yield from (_doubled(row, first, sheet) for row in further)


def _around_a_rework(shop: Shop, rows: Sequence[tuple[object, ...]]) -> bool:
    measured = [row for row in rows if isinstance(row, Measurement)]
    return bool(measured) and is_one_after_another(shop, measured)


def _doubled(row: tuple[object, ...], first: tuple[object, ...], sheet: Sheet) -> Finding:
    message = f"{named(row)} stands on row {first[0]} of {sheet.name} already."
    fix = _MEASURED_TWICE if isinstance(row, Measurement) else DUPLICATE_KEY.fix
    return DUPLICATE_KEY.at(at(row, sheet.key[0]), message, fix=fix)


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


CHECKS: tuple[Check, ...] = (duplicates, own_identifiers, across_sheets)
