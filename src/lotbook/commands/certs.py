"""Check certificates: each delivery's paper is read, kept, compared with metal and order; people release, never the computer."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from datetime import date

from lotbook.checks.shop import Shop
from lotbook.commands.certificates.case import chosen, examine
from lotbook.commands.certificates.checking import check
from lotbook.commands.certificates.deciding import decide, wanted
from lotbook.commands.certificates.scans import looked_at
from lotbook.commands.issuing.released_by_hand import released_by_hand
from lotbook.commands.shell.command import Button, Command, Outcome
from lotbook.commands.shell.selection import Ask, Clicked, Refusal, Run, Selection
from lotbook.commands.shell.workbook import open_workbook
from lotbook.commands.undoing.journal_entries import entries_of
from lotbook.tables.records import Records


def run(options: Namespace) -> Outcome:
    """Checks, or with a decision releases, rejects or reviews; with ``--dry-run`` says what would come of it."""
    today = date.today()  # noqa: DTZ011 - the shop's own day
    writing = not options.dry_run
    with open_workbook(options.workbook, writing=writing, cloud_ok=options.cloud_ok) as book:
        shop = Shop(Records(book), today)
        lots = wanted(options) or options.lot
        by_hand = tuple(released_by_hand(entries_of(book.journal), shop.records))
        receipts = chosen(shop.records.receiving, lots, also={finding.place.row for finding in by_hand})
        examined = [looked_at(each) for each in examine(shop, receipts, book.folder, by_hand)]
        if wanted(options):
            return decide(book, shop, examined, options, today)
        return check(book, shop, examined, options, today)


def clicked(selection: Selection) -> Clicked:
    """The selected deliveries, or all that wait where none is selected."""
    marked = selection.sheet == "Receiving" and selection.marked
    lots = selection.texts("Lot ID") if marked else ()
    if marked and not lots:
        return Refusal(
            "The marked rows have no Lot ID. Number them first, or mark one cell only to check everything."
        )
    return Run((tuple(word for lot in lots for word in ("--lot", lot)),))


def clicked_again(words: tuple[str, ...], outcome: Outcome) -> Clicked | None:
    """After a check: who releases what agrees? Cancel leaves it in Quarantine."""
    lots = outcome.json.get("proposed")
    if "--release" in words or not isinstance(lots, list) or not lots:
        return None
    shown = ", ".join(lots[:8]) + (f" and {len(lots) - 8} more" if len(lots) > 8 else "")
    text = (
        f"These agree with their certificates: {shown}. Who releases them? Type a name from the sheet People; Cancel "
        "leaves them in Quarantine."
    )
    return Ask("Release", text, "", _released_by(lots))


def _released_by(lots: Sequence[str]) -> Callable[[str], Clicked]:
    named = tuple(word for lot in lots for word in ("--release", lot))
    return lambda name: Run(((*named, "--who", name.strip()),))


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the workbook, what to look at, and what a person decides."""
    from lotbook.commands.certificates.review import EVERY

    parser.add_argument("workbook", help="the .xlsx workbook")
    parser.add_argument(
        "--lot", action="append", default=[], metavar="LOT",
        help="only this delivery; may be given several times (default: all that are not released)",
    )  # fmt: skip
    parser.add_argument(
        "--chase",
        action="store_true",
        help="also draft reminders for what is missing, and score the suppliers",
    )
    decide_group = parser.add_argument_group(
        "what a person decides", "The person is named with --who, as on the sheet People."
    )
    for verb, told in (
        ("release", "release this delivery; it is compared once more before"),
        ("review", "record that its values were compared with the limits, and make the review card"),
        ("reject", "reject it for a reason the computer cannot see (with --reason)"),
    ):
        decide_group.add_argument(f"--{verb}", action="append", default=[], metavar="LOT", help=told)
    decide_group.add_argument(
        "--reason", default="", metavar="TEXT", help="why it is rejected; goes into the letter"
    )
    decide_group.add_argument(
        "--seen", default="", metavar="TEXT",
        help="what you saw where the computer was not sure; recorded with your name",
    )  # fmt: skip
    decide_group.add_argument(
        "--sampling",
        default=EVERY,
        metavar="TEXT",
        help=f"the rule by which it is reviewed (default: {EVERY})",
    )


COMMAND = Command(
    verb="certs",
    summary="Compare each delivery's certificate with the metal and the order, and draft letters where it is wrong.",
    add_arguments=add_arguments,
    run=run,
    writes=True,
    json_keys={
        "workbook": "the file that was read",
        "deliveries": "list of {lot, row, supplier, material, heat_on_material, status (before), file, sha256, paper, outcome, "
        "compared: [{what, ours, theirs, result}], certificate: {schema, number, dated, type, heats, lots, grades, "
        "specifications, orders, amounts, maker, country, values, signed_by} or null, review: [{name, value, own_limits, "
        "own_result, house_limits, house_result, note}], scan: {page, read, exact} or null, findings}",
        "proposed": "list of Lot IDs that agree with their certificates and may be released by a person",
        "released": "list of Lot IDs that were released",
        "reviewed": "list of Lot IDs whose values were reviewed",
        "rejected": "list of Lot IDs that a person rejected",
        "against": "list of findings: what stands against a release or review",
        "letters": "list of {letter, mail, supplier, email, lots}: drafts that were written",
        "cards": "list of review cards that were written",
        "pictures": "list of cut-outs of scans that a person compares with the tag",
        "scorecard": "list of {supplier, received, rejected, waiting, oldest, mean_days}, with --chase",
        "order_notes": "list of texts for the next purchase order, with --chase",
        "summary": "one sentence",
        "entry": "number of the journal entry; null when nothing was written",
        "dry_run": "true when nothing was to be written",
    },
    button=Button(
        group="Check",
        label="Check certificates",
        icon="DataValidation",
        screentip="Check certificates",
        supertip=(
            "Read the certificate of every delivery that is not released, keep a copy, and compare heat, grade, "
            "specification, order, type and values. What is wrong is rejected with a letter to the supplier; what agrees "
            "is proposed, and a trained person releases it."
        ),
        keytip="R",
        large=True,
    ),
    clicked=clicked,
    clicked_again=clicked_again,
)
