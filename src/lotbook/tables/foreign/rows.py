"""Which rows of an old register are new: a register brought in twice adds nothing the second time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from lotbook.domain.edits import Append
from lotbook.domain.findings import Finding, Place
from lotbook.domain.identifiers import key
from lotbook.domain.values import Value, number_text, text_of
from lotbook.tables import measurements, settings
from lotbook.tables.column import Sheet
from lotbook.tables.foreign import kinds
from lotbook.tables.foreign.cells import plain_number

Row = Mapping[str, Value]
_DAY = measurements.SHEET.columns["measured_on"].header
_REPORT = measurements.SHEET.columns["nonconformance"].header


class NewRows(NamedTuple):
    """The rows to add, what was noticed, and how many rows are there already."""

    appends: tuple[Append, ...]
    findings: tuple[Finding, ...]
    skipped: int


def new_rows(
    sheet: Sheet, file: str, numbers: Sequence[int], rows: Sequence[Row], present: Sequence[Row]
) -> NewRows:
    """The rows that the sheet does not have yet.

    A row with an identifier is there when the sheet has that identifier with the same values; with other values it
    is a question, unless it is the result of a piece measured again after rework. A row without one is there when a row
    of the sheet has the same in each of its cells; each row of the sheet stands for one row of the register only, so two
    equal deliveries stay two.

    Args:
        sheet: where they go.
        file: the register's name, for findings.
        numbers: the row numbers there.
        rows: the rows, empty cells left out.
        present: the rows of the sheet.
    """
    keys = [sheet.columns[field].header for field in sheet.key]
    seen: defaultdict[tuple[str, ...], list[tuple[Row, int]]] = defaultdict(list)
    for row in present:
        name = _name(row, keys)
        if name:
            seen[name].append((row, 0))
    twins = _twins([row for row in rows if row and not _name(row, keys)], present)
    appends: list[Append] = []
    findings: list[Finding] = []
    skipped = 0
    for number, row in zip(numbers, rows, strict=True):
        if not row:
            continue
        name = _name(row, keys)
        if name and name in seen and not _measured_again(sheet, row, seen[name]):
            skipped += 1
            place = Place(file, number, _shown(row, keys))
            findings += _compared(sheet, place, row, *_nearest(row, seen[name]))
        elif id(row) in twins:
            skipped += 1
            told = f"Row {number} is in {sheet.name} already, the same in every cell."
            findings.append(kinds.SAME_ROW.at(Place(file, number), told))
        else:
            if name:
                seen[name].append((row, number))
            appends.append(Append(sheet.name, row, _shown(row, keys)))
    return NewRows(tuple(appends), tuple(findings), skipped)


def _measured_again(sheet: Sheet, row: Row, there: Sequence[tuple[Row, int]]) -> bool:
    """Whether a result is that of a piece whose row names a nonconformance, measured on the same day or later.

    Whether the nonconformance says Rework is for the checks to see.
    """
    if sheet.name != measurements.SHEET.name or not row.get(_DAY):
        return False
    new = text_of(row[_DAY])
    decided = [old for old, _ in there if old.get(_REPORT) and old.get(_DAY) and text_of(old[_DAY]) <= new]
    return len(decided) == len(there) and all(_different(row, old) for old, _ in there)


def _nearest(row: Row, there: Sequence[tuple[Row, int]]) -> tuple[Row, int]:
    """Of the rows with this identifier the one with the same values, else the first."""
    if len(there) == 1:
        return there[0]
    return next((each for each in there if not _different(row, each[0])), there[0])


def _different(row: Row, old: Row) -> list[str]:
    return [header for header, value in row.items() if _plain(old.get(header)) != _plain(value)]


def _compared(sheet: Sheet, place: Place, row: Row, old: Row, there: int) -> list[Finding]:
    """What to say of a row whose identifier is taken: nothing when all its values are the same.

    Args:
        sheet: where it was to go.
        place: its row in the register and its identifier.
        row: its values.
        old: the row that has the identifier.
        there: that row's number in the register; 0 when it stands in the workbook.
    """
    different = _different(row, old)
    if not different:
        return []
    place = place._replace(column=different[0])
    shown = ", ".join(f"{h} {text_of(row[h])!r}, not {text_of(old.get(h))!r}" for h in different[:2])
    if there:
        told = f"Row {place.row}: {place.key} stands in row {there} too, with other values: {shown}."
        return [kinds.TWICE.at(place, told)]
    kind = kinds.SETTING_THERE if sheet.name == settings.SHEET.name else kinds.ALREADY_THERE
    told = f"Row {place.row}: {place.key} is in {sheet.name} already, with other values: {shown}."
    return [kind.at(place, told)]


def _twins(rows: Sequence[Row], present: Sequence[Row]) -> set[int]:
    """The rows, by ``id``, that have a row of the sheet to themselves with the same in each of their cells."""
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[tuple(sorted(row))].append(row)
    plain: dict[str, list[object]] = {}
    used: set[int] = set()
    found: set[int] = set()
    for headers, group in sorted(groups.items(), key=lambda each: -len(each[0])):
        for header in headers:
            if header not in plain:
                plain[header] = [_plain(old.get(header)) for old in present]
        where: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for position, cells in enumerate(zip(*(plain[header] for header in headers), strict=True)):
            if position not in used:
                where[cells].append(position)
        for row in group:
            free = where.get(tuple(_plain(row[header]) for header in headers))
            if free:
                used.add(free.pop(0))
                found.add(id(row))
    return found


def _name(row: Row, headers: Sequence[str]) -> tuple[str, ...]:
    """The row's own key in comparison form; empty when a part of it is missing."""
    parts = [key(text_of(row.get(header))) for header in headers]
    return tuple(parts) if parts and all(parts) else ()


def _shown(row: Row, headers: Sequence[str]) -> str:
    """The row's own key as people read it."""
    parts = [text_of(row.get(header)) for header in headers]
    return " ".join(parts) if all(parts) else ""


def _plain(value: Value) -> str:
    """A value in comparison form: 7, 7.0 and '7' are the same, and so are a day and its midnight."""
    number = plain_number(value)
    if number is not None:
        return number_text(number or Decimal(0))
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        value = value.date()
    return key(text_of(value))
