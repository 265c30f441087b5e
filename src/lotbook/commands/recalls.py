"""Recalls: the register with who was told and who answered, and every step of a recall after it was opened."""

from __future__ import annotations

import shutil
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lotbook.commands.identifiers.known import JournalIdentifiers
from lotbook.commands.mailing.in_step import keep_in_step
from lotbook.commands.recalling.followup import (
    answered,
    close,
    notices_of,
    outstanding,
    sent,
    the_recall,
)
from lotbook.commands.recalling.register_options import add_arguments, amount_given, day_or_today
from lotbook.commands.recalling.release import release
from lotbook.commands.recalling.status import export_status, held, returned
from lotbook.commands.shell.command import Command, Outcome
from lotbook.commands.shell.who import who
from lotbook.commands.shell.workbook import open_workbook
from lotbook.domain.edits import Plan
from lotbook.domain.json_form import as_json
from lotbook.domain.values import number_text
from lotbook.errors import UsageError
from lotbook.hosts.host import Host
from lotbook.tables.recalls import RecallRow
from lotbook.tables.records import Records

if TYPE_CHECKING:
    from lotbook.commands.recalling.closing import Filed

_STEPS = ("sent", "answered", "release", "close")


class _Noted(NamedTuple):
    """A step that was noted, or with ``--dry-run`` would be; ``change`` None where none was asked for."""

    change: Plan | None = None
    entry: int | None = None
    remarks: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()


def run(options: Namespace) -> Outcome:
    """Tells how far the recalls are; with a step, notes it first."""
    steps = [step for step in _STEPS if getattr(options, step)]
    if len(steps) > 1 or ((steps or options.export or options.report) and not options.recall):
        raise UsageError(
            "One step of one recall at a time.",
            next_step='Write e.g. `lotbook recalls shop.xlsx RCL-001 --sent "Smith"`.',
        )
    writing = bool(steps) and not options.dry_run
    with open_workbook(options.workbook, writing=writing, cloud_ok=options.cloud_ok) as book:
        noted = _noted(options, book, steps[0], writing=writing) if steps else _Noted()
        records = Records(book)
        chosen = [the_recall(records, options.recall)] if options.recall else list(records.recalls)
        told = [_told(records, row) for row in chosen]
        whole = bool(options.recall) and not steps  # after a step the whole list would hide what was noted
        lines = [line for row in chosen for line in _lines(records, row, whole=whole)]
        noted = _with_papers(options, book, noted)
    return _outcome(options, noted, told, lines)


def _noted(options: Namespace, book: Host, step: str, *, writing: bool) -> _Noted:
    change, remarks = _plan(options, book, step)
    if not writing:
        return _Noted(change, None, remarks)
    entry, filed = _note(options, book, change, closing=step == "close")
    followed = keep_in_step(book, change.edits)
    return _Noted(change, entry, (*remarks, *filed.remarks, *followed), filed.files)


def _with_papers(options: Namespace, book: Host, noted: _Noted) -> _Noted:
    """With the lists and the status report that were asked for."""
    records, files, remarks = Records(book), list(noted.files), noted.remarks
    if options.export:
        files += export_status(records, the_recall(records, options.recall), Path(options.export))
    if options.report:
        from lotbook.commands.recalling.closing import status_report

        paper = status_report(options, book, the_recall(records, options.recall), Path(options.report))
        files += paper.files
        remarks = (*remarks, *paper.remarks)
    return noted._replace(files=tuple(files), remarks=remarks)


def _outcome(options: Namespace, noted: _Noted, told: list[dict[str, object]], lines: list[str]) -> Outcome:
    change = noted.change
    head = [f"{'' if noted.entry else 'Not written (dry run): '}{change.summary}"] if change else []
    answer: dict[str, object] = {
        "recalls": told,
        "changed": change.summary if change else "",
        "cells": [
            edit._asdict() | {"old": as_json(edit.old), "new": as_json(edit.new)} for edit in change.edits
        ]
        if change
        else [],
        "remarks": list(noted.remarks),
        "entry": noted.entry,
        "dry_run": options.dry_run,
        "exported": [str(path) for path in noted.files],
    }
    files = [f"Written: {path}" for path in noted.files]
    lines = [*(lines or ["There is no recall in the register."]), *files]
    return Outcome((*head, *noted.remarks, *lines), answer)


def _plan(options: Namespace, book: Host, step: str) -> tuple[Plan, tuple[str, ...]]:
    records = Records(book)
    recall = the_recall(records, options.recall)
    reason = options.reason.strip()
    if step == "sent":
        return sent(records, recall, options.sent, datetime.now(UTC)), ()
    if step == "answered":
        return _answer(options, book, records, recall), ()
    if step == "close":
        return close(records, recall, reason), ()
    if not reason:
        raise UsageError("A release needs a reason.", next_step='Write --reason "why the goods are good".')
    return release(records, recall, book.journal.entries(), reason)


def _answer(options: Namespace, book: Host, records: Records, recall: RecallRow) -> Plan:
    from lotbook.commands.recalling.closing import standing

    held, returned = amount_given(options.held, "--held"), amount_given(options.returned, "--returned")
    on = day_or_today(options.on)
    delivered = standing(records, recall, book.journal.entries(), JournalIdentifiers(book)).accounts
    return answered(
        records, recall, options.answered, on=on, held=held, returned=returned, delivered=delivered
    )


def _note(options: Namespace, book: Host, change: Plan, *, closing: bool) -> tuple[int | None, Filed]:
    """Writes a step; the closing report lies there before the register says that the recall is closed."""
    from lotbook.commands.recalling.closing import Filed, closing_report

    if not closing:
        return book.write(change, who=who(options)).entry, Filed((), (), {})
    filed = closing_report(options, book, the_recall(Records(book), options.recall), who(options))
    try:
        details = {**change.details, **filed.details}
        return book.write(change._replace(details=details), who=who(options)).entry, filed
    except BaseException:
        shutil.rmtree(filed.files[0].parent, ignore_errors=True)  # a report of a closing that did not happen
        raise


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
