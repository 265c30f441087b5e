"""Certificates that the journal knows and the register does not: the workbook was closed without saving, or a row deleted."""

from __future__ import annotations

from collections.abc import Iterator

from lotbook.domain.findings import Finding, Kind, Place, Severity
from lotbook.domain.identifiers import key
from lotbook.errors import JournalError
from lotbook.hosts.host import Host
from lotbook.tables.records import Records

_ISSUED = b'"command":"issue"'

NOT_REGISTERED = Kind(
    "certificate-lost",
    Severity.STOP,
    "A certificate was issued that the register does not have",
    "Its package may be in a customer's hands; without its row it can neither be voided nor found by a recall.",
    "Put the row back on Certificates from a backup, or from `lotbook log`; the package tells its fingerprint to `lotbook verify`.",
)


def not_registered(book: Host, records: Records) -> Iterator[Finding]:
    """One finding for each certificate that was issued and is not in the register any more."""
    issued = dict(_issued(book))
    if not issued:
        return
    there = {key(f"{row.certificate_id} {row.revision}") for row in records.certificates}
    for name, package in issued.items():
        if key(name) not in there:
            where = f" Its package is {package}." if package else ""
            message = f"{name} was issued, but Certificates has no row of it: it was deleted, or the workbook was closed without saving.{where}"
            yield NOT_REGISTERED.at(Place("Certificates", 0, name, "Certificate ID"), message)


def _issued(book: Host) -> Iterator[tuple[str, str]]:
    """Name and package of every certificate that the journal knows as issued."""
    journal = book.journal
    try:
        if not journal.path.exists() or _ISSUED not in journal.path.read_bytes():
            return
        entries = journal.entries()
    except (JournalError, OSError):  # `lotbook log --verify` tells what is wrong with it
        return
    for entry in entries:
        details = entry.details
        if entry.command == "issue" and entry.state.stands and details.get("certificate"):
            yield f"{details['certificate']} {details.get('revision')}", str(details.get("package") or "")
