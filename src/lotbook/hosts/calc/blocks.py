"""Blocks of values on their way in and out of cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lotbook.hosts.calc.celltypes import IS_LOGICAL, as_moment
from lotbook.hosts.calc.span import Span


def tell(block: list[list[object]], span: Span, kind: int) -> None:
    """Puts moments and truth values where numbers of this format stand."""
    for row in block[span.top : span.bottom + 1]:
        for across in range(span.left, span.right + 1):
            value = row[across]
            if type(value) is float:
                row[across] = bool(value) if kind & IS_LOGICAL else as_moment(value)


def as_block(data: object, shape: tuple[int, int]) -> Sequence[Sequence[object]]:
    """Rows of values; one value alone fills the range."""
    if not isinstance(data, (list, tuple)):
        return [[data] * shape[1]] * shape[0]
    return data if data and isinstance(data[0], (list, tuple)) else [data]


def plain(value: object) -> object:
    """A value as LibreOffice takes it; never None, which ends the whole office."""
    if isinstance(value, str):
        return value.removeprefix("'")
    if isinstance(value, (int, float)):
        return float(value)
    return "" if value is None else str(value)


def formulas_in(block: Sequence[Sequence[object]]) -> list[tuple[int, int, str]]:
    """Every formula of a block, as (row, column, text) from 0."""
    return [
        (down, across, value)
        for down, row in enumerate(block)
        for across, value in enumerate(row)
        if isinstance(value, str) and value.startswith("=") and len(value) > 1
    ]


def runs_of_formulas(formulas: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, list[str]]]:
    """Formulas that stand below one another, as (column, first row, texts)."""
    columns: dict[int, dict[int, str]] = {}
    for down, across, text in formulas:
        columns.setdefault(across, {})[down] = text
    for across, texts in columns.items():
        for first, last in runs(list(texts)):
            yield across, first, [texts[down] for down in range(first, last + 1)]


def runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rising numbers as runs without a gap."""
    first = last = rows[0]
    for row in rows[1:]:
        if row != last + 1:
            yield first, last
            first = row
        last = row
    yield first, last


def content(value: object) -> str:
    """What stands in a cell without a formula, as text."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)
