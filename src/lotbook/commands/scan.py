"""Scan: what the code on a label says goes into the row, and never over what stands there."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import datetime

from lotbook.commands.scanning.codes import FILLS
from lotbook.commands.scanning.plan import Scanned, one, rows_with_scans
from lotbook.commands.shell.cells import cells_of
from lotbook.commands.shell.command import Button, Command, Outcome
from lotbook.commands.shell.selection import Ask, Clicked, Refusal, Run, Selection
from lotbook.commands.shell.told import findings_lines
from lotbook.commands.shell.who import who
from lotbook.commands.shell.workbook import open_workbook
from lotbook.domain.edits import Plan
from lotbook.domain.values import text_of
from lotbook.errors import EXIT_FINDINGS, EXIT_FINE, UsageError
from lotbook.tables.records import Records


def run(options: Namespace) -> Outcome:
    """Fills rows from their column Scan, or one row from a code that is given."""
    if bool(options.text) != bool(options.sheet):
        raise UsageError(
            "A code needs its sheet.", next_step='Write --sheet "Materials used" --text CODE, or neither.'
        )
    writing, entry = not options.dry_run, None
    today = datetime.now().astimezone().date()
    with open_workbook(options.workbook, writing=writing, cloud_ok=options.cloud_ok) as book:
        records = Records(book)
        made = (
            one(records, options.sheet, options.text, options.row, today)
            if options.text
            else rows_with_scans(records, today)
        )
        plan, writes = made.plan, bool(made.plan.edits or made.plan.appends)
        if writing and writes:
            entry = book.write(plan, who=who(options)).entry
        cells = cells_of(records, made.findings)
    filled = _filled(plan)
    lines = [*made.repaired, *findings_lines(made.findings, cells)]
    lines += [f"{each['sheet']} {_row(each['row'])}: {each['column']} {each['value']}" for each in filled]
    lines.append(f"{'' if writing or not writes else 'Not written (dry run): '}{plan.summary}")
    stops = any(finding.stops for finding in made.findings)
    return Outcome(tuple(lines), _answer(made, entry, options), EXIT_FINDINGS if stops else EXIT_FINE)


def _answer(made: Scanned, entry: int | None, options: Namespace) -> dict[str, object]:
    return {
        "filled": _filled(made.plan),
        "repaired": list(made.repaired),
        "findings": [finding.as_json() for finding in made.findings],
        "summary": made.plan.summary,
        "entry": entry,
        "dry_run": options.dry_run,
    }


def _filled(plan: Plan) -> list[dict[str, object]]:
    cells = [(e.sheet, e.row, e.column, e.new) for e in plan.edits]
    added = [(a.sheet, None, column, value) for a in plan.appends for column, value in a.values.items()]
    return [
        {"sheet": name, "row": row, "column": column, "value": text_of(value)}
        for name, row, column, value in (*cells, *added)
    ]


def _row(number: object) -> str:
    return f"row {number}" if number else "new row"


def clicked(selection: Selection) -> Clicked:
    """Asks for a scan; it fills the selected row of the sheet, or adds one."""
    if selection.sheet not in FILLS:
        return Refusal(f"Go to one of the sheets {', '.join(FILLS)} first.")
    row = selection.cursor_row()
    where = ("--sheet", selection.sheet, *(("--row", str(row.number)) if row else ()))
    told = f"It fills row {row.number}." if row else "It adds a row; select a row to fill that one."

    def then(code: str) -> Clicked:
        return Run(((*where, f"--text={code.strip()}"),)) if code.strip() else Refusal("Nothing was scanned.")

    return Ask(f"Scan into {selection.sheet}", f"Scan the code on the label. {told}", "", then)


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the workbook and, where there is one, the code with its sheet and row."""
    parser.add_argument("workbook", help="the .xlsx workbook")
    parser.add_argument(
        "--sheet", choices=tuple(FILLS), default="", help="where the code belongs (with --text)"
    )
    parser.add_argument(
        "--text", default="", metavar="CODE", help="what the scanner typed (default: the columns Scan)"
    )
    parser.add_argument("--row", type=int, metavar="N", help="the row to fill (default: a new one)")


COMMAND = Command(
    verb="scan",
    summary="Fill rows from the scanned codes of labels: from a column Scan of your own, or one code at a time.",
    add_arguments=add_arguments,
    run=run,
    writes=True,
    json_keys={
        "filled": "list of {sheet, row, column, value}: cells filled; row is null in a new row",
        "repaired": "codes that a wrong keyboard setting had damaged, in words",
        "findings": "list of findings: codes that say nothing, something else than the row, or what must not be used",
        "summary": "one sentence",
        "entry": "number of the journal entry; null when nothing was written",
        "dry_run": "true when nothing was to be written",
    },
    button=Button(
        group="Lot",
        label="Scan label",
        icon="AttachItem",
        screentip="Scan a label",
        supertip=(
            "Scan the code of a label into the selected row, or into a new one. Cells that hold something else are never "
            "written over. Works with any scanner that types like a keyboard."
        ),
        keytip="L",
    ),
    clicked=clicked,
)
