"""The folder of e-mail drafts: what a draft is called, and how one is withdrawn whose certificate is not valid any more."""

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
    stem = escape(file_name(f"{row.certificate_id}-{row.revision}"))
    folder = book.folder / OUTBOX
    drafts = [*folder.glob(f"{stem}.eml"), *folder.glob(f"{stem} [0-9]* of [0-9]*.eml")]
    if not drafts:
        return ""
    try:
        for draft in drafts:
            draft.replace(draft.with_name(draft.name + _WITHDRAWN))
    except OSError:
        return f"Do not send {draft.name} in the folder {OUTBOX}: its certificate is not valid any more."
    names = ", ".join(sorted(draft.name for draft in drafts))
    return f"{names} in the folder {OUTBOX} was withdrawn, so that nobody sends it. If it went out, tell whoever got it."
