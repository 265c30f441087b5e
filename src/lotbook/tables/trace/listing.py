"""Lists for people: the same titles, columns and rows on the Recall sheet, on the screen, as CSV and as workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import NamedTuple, TypeVar

from lotbook.domain.values import Value, number_text, rounded, text_of

_WIDEST = 34  # of a line of a cell on the screen
_MOST = 60  # rows of a list on the screen


class Listing(NamedTuple):
    """One list.

    Attributes:
        name: the stem of its file when exported; public, never renamed.
        number: which of the numbered parts of the answer it belongs to.
        nothing: the sentence that stands there when it has no rows.
        tones: for each row, how it matters: a finding's severity, or an empty text.
        places: for each row, the sheet and row number it speaks of; an empty sheet for none.
    """

    name: str
    number: int
    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    nothing: str
    tones: tuple[str, ...]
    places: tuple[tuple[str, int], ...]


RowT = TypeVar("RowT")


def listing(
    name: str,
    number: int,
    title: str,
    headers: Sequence[str],
    rows: Iterable[RowT],
    *,
    cells: Callable[[RowT], Sequence[Value]],
    nothing: str,
    sheet: str = "",
    tone: Callable[[RowT], str] = lambda _: "",
    place: Callable[[RowT], tuple[str, int]] | None = None,
) -> Listing:
    """A list of some rows; each links to its own row of ``sheet``, by its field ``row``, unless ``place`` says else."""
    every = tuple(rows)
    where = place or (lambda row: (sheet, getattr(row, "row", 0) if sheet else 0))
    return Listing(
        name,
        number,
        title,
        tuple(headers),
        tuple(tuple(cells(row)) for row in every),
        nothing,
        tuple(map(tone, every)),
        tuple(map(where, every)),
    )


def as_lines(found: Listing) -> list[str]:
    """The list as aligned text: columns that are empty throughout are left out, long texts go on in the next line."""
    texts = [[text_of(cell) for cell in row] for row in found.rows[:_MOST]]
    used = [i for i in range(len(found.headers)) if any(row[i] for row in texts)]
    lines = [f"{found.title} ({len(found.rows)})" if found.rows else f"{found.title}: {found.nothing}"]
    if not texts:
        return lines
    table = [[[found.headers[i]] for i in used], *([_folded(row[i]) for i in used] for row in texts)]
    widths = [max(len(line) for row in table for line in row[i]) for i in range(len(used))]
    for row in table:
        for cells in zip_longest(*row, fillvalue=""):
            aligned = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
            lines.append("  " + "  ".join(aligned).rstrip())
    if len(found.rows) > _MOST:
        lines.append(f"  ... and {len(found.rows) - _MOST} more; --json and --export tell all.")
    return lines


def counted(counts: Mapping[str, int]) -> str:
    """Counts in words, such as ``1 lot, 3 runs``; names are plural words."""
    one = {"outside_processes": "outside process"}
    told = ((n, one.get(name, name.removesuffix("s")) if n == 1 else name) for name, n in counts.items())
    return ", ".join(f"{n} {name.replace('_', ' ')}" for n, name in told)


def _folded(text: str) -> list[str]:
    """A text in lines of about the same width; a word that is longer, such as an address, stays whole."""
    if len(text) <= _WIDEST:
        return [text]
    from textwrap import wrap

    return wrap(text, _WIDEST, break_long_words=False, break_on_hyphens=False)


def or_unknown(quantity: Value) -> Value:
    """A quantity for people; one that nobody knows is told as such."""
    return "unknown" if quantity is None else quantity


def left_by_the_books(quantity: Decimal | None) -> Value:
    """What is left of something, for people; where the books say less than nothing, it is not known either."""
    if quantity is not None and quantity < 0:
        return f"unknown ({number_text(rounded(quantity))} by the books)"
    return or_unknown(None if quantity is None else rounded(quantity))


def quantity_of(part: Decimal | None, whole: Decimal | None) -> Value:
    """How much of a shipment is affected: a number where all of it is, such as ``3 of 10`` where only some units are."""
    if part is None or whole is None or part == whole:
        return or_unknown(part)
    return f"{number_text(part)} of {number_text(whole)}"
