"""Recall: from any lot, heat, supplier, run, machine ... forward to what to stop now and everyone who received it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from lotbook.commands import recall_sheet
from lotbook.commands.cells import cells_of
from lotbook.commands.command import Button, Command, Outcome
from lotbook.commands.days import day_given
from lotbook.commands.gap_screen import gap_lines
from lotbook.commands.known import JournalIdentifiers
from lotbook.commands.recall_index import answered_again, keep_index
from lotbook.commands.recall_selection import clicked
from lotbook.commands.recall_sheet import Answered
from lotbook.commands.report_sheet import answer_and_write
from lotbook.domain.balance import Balance
from lotbook.domain.recall import Filters, Recall, as_json
from lotbook.errors import EXIT_FINDINGS, EXIT_FINE, ReadOnlyError, UsageError
from lotbook.hosts.host import Host
from lotbook.tables.book import RECALL_REPORT
from lotbook.tables.records import Records
from lotbook.tables.trace.listing import as_lines
from lotbook.tables.trace.recall import fields, recall
from lotbook.tables.trace.recall_lists import PARTS, recall_lists

_FILTERS = {
    "lot": ("LOT", "lot or cut piece"),
    "heat": ("HEAT", "heat or maker's lot number, as on certificate, material or piece"),
    "supplier": ("SUPPLIER", "everything this supplier delivered"),
    "supplier-lot": ("NUMBER", "the supplier's own lot number, on certificate, material or delivery note"),
    "material": ("MATERIAL", "material code"),
    "certificate": ("NUMBER", "number of a supplier's or outside processor's certificate"),
    "purchase-order": ("NUMBER", "our purchase order"),
    "run": ("RUN", "run, which is the batch code"),
    "work-order": ("NUMBER", "work order or traveler"),
    "machine": ("MACHINE", "everything made on this machine"),
    "operator": ("NAME", "everything this person ran"),
    "gauge": ("NUMBER", "everything measured with this gauge"),
    "process-supplier": ("SUPPLIER", "everything this outside processor worked on"),
    "part": ("NUMBER", "every run of this part"),
    "revision": ("REVISION", "only runs of this revision; needs --part"),
    "serial": ("SERIAL", "the run of one unit; only that unit where units are tracked one by one"),
}
_HELP = (
    "Filters of deliveries (--lot to --purchase-order) narrow each other, filters of runs (--run to --serial) narrow "
    "each other; a filter given several times widens it. Given both, the recall starts from the chosen lots and the "
    "chosen runs. --from and --to narrow lots by the day received and runs by the day started; alone they choose both."
)


def filters_of(options: Namespace) -> Filters:
    """The filters as given on the command line.

    Raises:
        UsageError: a filter is empty, a day is none or could be two, or the last day comes before the first.
    """
    given = {
        name.replace("-", "_"): tuple(getattr(options, name.replace("-", "_")) or ()) for name in _FILTERS
    }
    for name, values in given.items():
        if not all(value.strip() for value in values):
            option = name.replace("_", "-")
            raise UsageError(
                f"--{option} was given without a value.", next_step=f"Write --{option} and what to look for."
            )
    first, last = day_given(options.from_day, "--from"), day_given(options.to_day, "--to")
    if first and last and last < first:
        raise UsageError(f"--to {last} comes before --from {first}.", next_step="Exchange the two days.")
    return Filters(**given, from_day=first, to_day=last, siblings=options.siblings)


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
        from lotbook.commands.recall_open import act

        told, acted = act(options, filters, lambda book, chosen: answer(book, chosen, started))
        done = _outcome(options, told, "as you asked" if options.dry_run else "", [])
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
    exported: list[Path] = []
    if options.export:
        try:
            exported = recall_sheet.export(told.found, Path(options.export))
        except ReadOnlyError as error:  # the answer itself must reach the people
            done = _outcome(options, told, hindered, [])
            failed = f"The lists were not exported: {error.problem} {error.cause}"
            return done._replace(lines=(*done.lines, failed), exit_code=error.exit_code)
    return _outcome(options, told, hindered, exported)


def recall_acting(options: Namespace) -> bool:
    """Whether something is to be done beside answering."""
    return bool(options.hold or options.notices or options.drill)


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
    short = ("shipment_id", "run_id", "order_id", "customer", "quantity", "unit", "shipped_on", "planned")
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


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the workbook, the filters and what to do with the answer."""
    parser.add_argument("workbook", help="the .xlsx workbook")
    group = parser.add_argument_group("where to start", _HELP)
    for name, (metavar, told) in _FILTERS.items():
        group.add_argument(f"--{name}", action="append", metavar=metavar, help=told)
    group.add_argument("--from", dest="from_day", metavar="DAY", help="first day, e.g. 2024-05-03")
    group.add_argument("--to", dest="to_day", metavar="DAY", help="last day")
    group.add_argument(
        "--siblings", action="store_true", help="recall other deliveries with the same heat, too"
    )
    acting = parser.add_argument_group("what to do about it, in one step that `lotbook undo` takes back")
    acting.add_argument(
        "--hold", action="store_true", help="hold every affected lot and run, mark their certificates"
    )
    acting.add_argument(
        "--notices",
        action="store_true",
        help="write a notice and an e-mail draft for each customer; sends nothing",
    )
    acting.add_argument("--reason", default="", help="why, as the notices and the register say it")
    acting.add_argument("--signer", default="", metavar="NAME", help="who signs (default: as in Settings)")
    acting.add_argument(
        "--drill",
        action="store_true",
        help="practise: all but hold and send, with any used lot unless you name one; filed in the register",
    )
    parser.add_argument("--export", metavar="DIR", help="also write every list as CSV and all as one .xlsx")
    parser.add_argument(
        "--no-write", action="store_true", help="leave the sheet Recall as it is; only answer"
    )


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
        "packing slip, certificate, serials; planned is true when the day is still to come",
        "customers": "list of {customer, contact, email, phone, shipments, orders, quantities: [{quantity, unit}]}",
        "balance": "list of {lot, unit, received, used_in_good_parts, in_process (a part of the former), scrapped, "
        "returned, on_hand, unexplained, doubts, percent, over_100}, in the lot's unit",
        "chain": "list of {id, what, level, distance, came_from, quantity, unit, repeated}: the tree, line by line",
        "gaps": "list of {sheet, row, key, column, code, severity, message, fix}",
        "siblings": "list of other lots with the same heat that are not recalled",
        "narrowed": "list of {run_id, serials, shipments_left_out}: runs narrowed to single units",
        "lots": "list of affected lots with quantity, on_hand, location and status",
        "cuts": "list of affected pieces",
        "runs": "list of affected runs with made, scrapped, shipped, used and unshipped",
        "shipments": "list of {shipment_id, run_id, order_id, customer, quantity, unit, shipped_on, planned}",
        "written": "true when the sheet Recall was updated",
        "not_written_because": "why it was not, in words; empty when it was",
        "exported": "list of files written with --export",
        "act": "null, or with --hold, --notices or --drill: {recall_id, drill, reason, lots_held, runs_held, "
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
