"""Reads the analysis out of a certificate's tables: elements across the page or one below the other, with their limits.

Only a table that leaves no doubt is read: every word of its head is an element, the values' line is called actual, result
or the like, and there is one number for each symbol. Its limits are read where each stands under its symbol, or where
there is one for each; else it is said that they could not be read. What was read is for a reviewer to compare with the
paper, never a fact.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import repeat

from lotbook.compliance.reported import Reported, element
from lotbook.documents.certificate.cells import (
    FACTOR,
    Line,
    Part,
    Table,
    contradicts,
    crossed,
    is_unit,
    joined_signs,
    line_of,
    sign_of,
    under,
    value_of,
)
from lotbook.documents.certificate.layout import Row, Word, rows_of_text
from lotbook.documents.certificate.list_table import listed_values

_FEWEST = 4  # symbols; fewer may be words
_FEWEST_PLACED = 2  # symbols that stand above numbers of a line called actual
_NUMBER = r"[<>≤≥]?=?\d+(?:[.,]\d+)?"
# A symbol and its value, then the word; or the symbol, the word and the limit. Not "850 C 45 min".
_BESIDE = re.compile(
    rf"(?<![\w.,°-])(?<!\d )([A-Z][a-z]?|R[mM]|Rp[01][.,][02]|Re[HL])[ :=]+(?:% ?)?(?:{_NUMBER} ?\S{{0,5}} ?[(\[/,;]? ?)?"
    rf"(?:[Mm]in|[Mm]ax|MIN|MAX)(?:imum|imal|IMUM)?\b\.? ?:?=? ?{_NUMBER}"
)
_NEAR = 6  # lines below the symbols
_LABEL = 3  # words that may stand before the symbols or the values


def values_in(text: str) -> tuple[Reported, ...]:
    """The element shares of every table of a text that can be read beyond doubt; empty where one element is told twice."""
    return tables_in(rows_of_text(text)).values


@lru_cache(maxsize=8)
def tables_in(rows: tuple[Row, ...]) -> Table:
    """What the tables of a certificate say; no values where one is told twice."""
    values: list[Reported] = []
    unread = False
    for start, row in enumerate(rows):
        symbols = _symbols(row)
        found = (
            _below(symbols, rows[start + 1 : start + 1 + _NEAR]) if symbols else listed_values(rows, start)
        )
        values += found.values
        unread = unread or found.unread
    names = [each.name for each in values if each.element]
    if len(set(names)) != len(names):
        return Table((), unread or any(map(_has_limit, values)))
    limited = {each.name for each in values if _has_limit(each)}
    return Table(tuple(values), unread or any(map(_beside, rows, repeat(limited))))


def _beside(row: Row, limited: Collection[str]) -> bool:
    """Whether a line prints a limit beside a value that was not read with one, such as ``Pb 4.1 % (max 3.5)``."""
    found = _BESIDE.search(" ".join(word.text for word in row))
    if found is None or found.group(1) in limited:
        return False
    name = found.group(1)
    return bool(element(name)) or name.startswith("R")


def _has_limit(value: Reported) -> bool:
    return value.minimum is not None or value.maximum is not None


def _symbols(row: Row) -> list[Word]:
    """The symbols of a line that is the head of an analysis; empty for any other line."""
    for skipped in range(min(_LABEL, len(row)) + 1):
        rest = [word._replace(text=plain) for word in row[skipped:] if (plain := word.text.strip("%()[]:,"))]
        fewest = _FEWEST_PLACED if all(word.is_placed for word in rest) else _FEWEST
        if len(rest) >= fewest and all(element(word.text) == word.text for word in rest):
            names = {word.text for word in rest}
            return rest if len(names) == len(rest) else []
    return []


def _below(symbols: Sequence[Word], rows: Sequence[Row]) -> Table:
    """The values under a head, when exactly one line holds them, with the limits of the lines around."""
    units, lines = list[str](), dict[Part, list[Line]]()
    for row in map(joined_signs, rows):
        if _symbols(row) or FACTOR.search(" ".join(word.text for word in row)):
            break
        unit_row = [word.text for word in row if is_unit(word.text)]
        if len(unit_row) == len(symbols):
            units = unit_row
        line = line_of(row)
        if lines and not (line.part or line.cells or unit_row):
            break  # text, or the head of the next table
        if line.part:
            lines.setdefault(line.part, []).append(line)
    found = [
        (line, cells) for line in lines.pop(Part.ACTUAL, ()) if (cells := _results(symbols, line)) is not None
    ]
    if len(found) != 1:
        return Table(unread=bool(lines))
    line, cells = found[0]
    units = units or [line.unit or "%"] * len(symbols)
    values = [
        Reported(symbol.text, value_of(cell.text), unit, below=sign_of(cell.text) == "<")
        for symbol, cell, unit in zip(symbols, cells, units, strict=True)
    ]
    return _limited(values, _bands(symbols, cells), lines)


def _bands(symbols: Sequence[Word], cells: Sequence[Word]) -> Sequence[Sequence[Word]]:
    """For each symbol the words that stand in its column; without their places where the numbers do not stand below."""
    pairs = list(zip(symbols, cells, strict=True))
    if all(symbol.meets(cell) for symbol, cell in pairs):
        return pairs
    return [(Word(symbol.text),) for symbol in symbols]


def _results(symbols: Sequence[Word], line: Line) -> Sequence[Word] | None:
    """The numbers of a line when there is just one for each symbol, with at most a short label before."""
    cells = line.cells
    if line.is_odd or len(line.label) > _LABEL or len(cells) != len(symbols):
        return None
    if any(value_of(cell.text) is None for cell in cells):
        return None
    aligned = under([[symbol] for symbol in symbols], cells)
    return cells if len(symbols) >= _FEWEST or (aligned and None not in aligned) else None


def _limited(
    values: Sequence[Reported], bands: Sequence[Sequence[Word]], lines: Mapping[Part, Sequence[Line]]
) -> Table:
    """The values with their limits; where one line of limits is in doubt, none is taken from it and it is said."""
    limits, unread = dict[Part, Sequence[Decimal | None]](), Part.UNCLEAR in lines
    for part in (Part.MINIMUM, Part.MAXIMUM):
        found = [each for line in lines.get(part, ()) if (each := _limits(bands, line, values))]
        if len(found) == 1 and len(lines[part]) == 1:
            limits[part] = found[0]
        unread = unread or (part in lines and part not in limits)
    none = [None] * len(values)
    pairs = zip(limits.get(Part.MINIMUM, none), limits.get(Part.MAXIMUM, none), strict=True)
    done = [
        value._replace(minimum=low, maximum=high) for value, (low, high) in zip(values, pairs, strict=True)
    ]
    if any(crossed(each) for each in done):
        return Table(tuple(values), unread=True)
    return Table(tuple(done), unread)


def _limits(
    bands: Sequence[Sequence[Word]], line: Line, values: Sequence[Reported]
) -> Sequence[Decimal | None] | None:
    """The limits of one line, one for each value or None; None for the whole line where it is in doubt."""
    if line.is_odd or any(line.unit and line.unit != value.unit for value in values):
        return None
    cells = under(bands, line.cells)
    if cells is None or any(contradicts(cell, line.part) for cell in cells):
        return None
    return [None if cell is None else value_of(cell.text) for cell in cells]
