"""The page that says which of xlwings' members LibreOffice answers, and what is known to be true of them."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from lotbook.hosts.calc.app import App
from lotbook.hosts.calc.books import Book, Books
from lotbook.hosts.calc.celllinks import Note
from lotbook.hosts.calc.celllooks import Font
from lotbook.hosts.calc.filters import AutoFilter
from lotbook.hosts.calc.honest import asked_of, left_out, wanted
from lotbook.hosts.calc.names import Name, Names
from lotbook.hosts.calc.panes import FreezePanes
from lotbook.hosts.calc.pictures import Picture, Pictures
from lotbook.hosts.calc.ranges import Range
from lotbook.hosts.calc.sheets import Sheet, Sheets
from lotbook.hosts.calc.tablelines import TableColumn, TableColumns, TableRow, TableRows
from lotbook.hosts.calc.tables import Table, Tables
from lotbook.hosts.calc.xl import base_classes
from tests.hosts.calc.conformance import ALL, SUBJECTS

KINDS = (
    App, Books, Book, Sheets, Sheet, Range, Font, AutoFilter, Tables, Table, TableRows, TableRow, TableColumns, TableColumn,
    Names, Name, Pictures, Picture, Note, FreezePanes,
)  # fmt: skip
WHOLE = frozenset(
    {
        "Charts",
        "Shapes",
        "Borders",
        "DataValidation",
        "ConditionalFormats",
        "Comments",
        "PageSetup",
        "PivotTables",
    }
)
# LibreOffice's own objects, and what xlwings itself asks for behind other members.
PLUMBING = frozenset(
    {"api", "xl", "impl", "parent", "coords", "options", "max_cells_per_read", "max_cells_per_write"}
)


def answered() -> dict[str, list[str]]:
    """Kind -> the members it answers, as xlwings names them."""
    lacking = refused()
    return {kind.__name__: sorted(_asked(kind) - set(lacking[kind.__name__]) - PLUMBING) for kind in KINDS}


def _asked(kind: type) -> set[str]:
    """What xlwings asks of a kind; of a collection also what it asks of every collection of this name."""
    named = getattr(base_classes, kind.__name__)
    return set(wanted(asked_of(kind))) | {name for name in wanted(named) if hasattr(kind, name)}


def refused() -> dict[str, list[str]]:
    """Kind -> the members it refuses by name."""
    return {kind.__name__: sorted(left_out(kind)) for kind in KINDS}


def spoken_for() -> set[str]:
    """The members that a statement names."""
    return {member for statement in ALL for member in statement.members}


def page() -> str:
    """The page as Markdown text."""
    return "\n".join([*_head(), *_members(), *_statements()]) + "\n"


def _head() -> Iterator[str]:
    have = sum(map(len, answered().values()))
    lack = sum(map(len, refused().values()))
    yield "# The Calc engine"
    yield ""
    yield (
        "Lotbook drives Excel through xlwings. So that the same program works in LibreOffice Calc, Lotbook brings an engine "
        "for xlwings that speaks to LibreOffice over a private pipe (UNO). This page says what the engine answers."
    )
    yield ""
    yield f"- {have} members of xlwings are answered; {lack} more are refused with `NotImplementedError` and their name."
    yield f"- {len(ALL)} statements about a live spreadsheet are tried, each in a real Calc, on every change; all hold."
    yield (
        "- The statements say nothing that is true of Calc only: `pytest tests/hosts/calc --excel` asks the Excel of the "
        "computer the same."
    )
    yield "- What LibreOffice throws is told in words; a cell being typed in or a protected sheet refuses changes, as in Excel."
    yield ""
    yield "This page is made of the engine and of its tests: `pytest tests/hosts/calc --update-golden`."
    yield ""


def _members() -> Iterator[str]:
    yield "## Members"
    yield ""
    yield "| of | answered | refused |"
    yield "|---|---|---|"
    lacking = refused()
    for kind, members in answered().items():
        yield f"| {kind} | {_listed(members)} | {_listed(lacking[kind])} |"
    yield f"| {', '.join(sorted(WHOLE))} | | all |"
    yield ""


def _listed(members: list[str]) -> str:
    return ", ".join(f"`{member}`" for member in members)


def _statements() -> Iterator[str]:
    yield "## Statements"
    for subject in SUBJECTS:
        yield ""
        yield f"### {inspect.cleandoc(subject.__doc__ or '').rstrip('.')}"
        yield ""
        for statement in ALL:
            if statement.holds.__module__ == subject.__name__:
                said = f"{statement.says[0].upper()}{statement.says[1:]}"
                yield f"- {said}. ({_listed(list(statement.members))})"
