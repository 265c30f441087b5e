"""One sheet while it is being changed: cells, links and areas gather here and become the sheet's new bytes at the end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from lotbook.domain.values import Value
from lotbook.errors import UnsafeEditError
from lotbook.hosts.file.cellxml import cell_xml, formula_xml
from lotbook.hosts.file.frame import Frame
from lotbook.hosts.file.markup import Area
from lotbook.hosts.file.package import SheetPart, relations_part
from lotbook.hosts.file.relations import Relations
from lotbook.hosts.file.rowsplice import Piece, Rows, reference

if TYPE_CHECKING:
    from lotbook.hosts.file.book import FileBook
    from lotbook.hosts.file.styleedit import StyleEditor


class SheetDraft:
    """The changes to one sheet.

    Args:
        book: the workbook.
        sheet: the sheet.
        styles: the workbook's cell formats while they are changed.

    Raises:
        UnsafeEditError: the sheet's part has a form that cannot be changed safely.
    """

    def __init__(self, book: FileBook, sheet: SheetPart, styles: StyleEditor) -> None:
        self.sheet = sheet
        self.styles = styles
        self._container = book.container
        self.dates_1904 = book.package.dates_1904
        cells = book.cells(sheet)
        data, region = cells.data, cells.region
        if region is None:
            raise UnsafeEditError(
                f"The sheet {sheet.name} was saved in a form that Lotbook reads but does not change.",
                next_step="Open the workbook in Excel or LibreOffice, save it, and try again.",
            )
        self.region = region
        self.data = data
        self.rows = Rows(data, region)
        self.frame = Frame(data, region, sheet.part)
        self.changes: dict[int, dict[int, bytes]] = {}
        self.models: dict[int, bytes] = {}
        self.links: dict[str, str] = {}
        self.rebuilt: list[Piece] | None = None

    @cached_property
    def relations(self) -> Relations:
        """The sheet's relationships."""
        name = relations_part(self.sheet.part)
        return Relations(self._container.read(name) if name in self._container else None, name)

    def put(self, row: int, column: int, value: Value, cell_format: int) -> None:
        """Gives a cell a value; its format changes only where the value could not be seen as what it is."""
        fitting = self.styles.fitting(cell_format, value)
        cell = cell_xml(reference(column, row), fitting, value, dates_1904=self.dates_1904)
        self.changes.setdefault(row, {})[column] = cell

    def put_formula(self, row: int, column: int, formula: str, cell_format: int) -> None:
        """Gives a cell the formula of its calculated column."""
        self.changes.setdefault(row, {})[column] = formula_xml(reference(column, row), cell_format, formula)

    def cell_format(self, row: int, column: int) -> int:
        """The format of a cell, also of one that is not there."""
        old = self.rows.find(row)
        cell = old.cell(column) if old else None
        if cell:
            return cell.cell_format
        return (old.cell_format if old else 0) or self.frame.column_format(column)

    def refuse_formula(self, row: int, column: int) -> None:
        """Stops when a cell holds a formula.

        Raises:
            UnsafeEditError: it does.
        """
        old = self.rows.find(row)
        cell = old.cell(column) if old else None
        if cell and cell.formula:
            raise UnsafeEditError(
                f"{self.sheet.name} {reference(column, row)} holds a formula, which Lotbook does not overwrite.",
                next_step="Replace the formula by its value, then try again.",
            )

    def finish(self) -> dict[str, Sequence[Piece]]:
        """The new content of the sheet's part, and of its relationships where they changed."""
        exchanged = self.frame.linked_relations(self.links)
        self.frame.link(self.links, self.relations.link)
        self.relations.remove(exchanged - self.frame.linked_relations())
        rows = self.rebuilt if self.rebuilt is not None else self.rows.splice(self.changes, self.models)
        if self.rebuilt is None:
            self._grow_dimension()
        before, after = self.frame.halves()
        parts: dict[str, Sequence[Piece]] = {
            self.sheet.part: [before, b"<sheetData>", *rows, b"</sheetData>", after]
        }
        if self.relations.changed:
            parts[self.relations.part] = [self.relations.data]
        return parts

    def _grow_dimension(self) -> None:
        cells = [(column, row) for row, columns in self.changes.items() for column in columns]
        used = self.frame.dimension()
        if not cells or used is None:
            return
        columns, rows = zip(*cells, strict=True)
        self.frame.set_dimension(
            Area(
                min(used.left, *columns), min(used.top, *rows),
                max(used.right, *columns), max(used.bottom, *rows),
            )
        )  # fmt: skip
