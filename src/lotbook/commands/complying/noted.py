"""What was answered is kept in the journal: for what, by which lists, on which day, and the fingerprint of each file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from lotbook.compliance.answer import Answer
from lotbook.documents.package.compliance_folder import Made
from lotbook.domain.identifiers import key
from lotbook.hosts.host import Host
from lotbook.tables.records import Records


def noted(book: Host, answers: Sequence[Answer], made: Made, *, who: str, signer: str, about: str) -> int:
    """Tells the journal what a statement or folder says; gives the entry's number.

    Args:
        book: the workbook, its lock held.
        answers: what was answered.
        made: the folder with the statement or the papers.
        who: who made it.
        signer: who signs the statement; empty where nobody does, as while a point is open.
        about: the answers in one sentence.
    """
    details = {
        "customers": list(_customers(Records(book), answers)),
        "answers": [_told(answer) for answer in answers],
        "folder": _place(made.folder, book.folder),
        "files": {file: _sha256(made.folder / file) for file in made.files},
        "missing_files": list(made.missing),
        "signed_by": signer,
    }
    summary = f"{about} Made: {_place(made.main, book.folder)}."
    return book.journal.note("comply", summary, who=who, details=details)


def _told(answer: Answer) -> dict[str, str]:
    """One answer, with everything that may be asked about later as text."""
    told = {
        "about": answer.subject.name,
        "order": answer.subject.order_id or "",
        "regulation": answer.regulation,
        "verdict": str(answer.verdict),
        "as_of": answer.as_of.isoformat(),
        "list": answer.list_text,
        "lots": _one_line(judged.subject for judged in answer.judgements),
        "exemptions": _one_line(answer.exemptions),
        "article_33": _one_line(line.text for line in answer.article_33),
        "remarks": " ".join(answer.remarks),
    }
    return {name: text for name, text in told.items() if text}


def _customers(records: Records, answers: Sequence[Answer]) -> Iterator[str]:
    """Whose orders the answers are about."""
    orders = {key(answer.subject.order_id) for answer in answers if answer.subject.order_id}
    rows = (row for row in records.orders if key(row.order_id or "") in orders)
    yield from dict.fromkeys(row.customer for row in rows if row.customer)


def _one_line(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(texts))


def _place(path: Path, folder: Path) -> str:
    """A path as the shop knows it: from the workbook's folder where it lies there."""
    try:
        return path.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return str(path)


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
