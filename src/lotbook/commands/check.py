"""Check: everything that is wrong or doubtful in the workbook, on the sheet Check results, on screen and as JSON."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import NamedTuple

from lotbook.checks.all import run as run_checks
from lotbook.commands.issuing.certified_since import changed_since
from lotbook.commands.issuing.released_by_hand import released_by_hand
from lotbook.commands.issuing.unregistered import lost, not_registered, with_advice
from lotbook.commands.shell.beside import beside
from lotbook.commands.shell.cells import cells_of
from lotbook.commands.shell.check_screen import grouped, line
from lotbook.commands.shell.command import Button, Command, Outcome
from lotbook.commands.shell.report_sheet import answer_and_write
from lotbook.commands.undoing.journal_entries import entries_of
from lotbook.domain.edits import Plan, Report, ReportCell
from lotbook.domain.findings import Finding, Place, Severity
from lotbook.domain.identifiers import key
from lotbook.domain.values import Value
from lotbook.errors import EXIT_FINDINGS, EXIT_FINE, UsageError
from lotbook.hosts.host import Host
from lotbook.tables.book import CHECK_RESULTS, TABLES
from lotbook.tables.column import Group
from lotbook.tables.records import Records

MOST_ROWS = 5000  # of the report sheet; Excel keeps some 65,000 links a sheet and people read far fewer rows
MOST_LINES = 100  # on screen, for each severity
HEADERS = ("Severity", "Sheet", "Cell", "Row key", "Column", "What is wrong", "What to do", "Code")
_FIRST = ("Suppliers", "Customers", "Materials", "Parts", "People")  # what entries refer to
_RANK = {Severity.STOP: 0, Severity.WARN: 1, Severity.NOTE: 2}
_WORDS = {
    Severity.STOP: ("Stop", "stop", "stops"),
    Severity.WARN: ("Warn", "warning", "warnings"),
    Severity.NOTE: ("Note", "note", "notes"),
}


class Checked(NamedTuple):
    """What a check found: the findings, where each one's cell is (such as ``F12``), when, and how a new workbook starts."""

    findings: tuple[Finding, ...]
    cells: Mapping[Place, str]
    at: datetime
    start: str = ""

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity."""
        counted = Counter(finding.severity for finding in self.findings)
        return {severity: counted[severity] for severity in Severity}

    @property
    def result(self) -> str:
        """The outcome in one line."""
        if not self.findings:
            return self.start or "Nothing found."
        parts = [
            f"{count} {_WORDS[severity][1 if count == 1 else 2]}"
            for severity, count in self.counts.items()
            if count
        ]
        return f"Found: {', '.join(parts)}. {self.start}".rstrip()


def checked(
    records: Records,
    *,
    today: date | None = None,
    at: datetime | None = None,
    has_file: Callable[[str], bool] | None = None,
    more: Iterable[Finding] = (),
) -> Checked:
    """Runs every check and finds the cell of each finding; ``more`` are findings that the rows alone do not show."""
    findings = (*run_checks(records, today=today, has_file=has_file), *more)
    return Checked(findings, cells_of(records, findings), at or datetime.now(UTC), _start(records))


def _start(records: Records) -> str:
    """What to enter first in a workbook without a single entry; nothing in any other."""
    filled = {sheet.name for sheet in TABLES if records.loaded(sheet.name).rows}
    if any(sheet.group is Group.ENTRY and sheet.name in filled for sheet in TABLES):
        return ""
    left = [name for name in _FIRST if name not in filled]
    if len(left) == len(_FIRST):
        return f"Nothing entered yet: start with Settings, then {', '.join(left)}."
    return f"Nothing entered yet: start with {', '.join(left) or 'Receiving'}."


def plan(found: Checked) -> Plan:
    """The report sheet with every finding; nothing else in the workbook changes."""
    findings = sorted(found.findings, key=lambda finding: _RANK[finding.severity])
    rows = [*_head(found), *(_row(finding, found.cells) for finding in findings[:MOST_ROWS])]
    if len(findings) > MOST_ROWS:
        more = (
            f"{len(findings) - MOST_ROWS} more findings are left out here; `lotbook check --json` lists all."
        )
        rows.append((ReportCell(more, "Note"),))
    return Plan("check", found.result, reports=(Report(CHECK_RESULTS.name, tuple(rows)),))


def _head(found: Checked) -> list[tuple[ReportCell, ...]]:
    def line(label: str, value: Value, style: str = "Text") -> tuple[ReportCell, ...]:
        return ReportCell(label, "Note"), ReportCell(value, style)

    worst = next((severity for severity in Severity if found.counts[severity]), None)
    rows = [
        tuple(ReportCell("Check results" if not i else None, "Title") for i in range(len(HEADERS))),
        line("Checked at", f"{found.at:%Y-%m-%d %H:%M} UTC"),
        line("Result", found.result, f"Finding {worst}" if worst else "Finding fine"),
        (ReportCell("Made by Lotbook; do not type here. Click a cell's name to go there.", "Note"),),
        (),
    ]
    if found.findings:
        rows.append(tuple(ReportCell(header, "Heading report") for header in HEADERS))
    return rows


def _row(finding: Finding, cells: Mapping[Place, str]) -> tuple[ReportCell, ...]:
    place, cell = finding.place, cells[finding.place]
    target = f"#'{place.sheet}'!{cell}" if cell else ""
    texts = (place.key, place.column, finding.message, finding.fix, finding.code)
    return (
        ReportCell(_WORDS[finding.severity][0], f"Finding {finding.severity}"),
        ReportCell(place.sheet, "Text"),
        ReportCell(cell, "Link" if target else "Text", target),
        *(ReportCell(text, "Text") for text in texts),
    )


def run(options: Namespace) -> Outcome:
    """Checks the workbook and, unless told otherwise, writes what it found to the sheet Check results."""
    only = _sheets(options.sheet or ())
    found, hindered = answer_and_write(options, _checked, plan)
    return _outcome(options, _only(found, only), hindered)


def _checked(book: Host) -> Checked:
    records = Records(book)
    entries = entries_of(book.journal)
    gone = lost(entries, records)
    more = (
        *not_registered(gone),
        *changed_since(book.folder, records),
        *released_by_hand(entries, records),
    )
    found = checked(records, has_file=beside(book.folder), more=more)
    return found._replace(findings=tuple(with_advice(book.folder, records, found.findings, gone)))


def _sheets(asked: Collection[str]) -> set[str]:
    """The sheets that were asked for, whatever their capitals."""
    names = {key(sheet.name): sheet.name for sheet in TABLES}
    for name in asked:
        if key(name) not in names:
            raise UsageError(
                f"There is no sheet {name!r} with rows to check.",
                next_step=f"Choose from: {', '.join(names.values())}.",
            )
    return {names[key(name)] for name in asked}


def _outcome(options: Namespace, shown: Checked, hindered: str) -> Outcome:
    answer: dict[str, object] = {
        "workbook": str(options.workbook),
        "checked_at": shown.at.isoformat(timespec="seconds"),
        "counts": {str(severity): count for severity, count in shown.counts.items()},
        "findings": [{**f.as_json(), "cell": shown.cells[f.place]} for f in shown.findings],
        "written": not hindered,
        "not_written_because": hindered,
    }
    lines = [*_lines(shown), f"{options.workbook}: {shown.result}"]
    if hindered:
        lines.append(f"The sheet {CHECK_RESULTS.name} was not updated: {hindered}")
    return Outcome(tuple(lines), answer, EXIT_FINDINGS if shown.counts[Severity.STOP] else EXIT_FINE)


def _only(found: Checked, sheets: Collection[str]) -> Checked:
    if not sheets:
        return found
    return found._replace(findings=tuple(f for f in found.findings if f.place.sheet in sheets))


def _lines(found: Checked) -> list[str]:
    lines: list[str] = []
    for severity in Severity:
        findings = [finding for finding in found.findings if finding.severity is severity]
        if findings:
            lines += [f"{_WORDS[severity][0].upper()} ({len(findings)})", ""]
        groups = list(grouped(findings))
        for group in groups[:MOST_LINES]:
            lines += [line(group, found.cells), f"      {group[0].fix}"]
        left = sum(map(len, groups[MOST_LINES:]))
        if left:
            lines.append(
                f"  ... and {left} more; see the sheet {CHECK_RESULTS.name}, or use --sheet or --json."
            )
        if findings:
            lines.append("")
    return lines


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the workbook and what to show."""
    parser.add_argument("workbook", help="the .xlsx workbook")
    parser.add_argument(
        "--sheet", action="append", metavar="SHEET", help="show this sheet only; may be given several times"
    )
    parser.add_argument(
        "--no-write", action="store_true", help="leave the sheet Check results as it is; only show"
    )


COMMAND = Command(
    verb="check",
    summary="Check every row and link of the workbook and list what is wrong, with its cell and what to do.",
    add_arguments=add_arguments,
    run=run,
    writes=True,
    json_keys={
        "workbook": "the file that was checked",
        "checked_at": "when, in UTC",
        "counts": "how many findings: {stop, warn, note}",
        "findings": "list of {sheet, row, key, column, code, severity, message, fix, cell}",
        "written": "true when the sheet Check results was updated",
        "not_written_because": "why it was not, in words; empty when it was",
    },
    button=Button(
        group="Check",
        label="Check workbook",
        icon="ErrorChecking",
        screentip="Check workbook",
        supertip=(
            "Look at every row and link: missing certificates, heats that differ, material used before it was "
            "released, more shipped than made. Findings go to the sheet Check results, each with a link to its cell."
        ),
        keytip="C",
        large=True,
    ),
)
