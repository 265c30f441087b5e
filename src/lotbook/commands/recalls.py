"""Recalls: the register with who was told and who answered, and every step of a recall after it was opened."""

from __future__ import annotations

import shutil
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

from lotbook.commands.command import Command, Outcome
from lotbook.commands.recall_followup import (
    answered,
    close,
    notices_of,
    outstanding,
    sent,
    the_recall,
)
from lotbook.commands.recall_release import release
from lotbook.commands.recall_status import export_status, held, returned
from lotbook.commands.who import who
from lotbook.commands.workbook import open_workbook
from lotbook.domain.edits import Plan
from lotbook.domain.json_form import as_json
from lotbook.domain.values import number_text
from lotbook.errors import UsageError
from lotbook.hosts.host import Host
from lotbook.tables.recalls import RecallRow
from lotbook.tables.records import Records

if TYPE_CHECKING:
    from lotbook.commands.recall_closing import Filed

_STEPS = ("sent", "answered", "release", "close")


def run(options: Namespace) -> Outcome:
    """Tells how far the recalls are; with a step, notes it first."""
    steps = [step for step in _STEPS if getattr(options, step)]
    if len(steps) > 1 or ((steps or options.export or options.report) and not options.recall):
        raise UsageError(
            "One step of one recall at a time.",
            next_step='Write e.g. `lotbook recalls shop.xlsx RCL-001 --sent "Smith"`.',
        )
    writing = bool(steps) and not options.dry_run
    entry, change, remarks = None, None, tuple[str, ...]()
    exported: list[Path] = []
    with open_workbook(options.workbook, writing=writing, cloud_ok=options.cloud_ok) as book:
        if steps:
            change, remarks = _plan(options, book, steps[0])
            if writing:
                entry, filed = _note(options, book, change, closing="close" in steps)
                exported += filed.files
                remarks = (*remarks, *filed.remarks)
        records = Records(book)
        chosen = [the_recall(records, options.recall)] if options.recall else list(records.recalls)
        told = [_told(records, row) for row in chosen]
        lines = [line for row in chosen for line in _lines(records, row, whole=bool(options.recall))]
        exported += export_status(records, chosen[0], Path(options.export)) if options.export else []
        if options.report:
            from lotbook.commands.recall_closing import status_report

            paper = status_report(options, book, chosen[0], Path(options.report))
            exported += paper.files
            remarks = (*remarks, *paper.remarks)
    head = [f"{'' if entry else 'Not written (dry run): '}{change.summary}"] if change else []
    answer: dict[str, object] = {
        "recalls": told,
        "changed": change.summary if change else "",
        "cells": [
            edit._asdict() | {"old": as_json(edit.old), "new": as_json(edit.new)} for edit in change.edits
        ]
        if change
        else [],
        "remarks": list(remarks),
        "entry": entry,
        "dry_run": options.dry_run,
        "exported": [str(path) for path in exported],
    }
    lines = [*(lines or ["There is no recall in the register."]), *(f"Written: {path}" for path in exported)]
    return Outcome((*head, *remarks, *lines), answer)


def _plan(options: Namespace, book: Host, step: str) -> tuple[Plan, tuple[str, ...]]:
    records = Records(book)
    recall = the_recall(records, options.recall)
    reason = options.reason.strip()
    if step == "sent":
        return sent(records, recall, options.sent, datetime.now(UTC)), ()
    if step == "answered":
        held, returned = _amount(options.held, "--held"), _amount(options.returned, "--returned")
        on = _day(options.on)
        return answered(records, recall, options.answered, on=on, held=held, returned=returned), ()
    if step == "close":
        return close(records, recall, reason), ()
    if not reason:
        raise UsageError("A release needs a reason.", next_step='Write --reason "why the goods are good".')
    return release(records, recall, book.journal.entries(), reason)


def _note(options: Namespace, book: Host, change: Plan, *, closing: bool) -> tuple[int | None, Filed]:
    """Writes a step; the closing report lies there before the register says that the recall is closed."""
    from lotbook.commands.recall_closing import Filed, closing_report

    if not closing:
        return book.write(change, who=who(options)).entry, Filed((), (), {})
    filed = closing_report(options, book, the_recall(Records(book), options.recall), who(options))
    try:
        details = {**change.details, **filed.details}
        return book.write(change._replace(details=details), who=who(options)).entry, filed
    except BaseException:
        shutil.rmtree(filed.files[0].parent, ignore_errors=True)  # a report of a closing that did not happen
        raise


