"""Remember: what a customer sent papers back for becomes a check that its next papers must pass."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import datetime

from lotbook.commands.issuing.order import near
from lotbook.commands.shell.command import Command, Outcome
from lotbook.commands.shell.days import day_given
from lotbook.commands.shell.who import who
from lotbook.commands.shell.workbook import open_workbook
from lotbook.domain.edits import Append, Plan
from lotbook.domain.identifiers import key, same
from lotbook.errors import NotFoundError, UsageError
from lotbook.tables.records import Records
from lotbook.tables.standing import (
    ASK,
    FOR,
    NEEDS,
    ONE,
    ONE_OF,
    ONLY,
    PAPER,
    Standing,
    headers,
    in_words,
    next_name,
    rule,
    standing,
)


def plan(check: Standing) -> Plan:
    """One row more on the sheet Settings; nothing else changes.

    Args:
        check: what is to be looked at, for whom, and the story.
    """
    value = f"{in_words(check)}{FOR}{check.customer}"
    values = {"Setting": check.name, "Value": value, "Meaning": check.story}
    return Plan(
        "remember",
        f"{check.name} is looked at for {check.customer} from now on: {in_words(check)}.",
        appends=(Append("Settings", values, check.name),),
        details={"customer": check.customer, "check": in_words(check), "story": check.story},
    )


def run(options: Namespace) -> Outcome:
    """Remembers a rejection; without a reason tells what is remembered."""
    writing = bool(options.reason.strip()) and not options.dry_run
    with open_workbook(options.workbook, writing=writing, cloud_ok=options.cloud_ok) as book:
        records = Records(book)
        customer = _customer(records, options.customer)
        if not options.reason.strip():
            return _told(customer, standing(records.settings_rows, customer))
        check = _asked(records, customer, options)
        made = plan(check)
        entry = book.write(made, who=who(options)).entry if writing else None
    said = made.summary if writing else f"Not written (dry run): {made.summary}"
    lines = [said, *_hint(check, options.reason)]
    return Outcome(tuple(lines), _answer(customer, (check,), said, entry, dry_run=options.dry_run))


def _customer(records: Records, name: str) -> str:
    for row in records.customers:
        if same(row.customer, name):
            return row.customer or ""
    raise NotFoundError(
        f"There is no customer {name}.",
        next_step=near(name, (row.customer for row in records.customers)),
    )


def _asked(records: Records, customer: str, options: Namespace) -> Standing:
    """The standing check that the options describe; a question to a person where they describe none.

    Raises:
        UsageError: more than one is described, or one that is none.
    """
    given = [(kind, text) for kind in (NEEDS, ONLY, PAPER, ONE) if (text := getattr(options, kind).strip())]
    if len(given) > 1:
        raise UsageError(
            "One rejection becomes one check.", next_step="Remember it twice, each time with one of them."
        )
    kind, text = given[0] if given else (ASK, "")
    day = day_given(options.on, "--on") or datetime.now().astimezone().date()
    name = next_name(records.settings_rows)
    found = rule(kind, text, Standing(name, 0, customer, "", story=f"{day}: {options.reason.strip()}"))
    if found.kind:
        return found
    columns = [f"{sheet}: {header}" for sheet, header in headers()]
    raise UsageError(
        f"{text!r} is nothing that can be looked at.",
        next_step=near(text.partition("=")[0].strip(), columns, otherwise=_HOW),
    )


_HOW = 'Write the sheet and its column, e.g. "Receiving: Country of melt" or "Receiving: Certificate type = 3.1, 3.2".'


def _hint(check: Standing, reason: str) -> list[str]:
    """Columns that the reason names, where only a person is asked so far."""
    if check.kind != ASK:
        return []
    named = [
        f"{sheet}: {header}" for sheet, header in headers() if " " in header and key(header) in key(reason)
    ]
    line = "Somebody must answer for it each time a certificate is issued for this customer."
    if not named:
        return [line]
    return [
        line,
        f'To have it looked at without asking: lotbook undo, then remember it with --needs "{named[0]}".',
    ]


def _told(customer: str, checks: Sequence[Standing]) -> Outcome:
    lines = [f"{check.name}: {in_words(check) or 'cannot be understood'}. {check.story}" for check in checks]
    summary = (
        f"{len(checks)} remembered for {customer}." if checks else f"Nothing is remembered for {customer}."
    )
    return Outcome((*lines, summary), _answer(customer, checks, summary, None, dry_run=False))


def _answer(
    customer: str, checks: Sequence[Standing], summary: str, entry: int | None, *, dry_run: bool
) -> dict[str, object]:
    return {
        "customer": customer,
        "checks": [{"name": c.name, "check": in_words(c), "story": c.story} for c in checks],
        "summary": summary,
        "entry": entry,
        "dry_run": dry_run,
    }


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the customer, its reason, and what is to be looked at."""
    parser.add_argument("workbook", help="the .xlsx workbook")
    parser.add_argument("customer", help="as on the sheet Customers")
    parser.add_argument(
        "reason",
        nargs="?",
        default="",
        help="why papers came back, as the customer wrote (default: tell what is remembered)",
    )
    parser.add_argument("--needs", default="", metavar='"SHEET: COLUMN"', help="this column must be filled")
    parser.add_argument(
        "--only",
        default="",
        metavar='"SHEET: COLUMN = VALUES"',
        help="this column must hold one of these values",
    )
    parser.add_argument("--paper", default="", metavar="PAPER", help="this paper must be in the package")
    parser.add_argument(
        "--one",
        default="",
        choices=("", *ONE_OF),
        metavar="WHAT",
        help="one heat, lot or run for each certificate",
    )
    parser.add_argument("--on", default="", metavar="DAY", help="the day it came back (default: today)")


COMMAND = Command(
    verb="remember",
    summary="Remember why a customer sent papers back, so that its next certificate must pass that check.",
    add_arguments=add_arguments,
    run=run,
    writes=True,
    json_keys={
        "customer": "the customer's name",
        "checks": "list of {name, check, story}: what was remembered now, or what is remembered",
        "summary": "one sentence",
        "entry": "number of the journal entry; null when nothing was written",
        "dry_run": "true when nothing was to be written",
    },
)
