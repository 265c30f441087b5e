"""Where rows come from: what a host must offer so that sheets can be read by header, a few columns at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Protocol, runtime_checkable

from lotbook.domain.values import Value


class TableView(Protocol):
    """One sheet's table as it really is in the workbook: its headers as typed, its rows by sheet row number.

    ``rows`` holds the sheet row numbers of all rows below the header that hold anything, in order, including rows
    typed below the table's own end (``table_end``): a row that was typed is never overlooked.
    """

    @property
    def sheet(self) -> str:
        """The sheet's name."""

    @property
    def headers(self) -> tuple[str, ...]:
        """The header texts from left to right, as typed; repeated ones are kept."""

    @property
    def letters(self) -> tuple[str, ...]:
        """The column letters of these headers."""

    @property
    def header_row(self) -> int:
        """The sheet row number of the header."""

    @property
    def table_end(self) -> int:
        """The last sheet row number of the Excel Table, 0 when the sheet has no Excel Table any more."""

    @property
    def rows(self) -> Sequence[int]:
        """The sheet row numbers below the header that hold anything, ascending."""

    def columns(self, indices: Sequence[int]) -> Sequence[Sequence[Value]]:
        """The cells of the columns at these positions in ``headers``, each aligned with ``rows``."""

    def rows_at(self, rows: Sequence[int], indices: Sequence[int]) -> Sequence[Sequence[Value]]:
        """The same for a few given sheet rows only: one list per column."""


class Source(Protocol):
    """A workbook that can be read."""

    def sheet_names(self) -> tuple[str, ...]:
        """The names of all sheets, in order."""

    def view(self, sheet: str, table: str, headers: Collection[str]) -> TableView | None:
        """The table of one sheet, or None when the workbook has neither the table nor the sheet.

        It is found by the Excel Table's name; when that is gone, on the sheet of this name by the row that holds
        most of ``headers``.
        """

    def merged_cells(self, sheet: str) -> tuple[str, ...]:
        """The merged areas of a sheet, such as ``B2:C2``."""


@runtime_checkable
class ReadsAhead(Protocol):
    """A source that reads sooner when it knows what comes."""

    def read_ahead(self, sheets: Iterable[str]) -> None:
        """These sheets will be read, in this order."""


@runtime_checkable
class Narrows(Protocol):
    """A source that can leave out rows without reading them."""

    def narrowed(self, bare: str, is_meant: Callable[[str], bool]) -> Source | None:
        """The same with at least every row in which a cell shows a text that is meant.

        Cells that show no text, such as numbers and days, do not count. None where all rows must be read.

        Args:
            bare: what the bare form of every text that is meant holds.
            is_meant: tells whether a text is meant, or one of several that are parted by marks no cell can hold.
        """
