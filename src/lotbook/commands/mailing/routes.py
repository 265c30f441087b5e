"""The way of an e-mail that a person is to look at: opened in classic Outlook, else a file, else its words on screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from lotbook.commands.mailing.outbox import OUTLOOK, put
from lotbook.documents.file_names import file_name
from lotbook.errors import LotbookError, MailError
from lotbook.hosts.host import Host
from lotbook.mail import outlook
from lotbook.mail.compose import Draft
from lotbook.tables.certificates import Certificate

FILE, BY_HAND, SMTP = "file", "by hand", "smtp"


class Prepared(NamedTuple):
    """The route that was taken, the drafts it left as files, and what must be told."""

    route: str
    files: tuple[Path, ...] = ()
    remarks: tuple[str, ...] = ()


def prepared(book: Host, row: Certificate, every: Sequence[Draft], *, sender: str, as_file: bool) -> Prepared:
    """Prepares the e-mails in the first way that works; none of them sends anything.

    Args:
        book: the workbook; drafts go to the folder outbox beside it.
        row: the certificate.
        every: its e-mails.
        sender: for drafts that are files.
        as_file: do not ask Outlook.
    """
    passed: tuple[str, ...] = ()
    if not as_file and outlook.available():
        try:
            outlook.open_drafts(every)
        except MailError as error:
            passed = (
                " ".join(filter(None, (error.problem, error.cause)))
                + " The draft is a file instead; if Outlook shows one as well, close that one.",
            )
        else:
            return Prepared(OUTLOOK, (), ("The draft is open in Outlook: look at it, then send it.",))
    try:
        stem = file_name(f"{row.certificate_id}-{row.revision}")
        return Prepared(FILE, tuple(put(book.folder, stem, every, sender=sender)), passed)
    except LotbookError as error:
        return Prepared(BY_HAND, (), (*passed, *_by_hand(every, error)))


def _by_hand(every: Sequence[Draft], error: LotbookError) -> tuple[str, ...]:
    """Everything that a person needs to write the e-mail: where the files lie, and the words."""
    told = [f"No draft could be written: {error.problem} Write the e-mail yourself:"]
    for draft in every:
        told += [f"To: {', '.join(draft.to)}", f"Subject: {draft.subject}", draft.body.rstrip()]
        told += [f"Attach: {file}" for file in draft.files]
    return tuple(told)
