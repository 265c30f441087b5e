"""Finding columns by their header text: exact, as an alias in four languages, never by letter or position."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from lotbook.domain.identifiers import key
from lotbook.tables.column import Column, Sheet


class HeaderMap(NamedTuple):
    """Which field stands in which position of the header row, and what did not fit."""

    positions: Mapping[str, int]  # field name -> position in headers
    renamed: tuple[tuple[str, str], ...]  # (header as typed, header of the specification)
    missing: tuple[str, ...]  # headers of the specification that were not found
    repeated: tuple[str, ...]  # headers that stand there more than once
    extra: tuple[str, ...]  # the user's own headers
    doubtful: tuple[
        tuple[str, tuple[str, ...]], ...
    ] = ()  # (header of the specification, headers it could be)


@cache
def header_key(header: str) -> str:
    """The form in which headers are compared: case, spaces, line breaks and punctuation do not matter."""
    return re.sub(r"[\W_]+", " ", key(header)).strip()


def match_headers(
    headers: Sequence[str], columns: Mapping[str, Column], aliases: Mapping[str, Iterable[str]] | None = None
) -> HeaderMap:
    """Which of a sheet's columns stand where: by their own header first, then by the aliases (header -> other names).

    An alias never takes a position that has another column's own header, and a column whose aliases fit two
    positions takes none of them: a wrong column is worse than a question.
    """
    where: dict[str, list[int]] = {}
    for position, header in enumerate(headers):
        where.setdefault(header_key(header), []).append(position)
    own = {
        field: where[header_key(c.header)] for field, c in columns.items() if header_key(c.header) in where
    }
    taken = {position for spots in own.values() for position in spots}
    other: dict[str, list[int]] = {}
    for field, column in columns.items():
        if field not in own:
            names = {header_key(name) for name in (aliases or {}).get(column.header, ())}
            other[field] = [spot for name in names for spot in where.get(name, ()) if spot not in taken]
    claims = Counter(spot for spots in other.values() for spot in spots)
    sure = {field: spots for field, spots in other.items() if len(spots) == 1 and claims[spots[0]] == 1}
    positions = {
        field: (own.get(field) or sure[field])[0] for field in columns if field in own or field in sure
    }
    used = set(positions.values())
    return HeaderMap(
        positions,
        tuple(
            (headers[positions[field]], column.header)
            for field, column in columns.items()
            if field in positions and headers[positions[field]] != column.header
        ),
        tuple(column.header for field, column in columns.items() if field not in positions),
        tuple(columns[field].header for field, spots in own.items() if len(spots) > 1),
        tuple(header for position, header in enumerate(headers) if position not in used),
        tuple(
            (columns[field].header, tuple(headers[spot] for spot in sorted(spots)))
            for field, spots in other.items()
            if spots and field not in sure
        ),
    )


def match_sheet(sheet: Sheet, headers: Sequence[str]) -> HeaderMap:
    """The columns of one of our sheets in a header row, aliases included."""
    from lotbook.tables.aliases import aliases_of

    return match_headers(headers, sheet.columns, aliases_of(sheet.name))
