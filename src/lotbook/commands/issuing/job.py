"""One certificate on its way: what the gate said, what its package is made from, where it goes, what is told of it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from lotbook.commands.issuing.number import Number
from lotbook.commands.issuing.order import resolved
from lotbook.commands.issuing.overrides import Answered
from lotbook.commands.issuing.registering import head_of
from lotbook.commands.issuing.reissue_draft import Put
from lotbook.commands.issuing.signing import signs
from lotbook.commands.shell.told import counted
from lotbook.documents.file_names import file_name
from lotbook.documents.gate.case import Case
from lotbook.documents.package.folder import Package
from lotbook.documents.package.job import Job
from lotbook.documents.package.verification import verify_package
from lotbook.documents.papers.changes import since
from lotbook.errors import LotbookError
from lotbook.hosts.host import Host
from lotbook.tables.certificates import Certificate


class Issue(NamedTuple):
    """What came of one call: the number it got or would get, what the gate said, the package if there is one."""

    case: Case
    number: Number
    answered: Answered
    package: Package | None = None
    entry: int | None = None
    dry_run: bool = False
    drafted: Put = Put()
    told_besides: str = ""

    @property
    def passes(self) -> bool:
        """Whether nothing stands against issuing."""
        return not self.answered.left


def job_of(book: Host, issue: Issue, now: datetime, options: Namespace, by_hand: Mapping[str, Path]) -> Job:
    """Everything the package is made from."""
    case = issue.case
    return Job(
        frozen=case.frozen,
        head=head_of(case, issue.number, now, book.folder, paper=options.paper, changed=options.reason),
        overrides=issue.answered.overrides,
        resolve=lambda cell: resolved(book.folder, cell),
        by_hand=by_hand,
        templates=case.templates,
        workbook={"name": book.path.name, "fingerprint": book.fingerprint},
        fingerprints=_fingerprints(case),
        reason=options.reason.strip(),
        answers=case.answers,
        former=former_of(book.folder, case.supersedes),
        sign=signs(issue.number, case.frozen.settings["Place of issue"]),
    )


def compared(case: Case, number: Number, now: datetime, folder: Path) -> Case:
    """The same case; a re-issue knows whether it would say anything that the certificate it replaces does not say."""
    former = former_of(folder, case.supersedes)
    if not former or case.enclosed:
        return case
    head = head_of(case, number, now, folder)
    return case._replace(unchanged=not since(former, case.frozen, head, _fingerprints(case)))


def _fingerprints(case: Case) -> dict[str, str]:
    """SHA-256 of the certificate files, by what their cell says."""
    files = (lot.receipt.certificate_file for lot in case.frozen.lots)
    done = (p.process.certificate_file for run_ in case.frozen.runs for p in run_.processes)
    return {file: case.read(file).sha256 for file in (*files, *done) if file}


def former_of(folder: Path, replaced: Certificate | None) -> Mapping[str, Any]:
    """The manifest of the certificate that is replaced; empty where its files are not there or not as they were issued."""
    if replaced is None or not replaced.package:
        return {}
    try:
        found = verify_package(resolved(folder, replaced.package))
    except LotbookError:
        return {}
    same_one = not replaced.sha256 or found.sha256 == replaced.sha256
    return found.said if same_one else {}


def target_of(book: Host, job: Job) -> Path:
    """The folder that the package gets."""
    packages = resolved(book.folder, job.frozen.settings["Packages folder"].strip() or "packages")
    return packages / file_name(job.frozen.order.order_id or "") / job.name


def as_json(issue: Issue) -> dict[str, object]:
    """One certificate's answer as documented with the command."""
    frozen, package, summary = issue.case.frozen, issue.package, told(issue)
    return {
        "issued": package is not None,
        "certificate": issue.number.certificate_id if issue.passes else None,
        "revision": issue.number.revision if issue.passes else None,
        "order": frozen.order.order_id,
        "shipments": [record.shipment.shipment_id for record in frozen.shipments],
        "lots": [lot.lot_id for lot in frozen.lots],
        "findings": [finding.as_json() for finding in issue.answered.left],
        "overrides": [override.as_json() for override in issue.answered.overrides],
        "package": str(package.folder) if package else None,
        "open": str(package.main) if package else None,
        "files": [entry.as_json() for entry in package.files] if package else [],
        "manifest_sha256": package.manifest_sha256 if package else None,
        "pdf_engine": package.engine if package else "",
        "remarks": list(package.remarks) if package else [],
        "drafts": [str(file) for file in issue.drafted.files],
        "each": [],
        "summary": summary,
        "entry": issue.entry,
        "dry_run": issue.dry_run,
    }


def told(issue: Issue) -> str:
    """What came of it, in one sentence."""
    order, number = issue.case.frozen.order, issue.number
    if not issue.passes:
        stops = any(finding.stops for finding in issue.answered.left)
        way = (
            "Correct what stops, then issue again."
            if stops
            else 'Correct them, or issue with --override CODE "NAME: reason", or --accept-warnings "NAME: reason" for all; '
            "the name as on the sheet People."
        )
        return f"Nothing was issued for {order.order_id}: {counted(issue.answered.left)}. {way}"
    if issue.package is None:
        return f"Nothing was written (dry run): {number.name} would be issued for {order.order_id}."
    return f"{number.name} was issued for {order.order_id}, {order.customer}."
