"""Import of measured results: which run they belong to, and what must be asked before they are brought in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lotbook.commands.issuing.order import near
from lotbook.domain.findings import Finding, Place
from lotbook.domain.identifiers import same
from lotbook.errors import NotFoundError, UsageError
from lotbook.hosts.foreign import open_register
from lotbook.hosts.qif import SUFFIX, read_qif
from lotbook.tables import characteristics, measurements
from lotbook.tables.column import Sheet
from lotbook.tables.foreign import results_kinds
from lotbook.tables.foreign.register import ForeignTable
from lotbook.tables.foreign.results import (
    CHARACTERISTICS,
    MEASUREMENTS,
    Results,
    as_characteristics,
    as_measurements,
    unit_of,
)
from lotbook.tables.foreign.results_table import with_run
from lotbook.tables.manufacture import Run
from lotbook.tables.records import Records

_SHEETS = (measurements.SHEET.name, characteristics.SHEET.name)


def opened(sheet: Sheet, path: Path, from_sheet: str) -> ForeignTable | Results:
    """A register, or the results in a QIF file.

    Raises:
        UsageError: a QIF file for a sheet that holds no results.
        LotbookError: the file cannot be read; see ``open_register`` and ``read_qif``.
    """
    if path.suffix.lower() != SUFFIX:
        return open_register(path, sheet, named=from_sheet)
    if sheet.name not in _SHEETS:
        raise UsageError(
            f"{path.name} holds measured results; they go into {' or '.join(_SHEETS)}, not into {sheet.name}."
        )
    return read_qif(path)


def table_of(
    records: Records,
    sheet: Sheet,
    found: ForeignTable | Results,
    *,
    run: str,
    unit: str,
    named: Mapping[str, str],
) -> tuple[ForeignTable, list[Finding]]:
    """What was opened as rows of a sheet, and what must be answered first.

    Args:
        records: the workbook.
        sheet: where it goes.
        found: a register, or results.
        run: the run that was measured, for results.
        unit: of the lengths in a QIF file that names none.
        named: header there -> header here, as the user says.

    Raises:
        UsageError: --run for a sheet that holds no results.
        NotFoundError: there is no such run.
    """
    if run and sheet.name not in _SHEETS:
        raise UsageError(f"--run is for results; {sheet.name} holds none.")
    measured = _run(records, run) if run else None
    if isinstance(found, ForeignTable):
        return with_run(found, records, measured, named) if measured else (found, [])
    if measured is None:
        told = f"{found.name} has {len(found.results)} results of a run that it does not name."
        asked = results_kinds.WHICH_RUN.at(Place(found.name), told)
        headers = MEASUREMENTS if sheet.name == measurements.SHEET.name else CHARACTERISTICS
        return ForeignTable(found.name, headers, ()), [asked]
    if sheet.name == measurements.SHEET.name:
        return as_measurements(records, found, measured, unit_of(unit))
    return as_characteristics(found, measured, unit_of(unit))


def _run(records: Records, name: str) -> Run:
    found = next((run for run in records.manufacture if same(run.run_id, name)), None)
    if found is None:
        raise NotFoundError(
            f"There is no run {name}.", next_step=near(name, (run.run_id for run in records.manufacture))
        )
    return found
