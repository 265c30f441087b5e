"""Find: a text anywhere in the workbook, whatever its case, dashes and invisible marks; then what looks like it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lotbook.domain.finds import Finds, Hit, Lead
from lotbook.domain.identifiers import key, lookalike_key
from lotbook.domain.spoilt_identifiers import is_at_risk, may_have_become
from lotbook.domain.values import Value, text_of
from lotbook.errors import UsageError
from lotbook.tables.book import TABLES
from lotbook.tables.column import IDENTIFIER_KINDS, TEXT_KINDS, Column, Kind, Sheet
from lotbook.tables.headers import HeaderMap, match_sheet
from lotbook.tables.source import Source, TableView
from lotbook.tables.trace.find_rows import searched

_LEADS = 200  # hits for which it is worth looking where they lead
_MARK = "\0"
_FEWEST = 3  # letters a look-alike must have; shorter ones look like everything


class _Page(NamedTuple):
    """One sheet while it is searched."""

    sheet: Sheet
    view: TableView
    headers: HeaderMap


class _Column(NamedTuple):
    """One searched column and its cells, aligned with the rows of the sheet; ``field`` is empty for a user's own."""

    page: _Page
    position: int
    field: str
    cells: Sequence[Value]

    @property
    def kind(self) -> Kind:
        """What its cells should hold; a user's own column holds text."""
        return self.page.sheet.columns[self.field].kind if self.field else Kind.TEXT

    @property
    def header(self) -> str:
        """The header as typed."""
        return self.page.view.headers[self.position]


def find(source: Source, text: str) -> Finds:
    """Every cell of a text column, and of the user's own columns, that holds a text; look-alikes after them.

    A number or a day that Excel may have made of the text, such as 220 of 22E1, is a look-alike, too.

    Raises:
        UsageError: nothing was asked for.
    """
    wanted = key(text)
    if not wanted:
        raise UsageError(
            "Nothing was asked for.", next_step="Name a part of an identifier, a name or a number."
        )
    look = lookalike_key(text)
    at_risk = is_at_risk(text)
    columns = [column for page in _pages(searched(source, wanted)) for column in _columns(page)]
    exact: list[tuple[_Column, int]] = []
    alike: list[tuple[_Column, int]] = []
    for column in columns:
        different = [cell for cell in dict.fromkeys(column.cells) if cell is not None]
        typed, similar = _holding(different, wanted, look if len(look) >= _FEWEST else "")
        similar |= _spoilt(column, different, text) - typed if at_risk else set()
        for index, cell in enumerate(column.cells) if typed or similar else ():
            if cell in typed:
                exact.append((column, index))
            elif cell in similar:
                alike.append((column, index))
    hits = [*((place, False) for place in exact), *((place, True) for place in alike)]
    leads = _Leads(columns) if len(hits) <= _LEADS else None
    return Finds(text, tuple(_hits(hits, leads)))


def _spoilt(column: _Column, different: Sequence[Value], text: str) -> set[Value]:
    """The numbers and days in a column of identifiers that Excel may have made of a text."""
    if column.kind not in IDENTIFIER_KINDS:
        return set()
    return {cell for cell in different if not isinstance(cell, str) and may_have_become(text, text_of(cell))}


def _holding(different: Sequence[Value], wanted: str, look: str) -> tuple[set[Value], set[Value]]:
    """The different cells that hold a text, and those that only look like it.

    All texts of a column are cleaned in one go, parted by a mark that no cell can hold: ten times faster than one by
    one, and the comparison is the same.
    """
    joined = key(_MARK.join(map(text_of, different)))
    typed = _those(different, joined, wanted)
    if not look:
        return typed, set()
    return typed, _those(different, lookalike_key(joined), look) - typed


def _those(cells: Sequence[Value], joined: str, wanted: str) -> set[Value]:
    if wanted not in joined:
        return set()
    return {cell for cell, text in zip(cells, joined.split(_MARK), strict=True) if wanted in text}


def _pages(source: Source) -> Iterator[_Page]:
    for sheet in TABLES:
        view = source.view(sheet.name, sheet.table, [column.header for column in sheet.columns.values()])
        if view is not None:
            yield _Page(sheet, view, match_sheet(sheet, view.headers))


