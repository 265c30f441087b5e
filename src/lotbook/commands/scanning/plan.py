"""What scanned codes fill in: pure, so it can be looked at before it is written.

A scanner types the code of a label into the row's own column Scan, or into the box of a button. What the code says goes
into the cells of that row that are empty; a cell that says something else is never written over.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from lotbook.commands.scanning.codes import FILLS, NOT_READ, said
from lotbook.commands.scanning.status import against
from lotbook.domain.edits import Append, Edit, Plan
from lotbook.domain.findings import Finding, Kind, Place, Severity
from lotbook.domain.identifiers import same
from lotbook.domain.keyboard_layouts import read
from lotbook.domain.values import Value, text_of
from lotbook.tables.book import sheet
from lotbook.tables.headers import header_key, match_sheet
from lotbook.tables.records import Records
from lotbook.tables.source import TableView

SCAN = "Scan"  # the header of the column a shop adds where it scans


DIFFERS = Kind(
    "scan-differs",
    Severity.STOP,
    "The label says something else than the row",
    "Either the row or the thing in your hand is the wrong one.",
    "Compare label and row. Empty the cell and scan again, or take the right thing.",
)


class _Where(NamedTuple):
    """The sheet that is scanned into, and the day."""

    records: Records
    name: str
    view: TableView | None
    today: date


class Scanned(NamedTuple):
    """What scanning will write, what was undone of a keyboard's damage, and what must be looked at."""

    plan: Plan
    repaired: tuple[str, ...]
    findings: tuple[Finding, ...]


def rows_with_scans(records: Records, today: date) -> Scanned:
    """Every row whose column Scan holds a code, on every sheet that has such a column; ``today``: the day of the scan."""
    edits: list[Edit] = []
    repaired: list[str] = []
    findings: list[Finding] = []
    for name in FILLS:
        view = _view(records, name)
        where = _Where(records, name, view, today)
        spot = _scan_column(view)
        if view is None or spot is None:
            continue
        (codes,) = view.columns([spot])
        for row, code in zip(view.rows, codes, strict=True):
            if text_of(code).strip():
                found, troubles = _of_row(where, row, text_of(code))
                edits += found
                findings += troubles
                understood = read(text_of(code))
                if understood and understood.layout:
                    repaired.append(
                        f"{name} row {row}: the scanner types for a {understood.layout} keyboard."
                    )
    return Scanned(_plan(tuple(edits), ()), tuple(repaired), tuple(findings))


def one(records: Records, name: str, code: str, row: int | None, today: date) -> Scanned:
    """One code: into the empty cells of a row, or as a new row of the sheet.

    Args:
        records: the workbook.
        name: one of the sheets of ``FILLS``.
        code: what the scanner typed.
        row: the sheet's row number; None for a new row.
        today: the day of the scan.
    """
    understood = read(code)
    remark = (
        (f"The scanner types for a {understood.layout} keyboard.",)
        if understood and understood.layout
        else ()
    )
    if row is not None:
        edits, findings = _of_row(_Where(records, name, _view(records, name), today), row, code)
        return Scanned(_plan(tuple(edits), ()), remark, tuple(findings))
    place = Place(name)
    if understood is None:
        return Scanned(_plan((), ()), (), (NOT_READ.at(place, f"{code!r} is no code of a label."),))
    values: dict[str, Value] = {}
    findings = []
    for column, value, trouble in said(records, name, understood, place):
        barred = trouble or _barred(records, name, value, place, today)
        findings += [barred] if barred else []
        if not (barred and barred.stops):
            values[column] = value
    stops = any(finding.stops for finding in findings)
    appends = (Append(name, values),) if values and not stops else ()
    return Scanned(_plan((), appends), remark, tuple(findings))


def _plan(edits: tuple[Edit, ...], appends: tuple[Append, ...]) -> Plan:
    rows = len({(edit.sheet, edit.row) for edit in edits}) + len(appends)
    return Plan("scan", f"{rows} {'row' if rows == 1 else 'rows'} filled from scanned codes.", edits, appends)


def _view(records: Records, name: str) -> TableView | None:
    spec = sheet(name)
    return records.source.view(spec.name, spec.table, [column.header for column in spec.columns.values()])


def _scan_column(view: TableView | None) -> int | None:
    headers = view.headers if view else ()
    return next((spot for spot, header in enumerate(headers) if header_key(header) == header_key(SCAN)), None)


def _of_row(where: _Where, row: int, code: str) -> tuple[list[Edit], list[Finding]]:
    records, name, view, today = where
    understood = read(code)
    if understood is None:
        return [], [NOT_READ.at(Place(name, row, "", SCAN), f"{code!r} is no code of a label.")]
    edits: list[Edit] = []
    findings: list[Finding] = []
    spots = match_sheet(sheet(name), view.headers).positions if view else {}
    by_header = {
        column.header: spots[field] for field, column in sheet(name).columns.items() if field in spots
    }
    identifier = next(iter(sheet(name).key or sheet(name).columns))
    of_row = view.rows_at([row], [spots[identifier]])[0][0] if view and identifier in spots else None
    for column, value, trouble in said(records, name, understood, Place(name, row, "", SCAN)):
        if trouble:
            findings.append(trouble)
        elif view is not None and column in by_header:
            there = view.rows_at([row], [by_header[column]])[0][0]
            if not text_of(there).strip():
                barred = _barred(records, name, value, Place(name, row, "", SCAN), today)
                findings += [barred] if barred else []
                edits.append(Edit(name, row, column, there, value, text_of(of_row).strip()))
            elif not _agree(there, value):
                told = f"{column} holds {text_of(there)}; the label says {text_of(value)}."
                findings.append(DIFFERS.at(Place(name, row, "", column), told))
    return ([], findings) if any(finding.stops for finding in findings) else (edits, findings)


def _barred(records: Records, name: str, value: Value, place: Place, today: date) -> Finding | None:
    """What stands against using, cutting or shipping what was scanned; on a delivery nothing is known of it yet."""
    return None if name == "Receiving" else against(records, name, text_of(value), place, today)


def _agree(there: Value, value: Value) -> bool:
    if isinstance(value, Decimal):
        return isinstance(there, (int, float, Decimal)) and Decimal(str(there)) == value
    return same(text_of(there), text_of(value))
