"""Whose name stands in the journal."""

from __future__ import annotations

from argparse import Namespace


def who(options: Namespace) -> str:
    """The name given with ``--who``, or the login name of who is at the keyboard."""
    given = str(getattr(options, "who", "") or "").strip()
    if given:
        return given
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name, as in some containers
        return "unknown"
