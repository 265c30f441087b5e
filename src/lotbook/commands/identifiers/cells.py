"""The ID cells of one sheet as they really are, read raw: long sheets cost little, and no row is overlooked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from lotbook.domain.findings import Finding, Place
from lotbook.domain.identifiers import key
from lotbook.domain.values import CellError, Value, text_of
from lotbook.tables import kinds
from lotbook.tables.book import sheet
from lotbook.tables.headers import HeaderMap, match_sheet
from lotbook.tables.load import Loaded, load_rows
from lotbook.tables.source import Source

Row = Any  # one of the sheets' own row types


class Waiting(NamedTuple):
    """A row that lacks at least one of its numbers, and what its ID cells and status really hold."""

    row: Row
    cells: Mapping[str, Value]


class IdCells:
    """One sheet of a workbook, of which only the ID columns are read, and the rows that wait for a number."""

    def __init__(self, source: Source, name: str) -> None:
        self.sheet = sheet(name)
        self.view = source.view(name, self.sheet.table, [c.header for c in self.sheet.columns.values()])
        headers = match_sheet(self.sheet, self.view.headers) if self.view else HeaderMap({}, (), (), (), ())
        self.positions = headers.positions
        self._loaded = Loaded(self.sheet, (), (), self.view, headers)
        self._cells: dict[str, Sequence[Value]] = {}

    def cells(self, field: str) -> Sequence[Value]:
        """One column as it stands in the workbook, aligned with the view's rows."""
        if field not in self._cells:
            found = (
                self.view.columns([self.positions[field]]) if self.view and field in self.positions else [[]]
            )
            self._cells[field] = found[0]
        return self._cells[field]

    def names(self, field: str) -> Iterator[str]:
        """The identifiers that stand in one column, typed as numbers or not."""
        for cell in self.cells(field):
            if isinstance(cell, str):
                yield cell
            elif cell is not None and not isinstance(cell, CellError):
                yield text_of(cell)

    def problems(self, fields: Collection[str]) -> list[Finding]:
        """Why nothing can be numbered here: the sheet or an ID column is gone."""
        name = self.sheet.name
        if self.view is None:
            return [kinds.SHEET_MISSING.at(Place(name), f"The sheet {name} is missing from the workbook.")]
        lost = [self.sheet.columns[field].header for field in fields if field not in self.positions]
        return [
            kinds.COLUMN_MISSING.at(
                Place(name, self.view.header_row, "", header), f"{name} has no column {header!r}."
            )
            for header in lost
        ]

    def waiting(self, fields: Collection[str], only: Collection[int] | None) -> list[Waiting]:
        """The rows that hold something but lack a number."""
        view = self.view
        if view is None:
            return []
        lacking = {
            number
            for field in fields
            for number, cell in zip(view.rows, self.cells(field), strict=True)
            if not isinstance(cell, str) or not cell.strip()
        }
        numbers = sorted(lacking if only is None else lacking.intersection(only))
        rows: list[Row] = load_rows(self._loaded, numbers)
        wanted = [field for field in (*fields, "status") if field in self.positions]
        raw = view.rows_at([row.row for row in rows], [self.positions[field] for field in wanted])
        return [
            Waiting(row, dict(zip(wanted, cells, strict=True)))
            for row, cells in zip(rows, zip(*raw, strict=True), strict=True)
        ]

    def repeated(self, field: str) -> Iterator[Finding]:
        """Numbers that stand there twice; the parents of one blend share theirs."""
        given = [name.strip().casefold() for name in self.names(field)]
        if self.view is None or len(set(given)) == len(given):
            return
        from lotbook.checks.ids import DUPLICATE_KEY

        first: dict[str, int] = {}
        header = self.sheet.columns[field].header
        rows: list[Row] = load_rows(self._loaded, self.view.rows)
        for row in rows:
            shown = getattr(row, field)
            if not shown or getattr(row, "reason", None) == "Blend":
                continue
            earlier = first.setdefault(key(shown), row.row)
            if earlier != row.row:
                place = Place(self.sheet.name, row.row, shown, header)
                said = f"{shown} stands on row {earlier} of {self.sheet.name} already."
                yield DUPLICATE_KEY.at(place, said)
