"""The shop's signing certificate on this computer: a small file of the user names it, the password stands elsewhere.

``signature.toml``::

    certificate = "C:/Shop/northfield.p12"

The password stands in the system's keyring or in the variable LOTBOOK_SIGN_PASSWORD, nowhere else.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

from lotbook.commands.issuing.number import Number
from lotbook.documents.package import signature
from lotbook.errors import PackageError
from lotbook.mail.configuration import place as mail_place
from lotbook.passwords import how_to_keep, stored

SERVICE = "lotbook-sign"  # the name of the password in the keyring; the user is the certificate's file name
PASSWORD = "LOTBOOK_SIGN_PASSWORD"  # noqa: S105 - the name of a variable
_PLACE = "LOTBOOK_SIGNATURE"


def place(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the file lies: beside that of the mail server, or where LOTBOOK_SIGNATURE says."""
    return Path(environment.get(_PLACE) or mail_place(environment).with_name("signature.toml"))


def signs(number: Number, town: str, file: Path | None = None) -> Callable[[bytes], bytes] | None:
    """What signs a merged PDF; None where this computer has no signing certificate set up.

    Raises:
        PackageError: it is set up, and cannot be used; nothing is issued unsigned then.
    """
    where = file or place()
    if not where.is_file():
        return None
    try:
        path = Path(str(tomllib.loads(where.read_text(encoding="utf-8-sig"))["certificate"]))
        content = path.read_bytes()
    except (OSError, ValueError, KeyError) as error:
        raise PackageError(
            f"{where} cannot be used: {error}.",
            next_step='It holds one line, certificate = "path of a .p12 file"; see docs/how-to/sign-packages.md.',
        ) from error
    signer = signature.signer_of(content, _password(path.name))
    return lambda pdf: signature.sign(pdf, signer, reason=number.name, place=town)


def _password(name: str, environment: Mapping[str, str] = os.environ) -> str:
    found = stored(SERVICE, name, PASSWORD, environment)
    if not found:
        raise PackageError(
            f"The password of the signing certificate {name} is not known on this computer.",
            next_step=how_to_keep(SERVICE, name, PASSWORD),
        )
    return found
