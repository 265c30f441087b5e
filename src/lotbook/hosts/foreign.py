"""Opens an old register: a .csv of any usual separator and code page, or a sheet of an .xlsx made by anything."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lotbook.domain.values import CellError, Value
from lotbook.errors import EncryptedError, MissingFileError, NotAWorkbookError, UsageError
from lotbook.tables.column import Sheet
from lotbook.tables.foreign import ForeignTable
from lotbook.tables.headers import match_sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_ROWS_ABOVE = 20  # titles, addresses and empty rows that may stand above a header row
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def open_register(path: Path, sheet: Sheet, *, named: str = "") -> ForeignTable:
    """The register in a file, with the header row that fits the sheet it is meant for.

    Args:
        path: a .csv, .txt, .tsv, .xlsx or .xlsm file.
        sheet: where it will go; tells which row is the header.
        named: the sheet of the .xlsx to take; the first one otherwise.

    Raises:
        MissingFileError: there is no such file.
        NotAWorkbookError: the file cannot be read as what it claims to be.
        EncryptedError: the .xlsx has a password.
        UsageError: the .xlsx has no sheet of that name.
    """
    if not path.is_file():
        raise MissingFileError(f"{path} is not there.", next_step="Check the name and the folder.")
    rows = _xlsx_rows(path, named) if path.suffix.lower() in {".xlsx", ".xlsm"} else _csv_rows(path)
    return _below_header(path.name, sheet, rows)


def _below_header(name: str, sheet: Sheet, rows: list[tuple[Value, ...]]) -> ForeignTable:
    """Takes the row as header in which most cells are headers of the sheet; the first filled row when none is."""
    best, most = 0, -1
    for number, row in enumerate(rows[:_MOST_ROWS_ABOVE]):
        texts = [str(cell) if cell is not None else "" for cell in row]
        headers = match_sheet(sheet, texts)
        score = len(headers.positions) * 100 + len(headers.doubtful) * 100 + (most < 0 and any(texts))
        if score > most and any(texts):
            best, most = number, score
    header = rows[best] if rows else ()
    width = max((i + 1 for i, cell in enumerate(header) if cell is not None), default=0)
    names = tuple(" ".join(str(cell).split()) if cell is not None else "" for cell in header[:width])
    below = (
        (number, (*row[:width], *[None] * (width - len(row))))
        for number, row in enumerate(rows[best + 1 :], start=best + 2)
    )
    return ForeignTable(name, names, tuple((n, row) for n, row in below if any(c is not None for c in row)))


def _csv_rows(path: Path) -> list[tuple[Value, ...]]:
    """Every cell is text; an empty one is None. UTF-8 is tried first, then the Western code page of Windows."""
    import csv
    import io

    content = path.read_bytes()
    if b"\x00" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotAWorkbookError(
            f"{path.name} is no text file.", next_step="Save it as CSV or .xlsx and try again."
        )
    text = _decoded(content)
    try:
        dialect: type[csv.Dialect] = csv.Sniffer().sniff(text[:8192], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=dialect.delimiter, strict=True)
    try:
        return [tuple(cell if cell.strip() else None for cell in row) for row in reader]
    except csv.Error as error:
        raise NotAWorkbookError(
            f"{path.name} is damaged: {error} (line {reader.line_num}).",
            next_step="Correct that line, or save it anew as CSV.",
        ) from error


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _xlsx_rows(path: Path, named: str) -> list[tuple[Value, ...]]:
    from zipfile import BadZipFile

    import openpyxl

    with path.open("rb") as file:
        if file.read(8) == _COMPOUND_FILE:
            raise EncryptedError(f"{path.name} is protected with a password, or is an old .xls file.")
    try:
        book = openpyxl.load_workbook(path, data_only=True)
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        raise NotAWorkbookError(
            f"{path.name} cannot be read as an Excel workbook.", cause=str(error)
        ) from error
    if named and named not in book.sheetnames:
        raise UsageError(f"{path.name} has no sheet {named!r}; it has {', '.join(book.sheetnames)}.")
    return list(_sheet_rows(book[named] if named else book.worksheets[0]))


def _sheet_rows(sheet: Worksheet) -> Iterable[tuple[Value, ...]]:
    for row in sheet.iter_rows():
        yield tuple(_cell(cell.value, cell.data_type) for cell in row)


def _cell(value: object, kind: str) -> Value:
    if kind == "e":
        return CellError(str(value))
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, (str, bool, int, float, date)):
        return value
    return str(value)  # a time of day or a duration: nothing of ours holds one
