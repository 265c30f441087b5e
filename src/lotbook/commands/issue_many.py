"""Issues many certificates in one go: one reading of the workbook, one start of the PDF engine for two dozen packages.

Each certificate stands in the register as soon as its package does, so a second call goes on where a first one ended.
What stops one order, or must be answered for with a name, leaves the others alone.
"""

from __future__ import annotations

import shutil
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from lotbook.commands.certificate_number import number_for
from lotbook.commands.command import Outcome
from lotbook.commands.issue_job import Issue, as_json, job_of, target_of
from lotbook.commands.issue_wanted import Wanted, days_of, named, nothing, shipped
from lotbook.commands.issuing import Once, case_of, once
from lotbook.commands.overrides import Answered
from lotbook.commands.register_file import keep_register
from lotbook.commands.registering import make_room, plan, registered
from lotbook.commands.told import counted
from lotbook.commands.who import who
from lotbook.commands.workbook import open_workbook
from lotbook.documents.gate import gate
from lotbook.documents.package import Job, Package
from lotbook.documents.package_batch import build_many
from lotbook.errors import EXIT_FINDINGS, EXIT_FINE, LotbookError, NotFoundError, UsageError
from lotbook.hosts.host import Host
from lotbook.tables.records import Records
from lotbook.tables.shipments import Shipment

AT_ONCE = 25  # packages that share one start of the engine; as many are made anew when somebody ends it
_ALONE = ("supersede", "reason", "override", "accept_warnings", "enclose", "shipment")


class Result(NamedTuple):
    """What came of one order: the certificate, or why it could not be made."""

    order: str
    issue: Issue | None
    error: LotbookError | None = None

    @property
    def issued(self) -> bool:
        """Whether there is a certificate, or would be one in a dry run."""
        return self.issue is not None and self.issue.passes and self.error is None


def run(options: Namespace) -> Outcome:
    """Issues for every order that is meant; with ``--dry-run`` says what would be issued."""
    _refuse(options)
    now = datetime.now().astimezone()
    writing = not options.dry_run
    results: list[Result] = []
    with open_workbook(options.workbook, writing=writing, cloud_ok=options.cloud_ok) as book:
        records = Records(book)
        days = days_of(options.shipped, now.date()) if options.shipped else None
        every = list(shipped(records, days) if days else named(records, options.order))
        shared = once(records, book.folder, now.date())
        for start in range(0, len(every), AT_ONCE):
            some = every[start : start + AT_ONCE]
            results += _issue(book, some, shared, now, options)
            _progress(len(results), len(every), results[-len(some) :])
        besides = keep_register(book) if writing and any(result.issued for result in results) else ""
        otherwise = nothing(records, days) if days and not results else ""
    outcome = _outcome(results, options, otherwise)
    return outcome._replace(lines=(*outcome.lines, besides)) if besides else outcome


def _refuse(options: Namespace) -> None:
    if options.shipped and options.order:
        raise UsageError("Name orders, or --shipped, not both.")
    given = next((name for name in _ALONE if getattr(options, name)), "")
    if given:
        raise UsageError(
            f"--{given.replace('_', '-')} holds for one certificate only.",
            next_step="Issue that order alone; it is left out here when it has a certificate.",
        )
    if not (options.shipped or options.order):
        raise UsageError("No order is named.", next_step="Write an order, e.g. ORD-0001, or --shipped today.")


def _issue(
    book: Host, some: Sequence[Wanted], shared: Once, now: datetime, options: Namespace
) -> Iterator[Result]:
    """Some orders: the gate, then all packages, then the register one by one."""
    records, counters = Records(book), dict(book.journal.counters())
    results: dict[int, Result] = {}
    jobs: list[tuple[int, Issue, Job]] = []
    for place, each in enumerate(some):
        if each.order is None:
            results[place] = _no_order(each.shipments)
            continue
        name = each.order.order_id or ""
        try:
            case = case_of(
                records, book.folder, each.order, each.shipments, today=now.date(), signer=options.signer,
                shared=shared,
            )  # fmt: skip
            number = number_for(records, counters, None, now.date())
            issue = Issue(case, number, Answered((), tuple(gate(case)), ()), dry_run=options.dry_run)
            results[place] = Result(name, issue)
            if issue.passes and number.issued:
                counters[number.issued.counter] = number.issued.number
            if issue.passes and not options.dry_run:
                jobs.append((place, issue, job_of(book, issue, now, options, {})))
        except LotbookError as error:
            results[place] = Result(name, None, error)
    results |= dict(_made(book, jobs, options))
    yield from (results[place] for place in sorted(results))


