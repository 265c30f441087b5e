"""What is selected in the open workbook, as a command understands it: rows of a table that can be seen, by header."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lotbook.commands.shell.selection import SelectedRow, Selection
from lotbook.domain.values import Value
from lotbook.hosts.live import native
from lotbook.hosts.live.area import Area
from lotbook.hosts.live.book import LiveBook
from lotbook.hosts.live.content import read
from lotbook.hosts.live.memory import Memory
from lotbook.hosts.live.values import value_of
from lotbook.hosts.live.view import LiveSheet, LiveView, TablePlace
from lotbook.tables.book import TABLES
from lotbook.tables.column import Sheet
from lotbook.tables.headers import match_sheet

if TYPE_CHECKING:
    from xlwings import Range

NOTHING = Selection("")


def selection_of(live: LiveBook) -> Selection:
    """What is selected; nothing where a picture is, or another workbook is in front."""
    chosen = selected_range(live)
    if chosen is None:
        return NOTHING
    name = str(chosen.sheet.name)
    row, column = chosen.row, chosen.column
    marked = chosen.shape != (1, 1) or len(native.pieces(chosen)) > 1
    spec = _specification(live, name)
    view = _view(live, spec, chosen) if spec else None
    if spec is None or view is None:
        value = value_of(read(chosen.sheet, Area(row, column, row, column))[0][0])
        return Selection(name, value=value, marked=marked)
    positions = _positions(view, spec)
    filled = frozenset(view.rows)
    numbers = [number for number in _visible(chosen, view) if number in filled]
    cells = view.rows_at(numbers, list(positions.values()))
    rows = tuple(
        SelectedRow(number, dict(zip(positions, values, strict=True)))
        for number, *values in zip(numbers, *cells, strict=True)
    )
    return Selection(spec.name, rows, _header(view, positions, column), view.cells.cell(row, column), marked)


def selected_range(live: LiveBook) -> Range | None:
    """The selected cells of this workbook."""
    try:
        chosen = live.book.selection
        if chosen is None or native.full_name(chosen.sheet.book) != native.full_name(live.book):
            return None  # another workbook is in front, which may even be called the same
        _ = chosen.row, chosen.shape
    except Exception:  # noqa: BLE001 - a chart or a picture is selected; each spreadsheet fails in its own way
        return None
    return chosen


def _view(live: LiveBook, spec: Sheet, chosen: Range) -> LiveView | None:
    """The table with its header and the selected rows; whole only where there is no Excel Table to go by."""
    place = live.table(spec.table, spec.name)
    if place is None:
        return live.view(spec.name, spec.table, [c.header for c in spec.columns.values()])
    return LiveView(_Near(place, list(_spans(chosen))), place)


class _Near(LiveSheet):
    """A sheet of which only the header and some rows are read, so that a click on one row does not wait for all.

    Args:
        place: the table on it.
        spans: first and last row of each piece that is wanted.
    """

    def __init__(self, place: TablePlace, spans: list[tuple[int, int]]) -> None:
        super().__init__(place.table.parent, place.area.bottom, Memory())
        header = place.area.top if place.header_rows else place.area.top - 1
        self._read: dict[int, list[object]] = {}
        for first, last in ((header, header), *spans):
            top, bottom = max(first, self.area.top), min(last, self.area.bottom)
            if top <= bottom:
                found = read(self.page, self.area._replace(top=top, bottom=bottom))
                self._read |= dict(enumerate(found, start=top))

    @property
    def rows(self) -> list[int]:
        """Those of the rows read that hold anything, ascending."""
        return sorted(number for number, row in self._read.items() if any(cell is not None for cell in row))

    def cell(self, row: int, column: int) -> Value:
        """One cell of the rows read."""
        cells, position = self._read.get(row, []), column - self.area.left
        return value_of(cells[position]) if 0 <= position < len(cells) else None


def _specification(live: LiveBook, name: str) -> Sheet | None:
    """The sheet of ours that this one is: by its name, or by the table that stands on it."""
    for spec in TABLES:
        if spec.name.casefold() == name.casefold():
            return spec
    page = live.page(name)
    tables = {str(table.name).casefold() for table in page.tables} if page else set()
    return next((spec for spec in TABLES if spec.table.casefold() in tables), None)


def _positions(view: LiveView, spec: Sheet) -> dict[str, int]:
    """Header -> position: the user's own headers, and ours where a column is called differently."""
    positions = {header: position for position, header in enumerate(view.headers) if header}
    matched = match_sheet(spec, view.headers).positions
    return positions | {spec.columns[field].header: position for field, position in matched.items()}


def _header(view: LiveView, positions: dict[str, int], column: int) -> str:
    """Our header of a sheet's column, else the one that stands there."""
    found = [header for header, position in positions.items() if view.numbers[position] == column]
    return found[-1] if found else ""


def _visible(chosen: Range, view: LiveView) -> list[int]:
    """The numbers of the selected rows below the header that no filter and no hand has hidden, ascending."""
    last = max([view.table_end, *view.rows[-1:]])
    found: set[int] = set()
    for first, end in _spans(chosen):
        found.update(_shown(chosen, max(first, view.header_row + 1), min(end, last)))
    return sorted(found)


def _spans(chosen: Range) -> Iterator[tuple[int, int]]:
    """First and last row of each piece of the selection; whole columns reach to the end of the sheet."""
    for address in native.pieces(chosen):
        piece = chosen.sheet.range(address)
        yield piece.row, piece.row + piece.shape[0] - 1


def _shown(chosen: Range, first: int, last: int) -> Iterator[int]:
    if last < first:
        return
    rows = chosen.sheet.range(f"{first}:{last}")  # whole rows: one column alone may be hidden
    if first == last:
        if not rows.rows.hidden:
            yield first
        return
    pieces: Any = rows.get_special_cells("visible")
    for piece in pieces:
        yield from range(piece.row, piece.row + piece.shape[0])
