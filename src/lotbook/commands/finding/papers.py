"""Looks for a text in the certificate files that cells name, and tells the line and the cells."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from lotbook.documents.certificate.texts import texts
from lotbook.domain.identifiers import key
from lotbook.domain.values import Value
from lotbook.hosts.host import Host
from lotbook.tables.book import TABLES
from lotbook.tables.coded import different, places_of
from lotbook.tables.column import Kind
from lotbook.tables.headers import match_sheet
from lotbook.tables.source import ReadsAhead, TableView

_WIDEST = 90  # letters of a line that are told


class PaperHit(NamedTuple):
    """A certificate file whose text holds what was looked for: as the cells name it, where, and one line of it."""

    file: str
    cells: tuple[str, ...]
    line: str


def find_in_papers(book: Host, text: str) -> tuple[PaperHit, ...]:
    """The certificate files that hold a text, in the order of the workbook; also where it is broken between lines."""
    wanted = key(text)
    columns = list(_columns(book))
    places = _places(book, columns)
    found = texts(places.values(), book.data_folder)
    files = {file for file, path in places.items() if path in found and wanted in key(found[path])}
    named = _named(columns, files) if files else {}
    return tuple(
        PaperHit(file, tuple(cells), _line(found[places[file]], wanted)) for file, cells in named.items()
    )


class _Column(NamedTuple):
    """A column that names files."""

    view: TableView
    position: int
    cells: Sequence[Value]


def _columns(book: Host) -> Iterator[_Column]:
    sheets = {
        sheet: [field for field, column in sheet.columns.items() if column.kind is Kind.FILE]
        for sheet in TABLES
    }
    if isinstance(book, ReadsAhead):
        book.read_ahead([sheet.name for sheet, fields in sheets.items() if fields])
    for sheet, fields in sheets.items():
        headers = [column.header for column in sheet.columns.values()]
        view = book.view(sheet.name, sheet.table, headers) if fields else None
        if view is None:
            continue
        positions = match_sheet(sheet, view.headers).positions
        wanted = [positions[field] for field in fields if field in positions]
        for position, cells in zip(wanted, view.columns(wanted), strict=True):
            yield _Column(view, position, cells)


def _places(book: Host, columns: Iterable[_Column]) -> dict[str, str]:
    """File as cells name it -> where it is; files in folders that are not there are left out."""
    folder = str(book.folder)
    found: dict[str, str] = {}
    there: dict[str, bool] = {}
    for column in columns:
        for file in different(column.cells):
            if not isinstance(file, str) or not file.strip() or "://" in file or file in found:
                continue
            name = file.strip().replace("\\", "/")
            within = name.rpartition("/")[0]
            if within not in there:
                there[within] = os.path.isdir(os.path.join(folder, within))  # noqa: PTH112, PTH118 - as below
            if there[within]:
                found[file] = os.path.join(folder, name)  # noqa: PTH118 - thousands of files
    return found


def _named(columns: Iterable[_Column], files: Collection[str]) -> dict[str, list[str]]:
    """File as a cell names it -> the cells that name it, in the order of the workbook."""
    found: dict[str, list[str]] = {}
    for view, position, cells in columns:
        for index in places_of(cells, files):
            cell = f"{view.sheet}!{view.letters[position]}{view.rows[index]}"
            found.setdefault(str(cells[index]), []).append(cell)
    return found


def _line(text: str, wanted: str) -> str:
    """The first line that holds it, shortened around it; empty where it runs over several lines."""
    return next(_shortened(" ".join(line.split()), wanted) for line in _lines(text) if wanted in key(line))


def _lines(text: str) -> Iterator[str]:
    yield from text.splitlines()
    yield text


def _shortened(line: str, wanted: str) -> str:
    if len(line) <= _WIDEST:
        return line
    at = max(key(line).find(wanted), 0)
    start = max(min(at - (_WIDEST - len(wanted)) // 2, len(line) - _WIDEST), 0)
    return (
        f"{'…' if start else ''}{line[start : start + _WIDEST]}{'…' if start + _WIDEST < len(line) else ''}"
    )
