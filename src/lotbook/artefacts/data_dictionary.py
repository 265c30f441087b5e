"""Writes workbook/README.md: every sheet and column, what goes there, where its drop-down comes from."""

from __future__ import annotations

from lotbook.tables.aliases import aliases_of
from lotbook.tables.book import SHEETS
from lotbook.tables.column import Column, Group, Kind, Sheet
from lotbook.tables.lists import LISTS, list_name

_HOLDS = {
    Kind.ISSUED: "written by Lotbook",
    Kind.IDENTIFIER: "identifier (text)",
    Kind.LINK: "link",
    Kind.TEXT: "text",
    Kind.CHOICE: "from a list",
    Kind.NUMBER: "number",
    Kind.DAY: "date",
    Kind.YESNO: "Yes or No",
    Kind.FILE: "file, relative to the workbook",
    Kind.CALCULATED: "calculated",
}
_SHOWN = {
    Group.ENTRY: "",
    Group.MASTER: "",
    Group.REGISTER: " Written by Lotbook only.",
    Group.REPORT: " A report.",
    Group.HIDDEN: " Hidden.",
}

_HEAD = """\
# The workbook

`lotbook.xlsx` is the blank workbook that `lotbook new` writes; `demo.xlsx` is the invented shop of `lotbook demo`, made
from the files in `demo/`.

This page is its data dictionary. It is written from the same specification as the workbook itself. Columns are found by
their header, never by their place: move, hide and add columns as you like.
"""


def data_dictionary() -> str:
    """The page as Markdown text."""
    parts = [_HEAD]
    for sheet in SHEETS:
        parts += _sheet(sheet)
    parts += ["## Lists", "", "| list | defined name | words |", "|---|---|---|"]
    parts += [f"| {title} | {list_name(title)} | {', '.join(words)} |" for title, words in LISTS.items()]
    return "\n".join(parts) + "\n"


def _sheet(sheet: Sheet) -> list[str]:
    advanced = " Hidden in the profile shop." if sheet.advanced else ""
    lines = [f"## {sheet.name}", "", f"{sheet.purpose}{_SHOWN[sheet.group]}{advanced}"]
    if not sheet.columns:
        return [*lines, ""]
    key = ", ".join(sheet.columns[field].header for field in sheet.key)
    lines += ["", f"Excel Table `{sheet.table}`" + (f"; a row is named by {key}." if key else ".")]
    lines += ["", "| column | holds | must be filled | what goes there | also known as |"]
    lines += ["|---|---|---|---|---|"]
    other = aliases_of(sheet.name)
    lines += [_row(column, other.get(column.header, ())) for column in sheet.columns.values()]
    return [*lines, ""]


def _row(column: Column, names: tuple[str, ...]) -> str:
    holds = _HOLDS[column.kind]
    if column.link:
        holds += f" to {column.link.replace('|', ' or ').replace('.', ', ')}"
    if column.kind is Kind.CHOICE:
        holds += f" ({column.choices}{'; several' if column.several else ''})"
    needed = "yes" if column.required else ""
    return f"| {column.header} | {holds} | {needed} | {column.help} | {', '.join(names)} |"
