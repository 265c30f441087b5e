"""Dates that would arrive as text because nothing tells which of our columns they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from lotbook.domain.findings import Finding, Place, Severity
from lotbook.tables.column import Kind, Sheet
from lotbook.tables.foreign import kinds
from lotbook.tables.foreign.values import in_figures
from lotbook.tables.headers import HeaderMap

if TYPE_CHECKING:
    from lotbook.tables.foreign.register import Choices, ForeignTable


def dates_findings(
    sheet: Sheet, table: ForeignTable, headers: HeaderMap, own: Mapping[int, str], choices: Choices
) -> Iterator[Finding]:
    """Asks about own columns of dates where a day of ours is missing; tells where ``--dates`` met no date.

    Args:
        sheet: where the register goes.
        table: the register.
        headers: which of its columns are ours.
        own: position -> header of its other columns.
        choices: the user's answers.
    """
    days = {field for field, column in sheet.columns.items() if column.kind is Kind.DAY}
    asked = {header for header, _ in headers.doubtful}
    wanted = [
        column.header
        for field, column in sheet.columns.items()
        if field in days - headers.positions.keys() and column.required and column.header not in asked
    ]
    for position in own if wanted else ():
        there = table.headers[position]
        if sample := _date_in(table, position):
            kind = kinds.DATES_OF_NOTHING
            kind = kind._replace(severity=Severity.WARN) if choices.leave_empty else kind
            told = f"{there} holds dates such as {sample}, and no column is {' or '.join(wanted)}."
            yield kind.at(Place(table.name, 1, "", there), told)
    read = (headers.positions[field] for field in days & headers.positions.keys())
    if choices.order and not any(_date_in(table, position) for position in read):
        told = f"--dates {choices.order} changed nothing: no day of {sheet.name} was read from figures."
        yield kinds.DATES_UNUSED.at(Place(table.name, 1), told)


def _date_in(table: ForeignTable, position: int) -> str:
    """The first date in figures of a column; empty where it has none."""
    texts = (cell.value for cell in table.column(position) if isinstance(cell.value, str))
    return next((text.strip() for text in texts if in_figures(text)), "")
