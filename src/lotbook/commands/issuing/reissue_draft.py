"""The e-mail draft to exactly those who got the certificate that was just replaced."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from lotbook.commands.mailing.letter import customer_of, drafts, files_of
from lotbook.commands.mailing.outbox import put
from lotbook.documents.file_names import file_name
from lotbook.documents.package.folder import Package
from lotbook.documents.pdf.merge import MANIFEST
from lotbook.errors import LotbookError
from lotbook.hosts.host import Host
from lotbook.mail.compose import addresses
from lotbook.tables.certificates import Certificate
from lotbook.tables.records import Records


class Put(NamedTuple):
    """The drafts, whom they go to, and why there are none though there should be."""

    files: tuple[Path, ...] = ()
    to: tuple[str, ...] = ()
    problem: str = ""


def put_draft(
    book: Host, replaced: Certificate, package: Package, templates: Path | None, *, who: str
) -> Put:
    """Writes the draft into the folder outbox and tells the journal; nothing where the former was never sent.

    The certificate is issued already, so whatever stands against the e-mail is told and stops nothing.
    """
    to = tuple(dict.fromkeys(addresses(replaced.sent_to)))
    if not to:
        return Put()
    try:
        files = _written(book, package, to, templates)
        told = (
            f"{replaced.certificate_id} {replaced.revision} was sent to {', '.join(to)}; a draft tells them."
        )
        book.journal.note(
            "mail", told, who=who, details={"to": list(to), "drafts": [each.name for each in files]}
        )
    except LotbookError as error:
        return Put((), to, f"No draft was made for {', '.join(to)}: {error.problem}")
    return Put(files, to)


def _written(book: Host, package: Package, to: tuple[str, ...], templates: Path | None) -> tuple[Path, ...]:
    said = json.loads((package.folder / MANIFEST).read_bytes())
    records = Records(book)
    company = {
        "name": records.setting("Company name"),
        "contact": " · ".join(
            filter(None, (records.setting("Company phone"), records.setting("Company e-mail")))
        ),
    }
    every = drafts(
        files_of(package.folder, said, every=False), said, company, customer_of(records, said),
        to=to, templates=templates, name="reissue",
    )  # fmt: skip
    sender = records.setting("Company e-mail")
    return tuple(put(book.folder, file_name(package.folder.name), every, sender=sender))
