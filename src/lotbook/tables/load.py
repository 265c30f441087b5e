"""Reads one sheet: cells by header become frozen rows, and everything that did not fit becomes findings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import compress
from typing import NamedTuple, NoReturn

from lotbook.domain.findings import Finding, Kind, Place
from lotbook.domain.values import Value
from lotbook.tables import kinds
from lotbook.tables.cells import convert
from lotbook.tables.column import Column, Sheet
from lotbook.tables.headers import HeaderMap, match_sheet
from lotbook.tables.part_rows import PartRows
from lotbook.tables.source import Source, TableView


class ColumnNotReadError(RuntimeError):
    """The program used a column it did not ask for; a mistake of ours, never of the user's data."""


class _Unread:
    """Stands in fields of columns that were not read; using it in any way is an error, so nothing is quietly empty."""

    __slots__ = ()

    def _refuse(self, *_: object) -> NoReturn:
        raise ColumnNotReadError("a column was used that was not read")

    __eq__ = __ne__ = __bool__ = __str__ = __lt__ = __le__ = __gt__ = __ge__ = __iter__ = __add__ = _refuse
    __sub__ = __mul__ = __len__ = __format__ = __contains__ = _refuse
    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return "<not read>"


UNREAD = _Unread()


class Loaded(NamedTuple):
    """The rows of one sheet, what was found while reading, and where its columns stand."""

    sheet: Sheet
    rows: Sequence[tuple[object, ...]]
    findings: tuple[Finding, ...]
    view: TableView | None
    headers: HeaderMap


def load(source: Source, sheet: Sheet, fields: Collection[str] | None = None) -> Loaded:
    """All rows of one sheet that hold anything typed, in the order of the sheet.

    Args:
        source: the workbook.
        sheet: which sheet.
        fields: only these fields are read (None = all); the others refuse to be used.
    """
    view = source.view(sheet.name, sheet.table, [column.header for column in sheet.columns.values()])
    if view is None:
        headers = HeaderMap({}, (), tuple(c.header for c in sheet.columns.values()), (), ())
        place = Place(sheet.name)
        missing = kinds.SHEET_MISSING.at(place, f"The sheet {sheet.name} is missing from the workbook.")
        return Loaded(sheet, (), (missing,), None, headers)
    headers = match_sheet(sheet, view.headers)
    wanted = [name for name in sheet.columns if fields is None or name in fields]
    rows, troubles = _rows(view, None, sheet, headers, wanted)
    findings = [*_header_findings(sheet, view, headers), *troubles]
    if fields is None:
        findings += _row_findings(sheet, view, rows.column("row"))
    return Loaded(sheet, rows, tuple(findings), view, headers)


def load_rows(loaded: Loaded, numbers: Sequence[int]) -> list[tuple[object, ...]]:
    """A few rows of a sheet that was loaded with few fields, now with every field, by sheet row number."""
    if loaded.view is None:
        return []
    rows, _ = _rows(loaded.view, numbers, loaded.sheet, loaded.headers, list(loaded.sheet.columns))
    return list(rows)


def _rows(
    view: TableView,
    some: Sequence[int] | None,
    sheet: Sheet,
    headers: HeaderMap,
    wanted: Sequence[str],
) -> tuple[PartRows, list[Finding]]:
    """Rows by their sheet row numbers, all when none are given, and what was found while reading them."""
    found = [name for name in wanted if name in headers.positions]
    indices = [headers.positions[name] for name in found]
    raw = view.columns(indices) if some is None else view.rows_at(some, indices)
    numbers = view.rows if some is None else some  # asked for after the columns, the rows are known from them
    columns: dict[str, Sequence[object]] = {}
    troubles: list[tuple[int, Column, Kind, str]] = []
    for name, cells in zip(found, raw, strict=True):
        column = sheet.columns[name]
        columns[name], trouble = convert(column, cells)
        troubles += [(t.position, column, t.kind, t.message) for t in trouble]
    # Each row has the fields of its type by construction, so the slower _make with its own count is not needed.
    make = partial(tuple.__new__, sheet.rows) if sheet.rows else tuple
    others = {name: None if name in wanted else UNREAD for name in sheet.columns}
    every = PartRows(make, numbers, columns, others)
    return _filled(every, numbers, columns), list(_cell_findings(sheet, every, troubles))


