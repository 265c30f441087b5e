"""Sends the parts of a package and marks it as sent: what a server took is told at once, and never sent a second time."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lotbook.commands.issuing.register_status import ended, fingerprints
from lotbook.documents.package.verification import verify_package
from lotbook.domain.edits import Plan
from lotbook.domain.identifiers import same
from lotbook.errors import LotbookError, MailError, PackageError
from lotbook.hosts.entries import Entry, State
from lotbook.hosts.host import Host
from lotbook.mail.compose import Draft
from lotbook.mail.configuration import Smtp, password
from lotbook.mail.send import send
from lotbook.tables.certificates import Certificate


def name_of(row: Certificate) -> str:
    """What people call a certificate: its number and revision."""
    return f"{row.certificate_id} {row.revision}"


def attached(every: Sequence[Draft]) -> dict[str, str]:
    """File name -> SHA-256 of everything that goes with these e-mails."""
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for draft in every for file in draft.files
    }


def registered(book: Host, row: Certificate, made: Plan, name: str) -> int:
    """Marks in the register what was sent.

    Raises:
        MailError: the register cannot be written; that the papers did go out stands in the journal then.
    """
    try:
        return book.write(made, who=name).entry
    except LotbookError as error:
        book.journal.note("mail", f"{made.summary} The register could not be written.", who=name)
        raise MailError(
            f"{name_of(row)} was sent, but the register could not be written.",
            cause=error.problem,
            next_step="When the workbook can be written, say the same once more: it is only marked then, not sent again.",
        ) from error


def sent(
    book: Host, row: Certificate, every: Sequence[Draft], server: Smtp, *, again: bool, name: str
) -> list[str]:
    """Sends every part that no server took before, and returns the messages' own numbers.

    Args:
        book: the workbook, whose journal hears of each part as soon as a server has it.
        row: the certificate.
        every: the e-mails, in their order.
        server: where to.
        again: send also what was taken before.
        name: who sends.

    Raises:
        MailError: one was not taken; the same call sends only those that are left.
    """
    secret = password(server.user) if server.user else ""
    entries = [] if again else book.journal.entries()
    taken: list[str] = []
    for number, draft in enumerate(every, start=1):
        part = _part(row, draft, f"{number} of {len(every)}")
        if known := _taken_before(entries, part, draft.to):
            taken.append(known)
            continue
        try:
            as_issued(book, row)  # for each part once more: the one before may have taken minutes
            taken.append(send(draft, server, secret).message_id)
        except LotbookError as error:
            if not taken:
                raise
            told = f"Of {len(every)} e-mails with {name_of(row)}, {len(taken)} were taken; the next was not"
            book.journal.note("mail", f"{told}: {error.problem}", who=name)
            next_step = (
                f"{error.next_step} Then say the same once more: only the parts that are left are sent."
            )
            raise MailError(
                f"{told}.", cause=f"{error.problem} {error.cause}", next_step=next_step
            ) from error
        said = f"{name_of(row)}, e-mail {part['part']}, was taken for {', '.join(draft.to)}."
        book.journal.note(
            "mail", said, who=name, details={**part, "to": list(draft.to), "message_id": taken[-1]}
        )
    return taken


def _part(row: Certificate, draft: Draft, part: str) -> dict[str, object]:
    """What tells one e-mail from every other: its certificate, its place among the parts, its files."""
    files = attached([draft])
    return {"certificate": row.certificate_id, "revision": row.revision, "part": part, "attached": files}


def _taken_before(entries: Sequence[Entry], part: Mapping[str, object], to: Collection[str]) -> str:
    """The number of the message that a server took with this part for all these receivers; empty when none was."""
    wanted = {address.casefold() for address in to}
    for entry in reversed(entries):
        details = entry.details
        if entry.command != "mail" or entry.state is not State.NOTED or not details.get("message_id"):
            continue
        reached = {str(address).casefold() for address in _list(details.get("to"))}
        if wanted <= reached and all(details.get(name) == value for name, value in part.items()):
            return str(details["message_id"])
    return ""


def _list(value: object) -> Iterator[object]:
    yield from value if isinstance(value, list) else ()


def as_issued(book: Host, row: Certificate) -> Mapping[str, Any]:
    """The manifest of a package that is valid and unaltered, as the register and the journal know it.

    Raises:
        PackageError: it is not.
    """
    name = name_of(row)
    if row.status != "Issued":
        raise PackageError(
            f"{name} is {(row.status or 'without a status').lower()}, so it is not sent.",
            cause=row.reason or "",
            next_step="Issue it again, or release what holds it.",
        )
    found = verify_package(folder_of(book, row))
    if not (same(found.certificate_id, row.certificate_id) and same(found.revision, row.revision)):
        raise PackageError(
            f"The register names the package of {found.certificate_id} {found.revision} for {name}.",
            cause="Perhaps only some columns of the sheet Certificates were sorted.",
            next_step="Undo the sorting, or name the right folder in Package.",
        )
    entries = [entry for entry in book.journal.entries() if entry.state.stands]
    if over := ended(entries, found):
        raise PackageError(
            f"{name} is {over.lower()}, whatever the register says, so it is not sent.",
            cause="The journal knows it; Status was typed over, or only some columns were sorted.",
            next_step="Put the register right, and send the certificate that is valid.",
        )
    known = {*fingerprints(entries, found), *filter(None, [row.sha256])}
    if found.problems or any(found.sha256 != each for each in known):
        problem = found.problems[0] if found.problems else "its manifest is not the registered one."
        raise PackageError(f"The package of {name} is not as it was issued: {problem}")
    return found.said


def folder_of(book: Host, row: Certificate) -> Path:
    """Where the register says that the package lies."""
    return book.folder / (row.package or "").strip().replace("\\", "/")
