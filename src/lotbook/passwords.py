"""Passwords of this computer's user: in a variable or in the system's keyring, never in a file of ours."""

from __future__ import annotations

import os
from collections.abc import Mapping

from lotbook import optional_parts


def stored(service: str, user: str, variable: str, environment: Mapping[str, str] = os.environ) -> str:
    """The password of a user, from the variable or the keyring; empty where neither has it.

    Args:
        service: the name it stands under in the keyring.
        user: whose it is.
        variable: of the environment, which comes first.
        environment: the variables of this process.
    """
    if environment.get(variable):
        return environment[variable]
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return ""
    try:
        return keyring.get_password(service, user) or ""
    except KeyringError:
        return ""


def how_to_keep(service: str, user: str, variable: str) -> str:
    """What to do so that a password is known on this computer: the lines to type, or the variable to set.

    Args:
        service: the name it stands under in the keyring.
        user: whose it is.
        variable: of the environment, which does as well.
    """
    first = "" if optional_parts.has_keyring() else f"{optional_parts.install('keyring')}, then "
    return f"Store it once: {first}{optional_parts.keep_password(service, user)}; or set {variable}."
