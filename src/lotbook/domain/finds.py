"""What a search over the whole workbook answers, as plain data."""

from __future__ import annotations

from typing import NamedTuple


class Lead(NamedTuple):
    """Where a hit leads: the row it refers to (``to`` a sheet and cell), or how many rows of a column refer to it."""

    to: str
    rows: int


class Hit(NamedTuple):
    """One cell that holds what was looked for.

    Attributes:
        row_key: what people call the row.
        alike: the cell only looks like it (O for 0, I for 1).
        leads: where it leads, most rows first.
    """

    sheet: str
    cell: str
    row: int
    row_key: str
    column: str
    value: str
    alike: bool
    leads: tuple[Lead, ...]


class Finds(NamedTuple):
    """All hits: the text itself first, then look-alikes; each in the order of the workbook."""

    text: str
    hits: tuple[Hit, ...]
