"""Opens an old register: a .csv of any usual separator and code page, or a sheet of an .xlsx made by anything."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from lotbook.domain.values import Value, text_of
from lotbook.errors import MissingFileError, NotAWorkbookError, OpenElsewhereError
from lotbook.hosts.foreign_sheet import SUFFIXES, sheet_rows
from lotbook.tables.column import Sheet
from lotbook.tables.foreign.register import ForeignTable
from lotbook.tables.headers import match_sheet

Row = tuple[int, tuple[Value, ...]]  # its number there, its cells
Shown = Mapping[tuple[int, int], str]

_MOST_ROWS_ABOVE = 20  # titles, addresses and empty rows that may stand above a header row
_SEPARATORS = ";,\t|"
_NONE: Shown = MappingProxyType({})


def open_register(path: Path, sheet: Sheet, *, named: str = "") -> ForeignTable:
    """The register in a file, with the header row that fits the sheet it is meant for.

    Args:
        path: a .csv, .txt, .tsv, .xlsx or .xlsm file.
        sheet: where it will go; tells which row is the header.
        named: the sheet of the .xlsx to take; the first one otherwise.

    Raises:
        MissingFileError: there is no such file.
        OpenElsewhereError: another program holds it, or it may not be read.
        NotAWorkbookError: the file cannot be read as what it claims to be.
        EncryptedError: the .xlsx has a password.
        UsageError: the .xlsx has no sheet of that name.
    """
    data = _content(path)
    if path.suffix.lower() in SUFFIXES:
        rows, shown = sheet_rows(data, path, named)
        return _table(path.name, sheet, rows, shown)
    return _csv_table(path, sheet, _decoded(data, path))


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise MissingFileError(f"{path} is not there.", next_step="Check the name and the folder.")
    try:
        return path.read_bytes()
    except PermissionError as error:
        raise OpenElsewhereError(
            f"{path.name} cannot be read: another program has it open, or you may not read it.",
            next_step="Close it there, or copy it, then try again.",
        ) from error
    except OSError as error:
        raise MissingFileError(
            f"{path} cannot be read.", cause=str(error), next_step="Copy it to this computer, then try again."
        ) from error


def _header(sheet: Sheet, rows: Sequence[Row]) -> tuple[int, int]:
    """The position of the row in which most cells are headers of the sheet, else the first filled one; and how many."""
    best, most = 0, -1
    for position, (_, cells) in enumerate(rows[:_MOST_ROWS_ABOVE]):
        texts = [text_of(cell) for cell in cells]
        headers = match_sheet(sheet, texts)
        hits = len(headers.positions) + len(headers.doubtful)
        if any(texts) and hits > most:
            best, most = position, hits
    return best, most


def _table(
    name: str, sheet: Sheet, rows: Sequence[Row], shown: Shown = _NONE, *, fixed: bool = True
) -> ForeignTable:
    """The rows below the header; ``fixed`` says that cells stand in columns, whatever the header's width."""
    best, _ = _header(sheet, rows)
    header = rows[best][1] if rows else ()
    names = [" ".join(text_of(cell).split()) for cell in header]
    width = max((position + 1 for position, text in enumerate(names) if text), default=0)
    below = [(number, cells) for number, cells in rows[best + 1 :] if any(c is not None for c in cells)]
    longer = tuple(number for number, cells in below if any(c is not None for c in cells[width:]))
    widest = max((len(cells) for _, cells in below), default=0) if longer else width
    names = [*names[:width], *[""] * (max(widest, width) - width)]
    even = tuple((number, (*cells, *[None] * len(names))[: len(names)]) for number, cells in below)
    return ForeignTable(name, tuple(names), even, shown, () if fixed else longer)


def _csv_table(path: Path, sheet: Sheet, text: str) -> ForeignTable:
    """Every cell is text; an empty one is None. The separator is the one that finds the most headers."""
    separator = max(_SEPARATORS, key=lambda each: _fits(text, each, sheet))
    try:
        rows = list(_csv_rows(text, separator))
    except csv.Error as error:
        raise NotAWorkbookError(
            f"{path.name} is damaged: {error}.",
            next_step="Correct it, or save it anew as CSV.",
        ) from error
    return _table(path.name, sheet, rows, fixed=False)


def _fits(text: str, separator: str, sheet: Sheet) -> tuple[int, int]:
    """How many headers a separator finds, and into how many cells it parts the header."""
    rows: list[Row] = []
    with suppress(csv.Error):  # what is damaged is told when the file is read whole
        rows.extend(islice(_csv_rows(text, separator), _MOST_ROWS_ABOVE))
    best, hits = _header(sheet, rows)
    return hits, len(rows[best][1]) if rows else 0


def _csv_rows(text: str, separator: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    for number, row in enumerate(reader, start=1):
        yield number, tuple(cell if cell.strip() else None for cell in row)


def _decoded(content: bytes, path: Path) -> str:
    """UTF-8 is tried first, then the Western code page of Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content[:4096]:
        raise NotAWorkbookError(
            f"{path.name} is no text file.", next_step="Save it as CSV or .xlsx and try again."
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