def _no_order(shipments: Sequence[Shipment]) -> Result:
    name = shipments[0].order_id or ""
    rows = ", ".join(str(shipment.row) for shipment in shipments)
    problem = NotFoundError(
        f"Row {rows} of Shipments names {name or 'no order'}{', which is not on the sheet Orders' if name else ''}.",
        next_step="Correct the order's ID there, then issue again.",
    )
    return Result(name or f"Shipments row {rows}", None, problem)


def _made(
    book: Host, jobs: Sequence[tuple[int, Issue, Job]], options: Namespace
) -> Iterator[tuple[int, Result]]:
    targets = [(job, target_of(book, job)) for _, _, job in jobs]
    for job, target in targets:
        make_room(book, job, target)
    built = build_many(targets)
    try:
        for place, issue, job in jobs:
            made = built.pop(0)
            if isinstance(made, Package):
                yield place, _registered(book, issue, job, made, options)
            else:
                yield place, Result(job.frozen.order.order_id or "", issue, made)
    finally:  # what was made and not yet registered when somebody ended the command was never issued
        for left in built:
            if isinstance(left, Package):
                shutil.rmtree(left.folder, ignore_errors=True)


def _registered(book: Host, issue: Issue, job: Job, package: Package, options: Namespace) -> Result:
    name = job.frozen.order.order_id or ""
    try:
        with registered(book, job, package):
            made = plan(job, issue.number, package, book.folder)
            entry = book.write(made, who=who(options)).entry
    except LotbookError as error:
        return Result(name, issue, error)
    return Result(name, issue._replace(package=package, entry=entry))


def _progress(done: int, count: int, results: Sequence[Result]) -> None:
    for result in results:
        said = result.issue.number.name if result.issue and result.issued else "not issued"
        print(f"{result.order}: {said}", file=sys.stderr)
    print(f"{done} of {count}", file=sys.stderr)


def _outcome(results: Sequence[Result], options: Namespace, otherwise: str) -> Outcome:
    issued = [result for result in results if result.issued]
    left = [result for result in results if not result.issued]
    would = "would be issued (dry run)" if options.dry_run else "issued"
    summary = otherwise or f"{len(issued)} of {len(results)} certificates {would}."
    lines = [*(_line(result) for result in left), *_remarks(issued), summary]
    if left:
        lines.append(
            "Issue each of those that were left alone, so that its answer can be read: lotbook issue."
        )
    answer = {
        **_NOTHING, "issued": bool(issued) and not left and not options.dry_run,
        "each": [_as_json(result) for result in results], "summary": summary, "dry_run": options.dry_run,
    }  # fmt: skip
    return Outcome(tuple(lines), answer, EXIT_FINDINGS if left else EXIT_FINE)


def _line(result: Result) -> str:
    if result.error:
        return f"{result.order} was not issued: {result.error.problem} {result.error.next_step}".rstrip()
    findings = result.issue.answered.left if result.issue else ()
    return f"{result.order} was not issued: {counted(findings)}. {findings[0].message if findings else ''}"


def _remarks(issued: Sequence[Result]) -> Iterator[str]:
    """What readers of the packages must be told, each once."""
    packages = [result.issue.package for result in issued if result.issue and result.issue.package]
    yield from dict.fromkeys(remark for package in packages for remark in package.remarks)


def _as_json(result: Result) -> dict[str, object]:
    error = f"{result.error.problem} {result.error.next_step}".strip() if result.error else ""
    if result.issue is None:
        return {**_NOTHING, "order": result.order, "summary": error, "error": error}
    answer = {**as_json(result.issue), "error": error}
    return {**answer, "certificate": None, "revision": None, "summary": error} if error else answer


_NOTHING: dict[str, object] = {
    "issued": False, "certificate": None, "revision": None, "order": None, "shipments": [], "lots": [], "findings": [],
    "overrides": [], "package": None, "open": None, "files": [], "manifest_sha256": None, "pdf_engine": "",
    "remarks": [], "drafts": [], "each": [], "summary": "", "entry": None, "dry_run": False,
}  # fmt: skip
