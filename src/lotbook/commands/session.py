"""One command being carried out: in whose name, and what is to be told besides its own answer."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from lotbook.commands.command import Command, Outcome
from lotbook.commands.who import who


class Session(NamedTuple):
    """Who works, and the sentences that come before the command's own lines."""

    who: str
    notices: list[str]


_CURRENT: ContextVar[Session] = ContextVar("session")


def current() -> Session:
    """The command being carried out; one of nobody's where a workbook is opened without a command."""
    return _CURRENT.get(Session("", []))


@contextmanager
def session(name: str) -> Iterator[Session]:
    """What is opened inside is opened in this person's name."""
    token = _CURRENT.set(Session(name, []))
    try:
        yield _CURRENT.get()
    finally:
        _CURRENT.reset(token)


def perform(command: Command, options: Namespace) -> Outcome:
    """Runs a command; what had to be told besides stands first in its lines and under ``notices`` in its JSON."""
    with session(who(options) if command.writes else "") as here:
        outcome = command.run(options)
    if not here.notices:
        return outcome
    answer = {**outcome.json, "notices": here.notices}
    return outcome._replace(lines=(*here.notices, *outcome.lines), json=answer)
