"""Find: a text anywhere in the workbook and in the certificates it names, with the cell and where it leads."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from time import perf_counter

from lotbook.commands.finding.papers import PaperHit, find_in_papers
from lotbook.commands.finding.told import ToldHit, find_told
from lotbook.commands.shell.command import Button, Command, Outcome
from lotbook.commands.shell.selection import Ask, Clicked, Refusal, Run, Selection
from lotbook.commands.shell.workbook import open_workbook
from lotbook.documents.language.text_format import listed
from lotbook.domain.finds import Finds, Hit
from lotbook.domain.json_form import as_json
from lotbook.errors import EXIT_FINDINGS, EXIT_FINE
from lotbook.tables.trace.find import find
from lotbook.tables.trace.listing import as_lines, listing

_MOST_CELLS = 4


def run(options: Namespace) -> Outcome:
    """Looks for the text and tells every cell that holds it."""
    started = perf_counter()
    with open_workbook(options.workbook) as book:
        found = find(book, " ".join(options.text))
        papers = find_in_papers(book, found.text)
        told = find_told(book, found.text)
    seconds = perf_counter() - started
    answer: dict[str, object] = {
        "workbook": str(options.workbook),
        "elapsed_seconds": round(seconds, 4),
        "text": found.text,
        "count": len(found.hits),
        "hits": as_json(found.hits),
        "papers": as_json(papers),
        "told": as_json(told),
    }
    lines = (*_lines(found), *_paper_lines(papers), *_told_lines(told))
    return Outcome(lines, answer, EXIT_FINE if found.hits or papers or told else EXIT_FINDINGS)


def _lines(found: Finds) -> tuple[str, ...]:
    groups = (
        (f"Cells with {found.text}", [hit for hit in found.hits if not hit.alike]),
        ("Cells that look like it", [hit for hit in found.hits if hit.alike]),
    )
    lines: list[str] = []
    for title, hits in groups:
        if hits or not lines:
            lines += as_lines(
                listing(
                    "hits",
                    1,
                    title,
                    ("Sheet", "Cell", "Row", "Column", "Value", "Leads to"),
                    hits,
                    cells=lambda hit: (hit.sheet, hit.cell, hit.row_key, hit.column, hit.value, _led(hit)),
                    nothing="none",
                )
            )
    return tuple(lines)


def _paper_lines(papers: Sequence[PaperHit]) -> list[str]:
    if not papers:
        return []
    found = listing(
        "papers",
        2,
        "Certificate files that say it",
        ("File", "Line", "Named in"),
        papers,
        cells=lambda paper: (paper.file, paper.line, listed(paper.cells, _MOST_CELLS, "cells")),
        nothing="none",
    )
    return as_lines(found)


def _told_lines(told: Sequence[ToldHit]) -> list[str]:
    if not told:
        return []
    found = listing(
        "told",
        3,
        "What the journal tells of it, the newest first",
        ("Entry", "When (UTC)", "Who", "What"),
        told,
        cells=lambda each: (each.entry, each.at, each.who, f"{each.command}: {each.summary}"),
        nothing="none",
    )
    return as_lines(found)


def _led(hit: Hit) -> str:
    return ", ".join(lead.to if lead.rows == 1 else f"{lead.to} x{lead.rows}" for lead in hit.leads)


def clicked(selection: Selection) -> Clicked:
    """Asks for the text; what the cursor stands on is proposed."""
    return Ask("Find", "A number, a name or any part of a note:", selection.text, _looked_for)


def _looked_for(text: str) -> Clicked:
    return Run((("--", text.strip()),)) if text.strip() else Refusal("There was nothing to look for.")


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the workbook and the text."""
    parser.add_argument("workbook", help="the .xlsx workbook")
    parser.add_argument("text", nargs="+", metavar="TEXT", help="any part of an identifier, a name or a note")


COMMAND = Command(
    verb="find",
    summary="Find a number, name or note on any sheet and in certificates, also when it was typed with O for 0 or I for 1.",
    add_arguments=add_arguments,
    run=run,
    writes=False,
    json_keys={
        "workbook": "the file that was read",
        "elapsed_seconds": "seconds from the start of the command to the answer",
        "text": "what was looked for",
        "count": "how many cells hold it or look like it; the exit code is 1 when none does",
        "hits": "list of {sheet, cell, row, row_key, column, value, alike, leads: [{to, rows}]}; alike is true when "
        "the cell only looks like the text; leads are empty when there are more than 200 hits",
        "papers": "list of {file, cells, line}: certificate files named in the workbook whose text holds it",
        "told": "list of {entry, at, who, command, summary}: journal entries that speak of it, the newest first",
    },
    button=Button(
        group="Shop",
        label="Find",
        icon="FindDialog",
        screentip="Find",
        supertip="Find a lot, heat, order or name on any sheet, and go to its cell or to where it leads.",
        keytip="K",
    ),
    clicked=clicked,
)
