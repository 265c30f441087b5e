"""The open workbooks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from lotbook.errors import SpreadsheetError
from lotbook.hosts.calc.busy import Attention
from lotbook.hosts.calc.collection import Collection
from lotbook.hosts.calc.honest import honest
from lotbook.hosts.calc.keptsheets import KeptSheets
from lotbook.hosts.calc.lastread import LastRead
from lotbook.hosts.calc.names import Names
from lotbook.hosts.calc.numberformats import NumberFormats
from lotbook.hosts.calc.ranges import Range
from lotbook.hosts.calc.rectangle import span_at
from lotbook.hosts.calc.sheets import Sheet, Sheets
from lotbook.hosts.calc.tables import Table
from lotbook.hosts.calc.unolink import Uno, local_path, properties, url
from lotbook.hosts.calc.xl import base_classes

if TYPE_CHECKING:
    from lotbook.hosts.calc.app import App

_MACROS = "Calc MS Excel 2007 VBA XML"
_MACRO_ENDINGS = (".xlam", ".xlsm")


@honest
class Book(base_classes.Book):
    """One open workbook.

    Attributes:
        api: LibreOffice's own document.
        last_read: the last large block of each sheet.
    """

    api: Uno = None  # set below; xlwings has a property here

    def __init__(self, app: App, document: Uno) -> None:
        self.api = document
        self._app = app
        self._tables: list[tuple[int, Uno]] = []
        self.last_read: dict[str, LastRead] = {}
        self._tables_of: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    @property
    def app(self) -> App:
        """The LibreOffice it is open in."""
        return self._app

    @property
    def controller(self) -> Uno:
        """What shows it: selection, active sheet, scroll position."""
        return self.api.CurrentController

    @cached_property
    def all_sheets(self) -> Uno:
        """LibreOffice's collection of its sheets."""
        return self.api.Sheets

    @cached_property
    def database_ranges(self) -> Uno:
        """LibreOffice's collection of its tables."""
        return self.api.DatabaseRanges

    @cached_property
    def kept_sheets(self) -> KeptSheets:
        """LibreOffice's own sheets by their names."""
        return KeptSheets(self.all_sheets)

    @property
    def is_open(self) -> bool:
        """Whether it is still open."""
        try:
            self.api.isModified()
        except Exception:  # noqa: BLE001 - LibreOffice's exceptions have no common Python class; any of them means no
            return False
        return True

    @property
    def fullname(self) -> str:
        """Its path; the title where it was never saved."""
        return local_path(self.api.URL) or str(self.api.Title)

    @property
    def name(self) -> str:
        """Its file's name."""
        return Path(self.fullname).name

    @property
    def folder(self) -> Path | None:
        """The folder its links start from; None where it was never saved."""
        return Path(self.fullname).parent if self.api.hasLocation() else None

    @property
    def sheets(self) -> Sheets:
        """Its sheets."""
        return Sheets(self)

    @property
    def names(self) -> Names:
        """The names that count everywhere in it."""
        return Names(self, self.api.NamedRanges)

    @cached_property
    def _attention(self) -> Attention:
        return Attention(self.controller)

    def allow_change(self) -> None:
        """Nothing, if cells may be changed now.

        Raises:
            SpreadsheetError: a cell is being typed in.
        """
        if self._app.headless:
            return
        if self._attention.typing():
            raise SpreadsheetError(
                "A cell is being typed in.", next_step="Press Enter (or Esc) in LibreOffice, then try again."
            )

    def activate(self) -> None:
        """Brings it to the front."""
        self.controller.Frame.activate()

    def close(self) -> None:
        """Closes it without saving."""
        self.api.close(True)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Saves it as .xlsx, where it is or under another name, and puts back what LibreOffice drops."""
        from lotbook.hosts.calc.saving import save

        save(self.api, path, password)

    def to_pdf(self, path: str, quality: str | None = None) -> None:
        """Writes all its sheets into a PDF."""
        self.api.storeToURL(url(path), properties(FilterName="calc_pdf_Export"))

    @cached_property
    def number_formats(self) -> NumberFormats:
        """Its number formats."""
        return NumberFormats(self.api.NumberFormats)

    def range_at(self, address: Uno) -> Range:
        """The range at LibreOffice's address."""
        return Range(Sheet(self, self.all_sheets.ElementNames[address.Sheet]), span_at(address))

    def tables(self) -> Iterator[Table]:
        """Its tables, of every sheet."""
        for sheet in self.sheets:
            yield from sheet.tables

    def tables_on(self, sheet: int) -> list[Uno]:
        """LibreOffice's database ranges of one sheet, from 0; asked anew when a table or a sheet came or went."""
        ranges = self.database_ranges
        known = (ranges.ElementNames, self.all_sheets.ElementNames)
        if known != self._tables_of:
            self._tables = [(each.DataArea.Sheet, each) for each in map(ranges.getByName, known[0])]
            self._tables_of = known
        return [each for at, each in self._tables if at == sheet]

    def range_of(self, text: str, sheet: Sheet) -> Range | None:
        """The cells of a table, a table's column, or a defined name; one of the sheet before one of the book."""
        table, bracket, column = text.partition("[")
        for each in self.tables():
            if each.name.casefold() == table.casefold():
                return each.columns(column.rstrip("]")).data_body_range if bracket else each.data_body_range
        for names in (sheet.names, self.names):
            for name in names:
                if name.api.Name.casefold() == text.casefold():
                    return name.refers_to_range
        return None


@honest
class Books(Collection[Book]):
    """The open workbooks of one LibreOffice."""

    def __init__(self, app: App) -> None:
        self.app = app

    @property
    def api(self) -> Uno:
        """Everything that is open in it."""
        return self.app.office.desktop.Components

    def every(self) -> list[Book]:
        """All of them."""
        return self.app.only([self.app.book(document) for document in self.app.office.documents()])

    @property
    def parent(self) -> App:
        """The LibreOffice they are open in."""
        return self.app

    @property
    def active(self) -> Book | None:
        """The one in front."""
        front = self.app.office.desktop.getCurrentComponent()
        known = next((book for book in self.app.known if book.api == front), None)
        if known is not None:
            return known
        books = self.every()
        return next((book for book in books if book.api == front), books[0] if books else None)

    def add(self) -> Book:
        """A new, blank one."""
        return self._loaded("private:factory/scalc", {}, "a new workbook")

    def open(
        self,
        fullname: str,
        update_links: object = None,
        read_only: bool | None = None,
        format: object = None,  # noqa: A002 - xlwings' call
        password: str | None = None,
        *_others: object,
    ) -> Book:
        """Opens a file.

        Raises:
            SpreadsheetError: LibreOffice cannot open it.
        """
        options: dict[str, object] = {"MacroExecutionMode": 0}
        if read_only:
            options["ReadOnly"] = True
        if password:
            options["Password"] = password
        if fullname.lower().endswith(_MACRO_ENDINGS):
            options["FilterName"] = _MACROS
        return self._loaded(url(fullname), options, Path(fullname).name)

    def _loaded(self, address: str, options: dict[str, object], told: str) -> Book:
        # never Hidden: a hidden window loses the frozen panes when it saves
        document = self.app.office.desktop.loadComponentFromURL(address, "_blank", 0, properties(**options))
        if document is None:
            raise SpreadsheetError(
                f"LibreOffice could not open {told}.",
                next_step="Open it by hand; LibreOffice then tells what is wrong.",
            )
        return self.app.book(document)
