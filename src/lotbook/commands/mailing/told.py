"""One call of `mail`: the e-mails with what somebody answers for, what the journal keeps of it, and the answer."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from lotbook.commands.mailing.routes import SMTP, Prepared
from lotbook.commands.mailing.sending import attached, name_of
from lotbook.commands.shell.command import Outcome
from lotbook.documents.package.manifest import Override
from lotbook.mail.compose import Draft
from lotbook.tables.certificates import Certificate

JSON_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "certificate": "the certificate's number",
        "revision": "its revision",
        "to": "list of receivers",
        "mails": "list of {subject, files}: one for each e-mail",
        "route": "smtp, outlook (a draft is open in it), file, by hand (no draft could be written); empty in a dry run",
        "drafts": "the files that a mail program opens as drafts",
        "sent": "true when the server accepted every e-mail for every receiver",
        "remarks": "list of sentences, e.g. that papers of this customer went to another house before",
        "summary": "one sentence",
        "entry": "number of the journal entry; null when nothing was written",
        "dry_run": "true when nothing was to be written",
    }
)


class Mail(NamedTuple):
    """The e-mails of one certificate.

    Attributes:
        row: its row of the register.
        every: one, or a part each.
        overrides: facts that were changed since, and who answers for mailing it all the same.
        strange: what a person should look at in a draft; empty when nothing is.
        elsewhere: somebody said that the receivers are right wherever they are.
    """

    row: Certificate
    every: tuple[Draft, ...]
    overrides: tuple[Override, ...]
    strange: str
    elsewhere: bool

    @property
    def to(self) -> str:
        """The receivers in words."""
        return ", ".join(self.every[0].to) or "nobody yet"

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is told whatever comes of it."""
        told = (f"In spite of: {each.message} {each.name}: {each.reason}" for each in self.overrides)
        return (*filter(None, [self.strange]), *told)

    def details(self, done: Prepared) -> dict[str, object]:
        """What the journal keeps: of which certificate, to whom, which files, on which way, and who answered for what."""
        return {
            "certificate": self.row.certificate_id,
            "revision": self.row.revision,
            "to": list(self.every[0].to),
            "attached": attached(self.every),
            "drafts": [file.name for file in done.files],
            "route": done.route,
            "elsewhere": self.elsewhere,
            "overrides": [each.as_json() for each in self.overrides],
        }


def outcome(mail: Mail, done: Prepared, summary: str, entry: int | None, *, dry_run: bool) -> Outcome:
    """The answer for people and as JSON."""
    remarks = [*done.remarks]
    if entry and done.route != SMTP and not mail.every[0].to:
        remarks.append(
            "No e-mail address is known for this customer: fill in the receiver before you send it."
        )
    name = name_of(mail.row)
    said = summary or f"Not sent (dry run): {name} to {mail.to} in {len(mail.every)} e-mails."
    lines = [f"To {mail.to}: {draft.subject}" for draft in mail.every] if dry_run else []
    lines += [*(f"Draft: {file}" for file in done.files), said, *remarks]
    answer: dict[str, object] = {
        "certificate": mail.row.certificate_id,
        "revision": mail.row.revision,
        "to": list(mail.every[0].to),
        "mails": [
            {"subject": draft.subject, "files": [file.name for file in draft.files]} for draft in mail.every
        ],
        "route": done.route,
        "drafts": [str(file) for file in done.files],
        "sent": bool(entry) and done.route == SMTP,
        "remarks": remarks,
        "summary": said,
        "entry": entry,
        "dry_run": dry_run,
    }
    return Outcome(tuple(lines), answer)
