"""Every check in one tuple, and the one call that runs them all on a workbook's records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from types import ModuleType

from lotbook.checks import (
    certificates,
    cutting,
    dates,
    declarations,
    files,
    heats,
    ids,
    links,
    manufacture,
    masters,
    measurements,
    nonconformances,
    orders,
    people,
    quantities,
    recalls,
    receiving,
    required,
    rows,
    settings,
    shipments,
    sources,
)
from lotbook.checks.own_papers import is_own_paper
from lotbook.checks.shop import Check, Shop
from lotbook.domain.findings import Finding
from lotbook.tables.book import TABLES
from lotbook.tables.records import Records

MODULES: tuple[ModuleType, ...] = (
    links, ids, heats, required, rows, dates, receiving, cutting, manufacture, sources, quantities, measurements, orders,
    shipments, certificates, declarations, files, nonconformances, people, recalls, masters, settings,
)  # fmt: skip
CHECKS: tuple[Check, ...] = tuple(check for module in MODULES for check in module.CHECKS)


def run(
    records: Records, *, today: date | None = None, has_file: Callable[[str], bool] | None = None
) -> list[Finding]:
    """Everything that is wrong or doubtful in a workbook, in the order of its sheets, rows and columns.

    Args:
        records: the workbook's rows.
        today: the day dates are compared with; the machine's own when not given.
        has_file: whether a file that a cell names is there; files are not looked for when not given.
    """
    shop = Shop(records, today or datetime.now().astimezone().date(), has_file)
    found = [finding for finding in records.findings() if not is_own_paper(shop, finding)]
    # A column that is missing was reported once; what its empty cells would break is not reported for each row.
    missing = {(spec.name, header) for spec in TABLES for header in records.loaded(spec.name).headers.missing}
    for check in CHECKS:
        found += [
            _as_sentence(finding)
            for finding in check(shop)
            if (finding.place.sheet, finding.place.column) not in missing
        ]
    return in_order(found)


def _as_sentence(finding: Finding) -> Finding:
    """A row without a number is called by its place, also where a sentence starts with it."""
    if not finding.message.startswith("row "):
        return finding
    return finding._replace(message=f"R{finding.message[1:]}")


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by sheet, row and column as they stand in the workbook; the same thing is told once."""
    sheets = {spec.name: position for position, spec in enumerate(TABLES)}
    columns = {
        (spec.name, column.header): position
        for spec in TABLES
        for position, column in enumerate(spec.columns.values())
    }
    once = {(f.place.sheet, f.place.row, f.place.column, f.code): f for f in reversed(list(findings))}
    return sorted(
        once.values(),
        key=lambda f: (
            sheets.get(f.place.sheet, len(sheets)),
            f.place.row,
            columns.get((f.place.sheet, f.place.column), -1),
            f.code,
        ),
    )
