"""Issue COC: the gate, then the whole package, the register, the links in the workbook, the journal; or nothing."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from lotbook.commands.issuing import many as issue_many
from lotbook.commands.issuing.job import Issue, as_json, compared, job_of, target_of, told
from lotbook.commands.issuing.number import number_for, replaced_row
from lotbook.commands.issuing.order import case_of, the_order, the_shipments
from lotbook.commands.issuing.overrides import ALL, answered
from lotbook.commands.issuing.register_file import keep_register
from lotbook.commands.issuing.registering import plan, publish
from lotbook.commands.issuing.reissue_draft import put_draft
from lotbook.commands.issuing.selection import issue_again, issue_clicked
from lotbook.commands.mailing.outbox import withdraw
from lotbook.commands.shell.cells import cells_of
from lotbook.commands.shell.command import Button, Command, Outcome
from lotbook.commands.shell.told import findings_lines
from lotbook.commands.shell.who import who
from lotbook.commands.shell.workbook import open_workbook
from lotbook.documents.frozen.reach import serials_of
from lotbook.documents.gate.rules import gate
from lotbook.documents.package.job import Job
from lotbook.documents.pdf import making as pdf
from lotbook.domain.findings import Place
from lotbook.errors import EXIT_FINDINGS, EXIT_FINE, MissingFileError, UsageError
from lotbook.hosts.host import Host
from lotbook.tables.certificates import Certificate
from lotbook.tables.lists import DOCUMENTS, PAPERS
from lotbook.tables.records import Records


def run(options: Namespace) -> Outcome:
    """Issues, or says what stands against it; with ``--dry-run`` says what would be issued."""
    if options.shipped or len(options.order) != 1:
        return issue_many.run(options)
    if bool(options.supersede) != bool(options.reason.strip()):
        raise UsageError(
            "A re-issue needs both: the certificate it replaces and the reason.",
            next_step='Write --supersede COC-0001 --reason "what changed, and why".',
        )
    by_hand = _by_hand(options.enclose)
    given = [*options.override, *([(ALL, options.accept_warnings)] if options.accept_warnings else [])]
    writing = not options.dry_run
    now = datetime.now().astimezone()
    with open_workbook(options.workbook, writing=writing, cloud_ok=options.cloud_ok) as book:
        records = Records(book)
        order = the_order(records, options.order[0])
        if writing:
            pdf.prepare()  # what draws the papers starts while the gate looks at them
        replaced = replaced_row(records, order, options.supersede) if options.supersede else None
        named = options.shipment or (serials_of(replaced.shipment_ids) if replaced else ())
        case = case_of(
            records, book.folder, order, the_shipments(records, order, named),
            today=now.date(), signer=options.signer, supersedes=replaced, enclosed=by_hand,
        )  # fmt: skip
        number = number_for(records, book.journal.counters(), replaced, now.date())
        case = compared(case, number, now, book.folder)
        people = [person.name for person in records.people]
        issue = Issue(case, number, answered(gate(case), given, people), dry_run=options.dry_run)
        if writing and issue.passes:
            job = job_of(book, issue, now, options, by_hand)
            issue = _issue(book, issue, job, replaced, options)
        cells = cells_of(records, issue.answered.left)
    return _outcome(issue, cells)


def _by_hand(given: Sequence[str]) -> dict[str, Path]:
    """Papers added by hand: ``First article=FILE``.

    Raises:
        UsageError: no document of the list Documents is named.
        MissingFileError: a file is not there.
    """
    papers: dict[str, Path] = {}
    for text in given:
        name, _, file = (part.strip() for part in text.partition("="))
        known = {document.casefold(): document for document in DOCUMENTS}
        if name.casefold() not in known or not file:
            raise UsageError(
                f"{text!r} does not name a paper and its file.",
                next_step=f'Write --enclose "{DOCUMENTS[-1]}=slip.pdf"; papers are {", ".join(DOCUMENTS)}.',
            )
        path = Path(file)
        if not path.is_file():
            raise MissingFileError(f"There is no file {file}.", next_step="Name the file to enclose.")
        papers[known[name.casefold()]] = path
    return papers


def _issue(book: Host, issue: Issue, job: Job, replaced: Certificate | None, options: Namespace) -> Issue:
    with publish(book, job, target_of(book, job)) as package:
        made = plan(job, issue.number, package, book.folder, replaced=replaced)
        entry = book.write(made, who=who(options)).entry
    besides = [keep_register(book), withdraw(book, replaced) if replaced else ""]
    done = issue._replace(package=package, entry=entry, told_besides=" ".join(filter(None, besides)))
    if replaced is None:
        return done
    return done._replace(drafted=put_draft(book, replaced, package, job.templates, who=who(options)))


def _outcome(issue: Issue, cells: Mapping[Place, str]) -> Outcome:
    package, summary = issue.package, told(issue)
    lines = [*findings_lines(issue.answered.left, cells)]
    lines += [f"Overridden by {o.name}: {o.message} Reason: {o.reason}" for o in issue.answered.overrides]
    lines += [
        f"--override {code} was not needed: the gate did not find it." for code in issue.answered.unused
    ]
    lines += [*(package.remarks if package else ()), summary]
    lines += [f"Open {package.main}"] if package else []
    drafted = issue.drafted
    lines += [f"Draft to {', '.join(drafted.to)}, {drafted.got}: {file}" for file in drafted.files]
    lines += [drafted.problem] if drafted.problem else []
    lines += [issue.told_besides] if issue.told_besides else []
    return Outcome(tuple(lines), as_json(issue), EXIT_FINE if issue.passes else EXIT_FINDINGS)


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the order, what to certify of it, who signs, and how warnings are answered for."""
    parser.add_argument("workbook", help="the .xlsx workbook")
    parser.add_argument("order", nargs="*", help="the order's ID, e.g. ORD-0001; or several")
    parser.add_argument(
        "--shipped", default="", metavar="DAY",
        help="every order with shipments of this day that have no certificate: today, 2024-05-03, since:2024-05-01, all",
    )  # fmt: skip
    parser.add_argument(
        "--shipment", action="append", default=[], metavar="SHP-0001",
        help="only this shipment; may be given several times (default: those without a certificate)",
    )  # fmt: skip
    parser.add_argument("--signer", default="", metavar="NAME", help="who signs (default: as in Settings)")
    parser.add_argument(
        "--override", action="append", nargs=2, default=[], metavar=("CODE", '"NAME: reason"'),
        help="issue in spite of this warning; name and reason are recorded",
    )  # fmt: skip
    parser.add_argument(
        "--accept-warnings", default="", metavar='"NAME: reason"', help="the same for every warning"
    )
    parser.add_argument(
        "--supersede", default="", metavar="COC-0001", help="issue the next revision of this certificate"
    )
    parser.add_argument("--reason", default="", help="what changed, and why (with --supersede)")
    parser.add_argument("--paper", choices=PAPERS, default="", help="paper size (default: the customer's)")
    parser.add_argument(
        "--enclose", action="append", default=[], metavar='"PAPER=FILE"',
        help="add a paper by hand, e.g. \"First article=fai.pdf\"",
    )  # fmt: skip


