"""How far a long command is: the one thing that a command prints itself, for a person, never among its answer.

It goes to standard error, so that a program that reads the answer does not meet it.
"""

from __future__ import annotations

import sys

_WIDTH = 78


def step(text: str, *, ends: bool = True) -> None:
    """Says a step on a line of its own, or begins the line that a later call ends."""
    print(text, end="\n" if ends else "", file=sys.stderr, flush=True)


def passing(text: str, *, last: bool = False) -> None:
    """Shows on one line what is done just now, each in the place of the one before; only where somebody looks.

    Args:
        text: cut to one line of a small terminal.
        last: nothing follows, and the line stays.
    """
    if sys.stderr.isatty():
        print(f"\r{text[:_WIDTH]:<{_WIDTH}}", end="\n" if last else "", file=sys.stderr, flush=True)
