"""Makes the folder behind a compliance answer: who signs, from which template, where it goes."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime
from pathlib import Path

from lotbook.commands.issuing.order import resolved
from lotbook.compliance.answer import Answer
from lotbook.documents.file_names import file_name
from lotbook.documents.frozen.facts import Frozen, find_order, freeze, shipments_of
from lotbook.documents.frozen.head import CertificateHead, Company
from lotbook.documents.language.translation import ENGLISH, Chosen, choose
from lotbook.documents.package.compliance_folder import Job, Made, build
from lotbook.documents.papers import compliance_statement
from lotbook.domain.identifiers import key, same
from lotbook.hosts.host import Host
from lotbook.tables.records import Records


def make_folder(
    book: Host,
    records: Records,
    answers: tuple[Answer, ...],
    options: Namespace,
    now: datetime,
) -> Made:
    """The folder, at the place named or under the packages folder.

    Raises:
        PackageError: something lies at that place already, or it cannot be written.
        TemplateError: the shop's template has mistakes.
    """
    frozen = _frozen(records, answers)
    head = _head(book, records, options, now, frozen)
    chosen = _template(records, book.folder, frozen)
    job = Job(
        answers,
        head,
        lambda cell: resolved(book.folder, cell),
        chosen.template if options.statement else None,
        bool(options.documents),
        frozen,
        language=chosen.language,
    )
    return build(job, Path(options.documents) if options.documents else _place(book, records, answers))


def _template(records: Records, folder: Path, frozen: Frozen | None) -> Chosen:
    """The shop's own template, else the one that comes with Lotbook, in the language of the order's customer."""
    own = records.setting("Templates folder").strip()
    language = frozen.language if frozen else ENGLISH
    return choose(compliance_statement.TEMPLATE, language, resolved(folder, own) if own else None)


def _place(book: Host, records: Records, answers: tuple[Answer, ...]) -> Path:
    """A new folder for the statement alone: packages/statements/order ORD-0117, 2024-05-02."""
    packages = resolved(book.folder, records.setting("Packages folder").strip() or "packages")
    subjects = list(dict.fromkeys(answer.subject for answer in answers))
    more = f" and {len(subjects) - 1} more" if len(subjects) > 1 else ""
    name = file_name(f"{subjects[0].name}{more}, {max(a.as_of for a in answers).isoformat()}")
    place, number = packages / "statements" / name, 2
    while place.exists():
        place, number = place.with_name(f"{name} ({number})"), number + 1
    return place


def _frozen(records: Records, answers: tuple[Answer, ...]) -> Frozen | None:
    """The one order that every answer is about, with its shipments; None when there are several or none."""
    orders = {key(answer.subject.order_id): answer.subject for answer in answers}
    subject = next(iter(orders.values()))
    row = find_order(records, subject.order_id) if len(orders) == 1 and subject.order_id else None
    if row is None:
        return None
    sent = shipments_of(records, row)
    if subject.what == "shipment":
        wanted = {key(answer.subject.id) for answer in answers}
        sent = tuple(shipment for shipment in sent if key(shipment.shipment_id or "") in wanted)
    return freeze(records, row, sent)


def _head(
    book: Host, records: Records, options: Namespace, now: datetime, frozen: Frozen | None
) -> CertificateHead:
    name = options.signer.strip() or records.setting("Default signer").strip()
    signer = next((person for person in records.people if same(person.name, name)), None)
    logo = records.setting("Logo file").strip()
    signature = signer.signature_file if signer else None
    return CertificateHead(
        certificate_id="",
        revision="",
        issued_at=now,
        company=Company.of(records.setting),
        signer=(signer and signer.name) or name,
        title=(signer and signer.title) or "",
        statement="",
        place=records.setting("Place of issue"),
        signature_file=resolved(book.folder, signature) if signature else None,
        logo_file=resolved(book.folder, logo) if logo else None,
        paper=options.paper or (frozen.paper if frozen else records.setting("Paper") or "A4"),
    )
