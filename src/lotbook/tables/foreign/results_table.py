"""Measured results that come as a table, from a gauge or a spreadsheet: their run is added, balloons become names."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lotbook.domain.findings import Finding, Place
from lotbook.domain.identifiers import key
from lotbook.domain.values import text_of
from lotbook.tables import measurements
from lotbook.tables.aliases import aliases_of
from lotbook.tables.foreign.register import ForeignTable
from lotbook.tables.foreign.results import by_name, other_unit, unit_of
from lotbook.tables.headers import header_key, match_sheet
from lotbook.tables.manufacture import Run
from lotbook.tables.records import Records


def with_run(
    table: ForeignTable, records: Records, run: Run, named: Mapping[str, str] = MappingProxyType({})
) -> tuple[ForeignTable, list[Finding]]:
    """A table of results with its run; balloons become the names of Characteristics, and other units are told.

    Args:
        table: the results.
        records: the workbook.
        run: the run they were measured on.
        named: header there -> header here, as the user says.
    """
    known = by_name(records.characteristics, run)
    what, unit = _places(table, named)
    rows, findings = [], []
    for number, cells in table.rows:
        called = text_of(cells[what]) if what is not None else ""
        limits = known.get(key(called))
        shown = list(cells)
        if what is not None and limits:
            shown[what] = limits.characteristic
        theirs = unit_of(text_of(cells[unit])) if unit is not None else ""
        if limits and theirs and theirs != unit_of(limits.unit):
            findings.append(other_unit(Place(table.name, number, called), called, theirs, limits))
        rows.append((number, (*shown, run.run_id)))
    return table._replace(headers=(*table.headers, "Run ID"), rows=tuple(rows)), findings


def _places(table: ForeignTable, named: Mapping[str, str]) -> tuple[int | None, int | None]:
    """Where characteristic and unit stand, under any of their names."""
    given = {header_key(there): here for there, here in named.items()}
    renamed = [given.get(header_key(header), header) for header in table.headers]
    units = {header_key(name) for name in ("Unit", *aliases_of(measurements.SHEET.name)["Unit"])}
    unit = next((place for place, header in enumerate(renamed) if header_key(header) in units), None)
    return match_sheet(measurements.SHEET, renamed).positions.get("characteristic"), unit
