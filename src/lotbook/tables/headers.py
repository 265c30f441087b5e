"""Finding columns by their header text: exact, as an alias in four languages, never by letter or position."""

from __future__ import annotations

import re
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


@cache
def header_key(header: str) -> str:
    """The form in which headers are compared: case, spaces, line breaks and punctuation do not matter."""
    return re.sub(r"[\W_]+", " ", key(header)).strip()


def match_headers(
    headers: Sequence[str], columns: Mapping[str, Column], aliases: Mapping[str, Iterable[str]] | None = None
) -> HeaderMap:
    """Which of a sheet's columns stand where, by header text and by the aliases given (header -> other names)."""
    where: dict[str, list[int]] = {}
    for position, header in enumerate(headers):
        where.setdefault(header_key(header), []).append(position)
    positions: dict[str, int] = {}
    renamed: list[tuple[str, str]] = []
    missing: list[str] = []
    repeated: list[str] = []
    for field, column in columns.items():
        names = (column.header, *(aliases or {}).get(column.header, ()))
        spots = next((where[header_key(name)] for name in names if header_key(name) in where), [])
        spots = [spot for spot in spots if spot not in positions.values()]
        if not spots:
            missing.append(column.header)
            continue
        positions[field] = spots[0]
        if headers[spots[0]] != column.header:
            renamed.append((headers[spots[0]], column.header))
        if len(spots) > 1:
            repeated.append(column.header)
    known = set(positions.values())
    extra = tuple(header for position, header in enumerate(headers) if position not in known)
    return HeaderMap(positions, tuple(renamed), tuple(missing), tuple(repeated), extra)


def match_sheet(sheet: Sheet, headers: Sequence[str]) -> HeaderMap:
    """The columns of one of our sheets in a header row, aliases included."""
    from lotbook.tables.aliases import ALIASES

    return match_headers(headers, sheet.columns, ALIASES.get(sheet.name, {}))
