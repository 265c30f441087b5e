"""Brings in an old register: columns by header, cells as they were meant, questions where they could mean two things.

Nothing is guessed: as long as one question is open, nothing is brought in. Nothing is lost without a word: what is
left out is told.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from lotbook.domain.edits import Append
from lotbook.domain.findings import Finding, Place
from lotbook.domain.values import Value, text_of
from lotbook.tables.column import Kind, Sheet
from lotbook.tables.foreign import kinds
from lotbook.tables.foreign.cells import Foreign, Read, own_column, read_column
from lotbook.tables.foreign.needed import not_there
from lotbook.tables.foreign.own_dates import dates_findings
from lotbook.tables.foreign.rows import new_rows
from lotbook.tables.foreign.values import Mark, Order
from lotbook.tables.headers import HeaderMap, header_key, match_sheet


class ForeignTable(NamedTuple):
    """A register as it was found.

    Attributes:
        name: where it came from.
        headers: its headers; an empty text where a column has none.
        rows: its rows with their row numbers there.
        shown: numbers that are shown with zeros in front: (row number, position) -> the text that is seen.
        uneven: numbers of the rows that have more cells than the header, in a file without fixed columns.
    """

    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Value, ...]], ...]
    shown: Mapping[tuple[int, int], str] = MappingProxyType({})
    uneven: tuple[int, ...] = ()

    def column(self, position: int) -> list[Foreign]:
        """The cells of one column."""
        shown = self.shown
        return [Foreign(row, cells[position], shown.get((row, position), "")) for row, cells in self.rows]


class Reading(NamedTuple):
    """What to do with a register.

    Attributes:
        appends: rows to add.
        new_columns: headers of columns to add.
        findings: what was noticed; those that stop are questions.
        columns: header there -> header here, for every column that is brought in.
        skipped: how many rows are in the workbook already.
        how: header there -> how its cells were read, where the column itself told.
        missing: headers of the columns that every row needs and that the register has not.
    """

    appends: tuple[Append, ...]
    new_columns: tuple[str, ...]
    findings: tuple[Finding, ...]
    columns: Mapping[str, str]
    skipped: int
    how: Mapping[str, str] = MappingProxyType({})
    missing: tuple[str, ...] = ()

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
    named = {header_key(there): here for there, here in choices.columns.items()}
    renamed = [named.get(header_key(header), header) for header in table.headers]
    headers = match_sheet(sheet, renamed)
    own = _own_headers(renamed, headers, extra, _nowhere(sheet, choices, extra))
    columns = [*_ours(sheet, table, headers, choices), *_own(table, own, choices)]
    rows = [
        {column.header: column.read.values[i] for column in columns if column.read.values[i] is not None}
        for i in range(len(table.rows))
    ]
    found = new_rows(sheet, table.name, [number for number, _ in table.rows], rows, present)
    findings = [*_header_findings(sheet, table, headers, choices, extra)]
    findings += [finding for column in columns for finding in column.read.findings]
    findings += dates_findings(sheet, table, headers, own, choices)
    return Reading(
        found.appends,
        tuple(header for header in own.values() if header not in extra),
        (*findings, *found.findings),
        {column.there: column.header for column in columns},
        found.skipped,
        {column.there: column.read.how for column in columns if column.read.how},
        _missing(sheet, headers),
    )


class _Brought(NamedTuple):
    """One column of the register: what it is called there, in the sheet, and what was read of it."""

    there: str
    header: str
    read: Read


def _ours(sheet: Sheet, table: ForeignTable, headers: HeaderMap, choices: Choices) -> Iterator[_Brought]:
    """The columns that the sheet has, too."""
    for field, position in headers.positions.items():
        column, there = sheet.columns[field], table.headers[position]
        if column.kind is not Kind.CALCULATED:
            read = read_column(column, table.column(position), table.name, there, choices)
            yield _Brought(there, column.header, read)


def _own(table: ForeignTable, own: Mapping[int, str], choices: Choices) -> Iterator[_Brought]:
    """The columns that only the register has; they are kept."""
    for position, header in own.items():
        there = table.headers[position]
        yield _Brought(there, header, own_column(table.column(position), table.name, there, choices))


def _missing(sheet: Sheet, headers: HeaderMap) -> tuple[str, ...]:
    """Headers of the columns that people must fill and that were not found; those asked about are left out."""
    asked = {header for header, _ in headers.doubtful}
    needed = {column.header for column in sheet.columns.values() if column.required}
    return tuple(header for header in headers.missing if header in needed - asked)


def _nowhere(sheet: Sheet, choices: Choices, extra: Sequence[str]) -> dict[str, str]:
    """Headers that columns were mapped to and that the sheet has not, in comparison form -> the nearest it has."""
    here_all = {
        header_key(header): header for header in (*(c.header for c in sheet.columns.values()), *extra)
    }
    asked = {header_key(here) for here in choices.columns.values()}
    return {each: _nearest(each, here_all) for each in asked - here_all.keys()}


def _nearest(wanted: str, headers: Mapping[str, str]) -> str:
    """The header that was probably meant, or an empty text."""
    from difflib import get_close_matches

    return next((headers[near] for near in get_close_matches(wanted, headers, 1)), "")


def _own_headers(
    renamed: Sequence[str], headers: HeaderMap, extra: Sequence[str], nowhere: Container[str]
) -> dict[int, str]:
    """Position -> header here of the columns that are none of ours; two of one name become two columns.

    Columns that were mapped to a header nobody knows are asked about instead.
    """
    ours = set(headers.positions.values())
    known = {header_key(header): header for header in extra}
    taken: set[str] = set()
    found: dict[int, str] = {}
    for position, header in enumerate(renamed):
        name = header_key(header)
        if position in ours or not name or name in nowhere:
            continue
        count = 1
        while name in taken:
            count += 1
            name = header_key(f"{header} {count}")
        taken.add(name)
        found[position] = known.get(name, header if count == 1 else f"{header} {count}")
    return found


def _header_findings(
    sheet: Sheet, table: ForeignTable, headers: HeaderMap, choices: Choices, extra: Sequence[str]
) -> Iterator[Finding]:
    at = Place(table.name, 1)
    for header, candidates in headers.doubtful:
        shown = " or ".join(repr(candidate) for candidate in candidates)
        yield kinds.TWO_COLUMNS.at(at, f"{header!r} of {sheet.name} could be {shown}.")
    for header in headers.repeated:
        yield kinds.TWO_COLUMNS.at(at, f"{table.name} has the column {header!r} more than once.")
    there_all = {header_key(header): header for header in table.headers}
    nowhere = _nowhere(sheet, choices, extra)
    for there, here in choices.columns.items():
        if header_key(there) not in there_all:
            yield _no_column(at, table.name, there, _nearest(header_key(there), there_all))
        elif header_key(here) in nowhere:
            yield _no_column(at, sheet.name, here, nowhere[header_key(here)])
    if not headers.positions and not headers.doubtful:
        yield kinds.NO_COLUMNS.at(at, f"No column of {table.name} fits the sheet {sheet.name}.")
    else:
        yield from not_there(sheet, table.name, headers, table.headers)
    for field, position in headers.positions.items():
        if sheet.columns[field].kind is Kind.CALCULATED:
            there = table.headers[position]
            yield kinds.CALCULATED_HERE.at(at._replace(column=there), f"{there} is calculated here.")
    yield from _lost_findings(table)


def _no_column(at: Place, where: str, wanted: str, near: str) -> Finding:
    meant = f"; did you mean {near!r}?" if near else "."
    return kinds.NO_SUCH_COLUMN.at(at, f"{where} has no column {wanted!r}{meant}")


def _lost_findings(table: ForeignTable) -> Iterator[Finding]:
    """Cells that cannot be brought in because no header tells what they are."""
    if table.uneven:
        rows = ", ".join(map(str, table.uneven[:5])) + (" and more" if len(table.uneven) > 5 else "")
        place = Place(table.name, table.uneven[0])
        yield kinds.UNEVEN.at(place, f"Rows of {table.name} have more cells than its header: {rows}.")
    for position, header in enumerate(table.headers):
        if header_key(header):
            continue
        filled = [(row, cells[position]) for row, cells in table.rows if text_of(cells[position]).strip()]
        if filled:
            row, cell = filled[0]
            count = f"{len(filled)} filled cells" if len(filled) > 1 else "one filled cell"
            yield kinds.NO_HEADER.at(
                Place(table.name, row),
                f"Column {position + 1} of {table.name} has no header and {count} "
                f"(row {row}: {text_of(cell)[:40]!r}).",
            )
