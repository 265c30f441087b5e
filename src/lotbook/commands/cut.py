"""Cut: takes pieces from a lot, each with its number, its mark and its tag; another person verifies the mark."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

from lotbook.checks.shop import Shop
from lotbook.commands.cells import cells_of
from lotbook.commands.command import Button, Command, Outcome
from lotbook.commands.cut_plan import Cutting, How, Portion, plan, the_source
from lotbook.commands.cut_verify import verify
from lotbook.commands.days import day_given
from lotbook.commands.selection import Ask, Clicked, Refusal, Run, Selection
from lotbook.commands.told import findings_lines
from lotbook.commands.who import who
from lotbook.commands.workbook import open_workbook
from lotbook.errors import EXIT_FINDINGS, EXIT_FINE, LotbookError, UsageError
from lotbook.hosts.host import Host
from lotbook.tables.lists import CUT_REASONS, MARK_METHODS, UNITS
from lotbook.tables.records import Records


def run(options: Namespace) -> Outcome:
    """Cuts, or verifies a piece; with ``--dry-run`` shows what would be written."""
    writing, entry, tags, remark = not options.dry_run, None, None, ""
    with open_workbook(options.workbook, writing=writing, cloud_ok=options.cloud_ok) as book:
        records = Records(book)
        today = datetime.now().astimezone().date()
        on = day_given(options.on, "--on") or today
        shop = Shop(records, today)
        made = _verified(shop, options, on) if options.verify else _cut(shop, book, options, on)
        if writing and not made.stops:
            entry = book.write(made.plan, who=who(options)).entry
            if made.plan.appends and options.labels != "none":
                tags, remark = _tags(book, made, options.labels)
        cells = cells_of(records, made.findings)
    lines = [*findings_lines(made.findings, cells)]
    if made.stops:
        lines.append("Nothing was written.")
    else:
        lines.append(f"{'' if writing else 'Not written (dry run): '}{made.plan.summary}")
    lines += [f"Tags to print: {tags}"] if tags else []
    lines += [remark] if remark else []
    answer: dict[str, object] = {
        "pieces": [] if made.stops else list(made.pieces),
        "findings": [finding.as_json() for finding in made.findings],
        "labels": str(tags) if tags else None,
        "summary": made.plan.summary,
        "entry": entry,
        "dry_run": options.dry_run,
    }
    return Outcome(tuple(lines), answer, EXIT_FINDINGS if made.stops else EXIT_FINE)


def _cut(shop: Shop, book: Host, options: Namespace, on: date) -> Cutting:
    how = How(on, options.unit, options.heat_marked.strip(), options.method, options.marked_by.strip())
    return plan(shop, book.journal.counters(), _portions(shop, options), how)


def _verified(shop: Shop, options: Namespace, on: date) -> Cutting:
    if not options.heat_marked.strip() or not options.verified_by.strip():
        raise UsageError(
            "To verify, say what you read on the piece and who you are.",
            next_step='Write --verify PIECE --heat-marked "as it stands there" --verified-by NAME.',
        )
    return verify(shop, options.verify, options.heat_marked.strip(), options.verified_by.strip(), on)


def _portions(shop: Shop, options: Namespace) -> list[Portion]:
    """What is taken: equal pieces and perhaps a remnant of one source, or the parts of a blend.

    Raises:
        UsageError: nothing, or too many different things, were asked for.
        NotFoundError: a source is not in the workbook.
    """
    if options.blend:
        if options.source or options.quantity or options.remnant:
            raise UsageError(
                "A blend names its parts itself.", next_step="Write --blend LOT=QUANTITY for each part only."
            )
        parts = [text.rpartition("=") for text in options.blend]
        return [Portion(the_source(shop, name), _amount(text, "--blend"), "Blend") for name, _, text in parts]
    if not options.source or not (options.quantity or options.remnant):
        raise UsageError(
            "Say what is cut from what.",
            next_step="Write e.g. `lotbook cut shop.xlsx AL6-0524-001 --quantity 400 --pieces 3`.",
        )
    if not 1 <= options.pieces <= 200:
        raise UsageError(f"{options.pieces} pieces: from 1 to 200 are cut at once.")
    source = the_source(shop, options.source)
    cut = (
        [Portion(source, _amount(options.quantity, "--quantity"), options.reason)] * options.pieces
        if options.quantity
        else []
    )
    return [
        *cut,
        *([Portion(source, _amount(options.remnant, "--remnant"), "Remnant")] if options.remnant else []),
    ]


def _amount(text: str, option: str) -> Decimal:
    try:
        amount = Decimal(text.strip())
    except InvalidOperation:
        amount = Decimal(0)
    if not amount.is_finite() or amount <= 0:
        raise UsageError(
            f"{option} {text!r} is no quantity.", next_step="Write a number above zero, e.g. 400 or 1.5."
        )
    return amount


def _tags(book: Host, made: Cutting, preset: str) -> tuple[Path | None, str]:
    """A tag for each new piece; when it cannot be made, the cut stands and says so."""
    from lotbook.documents.label import labels
    from lotbook.documents.label_sheet import PRESETS, draw
    from lotbook.documents.whole_file import write_whole

    target = book.folder / "labels" / f"{made.pieces[0]}{'-and-more' if len(made.pieces) > 1 else ''}.pdf"
    try:
        tags, _ = labels(Records(book), made.pieces)
        write_whole(target, draw(tags, PRESETS[preset]))
    except LotbookError as error:
        return None, f"The tags were not made: {error.problem} Print them with `lotbook labels`."
    return target, ""


def clicked(selection: Selection) -> Clicked:
    """Cuts from the one lot or piece that is selected; asks how much."""
    column = {"Receiving": "Lot ID", "Cuts": "New lot ID"}.get(selection.sheet, "")
    names = selection.texts(column)
    if len(names) != 1:
        return Refusal("Select the row of one lot on Receiving, or of one piece on Cuts, first.")
    source = names[0]

    def then(text: str) -> Clicked:
        amount, _, pieces = text.replace("x", "*").replace("×", "*").partition("*")
        words = ("--quantity", amount.strip(), *(("--pieces", pieces.strip()) if pieces.strip() else ()))
        return Run(((source, *words),))

    return Ask(
        f"Cut from {source}",
        "How much is each piece? For several equal pieces write e.g. 400 x 3. Who marked and who verified them is "
        "entered on the new rows of Cuts.",
        "",
        then,
    )


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the workbook, what is cut from what, the mark, and the verification."""
    parser.add_argument("workbook", help="the .xlsx workbook")
    parser.add_argument("source", nargs="?", default="", metavar="LOT", help="the lot or piece that is cut")
    parser.add_argument("--quantity", default="", metavar="N", help="how much each piece is")
    parser.add_argument(
        "--pieces", type=int, default=1, metavar="N", help="how many equal pieces (default: 1)"
    )
    parser.add_argument(
        "--remnant", default="", metavar="N", help="what goes back to stock as a piece of its own"
    )
    parser.add_argument(
        "--blend",
        action="append",
        default=[],
        metavar="LOT=N",
        help="instead: so much of this lot into one new lot",
    )
    parser.add_argument("--unit", choices=UNITS, default="", help="of the quantities (default: the lot's)")
    parser.add_argument("--reason", choices=CUT_REASONS[:3], default="Cut", help="why (default: Cut)")
    parser.add_argument(
        "--heat-marked", default="", metavar="HEAT", help="the heat as it stands on the piece"
    )
    parser.add_argument("--method", choices=MARK_METHODS, default="", help="how it was marked")
    parser.add_argument("--marked-by", default="", metavar="NAME", help="who marked it, as on People")
    parser.add_argument(
        "--verify", default="", metavar="PIECE", help="instead: this piece's mark was read by another person"
    )
    parser.add_argument("--verified-by", default="", metavar="NAME", help="who read it (with --verify)")
    parser.add_argument("--on", default="", metavar="DAY", help="when, e.g. 2024-05-03 (default: today)")
    parser.add_argument(
        "--labels",
        choices=("a4-21", "a4-8", "letter-30", "letter-10", "roll-62x29", "roll-100x50", "roll-4x6", "none"),
        default="a4-21",
        help="the paper of the pieces' tags (default: a4-21)",
    )


COMMAND = Command(
    verb="cut",
    summary="Cut a lot into pieces, each with its number, its heat and its tag; or verify the mark of a piece.",
    add_arguments=add_arguments,
    run=run,
    writes=True,
    json_keys={
        "pieces": "the new pieces, or the one that was verified",
        "findings": "list of findings: what stands against it, or must be looked at",
        "labels": "the file with the pieces' tags; null when none was made",
        "summary": "one sentence",
        "entry": "number of the journal entry; null when nothing was written",
        "dry_run": "true when nothing was to be written",
    },
    button=Button(
        group="Lot",
        label="Cut or split",
        icon="SplitCells",
        screentip="Cut or split a lot",
        supertip=(
            "Take pieces from the selected lot. Each gets the next number, inherits heat and certificate, and a tag to "
            "print. Unavailable for lots that are on Hold, Rejected or Returned."
        ),
        keytip="D",
    ),
    clicked=clicked,
)
