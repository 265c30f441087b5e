"""A recall that is filed as it is answered: what `drill` and `hold` share."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from time import perf_counter
from types import MappingProxyType

from lotbook.commands.recalling.options import filters_of
from lotbook.commands.shell.command import Outcome
from lotbook.errors import EXIT_FINDINGS, EXIT_FINE

_MOST = 8  # gaps told; the report and the sheet Recall have all
JSON_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "workbook": "the file that was read",
        "elapsed_seconds": "seconds from the start of the command to the answer",
        "summary": "what was traced, how fast and complete, and what was done",
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
    }
)


def filed(options: Namespace, **forced: object) -> Outcome:
    """Answers, acts as ``forced`` says, and tells it in few lines; the gaps are the to-do list."""
    from lotbook.commands.recall import answer, recall_as_json
    from lotbook.commands.recalling import sheet as recall_sheet
    from lotbook.commands.recalling.open import act

    started = perf_counter()
    asked = Namespace(**{**vars(options), **forced})
    told, acted = act(asked, filters_of(asked), lambda book, chosen: answer(book, chosen, started))
    found = told.found
    lines = [
        f"{acted.opened.recall_id or 'Not filed'}, {recall_sheet.asked(found)}: {recall_sheet.result(found)}",
        f"Answered in {told.seconds:.2f} s. {recall_sheet.completeness(found)}",
    ]
    lines += [f"To do: {gap.message}" for gap in found.gaps[:_MOST]]
    if len(found.gaps) > _MOST:
        lines.append(f"... and {len(found.gaps) - _MOST} more; the report has all.")
    said: dict[str, object] = {
        "workbook": str(options.workbook),
        "elapsed_seconds": round(told.seconds, 4),
        "summary": " ".join((*lines[:2], *acted.lines[:1])),
        **recall_as_json(found),
        "act": acted.as_json(),
    }
    lines += acted.lines
    return Outcome(tuple(lines), said, EXIT_FINE if found.is_complete else EXIT_FINDINGS)
