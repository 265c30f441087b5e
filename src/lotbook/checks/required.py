"""Cells that must not be empty: what a row needs to be of use to a recall or a certificate."""

from __future__ import annotations

from collections.abc import Iterator

from lotbook.checks.shop import Check, Shop, at, named
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.tables.book import TABLES
from lotbook.tables.column import Kind as ColumnKind
from lotbook.tables.part_rows import has_empty

LINK_EMPTY = Kind(
    "link-empty",
    Severity.STOP,
    "A link is empty",
    "Without it the row hangs in the air: a recall cannot pass through it.",
    "Choose what belongs there from the drop-down, from the tag, traveler or order.",
)
REQUIRED_EMPTY = Kind(
    "required-empty",
    Severity.WARN,
    "A cell that is needed is empty",
    "The row is not complete; papers and balance need this cell.",
    "Fill the cell from the papers.",
)

_LISTED = frozenset({ColumnKind.CHOICE, ColumnKind.YESNO})
_FROM_LIST = "Choose a word from the drop-down."


def required(shop: Shop) -> Iterator[Finding]:
    """Every required cell of every row is filled."""
    for sheet in TABLES:
        rows = shop.records.loaded(sheet.name).rows
        for position, (field, column) in enumerate(sheet.columns.items(), 1):
            if column.required and has_empty(rows, field):
                kind = LINK_EMPTY if column.kind is ColumnKind.LINK else REQUIRED_EMPTY
                fix = _FROM_LIST if column.kind in _LISTED else ""
                unreadable = _unreadable(shop, sheet.name, column.header)
                for row in rows:
                    if row[position] is None and row[0] not in unreadable:
                        yield kind.at(at(row, field), f"{column.header} of {named(row)} is empty.", fix=fix)


def _unreadable(shop: Shop, sheet: str, header: str) -> set[object]:
    """Rows whose cell was filled, but could not be read; they have a finding of their own."""
    findings = shop.records.loaded(sheet).findings
    return {finding.place.row for finding in findings if finding.place.column == header}


CHECKS: tuple[Check, ...] = (required,)
