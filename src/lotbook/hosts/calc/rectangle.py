"""A range of cells: where it is, and the ranges in it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Self

from lotbook.errors import SpreadsheetError
from lotbook.hosts.calc.span import Span
from lotbook.hosts.calc.unolink import Uno, struct
from lotbook.hosts.calc.xl import base_classes

if TYPE_CHECKING:
    from lotbook.hosts.calc.sheets import Sheet


class Rectangle(base_classes.Range):
    """The part of a range that every other part builds on.

    Attributes:
        span: the rectangle; of a selection in several pieces, the first.
        areas: the pieces of a selection; one for any other range.
        options: what xlwings was asked for when reading, such as ``err_to_str``.
        api: LibreOffice's own range, where it is known already.
    """

    max_cells_per_read = 2_000_000
    max_cells_per_write = 500_000

    def __init__(self, sheet: Sheet, span: Span, areas: tuple[Span, ...] = (), api: Uno = None) -> None:
        self.span = span
        self.areas = areas or (span,)
        self.options: dict[str, object] = {}
        self._sheet = sheet
        if api is not None:
            self.api = api

    def at(self, span: Span) -> Self:
        """Another range on the same sheet."""
        return type(self)(self._sheet, span)

    @cached_property
    def api(self) -> Uno:
        """LibreOffice's own range."""
        return self.part(self.span)

    def part(self, span: Span) -> Uno:
        """LibreOffice's range of a rectangle on this sheet."""
        return self._sheet.api.getCellRangeByPosition(
            span.left - 1, span.top - 1, span.right - 1, span.bottom - 1
        )

    @property
    def corner(self) -> Uno:
        """LibreOffice's cell at the top left."""
        return self.api.getCellByPosition(0, 0)

    @property
    def sheet(self) -> Sheet:
        """The sheet it lies on."""
        return self._sheet

    @property
    def coords(self) -> tuple[Sheet, int, int, int, int]:
        """Sheet, row, column, height, width."""
        return (self._sheet, self.span.top, self.span.left, *self.shape)

    @property
    def row(self) -> int:
        """The first row."""
        return self.span.top

    @property
    def column(self) -> int:
        """The first column."""
        return self.span.left

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns."""
        return self.span.height, self.span.width

    def __len__(self) -> int:
        return self.span.height * self.span.width

    def __call__(self, first: int, second: int | None = None) -> Self:
        """The cell at this row and column of the range, or its n-th cell; it may lie outside, as in Excel."""
        if second is None:
            down, across = divmod(first - 1, self.span.width)
            first, second = down + 1, across + 1
        row, column = self.span.top + first - 1, self.span.left + second - 1
        if row < 1 or column < 1:
            raise IndexError("A cell's row and column count from 1.")
        return self.at(Span(row, column, row, column))

    @property
    def rows(self) -> list[Self]:
        """Each row as a range."""
        top, left, bottom, right = self.span
        return [self.at(Span(row, left, row, right)) for row in range(top, bottom + 1)]

    @property
    def columns(self) -> list[Self]:
        """Each column as a range."""
        top, left, bottom, right = self.span
        return [self.at(Span(top, column, bottom, column)) for column in range(left, right + 1)]

    def get_address(
        self, row_absolute: bool = True, col_absolute: bool = True, external: bool = False
    ) -> str:
        """As Excel writes it, with the book and sheet before it if asked for."""
        text = self.span.address(row="$" if row_absolute else "", column="$" if col_absolute else "")
        return f"'[{self._sheet.book.name}]{self._sheet.name}'!{text}" if external else text

    @property
    def address(self) -> str:
        """As Excel writes it, all fixed; the pieces of a selection with commas between them."""
        return ",".join(area.address() for area in self.areas)

    @property
    def place(self) -> Uno:
        """LibreOffice's address of the range, its sheet included."""
        return addresses_of(self._sheet, [self.span])[0]

    def allow_change(self) -> None:
        """Nothing, if the cells may be changed.

        Raises:
            SpreadsheetError: a person is typing into a cell; or the sheet is protected and a cell here is locked; LibreOffice itself would say nothing
                and change nothing.
        """
        self._sheet.book.allow_change()
        if self._sheet.api.isProtected() and self.locked():
            raise SpreadsheetError(
                f"The sheet {self._sheet.name} is protected, so {self.span.address(row='', column='')} cannot be changed.",
                next_step="Take the protection off (Tools > Protect Sheet), then try again.",
            )

    def locked(self) -> bool:
        """Whether any cell of the range is locked; that counts only on a protected sheet."""
        kinds = self.api.getUniqueCellFormatRanges()
        return any(kinds.getByIndex(at).CellProtection.IsLocked for at in range(kinds.Count))


def addresses_of(sheet: Sheet, spans: Iterable[Span]) -> tuple[Uno, ...]:
    """LibreOffice's addresses of rectangles."""
    at = sheet.index - 1
    return tuple(
        struct(
            "table.CellRangeAddress",
            Sheet=at,
            StartColumn=span.left - 1,
            StartRow=span.top - 1,
            EndColumn=span.right - 1,
            EndRow=span.bottom - 1,
        )
        for span in spans
    )


def span_at(address: Uno) -> Span:
    """The rectangle of LibreOffice's address."""
    return Span(address.StartRow + 1, address.StartColumn + 1, address.EndRow + 1, address.EndColumn + 1)
