"""The folder of e-mail drafts: what a draft is called, how one is withdrawn whose certificate is not valid, and comes back."""

from __future__ import annotations

from collections.abc import Sequence
from glob import escape
from pathlib import Path

from lotbook.documents.file_names import file_name
from lotbook.documents.whole_file import write_whole
from lotbook.hosts.host import Host
from lotbook.mail.compose import Draft, as_eml
from lotbook.tables.certificates import Certificate

OUTBOX = "outbox"
OUTLOOK = "outlook"  # the route of a draft that was opened in Outlook, as the journal keeps it
_WITHDRAWN = ".withdrawn"  # behind .eml, so that no mail program opens it


def put(folder: Path, stem: str, every: Sequence[Draft], *, sender: str) -> list[Path]:
    """Writes each e-mail as a draft that a mail program opens; ``folder`` is the workbook's."""
    made = []
    for number, draft in enumerate(every, start=1):
        part = f" {number} of {len(every)}" if len(every) > 1 else ""
        made.append(folder / OUTBOX / f"{stem}{part}.eml")
        write_whole(made[-1], as_eml(draft, sender=sender))
    return made


def withdraw(book: Host, row: Certificate) -> str:
    """Sets the drafts of a certificate aside that is void or replaced, so that nobody sends them by mistake.

    Returns:
        A sentence that names them, or why one could not be renamed; empty when there is none.
    """
    drafts = _of(book, row, ".eml")
    if not drafts:
        return _in_outlook(book, row)
    try:
        for draft in drafts:
            draft.replace(draft.with_name(draft.name + _WITHDRAWN))
    except OSError:
        return f"Do not send {draft.name} in the folder {OUTBOX}: its certificate is not valid any more."
    names = ", ".join(sorted(draft.name for draft in drafts))
    return f"{names} in the folder {OUTBOX} was withdrawn, so that nobody sends it. If it went out, tell whoever got it."


def give_back(book: Host, row: Certificate) -> str:
    """Brings withdrawn drafts of a certificate back that is in force again; one that was prepared anew meanwhile stays.

    Returns:
        A sentence that names them, or says that they must be prepared anew; empty when there is none.
    """
    drafts = [draft for draft in _of(book, row, f".eml{_WITHDRAWN}") if not draft.with_suffix("").exists()]
    if not drafts:
        return ""
    try:
        for draft in drafts:
            draft.rename(draft.with_suffix(""))
    except OSError:
        return f"{draft.stem} could not be brought back; prepare it anew with `lotbook mail`."
    return f"{', '.join(sorted(draft.stem for draft in drafts))} is in the folder {OUTBOX} again."


def _in_outlook(book: Host, row: Certificate) -> str:
    """What Outlook was asked to show cannot be withdrawn from here; the journal knows of it."""
    wanted = {"certificate": row.certificate_id, "revision": row.revision, "route": OUTLOOK}
    shown = [
        entry
        for entry in book.journal.entries()
        if entry.command == "mail" and wanted.items() <= entry.details.items()
    ]
    if not shown or row.sent_at:
        return ""
    day = f"{shown[-1].at:%Y-%m-%d}"
    return f"A draft of {row.certificate_id} {row.revision} was opened in Outlook on {day}: delete it there if it is not sent."


def _of(book: Host, row: Certificate, ending: str) -> list[Path]:
    """The drafts of a certificate, one or a part each."""
    stem = escape(file_name(f"{row.certificate_id}-{row.revision}"))
    folder = book.folder / OUTBOX
    return [*folder.glob(f"{stem}{ending}"), *folder.glob(f"{stem} [0-9]* of [0-9]*{ending}")]
