"""What a recall may start from: each filter with the sheets and cells it looks at."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from lotbook.domain.filters import Filters
from lotbook.tables.chain import FIELDS, Keys
from lotbook.tables.column import Text
from lotbook.tables.keycolumns import places_of
from lotbook.tables.part_rows import column
from lotbook.tables.records import Records
from lotbook.tables.trace.days import fields_of


class Thing(StrEnum):
    """What a filter describes."""

    LOT = "lot"
    RUN = "run"


# One cell a filter looks at, the lot, cut or run of its row, the sheet and the row's number.
Pair = tuple[str, Text, str, int]


class Look(NamedTuple):
    """One column a filter looks at: the sheet, the field of the lot, cut or run of a row, and the field.

    ``several``: its cells list several values.
    """

    sheet: str
    node: str
    field: str
    several: bool = False


class Filter(NamedTuple):
    """One filter: what it is called, what it describes, which fields it reads, and the columns it looks at."""

    label: str
    thing: Thing
    fields: Mapping[str, tuple[str, ...]]
    looks: tuple[Look, ...]

    def texts(self, records: Records) -> set[str]:
        """Every value that stands in its columns."""
        found: set[str] = set()
        for look in self.looks:
            cells = column(records.loaded(look.sheet).rows, look.field)
            found.update(*map(serials_in, cells)) if look.several else found.update(cells)
        return found - {None, ""}

    def pairs(self, records: Records, keys: Keys, wanted: Collection[str]) -> Iterator[Pair]:
        """Its cells that hold one of these values, which are comparison keys; each value of a list by itself."""
        for look in self.looks:
            rows = records.loaded(look.sheet).rows
            cells, names, numbers = (column(rows, field) for field in (look.field, look.node, "row"))
            if look.several:
                listed = ((one, place) for place, text in enumerate(cells) for one in serials_in(text))
                told = [(one, place) for one, place in listed if keys[one] in wanted]
            else:
                told = [(cells[place], place) for place in places_of(keys.column(rows, look.field), wanted)]
            for text, place in told:
                if text:
                    yield text, names[place], look.sheet, numbers[place]


def _of(sheet: str, node: str, *fields: str) -> tuple[Look, ...]:
    return tuple(Look(sheet, node, field) for field in fields)


def serials_in(text: Text) -> tuple[str, ...]:
    """The serials listed in a cell, separated by commas or semicolons."""
    return tuple(part.strip() for part in (text or "").replace(";", ",").split(",") if part.strip())


def _column(label: str, thing: Thing, sheet: str, node: str, *fields: str) -> Filter:
    return Filter(label, thing, {sheet: (node, *fields)}, _of(sheet, node, *fields))


_HEATS = ("heat_on_certificate", "heat_on_material")
_HEAT = (*_of("Receiving", "lot_id", *_HEATS), *_of("Cuts", "new_lot_id", "heat_marked"))
_HEAT_FIELDS = {"Receiving": ("lot_id", *_HEATS), "Cuts": ("new_lot_id", "heat_marked")}

FILTERS: Mapping[str, Filter] = {
    "lot": Filter(
        "lot",
        Thing.LOT,
        {"Receiving": ("lot_id",), "Cuts": ("new_lot_id",)},
        (*_of("Receiving", "lot_id", "lot_id"), *_of("Cuts", "new_lot_id", "new_lot_id")),
    ),
    "heat": Filter("heat", Thing.LOT, _HEAT_FIELDS, _HEAT),
    "supplier": _column("supplier", Thing.LOT, "Receiving", "lot_id", "supplier"),
    # The supplier's own lot number stands where its paper says it: as the heat, on a delivery note, or as our Lot ID.
    "supplier_lot": Filter(
        "supplier lot",
        Thing.LOT,
        {**_HEAT_FIELDS, "Custody": ("lot_id", "heat_on_document")},
        (*_HEAT, *_of("Receiving", "lot_id", "lot_id"), *_of("Custody", "lot_id", "heat_on_document")),
    ),
    "material": _column("material", Thing.LOT, "Receiving", "lot_id", "material"),
    "certificate": _column("certificate", Thing.LOT, "Receiving", "lot_id", "certificate_number"),
    "purchase_order": _column("purchase order", Thing.LOT, "Receiving", "lot_id", "purchase_order"),
    "run": _column("run", Thing.RUN, "Manufacture", "run_id", "run_id"),
    "work_order": _column("work order", Thing.RUN, "Manufacture", "run_id", "work_order"),
    "machine": _column("machine", Thing.RUN, "Manufacture", "run_id", "machine"),
    "operator": _column("operator", Thing.RUN, "Manufacture", "run_id", "operator"),
    "gauge": _column("gauge", Thing.RUN, "Measurements", "run_id", "gauge"),
    "process_supplier": _column(
        "outside processor", Thing.RUN, "Outside processes", "run_id", "supplier"
    ),
    "part": _column("part", Thing.RUN, "Manufacture", "run_id", "part_number"),
    "revision": _column("part revision", Thing.RUN, "Manufacture", "run_id", "part_revision"),
    "serial": Filter(
        "serial",
        Thing.RUN,
        {"Shipments": ("run_id", "serials"), "Materials used": ("run_id", "unit_serial")},
        (Look("Shipments", "run_id", "serials", several=True), *_of("Materials used", "run_id", "unit_serial")),
    ),
}  # fmt: skip
PROCESS_CERTIFICATE = _column("certificate", Thing.RUN, "Outside processes", "run_id", "certificate_number")


def fields_read(filters: Filters) -> dict[str, set[str]]:
    """The fields the walk and these filters read, by sheet."""
    found = {sheet: set(fields) for sheet, fields in FIELDS.items()}
    used = [FILTERS[name] for name in filters.named]
    if filters.certificate:
        used.append(PROCESS_CERTIFICATE)
    for each in used:
        for sheet, fields in each.fields.items():
            found.setdefault(sheet, set()).update(fields)
    for sheet, days in fields_of(filters).items():
        found.setdefault(sheet, set()).update(days)
    return found