COMMAND = Command(
    verb="issue",
    summary="Issue the Certificate of Conformance with its whole package, if the gate lets it pass.",
    add_arguments=add_arguments,
    run=run,
    writes=True,
    json_keys={
        "issued": "true when a package was made and registered",
        "certificate": "the certificate's number; null when something stands against it",
        "revision": "its revision",
        "order": "the order's ID; null for several orders",
        "shipments": "list of shipment IDs on the certificate",
        "lots": "list of lot IDs the shipped pieces go back to",
        "findings": "list of {sheet, row, key, column, code, severity, message, fix}: what stands against it",
        "overrides": "list of {code, place, message, name, reason}: warnings answered for",
        "package": "the package's folder; null when none was made",
        "open": "the file to open first",
        "files": "list of {path, what, sha256, bytes}: every file of the package but its manifest",
        "manifest_sha256": "fingerprint of manifest.json, as in the register",
        "pdf_engine": "what made the PDFs; empty when no PDF was made",
        "drafts": "list of e-mail drafts to those who got the certificate that was replaced, or for whom it was prepared",
        "remarks": "list of sentences, e.g. that no PDF could be made",
        "each": "list of answers with these keys and error, one for each order, where several were issued; else empty",
        "summary": "one sentence",
        "entry": "number of the journal entry; null when nothing was written",
        "dry_run": "true when nothing was to be written",
    },
    button=Button(
        group="Certificate",
        label="Issue COC",
        icon="SignatureLineInsert",
        screentip="Issue COC",
        supertip=(
            "Check the selected order and issue its Certificate of Conformance with the suppliers' certificates, the "
            "traceability report and one PDF of everything. On a valid certificate's row: its next revision. Nothing is "
            "written when something stands against it."
        ),
        keytip="S",
        large=True,
    ),
    clicked=issue_clicked,
    clicked_again=issue_again,
    saves=True,
)
