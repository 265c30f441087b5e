"""Drill: a recall practised with any lot that was used; timed, filed and signed, nothing is held and nobody is told."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from lotbook.commands.recalling.filed import JSON_KEYS, filed
from lotbook.commands.recalling.opened import DRILL_REASON
from lotbook.commands.recalling.options import add_filing
from lotbook.commands.shell.command import Button, Command, Outcome


def run(options: Namespace) -> Outcome:
    """Picks a lot, unless one was named, and traces it against the clock."""
    return filed(options, drill=True, hold=False, notices=False, reason=options.reason or DRILL_REASON)


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the workbook, what to practise with, and who signs."""
    title = "what to practise with (default: any lot that something was made of)"
    add_filing(parser, title, "what the report says it was for")


COMMAND = Command(
    verb="drill",
    summary="Practise a recall against the clock: any used lot, every receiver, the balance, a signed report.",
    add_arguments=add_arguments,
    run=run,
    writes=True,
    json_keys=JSON_KEYS,
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
    saves=True,
)
