"""The closed workbook: an .xlsx file read and changed in place, everything in it that is not ours left as it is."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from lotbook.errors import (
    NotALotbookError,
    SchemaError,
    UnsafeEditError,
)
from lotbook.hosts.beside import Beside, data_folder_of, real
from lotbook.hosts.file.cellvalues import CellReader
from lotbook.hosts.file.container import Container
from lotbook.hosts.file.filestamp import read_file
from lotbook.hosts.file.fingerprint import fingerprint
from lotbook.hosts.file.package import Package, SheetPart
from lotbook.hosts.file.quick import OddSheetError
from lotbook.hosts.file.strings import SharedTexts
from lotbook.hosts.file.styles import Styles
from lotbook.hosts.file.view import FileView, SheetReader

if TYPE_CHECKING:
    from lotbook.domain.edits import Plan
    from lotbook.hosts.file.lock import Lock
    from lotbook.hosts.file.writing import Written
    from lotbook.tables.source import Source

_WORTH_A_HELPER = 4 << 20  # bytes to unpack
_WORTH_NUMPY = 24 << 20  # bytes to read; what is less is read before numpy is there
# Bytes that glibc has once seen let go of, which it then keeps for the next ones and does not give back to the system:
# the readers make many arrays one after the other, and memory fetched anew each time costs more than they do.
_LET_GO = 31 << 20
_FEWEST_SHEETS = 3  # a workbook with fewer of our sheets is something else
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([^"]*)"')


class FileBook(Beside):
    """A closed workbook; a ``Host``. Open it with ``FileBook.open``.

    Attributes:
        path: the file.
        stamp: when the file that was read was changed and how long it is.
    """

    def __init__(self, path: Path) -> None:
        self.path = real(path)
        self._lock: Lock | None = None
        self.reload()

    @classmethod
    def open(cls, path: str | Path, *, writing: bool = False, cloud_ok: bool = False) -> FileBook:
        """The workbook, checked to be one of ours.

        Args:
            path: the .xlsx file.
            writing: hold its lock until ``close``, so what is read is what is changed.
            cloud_ok: write although a cloud client synchronises the folder.

        Raises:
            LotbookError: any of the broken surroundings: not a workbook, open elsewhere, locked, read-only, ...
        """
        where = real(Path(path))
        if not writing:
            return cls(where)
        from lotbook.hosts.file.lock import Lock
        from lotbook.hosts.file.surroundings import refuse_unwritable

        refuse_unwritable(where, cloud_ok=cloud_ok)
        lock = Lock(data_folder_of(where))
        lock.take()
        try:
            book = cls(where)
            book._refuse_signed()
            book._lock = lock
            book._settle()
        except BaseException:
            lock.give_back()
            raise
        return book

    def __enter__(self) -> FileBook:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Gives the lock back, if it was taken."""
        if self._lock:
            self._lock.give_back()
            self._lock = None

    @property
    def writing(self) -> bool:
        """Whether this process holds the workbook's lock."""
        return self._lock is not None

    def reload(self) -> None:
        """Reads the file as it is now; what was read before stays as it was."""
        self.stamp, data = read_file(self.path)
        self.container = Container(data, self.path)
        self.package = Package(self.container)
        self._sheets: dict[str, SheetReader] = {}
        self._broad = False
        for name in ("texts", "written_texts", "styles", "_reader", "fingerprint"):
            self.__dict__.pop(name, None)
        self._refuse_other_books()

    def _refuse_other_books(self) -> None:
        from lotbook.tables.book import NAMES, SCHEMA_VERSION

        names = {sheet.name.casefold() for sheet in self.package.sheets}
        ours = sum(name.casefold() in names for name in NAMES)
        if ours < _FEWEST_SHEETS:
            from lotbook.tables.book import TABLES

            tables = {t.name.casefold() for s in self.package.sheets for t in self.package.tables(s)}
            ours = sum(spec.table.casefold() in tables for spec in TABLES)
        if ours < _FEWEST_SHEETS:
            raise NotALotbookError(
                f"{self.path.name} is a workbook, but not one of Lotbook: its sheets are missing."
            )
        if self.schema_version > SCHEMA_VERSION:
            raise SchemaError(
                f"{self.path.name} was made by a newer Lotbook (its layout is {self.schema_version}, "
                f"this one knows {SCHEMA_VERSION})."
            )

    def _settle(self) -> None:
        """Tells the journal what became of a command that was killed."""
        from lotbook.hosts.entries import State
        from lotbook.hosts.settling import state_of
        from lotbook.hosts.snapshots import Snapshots

        left_open = self.journal.recover(self.fingerprint, lambda entry: state_of(self, entry))
        if left_open and left_open.state is State.ABANDONED:
            Snapshots(self.data_folder).discard(left_open.number)

    def _refuse_signed(self) -> None:
        if any(name.lower().startswith("_xmlsignatures/") for name in self.container.names()):
            raise UnsafeEditError(
                f"{self.path.name} is digitally signed, and any change would break the signature.",
                next_step="Remove the signature (File > Info > View Signatures), then try again.",
            )

    @cached_property
    def fingerprint(self) -> str:
        """One word for the whole content: equal for equal parts, whatever way they are packed."""
        return fingerprint(self.container.parts())

    def saved_content(self) -> bytes:
        """The bytes of the workbook's file."""
        return self.container.data

    def property_value(self, name: str) -> str | None:
        """A custom document property, such as the schema version."""
        return self.package.property_value(name)

    @property
    def schema_version(self) -> int:
        """The layout this workbook was made with; 0 when it does not say."""
        from lotbook.tables.book import SCHEMA_PROPERTY

        told = self.property_value(SCHEMA_PROPERTY) or ""
        return int(told) if told.isdecimal() else 0

    # Reading

    @cached_property
    def texts(self) -> Sequence[str]:
        """The workbook's shared texts."""
        data = self.written_texts
        if data is None:
            return []
        return (_broad_texts(data) if self._broad else None) or SharedTexts(data)

    @cached_property
    def written_texts(self) -> bytes | None:
        """The shared texts as they stand in the file; None where the workbook has no such part."""
        part = self.package.named("sharedStrings")
        return self.container.read(part) if part else None

    @cached_property
    def styles(self) -> Styles:
        """The workbook's cell formats."""
        part = self.package.named("styles")
        return Styles(self.container.read(part) if part else None)

    @cached_property
    def _reader(self) -> CellReader:
        return CellReader(self.texts, self.styles, dates_1904=self.package.dates_1904)

    def sheet_names(self) -> tuple[str, ...]:
        """The names of all sheets, in order."""
        return tuple(sheet.name for sheet in self.package.sheets)

    def read_ahead(self, sheets: Iterable[str]) -> None:
        """These sheets will be read, in this order; large ones are unpacked on another core meanwhile."""
        parts = [self.package.named("sharedStrings") or ""] if "written_texts" not in self.__dict__ else []
        parts += [found.part for found in map(self.package.sheet, sheets) if found]
        size = sum(part.size for part in map(self.container.part, parts) if part)
        if size > _WORTH_A_HELPER:
            from lotbook.hosts.file.ahead import read_ahead

            read_ahead(self.container, parts)
        self._broad = size > _WORTH_NUMPY and _knows_numbers()

    def view(self, sheet: str, table: str, headers: Collection[str]) -> FileView | None:
        """The table of one sheet, or None when the workbook has neither the table nor the sheet."""
        found = self.package.table(table, sheet)
        if found:
            return FileView(found.sheet.name, self.cells(found.sheet), found)
        where = self.package.sheet(sheet)
        return FileView(where.name, self.cells(where), None, headers) if where else None

    def cells(self, sheet: SheetPart) -> SheetReader:
        """The cells of one sheet."""
        found = self._sheets.get(sheet.part)
        if found is None:
            data = self.container.read(sheet.part)
            found = self._sheets[sheet.part] = SheetReader(data, self._reader, sheet.part, broad=self._broad)
        return found

    def narrowed(self, bare: str, is_meant: Callable[[str], bool]) -> Source | None:
        """The same workbook with only the rows that may hold a text that is meant; see ``Narrows``."""
        from lotbook.hosts.file.narrowed import narrowed

        return narrowed(self, bare, is_meant)

    def merged_cells(self, sheet: str) -> tuple[str, ...]:
        """The merged areas of a sheet, such as ``B2:C2``."""
        table = self.package.table(sheet.replace(" ", ""), sheet)
        where = table.sheet if table else self.package.sheet(sheet)
        if where is None:
            return ()
        data = self.cells(where).data
        after = max(data.rfind(b"sheetData>"), 0)
        return tuple(found.decode() for found in _MERGED.findall(data, after))

    # Writing

    def write(self, plan: Plan, *, who: str) -> Written:
        """Makes every change of a plan, or none; see ``Host``."""
        from lotbook.hosts.file.writing import write

        written = write(self, plan, who=who)
        self.reload()
        return written


def _knows_numbers() -> bool:
    """Whether the readers of very large workbooks are there; they are imported while the first parts are unpacked."""
    bytes(_LET_GO)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy is not asked for anything that needs more
    try:
        import lotbook.hosts.file.broad  # noqa: F401
    except ImportError:
        return False
    return True


def _broad_texts(data: bytes) -> SharedTexts | None:
    """The shared texts of a very large workbook, if they are written the plain way."""
    from lotbook.hosts.file.broadtexts import BroadTexts

    try:
        return BroadTexts(data)
    except OddSheetError:
        return None
