"""How the cells of a sheet's columns are written, learned from some of its rows, and the pattern a whole row then fits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from lotbook.domain.values import Value
from lotbook.hosts.file.cellvalues import CellReader
from lotbook.hosts.file.quick import FORMULA, Learned, OddSheetError, cell_pattern, understood

# What stands around a value, as patterns.
_AROUND = {
    "value": ("<v>", "</v></c>"),
    "inline": (r'<is><t(?: xml:space="preserve")?>', "</t></is></c>"),
    "formula": (r"<f[^>]*>(?:[^<]*</f>)?<v>", "</v></c>"),
}
_BLANK = r'(?: s="[0-9]+")?/>'
# A row and what follows it: the next row, or nothing. A row of which that is not so swallows the ones behind it, which
# shows in its last group; so no row is skipped.
_ROW = r'<row r="([1-9][0-9]*(?=")|)[^>]*(?:(?<=/)>|>(?:%s|(.*?))</row>)(?=\s*(?:<row r="|\Z))'


class Form(NamedTuple):
    """How most filled cells of one column are written.

    Attributes:
        attributes: the texts of their attributes, all of one meaning.
        way: what stands around the value.
        shared: whether the value is the number of a shared text.
        always: whether every row that was looked at has such a cell.
    """

    attributes: tuple[str, ...]
    way: str
    shared: bool
    always: bool

    def pattern(self, *, wanted: bool) -> str:
        """The pattern of such a cell behind its reference, with the value as its group if it is wanted."""
        before, after = _AROUND[self.way]
        told = "|".join(map(re.escape, self.attributes))
        value = "[0-9]+" if self.shared else "[^<]+"
        return rf"(?:{told})>{before}{f'({value})' if wanted else value}{after}"

    def converter(self, reader: CellReader) -> Callable[[Sequence[str]], list[Value]]:
        """What turns the texts of such cells, empty where a cell holds nothing, into values."""
        learned = Learned(self.attributes[0], reader)
        learned[""] = None
        return lambda texts: list(map(learned.__getitem__, texts))


def forms_of(rows: Iterable[str], reader: CellReader) -> dict[str, Form | None]:
    """The form of each column's cells by its letters; None where they are only formatted."""
    seen: dict[str, Counter[tuple[str, str]]] = {}
    every = list(rows)
    for row in every:
        for letter, _, attributes, value, text, rest in cell_pattern().findall(row):
            ways = seen.setdefault(letter, Counter())
            way = _way(value, text, rest)
            if way:
                ways[way, attributes] += 1
    return {letter: _commonest(ways, reader, len(every)) for letter, ways in seen.items()}


def _way(value: str, text: str, rest: str) -> str:
    if value:
        return "value"
    if text:
        return "inline"
    formula = FORMULA.fullmatch(rest)
    return "formula" if formula and formula[1] else ""


def _commonest(ways: Counter[tuple[str, str]], reader: CellReader, rows: int) -> Form | None:
    """The form of most cells: those that are written and meant the same, whatever their formats."""
    meant: dict[tuple[str, str, int], list[str]] = {}
    count: Counter[tuple[str, str, int]] = Counter()
    for (way, attributes), times in ways.most_common():
        try:
            cell_format, kind = understood(attributes)
        except OddSheetError:
            continue
        meaning = way, kind, reader.shows(cell_format) if kind in ("", "n") else 0
        meant.setdefault(meaning, []).append(attributes)
        count[meaning] += times
    if not count:
        return None
    ((meaning, times),) = count.most_common(1)
    way, kind, _ = meaning
    return Form(tuple(meant[meaning]), way, kind == "s" and way == "value", times == rows)


def row_pattern(
    forms: Mapping[str, Form | None], letters: Collection[str], *, strict: bool
) -> re.Pattern[str]:
    """The pattern of a whole row.

    Its groups are the row's number, the values of the columns asked for that hold any, from left to right, and the
    cells of a row that does not fit.

    Args:
        forms: the columns of the sheet from left to right.
        letters: the columns to take.
        strict: cells that were there in every row that was looked at must be there; such rows are matched faster.
    """
    pieces = []
    for letter, form in forms.items():
        filled = form.pattern(wanted=letter in letters) if form else ""
        if form and form.always and strict:
            pieces.append(rf'<c r="{letter}\1"{filled}')
        else:
            pieces.append(rf'(?:<c r="{letter}\1"(?:{filled + "|" if filled else ""}{_BLANK}))?')
    return re.compile(_ROW % "".join(pieces), re.DOTALL)
