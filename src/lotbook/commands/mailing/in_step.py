"""What follows the register of certificates: the e-mail drafts that wait, and its copy register.csv."""

from __future__ import annotations

from collections.abc import Iterable

from lotbook.commands.issuing.register_file import keep_register
from lotbook.commands.mailing.outbox import give_back, withdraw
from lotbook.domain.edits import Edit
from lotbook.domain.identifiers import key
from lotbook.hosts.host import Host
from lotbook.tables.certificates import SHEET
from lotbook.tables.records import Records


def keep_in_step(book: Host, edits: Iterable[Edit]) -> tuple[str, ...]:
    """After rows of the register were changed: withdraws drafts, brings drafts back, and writes the copy anew.

    Args:
        book: the workbook as it is now.
        edits: what was changed or taken back; without a row of the register nothing is done.

    Returns:
        Sentences for people: which drafts, and what could not be done.
    """
    names = {key(edit.key) for edit in edits if edit.sheet == SHEET.name}
    if not names:
        return ()
    rows = [row for row in Records(book).certificates if key(f"{row.certificate_id} {row.revision}") in names]
    told = [give_back(book, row) if row.status == "Issued" else withdraw(book, row) for row in rows]
    return tuple(filter(None, (*told, keep_register(book))))
