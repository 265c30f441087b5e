"""The text of an e-mail in the customer's language: the shop's own where it has one, else the one that ships."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from lotbook.documents.language.translation import ENGLISH
from lotbook.documents.language.words import CODES
from lotbook.shipped import shipped


class MailText(NamedTuple):
    """A text template with the language it is written in, by its name: ``package.fr.txt``."""

    file: Path
    language: str

    def read(self) -> str:
        """What stands in it."""
        return self.file.read_text(encoding="utf-8-sig")


def mail_text(kind: str, language: str | None, templates: Path | None) -> MailText:
    """The text in the customer's language, else in English; the shop's own wins over the one that ships.

    Args:
        kind: what it carries: ``package``, ``reissue`` or ``recall_notice``.
        language: as on the sheet Customers.
        templates: the shop's own templates.
    """
    code = CODES.get(language or "", "")
    named = [(f"{kind}.{code}.txt", language or ENGLISH)] if code else []
    for name, said in (*named, (f"{kind}.txt", ENGLISH)):
        own = templates / "mail" / name if templates else None
        if own and own.is_file():
            return MailText(own, said)
        if (file := shipped("templates", "mail").joinpath(name)).is_file():
            return MailText(file, said)
    return MailText(shipped("templates", "mail", f"{kind}.txt"), ENGLISH)
