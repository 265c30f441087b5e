"""Rectangles of cells and their names: A1, B2:C9, A:C, 3:5."""

from __future__ import annotations

import re
from typing import NamedTuple

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
_CELLS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})(?::\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6}))?")
_COLUMNS = re.compile(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})")
_ROWS = re.compile(r"\$?([1-9]\d{0,6}):\$?([1-9]\d{0,6})")


class Span(NamedTuple):
    """A rectangle; rows and columns count from 1, the last ones are inside."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        """How many rows."""
        return self.bottom - self.top + 1

    @property
    def width(self) -> int:
        """How many columns."""
        return self.right - self.left + 1

    def around(self, other: Span) -> Span:
        """The smallest rectangle that holds both."""
        return Span(
            min(self.top, other.top),
            min(self.left, other.left),
            max(self.bottom, other.bottom),
            max(self.right, other.right),
        )

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell lies inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def address(self, *, row: str = "$", column: str = "$") -> str:
        """As Excel writes it; the marks are what stands before a fixed row or column."""
        first = f"{column}{letters(self.left)}{row}{self.top}"
        if self.height == 1 and self.width == 1:
            return first
        if self.height == LAST_ROW:
            return f"{column}{letters(self.left)}:{column}{letters(self.right)}"
        if self.width == LAST_COLUMN:
            return f"{row}{self.top}:{row}{self.bottom}"
        return f"{first}:{column}{letters(self.right)}{row}{self.bottom}"


def span_of(text: str) -> Span | None:
    """The rectangle an address names; None if it is no address but perhaps a name."""
    if found := _CELLS.fullmatch(text):
        left, top, right, bottom = found.groups()
        one = Span(int(top), number(left), int(top), number(left))
        return one.around(Span(int(bottom), number(right), int(bottom), number(right))) if right else one
    if found := _COLUMNS.fullmatch(text):
        first, last = sorted(map(number, found.groups()))
        return Span(1, first, LAST_ROW, last)
    if found := _ROWS.fullmatch(text):
        first, last = sorted(map(int, found.groups()))
        return Span(first, 1, last, LAST_COLUMN)
    return None


def number(text: str) -> int:
    """A column's number by its letters: AB is 28."""
    value = 0
    for letter in text.upper():
        value = value * 26 + ord(letter) - 64
    return value


def letters(column: int) -> str:
    """A column's letters by its number: 28 is AB."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
