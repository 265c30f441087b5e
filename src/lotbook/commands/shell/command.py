"""What every command module offers: a ``COMMAND`` that names the verb, its arguments, its run and its button."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from typing import NamedTuple

from lotbook.commands.shell.selection import Clicked, Selection
from lotbook.errors import EXIT_FINE


class Button(NamedTuple):
    """The command as the ribbon shows it; texts follow Microsoft's ribbon guide."""

    group: str
    label: str
    icon: str
    screentip: str
    supertip: str
    keytip: str
    large: bool = False


class Outcome(NamedTuple):
    """What a command answers: lines for people, the same as JSON with documented keys, and the exit code."""

    lines: tuple[str, ...]
    json: Mapping[str, object]
    exit_code: int = EXIT_FINE


class Command(NamedTuple):
    """One verb of the command line and one button of the ribbon.

    Attributes:
        summary: one sentence that completes "Use this to ...", starting with a capital verb.
        add_arguments: declares the arguments; ``--json`` and (for commands that write) ``--dry-run``,
            ``--cloud-ok`` and ``--who`` are added by the command line itself.
        run: does it; prints nothing, returns the outcome. Progress goes to standard error.
        writes: the command can change the workbook.
        json_keys: documented keys of its JSON answer: key -> what it holds.
        button: how the ribbon shows it; None for a verb of the command line alone.
        clicked: the words that a click means with this selection, or a question, or a refusal; None where the click
            needs no words.
        clicked_again: what to ask after an answer, such as a name and reason where only warnings stood against it; the
            words of the turn come first. None of it ends the click.
        saves: an open workbook is saved after it, because papers name what it wrote into the register.
    """

    verb: str
    summary: str
    add_arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], Outcome]
    writes: bool
    json_keys: Mapping[str, str]
    button: Button | None = None
    clicked: Callable[[Selection], Clicked] | None = None
    clicked_again: Callable[[tuple[str, ...], Outcome], Clicked | None] | None = None
    saves: bool = False
