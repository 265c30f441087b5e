"""One column of raw cells becomes typed values; what does not fit becomes a finding, never a guess.

An identifier that Excel turned into a number is kept as the text the cell shows, so links can be looked at, and is
reported as a stop; a date or quantity that cannot be read is left unknown and reported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from lotbook.domain.findings import Kind as FindingKind
from lotbook.domain.identifiers import hidden_characters, key
from lotbook.domain.values import CellError, Value, text_of
from lotbook.tables import kinds
from lotbook.tables.coded import Coded
from lotbook.tables.column import IDENTIFIER_KINDS, TEXT_KINDS, Column, Kind
from lotbook.tables.lists import LISTS

NO_VALUE = CellError("formula without value")  # what a reader returns for a formula that was never calculated


class Trouble(NamedTuple):
    """One cell that did not fit: its position in the column, what kind of trouble, in words."""

    position: int
    kind: FindingKind
    message: str


_NOTHING = type(None)
_NUMBERS = frozenset({int, float, Decimal})
_VISIBLE = bytes(range(ord(" "), ord("~") + 1))
_WORDS = frozenset({Kind.CHOICE, Kind.YESNO})  # a few words in many cells

Converter = Callable[[Value, Column], tuple[object, tuple[FindingKind, str] | None]]


def convert(column: Column, cells: Sequence[Value]) -> tuple[Sequence[object], list[Trouble]]:
    """The typed values of one column, aligned with ``cells``, and the cells that did not fit.

    Registers repeat their words and are clean for the most part: a column in which every cell is as it should be is
    taken over as it is, and equal cells are looked at once.
    """
    if isinstance(cells, Coded):
        return _convert_coded(column, cells)
    fast = _clean(column, cells, set(map(type, cells)))
    if fast is not None:
        return fast, []
    one = _CONVERTERS[column.kind]
    seen: dict[tuple[type, Value], tuple[object, tuple[FindingKind, str] | None]] = {}
    values: list[object] = []
    troubles: list[Trouble] = []
    for position, cell in enumerate(cells):
        if cell is None:
            values.append(None)
            continue
        known = seen.get((cell.__class__, cell))
        if known is None:
            known = seen[cell.__class__, cell] = _error(cell, column) or one(cell, column)
        values.append(known[0])
        if known[1]:
            troubles.append(Trouble(position, *known[1]))
    return values, troubles


def _convert_coded(column: Column, cells: Coded) -> tuple[Sequence[object], list[Trouble]]:
    """The same where equal cells are known to be equal."""
    if column.kind in TEXT_KINDS and column.kind not in _WORDS and cells.is_plain:
        return cells, []
    different = cells.different()
    values = cells.pool.some(different)
    found, troubles = convert(column, values)
    if found is values:
        return cells, []
    known = dict(zip(different, found, strict=True))
    told = {different[trouble.position]: trouble for trouble in troubles}
    where = enumerate(cells.codes) if told else ()
    return (
        cells.spread(known),
        [told[code]._replace(position=position) for position, code in where if code in told],
    )


def _clean(column: Column, cells: Sequence[Value], types: set[type]) -> Sequence[object] | None:
    """The column's values when all cells are of the kind they should be and need no finding; else None."""
    kind = column.kind
    types.discard(_NOTHING)
    if not types:
        return cells
    if kind is Kind.CALCULATED:
        return None if CellError in types else [None] * len(cells)
    if types == {str}:
        if kind in _WORDS:
            return _taken({cell: _CONVERTERS[kind](cell, column) for cell in set(cells)}, cells)
        if kind in TEXT_KINDS:
            texts = [cell for cell in cells if cell is not None]
            return cells if _is_plain(texts, kind) else None  # type: ignore[arg-type]
        return None
    if kind is Kind.DAY and types == {date}:
        return cells
    if kind is Kind.NUMBER and types <= _NUMBERS:
        return _taken({cell: _number(cell, column) for cell in set(cells)}, cells)
    return None


def _taken(
    known: dict[Value, tuple[object, tuple[FindingKind, str] | None]], cells: Sequence[Value]
) -> list[object] | None:
    """The value of each cell by what is known of equal ones; None when one of them is a finding."""
    known[None] = (None, None)
    if any(trouble for _, trouble in known.values()):
        return None
    values = {cell: value for cell, (value, _) in known.items()}
    return list(map(values.__getitem__, cells))


