"""Reads an open workbook before anything is asked of it, by a helper that has nothing to do, so that a click can compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lotbook.tables.book import TABLES

if TYPE_CHECKING:
    from lotbook.hosts.live.book import LiveBook

_MOST_ROWS = (
    50_000  # of one table: fetching more would make a person wait for the spreadsheet, who clicked nothing
)


def get_ready(book: LiveBook) -> None:
    """Reads every table of ours that is not too long; what it holds stays in the workbook's memory."""
    for spec in TABLES:
        place = book.table(spec.table, spec.name)
        if place is not None and place.area.bottom - place.area.top <= _MOST_ROWS:
            view = book.view(spec.name, spec.table, ())
            if view is not None:
                view.columns(range(len(view.numbers)))
