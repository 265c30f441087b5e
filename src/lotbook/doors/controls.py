"""Every button there is, in the order of the ribbon: the one list that ribbon, toolbar, window and README are made of.

It imports every command; a click imports only its own.
"""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from lotbook.commands import VERBS
from lotbook.commands.shell.command import Button, Command
from lotbook.doors.only_clicked import ONLY_CLICKED

GROUPS = ("Lot", "Check", "Trace", "Certificate", "Shop")


class Control(NamedTuple):
    """One button: its id is the command's verb, or the name of a button that has none."""

    id: str
    button: Button


def _command(verb: str) -> Command:
    found = import_module(f"lotbook.commands.{VERBS[verb]}").COMMAND
    assert isinstance(found, Command)
    return found


def _controls() -> tuple[Control, ...]:
    """By group, the large ones first, then as the registry of commands has them."""
    of_commands = ((verb, _command(verb).button) for verb in VERBS)
    every = [*of_commands, *ONLY_CLICKED.items()]
    found = [Control(name, button) for name, button in every if button is not None]
    return tuple(sorted(found, key=lambda each: (GROUPS.index(each.button.group), not each.button.large)))


CONTROLS: tuple[Control, ...] = _controls()
