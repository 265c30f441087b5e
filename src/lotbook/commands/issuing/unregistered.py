"""Certificates that the journal knows and the register does not: the workbook was closed without saving, or a row deleted."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from lotbook.checks.certificates import CERTIFICATE_NOT_REGISTERED
from lotbook.documents.file_names import file_name
from lotbook.domain.findings import Finding, Kind, Place, Severity
from lotbook.domain.identifiers import key
from lotbook.domain.values import Value, text_of
from lotbook.hosts.entries import Entry
from lotbook.tables.records import Records

NOT_REGISTERED = Kind(
    "certificate-lost",
    Severity.STOP,
    "A certificate was issued that the register does not have",
    "Its package may be in a customer's hands; without its row it can neither be voided nor found by a recall.",
    "Put the row back on Certificates from a backup, or as the finding tells it; do not issue the goods a second time.",
)


class Lost(NamedTuple):
    """A certificate that was issued and is not in the register any more.

    Attributes:
        row: what its row held when it was issued: header -> value.
        status: its Status as the journal knows it last: Issued, Superseded or Void.
    """

    certificate_id: str
    revision: str
    package: str
    shipments: tuple[str, ...]
    row: Mapping[str, Value]
    status: str = "Issued"

    @property
    def name(self) -> str:
        """Number and revision, such as ``COC-0042 B``."""
        return f"{self.certificate_id} {self.revision}"


def lost(entries: Iterable[Entry], records: Records) -> tuple[Lost, ...]:
    """Every certificate that the journal knows as issued and the register does not know."""
    issued = _issued(entries)
    there = {key(f"{row.certificate_id} {row.revision}") for row in records.certificates} if issued else ()
    return tuple(each for each in issued if key(each.name) not in there)


def not_registered(found: Iterable[Lost]) -> Iterator[Finding]:
    """One finding for each certificate that was issued and is not in the register any more."""
    for each in found:
        where = f" Its package is {each.package}." if each.package else ""
        message = f"{each.name} was issued, but Certificates has no row of it: it was deleted, or the workbook was closed without saving.{where}"
        row = {**each.row, "Status": each.status} if each.row else {}
        held = "; ".join(f"{header} {text_of(value)}" for header, value in row.items())
        fix = (
            f"Put the row back on Certificates: {held}. Do not issue the goods a second time." if held else ""
        )
        yield NOT_REGISTERED.at(Place("Certificates", 0, each.name, "Certificate ID"), message, fix=fix)


def with_advice(
    folder: Path, records: Records, findings: Iterable[Finding], found: Sequence[Lost]
) -> Iterator[Finding]:
    """The findings, where a shipment names a certificate that journal or packages know with the advice to put its row back."""
    findings = tuple(findings)
    doubtful = any(finding.code == CERTIFICATE_NOT_REGISTERED.code for finding in findings)
    named = {row.row: row.certificate or "" for row in records.shipments} if doubtful else {}
    known = {
        key(word)
        for each in found
        for word in (each.certificate_id, each.name, f"{each.certificate_id}-{each.revision}")
    }
    for finding in findings:
        number = named.get(finding.place.row, "")
        if finding.code != CERTIFICATE_NOT_REGISTERED.code:
            yield finding
        elif key(number) in known:
            yield finding._replace(
                fix=f"Leave the cell as it is and put the row of {number} back on Certificates, as certificate-lost tells it."
            )
        elif package := _package(folder, records, number):
            yield finding._replace(
                fix=f"Leave the cell as it is and put the row of {number} back on Certificates from a backup; its package "
                f"is {package}."
            )
        else:
            yield finding


def _package(beside: Path, records: Records, number: str) -> str:
    """The folder of a certificate's package beside the workbook; empty where there is none."""
    folder = (records.setting("Packages folder").strip() or "packages").replace("\\", "/")
    name = glob.escape(file_name(number))
    for pattern in (f"*/{name}/manifest.json", f"*/{name}-*/manifest.json"):
        for manifest in sorted((beside / folder).glob(pattern)):
            return f"{folder}/{manifest.parent.parent.name}/{manifest.parent.name}"
    return ""


def _issued(entries: Iterable[Entry]) -> list[Lost]:
    """Every certificate that the journal knows as issued, with what became of it."""
    found: dict[str, Lost] = {}
    for entry in entries:
        if entry.command in ("issue", "void") and entry.state.stands and entry.details.get("certificate"):
            each = _told(entry)
            if entry.command == "issue":
                found[key(each.name)] = each
                former = key(str(entry.details.get("supersedes") or "").replace(" revision ", " "))
                _ended(found, former, "Superseded")
            else:
                _ended(found, key(each.name), "Void")
    return list(found.values())


def _told(entry: Entry) -> Lost:
    details = entry.details
    shipments = details.get("shipments")
    rows = [append.values for append in entry.appends if append.sheet == "Certificates"]
    name = f"{details['certificate']} {details.get('revision')}"
    mine = (row for row in rows if key(f"{row.get('Certificate ID')} {row.get('Revision')}") == key(name))
    return Lost(
        str(details["certificate"]),
        str(details.get("revision")),
        str(details.get("package") or ""),
        tuple(map(str, shipments)) if isinstance(shipments, list) else (),
        next(mine, {}),
    )


def _ended(found: dict[str, Lost], name: str, status: str) -> None:
    """A certificate is void, or superseded; one that the journal does not know is left alone."""
    if name in found:
        found[name] = found[name]._replace(status=status)
