"""The fast reader of sheets of ordinary size: one compiled pattern over the text, only for the columns asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from lotbook.domain.values import Value
from lotbook.hosts.file.cellvalues import CellReader, RawCell
from lotbook.hosts.file.markup import unescape
from lotbook.hosts.file.shape import Region

# A row that holds a cell with something in it; cells that are only formatted close themselves.
_FULL_ROW = re.compile(r'<row r="(\d+)"[^>]*(?<!/)>(?:<c r="[A-Z]+\d+"(?: s="\d+")?/>)*<c [^>]*(?<!/)>')
_CELL = (
    r'<c r="(%s)(\d+)"(?: s="(\d+)")?(?: t="(\w+)")?(?: (?:cm|vm|ph)="\d+")*'
    r"(?:/>|>(<f[^>]*>(?:[^<]*</f>)?)?"
    r'(?:(<v>|<is><t(?: xml:space="preserve")?>)([^<]*)(?:</v>|</t></is>)|<v/>|<is/>)?</c>|(.))'
)
_ANY = "[A-Z]{1,3}"

Match = tuple[str, str, str, str, str, str, str, str]


class OddSheetError(Exception):
    """A cell has a form the fast readers do not know; the sheet must be read patiently."""


@cache
def _pattern(letters: str) -> re.Pattern[str]:
    return re.compile(_CELL % letters, re.DOTALL)


class QuickSheet:
    """The cells of one sheet of plain shape.

    Args:
        data: the sheet's part.
        region: where its rows stand.
        reader: what turns raw cells into values.
    """

    def __init__(self, data: bytes, region: Region, reader: CellReader) -> None:
        text = data[region.start : region.end].decode()
        if "\r" in text:  # the XML standard reads every kind of line break as one
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._text = text
        self._reader = reader

    def rows(self) -> list[int]:
        """The numbers of all rows that hold anything, ascending."""
        numbers = [int(number) for number in _FULL_ROW.findall(self._text)]
        if any(first >= second for first, second in pairwise(numbers)):
            raise OddSheetError
        return numbers

    def columns(self, letters: Sequence[str], rows: Sequence[int]) -> list[list[Value]]:
        """The cells of these columns in these rows, one list per column.

        Raises:
            OddSheetError: one of the cells has a form this reader does not know.
        """
        if not letters:
            return []
        found = read_cells(_pattern("|".join(letters)).findall(self._text), self._reader, letters)
        return [list(map(found[letter].get, rows)) for letter in letters]

    def row(self, number: int) -> dict[str, Value]:
        """The cells of one row by column letters."""
        start = self._text.find(f'<row r="{number}"')
        if start < 0:
            return {}
        return row_values(self._text, start, number, self._reader)


def row_values(text: str, start: int, number: int, reader: CellReader) -> dict[str, Value]:
    """The cells of the row that starts here, by column letters."""
    tag_end = text.find(">", start)
    if text[tag_end - 1] == "/":
        return {}
    end = text.find("</row>", tag_end)
    cells = _pattern(_ANY).findall(text, tag_end, end)
    letters = {cell[0] for cell in cells}
    return {
        letter: cell[number] for letter, cell in read_cells(cells, reader, letters).items() if number in cell
    }


def read_cells(cells: list[Match], reader: CellReader, letters: Iterable[str]) -> dict[str, dict[int, Value]]:
    """The values of matched cells: column letters -> row number -> value.

    Raises:
        OddSheetError: one of them has a form this reader does not know.
    """
    found: dict[str, dict[int, Value]] = {letter: {} for letter in letters}
    strings = reader.strings
    number = reader.number
    for letter, row, cell_format, kind, formula, mark, text, odd in cells:
        if kind == "s" and mark and not odd:
            try:
                found[letter][int(row)] = strings[int(text)]
                continue
            except (IndexError, ValueError):
                pass
        if odd:
            raise OddSheetError
        if text and not kind:
            found[letter][int(row)] = number(text, int(cell_format or 0))
        elif kind == "inlineStr" and mark and "&" not in text and "_x" not in text:
            found[letter][int(row)] = text
        elif mark or formula or kind == "inlineStr":
            known = unescape(text) if mark else None
            found[letter][int(row)] = reader.value(RawCell(int(cell_format or 0), kind, known, bool(formula)))
    return found
