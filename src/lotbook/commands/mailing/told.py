"""One call of `mail`: the e-mails with what somebody answers for, what the journal keeps of it, and the answer."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from lotbook.checks.masters import EMAIL_AT_ANOTHER_CUSTOMER
from lotbook.commands.issuing.certified_since import CHANGED_SINCE
from lotbook.commands.mailing.routes import SMTP, Prepared
from lotbook.commands.mailing.sending import attached, name_of
from lotbook.commands.shell.command import Outcome
from lotbook.commands.shell.told import counted, findings_lines
from lotbook.documents.package.manifest import Override
from lotbook.domain.findings import Finding, Place
from lotbook.errors import EXIT_FINDINGS
from lotbook.mail.compose import Draft
from lotbook.tables.certificates import Certificate

_WAYS = {
    CHANGED_SINCE.code: '--accept-warnings "NAME: reason" for what was changed',
    EMAIL_AT_ANOTHER_CUSTOMER.code: "--elsewhere for the address",
}
JSON_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "certificate": "the certificate's number",
        "revision": "its revision",
        "to": "list of receivers",
        "mails": "list of {subject, files}: one for each e-mail",
        "route": "smtp, outlook (a draft is open in it), file, by hand (no draft could be written); empty in a dry run",
        "drafts": "the files that a mail program opens as drafts",
        "sent": "true when the server accepted every e-mail for every receiver",
        "findings": "list of what stands against mailing it: facts that were changed since, another customer's address; then "
        "nothing was prepared or sent, and the exit code is 1",
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
        findings: what stands against it, because nobody answers for it.
        elsewhere: somebody said that the receivers are right wherever they are.
        strange: what a person should look at in a draft; empty when nothing is.
    """

    row: Certificate
    every: tuple[Draft, ...]
    overrides: tuple[Override, ...]
    findings: tuple[Finding, ...]
    elsewhere: bool
    strange: str = ""

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
    told = _json(mail, done._replace(remarks=tuple(remarks)), said, entry, dry_run=dry_run)
    return Outcome(tuple(lines), told)


def refused(mail: Mail, cells: Mapping[Place, str], *, dry_run: bool) -> Outcome:
    """What stands against mailing it, and how somebody answers for it; nothing was prepared."""
    said = (
        f"{name_of(mail.row)} was not mailed: {counted(mail.findings)}. Correct it, or say that it is right: "
    )
    said += " and ".join(way for code, way in _WAYS.items() if code in {each.code for each in mail.findings})
    lines = [*findings_lines(mail.findings, cells), f"{said}."]
    return Outcome(tuple(lines), _json(mail, Prepared(""), f"{said}.", None, dry_run=dry_run), EXIT_FINDINGS)


def _json(mail: Mail, done: Prepared, said: str, entry: int | None, *, dry_run: bool) -> dict[str, object]:
    return {
        "certificate": mail.row.certificate_id,
        "revision": mail.row.revision,
        "to": list(mail.every[0].to),
        "mails": [
            {"subject": draft.subject, "files": [file.name for file in draft.files]} for draft in mail.every
        ],
        "route": done.route,
        "drafts": [str(file) for file in done.files],
        "sent": bool(entry) and done.route == SMTP,
        "findings": [each.as_json() for each in mail.findings],
        "remarks": list(done.remarks),
        "summary": said,
        "entry": entry,
        "dry_run": dry_run,
    }
