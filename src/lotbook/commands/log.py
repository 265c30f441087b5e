"""Log: what was done to the workbook, by whom and when, cell by cell; and the proof that nobody changed the tale."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from lotbook.commands.shell.command import Command, Outcome
from lotbook.commands.shell.workbook import open_workbook
from lotbook.commands.undoing.journal_faults import faults
from lotbook.commands.undoing.log_since import sentences, since
from lotbook.domain.values import Value, text_of
from lotbook.errors import EXIT_FINDINGS, EXIT_FINE, LotbookError
from lotbook.hosts.beside import data_folder_of
from lotbook.hosts.entries import Entry, State, value_as_json
from lotbook.hosts.file.book import FileBook
from lotbook.hosts.journal import Journal

_USUAL = 20  # entries shown
_NOTHING = "Nothing has been done to this workbook yet."
_BECAME = {
    State.BEGUN: "begun, not yet finished",
    State.RECOVERED: "done; the command was stopped right after",
    State.ABANDONED: "not done; the numbers stay used",
    State.UNCLEAR: "stopped half-way, and the workbook was changed before Lotbook could look",
}


def run(options: Namespace) -> Outcome:
    """Tells the last entries; with ``--verify`` whether the journal is whole, and entries only when asked for.

    With ``--since`` it tells what changed, in sentences.
    """
    journal = Journal(data_folder_of(Path(options.workbook)))
    if not journal.path.exists():
        with open_workbook(
            options.workbook
        ):  # says so where the file is none of ours; a damaged one is no obstacle
            pass
    entries = journal.entries()
    start = since(options.since, datetime.now().astimezone()) if options.since is not None else None
    chosen = [entry for entry in entries if start is None or entry.at >= start]
    last = (0 if start else _USUAL) if options.last is None else options.last
    shown = chosen[-last:] if last else chosen
    changed = list(sentences(entries, start, _fingerprint(options.workbook))) if start else []
    lines = [*changed, *(_entry_lines(journal, shown, len(chosen), changed, options))]
    answer: dict[str, object] = {"entries": [as_json(entry) for entry in shown], "count": len(entries)}
    answer |= {"since": start.isoformat() if start else None, "changed": changed}
    if not options.verify:
        return Outcome(tuple(lines), answer)
    problems = faults(journal)
    verdict = _verdict(journal, problems)
    lines = [*verdict, "", *lines] if lines else verdict  # what was asked for stands first
    answer |= _verified(journal, problems)
    return Outcome(tuple(lines), answer, EXIT_FINDINGS if problems else EXIT_FINE)


def _entry_lines(
    journal: Journal, shown: Sequence[Entry], chosen: int, changed: Sequence[str], options: Namespace
) -> Iterator[str]:
    """The entries, where they were asked for: sentences and a verdict stand for themselves."""
    if not options.details and (options.since is not None or (options.verify and options.last is None)):
        return
    lines = [line for entry in shown for line in told(entry, details=options.details)]
    yield from lines or ([] if changed else [_nothing(journal)])
    if len(shown) < chosen:
        yield f"{chosen - len(shown)} earlier entries are not shown; --last 0 shows all."


def _verified(journal: Journal, problems: Sequence[str]) -> dict[str, object]:
    head = journal.head()
    return {
        "whole": not problems,
        "problems": list(problems),
        "remarks": journal.remarks(),
        "head": {"lines": head.lines, "entry": head.number, "hash": head.hash},
    }


def _fingerprint(workbook: str) -> str:
    """Of the workbook as it is now; empty when it cannot be opened, which is no obstacle to its log."""
    try:
        with open_workbook(workbook) as book:
            return book.fingerprint if isinstance(book, FileBook) else ""
    except LotbookError:
        return ""


def _nothing(journal: Journal) -> str:
    if journal.path.exists():
        return "The journal holds no entry that can be read; run `lotbook log --verify`."
    return _NOTHING


def told(entry: Entry, *, details: bool = False) -> Iterator[str]:
    """One entry for people: a headline, then each cell, row and number; with ``details`` all else that was kept."""
    became = f" ({_BECAME[entry.state]})" if entry.state in _BECAME else ""
    who = entry.who or "unknown"
    yield f"{entry.number}  {entry.at:%Y-%m-%d %H:%M:%S} UTC  {who}  {entry.command}: {entry.summary}{became}"
    for column in entry.columns:
        yield f"    {column.sheet}: column {column.header!r} added"
    for edit in entry.edits:
        yield f"    {edit.sheet} row {edit.row}, {edit.column}: {_shown(edit.old)} -> {_shown(edit.new)}"
    for append, row in zip(entry.appends, entry.rows, strict=True):
        cells = ", ".join(
            f"{header} {_shown(value)}" for header, value in append.values.items() if value is not None
        )
        yield f"    {append.sheet} row {row} added: {cells}"
    for link in entry.links:
        yield f"    {link.sheet} row {link.row}, {link.column}: link to {link.target}"
    for report in entry.reports:
        yield f"    {report} rebuilt"
    if entry.issued:
        yield "    numbers handed out: " + ", ".join(issued.identifier for issued in entry.issued)
    if details:
        for name, fact in entry.details.items():
            yield from _told_fact(name.replace("_", " "), fact)


def _told_fact(name: str, fact: object) -> Iterator[str]:
    """One detail a line; of a list or a set of named facts, one line each below it."""
    if isinstance(fact, Mapping):
        lines = [f"{key}: {value}" for key, value in fact.items()]
    elif isinstance(fact, (list, tuple)):
        lines = [
            ", ".join(f"{key} {value}" for key, value in each.items())
            if isinstance(each, Mapping)
            else str(each)
            for each in fact
        ]
    elif fact in (None, ""):
        return
    else:
        yield f"    {name}: {fact}"
        return
    if lines:
        yield f"    {name}:"
        yield from (f"        {line}" for line in lines)


def _shown(value: Value) -> str:
    text = text_of(value)
    return repr(text) if text != text.strip() else text or "(empty)"


def _verdict(journal: Journal, problems: Sequence[str]) -> list[str]:
    remarks = [f"Note: {remark}" for remark in journal.remarks()]
    if problems:
        advice = "Keep the folder as it is, and compare it with a backup before you go on."
        return [*(f"NOT WHOLE: {problem}" for problem in problems), advice, *remarks]
    head = journal.head()
    whole = (
        f"The journal is whole: {_of(head.number, 'entry', 'entries')} on {_of(head.lines, 'line', 'lines')}, "
        "each as it was written."
    )
    keep = (
        f"Its last line is sealed {head.hash}; kept elsewhere, it shows later whether the end was rewritten."
    )
    return [whole, keep, *remarks] if head.lines else [_NOTHING, *remarks]


def _of(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def as_json(entry: Entry) -> dict[str, object]:
    """One entry with documented keys."""
    return {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "who": entry.who,
        "command": entry.command,
        "summary": entry.summary,
        "state": str(entry.state),
        "columns": [column._asdict() for column in entry.columns],
        "cells": [
            edit._asdict() | {"old": value_as_json(edit.old), "new": value_as_json(edit.new)}
            for edit in entry.edits
        ],
        "rows": [
            {
                "sheet": append.sheet,
                "row": row,
                "values": {header: value_as_json(value) for header, value in append.values.items()},
            }
            for append, row in zip(entry.appends, entry.rows, strict=True)
        ],
        "links": [link._asdict() for link in entry.links],
        "reports": list(entry.reports),
        "issued": [issued._asdict() for issued in entry.issued],
        "details": dict(entry.details),
    }


def _count(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(f"{text!r} is no number of entries; write 0, 1, 2 ...")
    return int(text)


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the workbook and how much to tell."""
    parser.add_argument("workbook", help="the .xlsx workbook")
    parser.add_argument(
        "--verify",
        action="store_true",
        help="prove that nobody changed the journal; shows entries only with --last or --details",
    )
    parser.add_argument(
        "--details", action="store_true", help="also show what else was kept, such as the files of a package"
    )
    parser.add_argument(
        "--since",
        metavar="WHEN",
        help="tell in sentences what changed since then: friday, yesterday, 2h, 3 days, or a day",
    )
    parser.add_argument(
        "--last", type=_count, metavar="N", help=f"show the last N entries; 0 = all (default: {_USUAL})"
    )


COMMAND = Command(
    verb="log",
    summary="Show what was done to the workbook, by whom and when, and prove that the record is whole.",
    add_arguments=add_arguments,
    run=run,
    writes=False,
    json_keys={
        "entries": (
            "list of {number, at, who, command, summary, state, columns, cells, rows, links, reports, issued, details}, "
            "oldest first; state is commit, recovered, abandoned, unclear, begun or note"
        ),
        "count": "how many entries there are in all",
        "since": "with --since: that moment in local time, and entries are those since then; else null",
        "changed": "with --since: list of sentences that tell what changed, also where somebody saved it by hand",
        "whole": "with --verify: true when nobody changed the journal",
        "problems": "with --verify: list of sentences, one for each place that is not as it was written",
        "remarks": "with --verify: list of sentences that are no fault",
        "head": "with --verify: {lines, entry, hash}: the end of the chain",
    },
)