def _columns(page: _Page) -> Iterator[_Column]:
    fields = {position: field for field, position in page.headers.positions.items()}
    known = page.sheet.columns
    wanted = [
        position
        for position in range(len(page.view.headers))
        if position not in fields or known[fields[position]].kind in TEXT_KINDS
    ]
    for position, cells in zip(wanted, page.view.columns(wanted), strict=True):
        yield _Column(page, position, fields.get(position, ""), cells)


def _hits(places: Sequence[tuple[tuple[_Column, int], bool]], leads: _Leads | None) -> Iterator[Hit]:
    keys: dict[str, Mapping[int, str]] = {}
    for (column, index), alike in places:
        page = column.page
        name = page.sheet.name
        if name not in keys:
            indices = {i for (other, i), _ in places if other.page is page}
            keys[name] = _row_keys(page, sorted(indices))
        row = page.view.rows[index]
        cell = f"{page.view.letters[column.position]}{row}"
        value = column.cells[index]
        led = leads.of(column, value) if leads else ()
        yield Hit(name, cell, row, keys[name][index], column.header, text_of(value), alike, led)


def _row_keys(page: _Page, indices: Sequence[int]) -> dict[int, str]:
    """Index in the sheet's rows -> what people call that row."""
    named = (
        page.sheet.key or tuple(page.sheet.columns)[:1]
    )  # a sheet without a key calls its rows by their first link
    positions = [page.headers.positions[field] for field in named if field in page.headers.positions]
    cells = page.view.rows_at([page.view.rows[index] for index in indices], positions)
    if not cells:
        return dict.fromkeys(indices, "")
    unnamed = f"no {page.sheet.columns[named[0]].header} yet" if page.sheet.key else ""
    texts = (
        " ".join(text_of(value) for value in row if value is not None) or unnamed
        for row in zip(*cells, strict=True)
    )
    return dict(zip(indices, texts, strict=True))


class _Leads:
    """Where identifiers lead: from a link to the row it names, from a row's own identifier to the rows that name it."""

    def __init__(self, columns: Sequence[_Column]) -> None:
        self._columns = columns
        self._by_name = {self._name(column): column for column in columns if column.field}
        self._rows: dict[str, dict[str, list[int]]] = {}

    def of(self, column: _Column, value: Value) -> tuple[Lead, ...]:
        """The leads of one cell."""
        spec = self._spec(column)
        if spec is None or spec.kind not in IDENTIFIER_KINDS:
            return ()
        wanted = key(text_of(value))
        targets = (self._lead(name, wanted, to_row=True) for name in spec.link.split("|") if name)
        own = self._name(column)
        users = (
            self._lead(self._name(other), wanted, to_row=False)
            for other in self._columns
            if (linked := self._spec(other)) and own in linked.link.split("|")
        )
        found = [lead for lead in (*targets, *users) if lead]
        return tuple(sorted(found, key=lambda lead: (-lead.rows, lead.to)))

    def _lead(self, name: str, wanted: str, *, to_row: bool) -> Lead | None:
        column = self._by_name.get(name)
        rows = self._places(name).get(wanted, []) if column else []
        if not column or not rows:
            return None
        letter = column.page.view.letters[column.position]
        sheet = column.page.sheet.name
        return Lead(
            f"{sheet}!{letter}{rows[0]}" if to_row or len(rows) == 1 else f"{sheet} ({column.header})",
            len(rows),
        )

    def _places(self, name: str) -> dict[str, list[int]]:
        found = self._rows.get(name)
        if found is None:
            found = self._rows[name] = {}
            column = self._by_name[name]
            keys: dict[Value, str] = {}
            for row, cell in zip(column.page.view.rows, column.cells, strict=True):
                if cell is not None:
                    node = keys.get(cell)
                    if node is None:
                        node = keys[cell] = key(text_of(cell))
                    found.setdefault(node, []).append(row)
        return found

    @staticmethod
    def _name(column: _Column) -> str:
        """``Sheet.Header`` as the specification of links writes it."""
        spec = _Leads._spec(column)
        return f"{column.page.sheet.name}.{spec.header}" if spec else ""

    @staticmethod
    def _spec(column: _Column) -> Column | None:
        return column.page.sheet.columns[column.field] if column.field else None
