"""Puts an issued package into the register: one row, links on the shipments, the journal; or takes the package away."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from lotbook.commands.issuing.number import Number
from lotbook.documents.frozen.head import CertificateHead, Company
from lotbook.documents.gate.case import Case
from lotbook.documents.package.folder import Package, build
from lotbook.documents.package.job import Job
from lotbook.documents.package.manifest import overrides_text
from lotbook.domain.edits import Append, Edit, Link, Plan
from lotbook.domain.identifiers import same
from lotbook.errors import PackageError
from lotbook.hosts.host import Host
from lotbook.tables.certificates import Certificate
from lotbook.tables.records import Records
from lotbook.tables.shipments import Shipment


def head_of(
    case: Case, number: Number, now: datetime, folder: Path, *, paper: str = "", changed: str = ""
) -> CertificateHead:
    """The head of the certificate: issuer, number, signer, statement, paper."""
    frozen, settings, replaced = case.frozen, case.frozen.settings, case.supersedes
    signer = case.signer
    signature = signer.signature_file if signer else None
    logo = settings["Logo file"].strip()
    return CertificateHead(
        certificate_id=number.certificate_id,
        revision=number.revision,
        issued_at=now,
        company=Company.of(settings.__getitem__),
        signer=(signer and signer.name) or case.signer_name,
        title=(signer and signer.title) or "",
        statement=frozen.statement,
        place=settings["Place of issue"],
        signature_file=folder / signature.replace("\\", "/") if signature else None,
        logo_file=folder / logo.replace("\\", "/") if logo else None,
        paper=paper or frozen.paper,
        supersedes=f"{replaced.certificate_id} revision {replaced.revision}" if replaced else "",
        changed=changed.strip(),
    )


def plan(
    job: Job, number: Number, package: Package, folder: Path, *, replaced: Certificate | None = None
) -> Plan:
    """The register's row, the status of the replaced one, the shipments' links, and the facts for the journal.

    Args:
        job: what the package was made from.
        number: the certificate's number and revision.
        package: the finished package.
        folder: the workbook's folder, which links start from.
        replaced: the register's row that this one replaces.
    """
    shipments = [record.shipment for record in job.frozen.shipments]
    main = _relative(package.main, folder)
    return Plan(
        "issue",
        f"{number.name} issued for {job.frozen.order.order_id}.",
        edits=tuple(_edits(shipments, number, replaced)),
        appends=(_row(job, number, package, folder, replaced),),
        links=tuple(Link("Shipments", shipment.row, "Certificate", main) for shipment in shipments),
        issued=(number.issued,) if number.issued else (),
        details=_details(job, number, package, folder),
    )


def _row(job: Job, number: Number, package: Package, folder: Path, replaced: Certificate | None) -> Append:
    """The certificate's row of the register, linked to its package."""
    shipments = [record.shipment.shipment_id or "" for record in job.frozen.shipments]
    row: dict[str, str | None] = {
        "Certificate ID": number.certificate_id,
        "Revision": number.revision,
        "Issued at": f"{job.head.issued_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC",
        "Order ID": job.frozen.order.order_id,
        "Shipment IDs": ", ".join(shipments),
        "Status": "Issued",
        "Reason": "; ".join(part for part in (job.reason, overrides_text(job.overrides)) if part) or None,
        "Signed by": job.head.signer,
        "Title": job.head.title,
        "Package": _relative(package.folder, folder),
        "SHA-256": package.manifest_sha256,
        "Supersedes": f"{replaced.certificate_id} {replaced.revision}" if replaced else None,
    }
    filled = {header: value for header, value in row.items() if value is not None}
    return Append("Certificates", filled, number.name, {"Package": _relative(package.main, folder)})


def _edits(shipments: Iterable[Shipment], number: Number, replaced: Certificate | None) -> Iterator[Edit]:
    """The certificate's number on its shipments, and the status of the certificate it replaces."""
    new = number.certificate_id
    for shipment in shipments:
        if shipment.certificate != new:
            name = shipment.shipment_id or ""
            yield Edit("Shipments", shipment.row, "Certificate", shipment.certificate, new, name)
    if replaced:
        name = f"{replaced.certificate_id} {replaced.revision}"
        yield Edit("Certificates", replaced.row, "Status", replaced.status, "Superseded", name)


def _details(job: Job, number: Number, package: Package, folder: Path) -> dict[str, object]:
    return {
        "certificate": number.certificate_id,
        "revision": number.revision,
        "order": job.frozen.order.order_id,
        "shipments": [record.shipment.shipment_id for record in job.frozen.shipments],
        "signed_by": job.head.signer,
        "package": _relative(package.folder, folder),
        "manifest_sha256": package.manifest_sha256,
        "files": {entry.path: entry.sha256 for entry in package.files},
        "pdf_engine": package.engine,
        "overrides": [override.as_json() for override in job.overrides],
        "supersedes": job.head.supersedes,
        "reason": job.reason,
    }


def _relative(path: Path, folder: Path) -> str:
    """A path as the workbook names it: from its own folder where that is possible."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive of Windows
        return path.as_posix()


@contextmanager
def publish(book: Host, job: Job, target: Path) -> Iterator[Package]:
    """The package at its place; when the block fails before the register knows it, the package is taken away.

    A folder that lies there although the register does not know it was left by a command that was killed: it was never
    issued, so it is moved aside, not deleted.

    Raises:
        PackageError: the package could not be made, or not be taken away again.
    """
    make_room(book, job, target)
    with registered(book, job, build(job, target)) as package:
        yield package


def make_room(book: Host, job: Job, target: Path) -> None:
    """Moves a folder aside that a killed command left where this package goes; what was issued stays."""
    if target.exists() and not _registered(Records(book), job):
        target.rename(_aside(target))


@contextmanager
def registered(book: Host, job: Job, package: Package) -> Iterator[Package]:
    """A finished package; when the block fails before the register knows it, the package is taken away.

    Raises:
        PackageError: it could not be taken away.
    """
    try:
        yield package
    except BaseException as error:
        if not _stands(book, job):
            _take_away(package, error)
        raise


def _registered(records: Records, job: Job) -> bool:
    head = job.head
    return any(
        same(row.certificate_id, head.certificate_id) and same(row.revision, head.revision)
        for row in records.certificates
    )


def _stands(book: Host, job: Job) -> bool:
    """Whether the register, read again, names this certificate, however the write ended."""
    try:
        book.reload()
        return _registered(Records(book), job)
    except Exception:  # noqa: BLE001 - when in doubt nothing is deleted
        return True


def _take_away(package: Package, error: BaseException) -> None:
    shutil.rmtree(package.folder, ignore_errors=True)
    if package.folder.exists():
        raise PackageError(
            f"The register could not be written, and {package.folder} could not be removed.",
            cause=str(error),
            next_step="Delete that folder; the certificate in it was not issued.",
        ) from error


def _aside(target: Path) -> Path:
    number = 1
    while (free := target.with_name(f"{target.name}.not-issued-{number}")).exists():
        number += 1
    return free
