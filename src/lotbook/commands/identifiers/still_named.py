"""Rows that name an identifier: what stands in their way must not be taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lotbook.domain.findings import Place
from lotbook.domain.identifiers import key
from lotbook.domain.values import text_of
from lotbook.tables.book import TABLES
from lotbook.tables.headers import match_sheet
from lotbook.tables.source import Source


def still_named(source: Source, identifiers: Collection[str]) -> Iterator[Place]:
    """The cells of linking columns that name one of the identifiers, sheet by sheet."""
    wanted = {key(identifier) for identifier in identifiers}
    for sheet in TABLES if wanted else ():
        links = {field: column for field, column in sheet.columns.items() if column.link}
        view = (
            source.view(sheet.name, sheet.table, [c.header for c in sheet.columns.values()])
            if links
            else None
        )
        if view is None:
            continue
        positions = match_sheet(sheet, view.headers).positions
        found = [field for field in links if field in positions]
        for field, cells in zip(found, view.columns([positions[field] for field in found]), strict=True):
            for row, cell in zip(view.rows, cells, strict=True):
                if cell is not None and key(text_of(cell)) in wanted:
                    yield Place(sheet.name, row, text_of(cell), links[field].header)
