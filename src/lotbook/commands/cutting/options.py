"""What a person says about a cut on the command line: the options, and the portions they stand for."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from decimal import Decimal, InvalidOperation

from lotbook.checks.shop import Shop
from lotbook.commands.cutting.plan import Portion, the_source
from lotbook.errors import UsageError
from lotbook.tables.lists import CUT_REASONS, MARK_METHODS, UNITS


def portions(shop: Shop, options: Namespace) -> list[Portion]:
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
    parser.add_argument(
        "--report",
        choices=("pdf", "word", "none"),
        default="pdf",
        help="the mark transfer report, where marks are asked for: Word and PDF, Word only, none (default: pdf)",
    )
    parser.add_argument(
        "--report-only", action="store_true", help="cut nothing; make the report of this lot as it stands"
    )
