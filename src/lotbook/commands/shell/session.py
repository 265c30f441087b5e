"""One command being carried out: in whose name, and what is to be told besides its own answer."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, NamedTuple

from lotbook.commands.shell.command import Command, Outcome
from lotbook.commands.shell.who import who

if TYPE_CHECKING:
    from lotbook.hosts.host import OpenHost


class Session(NamedTuple):
    """Who works, the sentences that come before the command's own lines, and the open workbook a door works on."""

    who: str
    notices: list[str]
    live: OpenHost | None = None


_CURRENT: ContextVar[Session] = ContextVar("session")


def current() -> Session:
    """The command being carried out; one of nobody's where a workbook is opened without a command."""
    return _CURRENT.get(Session("", []))


@contextmanager
def session(name: str, live: OpenHost | None = None) -> Iterator[Session]:
    """What is opened inside is opened in this person's name; in the open workbook, where a door gives one."""
    token = _CURRENT.set(Session(name, [], live))
    try:
        yield _CURRENT.get()
    finally:
        _CURRENT.reset(token)


def perform(command: Command, options: Namespace, live: OpenHost | None = None) -> Outcome:
    """Runs a command; what had to be told besides stands first in its lines and under ``notices`` in its JSON.

    Args:
        command: which.
        options: its arguments.
        live: the open workbook it works on; None for the closed file that the arguments name.
    """
    with session(who(options) if command.writes else "", live) as here:
        outcome = command.run(options)
    if not here.notices:
        return outcome
    answer = {**outcome.json, "notices": here.notices}
    return outcome._replace(lines=(*here.notices, *outcome.lines), json=answer)
