"""Undo: takes back the last command, byte for byte where nobody changed the workbook since, else cell by cell."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from typing import NamedTuple

from lotbook.commands.mailing.in_step import keep_in_step
from lotbook.commands.shell.command import Button, Command, Outcome
from lotbook.commands.shell.selection import Clicked, Run, Selection
from lotbook.commands.shell.session import current
from lotbook.commands.shell.who import who
from lotbook.commands.shell.workbook import open_workbook
from lotbook.commands.undoing.added_rows import rows_emptied, stand_in_registers
from lotbook.commands.undoing.cell_by_cell import refuse_named, told_by_cell
from lotbook.commands.undoing.files import take_back
from lotbook.commands.undoing.rows import where_rows_stand
from lotbook.commands.undoing.unsaved import left_out, told
from lotbook.domain.edits import Edit, Plan
from lotbook.errors import MovedError, UndoError
from lotbook.hosts.entries import Entry, value_as_json
from lotbook.hosts.file.book import FileBook
from lotbook.hosts.file.restoring import restore
from lotbook.hosts.host import Host
from lotbook.hosts.snapshots import Snapshots

_REGISTER = "Certificates"


class TakeBack(NamedTuple):
    """What Undo will do: which entry, whether by its snapshot, and the plan that the journal tells."""

    entry: Entry
    whole: bool
    plan: Plan


def plan(entries: Sequence[Entry], fingerprint: str, kept: Callable[[int], bool]) -> TakeBack:
    """The last command that is still in the workbook, and how it is taken back.

    Args:
        entries: the journal, oldest first.
        fingerprint: of the workbook as it is now.
        kept: whether the snapshot before an entry is still there; only those of the last changes are.

    Raises:
        UndoError: there is nothing to take back, or it cannot be taken back safely.
    """
    undone = {
        entry.details.get("undoes") for entry in entries if entry.command == "undo" and entry.state.stands
    }
    standing = [
        entry
        for entry in entries
        if entry.state.stands
        and entry.command != "undo"
        and entry.number not in undone
        and entry.before != entry.after
    ]
    if not standing:
        raise UndoError("There is nothing to take back.", next_step="`lotbook log` lists what was done.")
    last = standing[-1]
    if last.after == fingerprint and kept(last.number):
        _refuse_issued(last)
        return TakeBack(last, whole=True, plan=_plan(last, ()))
    # Somebody saved the workbook since, or it is too long ago. A report is rebuilt by its own command, so what lies before it is meant.
    changing = [entry for entry in standing if entry.edits or entry.appends or entry.links or entry.columns]
    if not changing:
        raise UndoError(
            f"Only {_names(last.reports)} was rebuilt, and the workbook was changed since.",
            next_step="Nothing of your data was changed; run the command again to rebuild the report.",
        )
    last = changing[-1]
    _refuse_issued(last)
    return TakeBack(last, whole=False, plan=_plan(last, _reversed(last)))


def _plan(entry: Entry, edits: tuple[Edit, ...]) -> Plan:
    summary = f"Took back entry {entry.number}, {entry.command} by {entry.who}: {entry.summary}"
    return Plan("undo", summary, edits=edits, details={"undoes": entry.number})


def _refuse_issued(entry: Entry) -> None:
    sent = entry.details.get("sent")
    if isinstance(sent, list) and sent:
        raise UndoError(
            f"{_names(list(map(str, sent)))}: what was sent cannot be taken back.",
            next_step="If it was noted by mistake, empty the cell Sent at by hand.",
        )
    touched = [append.key for append in entry.appends if append.sheet == _REGISTER]
    touched += [edit.key for edit in entry.edits if edit.sheet == _REGISTER]
    if touched and entry.command not in ("recall", "recalls"):  # which only mark them
        voided = entry.command == "void"
        raise UndoError(
            f"{_names(list(dict.fromkeys(touched)))} stands in the register of certificates; this cannot be taken back.",
            cause="A void certificate stays void."
            if voided
            else "A certificate that was issued may be in a customer's hands; its number must stay.",
            next_step="Issue a new one." if voided else "Void the certificate, or issue a new revision.",
        )


def _reversed(entry: Entry) -> tuple[Edit, ...]:
    """The edits that put each cell back; the host refuses them all when one cell no longer holds what was written."""
    if entry.appends and not stand_in_registers(entry):
        rows = _names(
            [f"{append.sheet} row {row}" for append, row in zip(entry.appends, entry.rows, strict=True)]
        )
        raise UndoError(
            f"{entry.command} added {rows}, and the workbook was changed since.",
            cause="Deleting rows by number could take away other rows than those that were added.",
            next_step="Delete these rows by hand after looking at them.",
        )
    if entry.columns:
        added = _names([f"{column.header!r} to {column.sheet}" for column in entry.columns])
        raise UndoError(
            f"{entry.command} added the column {added}, and the workbook was changed since.",
            cause="Deleting a column could take away what was typed into it.",
            next_step="Delete the column by hand after looking at it.",
        )
    if not entry.edits and not entry.appends:
        raise UndoError(
            f"{entry.command} set links on cells, and the workbook was changed since.",
            next_step="Remove the links by hand; `lotbook log` lists them.",
        )
    return _back(entry.edits)


def _back(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    return tuple(edit._replace(old=edit.new, new=edit.old) for edit in reversed(edits))


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(names[:5])
    return f"{shown} and {len(names) - 5} more" if len(names) > 5 else shown


def run(options: Namespace) -> Outcome:
    """Takes back the last command, or with ``--dry-run`` tells what would be taken back."""
    writing = not options.dry_run
    with open_workbook(options.workbook, writing=writing, cloud_ok=options.cloud_ok, as_it_is=True) as book:
        snapshots = Snapshots(book.data_folder)
        entries = book.journal.entries()
        lost = left_out(book, entries)
        fingerprint = "" if current().live else book.fingerprint  # an open workbook has no snapshots
        standing = [entry for entry in entries if entry not in lost]
        taken = plan(standing, fingerprint, lambda entry: bool(snapshots.path(entry)))
        if not taken.whole:
            taken = taken._replace(plan=_by_cells(book, taken))
            refuse_named(book, taken.entry)
        entry = _apply(book, snapshots, taken, who(options)) if writing else None
        left = take_back(book.folder, taken.entry.details) if entry else ()
        concerned = [edit for each in (taken.entry, *lost) for edit in each.edits]
        followed = keep_in_step(book, concerned) if entry else ()
    done = _outcome(taken, entry, lost, dry_run=options.dry_run)
    return done._replace(lines=(*done.lines, *left, *followed))


def _by_cells(book: Host, taken: TakeBack) -> Plan:
    """The plan in a workbook that was saved since: each cell where its row stands now, and added rows emptied."""
    edits = where_rows_stand(book, taken.entry.command, taken.plan.edits)
    emptied = rows_emptied(book, taken.entry)
    return taken.plan._replace(edits=(*edits, *emptied.edits), links=emptied.links)


def _apply(book: Host, snapshots: Snapshots, taken: TakeBack, name: str) -> int:
    snapshot = snapshots.path(taken.entry.number) if taken.whole else None
    try:
        if snapshot:
            assert isinstance(
                book, FileBook
            )  # only closed files have fingerprints that snapshots are kept under
            return restore(book, snapshot, taken.entry.before, taken.plan, who=name)
        return book.write(taken.plan, who=name).entry
    except MovedError as error:
        raise UndoError(
            f"{taken.entry.command} cannot be taken back, because the workbook was changed since.",
            cause=error.problem,
        ) from error


def _outcome(taken: TakeBack, entry: int | None, lost: Sequence[Entry], *, dry_run: bool) -> Outcome:
    done = taken.entry
    lines = [
        *map(told, lost),
        f"{'Would take' if dry_run else 'Took'} back entry {done.number}, {done.command}: {done.summary}",
    ]
    if taken.whole:
        lines.append("The workbook is byte for byte as it was before." if not dry_run else "Byte for byte.")
    else:
        lines += told_by_cell(done, taken.plan.edits)
    if done.issued:
        numbers = _names([issued.identifier for issued in done.issued])
        lines.append(f"Not given out again: {numbers}.")
    answer: dict[str, object] = {
        "undone": done.number,
        "command": done.command,
        "summary": done.summary,
        "way": "snapshot" if taken.whole else "cells",
        "cells": [
            {"sheet": e.sheet, "row": e.row, "column": e.column, "value": value_as_json(e.new)}
            for e in (_back(done.edits) if taken.whole else taken.plan.edits)
        ],
        "not_saved": [each.number for each in lost],
        "entry": entry,
        "dry_run": dry_run,
    }
    return Outcome(tuple(lines), answer)


def clicked(selection: Selection) -> Clicked:
    """Shows what would be taken back, whatever is selected, and asks."""
    del selection
    return Run(((),), confirm="Take this back?")


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the workbook."""
    parser.add_argument("workbook", help="the .xlsx workbook")


COMMAND = Command(
    verb="undo",
    summary="Take back the last thing Lotbook did to the workbook.",
    add_arguments=add_arguments,
    run=run,
    writes=True,
    json_keys={
        "undone": "number of the journal entry that was taken back",
        "command": "the command it told of",
        "summary": "what that command had done",
        "way": "snapshot (byte for byte) or cells (put back one by one, because the workbook was changed since)",
        "cells": "list of {sheet, row, column, value}: the cells as they are again",
        "not_saved": "numbers of later journal entries that are not in the workbook: it was closed without saving",
        "entry": "number of the journal entry of this undo; null when nothing was written",
        "dry_run": "true when nothing was to be written",
    },
    button=Button(
        group="Shop",
        label="Undo",
        icon="Undo",
        screentip="Undo the last command",
        supertip=(
            "Put the workbook back as it was before the last Lotbook command. Numbers that were given out stay used. "
            "Unavailable for issued certificates; void them instead."
        ),
        keytip="U",
    ),
    clicked=clicked,
)
