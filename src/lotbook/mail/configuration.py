"""How this computer sends mail: a small file of the user, never the workbook, because a workbook goes through many hands.

``mail.toml``::

    host = "smtp.example.com"
    port = 587                  # 465 for security = "tls"
    security = "starttls"       # or "tls"; "none" only for this computer itself
    user = "office@example.com"
    sender = "Lotbook <office@example.com>"

The password stands in the system's keyring or in the variable LOTBOOK_SMTP_PASSWORD, nowhere else.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from lotbook.errors import MailError
from lotbook.passwords import how_to_keep, stored

SERVICE = "lotbook-smtp"  # the name of the password in the keyring
PASSWORD = "LOTBOOK_SMTP_PASSWORD"  # noqa: S105 - the name of a variable
_PLACE = "LOTBOOK_MAIL"
_KEYS = {"host": str, "port": int, "security": str, "user": str, "sender": str}
_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_THIS_COMPUTER = frozenset({"localhost", "127.0.0.1", "::1"})


class Smtp(NamedTuple):
    """A mail server and who we are there; without ``user`` nobody logs in."""

    host: str
    port: int
    security: str
    user: str
    sender: str


def place(environment: Mapping[str, str] = os.environ, system: str = sys.platform) -> Path:
    """Where the file lies: in the user's own configuration folder, or where LOTBOOK_MAIL says."""
    if environment.get(_PLACE):
        return Path(environment[_PLACE])
    home = Path.home()
    if system == "win32":
        return Path(environment.get("APPDATA") or home / "AppData" / "Roaming") / "Lotbook" / "mail.toml"
    if system == "darwin":
        return home / "Library" / "Application Support" / "Lotbook" / "mail.toml"
    return Path(environment.get("XDG_CONFIG_HOME") or home / ".config") / "lotbook" / "mail.toml"


def smtp(file: Path | None = None) -> Smtp | None:
    """The configured server; None when there is no file.

    Raises:
        MailError: the file cannot be used; its message names the line or key.
    """
    where = file or place()
    if not where.is_file():
        return None
    try:
        found = tomllib.loads(where.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise _wrong(where, f"{error}") from error
    for key, value in found.items():
        if key not in _KEYS:
            hint = " A password never stands in this file." if "pass" in key.lower() else ""
            raise _wrong(where, f"{key} is not known there.{hint}")
        if not isinstance(value, _KEYS[key]) or isinstance(value, bool):
            raise _wrong(where, f"{key} has the wrong form")
    security = str(found.get("security", "starttls"))
    if security not in _PORTS:
        raise _wrong(where, f"security is {security!r}; it is starttls, tls or none")
    host, sender = str(found.get("host", "")), str(found.get("sender", ""))
    if not host or "@" not in sender:
        raise _wrong(where, "host and sender are needed, the sender with its address")
    if security == "none" and host not in _THIS_COMPUTER:
        raise _wrong(where, "security = none would send certificates and the password in the clear")
    return Smtp(host, int(found.get("port", _PORTS[security])), security, str(found.get("user", "")), sender)


def password(user: str, environment: Mapping[str, str] = os.environ) -> str:
    """The password of a user, from the variable or the keyring.

    Raises:
        MailError: neither has it.
    """
    found = stored(SERVICE, user, PASSWORD, environment)
    if not found:
        raise MailError(
            f"The mail password of {user} is not known on this computer.",
            next_step=how_to_keep(SERVICE, user, PASSWORD),
        )
    return found


def _wrong(where: Path, what: str) -> MailError:
    return MailError(
        f"{where} cannot be used: {what.rstrip('.')}.",
        next_step="docs/how-to/mail-a-package.md shows what stands there.",
    )
