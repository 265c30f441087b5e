"""Input messages and entry rules of a column, over the whole column so that they never have to grow.

Paste goes round all of them; every rule here is repeated by a check. Stop is for identifiers and lists, Warning for
what only a person can judge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from lotbook.artefacts.workbook.names import Target, column_letter, targets
from lotbook.tables.column import Column, Group, Kind, Sheet
from lotbook.tables.lists import LISTS, list_name

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation

LAST_ROW = 1048576
# Excel counts days from 1900, so a number typed by mistake is soon a date; no record of ours is older than this.
_EARLIEST_DAY = 36526  # 2000-01-01
# Measured values and limits may be below zero; everything else that is a number is a count or an amount.
_SIGNED = frozenset({"Result", "Nominal", "Lower limit", "Upper limit", "Minimum", "Maximum", "Value"})
_BIGGEST = "1000000000000000"


class Rule(NamedTuple):
    """One entry rule: Excel's kind of rule, its formulas, how strict it is and what it says."""

    kind: Literal["none", "list", "custom", "decimal", "date"] = "none"
    formula1: str = ""
    formula2: str = ""
    operator: Literal["none", "between", "greaterThanOrEqual"] = "none"
    style: Literal["stop", "warning"] = "stop"
    title: str = ""
    error: str = ""


def validation(sheet: Sheet, field: str) -> DataValidation:
    """The input message and the entry rule of one column."""
    from openpyxl.worksheet.datavalidation import DataValidation

    column = sheet.columns[field]
    letter = column_letter(list(sheet.columns).index(field) + 1)
    rule = _rule(sheet, field, f"{letter}2")
    return DataValidation(
        type=None if rule.kind == "none" else rule.kind,
        formula1=rule.formula1 or None,
        formula2=rule.formula2 or None,
        operator=None if rule.operator == "none" else rule.operator,
        # "Ignore blank" would let anything through as soon as the list itself has an empty cell.
        allow_blank=not rule.formula1.startswith(("Link", "List")),
        showErrorMessage=rule.kind != "none",
        errorStyle=rule.style,
        errorTitle=rule.title or None,
        error=rule.error or None,
        showInputMessage=True,
        promptTitle=column.header,
        prompt=prompt(sheet, column),
        sqref=f"{letter}2:{letter}{LAST_ROW}",
    )


def prompt(sheet: Sheet, column: Column) -> str:
    """The input message: whether it must be filled, what goes here and where it comes from."""
    if sheet.group is Group.REGISTER and column.kind not in (Kind.NUMBER, Kind.DAY):
        return f"{column.help} Written by Lotbook; do not type here."
    must = "Required. " if column.required else ""
    words = f" Words: {', '.join(LISTS[column.choices])}." if column.several else ""
    message = f"{must}{column.help}"
    return message + words if len(message + words) <= 255 else message


def _rule(sheet: Sheet, field: str, cell: str) -> Rule:
    column = sheet.columns[field]
    if column.kind in (Kind.CALCULATED, Kind.TEXT, Kind.FILE) or column.several:
        return Rule()
    if sheet.group is Group.REGISTER and column.kind not in (Kind.NUMBER, Kind.DAY):
        return Rule()
    if column.kind is Kind.LINK:
        return _link(targets(column), cell)
    if column.choices:
        return _list(list_name(column.choices), "Choose a word from the list.")
    if column.kind is Kind.NUMBER:
        return _number(column)
    if column.kind is Kind.DAY:
        return Rule(
            "date", str(_EARLIEST_DAY), operator="greaterThanOrEqual", title="Not a date",
            error="Type a date from 2000 on as year-month-day, e.g. 2024-05-03.",
        )  # fmt: skip
    return _identifier(sheet, field, cell)


def _list(name: str, error: str) -> Rule:
    return Rule("list", name, title="Not in the list", error=error)


def _link(to: tuple[Target, ...], cell: str) -> Rule:
    where = " or ".join(dict.fromkeys(target.sheet.name for target in to))
    if len(to) == 1 and to[0].identifies:
        return _list(
            to[0].name, f"{where} has no such entry. Choose from the list, or enter it on {where} first."
        )
    # A drop-down can show one list only, and revisions repeat in theirs: these are looked up instead.
    counts = "+".join(f'COUNTIF({target.whole_column},"="&{cell})' for target in to)
    error = f"This is not on {where}. Keep it only if the row is still to be entered there."
    return Rule("custom", f"{counts}>0", style="warning", title="Not found", error=error)


def _number(column: Column) -> Rule:
    if column.header in _SIGNED:
        return Rule(
            "decimal", f"-{_BIGGEST}", _BIGGEST, "between", title="Not a number",
            error="Type the bare number; the unit has its own column.",
        )  # fmt: skip
    return Rule(
        "decimal", "0", operator="greaterThanOrEqual", title="Not a quantity",
        error="Type the bare number, zero or more; the unit has its own column.",
    )  # fmt: skip


def _identifier(sheet: Sheet, field: str, cell: str) -> Rule:
    if sheet.key == (field,):
        letter = cell[:-1]
        return Rule(
            "custom",
            f'AND(ISTEXT({cell}),COUNTIF(${letter}:${letter},"="&{cell})<2)',
            title="Not text, or already there",
            error=f"Each {sheet.columns[field].header} stands here once, as text. Look for it above.",
        )
    return Rule(
        "custom", f"ISTEXT({cell})", title="Not text",
        error="Excel changed this into a number or a date. Format the cell as Text and type it again.",
    )  # fmt: skip
