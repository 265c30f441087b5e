"""Import: brings an old register, a .csv or a sheet of an .xlsx, into a sheet of the workbook."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from lotbook.commands.import_results import opened, table_of
from lotbook.commands.shell.command import Command, Outcome
from lotbook.commands.shell.who import who
from lotbook.commands.shell.workbook import open_workbook
from lotbook.domain.edits import NewColumn, Plan
from lotbook.domain.findings import Finding, Severity
from lotbook.domain.identifiers import key
from lotbook.domain.values import Value, text_of
from lotbook.errors import EXIT_FINDINGS, EXIT_FINE, UsageError
from lotbook.tables.book import TABLES
from lotbook.tables.column import Group, Sheet
from lotbook.tables.foreign.register import Choices, ForeignTable, Reading, read_register
from lotbook.tables.foreign.values import Mark, Order
from lotbook.tables.records import Records

_SHEETS = {key(spec.name): spec for spec in TABLES if spec.group is not Group.REGISTER}
_SHOWN = 3  # rows a dry run shows
_TOLD = 5  # findings of one kind
_TITLES = {Severity.STOP: "Question", Severity.WARN: "Look at", Severity.NOTE: "Note"}


def plan(
    records: Records, sheet: Sheet, table: ForeignTable, choices: Choices, asked: Sequence[Finding] = ()
) -> tuple[Plan, Reading]:
    """What bringing a register into a sheet would do; nothing as long as a question is open, ``asked`` ones among them."""
    present, extra = _present(records, sheet)
    reading = read_register(sheet, table, choices, present, extra)
    reading = reading._replace(findings=(*asked, *reading.findings))
    if reading.questions:
        count = _counted(len(reading.questions), "question")
        return Plan("import", f"{count} must be answered first.", findings=reading.findings), reading
    rows = _counted(len(reading.appends), "row")
    left_out = f"; {_counted(reading.skipped, 'row')} there already" if reading.skipped else ""
    columns = tuple(NewColumn(sheet.name, header) for header in reading.new_columns)
    made = Plan(
        "import",
        f"{rows} of {table.name} brought into {sheet.name}{left_out}.",
        appends=reading.appends,
        columns=columns if reading.appends else (),
        findings=reading.findings,
        details={"file": table.name, "sheet": sheet.name, "columns": dict(reading.columns)},
    )
    return made, reading


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _present(records: Records, sheet: Sheet) -> tuple[list[Mapping[str, Value]], tuple[str, ...]]:
    """The rows the sheet has, by the headers of the specification, and the headers the user added."""
    loaded = records.loaded(sheet.name)
    if loaded.view is None:
        raise UsageError(
            f"The workbook has no sheet {sheet.name}.",
            next_step="Copy the sheet back from a backup, then import again.",
        )
    names = [sheet.columns[field].header for field in loaded.headers.positions]
    names += list(loaded.headers.extra)
    places = list(loaded.headers.positions.values())
    places += [i for i, header in enumerate(loaded.view.headers) if header in loaded.headers.extra]
    columns = loaded.view.columns(places)
    rows: list[Mapping[str, Value]] = [
        dict(zip(names, cells, strict=False)) for cells in zip(*columns, strict=True)
    ]
    return rows, loaded.headers.extra


def run(options: Namespace) -> Outcome:
    """Brings the register in, or with ``--dry-run`` shows what would happen."""
    sheet = _SHEETS.get(key(options.sheet))
    if sheet is None:
        names = ", ".join(spec.name for spec in _SHEETS.values())
        raise UsageError(f"{options.sheet!r} is no sheet to import into.", next_step=f"Name one of: {names}.")
    choices = Choices(
        _mapping(options.map or ()),
        Order(options.dates) if options.dates else None,
        Mark(options.decimal) if options.decimal else None,
        options.leave_empty,
    )
    found = opened(sheet, Path(options.register), options.from_sheet)
    writing = not options.dry_run
    entry = None
    with open_workbook(options.workbook, writing=writing, cloud_ok=options.cloud_ok) as book:
        records = Records(book)
        table, asked = table_of(
            records, sheet, found, run=options.run, unit=options.unit, named=choices.columns
        )
        made, reading = plan(records, sheet, table, choices, asked)
        if writing and made.writes:
            entry = book.write(made, who=who(options)).entry
    return _outcome(sheet, table, made, reading, entry=entry, dry_run=options.dry_run)


def _mapping(words: tuple[str, ...] | list[str]) -> dict[str, str]:
    found = {}
    for word in words:
        there, mark, here = word.partition("=")
        if not (mark and there.strip() and here.strip()):
            raise UsageError(f"{word!r} maps no column.", next_step='Write --map "header there=header here".')
        found[there.strip()] = here.strip()
    return found


def _outcome(
    sheet: Sheet, table: ForeignTable, made: Plan, reading: Reading, *, entry: int | None, dry_run: bool
) -> Outcome:
    lines = [f"{table.name} -> {sheet.name}: {_counted(len(table.rows), 'row')}", *_columns(sheet, reading)]
    if dry_run:
        lines += [
            "  " + " | ".join(f"{header}: {text_of(value)}" for header, value in append.values.items())
            for append in reading.appends[:_SHOWN]
        ]
    lines += _told(made.findings)
    if reading.questions:
        lines.append(f"Nothing was written. {made.summary}")
    else:
        lines.append(f"Not written (dry run): {made.summary}" if dry_run else made.summary)
    answer: dict[str, object] = {
        "file": table.name,
        "sheet": sheet.name,
        "columns": dict(reading.columns),
        "missing": list(reading.missing),
        "how": dict(reading.how),
        "rows": len(made.appends),
        "skipped": reading.skipped,
        "new_columns": [column.header for column in made.columns],
        "findings": [finding.as_json() for finding in made.findings],
        "summary": made.summary,
        "entry": entry,
        "dry_run": dry_run,
    }
    return Outcome(tuple(lines), answer, EXIT_FINDINGS if reading.questions else EXIT_FINE)


def _columns(sheet: Sheet, reading: Reading) -> Iterator[str]:
    """Which column went where, and which of ours has none."""
    ours = {column.header for column in sheet.columns.values()}
    for there, here in reading.columns.items():
        own = "" if here in ours else " (a column of your own)"
        how = f" ({reading.how[there]})" if there in reading.how else ""
        yield f"  {there} -> {here}{own}{how}"
    if reading.missing:
        yield f"No column for: {', '.join(reading.missing)}"
        if any(here not in ours for here in reading.columns.values()):
            yield f'If a column of your own is meant, say which: --map "your header={reading.missing[0]}"'


def _told(findings: Sequence[Finding]) -> Iterator[str]:
    """The findings by their kind, questions first; of many of one kind the first few."""
    kinds: dict[tuple[int, str], list[Finding]] = {}
    for finding in findings:
        kinds.setdefault((list(_TITLES).index(finding.severity), finding.code), []).append(finding)
    for _, group in sorted(kinds.items(), key=lambda each: each[0][0]):
        title = _TITLES[group[0].severity]
        for finding in group[:_TOLD]:
            yield f"{title}: {finding.message} ({finding.code})"
        if len(group) > _TOLD:
            yield f"{title}: and {len(group) - _TOLD} more of these ({group[0].code}); --json tells them all."
        yield f"    {group[0].fix}"


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the workbook, the sheet, the register and the answers to its questions."""
    parser.add_argument("workbook", help="the .xlsx workbook to bring it into")
    parser.add_argument("sheet", help="the sheet to bring it into, e.g. Receiving")
    parser.add_argument("register", help="the old register: a .csv or .xlsx file; or results: a .qif file")
    parser.add_argument(
        "--from-sheet", default="", metavar="NAME", help="the sheet of the .xlsx (default: the first)"
    )
    parser.add_argument(
        "--map", action="append", metavar="THERE=HERE", help="which column goes where, by header"
    )
    parser.add_argument("--dates", choices=["dmy", "mdy"], help="what 03/04/2024 means: day or month first")
    parser.add_argument("--decimal", choices=[".", ","], help="the mark that separates decimals")
    parser.add_argument(
        "--run", default="", metavar="MFG-0001", help="the run that was measured, for results"
    )
    parser.add_argument(
        "--unit", default="", metavar="mm", help="of the lengths in a .qif file that names none"
    )
    parser.add_argument("--leave-empty", action="store_true", help="leave cells empty that cannot be read")


COMMAND = Command(
    verb="import",
    summary="Bring an old register (.csv, .xlsx) or measured results (.qif, .csv) into a sheet of the workbook.",
    add_arguments=add_arguments,
    run=run,
    writes=True,
    json_keys={
        "file": "name of the register",
        "sheet": "the sheet it goes into",
        "columns": "header there -> header here",
        "missing": "headers of the columns every row needs and the register has not",
        "how": "header there -> how its cells were read, where the column itself told",
        "rows": "number of rows brought in",
        "skipped": "number of rows that are there already, with the same values",
        "new_columns": "headers added at the right end of the sheet",
        "findings": "list of findings; those with severity stop are questions and nothing was written",
        "summary": "one sentence",
        "entry": "number of the journal entry; null when nothing was written",
        "dry_run": "true when nothing was to be written",
    },
)
