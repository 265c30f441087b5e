"""Reads a certificate's table with one element or property a line and its limits in columns: Element, Min, Max, Actual."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lotbook.compliance.measures import unit_key
from lotbook.compliance.reported import Reported, element
from lotbook.documents.certificate.cells import (
    LIMIT_WORD,
    Part,
    Table,
    contradicts,
    crossed,
    is_cell,
    is_unit,
    joined_signs,
    part_of,
    sign_of,
    under,
    value_of,
)
from lotbook.documents.certificate.layout import Row, Word

_MOST_LINES = 40
_WORDS_OF_NAME = 5
_PROPERTY = re.compile(r"R[mM]|Rp0[.,]2|Rp1[.,]0|Re[HL]?|A(?:5|50|80|4D)?|Z|KV2?")
_UNITS_OF_PROPERTIES = frozenset(map(unit_key, ("MPa", "N/mm2", "ksi", "psi", "J", "%")))
_LIMITS = (Part.MINIMUM, Part.MAXIMUM)


class _Column(NamedTuple):
    """One column: what it holds, None for anything else, and the words of its head."""

    part: Part | None
    words: tuple[Word, ...]


def listed_values(rows: Sequence[Row], start: int) -> Table:
    """The values below a head that names limits; nothing where the line is no such head."""
    head = rows[start]
    if not any(LIMIT_WORD.search(word.text) for word in head) or any(map(_is_number, head)):
        return Table()
    columns = _columns(head)
    parts = [column.part for column in columns if column.part]
    is_clear = Part.UNCLEAR not in parts and len(set(parts)) == len(parts) and Part.ACTUAL in parts
    if not is_clear or not set(_LIMITS) & set(parts):
        return Table(unread=any(_name(joined_signs(row)) for row in rows[start + 1 : start + 3] if row))
    found = list(_read(columns, rows[start + 1 : start + 1 + _MOST_LINES]))
    return Table(tuple(each for each in found if each), unread=None in found)


def _is_number(word: Word) -> bool:
    return value_of(word.text) is not None


def _columns(head: Row) -> list[_Column]:
    """The columns of a head; a unit or a second language of the same word belongs to the word before."""
    found: list[_Column] = []
    for word in head:
        part = part_of([word.text])
        if found and (is_unit(word.text) or word.text == "/" or (part and part is found[-1].part)):
            found[-1] = _Column(found[-1].part, (*found[-1].words, word))
        else:
            found.append(_Column(part, (word,)))
    return found


def _read(columns: Sequence[_Column], rows: Sequence[Row]) -> Iterator[Reported | None]:
    """Each line's value, or None where it could not be read beyond doubt; ends where two lines in a row have no name."""
    nameless = 0
    for row in map(joined_signs, rows):
        name = _name(row)
        nameless = 0 if name else nameless + 1
        if nameless > 1:
            return
        if name:
            yield from _value(name, columns, row)


def _name(row: Row) -> str:
    """The element or property a line is about: the one symbol before its first number; empty where there is none."""
    before: list[str] = []
    for word in row:
        if is_cell(word.text):
            break
        before.append(word.text.strip("[](),:;"))
    symbols = (
        [word for word in before if element(word) == word or _PROPERTY.fullmatch(word)] if before else []
    )
    has_value = any(map(_is_number, row[len(before) :]))
    return symbols[0] if len(symbols) == 1 and len(before) <= _WORDS_OF_NAME and has_value else ""


def _value(name: str, columns: Sequence[_Column], row: Row) -> Iterator[Reported | None]:
    """One line's value with its limits; nothing where it has limits alone."""
    units = {word.text.strip("()[],") for word in row if unit_key(word.text.strip("()[],")) in _KNOWN_UNITS}
    cells = [word for word in row if is_cell(word.text)]
    found = _by_part(columns, row, cells)
    if found is None or len(units) > 1 or (not units and not element(name)):
        yield None
        return
    actual = found.get(Part.ACTUAL)
    value = value_of(actual.text) if actual else None
    low, high = found.get(Part.MINIMUM), found.get(Part.MAXIMUM)
    if actual is None or value is None:
        return
    unit = next(iter(units), _unit_of(columns))
    limits = [None if cell is None else value_of(cell.text) for cell in (low, high)]
    reported = Reported(name, value, unit, limits[0], limits[1], below=sign_of(actual.text) == "<")
    is_doubtful = contradicts(low, Part.MINIMUM) or contradicts(high, Part.MAXIMUM) or crossed(reported)
    yield None if is_doubtful else reported


_KNOWN_UNITS = _UNITS_OF_PROPERTIES | {"ppm"}


def _unit_of(columns: Sequence[_Column]) -> str:
    """The unit in the columns' heads; percent where none is named."""
    named = [word.text.strip("()[],") for column in columns for word in column.words if is_unit(word.text)]
    return named[0] if named else "%"


def _by_part(columns: Sequence[_Column], row: Row, cells: Sequence[Word]) -> dict[Part, Word | None] | None:
    """The cells by what they are: by their places, else by their order where none is missing; None where both leave doubt."""
    found = under([column.words for column in columns], cells) if _is_placed(row) else None
    if found is not None and found[0] is None:
        by_place = {column.part: cell for column, cell in zip(columns, found, strict=True) if column.part}
        if by_place.get(Part.ACTUAL):
            return by_place
    parts = [column.part for column in columns if column.part]
    is_full = len(parts) == len(cells) and _at_end(row, cells)
    return dict(zip(parts, cells, strict=True)) if is_full else None


def _is_placed(row: Row) -> bool:
    return all(word.is_placed for word in row)


def _at_end(row: Row, cells: Sequence[Word]) -> bool:
    """Whether the cells stand together, with at most a unit behind them."""
    first = row.index(cells[0]) if cells else 0
    return all(is_cell(word.text) or is_unit(word.text) for word in row[first:])
