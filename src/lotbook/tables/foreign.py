"""Brings in an old register: columns by header, cells as they were meant, questions where they could mean two things.

Nothing is guessed: as long as one question is open, nothing is brought in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from lotbook.domain.edits import Append
from lotbook.domain.findings import Finding, Kind, Place, Severity
from lotbook.domain.identifiers import key
from lotbook.domain.values import CellError, Value, text_of
from lotbook.tables import foreign_kinds as kinds
from lotbook.tables.column import IDENTIFIER_KINDS, Column, Sheet
from lotbook.tables.column import Kind as ColumnKind
from lotbook.tables.foreign_values import (
    Mark,
    Order,
    date_order,
    decimal_mark,
    excel_day,
    read_date,
    read_number,
)
from lotbook.tables.headers import HeaderMap, header_key, match_sheet
from lotbook.tables.lists import LISTS, UNITS

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("pc", "pcs.", "piece", "pieces", "each", "ea", "stk", "stück", "stueck", "pièce", "pièces", "pieza", "piezas", "unidad"), "pcs"),
        **dict.fromkeys(("sheets", "tafel", "platte", "feuille", "plaque", "hoja", "chapa"), "sheet"),
        **dict.fromkeys(("kilo", "kilogram", "kilograms"), "kg"),
        **dict.fromkeys(("gram", "grams", "gramm", "gramme", "gramo"), "g"),
        **dict.fromkeys(("lbs", "pound", "pounds"), "lb"),
        **dict.fromkeys(("meter", "metre", "mètre", "metro"), "m"),
    }
)  # fmt: skip
_YES = frozenset(
    {"yes", "y", "ja", "j", "oui", "o", "si", "sí", "s", "x", "true", "1", "wahr", "vrai", "verdadero"}
)
_NO = frozenset({"no", "n", "nein", "non", "false", "0", "falsch", "faux", "falso", "-"})


class ForeignTable(NamedTuple):
    """A register as it was found: where it came from, its headers, its rows with their row numbers there."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Value, ...]], ...]


class Reading(NamedTuple):
    """What to do with a register: rows to add, columns to add, what was noticed, how each column was understood."""

    appends: tuple[Append, ...]
    new_columns: tuple[str, ...]
    findings: tuple[Finding, ...]
    headers: HeaderMap
    skipped: int  # rows that are in the workbook already, cell by cell

    @property
    def questions(self) -> tuple[Finding, ...]:
        """What must be answered before anything is brought in."""
        return tuple(finding for finding in self.findings if finding.stops)


class Choices(NamedTuple):
    """What the user answered beforehand: columns by name, the order of dates, the decimal mark."""

    columns: Mapping[str, str] = MappingProxyType({})  # header there -> header of ours
    order: Order | None = None
    mark: Mark | None = None
    leave_empty: bool = False


def read_register(
    sheet: Sheet,
    table: ForeignTable,
    choices: Choices,
    present: Sequence[Mapping[str, Value]],
    extra: Sequence[str],
) -> Reading:
    """Plans bringing one register into one sheet.

    Args:
        sheet: where it goes.
        table: the register.
        choices: the user's answers.
        present: rows the sheet has already: header -> value.
        extra: headers the user added to the sheet before.
    """
    renamed = [choices.columns.get(header, header) for header in table.headers]
    headers = match_sheet(sheet, renamed)
    findings = list(_header_findings(sheet, table, headers, choices))
    columns: dict[str, list[Value]] = {}
    for field, position in headers.positions.items():
        column = sheet.columns[field]
        if column.kind is ColumnKind.CALCULATED:
            continue
        cells = [row[position] for _, row in table.rows]
        columns[column.header], found = _column(column, table, position, cells, choices)
        findings += found
    kept = [header for header in headers.extra if header and header_key(header) not in kinds.IGNORED]
    for header in kept:
        columns[header] = [row[renamed.index(header)] for _, row in table.rows]
    rows = [
        {header: cells[i] for header, cells in columns.items() if cells[i] is not None}
        for i in range(len(table.rows))
    ]
    appends, repeated, skipped = _new_rows(sheet, table, rows, present)
    known = {header_key(header) for header in extra}
    new_columns = tuple(header for header in kept if header_key(header) not in known)
    return Reading(tuple(appends), new_columns, (*findings, *repeated), headers, skipped)


