"""Cells of a long sheet as arrays, and numbers written in digits, read for many cells at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bytes: TypeAlias = NDArray[np.uint8]
    Ints: TypeAlias = NDArray[Any]
    Flags: TypeAlias = NDArray[np.bool_]

# What a cell holds; an odd one is not quite plain.
EMPTY, SHARED, NUMBER, TEXT, INLINE, TRUTH, OTHER, UNCALCULATED, ODD = range(9)

_MOST_DIGITS = 15  # a fraction of so many digits is exact, and dividing it by a power of ten rounds only once
_LONGEST = _MOST_DIGITS + 2  # with sign and point
_POWERS = 10.0 ** np.arange(_LONGEST + 1)


class Cells(NamedTuple):
    """Cells of one column: row number, what kind of value, cell format, where the value stands in the bytes."""

    rows: Ints
    at: Ints
    kinds: Ints
    formats: Ints
    start: Ints
    end: Ints


def digits(data: Bytes, at: Ints) -> tuple[Ints, Ints]:
    """The whole numbers that start at these places (0 where there is none), and how many digits they have."""
    number = np.zeros(len(at), np.int64)
    length = np.zeros(len(at), np.int64)
    alive = np.ones(len(at), bool)
    for place in range(_MOST_DIGITS):
        letter = data[at + place].astype(np.int64) - ord("0")
        alive = alive & (letter >= 0) & (letter <= 9)
        if not alive.any():
            break
        number = np.where(alive, number * 10 + letter, number)
        length += alive
    return number, length


class Numbers:
    """Numbers between given places, as far as they are written plainly.

    Attributes:
        plain: which of them are: digits with at most one point and a minus sign, no more than 15 digits.
        whole: which have no point.
        integers: their values without the point.
        fractions: their values with it.
    """

    def __init__(self, data: Bytes, start: Ints, end: Ints) -> None:
        length = end - start
        mantissa = np.zeros(len(start), np.int64)
        count = np.zeros(len(start), np.int64)
        behind = np.zeros(len(start), np.int64)
        point = np.zeros(len(start), bool)
        plain: Flags = (length > 0) & (length <= _LONGEST)
        minus = plain & (data[start] == ord("-"))
        for place in range(int(length[plain].max(initial=0))):
            inside = place < length
            letter = data[start + place].astype(np.int64)
            digit = inside & (letter >= ord("0")) & (letter <= ord("9"))
            dot = inside & (letter == ord(".")) & ~point
            plain &= digit | dot | ~inside | (minus & (place == 0))
            mantissa = np.where(digit & plain, mantissa * 10 + letter - ord("0"), mantissa)
            count += digit
            behind += digit & point
            point |= dot
        self.plain = plain & (count > 0) & (count <= _MOST_DIGITS)
        self.whole = ~point
        self.integers = np.where(minus, -mantissa, mantissa)
        self.fractions = self.integers / _POWERS[np.minimum(behind, _LONGEST)]
