"""Sends the parts of a package and marks it as sent: what went out is always told, also when the register cannot be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lotbook.documents.verification import verify_package
from lotbook.domain.edits import Plan
from lotbook.domain.identifiers import same
from lotbook.errors import LotbookError, MailError, PackageError
from lotbook.hosts.host import Host
from lotbook.mail.compose import Draft
from lotbook.mail.configuration import Smtp, password
from lotbook.mail.send import send
from lotbook.tables.certificates import Certificate


def name_of(row: Certificate) -> str:
    """What people call a certificate: its number and revision."""
    return f"{row.certificate_id} {row.revision}"


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
            next_step=f"Do not send it again: enter Sent at and Sent to of {name_of(row)} by hand.",
        ) from error


def sent(
    book: Host, row: Certificate, folder: Path, every: Sequence[Draft], server: Smtp, *, name: str
) -> list[str]:
    """Sends every part and returns the messages' own numbers.

    Raises:
        MailError: one was not taken; when others were before it, the journal knows.
    """
    secret = password(server.user) if server.user else ""
    taken: list[str] = []
    for draft in every:
        try:
            as_issued(row, folder)  # once more: the first part may have taken minutes
            taken.append(send(draft, server, secret).message_id)
        except LotbookError as error:
            if not taken:
                raise
            told = f"Of {len(every)} e-mails with {name_of(row)}, {len(taken)} were taken; the next was not"
            book.journal.note("mail", f"{told}: {error.problem}", who=name)
            raise MailError(
                f"{told}.",
                cause=error.problem,
                next_step="Ask the customer to wait, then send all parts again.",
            ) from error
    return taken


def as_issued(row: Certificate, folder: Path) -> Mapping[str, Any]:
    """The manifest of a package that is valid and unaltered.

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
    found = verify_package(folder)
    if found.problems or (row.sha256 and found.sha256 != row.sha256):
        problem = found.problems[0] if found.problems else "its manifest is not the registered one."
        raise PackageError(f"The package of {name} is not as it was issued: {problem}")
    if not (same(found.certificate_id, row.certificate_id) and same(found.revision, row.revision)):
        raise PackageError(
            f"The register names the package of {found.certificate_id} {found.revision} for {name}.",
            cause="Perhaps only some columns of the sheet Certificates were sorted.",
            next_step="Undo the sorting, or name the right folder in Package.",
        )
    return found.said
