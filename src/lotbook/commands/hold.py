"""Hold: everything a lot, heat or run reached is held, its certificates are marked, a notice waits for each customer."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from lotbook.commands.recalling import selection as recall_selection
from lotbook.commands.recalling.filed import JSON_KEYS, filed
from lotbook.commands.recalling.options import add_filing
from lotbook.commands.shell.command import Button, Command, Outcome
from lotbook.commands.shell.selection import Ask, Clicked, Refusal, Run, Selection

_ASKED = "Hold all of this and write the notices? Nothing is sent, and Undo takes it back."


def run(options: Namespace) -> Outcome:
    """Holds, marks and drafts in one step that Undo takes back; sends nothing."""
    return filed(options, drill=False, hold=True, notices=not options.no_notices)


def clicked(selection: Selection) -> Clicked:
    """What Recall would follow from here; asks why, shows what would be held, and asks once more."""
    meant = recall_selection.clicked(selection)
    if not isinstance(meant, Run):
        return meant

    def then(reason: str) -> Clicked:
        if not reason.strip():
            return Refusal("A hold needs a reason: whoever finds the goods must know why. Nothing was held.")
        why = f"--reason={reason.strip()}"
        return Run(
            tuple((*words, why) for words in meant.turns),
            confirm=_ASKED,
            instead=tuple((*words, why) for words in meant.instead),
        )

    return Ask("Hold", "Why is it held? The notices to the customers say this sentence.", "", then)


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the workbook, what to hold, why, and who signs."""
    add_filing(
        parser, "what to hold: everything these reached", "why, as the notices and the register say it"
    )
    parser.add_argument("--no-notices", action="store_true", help="hold and mark only; write no notices")


COMMAND = Command(
    verb="hold",
    summary="Hold everything that a lot, heat, supplier or run reached, mark its certificates, draft the notices.",
    add_arguments=add_arguments,
    run=run,
    writes=True,
    json_keys=JSON_KEYS,
    button=Button(
        group="Trace",
        label="Hold affected",
        icon="Lock",
        screentip="Hold everything affected",
        supertip=(
            "Open a recall of the selected lot, heat or run: hold what is left of it, mark its certificates and write a "
            "notice for each customer. It is shown first; nothing is sent, and Undo takes it back."
        ),
        keytip="J",
    ),
    clicked=clicked,
    saves=True,
)
