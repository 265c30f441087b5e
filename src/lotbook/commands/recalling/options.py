"""What a recall may be asked and told to do, as options of the command line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from datetime import date
from typing import Any

from lotbook.commands.shell.days import day_given
from lotbook.domain.filters import Filters
from lotbook.domain.json_form import as_json
from lotbook.errors import UsageError

_FILTERS = {
    "lot": ("LOT", "lot or cut piece"),
    "heat": ("HEAT", "heat or maker's lot number, as on certificate, material or piece"),
    "supplier": ("SUPPLIER", "everything this supplier delivered"),
    "supplier-lot": ("NUMBER", "the supplier's own lot number, on certificate, material or delivery note"),
    "material": ("MATERIAL", "material code"),
    "certificate": ("NUMBER", "number of a supplier's or outside processor's certificate"),
    "purchase-order": ("NUMBER", "our purchase order"),
    "run": ("RUN", "run, which is the batch code"),
    "work-order": ("NUMBER", "work order or traveler"),
    "machine": ("MACHINE", "everything made on this machine"),
    "operator": ("NAME", "everything this person ran"),
    "gauge": ("NUMBER", "everything measured with this gauge"),
    "process-supplier": ("SUPPLIER", "everything this outside processor worked on"),
    "part": ("NUMBER", "every run of this part"),
    "revision": ("REVISION", "only runs of this revision; needs --part"),
    "serial": ("SERIAL", "the run of one unit; only that unit where units are tracked one by one"),
}
_HELP = (
    "Filters of deliveries (--lot to --purchase-order) narrow each other, filters of runs (--run to --serial) narrow "
    "each other; a filter given several times widens it. Given both, the recall starts from the chosen lots and the "
    "chosen runs. --from and --to narrow lots by the day received and runs by the days they were worked on, with --gauge "
    "and --process-supplier by the day measured or done; alone they choose both."
)


def filters_of(options: Namespace) -> Filters:
    """The filters as given on the command line.

    Raises:
        UsageError: a filter is empty, a day is none or could be two, or the last day comes before the first.
    """
    given = {
        name.replace("-", "_"): tuple(getattr(options, name.replace("-", "_")) or ()) for name in _FILTERS
    }
    for name, values in given.items():
        if not all(value.strip() for value in values):
            option = name.replace("_", "-")
            raise UsageError(
                f"--{option} was given without a value.", next_step=f"Write --{option} and what to look for."
            )
    first, last = day_given(options.from_day, "--from"), day_given(options.to_day, "--to")
    if first and last and last < first:
        raise UsageError(f"--to {last} comes before --from {first}.", next_step="Exchange the two days.")
    return Filters(**given, from_day=first, to_day=last, siblings=options.siblings)


def filters_as_json(filters: Filters) -> dict[str, object]:
    """What was asked, so that it can be asked again: the filters that were given, days as yyyy-mm-dd."""
    given = {name: value for name, value in filters._asdict().items() if value}
    return {name: as_json(value) for name, value in given.items()}


def filters_from_json(told: Mapping[str, object]) -> Filters:
    """The same read back.

    Raises:
        ValueError: it is none.
        TypeError: it is none.
    """
    asked: dict[str, Any] = {}
    for name, value in told.items():
        asked[name] = tuple(value) if isinstance(value, list) else value
        if name in ("from_day", "to_day"):
            asked[name] = date.fromisoformat(str(value))
    return Filters(**asked)


def add_filing(parser: ArgumentParser, title: str, reason: str) -> None:
    """Declares what a recall that is filed at once is asked: the workbook, where to start, why, and who signs."""
    parser.add_argument("workbook", help="the .xlsx workbook")
    add_filters(parser, title)
    parser.add_argument("--reason", default="", help=reason)
    parser.add_argument("--signer", default="", metavar="NAME", help="who signs (default: as in Settings)")


def recall_acting(options: Namespace) -> bool:
    """Whether something is to be done beside answering."""
    return bool(options.hold or options.notices or options.drill)


def add_filters(parser: ArgumentParser, title: str = "where to start") -> None:
    """Declares the filters of a recall."""
    group = parser.add_argument_group(title, _HELP)
    for name, (metavar, told) in _FILTERS.items():
        group.add_argument(f"--{name}", action="append", metavar=metavar, help=told)
    group.add_argument("--from", dest="from_day", metavar="DAY", help="first day, e.g. 2024-05-03")
    group.add_argument("--to", dest="to_day", metavar="DAY", help="last day")
    group.add_argument(
        "--siblings",
        action="store_true",
        help="recall other deliveries with the same heat or certificate, too",
    )


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the workbook, the filters and what to do with the answer."""
    parser.add_argument("workbook", help="the .xlsx workbook")
    add_filters(parser)
    acting = parser.add_argument_group("what to do about it, in one step that `lotbook undo` takes back")
    acting.add_argument(
        "--hold", action="store_true", help="hold every affected lot, piece and run, mark their certificates"
    )
    acting.add_argument(
        "--notices",
        action="store_true",
        help="write a notice and an e-mail draft for each customer; sends nothing",
    )
    acting.add_argument("--reason", default="", help="why, as the notices and the register say it")
    acting.add_argument("--signer", default="", metavar="NAME", help="who signs (default: as in Settings)")
    acting.add_argument(
        "--drill",
        action="store_true",
        help="practise: all but hold and send, with any used lot unless you name one; filed in the register",
    )
    parser.add_argument(
        "--export",
        metavar="DIR",
        help="also write every list as CSV, all as one .xlsx, and the picture of the chain",
    )
    parser.add_argument(
        "--report",
        metavar="DIR",
        help="also write the report as Word and PDF; opens no recall and holds nothing",
    )
    parser.add_argument(
        "--no-write", action="store_true", help="leave the sheet Recall as it is; only answer"
    )
