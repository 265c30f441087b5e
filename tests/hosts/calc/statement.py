"""A statement about a live spreadsheet, and what statements are tried with."""

from __future__ import annotations

import datetime as dt
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from xlwings import Book, Sheet, Table


class Statement(NamedTuple):
    """One thing that is true: the members it speaks for, the sentence, and what is tried."""

    members: tuple[str, ...]
    says: str
    holds: Callable[[Sheet], None]


STATEMENTS: list[Statement] = []

MAY = dt.datetime(2024, 5, 1)
TABLE = [
    ["Lot ID", "Quantity", "Received on", "Released"],
    ["ACR-0524-001", 12.0, MAY, True],
    ["00123", 3.5, MAY + dt.timedelta(days=1), False],
    ["22E1", None, None, None],
]


def says(sentence: str, *members: str) -> Callable[[Callable[[Sheet], None]], Callable[[Sheet], None]]:
    def take(holds: Callable[[Sheet], None]) -> Callable[[Sheet], None]:
        STATEMENTS.append(Statement(members, sentence, holds))
        return holds

    return take


def lots(sheet: Sheet, rows: int = 4) -> Table:
    """The table Lots at B2, identifiers as text."""
    sheet["B2:B20"].number_format = "@"
    sheet["B2"].value = TABLE[:rows]
    return sheet.tables.add(sheet["B2"].resize(rows, 4), name="Lots")


class other_book:
    """A second workbook, saved as other.xlsx in a folder of its own, closed without a question at the end."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def __enter__(self) -> tuple[Book, Path]:
        self._folder = TemporaryDirectory(ignore_cleanup_errors=True)
        folder = Path(self._folder.name).resolve()
        self._book = self._sheet.book.app.books.add()
        self._book.save(folder / "other.xlsx")
        return self._book, folder

    def __exit__(self, *_: object) -> None:
        for book in self._sheet.book.app.books:
            if book.name in ("other.xlsx", "again.xlsx"):
                book.close()
        self._sheet.activate()
        self._folder.cleanup()


def picture_file(width: int, height: int) -> bytes:
    """A plain picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x00\x72\xb2" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
