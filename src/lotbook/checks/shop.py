"""What a check is given: the shop's registers, what was drawn from where, and the places of findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from lotbook.checks.registers import Registers
from lotbook.checks.stock import Stock, deliveries, drawn_from
from lotbook.domain.findings import Finding, Kind, Place, Severity
from lotbook.tables.book import TABLES
from lotbook.tables.column import Sheet
from lotbook.tables.load import row_key
from lotbook.tables.receiving import Receipt

_SHEET_OF: dict[type, Sheet] = {spec.rows: spec for spec in TABLES if spec.rows}


class Shop(Registers):
    """All rows of a workbook, indexed, and traced back to deliveries once for all checks."""

    @cached_property
    def origins(self) -> Mapping[str, tuple[Receipt, ...]]:
        """Cut piece -> the deliveries it comes from."""
        return deliveries(self)

    @cached_property
    def stocks(self) -> tuple[Stock, ...]:
        """Everything that Materials used draws from."""
        return drawn_from(self, self.origins)


Check = Callable[[Shop], Iterator[Finding]]


def at(row: tuple[object, ...], field: str) -> Place:
    """The place of one cell, from its row and the field's name."""
    sheet = _SHEET_OF[type(row)]
    number = row[0]
    assert isinstance(number, int)
    return Place(sheet.name, number, row_key(sheet, row), sheet.columns[field].header)


def named(row: tuple[object, ...]) -> str:
    """What a message calls a row: its key, or its place when it has none yet."""
    sheet = _SHEET_OF[type(row)]
    return row_key(sheet, row) or f"row {row[0]} of {sheet.name}"


def stopping(kind: Kind, *, when: bool) -> Kind:
    """The same kind of finding, raised to a stop when a stricter profile asks for it."""
    return kind._replace(severity=Severity.STOP) if when else kind
