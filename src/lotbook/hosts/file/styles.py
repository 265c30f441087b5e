"""What number formats say about values: which styles show a date, and which cell format a named style has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from lotbook.hosts.file.markup import MAIN, Element, elements

# Built-in formats that show a date or time (ECMA-376 part 1, 18.8.30), the East Asian ones included.
_BUILT_IN_DAYS = frozenset({14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 55), 57, 58})
_BUILT_IN_TIMES = frozenset({18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56})
_QUIET = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)

NOT_A_DATE = 0
DAY = 1  # shows a day, perhaps with a time
TIME = 2  # shows a time of day only
ELAPSED = 3  # a duration: a number of hours, not a moment


class NumberFormat(NamedTuple):
    """The number format of one cell format."""

    id: int
    code: str


def shows(number_format: NumberFormat) -> int:
    """Whether a number format shows a day, a time, a duration or none of these."""
    if number_format.code:
        return _code_shows(number_format.code)
    if number_format.id in _BUILT_IN_DAYS:
        return DAY
    if number_format.id in _BUILT_IN_TIMES:
        return ELAPSED if number_format.id == 46 else TIME
    return NOT_A_DATE


def _code_shows(code: str) -> int:
    bare = _QUIET.sub("", code.partition(";")[0]).lower()
    if "general" in bare:
        return NOT_A_DATE
    if _ELAPSED.search(bare):
        return ELAPSED
    if re.search(r"[dyeb]", bare.replace("e+", "").replace("e-", "")):
        return DAY
    if re.search(r"[hs]", bare) or "am/pm" in bare:
        return TIME
    return DAY if "m" in bare else NOT_A_DATE


class Styles:
    """The styles part of a workbook, read once.

    Args:
        data: the part, or nothing when the workbook has none.
    """

    def __init__(self, data: bytes | None) -> None:
        self.data = data

    @cached_property
    def _elements(self) -> list[tuple[str, Element]]:
        """Each element that matters, with the name of the list it stands in."""
        if self.data is None:
            return []
        found = []
        inside = ""
        for element in elements(self.data, "the styles"):
            if element.depth == 1:
                inside = element.local if element.name.startswith(f"{MAIN} ") else ""
            elif element.depth == 2:
                found.append((inside, element))
        return found

    def _listed(self, inside: str) -> list[Mapping[str, str]]:
        return [element.attributes for where, element in self._elements if where == inside]

    @cached_property
    def formats(self) -> Mapping[int, str]:
        """The workbook's own number formats: id -> code."""
        return {
            int(told["numFmtId"]): told.get("formatCode", "")
            for told in self._listed("numFmts")
            if "numFmtId" in told
        }

    @cached_property
    def cell_formats(self) -> list[Mapping[str, str]]:
        """The attributes of each cell format, by the number cells name."""
        return self._listed("cellXfs")

    @cached_property
    def days(self) -> tuple[int, ...]:
        """For each cell format: does it show a day, a time, a duration or none of these."""
        kinds: dict[int, int] = {}
        shown = []
        for told in self.cell_formats:
            number = int(told.get("numFmtId", "0"))
            if number not in kinds:
                kinds[number] = shows(NumberFormat(number, self.formats.get(number, "")))
            shown.append(kinds[number])
        return tuple(shown)

    def shows(self, cell_format: int) -> int:
        """What numbers with this cell format show."""
        return self.days[cell_format] if 0 <= cell_format < len(self.days) else NOT_A_DATE

    @cached_property
    def named(self) -> Mapping[str, int]:
        """The workbook's named styles: name -> number of the style's own format."""
        return {
            told["name"]: int(told["xfId"])
            for told in self._listed("cellStyles")
            if "name" in told and "xfId" in told
        }