def _filled(rows: PartRows, numbers: Sequence[int], columns: Mapping[str, Sequence[object]]) -> PartRows:
    """The rows that hold anything in our columns; formulas alone do not make a row."""
    if not columns:
        return rows.of([], {})
    if any(None not in cells for cells in columns.values()):
        return rows
    nothing = (None,) * len(columns)
    full = [cells != nothing for cells in zip(*columns.values(), strict=True)]
    if all(full):
        return rows
    kept = {name: list(compress(cells, full)) for name, cells in columns.items()}
    return rows.of(list(compress(numbers, full)), kept)


def _cell_findings(
    sheet: Sheet,
    rows: Sequence[tuple[object, ...]],
    troubles: Iterable[tuple[int, Column, Kind, str]],
) -> Iterator[Finding]:
    for position, column, kind, message in troubles:
        row = rows[position]
        place = Place(sheet.name, row_number(row), row_key(sheet, row), column.header)
        subject = f"{sheet.name} {place.key}" if place.key else f"Row {place.row} of {sheet.name}"
        yield kind.at(place, f"{subject}: {column.header} {message}.", fix=_fix(sheet, kind))


def _fix(sheet: Sheet, kind: Kind) -> str:
    """What to do where it is not what the kind says: an order's numbers stand on no certificate and no material."""
    if sheet.name == "Orders" and kind in (kinds.IDENTIFIER_BECAME_NUMBER, kinds.IDENTIFIER_BECAME_DATE):
        return "Format the cell as Text, then type it again from the customer's order."
    return ""


def row_number(row: tuple[object, ...]) -> int:
    """The sheet row number of a row."""
    number = row[0]
    assert isinstance(number, int)
    return number


def row_key(sheet: Sheet, row: tuple[object, ...]) -> str:
    """What people call a row: the texts of its key fields, or an empty text."""
    parts = [getattr(row, name) for name in sheet.key]
    return " ".join(str(part) for part in parts if part is not None and not isinstance(part, _Unread))


def _header_findings(sheet: Sheet, view: TableView, headers: HeaderMap) -> Iterator[Finding]:
    at = Place(sheet.name, view.header_row)
    if not view.table_end:
        yield kinds.TABLE_MISSING.at(at, f"{sheet.name} has no Excel Table named {sheet.table} any more.")
    for header in headers.missing:
        place = at._replace(column=header)
        yield kinds.COLUMN_MISSING.at(place, f"{sheet.name} has no column {header!r}.")
    for typed, header in headers.renamed:
        place = at._replace(column=header)
        yield kinds.COLUMN_RENAMED.at(place, f"{sheet.name}: the column {header!r} is called {typed!r}.")
    for header in headers.repeated:
        place = at._replace(column=header)
        yield kinds.COLUMN_REPEATED.at(place, f"{sheet.name} has the column {header!r} more than once.")


def _row_findings(sheet: Sheet, view: TableView, numbers: Sequence[int]) -> Iterator[Finding]:
    if not numbers:
        return
    for number in numbers[bisect_right(numbers, view.table_end) :] if view.table_end else ():
        place = Place(sheet.name, number)
        yield kinds.ROW_OUTSIDE_TABLE.at(place, f"Row {number} of {sheet.name} stands below its table.")
    expected = numbers[0]
    gapless = numbers[-1] - expected + 1 == len(numbers)
    for number in () if gapless else numbers:
        if number > expected:
            yield kinds.BLANK_ROW.at(Place(sheet.name, expected), f"Row {expected} of {sheet.name} is empty.")
        expected = number + 1


def extras(loaded: Loaded, numbers: Sequence[int]) -> dict[int, dict[str, Value]]:
    """The user's own columns of a few rows: sheet row number -> header -> value; templates may use them."""
    view = loaded.view
    if view is None or not loaded.headers.extra or not numbers:
        return {}
    indices = [i for i, header in enumerate(view.headers) if header in loaded.headers.extra]
    cells = view.rows_at(numbers, indices)
    names = [view.headers[i] for i in indices]
    return {
        number: dict(zip(names, values, strict=True))
        for number, values in zip(numbers, zip(*cells, strict=True), strict=True)
    }
