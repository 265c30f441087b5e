"""Recall: from any lot, heat, supplier, run, machine ... forward to what to stop now and everyone who received it."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from lotbook.commands.identifiers.known import JournalIdentifiers
from lotbook.commands.recalling import sheet as recall_sheet
from lotbook.commands.recalling.index import answered_again, keep_index
from lotbook.commands.recalling.options import add_arguments, filters_of, recall_acting
from lotbook.commands.recalling.selection import clicked
from lotbook.commands.recalling.sheet import Answered
from lotbook.commands.shell.cells import cells_of
from lotbook.commands.shell.command import Button, Command, Outcome
from lotbook.commands.shell.gap_screen import gap_lines
from lotbook.commands.shell.report_sheet import answer_and_write
from lotbook.domain.balance import Balance
from lotbook.domain.filters import Filters
from lotbook.domain.json_form import as_json
from lotbook.domain.recall import Recall
from lotbook.errors import EXIT_FINDINGS, EXIT_FINE, LotbookError
from lotbook.hosts.host import Host
from lotbook.tables.book import RECALL_REPORT
from lotbook.tables.records import Records
from lotbook.tables.trace.listing import as_lines
from lotbook.tables.trace.recall import fields, recall
from lotbook.tables.trace.recall_lists import PARTS, recall_lists


def answer(book: Host, filters: Filters, started: float) -> Answered:
    """The recall of one workbook; reads the linking columns of every row, and whole rows only where it gets to."""
    records = Records(book, only=fields(filters))
    found = recall(records, filters, known=JournalIdentifiers(book))
    cells = cells_of(records, found.gaps) if found.gaps else {}
    return Answered(found, datetime.now(UTC), perf_counter() - started, cells)


def run(options: Namespace) -> Outcome:
    """Recalls; then rebuilds the Recall sheet, if the workbook is free and nobody asked to leave it."""
    started = perf_counter()
    filters = filters_of(options)
    if recall_acting(options):
        from lotbook.commands.recalling.open import act

        told, acted = act(options, filters, lambda book, chosen: answer(book, chosen, started))
        done = _with_files(options, told, "as you asked" if options.dry_run else "")
        return done._replace(
            lines=(*done.lines, "", *acted.lines), json={**done.json, "act": acted.as_json()}
        )
    again = answered_again(options, filters, started)
    told, hindered = (
        (again, "as you asked")
        if again
        else answer_and_write(
            options,
            lambda book: answer(book, filters, started),
            lambda told: recall_sheet.plan(told.found, at=told.at, seconds=told.seconds),
        )
    )
    if not again:
        keep_index(options)
    return _with_files(options, told, hindered)


def _with_files(options: Namespace, told: Answered, hindered: str) -> Outcome:
    """The answer with the files that were asked for; it reaches the people also when they cannot be written."""
    if not options.export and not options.report:
        return _outcome(options, told, hindered, [])
    from lotbook.commands.recalling.export import export, report

    written: list[Path] = []
    remarks: tuple[str, ...] = ()
    try:
        if options.export:
            written += export(told.found, Path(options.export))
        if options.report:
            files, remarks = report(options, told, Path(options.report))
            written += files
    except LotbookError as error:
        done = _outcome(options, told, hindered, written)
        failed = f"Not everything was written: {error.problem} {error.cause} {error.next_step}"
        return done._replace(lines=(*done.lines, failed.rstrip()), exit_code=error.exit_code)
    done = _outcome(options, told, hindered, written)
    return done._replace(lines=(*done.lines, *remarks))


def _outcome(options: Namespace, told: Answered, hindered: str, exported: list[Path]) -> Outcome:
    found = told.found
    said: dict[str, object] = {
        "workbook": str(options.workbook),
        "recalled_at": told.at.isoformat(timespec="seconds"),
        "elapsed_seconds": round(told.seconds, 4),
        **recall_as_json(found),
        "written": not hindered,
        "not_written_because": hindered,
        "exported": [str(path) for path in exported],
        "act": None,
    }
    lines = [*_lines(told), *(f"Written: {path}" for path in exported)]
    if hindered:
        lines.append(f"The sheet {RECALL_REPORT.name} was not updated: {hindered}")
    return Outcome(tuple(lines), said, EXIT_FINE if found.is_complete else EXIT_FINDINGS)


def recall_as_json(found: Recall) -> dict[str, object]:
    """The documented, stable JSON form of a recall."""
    short = (
        *("shipment_id", "run_id", "order_id", "customer", "quantity", "unit", "shipped_on", "planned"),
        "affected_quantity",
    )
    return {
        "filters": as_json(found.matches),
        "starts": as_json(found.starts),
        "complete": found.is_complete,
        "counts": dict(found.counts),
        "stop_now": as_json(found.stop_now),
        "received_by": as_json(found.deliveries),
        "customers": as_json(found.customers),
        "balance": [_balance_as_json(each) for each in found.balances],
        "chain": as_json(found.chain),
        "gaps": as_json(found.gaps),
        "siblings": as_json(found.siblings),
        "narrowed": as_json(found.narrowed),
        "lots": as_json(found.lots),
        "cuts": as_json(found.cuts),
        "runs": as_json(found.runs),
        "shipments": [{name: as_json(getattr(each, name)) for name in short} for each in found.deliveries],
    }


def _balance_as_json(each: Balance) -> dict[str, object]:
    parts = ("used_in_good_parts", "in_process", "scrapped", "returned", "on_hand", "unexplained")
    percent = {name: as_json(each.percent(getattr(each, name))) for name in parts}
    plain = as_json(each)
    assert isinstance(plain, dict)
    return {**plain, "percent": percent, "over_100": each.is_over}


def _lines(told: Answered) -> list[str]:
    found = told.found
    lines = [
        f"Recall: {recall_sheet.asked(found)}",
        recall_sheet.result(found),
        recall_sheet.completeness(found),
    ]
    part = 0
    for each in recall_lists(found):
        if each.number != part:
            part = each.number
            lines += ["", f"{part}. {PARTS[part - 1].upper()}"]
        lines += gap_lines(each, found.gaps, told.cells) if each.name == "gaps" else as_lines(each)
    return [*lines, "", f"Answered in {told.seconds:.2f} s."]


COMMAND = Command(
    verb="recall",
    summary="Find everything made from a lot, heat, supplier or run: what to stop now, and who received what.",
    add_arguments=add_arguments,
    run=run,
    writes=True,
    json_keys={
        "workbook": "the file that was read",
        "recalled_at": "when, in UTC",
        "elapsed_seconds": "seconds from the start of the command to the answer",
        "filters": "list of {filter, values, matches}: what was asked and how many lots, cuts or runs each names",
        "starts": "list of {id, what}: where the walk started; what is lot, cut, run, sub-assembly or unknown",
        "complete": "false when a gap may have made the answer shorter; the exit code is then 1",
        "counts": "{lots, cuts, runs, shipments, customers}",
        "stop_now": "{lots, cuts, runs, unshipped, orders, processors, planned_shipments}, each a list",
        "received_by": "list of shipments with customer, contact, email, phone, order, PO, part, quantity, day, "
        "packing slip, certificate, serials; planned is true when the day is still to come; affected_quantity and "
        "affected_serials tell which units of it are affected, mostly all",
        "customers": "list of {customer, contact, email, phone, shipments, orders, quantities: [{quantity, unit}] of "
        "affected units, shipped: the same of all units of these shipments, returned: of affected ones sent back}",
        "balance": "list of {lot, unit, received, used_in_good_parts, in_process (a part of the former), scrapped, "
        "returned, on_hand, unexplained, doubts, percent, over_100}, in the lot's unit; of a piece whose lot is not recalled, too",
        "chain": "list of {id, what, level, distance, came_from, quantity, unit, repeated}: the tree, line by line",
        "gaps": "list of {sheet, row, key, column, code, severity, message, fix}",
        "siblings": "list of other lots with the same heat or certificate that are not recalled; shares says which",
        "narrowed": "list of {run_id, serials, shipments_left_out}: runs narrowed to single units",
        "lots": "list of affected lots with quantity, on_hand, location and status",
        "cuts": "list of affected pieces",
        "runs": "list of affected runs with made, scrapped, shipped, used and unshipped",
        "shipments": "list of {shipment_id, run_id, order_id, customer, quantity, unit, shipped_on, planned, "
        "affected_quantity}",
        "written": "true when the sheet Recall was updated",
        "not_written_because": "why it was not, in words; empty when it was",
        "exported": "list of files written with --export and --report",
        "act": "null, or with --hold, --notices or --drill: {recall_id, drill, reason, lots_held, pieces_held, runs_held, "
        "certificates_marked, notices: customers, folder, files, remarks, entry: of the journal, null in a dry run}",
    },
    button=Button(
        group="Trace",
        label="Recall",
        icon="TraceDependents",
        screentip="Recall",
        supertip=(
            "Follow the selected lot, heat or run to every customer who received any of it. The sheet Recall shows "
            "what to stop now, whom to call, the balance of each lot, and what could not be resolved."
        ),
        keytip="T",
        large=True,
    ),
    clicked=clicked,
)
