"""Void: a certificate is no longer valid; its number, its files and the reason stay."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from lotbook.commands.issuing.number import register_row
from lotbook.commands.issuing.register_file import keep_register
from lotbook.commands.mailing.outbox import withdraw
from lotbook.commands.shell.command import Button, Command, Outcome
from lotbook.commands.shell.selection import Ask, Clicked, Refusal, Run, Selection
from lotbook.commands.shell.who import who
from lotbook.commands.shell.workbook import open_workbook
from lotbook.domain.edits import Edit, Plan
from lotbook.errors import UsageError
from lotbook.tables.certificates import Certificate
from lotbook.tables.records import Records


def plan(row: Certificate, reason: str) -> Plan:
    """The register's row gets the status Void and the reason; nothing else changes."""
    name = f"{row.certificate_id} {row.revision}"
    told = "; ".join(part for part in (row.reason, f"Void: {reason}") if part)
    return Plan(
        "void",
        f"{name} is void: {reason}",
        edits=(
            Edit("Certificates", row.row, "Status", row.status, "Void", name),
            Edit("Certificates", row.row, "Reason", row.reason, told, name),
        ),
        details={
            "certificate": row.certificate_id,
            "revision": row.revision,
            "reason": reason,
            "package": row.package,
        },
    )


def run(options: Namespace) -> Outcome:
    """Voids, or with ``--dry-run`` says what would be voided."""
    reason = options.reason.strip()
    if not reason:
        raise UsageError(
            "A void certificate needs a reason.", next_step='Write --reason "why it is not valid any more".'
        )
    writing = not options.dry_run
    entry, besides = None, ""
    with open_workbook(options.workbook, writing=writing, cloud_ok=options.cloud_ok) as book:
        row = register_row(Records(book), options.certificate)
        made = plan(row, reason)
        if writing:
            entry = book.write(made, who=who(options)).entry
            besides = " ".join(filter(None, (keep_register(book), withdraw(book, row))))
    said = f"Not written (dry run): {made.summary}" if options.dry_run else made.summary
    lines = (said, "Its number and its files stay. Tell those who have it." if writing else "", besides)
    answer: dict[str, object] = {
        "certificate": row.certificate_id,
        "revision": row.revision,
        "order": row.order_id,
        "sent_to": row.sent_to or "",
        "reason": reason,
        "summary": made.summary,
        "entry": entry,
        "dry_run": options.dry_run,
    }
    return Outcome(tuple(line for line in lines if line), answer)


def clicked(selection: Selection) -> Clicked:
    """The one certificate of the selected row; the reason is asked."""
    column = {"Certificates": "Certificate ID", "Shipments": "Certificate"}.get(selection.sheet)
    names = selection.texts(column) if column else ()
    if len(names) != 1:
        return Refusal("Select one row of Certificates, or one shipment that has a certificate, first.")
    row = selection.rows[0]
    revision = row.text("Revision") if selection.sheet == "Certificates" else ""
    name = f"{names[0]} {revision}".strip()

    def with_reason(reason: str) -> Clicked:
        if not reason.strip():
            return Refusal("A void certificate needs a reason. Nothing was changed.")
        return Run(((f"--reason={reason.strip()}", "--", name),))

    return Ask("Void COC", f"{name} will be void for good. Why is it not valid any more?", "", with_reason)


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the certificate and the reason."""
    parser.add_argument("workbook", help="the .xlsx workbook")
    parser.add_argument("certificate", help="the certificate's number, e.g. COC-0001")
    parser.add_argument("--reason", required=True, help="why it is not valid any more")


COMMAND = Command(
    verb="void",
    summary="Void a certificate: its number and files stay, the register says why it is not valid any more.",
    add_arguments=add_arguments,
    run=run,
    writes=True,
    json_keys={
        "certificate": "the certificate's number",
        "revision": "its revision",
        "order": "its order",
        "sent_to": "to whom it was sent, as the register says; they must be told",
        "reason": "why it is void",
        "summary": "one sentence",
        "entry": "number of the journal entry; null when nothing was written",
        "dry_run": "true when nothing was to be written",
    },
    button=Button(
        group="Certificate",
        label="Void COC",
        icon="CancelRequest",
        screentip="Void COC",
        supertip=(
            "Declare the selected certificate invalid, with a reason. Its number is never used again and its files stay. "
            "Unavailable while no certificate is selected."
        ),
        keytip="X",
    ),
    clicked=clicked,
    saves=True,
)
