"""What became of a change to an open workbook, told by the cells it named: closing without saving takes it away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lotbook.domain.values import Value
from lotbook.hosts.entries import Entry, State
from lotbook.hosts.expected import specification, still
from lotbook.hosts.rows_now import RowsNow
from lotbook.tables.column import Column
from lotbook.tables.headers import match_sheet
from lotbook.tables.source import Source, TableView


def state_of(source: Source, entry: Entry) -> State:
    """Whether the cells hold what an entry wrote, what was there before, or neither throughout."""
    stands = RowsNow(source)
    told = [*_edits(source, stands, entry), *_appends(source, stands, entry)]
    if not told:
        return State.UNCLEAR
    if all(after for _, after in told):
        return State.RECOVERED
    return State.ABANDONED if all(before for before, _ in told) else State.UNCLEAR


def _edits(source: Source, stands: RowsNow, entry: Entry) -> Iterator[tuple[bool, bool]]:
    for edit in entry.edits:
        row = stands.row(edit.sheet, edit.row, edit.key)
        found = _cells(source, edit.sheet, row, (edit.column,)) if row else None
        if found is None:
            yield False, False
            continue
        column, now = found[edit.column]
        yield still(column, now, edit.old), still(column, now, edit.new)


def _appends(source: Source, stands: RowsNow, entry: Entry) -> Iterator[tuple[bool, bool]]:
    for append, number in zip(entry.appends, entry.rows, strict=True):
        row = stands.row(append.sheet, number, append.key)
        found = _cells(source, append.sheet, row, tuple(append.values)) if row else None
        if found is None:
            yield False, False
            continue
        yield (
            all(still(column, now, None) for column, now in found.values()),
            all(still(column, now, append.values[header]) for header, (column, now) in found.items()),
        )


def _cells(
    source: Source, name: str, row: int, headers: tuple[str, ...]
) -> Mapping[str, tuple[Column | None, Value]] | None:
    """The specification and the value of some cells of a row by header; None when one of them is not there."""
    spec = specification(name)
    columns = {column.header: column for column in spec.columns.values()} if spec else {}
    view = source.view(name, spec.table if spec else name.replace(" ", ""), tuple(columns))
    if view is None:
        return None
    positions = _positions(view, name)
    if not positions.keys() >= set(headers):
        return None
    values = view.rows_at([row], [positions[header] for header in headers])
    return {header: (columns.get(header), cell) for header, (cell,) in zip(headers, values, strict=True)}


def _positions(view: TableView, name: str) -> dict[str, int]:
    positions = {header: position for position, header in reversed(list(enumerate(view.headers)))}
    spec = specification(name)
    if spec is None:
        return positions
    matched = match_sheet(spec, view.headers).positions
    return positions | {spec.columns[field].header: position for field, position in matched.items()}
