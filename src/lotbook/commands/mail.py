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
from lotbook.commands.mailing.outbox import put
from lotbook.commands.mailing.receivers import elsewhere_than_before
from lotbook.commands.mailing.sending import as_issued, attached, folder_of, name_of, registered, sent
from lotbook.commands.shell.command import Button, Command, Outcome
from lotbook.commands.shell.selection import Clicked, Refusal, Run, Selection
from lotbook.commands.shell.who import who
from lotbook.commands.shell.workbook import open_workbook
from lotbook.documents.file_names import file_name
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
        records = Records(book)
        row = register_row(records, options.certificate)
        said = as_issued(book, row)
        _refuse_sent(row, again=options.again)
        every = _drafts(options, book, records, folder_of(book, row), said)
        strange = "" if options.elsewhere else elsewhere_than_before(records, row, every[0].to)
        if strange and options.send:
            raise UsageError(
                strange,
                next_step="Correct E-mail on the sheet Customers, or say --elsewhere when it is right.",
            )
        server = smtp() if options.send else None
        if options.send and server is None:
            raise MailError(
                "No mail server is set up on this computer.",
                next_step=f"Write {place()} as docs/how-to/mail-a-package.md shows, or leave --send out for a draft.",
            )
        if not writing:
            return _outcome(row, every, [], "", None, dry_run=True, remarks=[strange])
        if server is None:
            files = _put_out(book, row, every)
            summary = f"{name_of(row)} prepared for {_to(every)}; not sent."
            entry = book.journal.note("mail", summary, who=who(options), details=_details(every, files))
            return _outcome(row, every, files, summary, entry, dry_run=False, remarks=[strange])
        made = _plan(row, every, sent(book, row, every, server, again=options.again, name=who(options)))
        entry = registered(book, row, made, who(options))
        return _outcome(row, every, [], made.summary, entry, dry_run=False, remarks=[keep_register(book)])


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


def _put_out(book: Host, row: Certificate, every: Sequence[Draft]) -> list[Path]:
    """Writes each e-mail as a draft that a mail program opens."""
    stem = file_name(f"{row.certificate_id}-{row.revision}")
    return put(book.folder, stem, every, sender=Records(book).setting("Company e-mail"))


def _plan(row: Certificate, every: Sequence[Draft], ids: Sequence[str]) -> Plan:
    """The register says when and to whom; both only after the server took every part."""
    stamp = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    name, to = name_of(row), _to(every)
    both = f"{row.sent_to}; {to}" if row.sent_to else to
    return Plan(
        "mail",
        f"{name} sent to {to}.",
        edits=(
            Edit("Certificates", row.row, "Sent at", row.sent_at, stamp, name),
            Edit("Certificates", row.row, "Sent to", row.sent_to, both, name),
        ),
        details={**_details(every, ()), "sent": [name], "message_ids": list(ids)},
    )


def _details(every: Sequence[Draft], files: Sequence[Path]) -> dict[str, object]:
    return {"to": list(every[0].to), "attached": attached(every), "drafts": [file.name for file in files]}


def _to(every: Sequence[Draft]) -> str:
    return ", ".join(every[0].to) or "nobody yet"


def _outcome(
    row: Certificate,
    every: Sequence[Draft],
    files: Sequence[Path],
    summary: str,
    entry: int | None,
    *,
    dry_run: bool,
    remarks: Sequence[str],
) -> Outcome:
    told = [*filter(None, remarks)]
    if files and not every[0].to:
        told.append("No e-mail address is known for this customer: fill in the receiver before you send it.")
    said = summary or f"Not sent (dry run): {name_of(row)} to {_to(every)} in {len(every)} e-mails."
    lines = [f"To {_to(every)}: {draft.subject}" for draft in every] if dry_run else []
    lines += [f"Draft: {file}" for file in files]
    lines += [said, *told]
    answer: dict[str, object] = {
        "certificate": row.certificate_id,
        "revision": row.revision,
        "to": list(every[0].to),
        "mails": [
            {"subject": draft.subject, "files": [file.name for file in draft.files]} for draft in every
        ],
        "drafts": [str(file) for file in files],
        "sent": bool(entry) and not files,
        "remarks": told,
        "summary": said,
        "entry": entry,
        "dry_run": dry_run,
    }
    return Outcome(tuple(lines), answer)


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
        "--elsewhere", action="store_true", help="an address given is not at the customer's own house"
    )
    parser.add_argument(
        "--files",
        choices=("one", "all"),
        default="one",
        help="one PDF with everything (default), or each paper",
    )
    parser.add_argument("--again", action="store_true", help="although it was sent already")


COMMAND = Command(
    verb="mail",
    summary="E-mail a certificate package to its customer: as a draft to look at, or sent with --send.",
    add_arguments=add_arguments,
    run=run,
    writes=True,
    json_keys={
        "certificate": "the certificate's number",
        "revision": "its revision",
        "to": "list of receivers",
        "mails": "list of {subject, files}: one for each e-mail",
        "drafts": "the files that a mail program opens as drafts",
        "sent": "true when the server accepted every e-mail for every receiver",
        "remarks": "list of sentences, e.g. that papers of this customer went to another house before",
        "summary": "one sentence",
        "entry": "number of the journal entry; null when nothing was written",
        "dry_run": "true when nothing was to be written",
    },
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
    saves=True,
)
