"""The command line: the same commands as the ribbon, as verbs. Parsing, printing, exit codes; nothing else."""

from __future__ import annotations

import gc
import os
import sys
from argparse import ArgumentParser, HelpFormatter, Namespace
from collections.abc import Mapping, Sequence
from importlib import import_module

from lotbook import __version__, commands, doors
from lotbook.commands.shell.arguments import declare
from lotbook.commands.shell.command import Command, Outcome
from lotbook.commands.shell.session import perform
from lotbook.errors import EXIT_FINE, LotbookError
from lotbook.plain_words import PlainParser


class _Help(HelpFormatter):
    """Help as wide as the terminal, found out without importing modules that the command itself has no use for."""

    def __init__(self, prog: str) -> None:
        try:
            width = int(os.environ.get("COLUMNS", "0")) or os.get_terminal_size().columns
        except (ValueError, OSError):
            width = 80
        super().__init__(prog, width=width - 2)


# Every verb of the command line -> the module that carries it out.
VERBS: Mapping[str, str] = {
    **{verb: f"lotbook.commands.{module}" for verb, module in commands.VERBS.items()},
    **{verb: f"lotbook.doors.{module}" for verb, module in doors.VERBS.items()},
}


def command(verb: str) -> Command:
    """The command of one verb; imports its module."""
    found = import_module(VERBS[verb]).COMMAND
    assert isinstance(found, Command)
    return found


def run() -> int:
    """What the `lotbook` command starts: one command, then the process ends."""
    gc.disable()  # a command is short and makes no rubbish in circles; looking for some takes a tenth of its time
    try:
        return main()
    except BrokenPipeError:  # the reader, such as `| head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FINE
    finally:
        gc.freeze()  # Python looks for rubbish once more when it ends; there is nothing left to look at


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = _parse(given)
    as_json: bool = options.json
    try:
        outcome = perform(command(options.verb), options)
    except LotbookError as error:
        _print_error(error, as_json=as_json)
        return error.exit_code
    except KeyboardInterrupt:
        print("Stopped. Nothing half-done was left behind.", file=sys.stderr)
        return 130
    _print(outcome, as_json=as_json)
    return outcome.exit_code


def _parse(given: list[str]) -> Namespace:
    """Imports only the module of the verb that was asked for, or all of them for the overview."""
    verb = next((word for word in given if not word.startswith("-")), "")
    verbs = (verb,) if verb in VERBS else tuple(VERBS)
    parser = PlainParser(
        prog="lotbook",
        description="Know where every piece of material came from and prove it.",
        epilog="Each command tells more with `lotbook <command> --help`.",
        formatter_class=_Help,
    )
    parser.add_argument("--version", action="version", version=f"Lotbook {__version__}")
    choices = parser.add_subparsers(dest="verb", metavar="command", required=True, prog="lotbook")
    for each in verbs:
        told = command(each).summary
        add_command(choices.add_parser(each, help=told, description=told, formatter_class=_Help), each)
    return parser.parse_args(given)


def add_command(parser: ArgumentParser, verb: str) -> None:
    """Declares one command's own arguments and those every command has."""
    declare(parser, command(verb))


def _print(outcome: Outcome, *, as_json: bool) -> None:
    _use_utf8()
    if as_json:
        import json

        print(json.dumps(dict(outcome.json), ensure_ascii=False, indent=2, default=str), flush=True)
    else:
        print("\n".join(outcome.lines), flush=True)


def _print_error(error: LotbookError, *, as_json: bool) -> None:
    _use_utf8()
    if as_json:
        import json

        problem = {
            "error": type(error).__name__,
            "problem": error.problem,
            "cause": error.cause,
            "next_step": error.next_step,
            "exit_code": error.exit_code,
        }
        print(json.dumps(problem, ensure_ascii=False, indent=2))
    else:
        for part in (error.problem, error.cause, error.next_step):
            if part:
                print(part, file=sys.stderr)


def _use_utf8() -> None:
    """A Windows console may still speak an old code page; a customer called Müller must not stop a command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
