"""The workbook's defined names: the words behind drop-downs and the keys that links are chosen from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lotbook.tables.book import LISTS as LISTS_SHEET
from lotbook.tables.book import TABLES
from lotbook.tables.column import Column, Sheet
from lotbook.tables.lists import LISTS, list_name

if TYPE_CHECKING:
    from openpyxl import Workbook


class Target(NamedTuple):
    """One column that links refer to."""

    sheet: Sheet
    field: str

    @property
    def column(self) -> Column:
        """The column's specification."""
        return self.sheet.columns[self.field]

    @property
    def letter(self) -> str:
        """Its letter in a workbook as built; Excel keeps references right when columns move later."""
        return column_letter(list(self.sheet.columns).index(self.field) + 1)

    @property
    def whole_column(self) -> str:
        """The sheet's whole column, such as ``'Materials used'!$A:$A``."""
        return f"{quoted(self.sheet.name)}!${self.letter}:${self.letter}"

    @property
    def name(self) -> str:
        """Its defined name, such as LinkSuppliersSupplier; the first word keeps it from looking like a cell."""
        words = "".join(word for word in self.column.header.split())
        return f"Link{self.sheet.table}{words}"

    @property
    def identifies(self) -> bool:
        """Whether rows are chosen by this column: the first of the sheet's key, not a revision beside it."""
        return self.sheet.key[:1] == (self.field,)


def column_letter(number: int) -> str:
    """1 -> A, 27 -> AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def quoted(sheet: str) -> str:
    """A sheet's name as formulas need it."""
    return "'" + sheet.replace("'", "''") + "'" if not sheet.isalnum() else sheet


def targets(column: Column) -> tuple[Target, ...]:
    """The columns a link may refer to; empty for other columns."""
    return tuple(_target(*each.split(".", 1)) for each in column.link.split("|") if each)


def all_targets() -> tuple[Target, ...]:
    """Every column that some drop-down offers, in the order of the sheets."""
    found = {
        target
        for sheet in TABLES
        for column in sheet.columns.values()
        for target in targets(column)
        if target.identifies
    }
    order = [sheet.name for sheet in TABLES]
    return tuple(sorted(found, key=lambda target: (order.index(target.sheet.name), target.field)))


def add_names(book: Workbook) -> None:
    """Defines every name a drop-down uses."""
    from openpyxl.workbook.defined_name import DefinedName

    for position, (title, words) in enumerate(LISTS.items(), start=1):
        letter = column_letter(position)
        area = f"{LISTS_SHEET.name}!${letter}$2:${letter}${len(words) + 1}"
        book.defined_names[list_name(title)] = DefinedName(list_name(title), attr_text=area)
    for target in all_targets():
        book.defined_names[target.name] = DefinedName(target.name, attr_text=growing(target))


def growing(target: Target) -> str:
    """The filled part of a key column, as a reference that grows with it.

    A bare ``Suppliers[Supplier]`` would do in Excel, but LibreOffice 7.4 keeps the old area in a name after the table
    grew, and a drop-down that refuses a new supplier is worse than none. So the end is the larger of the table's
    rows (right in Excel, gaps or not) and the cells filled (alive in LibreOffice, and counts rows below the table).
    INDEX is not volatile, OFFSET would be.
    """
    column = target.whole_column
    first = f"{quoted(target.sheet.name)}!${target.letter}$2"
    rows = f"ROWS({target.sheet.table}[{target.column.header}])+1"
    return f"{first}:INDEX({column},MAX({rows},COUNTA({column}),2))"


def _target(sheet_name: str, header: str) -> Target:
    for sheet in TABLES:
        if sheet.name == sheet_name:
            for field, column in sheet.columns.items():
                if column.header == header:
                    return Target(sheet, field)
    raise KeyError(f"{sheet_name}.{header}")
