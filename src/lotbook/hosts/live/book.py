"""The open workbook as a ``Host``: read and changed where a person sees it, with the same journal as the closed file."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from lotbook.errors import NotALotbookError, NotAWorkbookError, ReadOnlyError, SchemaError, SpreadsheetError
from lotbook.hosts.beside import Beside
from lotbook.hosts.entries import LIVE
from lotbook.hosts.file.filestamp import read_file
from lotbook.hosts.live import native
from lotbook.hosts.live.location import located
from lotbook.hosts.live.memory import Memory
from lotbook.hosts.live.merged import merged_areas
from lotbook.hosts.live.view import LiveSheet, LiveView, TablePlace, place_of

if TYPE_CHECKING:
    from xlwings import Book, Sheet

    from lotbook.domain.edits import Plan
    from lotbook.hosts.live.writing import Written

_FEWEST_SHEETS = 3  # a workbook with fewer of our sheets is something else


class LiveBook(Beside):
    """A workbook that is open in Excel or in LibreOffice Calc; an ``OpenHost``.

    Args:
        book: the workbook as xlwings knows it.
        patience: seconds to wait for another command; None = as long as a command does.
        memory: what its sheets held at the click before.

    Raises:
        NotAWorkbookError: it was never saved, or its file is not found on this computer.
        NotALotbookError: a workbook, but not one of ours.
        SchemaError: it was made by a newer Lotbook.
    """

    def __init__(self, book: Book, patience: float | None = None, memory: Memory | None = None) -> None:
        self.book = book
        self._memory = memory or Memory()
        self._patience = patience
        self._locked = False
        self._sheets: dict[str, LiveSheet] = {}
        self._tables: dict[tuple[str, str], TablePlace | None] = {}
        self.path = located(native.full_name(book))
        self._refuse_other_books()

    @contextmanager
    def opened(self, *, writing: bool) -> Iterator[LiveBook]:
        """The workbook as it is now; with ``writing`` its lock is held until the block ends; see ``OpenHost``."""
        self.reload()
        if not writing:
            yield self
            return
        self._refuse_unwritable()
        from lotbook.hosts.file.lock import Lock

        lock = Lock(self.data_folder, self._patience)
        lock.take()
        self._locked = True
        try:
            self._settle()
            yield self
        finally:
            self._locked = False
            lock.give_back()

    @property
    def writing(self) -> bool:
        """Whether this process holds the workbook's lock."""
        return self._locked

    def reload(self) -> None:
        """Forgets what was read; the spreadsheet is asked again."""
        self._sheets = {}
        self._tables = {}
        for name in ("_names", "_elsewhere", "fingerprint", "schema_version"):
            self.__dict__.pop(name, None)

    def _refuse_other_books(self) -> None:
        from lotbook.tables.book import SCHEMA_VERSION, TABLES

        names = {name.casefold() for name in self.sheet_names()}
        ours = sum(spec.name.casefold() in names for spec in TABLES)
        if ours < _FEWEST_SHEETS:
            ours = sum(spec.table.casefold() in self._elsewhere for spec in TABLES)
        if ours < _FEWEST_SHEETS:
            raise NotALotbookError(
                f"{self.path.name} is a workbook, but not one of Lotbook: its sheets are missing.",
                next_step="Open a workbook made by Lotbook, or bring this one in with `lotbook import`.",
            )
        if self.schema_version > SCHEMA_VERSION:
            raise SchemaError(
                f"{self.path.name} was made by a newer Lotbook (its layout is {self.schema_version}, "
                f"this one knows {SCHEMA_VERSION})."
            )

    def _refuse_unwritable(self) -> None:
        if self.path.suffix.lower() not in (".xlsx", ".xlsm"):
            raise NotAWorkbookError(
                f"{self.path.name} is no .xlsx workbook.", next_step="Save it as an Excel workbook (.xlsx)."
            )
        read_only = False
        with suppress(Exception):  # a spreadsheet that cannot tell says so when it is saved
            read_only = native.is_read_only(self.book)
        if read_only:
            raise ReadOnlyError(
                f"{self.path.name} is open for reading only.",
                cause="Somebody else has it open, or the file is write-protected.",
                next_step="Close it, and open it again when the other person is done.",
            )

    def _settle(self) -> None:
        """Tells the journal what became of a command that was killed."""
        from lotbook.hosts.settling import state_of

        self.journal.recover("", lambda entry: state_of(self, entry))

    @cached_property
    def fingerprint(self) -> str:
        """One word for what stands in the tables now; that of a closed file is never equal to it."""
        from lotbook.tables.book import TABLES

        told = sha256()
        for spec in TABLES:
            view = self.view(spec.name, spec.table, [column.header for column in spec.columns.values()])
            if view:
                told.update(repr((spec.name, view.headers, view.cells.content.rows)).encode())
        return LIVE + told.hexdigest()

    def saved_content(self) -> bytes:
        """The bytes of the workbook's file, as it was last saved."""
        return read_file(self.path)[1]

    def property_value(self, name: str) -> str | None:
        """A custom document property; where the spreadsheet cannot tell, as the saved file has it."""
        found = native.property_value(self.book, name)
        if found is None and not native.is_calc(self.book):
            from lotbook.hosts.file.book import FileBook

            found = FileBook(self.path).property_value(name)
        return found

    @cached_property
    def schema_version(self) -> int:
        """The layout this workbook was made with; 0 when it does not say."""
        from lotbook.tables.book import SCHEMA_PROPERTY

        told = self.property_value(SCHEMA_PROPERTY) or ""
        return int(told) if told.isdecimal() else 0

    # Reading

    @cached_property
    def _names(self) -> tuple[str, ...]:
        found = tuple(sheet.name for sheet in self.book.sheets)
        if not found:  # never so while it is open; what is gone must not look like a workbook without entries
            raise SpreadsheetError(
                f"{self.path.name} was closed.", next_step="Open the workbook again, then try once more."
            )
        return found

    def sheet_names(self) -> tuple[str, ...]:
        """The names of all sheets, in order."""
        return self._names

    def page(self, name: str) -> Sheet | None:
        """The open sheet of this name."""
        found = next((each for each in self._names if each.casefold() == name.casefold()), None)
        return self.book.sheets[found] if found is not None else None

    def table(self, table: str, sheet: str) -> TablePlace | None:
        """The Excel Table of this name: on its own sheet, or wherever it was moved to."""
        wanted = table.casefold(), sheet.casefold()
        if wanted not in self._tables:
            page = self.page(sheet)
            own = next((t for t in page.tables if t.name.casefold() == wanted[0]), None) if page else None
            self._tables[wanted] = place_of(own) if own is not None else self._elsewhere.get(wanted[0])
        return self._tables[wanted]

    @cached_property
    def _elsewhere(self) -> dict[str, TablePlace]:
        """Every table of the workbook by its name; only asked for where one is not on its own sheet."""
        return {table.name.casefold(): place_of(table) for page in self.book.sheets for table in page.tables}

    def view(self, sheet: str, table: str, headers: Collection[str]) -> LiveView | None:
        """The table of one sheet, or None when the workbook has neither the table nor the sheet."""
        found = self.table(table, sheet)
        if found:
            return LiveView(self.cells(found.table.parent, found.area.bottom), found)
        page = self.page(sheet)
        return LiveView(self.cells(page, 0), None, headers) if page else None

    def cells(self, page: Sheet, table_end: int) -> LiveSheet:
        """The cells of one sheet, read once."""
        found = self._sheets.get(page.name)
        if found is None:
            found = self._sheets[page.name] = LiveSheet(page, table_end, self._memory)
        return found

    def merged_cells(self, sheet: str) -> tuple[str, ...]:
        """The merged areas of a sheet, such as ``B2:C2``."""
        table = self.table(sheet.replace(" ", ""), sheet)
        page = table.table.parent if table else self.page(sheet)
        return merged_areas(page, self.cells(page, table.area.bottom if table else 0).area) if page else ()

    # Writing

    def write(self, plan: Plan, *, who: str) -> Written:
        """Makes every change of a plan, or none; see ``Host``."""
        from lotbook.hosts.live.writing import write

        try:
            return write(self, plan, who=who)
        finally:
            self.reload()

    def save(self) -> None:
        """Saves the open workbook under its own name."""
        self.book.save()
