"""Drill: a recall practised with any lot that was used; timed, filed and signed, nothing is held and nobody is told."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from time import perf_counter

from lotbook.commands.command import Button, Command, Outcome
from lotbook.commands.recall_options import add_filters, filters_of
from lotbook.errors import EXIT_FINDINGS, EXIT_FINE

_MOST = 8  # gaps told; the report and the sheet Recall have all
_REASON = "Practice: can every piece be found, and how fast?"


def run(options: Namespace) -> Outcome:
    """Picks a lot, unless one was named, and traces it against the clock; the gaps are the to-do list."""
    from lotbook.commands import recall_sheet
    from lotbook.commands.recall import answer, recall_as_json
    from lotbook.commands.recall_open import act

    started = perf_counter()
    asked = Namespace(
        **{
            **vars(options),
            "drill": True,
            "hold": False,
            "notices": False,
            "reason": options.reason or _REASON,
        }
    )
    told, acted = act(asked, filters_of(asked), lambda book, chosen: answer(book, chosen, started))
    found = told.found
    lines = [
        f"{acted.opened.recall_id or 'Drill'}, {recall_sheet.asked(found)}: {recall_sheet.result(found)}",
        f"Answered in {told.seconds:.2f} s. {recall_sheet.completeness(found)}",
    ]
    lines += [f"To do: {gap.message}" for gap in found.gaps[:_MOST]]
    if len(found.gaps) > _MOST:
        lines.append(f"... and {len(found.gaps) - _MOST} more; the report has all.")
    said: dict[str, object] = {
        "workbook": str(options.workbook),
        "elapsed_seconds": round(told.seconds, 4),
        "summary": " ".join(lines[:2]),
        **recall_as_json(found),
        "act": acted.as_json(),
    }
    lines += acted.lines
    return Outcome(tuple(lines), said, EXIT_FINE if found.is_complete else EXIT_FINDINGS)


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the workbook, what to practise with, and who signs."""
    parser.add_argument("workbook", help="the .xlsx workbook")
    add_filters(parser, "what to practise with (default: any lot that something was made of)")
    parser.add_argument("--reason", default="", help="what the report says it was for")
    parser.add_argument("--signer", default="", metavar="NAME", help="who signs (default: as in Settings)")


COMMAND = Command(
    verb="drill",
    summary="Practise a recall against the clock: any used lot, every receiver, the balance, a signed report.",
    add_arguments=add_arguments,
    run=run,
    writes=True,
    json_keys={
        "workbook": "the file that was read",
        "elapsed_seconds": "seconds from the start of the command to the answer",
        "summary": "two sentences: what was traced, and how fast and complete",
        "filters": "as `recall` tells them, and so all that follow but the last",
        "starts": "where the walk started",
        "complete": "false when a gap may have made the answer shorter; the exit code is then 1",
        "counts": "{lots, cuts, runs, shipments, customers}",
        "stop_now": "what would have to be stopped",
        "received_by": "list of shipments with customer, contact, order and quantity",
        "customers": "list of customers with how much each received",
        "balance": "list of the balance of each lot",
        "chain": "the tree, line by line",
        "gaps": "list of what could not be resolved: the to-do list",
        "siblings": "list of other lots with the same heat or certificate",
        "narrowed": "list of runs narrowed to single units",
        "lots": "list of affected lots",
        "cuts": "list of affected pieces",
        "runs": "list of affected runs",
        "shipments": "list of affected shipments",
        "act": "{recall_id, drill, reason, notices: customers, folder, files, remarks, entry: null in a dry run, ...}",
    },
    button=Button(
        group="Trace",
        label="Recall drill",
        icon="Repeat",
        screentip="Recall drill",
        supertip=(
            "Practise a recall: any lot that was used is traced to every customer against the clock. Nothing is held "
            "and nobody is told. The signed report and the time are filed for the auditor."
        ),
        keytip="H",
    ),
)
