"""The fast reader of sheets of ordinary size: one compiled pattern over the text, only for the columns asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from lotbook.domain.values import Value
from lotbook.hosts.file.cellvalues import CellReader, RawCell
from lotbook.hosts.file.markup import unescape, unescape_cell
from lotbook.hosts.file.shape import Region

# A row that holds a cell with something in it; cells that are only formatted close themselves.
FULL_ROW = re.compile(r'<row r="(\d+)"[^>]*(?<!/)>(?:<c r="[A-Z]+\d+"(?: s="\d+")?/>)*<c [^>]*(?<!/)>')
# A cell: column, row, its other attributes, then its plain value, its plain inline text, or whatever else it holds.
_CELL = (
    r'<c r="(%s)(\d+)"([^>]*)(?:(?<=/)>|>(?:<v>([^<]*)</v></c>'
    r'|<is><t(?: xml:space="preserve")?>([^<]*)</t></is></c>|(.*?</c>)))'
)
_ATTRIBUTES = re.compile(r'(?: s="(\d+)")?(?: t="(\w+)")?(?: (?:cm|vm|ph)="\d+")*/?')
FORMULA = re.compile(r"<f[^>]*>(?:[^<]*</f>)?(?:<v>([^<]*)</v>|<v/>)?</c>")
_EMPTY = frozenset({"<v/></c>", "<is/></c>", "<is><t/></is></c>"})
_ANY = "[A-Z]{1,3}"

Match = tuple[str, str, str, str, str, str]
Column = dict[str, Value]


class OddSheetError(Exception):
    """A cell has a form the fast readers do not know; the sheet must be read patiently."""


@cache
def cell_pattern(letters: str = _ANY) -> re.Pattern[str]:
    """The pattern of a cell in these columns, their letters with ``|`` between them; in any column without."""
    return re.compile(_CELL % letters, re.DOTALL)


class QuickSheet:
    """The cells of one sheet of plain shape.

    Args:
        data: the sheet's part.
        region: where its rows stand.
        reader: what turns raw cells into values.
    """

    def __init__(self, data: bytes, region: Region, reader: CellReader) -> None:
        self._text = plain_text(memoryview(data)[region.start : region.end])
        self._cells = QuickCells(reader)
        self._near = (0, 0)  # the row read last, and where it stands

    def rows(self) -> list[int]:
        """The numbers of all rows that hold anything, ascending.

        Raises:
            OddSheetError: the rows do not stand in order.
        """
        numbers = [int(number) for number in FULL_ROW.findall(self._text)]
        if any(first >= second for first, second in pairwise(numbers)):
            raise OddSheetError
        return numbers

    def whole(self, letters: Sequence[str]) -> tuple[list[int], list[Sequence[Value]]]:
        """The numbers of all rows that hold anything, and the cells of these columns in them."""
        rows = self.rows()
        return rows, self.columns(letters, rows)

    def columns(self, letters: Sequence[str], rows: Sequence[int]) -> list[Sequence[Value]]:
        """The cells of these columns in these rows, one list per column.

        Raises:
            OddSheetError: one of the cells has a form this reader does not know.
        """
        if not letters:
            return []
        found = self._cells.columns(cell_pattern("|".join(letters)).findall(self._text), letters)
        names = [str(row) for row in rows]
        return [list(map(found[letter].get, names)) for letter in letters]

    def row(self, number: int) -> dict[str, Value]:
        """The cells of one row by column letters."""
        after = self._near[1] if number >= self._near[0] else 0
        start = self._text.find(f'<row r="{number}"', after)
        if start < 0:
            return {}
        self._near = (number, start)
        tag_end = self._text.find(">", start)
        if self._text[tag_end - 1] == "/":
            return {}
        end = self._text.find("</row>", tag_end)
        return self._cells.row(self._text[tag_end:end], number)


def plain_text(data: memoryview) -> str:
    """Rows as text; the XML standard reads every kind of line break as one."""
    text = str(data, "utf-8")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


class Learned(dict[str, Value]):
    """The values of cells with equal attributes, by what is written in them; each is looked at once.

    Raises:
        OddSheetError: the attributes hold something unknown.
    """

    def __init__(self, attributes: str, reader: CellReader) -> None:
        super().__init__()
        self._cell_format, self._kind = understood(attributes)
        self._reader = reader

    @property
    def nothing(self) -> Value:
        """The value of a cell in which an empty text is written."""
        return self._reader.value(RawCell(self._cell_format, self._kind, ""))

    def __missing__(self, written: str) -> Value:
        if self._kind == "s":
            value = self._reader.shared(written)
        else:
            value = self._reader.value(RawCell(self._cell_format, self._kind, unescape(written)))
        self[written] = value
        return value


class QuickCells:
    """Turns what the pattern found into values."""

    def __init__(self, reader: CellReader) -> None:
        self._reader = reader
        self._learned: dict[str, Learned] = {}

    def row(self, text: str, number: int) -> dict[str, Value]:
        """The cells in the text of one row, by column letters."""
        name = str(number)
        cells = cell_pattern().findall(text)
        columns = self.columns(cells, {cell[0] for cell in cells})
        return {letter: column[name] for letter, column in columns.items() if name in column}

    def columns(self, cells: Sequence[Match], letters: Sequence[str] | set[str]) -> dict[str, Column]:
        """The values of found cells: column letters -> row number as written -> value.

        Raises:
            OddSheetError: one of them has a form this reader does not know.
        """
        found: dict[str, Column] = {letter: {} for letter in letters}
        learned = self._learned
        for letter, row, attributes, value, text, rest in cells:
            if value:
                values = learned.get(attributes)
                if values is None:
                    values = learned[attributes] = Learned(attributes, self._reader)
                found[letter][row] = values[value]
            elif text:
                cell_format, kind = understood(attributes)
                plain = unescape(text)
                found[letter][row] = (
                    unescape_cell(plain)
                    if kind == "inlineStr"
                    else self._reader.value(RawCell(cell_format, kind, plain))
                )
            elif not attributes.endswith("/") or rest:
                other = self._other(attributes, rest)
                if other is not None:
                    found[letter][row] = other
        return found

    def _other(self, attributes: str, rest: str) -> Value:
        """A formula, an empty text, a cell that is only formatted."""
        cell_format, kind = understood(attributes)
        formula = FORMULA.fullmatch(rest)
        if formula:
            text = None if formula[1] is None else unescape(formula[1])
            return self._reader.value(RawCell(cell_format, kind, text, formula=True))
        if rest == "</c>":
            return None
        if not rest or rest in _EMPTY:
            return self._reader.value(RawCell(cell_format, kind, ""))
        raise OddSheetError


@cache
def understood(attributes: str) -> tuple[int, str]:
    """The number of the cell format and the kind that a cell's attributes tell.

    Raises:
        OddSheetError: they hold something unknown.
    """
    found = _ATTRIBUTES.fullmatch(attributes)
    if found is None:
        raise OddSheetError
    return int(found[1] or 0), found[2] or ""
