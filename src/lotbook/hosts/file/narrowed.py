"""A closed workbook of which only the rows are read that may hold some texts; for those it is as the whole one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from lotbook.hosts.file.cellvalues import CellReader
from lotbook.hosts.file.scannedtexts import ScannedTexts
from lotbook.hosts.file.skim import SkimmedSheet
from lotbook.hosts.file.view import FileView, SheetReader

if TYPE_CHECKING:
    from lotbook.hosts.file.book import FileBook

_MOST = 8  # texts worth looking for in every sheet; with more of them the sheets are read


class NarrowedBook:
    """Some rows of a workbook; a ``Source``.

    Args:
        book: the workbook.
        texts: its shared texts.
        numbers: the numbers of those that are meant.
        is_meant: tells whether a text, or one of several parted by marks, is meant.
    """

    def __init__(
        self, book: FileBook, texts: Sequence[str], numbers: Collection[int], is_meant: Callable[[str], bool]
    ) -> None:
        self._book = book
        self._reader = CellReader(texts, book.styles, dates_1904=book.package.dates_1904)
        self._skimmed = SkimmedSheet(numbers, is_meant)
        self._views: dict[str, FileView | None] = {}

    def sheet_names(self) -> tuple[str, ...]:
        """The names of all sheets, in order."""
        return self._book.sheet_names()

    def view(self, sheet: str, table: str, headers: Collection[str]) -> FileView | None:
        """The rows of one sheet that may hold the texts, and perhaps some more; all of them where it cannot be told."""
        if sheet not in self._views:
            self._views[sheet] = self._narrow(sheet, table) or self._book.view(sheet, table, headers)
        return self._views[sheet]

    def _narrow(self, sheet: str, table: str) -> FileView | None:
        found = self._book.package.table(table, sheet)
        if found is None or not found.header_rows:
            return None
        part = found.sheet.part
        data = self._skimmed.part(self._book.container.pieces(part), found.area.top)
        if data is None:
            return None
        return FileView(found.sheet.name, SheetReader(data, self._reader, part, even=False), found)

    def merged_cells(self, sheet: str) -> tuple[str, ...]:
        """The merged areas of a sheet."""
        return self._book.merged_cells(sheet)


def narrowed(book: FileBook, bare: str, is_meant: Callable[[str], bool]) -> NarrowedBook | None:
    """The rows of a workbook that may hold texts that are meant; None where only reading all rows can tell.

    Args:
        book: the workbook.
        bare: what the bare form of every text that is meant holds.
        is_meant: tells whether a text, or one of several parted by marks, is meant.
    """
    data = book.written_texts
    if data is None:  # every text stands in its cell
        return NarrowedBook(book, (), (), is_meant)
    texts = ScannedTexts(data)
    numbers = texts.like(bare, is_meant)
    return None if numbers is None or len(numbers) > _MOST else NarrowedBook(book, texts, numbers, is_meant)
