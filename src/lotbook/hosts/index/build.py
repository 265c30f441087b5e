"""Builds the index of a workbook: its rows in pages as they stand in the file, its texts, and where each identifier is."""

from __future__ import annotations

import json
import os
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from lotbook import __version__
from lotbook.hosts.file.book import FileBook
from lotbook.hosts.file.view import FileView
from lotbook.hosts.index.pages import PageWriter, of_numbers
from lotbook.tables.book import SCHEMA_VERSION, sheet
from lotbook.tables.chain import Keys
from lotbook.tables.part_rows import column
from lotbook.tables.records import Records
from lotbook.tables.trace.filters import serials_in
from lotbook.tables.trace.index_fields import (
    OPEN_PART,
    has_moved_rows,
    is_open,
    looked_up,
    odd_rows,
    read_for,
)

NAME = "recall.index"
REPORTS = ("Start", "Recall", "Check results")  # rebuilt by commands; no recall reads them
_MOST_ODD = 5_000  # rows; a workbook with more of them is read as a whole
_ROWS_PAGE = 1 << 14  # bytes
_TEXTS_PAGE = 256
_KEYS_PAGE = 512
_SEVERAL = frozenset({("Shipments", "serials")})  # fields that list several identifiers
_WHOLE = ("Settings",)  # sheets of which every row is looked at


def build(path: Path) -> bool:
    """Writes the index of a workbook beside its journal; returns whether there is one now.

    There is none where the workbook is of an unusual shape or has more strange rows than a recall should look at each
    time. A failure leaves nothing behind.

    Raises:
        LotbookError: the workbook cannot be read.
        OSError: the data folder cannot be written.
    """
    book = FileBook.open(path)
    if not book.data_folder.is_dir() or book.schema_version != SCHEMA_VERSION:
        return False
    temporary = book.data_folder / f"{NAME}.{os.urandom(4).hex()}.tmp"
    try:
        with temporary.open("xb") as file:
            done = _write(book, PageWriter(file))
        if done:
            temporary.replace(book.data_folder / NAME)
    finally:
        temporary.unlink(missing_ok=True)
    return done


def _write(book: FileBook, pages: PageWriter) -> bool:
    fields = {**read_for(), **{name: set(sheet(name).columns) for name in _WHOLE}}
    records = Records(book, only=fields)
    odd = odd_rows(records)
    if sum(map(len, odd.values())) > _MOST_ODD or has_moved_rows(records):
        return False
    sheets = _write_sheets(records, fields, pages)
    if sheets is None:
        return False
    for first in range(0, len(book.texts), _TEXTS_PAGE):
        pages.add("texts", first, json.dumps(book.texts[first : first + _TEXTS_PAGE]).encode())
    pages.add("styles", 0, book.styles.data or b"", packed=True)
    whole = {name: list(column(records.loaded(name).rows, "row")) for name in _WHOLE}
    pages.finish(
        {
            "made_by": made_by(),
            **parts_of(book),
            "sheets": sheets,
            "always": {**{name: sorted(rows) for name, rows in odd.items()}, **whole},
            "texts": len(book.texts),
            "dates_1904": book.package.dates_1904,
        }
    )
    return True


def _write_sheets(records: Records, fields: Iterable[str], pages: PageWriter) -> dict[str, object] | None:
    """The rows of each sheet and where each identifier stands; None where a sheet has an unusual shape."""
    keys = Keys()
    sheets: dict[str, object] = {}
    for name in fields:
        view = records.loaded(name).view
        if view is None:
            continue
        if not isinstance(view, FileView) or view.cells.region is None:
            return None
        sheets[name] = [view.sheet, view.headers, view.letters, view.header_row, view.table_end]
        for first, page in _row_pages(view):
            pages.add(f"rows {name}", first, page, packed=True)
        for field in sorted(looked_up().get(name, ())):
            _add_places(pages, f"{name}: {field}", _places(records, keys, name, field))
    return sheets


def made_by() -> list[object]:
    """What decides how an index is to be read, beside the workbook: another Lotbook may read cells in another way."""
    return [__version__, SCHEMA_VERSION, sys.byteorder]


def parts_of(book: FileBook) -> dict[str, object]:
    """The parts an index was made of, and those that may change without making it wrong."""
    from lotbook.hosts.file.package import relations_part

    found = (book.package.sheet(name) for name in REPORTS)
    reports = [each.part for each in found if each]
    ignored = {*reports, *map(relations_part, reports)}
    told = [(p.name, p.crc, p.size) for p in book.container.parts() if not is_ignored(p.name, ignored)]
    return {"parts": sorted(told), "ignored": sorted(ignored)}


def is_ignored(name: str, ignored: Iterable[str]) -> bool:
    """Whether a part says nothing that a recall reads: a report sheet, or the properties with the day of saving."""
    return name in ignored or name == "docProps/core.xml"


def _row_pages(view: FileView) -> Iterator[tuple[int, bytes]]:
    """The rows of a sheet as they stand in the file, some at a time, with the number of the first."""
    data, region = view.cells.data, view.cells.region
    assert region
    mark = b'<row r="'
    start = data.find(mark, region.start, region.end)
    while 0 <= start < region.end:
        end = data.find(mark, start + _ROWS_PAGE, region.end)
        end = region.end if end < 0 else end
        number = start + len(mark)
        yield int(data[number : data.index(b'"', number)]), data[start:end]
        start = end


def _places(records: Records, keys: Keys, name: str, field: str) -> list[int]:
    """Each identifier of a field as a number made of its checksum and its row, in order."""
    rows = records.loaded(name).rows
    numbers = column(rows, "row")
    names = keys.column(rows, "part_number" if field == OPEN_PART else field)
    checksums = _checksums(names)
    if field == OPEN_PART:
        statuses = column(rows, "status")
        told = zip(names, numbers, statuses, strict=True)
        return sorted(checksums[each] << 32 | row for each, row, status in told if is_open(status))
    if (name, field) in _SEVERAL:
        listed = zip(column(rows, field), numbers, strict=True)
        return sorted(checksum(keys[one]) << 32 | row for text, row in listed for one in serials_in(text))
    return sorted([checksums[each] << 32 | row for each, row in zip(names, numbers, strict=True)])


def _checksums(names: Sequence[str]) -> Mapping[str, int]:
    return {name: checksum(name) for name in set(names)}


def checksum(name: str) -> int:
    """The number by which an identifier's key is looked up; two may share one, so the row itself is looked at, too."""
    return zlib.crc32(name.encode("utf-8", "surrogatepass"))


def _add_places(pages: PageWriter, name: str, places: list[int]) -> None:
    rest = iter(places)
    while some := list(islice(rest, _KEYS_PAGE)):
        pages.add(name, some[0], of_numbers(some))
