"""Some orders of many: first the gate and the Word documents, whose PDFs are made in the background; then the register.

Between the two their caller begins the next ones. Each certificate stands in the register as soon as its package does.
"""

from __future__ import annotations

import shutil
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from lotbook.commands.issuing.job import Issue, job_of, target_of
from lotbook.commands.issuing.number import number_for
from lotbook.commands.issuing.order import Once, case_of
from lotbook.commands.issuing.overrides import Answered
from lotbook.commands.issuing.registering import make_room, plan, registered
from lotbook.commands.issuing.wanted import Wanted
from lotbook.commands.shell.who import who
from lotbook.documents.gate.rules import gate
from lotbook.documents.package.batch import Batch
from lotbook.documents.package.folder import Package
from lotbook.documents.package.job import Job
from lotbook.errors import LotbookError, NotFoundError
from lotbook.hosts.host import Host
from lotbook.tables.records import Records


class Result(NamedTuple):
    """What came of one order: the certificate, or why it could not be made."""

    order: str
    issue: Issue | None
    error: LotbookError | None = None

    @property
    def issued(self) -> bool:
        """Whether there is a certificate, or would be one in a dry run."""
        return self.issue is not None and self.issue.passes and self.error is None


class Call(NamedTuple):
    """What holds for every certificate of one call: what was worked out once, its moment, its options."""

    shared: Once
    now: datetime
    options: Namespace


class Begun(NamedTuple):
    """Orders on their way.

    Attributes:
        results: what the gate said, in the order of the orders; those that pass are issued by ``ended``.
        jobs: place among the results, certificate, what its package is made from.
        batch: their packages, whose PDFs are being made.
    """

    results: list[Result]
    jobs: list[tuple[int, Issue, Job]]
    batch: Batch


def begun(
    book: Host, records: Records, some: Sequence[Wanted], counters: dict[str, int], call: Call
) -> Begun:
    """Asks the gate and writes the documents; ``counters`` gets the numbers that these certificates are given."""
    results: list[Result] = []
    jobs: list[tuple[int, Issue, Job]] = []
    for each in some:
        try:
            issue = _judged(book, records, each, counters, call)
            if issue.passes and not issue.dry_run:
                jobs.append((len(results), issue, job_of(book, issue, call.now, call.options, {})))
            if issue.passes and issue.number.issued:
                counters[issue.number.issued.counter] = issue.number.issued.number
            results.append(Result(issue.case.frozen.order.order_id or "", issue))
        except LotbookError as error:
            results.append(Result(_name(each), None, error))
    targets = [(job, target_of(book, job)) for _, _, job in jobs]
    for job, target in targets:
        make_room(book, job, target)
    return Begun(results, jobs, Batch(targets))


def _judged(book: Host, records: Records, each: Wanted, counters: Mapping[str, int], call: Call) -> Issue:
    """What the gate says of one order, and the number it would get."""
    if each.order is None:
        name, rows = each.shipments[0].order_id or "", ", ".join(str(row.row) for row in each.shipments)
        unknown = f"{name}, which is not on the sheet Orders" if name else "no order"
        raise NotFoundError(
            f"Row {rows} of Shipments names {unknown}.",
            next_step="Correct the order's ID there, then issue again.",
        )
    case = case_of(
        records, book.folder, each.order, each.shipments,
        today=call.now.date(), signer=call.options.signer, shared=call.shared,
    )  # fmt: skip
    number = number_for(records, counters, None, call.now.date())
    return Issue(case, number, Answered((), tuple(gate(case)), ()), dry_run=call.options.dry_run)


def _name(each: Wanted) -> str:
    """What an order is called; where its shipments name none, their rows."""
    if each.order:
        return each.order.order_id or ""
    rows = ", ".join(str(row.row) for row in each.shipments)
    return each.shipments[0].order_id or f"Shipments row {rows}"


def ended(book: Host, these: Begun, options: Namespace) -> list[Result]:
    """Waits for the PDFs, makes each package whole and puts it into the register."""
    results = dict(enumerate(these.results))
    results |= dict(_made(book, these, options))
    return [results[place] for place in sorted(results)]


def _made(book: Host, these: Begun, options: Namespace) -> Iterator[tuple[int, Result]]:
    built = these.batch.finished()
    try:
        for place, issue, job in these.jobs:
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
