"""Mail: hands a package to the customer by e-mail, as a draft or sent; only what was accepted is marked as sent."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lotbook.commands.issuing.number import register_row
from lotbook.commands.issuing.order import resolved
from lotbook.commands.issuing.register_file import keep_register
from lotbook.commands.mailing.letter import customer_of, drafts, files_of, receivers
from lotbook.commands.mailing.receivers import at_another_customer, elsewhere_than_before
from lotbook.commands.mailing.routes import SMTP, Prepared, prepared
from lotbook.commands.mailing.selection import again
from lotbook.commands.mailing.sending import as_issued, folder_of, name_of, registered, sent
from lotbook.commands.mailing.still_true import answered_for
from lotbook.commands.mailing.told import JSON_KEYS, Mail, outcome, refused
from lotbook.commands.shell.cells import cells_of
from lotbook.commands.shell.command import Button, Command, Outcome
from lotbook.commands.shell.selection import Clicked, Refusal, Run, Selection
from lotbook.commands.shell.who import who
from lotbook.commands.shell.workbook import open_workbook
from lotbook.domain.edits import Edit, Plan
from lotbook.errors import MailError, UsageError
from lotbook.hosts.host import Host
from lotbook.mail.compose import Draft
from lotbook.mail.configuration import place, smtp
from lotbook.tables.certificates import Certificate
from lotbook.tables.records import Records


def run(options: Namespace) -> Outcome:
    """Prepares the e-mails of one certificate, or sends them."""
    writing = not options.dry_run
    with open_workbook(options.workbook, writing=writing, cloud_ok=options.cloud_ok) as book:
        mail = _mail(options, book)
        if mail.findings:
            return refused(mail, cells_of(Records(book), mail.findings), dry_run=options.dry_run)
        server = smtp() if options.send else None
        if options.send and server is None:
            raise MailError(
                "No mail server is set up on this computer.",
                next_step=f"Write {place()} as docs/how-to/mail-a-package.md shows, or leave --send out for a draft.",
            )
        if not writing:
            return outcome(mail, Prepared("", (), mail.remarks), "", None, dry_run=True)
        if server is None:
            return _prepared(options, book, mail)
        row, name = mail.row, who(options)
        made = _plan(mail, sent(book, row, mail.every, server, again=options.again, name=name))
        entry = registered(book, row, made, name)
        done = Prepared(SMTP, (), (*mail.remarks, *filter(None, [keep_register(book)])))
        return outcome(mail, done, made.summary, entry, dry_run=False)


def _mail(options: Namespace, book: Host) -> Mail:
    """The e-mails, after everything that may stand against them was looked at."""
    records = Records(book)
    row = register_row(records, options.certificate)
    said = as_issued(book, row)
    _refuse_sent(row, again=options.again)
    answered = answered_for(book, records, row, said, options.accept_warnings)
    every = _drafts(options, book, records, folder_of(book, row), said)
    mail = Mail(row, tuple(every), answered.overrides, answered.left, elsewhere=options.elsewhere)
    if options.elsewhere:
        return mail
    name = str(said["chain"].get("customer") or "")
    others = at_another_customer(records, row, name, every[0].to, book.journal.entries())
    strange = elsewhere_than_before(records, row, every[0].to)
    if strange and options.send and not others:
        raise UsageError(
            strange,
            next_step="Correct E-mail on the sheet Customers, or say --elsewhere when it is right.",
        )
    return mail._replace(findings=(*mail.findings, *others), strange=strange)


def _prepared(options: Namespace, book: Host, mail: Mail) -> Outcome:
    """A draft that a person looks at; the journal tells that it was prepared, never that it was sent."""
    sender = Records(book).setting("Company e-mail")
    done = prepared(book, mail.row, mail.every, sender=sender, as_file=options.as_file)
    summary = f"{name_of(mail.row)} prepared for {mail.to}; not sent."
    entry = book.journal.note("mail", summary, who=who(options), details=mail.details(done))
    done = done._replace(remarks=(*mail.remarks, *done.remarks))
    return outcome(mail, done, summary, entry, dry_run=False)


def _refuse_sent(row: Certificate, *, again: bool) -> None:
    if row.sent_at and not again:
        raise UsageError(
            f"{name_of(row)} was sent to {row.sent_to} on {row.sent_at} already.",
            next_step="Say --again to send it once more.",
        )


def _drafts(
    options: Namespace, book: Host, records: Records, folder: Path, said: Mapping[str, Any]
) -> list[Draft]:
    customer = customer_of(records, said)
    to = receivers(customer, options.to, elsewhere=options.elsewhere)
    own = records.setting("Templates folder").strip()
    company = {
        "name": records.setting("Company name"),
        "contact": " · ".join(
            filter(None, (records.setting("Company phone"), records.setting("Company e-mail")))
        ),
    }
    files = files_of(folder, said, every=options.files == "all")
    templates = resolved(book.folder, own) if own else None
    return drafts(files, said, company, customer, to=to, templates=templates)


def _plan(mail: Mail, ids: Sequence[str]) -> Plan:
    """The register says when and to whom; both only after the server took every part."""
    stamp = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    row, name = mail.row, name_of(mail.row)
    both = f"{row.sent_to}; {mail.to}" if row.sent_to else mail.to
    return Plan(
        "mail",
        f"{name} sent to {mail.to}.",
        edits=(
            Edit("Certificates", row.row, "Sent at", row.sent_at, stamp, name),
            Edit("Certificates", row.row, "Sent to", row.sent_to, both, name),
        ),
        details={**mail.details(Prepared(SMTP)), "sent": [name], "message_ids": list(ids)},
    )


def clicked(selection: Selection) -> Clicked:
    """A draft for each selected certificate; sending stays with the person."""
    column = {"Certificates": "Certificate ID", "Shipments": "Certificate"}.get(selection.sheet, "")
    names = selection.texts(column)
    if not names:
        return Refusal("Select the row of a certificate, or of a shipment that has one, first.")
    return Run(tuple(("--", name) for name in names))


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the workbook, the certificate, the receivers and the way."""
    parser.add_argument("workbook", help="the .xlsx workbook")
    parser.add_argument("certificate", help="the certificate's number, e.g. COC-0001")
    parser.add_argument("--send", action="store_true", help="send it now by SMTP (default: write a draft)")
    parser.add_argument(
        "--to",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="instead of the customer's E-mail; several times",
    )
    parser.add_argument(
        "--elsewhere",
        action="store_true",
        help="an address is right although it is not at the customer's own house",
    )
    parser.add_argument(
        "--files",
        choices=("one", "all"),
        default="one",
        help="one PDF with everything (default), or each paper",
    )
    parser.add_argument("--again", action="store_true", help="although it was sent already")
    parser.add_argument(
        "--as-file",
        action="store_true",
        help="write the draft as a file, also where classic Outlook could open it",
    )
    parser.add_argument(
        "--accept-warnings", default="", metavar='"NAME: reason"',
        help="mail it although facts on it were changed in the workbook; name and reason are recorded",
    )  # fmt: skip


COMMAND = Command(
    verb="mail",
    summary="E-mail a certificate package to its customer: as a draft to look at, or sent with --send.",
    add_arguments=add_arguments,
    run=run,
    writes=True,
    json_keys=JSON_KEYS,
    button=Button(
        group="Certificate",
        label="E-mail package",
        icon="FileSendAsAttachment",
        screentip="E-mail package",
        supertip=(
            "Write an e-mail draft with the selected certificate's package for its customer. Nothing is sent until you "
            "send it. Unavailable for certificates that are void, superseded or affected by a recall."
        ),
        keytip="M",
    ),
    clicked=clicked,
    clicked_again=again,
    saves=True,
)