def _header_findings(
    sheet: Sheet, table: ForeignTable, headers: HeaderMap, choices: Choices
) -> Iterator[Finding]:
    at = Place(table.name, 1)
    for header, candidates in headers.doubtful:
        shown = " or ".join(repr(candidate) for candidate in candidates)
        yield kinds.TWO_COLUMNS.at(at, f"{header!r} of {sheet.name} could be {shown}.")
    for header in headers.repeated:
        yield kinds.TWO_COLUMNS.at(at, f"{table.name} has the column {header!r} more than once.")
    ours = {header_key(column.header) for column in sheet.columns.values()}
    for there, here in choices.columns.items():
        if there not in table.headers:
            yield kinds.NO_SUCH_COLUMN.at(at, f"{table.name} has no column {there!r}.")
        elif header_key(here) not in ours:
            yield kinds.NO_SUCH_COLUMN.at(at, f"{sheet.name} has no column {here!r}.")
    if not headers.positions and not headers.doubtful:
        yield kinds.NO_COLUMNS.at(at, f"No column of {table.name} fits the sheet {sheet.name}.")


def _column(
    column: Column, table: ForeignTable, position: int, cells: Sequence[Value], choices: Choices
) -> tuple[list[Value], list[Finding]]:
    header = table.headers[position]
    texts = [cell for cell in cells if isinstance(cell, str)]
    findings: list[Finding] = []
    at = Place(table.name, 1, "", header)
    order, mark = choices.order or Order.UNKNOWN, choices.mark or Mark.UNKNOWN
    if column.kind is ColumnKind.DAY and choices.order is None:
        order = date_order(texts)
        if order in {Order.UNKNOWN, Order.CONTRADICTORY}:
            findings.append(
                kinds.WHICH_DATE.at(at, f"{header}: {_sample(texts)} can be read day first or month first.")
            )
            return list(cells), findings
    if column.kind is ColumnKind.NUMBER and choices.mark is None:
        mark = decimal_mark(texts)
        if mark in {Mark.UNKNOWN, Mark.CONTRADICTORY}:
            findings.append(
                kinds.WHICH_MARK.at(at, f"{header}: {_sample(texts)} can be a thousand or a fraction.")
            )
            return list(cells), findings
    values: list[Value] = []
    for (number, _), cell in zip(table.rows, cells, strict=True):
        value, trouble = _cell(column, cell, order, mark)
        values.append(value)
        if trouble:
            kind, message = trouble
            if choices.leave_empty and kind.severity is Severity.STOP:
                kind = kind._replace(severity=Severity.WARN)
            findings.append(
                kind.at(Place(table.name, number, "", header), f"Row {number}, {header}: {message}.")
            )
    return values, findings


def _sample(texts: Sequence[str]) -> str:
    return next((repr(text) for text in texts if any(mark in text for mark in ".,/-")), "")


def _cell(column: Column, cell: Value, order: Order, mark: Mark) -> tuple[Value, tuple[Kind, str] | None]:
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None, None
    if isinstance(cell, CellError):
        return None, (kinds.UNREADABLE, f"the cell shows {cell.code}")
    if column.kind is ColumnKind.DAY:
        return _known(_day(cell, order), cell, "date")
    if column.kind is ColumnKind.NUMBER:
        return _known(
            read_number(cell, mark) if isinstance(cell, str) else _plain_number(cell), cell, "number"
        )
    if column.kind is ColumnKind.YESNO:
        return _yes_or_no(cell)
    if column.kind in IDENTIFIER_KINDS:
        return _identifier(cell)
    shown = text_of(cell).strip()
    return (_word(column, shown) if column.kind is ColumnKind.CHOICE else shown), None


