"""The e-mail draft to exactly those who got the certificate that was just replaced, or for whom it was prepared."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lotbook.commands.mailing.letter import customer_of, drafts, files_of
from lotbook.commands.mailing.outbox import put
from lotbook.commands.mailing.receivers import at_another_customer
from lotbook.documents.file_names import file_name
from lotbook.documents.package.folder import Package
from lotbook.documents.pdf.merge import MANIFEST
from lotbook.errors import LotbookError, UsageError
from lotbook.hosts.host import Host
from lotbook.mail.compose import addresses
from lotbook.tables.certificates import Certificate
from lotbook.tables.records import Records


class Put(NamedTuple):
    """The drafts, whom they go to, how far these got the former, and why there are none though there should be."""

    files: tuple[Path, ...] = ()
    to: tuple[str, ...] = ()
    problem: str = ""
    got: str = ""


def put_draft(
    book: Host, replaced: Certificate, package: Package, templates: Path | None, *, who: str
) -> Put:
    """Writes the draft into the folder outbox and tells the journal; nothing where the former was prepared for nobody.

    A draft that was sent by hand is not known to have gone out, so whoever the former was prepared for is told as well.
    The certificate is issued already, so whatever stands against the e-mail is told and stops nothing.
    """
    sent = tuple(dict.fromkeys(addresses(replaced.sent_to)))
    to = tuple(dict.fromkeys((*sent, *_prepared_for(book, replaced))))
    if not to:
        return Put()
    got = "who got the former" if sent == to else "for whom the former was prepared"
    try:
        files = _written(book, replaced, package, to, templates)
        name = f"{replaced.certificate_id} {replaced.revision}"
        word = "sent to" if sent == to else "sent to or prepared for"
        told = f"{name} was {word} {', '.join(to)}; a draft tells them."
        book.journal.note("mail", told, who=who, details=_details(package, to, files))
    except LotbookError as error:
        return Put((), to, f"No draft was made for {', '.join(to)}: {error.problem}", got)
    return Put(files, to, got=got)


def _prepared_for(book: Host, replaced: Certificate) -> Iterator[str]:
    """Whom drafts of a certificate were made for, as the journal knows."""
    mine = {"certificate": replaced.certificate_id, "revision": replaced.revision}
    for entry in book.journal.entries():
        to = entry.details.get("to")
        if entry.command == "mail" and mine.items() <= entry.details.items() and isinstance(to, list):
            yield from map(str, to)


def _details(package: Package, to: Sequence[str], files: Sequence[Path]) -> dict[str, object]:
    head = _said(package)["certificate"]
    return {
        "certificate": head["id"],
        "revision": head["revision"],
        "to": list(to),
        "drafts": [each.name for each in files],
    }


def _said(package: Package) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((package.folder / MANIFEST).read_bytes())
    return said


def _written(
    book: Host, replaced: Certificate, package: Package, to: tuple[str, ...], templates: Path | None
) -> tuple[Path, ...]:
    said, records = _said(package), Records(book)
    name = str(said["chain"].get("customer") or "")
    if other := at_another_customer(records, replaced, name, to, book.journal.entries()):
        raise UsageError(other[0].message)
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
