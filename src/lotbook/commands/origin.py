"""Origin: from a shipment, order, run, certificate or serial back to the lots, with heats, certificates and marks."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from time import perf_counter

from lotbook.commands.identifiers.known import JournalIdentifiers
from lotbook.commands.shell.cells import cells_of
from lotbook.commands.shell.command import Button, Command, Outcome
from lotbook.commands.shell.gap_screen import gap_lines
from lotbook.commands.shell.selection import Clicked, Refusal, Run, Selection
from lotbook.commands.shell.workbook import open_workbook
from lotbook.domain.findings import Place
from lotbook.domain.json_form import as_json
from lotbook.domain.origin import Origin
from lotbook.errors import EXIT_FINDINGS, EXIT_FINE
from lotbook.tables.records import Records
from lotbook.tables.trace.listing import as_lines, counted
from lotbook.tables.trace.origin import fields, origin
from lotbook.tables.trace.origin_lists import origin_lists


def run(options: Namespace) -> Outcome:
    """Walks back and tells what was found; the workbook is not changed."""
    started = perf_counter()
    with open_workbook(options.workbook) as book:
        records = Records(book, only=fields())
        found = origin(records, options.ids, known=JournalIdentifiers(book))
        cells = cells_of(records, found.gaps) if found.gaps else {}
    seconds = perf_counter() - started
    answer: dict[str, object] = {
        "workbook": str(options.workbook),
        "elapsed_seconds": round(seconds, 4),
        **origin_as_json(found),
    }
    return Outcome(_lines(found, cells, seconds), answer, EXIT_FINE if found.is_complete else EXIT_FINDINGS)


def origin_as_json(found: Origin) -> dict[str, object]:
    """The documented, stable JSON form of an origin."""
    parts = {name: as_json(value) for name, value in found._asdict().items()}
    return {"complete": found.is_complete, "counts": dict(found.counts), **parts}


def _lines(found: Origin, cells: Mapping[Place, str], seconds: float) -> tuple[str, ...]:
    asked = ", ".join(f"{start.id} ({start.what})" for start in found.asked)
    ends = "Every branch ends at a lot." if found.is_complete else "NOT COMPLETE: see Gaps."
    lines = [f"Origin of {asked}", f"{counted(found.counts)}. {ends}"]
    for each in origin_lists(found):
        lines += ["", *(gap_lines(each, found.gaps, cells) if each.name == "gaps" else as_lines(each))]
    return (*lines, "", f"Answered in {seconds:.2f} s.")


# Sheet -> the columns that name something with an origin; the first names the row.
_NAMES = {
    "Shipments": ("Shipment ID", "Order ID", "Run ID", "Packing slip", "Certificate"),
    "Orders": ("Order ID", "Customer PO"),
    "Manufacture": ("Run ID",),
    "Materials used": ("Run ID", "Source"),
    "Outside processes": ("Run ID",),
    "Measurements": ("Run ID",),
    "Cuts": ("New lot ID", "From"),
    "Receiving": ("Lot ID",),
    "Certificates": ("Certificate ID", "Order ID"),
}


def clicked(selection: Selection) -> Clicked:
    """The identifiers under the cursor, else those that name the selected rows."""
    names = _NAMES.get(selection.sheet, ())
    for column in (selection.column, *names[:1]) if names else ():
        values = selection.texts(column) if column in names else ()
        if values:
            return Run((("--", *values),))
    if not names and selection.text:
        return Run((("--", selection.text),))
    return Refusal(
        "Select a shipment, an order, a run or a certificate first; then Show origin goes back to its lots."
    )


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the workbook and what to look for."""
    parser.add_argument("workbook", help="the .xlsx workbook")
    parser.add_argument(
        "ids",
        nargs="+",
        metavar="ID",
        help="shipment, order, customer PO, packing slip, run, lot, cut, certificate of ours, or serial",
    )


COMMAND = Command(
    verb="origin",
    summary="Show where something came from: every lot with its heat, supplier and certificate, cuts and processes.",
    add_arguments=add_arguments,
    run=run,
    writes=False,
    json_keys={
        "workbook": "the file that was read",
        "elapsed_seconds": "seconds from the start of the command to the answer",
        "complete": "false when a branch does not end at a lot; the exit code is then 1",
        "counts": "{shipments, runs, cuts, lots, outside_processes}",
        "asked": "list of {id, what}: what each identifier names",
        "shipments": "list of shipments with order, customer, PO, part, run, quantity, serials, certificate",
        "lots": "list of lots with supplier, heats, certificate type, number and file, mill, country of melt, "
        "status, distance",
        "cuts": "list of cuts with cut_from, heat_marked, mark_method, marked_by, verified_by, verified_on, distance",
        "runs": "list of runs with part, revision, work order, machine, operator, status, distance",
        "outside_processes": "list of {run_id, process, specification, supplier, certificate_number, "
        "certificate_file, done_on, ...}",
        "chain": "list of {id, what, level, distance, came_from, quantity, unit, repeated}: the tree, line by line; "
        "came_from is the identifier on the line above that it went into",
        "gaps": "list of {sheet, row, key, column, code, severity, message, fix}",
        "narrowed": "list of {run_id, serials, left_out}: material of other units that was left out",
    },
    button=Button(
        group="Trace",
        label="Show origin",
        icon="TracePrecedents",
        screentip="Show origin",
        supertip=(
            "Go back from the selected shipment, order or run to every lot it was made from, with heat, supplier, "
            "certificate and mark."
        ),
        keytip="G",
    ),
    clicked=clicked,
)
