"""The arguments of a command, declared once for the command line and for a click."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import NoReturn

from lotbook.commands.shell.command import Command
from lotbook.errors import UsageError


def declare(parser: ArgumentParser, command: Command) -> None:
    """Declares one command's own arguments and those every command has."""
    command.add_arguments(parser)
    parser.add_argument("--json", action="store_true", help="answer in JSON with documented keys")
    if command.writes:
        parser.add_argument("--dry-run", action="store_true", help="show what would change, change nothing")
        parser.add_argument(
            "--who", default="", metavar="NAME", help="name for the journal (default: your login)"
        )
        parser.add_argument(
            "--cloud-ok",
            action="store_true",
            help="write although the folder is synchronised by a cloud client",
        )


class _Parser(ArgumentParser):
    """Says what is wrong with an exception; a click has no terminal to end."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"The command was not understood: {message}.")


def parsed(command: Command, words: Sequence[str]) -> Namespace:
    """The options that words on the command line would give.

    Raises:
        UsageError: they are not understood.
    """
    parser = _Parser(prog=f"lotbook {command.verb}", add_help=False)
    declare(parser, command)
    return parser.parse_args(list(words))


def with_workbook(workbook: str, words: Sequence[str]) -> tuple[str, ...]:
    """The words of a click with the workbook among them: before what is named behind ``--``, else at the front.

    argparse takes names that stand apart from the first one for missing where they may be left out.
    """
    if "--" not in words:
        return workbook, *words
    at = words.index("--")
    return (*words[:at], "--", workbook, *words[at + 1 :])
