"""The slow reader of a sheet: by the XML standard, whatever shape the file has. The fast readers are held to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lotbook.domain.values import Value
from lotbook.hosts.file.cellvalues import CellReader, RawCell
from lotbook.hosts.file.markup import MAIN, Element, column_letters, column_number, walk


class PatientSheet:
    """Every cell of one sheet, read by the XML standard.

    Args:
        data: the sheet's part.
        reader: what turns raw cells into values.
    """

    def __init__(self, data: bytes, reader: CellReader, part: str = "") -> None:
        self._reader = reader
        collector = _Collector()
        walk(data, collector.start, collector.text, collector.end, part=part)
        self._cells = collector.cells

    def rows(self) -> list[int]:
        """The numbers of all rows that hold anything, ascending."""
        return sorted(
            number
            for number, cells in self._cells.items()
            if any(cell.text is not None or cell.formula for cell in cells.values())
        )

    def whole(self, letters: Sequence[str]) -> tuple[list[int], list[Sequence[Value]]]:
        """The numbers of all rows that hold anything, and the cells of these columns in them."""
        rows = self.rows()
        return rows, self.columns(letters, rows)

    def columns(self, letters: Sequence[str], rows: Sequence[int]) -> list[Sequence[Value]]:
        """The cells of these columns in these rows, one list per column."""
        value = self._reader.value
        nothing: Mapping[str, RawCell] = {}
        found: list[Sequence[Value]] = []
        for letter in letters:
            cells = [self._cells.get(row, nothing).get(letter) for row in rows]
            found.append([None if cell is None else value(cell) for cell in cells])
        return found

    def row(self, number: int) -> dict[str, Value]:
        """The cells of one row by column letters."""
        return {letter: self._reader.value(cell) for letter, cell in self._cells.get(number, {}).items()}


class _Collector:
    """Gathers cells while the part is walked."""

    def __init__(self) -> None:
        self.cells: dict[int, dict[str, RawCell]] = {}
        self._row = 0
        self._column = 0
        self._cell: RawCell | None = None
        self._text: list[str] = []
        self._reading = False
        self._guides = 0
        self._inside = False

    def start(self, element: Element) -> None:
        name, attributes, _ = element
        space, _, local = name.rpartition(" ")
        if space != MAIN:
            return
        if local == "sheetData":
            self._inside = True
        elif not self._inside:
            return
        elif local == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif local == "c":
            self._start_cell(attributes)
        elif local == "f" and self._cell:
            self._cell = self._cell._replace(formula=True)
        elif local == "rPh":
            self._guides += 1
        elif local in ("v", "is") and self._cell:
            self._cell = self._cell._replace(text="")
            self._reading = local == "v"
        elif local == "t" and not self._guides:
            self._reading = True

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        reference = attributes.get("r", "")
        letters = reference.rstrip("0123456789").upper()
        if letters:
            self._column = column_number(letters)
            self._row = int(reference[len(letters) :])
        else:
            self._column += 1
        self._text = []
        self._cell = RawCell(int(attributes.get("s", "0")), attributes.get("t", ""), None)

    def text(self, data: str) -> None:
        if self._reading:
            self._text.append(data)

    def end(self, name: str) -> None:
        space, _, local = name.rpartition(" ")
        if space != MAIN or not self._inside:
            return
        if local in ("v", "t"):
            self._reading = False
        elif local == "rPh":
            self._guides -= 1
        elif local == "sheetData":
            self._inside = False
        elif local == "c" and self._cell:
            cell = self._cell if self._cell.text is None else self._cell._replace(text="".join(self._text))
            self.cells.setdefault(self._row, {})[column_letters(self._column)] = cell
            self._cell = None