def _known(value: Value, cell: Value, what: str) -> tuple[Value, tuple[Kind, str] | None]:
    return (
        (value, None) if value is not None else (None, (kinds.UNREADABLE, f"{text_of(cell)!r} is no {what}"))
    )


def _day(cell: Value, order: Order) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return read_date(cell, order) if isinstance(cell, str) else excel_day(_plain_number(cell) or Decimal(0))


def _plain_number(cell: Value) -> Decimal | None:
    if isinstance(cell, bool) or not isinstance(cell, (int, float, Decimal)):
        return None
    return Decimal(f"{cell:.15g}") if isinstance(cell, float) else Decimal(cell)


def _yes_or_no(cell: Value) -> tuple[Value, tuple[Kind, str] | None]:
    if isinstance(cell, bool):
        return ("Yes" if cell else "No"), None
    word = key(text_of(cell))
    if word in _YES or word in _NO:
        return ("Yes" if word in _YES else "No"), None
    return None, (kinds.UNREADABLE, f"{text_of(cell)!r} is neither yes nor no")


def _identifier(cell: Value) -> tuple[Value, tuple[Kind, str] | None]:
    """An identifier as text; what Excel has turned into a date cannot be known any more, a whole number can lack zeros."""
    if isinstance(cell, str):
        return cell.strip(), None
    shown = text_of(cell)
    number = _plain_number(cell)
    if number is None:
        return None, (kinds.LOST_IDENTIFIER, f"an identifier that Excel turned into {shown}")
    if number != number.to_integral_value() or abs(number) >= Decimal(10) ** 15:
        return None, (kinds.LOST_IDENTIFIER, f"an identifier that Excel turned into the number {shown}")
    return shown, (
        kinds.WAS_A_NUMBER,
        f"{shown} was a number there and is text now; zeros in front may be missing",
    )


def _word(column: Column, shown: str) -> str:
    """A word of the column's list when it is one, in any case or as a usual other name; else as it was."""
    words = {key(word): word for word in LISTS[column.choices]}
    if column.several:
        parts = [part.strip() for part in shown.replace(";", ",").split(",")]
        return ", ".join(words.get(key(part), part) for part in parts if part)
    other = _WORDS.get(key(shown), shown) if LISTS[column.choices] == UNITS else shown
    return words.get(key(other), shown)


def _new_rows(
    sheet: Sheet,
    table: ForeignTable,
    rows: Sequence[Mapping[str, Value]],
    present: Sequence[Mapping[str, Value]],
) -> tuple[list[Append], list[Finding], int]:
    keys = [sheet.columns[field].header for field in sheet.key]
    seen = {_row_key(row, keys): row for row in present if _row_key(row, keys)}
    appends: list[Append] = []
    findings: list[Finding] = []
    skipped = 0
    for (number, _), row in zip(table.rows, rows, strict=True):
        name = _row_key(row, keys)
        if not row:
            continue
        if name and name in seen:
            if all(_same(seen[name].get(header), value) for header, value in row.items()):
                skipped += 1
                continue
            place = Place(table.name, number, " ".join(name))
            message = f"Row {number}: {' '.join(name)} is in {sheet.name} already, with other values."
            findings.append(kinds.ALREADY_THERE.at(place, message))
            continue
        if name:
            seen[name] = row
        appends.append(Append(sheet.name, row, " ".join(name)))
    return appends, findings, skipped


def _row_key(row: Mapping[str, Value], headers: Sequence[str]) -> tuple[str, ...]:
    """The row's own key in comparison form; empty when a part of it is missing."""
    parts = [key(text_of(row.get(header))) for header in headers]
    return tuple(parts) if parts and all(parts) else ()


def _same(old: Value, new: Value) -> bool:
    left, right = _plain_number(old), _plain_number(new)
    if left is not None and right is not None:
        return left == right
    return key(text_of(old)) == key(text_of(new))
