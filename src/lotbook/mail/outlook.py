"""Classic Outlook on Windows: opens a draft in it, ready to be looked at and sent by a person; it never sends.

Outlook cannot be run by the tests of this project, which have no Windows; what is here is small on purpose. It is asked
by a process of its own, so that a dialog in Outlook cannot hold Lotbook for ever. The new Outlook has no automation; where
somebody has changed to it, and on every other system, drafts are files.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from lotbook import windows_registry
from lotbook.errors import MailError
from lotbook.mail.compose import Draft

SECONDS = 60.0  # Outlook with a large mailbox takes long to start
_MAIL = 0  # olMailItem
_PLAIN = 1  # olFormatPlain
_BY_VALUE = 1  # olByValue: Outlook keeps a copy of the file
_CLASSIC = r"HKCR\Outlook.Application\CurVer"
_PREFERENCES = r"HKCU\Software\Microsoft\Office\16.0\Outlook\Preferences"
Values = Callable[[str], Mapping[str, object]]


class Outlook(NamedTuple):
    """The Outlook of the person at this computer: the classic one's version, and whether the new one is used instead."""

    version: str
    is_new: bool

    @property
    def opens_drafts(self) -> bool:
        """Whether it can be asked to open a draft."""
        return bool(self.version) and not self.is_new


def installed(values: Values = windows_registry.values) -> Outlook:
    """What the registry knows of Outlook: ``Outlook.Application.16`` is 16.0; no version where there is no classic one."""
    current = str(values(_CLASSIC).get("") or "")
    number = current.rpartition(".")[2]
    return Outlook(
        f"{number}.0" if number.isdecimal() else "", values(_PREFERENCES).get("UseNewOutlook") == 1
    )


def available(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether classic Outlook is installed and used, and somebody is logged on to see it; a service has none."""
    if sys.platform == "win32":
        seen = environment.get("SESSIONNAME", "") not in ("", "Services")
        return seen and importlib.util.find_spec("win32com") is not None and installed().opens_drafts
    return False


def open_drafts(every: Sequence[Draft], *, seconds: float = SECONDS) -> None:
    """Opens each e-mail in a window of Outlook.

    Raises:
        MailError: Outlook failed or did not answer in time; a window may be open all the same.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", __name__],
            input=as_request(every),
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise MailError("Outlook did not answer.", cause=f"{type(error).__name__}.") from error
    if done.returncode:
        last = next(reversed(done.stderr.strip().splitlines()), "")
        raise MailError("Outlook could not open the draft.", cause=last[-300:])


def as_request(every: Sequence[Draft]) -> str:
    """The e-mails as JSON, in ASCII whatever their language, for the process that asks Outlook."""
    return json.dumps(
        [
            {
                "to": "; ".join(draft.to),
                "subject": draft.subject,
                "body": draft.body,
                "files": [str(file.resolve()) for file in draft.files],
            }
            for draft in every
        ]
    )


def show(application: Any, request: str) -> None:  # noqa: ANN401 - an object of another program
    """Makes a message of each e-mail and opens its window; whether it is sent or thrown away is the person's."""
    for each in json.loads(request):
        message = application.CreateItem(_MAIL)
        message.BodyFormat = _PLAIN
        message.To, message.Subject, message.Body = each["to"], each["subject"], each["body"]
        for file in each["files"]:
            message.Attachments.Add(file, _BY_VALUE)
        message.Display()


if __name__ == "__main__":
    show(importlib.import_module("win32com.client").Dispatch("Outlook.Application"), sys.stdin.read())
