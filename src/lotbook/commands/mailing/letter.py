"""The words and files of the e-mail that carries a package: from the manifest, so it says what the certificate says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from lotbook.commands.mailing.text import mail_text
from lotbook.documents.language.text_format import days, joined, quantity
from lotbook.documents.language.translation import ENGLISH, text
from lotbook.documents.language.words import LABELS
from lotbook.documents.package.manifest import MERGED
from lotbook.domain.identifiers import key
from lotbook.errors import PackageError, UsageError
from lotbook.mail.compose import Draft, addresses, compose, no_addresses
from lotbook.mail.parcels import Parcel, parcels
from lotbook.tables.customers import Customer
from lotbook.tables.mail_houses import house
from lotbook.tables.records import Records

_NAME = "package"


def customer_of(records: Records, said: Mapping[str, Any]) -> Customer | None:
    """The customer's row of a manifest; None when it is not on the sheet Customers any more."""
    wanted = key(str(said["chain"].get("customer") or ""))
    return next((row for row in records.customers if key(row.customer or "") == wanted), None)


def receivers(customer: Customer | None, given: Sequence[str], *, elsewhere: bool) -> tuple[str, ...]:
    """Whom it goes to: the customer's own addresses, or those given instead.

    Raises:
        UsageError: one is no address, or belongs to another house than the customer's and nobody said so.
    """
    known = addresses(customer.email if customer else None)
    if not given:
        wrong = no_addresses(customer.email if customer else None)
        if known and wrong:
            raise UsageError(
                f"{', '.join(wrong)} in E-mail of {customer.customer if customer else ''} is not an e-mail address.",
                cause="Somebody who should get the papers would be left out.",
                next_step="Correct it on the sheet Customers, or name the receivers with --to.",
            )
        return known
    wanted = tuple(address for text in given for address in addresses(text))
    wrong = tuple(part for text in given for part in no_addresses(text))
    if wrong or not wanted:
        raise UsageError(
            f"{', '.join(wrong or given)} is not an e-mail address.",
            next_step="Write it as name@house.example.",
        )
    houses = {house(address) for address in known}
    strange = [address for address in wanted if known and house(address) not in houses]
    if strange and not elsewhere:
        raise UsageError(
            f"{', '.join(strange)} is not at {' or '.join(sorted(houses))}, where this customer is.",
            cause="Papers of one customer must not go to another.",
            next_step="Correct the address, or say --elsewhere when it is right.",
        )
    return wanted


def files_of(folder: Path, said: Mapping[str, Any], *, every: bool) -> list[Path]:
    """The merged PDF alone, or with ``every`` each paper on its own; Word files stay at home.

    Raises:
        PackageError: the package has no PDF.
    """
    paths = [str(entry["path"]) for entry in said["files"]]
    merged = next((str(entry["path"]) for entry in said["files"] if entry.get("what") == MERGED), "")
    wanted = [path for path in paths if not path.endswith(".docx") and path != merged] if every else [merged]
    if not every and not merged:
        raise PackageError(
            "The package has no PDF with everything in it.",
            next_step="Send its papers one by one with --files all, or issue it again where Word or LibreOffice is.",
        )
    return [folder / path for path in wanted]


def drafts(
    files: Sequence[Path],
    said: Mapping[str, Any],
    company: Mapping[str, str],
    customer: Customer | None,
    *,
    to: Sequence[str],
    templates: Path | None,
    name: str = _NAME,
) -> list[Draft]:
    """The e-mails, split where they would be too large; ``name`` is that of the text in templates/mail.

    Raises:
        PackageError: a file is too large for any e-mail to this customer.
        TemplateError: the text has mistakes.
    """
    limit = float(customer.mail_limit) if customer and customer.mail_limit else None
    together, too_large = parcels(files, limit)
    if too_large:
        names = ", ".join(f"{file.name} ({file.stat().st_size / 1e6:.1f} MB)" for file in too_large)
        raise PackageError(
            f"Too large for an e-mail to this customer: {names}.",
            next_step="Raise Mail limit (MB) in the customer's row if their server takes more, send its papers one by "
            "one with --files all, or hand the package over another way.",
        )
    found = mail_text(name, customer and customer.language, templates)
    words = found.read()
    return [
        compose(
            words,
            _context(said, company, customer, parcel, found.language),
            to=to,
            files=parcel.files,
            name=found.file.name,
        )
        for parcel in together
    ]


def _context(
    said: Mapping[str, Any],
    company: Mapping[str, str],
    customer: Customer | None,
    parcel: Parcel,
    language: str,
) -> dict[str, object]:
    chain, certificate = said["chain"], said["certificate"]
    sent = chain.get("shipments") or []
    person = (customer and customer.contact) or str(chain.get("customer") or "")
    part = parcel.part.replace(" of ", f" {LABELS['of'][language]} ") if language != ENGLISH else parcel.part
    line = f"line {chain['po_line']}" if chain.get("po_line") else ""
    return {
        "company": dict(company),
        "certificate": {**certificate, "name": f"{certificate['id']} {certificate['revision']}"},
        "customer": {"name": str(chain.get("customer") or ""), "contact_or_name": person},
        "order": {
            "id": str(chain.get("order") or ""),
            "po": text(joined(chain.get("customer_po"), line, by=", "), language),
        },
        "part": {
            "number": chain.get("customer_part_number") or chain.get("part_number") or "",
            "revision": chain.get("part_revision") or "",
        },
        "shipped": {
            "quantity": text(_total(sent), language),
            "dates": text(
                days(date.fromisoformat(each["shipped_on"]) for each in sent if each.get("shipped_on")),
                language,
            ),
        },
        "mail": {"part": f" ({part})" if part else ""},
    }


def _total(sent: Sequence[Mapping[str, Any]]) -> str:
    units = dict.fromkeys(each.get("unit") for each in sent)
    return " + ".join(
        quantity(
            sum(
                (Decimal(each.get("quantity") or 0) for each in sent if each.get("unit") == unit), Decimal(0)
            ),
            unit,
        )
        for unit in units
    )
