"""The e-mail draft to exactly those who got the certificate that was just replaced."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from lotbook.commands.mail_letter import customer_of, drafts, files_of
from lotbook.documents.file_names import file_name
from lotbook.documents.merge import MANIFEST
from lotbook.documents.package import Package
from lotbook.documents.whole_file import write_whole
from lotbook.errors import LotbookError
from lotbook.hosts.host import Host
from lotbook.mail.compose import addresses, as_eml
from lotbook.tables.certificates import Certificate
from lotbook.tables.records import Records

OUTBOX = "outbox"


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
    made = []
    for number, draft in enumerate(every, start=1):
        part = f" {number} of {len(every)}" if len(every) > 1 else ""
        made.append(book.folder / OUTBOX / f"{file_name(package.folder.name)}{part}.eml")
        write_whole(made[-1], as_eml(draft, sender=records.setting("Company e-mail")))
    return tuple(made)
