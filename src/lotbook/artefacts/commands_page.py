"""Writes the reference page of the command line: every command, its arguments, its JSON keys, every exit code."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from inspect import cleandoc

from lotbook import errors
from lotbook.cli import VERBS, add_command, command


def commands_page() -> str:
    """The page as Markdown text."""
    parts = [
        "# Commands",
        "",
        "The same commands as the ribbon's buttons, as verbs. They work on the closed workbook file, on any system,",
        "without Excel. `--json` answers with the keys listed here; they are stable. `--dry-run` shows what would",
        "change and changes nothing.",
        "",
        "A workbook of an earlier layout is brought to the present one before a command writes: a copy of it as it was",
        "is kept beside it, and the change is one entry of the journal that Undo takes back. Such news stands first in",
        "the answer, in JSON under `notices` (a list of sentences, only there when there are some).",
        "",
    ]
    for verb in VERBS:
        parts += _command(verb)
    return "\n".join([*parts, *_exit_codes()]) + "\n"


def _command(verb: str) -> list[str]:
    known = command(verb)
    parser = ArgumentParser(prog=f"lotbook {verb}", add_help=False)
    add_command(parser, verb)
    lines = [
        f"## {verb}",
        "",
        known.summary,
        "",
        "```text",
        f"lotbook {verb} {_usage(parser)}".rstrip(),
        "```",
        "",
    ]
    lines += ["| argument | what |", "|---|---|"]
    lines += [f"| `{name}` | {_cell(text)} |" for name, text in _arguments(parser)]
    lines += ["", "| JSON key | holds |", "|---|---|"]
    lines += [f"| `{key}` | {_cell(text)} |" for key, text in known.json_keys.items()]
    if known.button:
        lines += ["", f"Ribbon: **{known.button.label}** (group {known.button.group})."]
    return [*lines, ""]


def _usage(parser: ArgumentParser) -> str:
    """The arguments in one line, without the width of whoever's terminal."""
    text = " ".join(parser.format_usage().split())
    return re.sub(rf"^usage: {re.escape(parser.prog)} ?", "", text)


def _arguments(parser: ArgumentParser) -> list[tuple[str, str]]:
    found = []
    for action in parser._actions:  # noqa: SLF001  argparse has no other way to list what was declared
        names = ", ".join(action.option_strings) or str(action.metavar or action.dest)
        value = action.metavar or (action.dest.upper() if action.nargs != 0 else "")
        shown = f"{names} {value}" if action.option_strings and value else names
        found.append((shown, action.help or ""))
    return found


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _exit_codes() -> list[str]:
    kinds = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.LotbookError)
    ]
    rows = {
        errors.EXIT_FINE: ("Fine.", ""),
        errors.EXIT_FINDINGS: ("The command worked and found something that stops.", "Look at the findings."),
    }
    for kind in sorted(kinds, key=lambda kind: kind.exit_code):
        rows[kind.exit_code] = (cleandoc(kind.__doc__ or "").split("\n")[0], kind.next_step_default)
    lines = ["## Exit codes", "", "| code | means | what to do |", "|---|---|---|"]
    return [
        *lines,
        *(f"| {code} | {_cell(means)} | {_cell(do)} |" for code, (means, do) in sorted(rows.items())),
    ]
