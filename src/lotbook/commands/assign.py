"""Assign: every row that holds something and has no number yet gets its ID; a number once given is never changed."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date

from lotbook.commands.identifiers.findings import JOURNAL_NEW
from lotbook.commands.identifiers.numbering import NUMBERED, Numbering
from lotbook.commands.identifiers.twins import twins
from lotbook.commands.shell.command import Button, Command, Outcome
from lotbook.commands.shell.selection import Clicked, Refusal, Run, Selection
from lotbook.commands.shell.who import who
from lotbook.commands.shell.workbook import open_workbook
from lotbook.commands.undoing.lost_journal import was_worked_on
from lotbook.domain.edits import Edit, Plan
from lotbook.domain.findings import Place
from lotbook.errors import EXIT_FINDINGS, EXIT_FINE, UsageError
from lotbook.tables.records import Records

LAST_ROW = 1_048_576  # of any sheet
_ROWS = re.compile(r"\d{1,7}(-\d{1,7})?", re.ASCII)

_NO_NUMBERS = "Lotbook worked on this workbook before, but no journal tells which numbers were given out."

SHEETS = tuple(each.sheet for each in NUMBERED)


def plan(
    records: Records,
    counters: Mapping[str, int],
    *,
    sheets: Collection[str] = SHEETS,
    rows: Collection[int] | None = None,
) -> Plan:
    """Numbers what waits for a number: deliveries, cuts with their pieces, runs, orders, shipments, NCRs.

    A delivery without a status starts in Quarantine. Rows that lack what their number is made of get a finding.

    Args:
        records: the workbook's rows.
        counters: the highest number of each counter ever handed out (``Journal.counters``).
        sheets: only these sheets.
        rows: only these sheet row numbers; None = all.
    """
    numbering = Numbering(records, counters, sheets)
    for each in NUMBERED:
        if each.sheet in sheets:
            numbering.number(each, rows)
    return Plan(
        "assign",
        _summary(numbering.edits),
        edits=tuple(numbering.edits),
        issued=tuple(numbering.issued),
        findings=tuple(sorted(numbering.findings)),
    )


def _summary(edits: Collection[Edit]) -> str:
    given = [edit for edit in edits if edit.column != "Status"]
    if not given:
        return "No row was waiting for an ID."
    count = Counter(edit.sheet for edit in given)
    where = ", ".join(f"{number} on {sheet}" for sheet, number in count.items())
    return f"{len(given)} {'ID' if len(given) == 1 else 'IDs'} assigned: {where}."


def rows_of(text: str) -> frozenset[int]:
    """The row numbers of a text such as ``5-9,12``.

    Raises:
        UsageError: it is no list of row numbers.
    """
    found: set[int] = set()
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        if not _ROWS.fullmatch(part.strip()) or int(last or first) > LAST_ROW:
            raise UsageError(f"{text!r} is no list of rows.", next_step="Write rows like 5-9 or 5,7,12-14.")
        found.update(range(int(first), int(last or first) + 1))
    return frozenset(found)


def run(options: Namespace) -> Outcome:
    """Assigns, or with ``--dry-run`` shows what would be assigned."""
    sheets = tuple(options.sheet or SHEETS)
    rows = rows_of(options.rows) if options.rows else None
    if rows is not None and len(sheets) != 1:
        raise UsageError(
            "Rows can be chosen on one sheet only.", next_step="Name it, e.g. --sheet Receiving."
        )
    writing = not options.dry_run
    entry = None
    with open_workbook(options.workbook, writing=writing, cloud_ok=options.cloud_ok) as book:
        records = Records(book)
        made = plan(records, book.journal.counters(), sheets=sheets, rows=rows)
        made = made._replace(findings=(*made.findings, *twins(records, made, date.today())))  # noqa: DTZ011
        if made.issued and not book.journal.path.exists() and was_worked_on(book):
            made = made._replace(findings=(*made.findings, JOURNAL_NEW.at(Place("Receiving"), _NO_NUMBERS)))
        if writing and made.writes:
            entry = book.write(made, who=who(options)).entry
    return _outcome(made, entry, dry_run=options.dry_run)


def _outcome(made: Plan, entry: int | None, *, dry_run: bool) -> Outcome:
    given = [edit for edit in made.edits if edit.column != "Status"]
    lines = [f"{edit.sheet} row {edit.row}: {edit.column} {edit.new}" for edit in given]
    lines.append(f"Not written (dry run): {made.summary}" if dry_run and given else made.summary)
    if made.findings:
        lines.append(f"To look at ({len(made.findings)}):")
    for finding in made.findings:
        lines += [f"  {finding.message} ({finding.code})", f"      {finding.fix}"]
    answer: dict[str, object] = {
        "assigned": [
            {"sheet": e.sheet, "row": e.row, "column": e.column, "identifier": e.new} for e in given
        ],
        "findings": [finding.as_json() for finding in made.findings],
        "summary": made.summary,
        "entry": entry,
        "dry_run": dry_run,
    }
    stops = any(finding.stops for finding in made.findings)
    return Outcome(tuple(lines), answer, EXIT_FINDINGS if stops else EXIT_FINE)


def clicked(selection: Selection) -> Clicked:
    """The marked rows of an entry sheet; everything where nothing is marked."""
    if selection.sheet not in SHEETS or not selection.marked:
        return Run(((),))
    if not selection.rows:
        return Refusal(
            "The marked rows are empty or hidden. Mark the rows to number, or one cell only to number everything."
        )
    rows = ",".join(str(row.number) for row in selection.rows)
    return Run((("--sheet", selection.sheet, "--rows", rows),))


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the workbook and what to number in it."""
    parser.add_argument("workbook", help="the .xlsx workbook")
    parser.add_argument(
        "--sheet", action="append", choices=SHEETS, help="number this sheet only; may be given several times"
    )
    parser.add_argument(
        "--rows", default="", metavar="5-9", help="number these sheet rows only (with one --sheet)"
    )


COMMAND = Command(
    verb="assign",
    summary="Give every new delivery, cut, run, order, shipment and nonconformance its ID.",
    add_arguments=add_arguments,
    run=run,
    writes=True,
    json_keys={
        "assigned": "list of {sheet, row, column, identifier}: the IDs given",
        "findings": "list of findings: rows that could not be numbered, numbers that stand there twice, twin heats",
        "summary": "one sentence",
        "entry": "number of the journal entry; null when nothing was written",
        "dry_run": "true when nothing was to be written",
    },
    button=Button(
        group="Lot",
        label="Assign IDs",
        icon="Numbering",
        screentip="Assign IDs",
        supertip=(
            "Number every new row of Receiving, Cuts, Manufacture, Orders, Shipments and Nonconformances. "
            "IDs that stand there already are never changed. Unavailable while another command is working."
        ),
        keytip="A",
        large=True,
    ),
    clicked=clicked,
)
