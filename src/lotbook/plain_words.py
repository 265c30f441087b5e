"""The command line's own complaints in words a person without technical knowledge understands, with what to write instead."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from collections.abc import Callable
from typing import NoReturn


class PlainParser(ArgumentParser):
    """A parser that names what is missing or unknown in one sentence, and where the help stands; exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Tells what is wrong instead of the whole usage, then ends."""
        self.exit(2, f"{in_plain_words(message)}\nHow it is written: {self.prog} --help\n")


def in_plain_words(message: str) -> str:
    """One complaint of argparse as a sentence; as it is where it is none that is known."""
    for pattern, said in _SENTENCES:
        found = pattern.fullmatch(message)
        if found:
            return said(found)
    return f"{message[:1].upper()}{message[1:]}."


def _unknown(found: re.Match[str]) -> str:
    what, given = found["what"], found["given"]
    choices = re.findall(r"[\w.-]+", found["choices"])
    if what != "command":
        return f"{what} cannot be {given}. It may be {', '.join(choices)}."
    from difflib import get_close_matches

    near = get_close_matches(given, choices, n=3)
    return f"There is no command {given}." + (f" Did you mean {' or '.join(near)}?" if near else "")


_SENTENCES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (
        re.compile(
            r"argument (?P<what>\S+): invalid choice: '(?P<given>.*)' \(choose from (?P<choices>.*)\)"
        ),
        _unknown,
    ),
    (
        re.compile(r"the following arguments are required: (?P<what>.*)"),
        lambda found: f"Something is missing: {found['what']}.",
    ),
    (
        re.compile(r"unrecognized arguments: (?P<what>.*)"),
        lambda found: f"This is not understood: {found['what']}. Put a name with spaces into quotes.",
    ),
    (
        re.compile(r"argument (?P<what>\S+): expected (one argument|at least one argument|\d+ arguments?)"),
        lambda found: f"{found['what']} needs a value behind it.",
    ),
    (
        re.compile(r"argument (?P<what>\S+): invalid (int|float) value: '(?P<given>.*)'"),
        lambda found: f"{found['what']} needs a number; {found['given']} is none.",
    ),
)
