"""Looks for a text in the certificate files that cells name, and tells the line and the cells."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

from lotbook.documents.certificate.texts import texts
from lotbook.domain.identifiers import key
from lotbook.hosts.host import Host
from lotbook.tables.book import TABLES
from lotbook.tables.column import Kind
from lotbook.tables.headers import match_sheet

_WIDEST = 90  # letters of a line that are told


class PaperHit(NamedTuple):
    """A certificate file whose text holds what was looked for: as the cells name it, where, and one line of it."""

    file: str
    cells: tuple[str, ...]
    line: str


def find_in_papers(book: Host, text: str) -> tuple[PaperHit, ...]:
    """The certificate files that hold a text, in the order of the workbook; also where it is broken between lines."""
    wanted = key(text)
    named = _named(book)
    folder = str(book.folder)
    places = {
        file: os.path.join(folder, file.strip().replace("\\", "/"))  # noqa: PTH118 - thousands of files
        for file in named
        if "://" not in file
    }
    found = texts(places.values(), book.data_folder)
    return tuple(
        PaperHit(file, tuple(named[file]), _line(found[path], wanted))
        for file, path in places.items()
        if path in found and wanted in key(found[path])
    )


def _named(book: Host) -> dict[str, list[str]]:
    """File as a cell names it -> the cells that name it."""
    found: dict[str, list[str]] = {}
    for sheet in TABLES:
        fields = [field for field, column in sheet.columns.items() if column.kind is Kind.FILE]
        view = book.view(sheet.name, sheet.table, [column.header for column in sheet.columns.values()])
        if not fields or view is None:
            continue
        positions = match_sheet(sheet, view.headers).positions
        wanted = [positions[field] for field in fields if field in positions]
        for position, cells in zip(wanted, view.columns(wanted), strict=True):
            for row, cell in zip(view.rows, cells, strict=True):
                if isinstance(cell, str) and cell.strip():
                    found.setdefault(cell, []).append(f"{sheet.name}!{view.letters[position]}{row}")
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
