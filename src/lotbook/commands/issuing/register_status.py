"""What the shop's own register and journal say about a certificate somebody holds in the hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from lotbook.documents.frozen.facts import STANDING
from lotbook.documents.package.verification import Verified
from lotbook.domain.identifiers import key, same
from lotbook.errors import LotbookError
from lotbook.hosts.entries import Entry
from lotbook.hosts.file.book import FileBook
from lotbook.tables.certificates import Certificate
from lotbook.tables.records import Records

_LEVELS = 4  # packages/<order>/<certificate>/ lies three folders below the workbook


class Registered(NamedTuple):
    """The register's answer.

    Attributes:
        workbook: the workbook that was asked.
        status: Issued, Superseded, Void or Affected by recall; empty when the register does not know it.
        superseded_by: the certificate and revision that replaced it.
        reason: as the register says.
        is_same: the fingerprint agrees with what was registered and journaled; None when neither tells.
        ended: what the journal says ended it (Void, Superseded), whatever the register says; empty when nothing did.
        is_journaled: the journal knows that it was issued.
    """

    workbook: Path
    status: str
    superseded_by: str
    reason: str
    is_same: bool | None
    ended: str = ""
    is_journaled: bool = False

    @property
    def is_valid(self) -> bool:
        """Whether the certificate stands and is the one that was issued."""
        return self.status == "Issued" and self.is_same is not False and not self.ended


def find_workbook(start: Path, said: Verified) -> Path | None:
    """The workbook that a package was issued from, looked for in the folders above it.

    One that knows the certificate wins over one that is only called like it: that one may have lost the register's row.
    """
    name = str(said.said.get("workbook", {}).get("name", ""))
    called: Path | None = None
    folders = [start.absolute(), *start.absolute().parents][: _LEVELS + 1]
    for folder in folders:
        books = sorted(
            (path for path in folder.glob("*.xlsx") if not path.name.startswith("~$")),
            key=lambda path: path.name != name,
        )
        for path in books:
            if _knows(path, said):
                return path
            called = called or (path if path.name == name else None)
    return called


def _knows(path: Path, said: Verified) -> bool:
    try:
        with FileBook.open(path) as book:
            return _row(Records(book), said) is not None
    except LotbookError:
        return False


def registered(path: Path, said: Verified) -> Registered:
    """What one workbook says.

    Raises:
        LotbookError: it cannot be read.
    """
    with FileBook.open(path) as book:
        records = Records(book)
        row = _row(records, said)
        # What concerns a certificate cannot be undone, so every entry that stands counts.
        entries = tuple(entry for entry in book.journal.entries() if entry.state.stands)
        prints = set(fingerprints(entries, said))
        journaled = any(_issued(entry, said) for entry in entries)
        if row is None:
            return Registered(path, "", "", "", is_same=None, is_journaled=journaled)
        if row.sha256 and not said.alone:
            prints.add(row.sha256)
        return Registered(
            path,
            row.status or "",
            _successor(records, row) if row.status not in STANDING else "",
            row.reason or "",
            is_same=all(said.sha256 == each for each in prints) if prints else None,
            ended=ended(entries, said),
            is_journaled=journaled,
        )


def _issued(entry: Entry, said: Verified) -> bool:
    details = entry.details
    mine = details.get("certificate") == said.certificate_id and details.get("revision") == said.revision
    return entry.command == "issue" and mine


def ended(entries: Sequence[Entry], said: Verified) -> str:
    """What ended the certificate: a cell of the register can be typed over, the journal cannot."""
    old = key(f"{said.certificate_id} revision {said.revision}")
    for entry in entries:
        details = entry.details
        if entry.command == "issue" and key(str(details.get("supersedes") or "")) == old:
            return "Superseded"
        mine = details.get("certificate") == said.certificate_id and details.get("revision") == said.revision
        if entry.command == "void" and mine:
            return "Void"
    return ""


def _row(records: Records, said: Verified) -> Certificate | None:
    return next(
        (
            row
            for row in records.certificates
            if same(row.certificate_id, said.certificate_id) and same(row.revision, said.revision)
        ),
        None,
    )


def _successor(records: Records, row: Certificate) -> str:
    """The certificate that says it replaces this one; of several the last."""
    name = key(f"{row.certificate_id} {row.revision}")
    found = [c for c in records.certificates if key(c.supersedes or "") == name]
    return f"{found[-1].certificate_id} {found[-1].revision}" if found else ""


def fingerprints(entries: Sequence[Entry], said: Verified) -> Iterator[str]:
    """What the journal kept of this certificate: of the merged PDF, or of the manifest."""
    for entry in entries:
        details = entry.details
        if not _issued(entry, said):
            continue
        files, whole = details.get("files"), details.get("manifest_sha256")
        if said.alone and isinstance(files, dict) and files:
            # The merged PDF is made of all others, so it is filed last.
            yield str(next(reversed(files.values())))
        elif not said.alone and whole:
            yield str(whole)
