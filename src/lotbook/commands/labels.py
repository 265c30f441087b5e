"""Labels: for lots, pieces and runs, on sheets, rolls or a Zebra printer; with the codes that scanners read."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from lotbook.commands.issuing.order import near
from lotbook.commands.shell.command import Button, Command, Outcome
from lotbook.commands.shell.selection import Clicked, Refusal, Run, Selection
from lotbook.commands.shell.workbook import open_workbook
from lotbook.documents.papers.label import Label, labels
from lotbook.documents.papers.label_sheet import PRESETS, draw
from lotbook.documents.papers.label_zpl import zpl
from lotbook.documents.whole_file import write_whole
from lotbook.domain.data_identifiers import parse
from lotbook.domain.keyboard_layouts import TEST_TEXT
from lotbook.errors import NotFoundError, UsageError
from lotbook.tables.records import Records

_ZPL = "zpl"
_MOST = 1000
TEST_CARD = Label(
    "TEST CARD",
    (
        ("", "Scan the code into a cell:"),
        ("", TEST_TEXT),
        ("", "must stand there, sign by sign."),
        ("", "Else set the scanner's keyboard to your country."),
    ),
    TEST_TEXT,
    f"1T{parse(TEST_TEXT)['lot']}",
)


def run(options: Namespace) -> Outcome:
    """Writes the labels into one file to be printed."""
    _refuse_counts(options)
    with open_workbook(options.workbook) as book:
        made = _labels(Records(book), options.id)
        folder = book.folder
    every = [
        label for label in ([TEST_CARD] if options.test_card else []) + made for _ in range(options.copies)
    ]
    target = Path(options.out) if options.out else folder / "labels" / _name(options)
    write_whole(target, _content(every, options))
    answer: dict[str, object] = {
        "file": str(target),
        "labels": [{"title": each.title, "facts": dict(each.facts), "code": each.code} for each in every],
        "preset": options.preset,
    }
    hint = (
        "Send it to the printer as it is."
        if options.preset == _ZPL
        else "Print it at 100 %, not fitted to the page."
    )
    return Outcome((f"{len(every)} {'label' if len(every) == 1 else 'labels'}: {target}", hint), answer)


def _refuse_counts(options: Namespace) -> None:
    if not options.id and not options.test_card:
        raise UsageError(
            "Nothing to label.", next_step="Name lots, pieces or runs, e.g. PLY-0524-001, or --test-card."
        )
    if not 1 <= options.copies * max(len(options.id), 1) <= _MOST:
        raise UsageError(f"{options.copies} copies: at most {_MOST} labels are made at once.")


def _labels(records: Records, wanted: Sequence[str]) -> list[Label]:
    """The labels of these lots, pieces and runs; all of them or an error that names what is not there."""
    made, unknown = labels(records, wanted)
    if unknown:
        known = [lot.lot_id for lot in records.receiving] + [cut.new_lot_id for cut in records.cuts]
        raise NotFoundError(
            f"No lot, piece or run is called {', '.join(unknown)}.",
            next_step=near(unknown[0], [*known, *(each.run_id for each in records.manufacture)]),
        )
    return made


def _content(every: list[Label], options: Namespace) -> bytes:
    if options.preset == _ZPL:
        return zpl(every).encode()
    preset = PRESETS[options.preset]
    if not 1 <= options.first <= preset.columns * preset.rows:
        raise UsageError(
            f"--first {options.first}: this paper has the positions 1 to {preset.columns * preset.rows}."
        )
    return draw(every, preset, first=options.first)


def _name(options: Namespace) -> str:
    ending = "zpl" if options.preset == _ZPL else "pdf"
    what = "-".join(options.id[:3]) or "test-card"
    more = f"-and-{len(options.id) - 3}-more" if len(options.id) > 3 else ""
    return f"{date.today():%Y-%m-%d}-{''.join(s if s.isalnum() or s == '-' else '_' for s in what)}{more}.{ending}"  # noqa: DTZ011


_IDENTIFIERS = {
    "Receiving": "Lot ID",
    "Cuts": "New lot ID",
    "Manufacture": "Run ID",
    "Materials used": "Source",
}


def clicked(selection: Selection) -> Clicked:
    """A label for each selected lot, piece or run."""
    names = selection.texts(_IDENTIFIERS.get(selection.sheet, ""))
    if not names:
        return Refusal("Select rows of Receiving, Cuts or Manufacture that have an identifier first.")
    return Run((("--", *names),))


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the workbook, what to label, the paper and the place."""
    presets = "; ".join(f"{key}: {preset.name}" for key, preset in PRESETS.items())
    parser.add_argument("workbook", help="the .xlsx workbook")
    parser.add_argument("id", nargs="*", metavar="ID", help="lots, pieces or runs, e.g. PLY-0524-001")
    parser.add_argument(
        "--preset",
        choices=(*PRESETS, _ZPL),
        default="a4-21",
        help=f"the paper. {presets}; zpl: Zebra, 100 x 50 mm",
    )
    parser.add_argument("--copies", type=int, default=1, metavar="N", help="of each label (default: 1)")
    parser.add_argument(
        "--first", type=int, default=1, metavar="N", help="first free label of a sheet begun before"
    )
    parser.add_argument(
        "--test-card", action="store_true", help="a card that shows whether printer and scanner are right"
    )
    parser.add_argument(
        "--out", default="", metavar="FILE", help="where to (default: labels/ beside the workbook)"
    )


COMMAND = Command(
    verb="labels",
    summary="Print labels for lots, pieces and runs, with a QR code and a bar code that any scanner reads.",
    add_arguments=add_arguments,
    run=run,
    writes=False,
    json_keys={
        "file": "the file to print",
        "labels": "list of {title, facts: {name: value}, code}, one for each label",
        "preset": "the paper it is made for",
    },
    button=Button(
        group="Lot",
        label="Print labels",
        icon="LabelsDialog",
        screentip="Print labels",
        supertip=(
            "Make a label for each selected lot, piece or run, with its heat, a QR code and a bar code that scanners "
            "read. The file opens ready to print."
        ),
        keytip="P",
    ),
    clicked=clicked,
)