def _is_plain(texts: Sequence[str], kind: Kind) -> bool:
    """Whether no text is blank and, for identifiers, none holds more than letters that can be seen."""
    if kind not in IDENTIFIER_KINDS:
        different = set(texts)
        return "" not in different and not any(map(str.isspace, different))
    whole = "\n" + "\n".join(texts) + "\n"
    if not whole.isascii() or " \n" in whole or "\n " in whole or "\n\n" in whole:
        return False
    return (
        len(whole.encode().translate(None, _VISIBLE)) == len(texts) + 1
    )  # the line ends put in, nothing else


def _error(cell: Value, column: Column) -> tuple[object, tuple[FindingKind, str] | None] | None:
    if not isinstance(cell, CellError):
        return None
    if cell == NO_VALUE and column.kind is Kind.CALCULATED:
        return None, None  # a row Lotbook has just written; Excel calculates it when it opens the file
    if cell == NO_VALUE:
        return None, (kinds.FORMULA_WITHOUT_VALUE, "holds a formula that was never calculated")
    return None, (kinds.CELL_ERROR, f"shows {cell.code}")


def _text(cell: Value, column: Column) -> tuple[object, tuple[FindingKind, str] | None]:
    if isinstance(cell, str):
        if not cell.strip():
            return None, None
        hidden = hidden_characters(cell) if column.kind in IDENTIFIER_KINDS else ()
        if hidden:
            return cell, (kinds.HIDDEN_CHARACTERS, f"holds {', '.join(hidden)}")
        return cell, None
    shown = text_of(cell)
    if column.kind not in IDENTIFIER_KINDS:
        return shown, (kinds.TEXT_BECAME_NUMBER, f"holds {shown} as a {_what(cell)}")
    kind = kinds.IDENTIFIER_BECAME_DATE if isinstance(cell, date) else kinds.IDENTIFIER_BECAME_NUMBER
    return shown, (kind, f"holds {shown} as a {_what(cell)}, not as text")


def _what(cell: Value) -> str:
    if isinstance(cell, bool):
        return "yes-or-no value"
    return "date" if isinstance(cell, date) else "number"


def _choice(cell: Value, column: Column) -> tuple[object, tuple[FindingKind, str] | None]:
    shown = text_of(cell).strip()
    if not shown:
        return None, None
    words = {key(word): word for word in LISTS[column.choices]}
    parts = [part.strip() for part in shown.replace(";", ",").split(",")] if column.several else [shown]
    parts = [part for part in parts if part]
    unknown = [part for part in parts if key(part) not in words]
    # An unknown word stays as typed: the finding shows it, and nothing downstream takes it for a known one.
    value = ", ".join(words.get(key(part), part) for part in parts)
    if unknown:
        return value, (kinds.NOT_IN_LIST, f"says {unknown[0]!r}, which is not in the list {column.choices}")
    return value, None


def _yesno(cell: Value, column: Column) -> tuple[object, tuple[FindingKind, str] | None]:
    del column
    if isinstance(cell, bool):
        return cell, None
    shown = key(text_of(cell))
    if not shown:
        return None, None
    if shown in ("yes", "no"):
        return shown == "yes", None
    return None, (kinds.NOT_YES_OR_NO, f"says {text_of(cell)!r}")


def _number(cell: Value, column: Column) -> tuple[object, tuple[FindingKind, str] | None]:
    del column
    if isinstance(cell, Decimal):
        return cell, None
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        # Excel keeps 15 significant digits; the digits beyond are noise of binary fractions.
        return Decimal(f"{cell:.15g}") if isinstance(cell, float) else Decimal(cell), None
    if isinstance(cell, str) and not cell.strip():
        return None, None
    return None, (kinds.NUMBER_IS_TEXT, f"holds {text_of(cell)!r}, which is not a number")


def _day(cell: Value, column: Column) -> tuple[object, tuple[FindingKind, str] | None]:
    del column
    if isinstance(cell, datetime):
        return cell.date(), None
    if isinstance(cell, date):
        return cell, None
    if isinstance(cell, str):
        if not cell.strip():
            return None, None
        return None, (kinds.DATE_IS_TEXT, f"holds the text {cell!r}")
    return None, (kinds.DATE_IS_NUMBER, f"holds the number {text_of(cell)} without a date format")


def _calculated(cell: Value, column: Column) -> tuple[object, tuple[FindingKind, str] | None]:
    del cell, column
    return None, None


_CONVERTERS: dict[Kind, Converter] = {
    Kind.ISSUED: _text,
    Kind.IDENTIFIER: _text,
    Kind.LINK: _text,
    Kind.TEXT: _text,
    Kind.FILE: _text,
    Kind.CHOICE: _choice,
    Kind.YESNO: _yesno,
    Kind.NUMBER: _number,
    Kind.DAY: _day,
    Kind.CALCULATED: _calculated,
}
