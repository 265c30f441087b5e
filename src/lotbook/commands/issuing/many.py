"""Issues many certificates in one go: the PDF engine draws some packages while the documents of the next are written.

Each certificate stands in the register as soon as its package does, so a second call goes on where a first one ended.
What stops one order, or must be answered for with a name, leaves the others alone.
"""

from __future__ import annotations

from argparse import Namespace
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import datetime

from lotbook.commands.issuing.batch import Begun, Call, Result, begun, ended
from lotbook.commands.issuing.job import as_json
from lotbook.commands.issuing.order import once
from lotbook.commands.issuing.register_file import keep_register
from lotbook.commands.issuing.wanted import Wanted, days_of, named, nothing, shipped
from lotbook.commands.shell import progress
from lotbook.commands.shell.command import Outcome
from lotbook.commands.shell.told import counted
from lotbook.commands.shell.workbook import open_workbook
from lotbook.documents.pdf import making as pdf
from lotbook.errors import EXIT_FINDINGS, EXIT_FINE, UsageError
from lotbook.hosts.host import Host
from lotbook.tables.records import Records

AT_ONCE = 16  # packages that share one start of the engine; twice as many are made anew when somebody ends it
_FIRST = 2  # of a call: the engine is idle until their documents are written
_ALONE = ("supersede", "reason", "override", "accept_warnings", "enclose", "shipment")


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
        if writing and every:
            pdf.prepare()  # what draws the papers starts while the gate looks at them
        call = Call(once(records, book.folder, now.date()), now, options)
        for result in _results(book, records, every, call):
            results.append(result)
            _progress(len(results), len(every), result)
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


def _rounds(every: Sequence[Wanted]) -> Iterator[Sequence[Wanted]]:
    """A few orders first, so that the PDF engine has something to draw soon; then more, for each start of it takes time."""
    start, size = 0, min(_FIRST, AT_ONCE)
    while start < len(every):
        yield every[start : start + size]
        start, size = start + size, min(2 * size, AT_ONCE)


def _results(book: Host, records: Records, every: Sequence[Wanted], call: Call) -> Iterator[Result]:
    """The documents of one round are written while the engine draws those of the round before.

    The workbook is read anew only after something was written into it.
    """
    counters = dict(book.journal.counters())
    waiting: deque[Begun] = deque()
    try:
        for some in _rounds(every):
            waiting.append(begun(book, records, some, counters, call))
            if len(waiting) > 1:
                yield from ended(book, waiting.popleft(), call.options)
                records = Records(book)
        while waiting:
            yield from ended(book, waiting.popleft(), call.options)
    finally:
        for left in waiting:
            left.batch.leave()


def _progress(done: int, count: int, result: Result) -> None:
    said = result.issue.number.name if result.issue and result.issued else "not issued"
    progress.step(f"{done} of {count}: {result.order}, {said}")


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