def _amount(text: str, option: str) -> Decimal | None:
    if not text:
        return None
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or amount < 0:
        raise UsageError(f"{option} {text} is no quantity.", next_step="Write a number, e.g. 12.")
    return amount


def _day(text: str) -> date:
    if not text:
        return date.today()  # noqa: DTZ011 - the shop's own calendar day
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--on {text} is not a day.", next_step="Write it as 2024-05-03.") from error


def _told(records: Records, recall: RecallRow) -> dict[str, object]:
    fields = recall._asdict()
    fields.pop("row")
    notices = [row._asdict() for row in notices_of(records, recall)]
    for notice in notices:
        notice.pop("row")
    return {
        **{name: as_json(value) for name, value in fields.items()},
        "notices": [{name: as_json(value) for name, value in notice.items()} for notice in notices],
        "unsent": sum(not notice["sent_at"] for notice in notices),
        "unanswered": len(outstanding(notices_of(records, recall))),
        "held": as_json(held(notices_of(records, recall))),
        "returned": as_json(returned(notices_of(records, recall))),
    }


def _lines(records: Records, recall: RecallRow, *, whole: bool) -> Iterator[str]:
    notices = notices_of(records, recall)
    sent_ones = sum(bool(row.sent_at) for row in notices)
    yield f"{recall.recall_id}  {recall.status}  {recall.opened_at}  {recall.trigger}: {recall.reason}"
    if notices:
        told = (
            f"{sent_ones} of {len(notices)} notices sent, {len(notices) - len(outstanding(notices))} answered"
        )
        back = f"{number_text(held(notices))} held by customers, {number_text(returned(notices))} came back"
        yield f"    {told}; {back}."
    if whole and recall.status == "Open":
        contacts = {row.customer: row for row in records.customers}
        for row in outstanding(notices):
            known = contacts.get(row.customer)
            reach = ", ".join(part for part in (known and known.email, known and known.phone) if part)
            yield f"    {'no answer' if row.sent_at else 'NOT SENT'}: {row.customer}  {reach or 'no address known'}"


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the workbook, the recall and the step to note."""
    parser.add_argument("workbook", help="the .xlsx workbook")
    parser.add_argument(
        "recall", nargs="?", default="", metavar="RCL-001", help="one recall (default: list all)"
    )
    steps = parser.add_argument_group("note a step of that recall")
    steps.add_argument(
        "--sent",
        action="append",
        default=[],
        metavar="CUSTOMER",
        help="its notice was sent; `all` for every one",
    )
    steps.add_argument("--answered", default="", metavar="CUSTOMER", help="this customer answered")
    steps.add_argument(
        "--held", default="", metavar="NUMBER", help="how many are held there (with --answered)"
    )
    steps.add_argument(
        "--returned", default="", metavar="NUMBER", help="how many came back (with --answered)"
    )
    steps.add_argument(
        "--on", default="", metavar="DAY", help="when, e.g. 2024-05-03 (with --answered; default: today)"
    )
    steps.add_argument(
        "--release", action="store_true", help="everything it held is as before; needs --reason"
    )
    steps.add_argument("--close", action="store_true", help="it is over: files its closing report")
    parser.add_argument(
        "--export",
        default="",
        metavar="DIR",
        help="write its status as CSV and .xlsx, as a regulator asks for it",
    )
    parser.add_argument(
        "--report",
        default="",
        metavar="DIR",
        help="write its status report as Word and PDF; closing writes the closing report by itself",
    )
    parser.add_argument("--signer", default="", metavar="NAME", help="who signs (default: as in Settings)")
    steps.add_argument("--reason", default="", help="why it is released, or closed before all answered")


COMMAND = Command(
    verb="recalls",
    summary="Tell how far each recall is: who was told, who answered; note answers, release what is good, close it.",
    add_arguments=add_arguments,
    run=run,
    writes=True,
    json_keys={
        "recalls": "list of {recall_id, opened_at, trigger, reason, drill, elapsed, lots, runs, shipments, customers, status, "
        "notices: [{recall_id, customer, drafted_at, sent_at, acknowledged_on, quantity_held, quantity_returned}], "
        "unsent, unanswered, held, returned}",
        "changed": "one sentence of the step that was noted; empty when none was",
        "cells": "list of {sheet, row, column, old, new, key}: what that step changed",
        "remarks": "what must be told, such as what stays held",
        "entry": "number of the journal entry; null when nothing was written",
        "dry_run": "true when nothing was to be written",
        "exported": "list of files written with --export and --report, and the closing report",
    },
)
