"""Formula text as Excel has it, and as LibreOffice takes and gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

# One piece of a formula that must be looked at whole: text in quotes, a reference to a table's columns
# (brackets nest one deep), a sheet's name before its "!", an array in braces, or a single separator.
_TEXT = r'"(?:[^"]|"")*"'
_BRACKETS = r"\[(?:[^\[\]]|'.|\[(?:[^\[\]]|'.)*\])*\]"
_SHEET = r"(?:'(?:[^']|'')+'|(?<![\w.$])\$?[A-Za-z_\u0080-\uffff][\w.\u0080-\uffff]*)"
_CALC_SHEET = r"\$?(?:'(?:[^']|'')+'|[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)"
_NEWER = re.compile(r"_xlfn\.(?:_xlws\.)?|_xlws\.")
_COMMA_BETWEEN = re.compile(r"(?<=\])\s*,\s*(?=\[)")
_THIS_ROW = "[#This Row]"
_NAME_BEFORE = re.compile(r"[\w.]$")


@cache  # made when first needed: most clicks read no formula
def _excel() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<text>{_TEXT})|(?P<brackets>{_BRACKETS})|(?P<sheet>{_SHEET})!|(?P<braces>\{{[^}}]*\}})|(?P<comma>,)"
    )


@cache
def _calc() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<text>{_TEXT})|(?P<brackets>{_BRACKETS})|(?P<sheet>{_CALC_SHEET})\.(?=\$?[A-Z]{{1,3}}(?:\$?\d|:))"
        r"|(?P<braces>\{[^}]*\})|(?P<semicolon>;)|(?P<truth>\b(?:TRUE|FALSE)\(\))"
    )


def to_calc(formula: str, table: str | None = None) -> str:
    """An Excel formula as LibreOffice reads it; text without ``=`` stays as it is.

    Args:
        formula: as Excel shows it in the English version.
        table: the table the cell lies in, for ``[@Quantity]``, which names none.
    """
    if not formula.startswith("="):
        return formula
    return _NEWER.sub("", "".join(_calc_pieces(formula, table)))


def _calc_pieces(formula: str, table: str | None) -> Iterator[str]:
    at = 0
    for found in _excel().finditer(formula):
        yield formula[at : found.start()]
        at = found.end()
        if found["brackets"]:
            named = bool(_NAME_BEFORE.search(formula[: found.start()]))
            yield _calc_brackets(found["brackets"], "" if named else table or "")
        elif found["sheet"]:
            yield f"${found['sheet'].lstrip('$')}."
        elif found["braces"]:
            yield found["braces"].replace(";", "|").replace(",", ";")
        else:
            yield ";" if found["comma"] else found["text"]
    yield formula[at:]


def _calc_brackets(text: str, table: str) -> str:
    """``[@x]`` and ``[@[x y]]`` become ``Table[[#This Row];[x]]``; commas between parts become semicolons."""
    inner = text[1:-1]
    if inner.startswith("@"):
        column = inner[1:]
        inside = f"{_THIS_ROW};{column if column.startswith('[') else f'[{column}]'}" if column else _THIS_ROW
        return f"{table}[{inside}]"
    parts = _COMMA_BETWEEN.sub(";", inner)
    return f"{table}[{parts}]"


def to_excel(formula: str) -> str:
    """A formula as LibreOffice gives it, in Excel's words; text without ``=`` stays as it is."""
    formula = formula[1:-1] if formula.startswith("{=") else formula
    if not formula.startswith("="):
        return formula
    return "".join(_excel_pieces(formula))


def _excel_pieces(formula: str) -> Iterator[str]:
    at = 0
    for found in _calc().finditer(formula):
        yield formula[at : found.start()]
        at = found.end()
        if found["brackets"]:
            yield re.sub(r"(?<=\]);(?=\[)", ",", found["brackets"])
        elif found["sheet"]:
            yield f"{found['sheet'].lstrip('$')}!"
        elif found["braces"]:
            yield found["braces"].replace(";", ",").replace("|", ";")
        elif found["truth"]:
            yield found["truth"][:-2]
        else:
            yield "," if found["semicolon"] else found["text"]
    yield formula[at:]
