"""Drafts letters to suppliers: a Word file to print or attach, and the same text to paste into a mail. Sends nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from lotbook.checks.shop import Shop
from lotbook.commands.certificates.case import Examined
from lotbook.commands.certificates.review import free
from lotbook.documents.certificate.comparison import Outcome
from lotbook.documents.file_names import file_name
from lotbook.documents.papers import letterhead, supplier_letter
from lotbook.documents.papers.supplier_letter import Complaint, Letter
from lotbook.documents.whole_file import write_whole
from lotbook.tables.receiving import Receipt

FOLDER = "letters"
_DAYS = 10  # what a supplier is given to answer
_REMINDED = 5  # and what after that


class Drafted(NamedTuple):
    """One letter that was written: its Word file, its mail text, to whom, about which lots."""

    letter: Path
    mail: Path
    supplier: str
    email: str
    lots: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The documented, stable JSON form."""
        return {
            "letter": str(self.letter),
            "mail": str(self.mail),
            "supplier": self.supplier,
            "email": self.email,
            "lots": list(self.lots),
        }


def name_of(receipt: Receipt) -> str:
    """The lot a letter is about; its row where it has no number yet."""
    return receipt.lot_id or f"row {receipt.row}"


def complaint(each: Examined, today: date | None = None, *, faults: Sequence[str] = ()) -> Complaint:
    """What is wrong with one delivery: its certificate, with ``today`` also for how long we wait; or a person's faults."""
    receipt = each.receipt
    said = tuple(faults) or each.comparison.faults or each.comparison.doubts
    if each.comparison.outcome is Outcome.MISSING and not faults:
        said = ("No certificate has come for this delivery.",)
    waiting = max((today - receipt.received_on).days, 0) if today and receipt.received_on else None
    return Complaint(receipt, each.comparison.delivery.material, said, waiting, by_a_person=bool(faults))


def draft(
    shop: Shop,
    complaints: Sequence[Complaint],
    *,
    folder: Path,
    today: date,
    writer: str,
    reminder: bool = False,
) -> list[Drafted]:
    """One letter for each supplier, written beside the workbook.

    It is signed by ``writer`` where that is a person on the sheet People, else by the company alone: a login is no name.

    Raises:
        TemplateError: the shop's template has mistakes.
        ReadOnlyError: the folder cannot be written.
    """
    by_supplier: dict[str, list[Complaint]] = {}
    for each in complaints:
        by_supplier.setdefault(shop.keys[each.receipt.supplier], []).append(each)
    return [
        _written(shop, _letter(shop, found, today, writer, reminder=reminder), folder)
        for found in by_supplier.values()
    ]


def _letter(shop: Shop, found: Sequence[Complaint], today: date, writer: str, *, reminder: bool) -> Letter:
    name = found[0].receipt.supplier or "Supplier"
    person = shop.people.get(shop.keys[writer])
    return Letter(
        name,
        shop.suppliers.get(shop.keys[name]),
        tuple(found),
        on=today,
        due=today + timedelta(days=_REMINDED if reminder else _DAYS),
        writer=(person and person.name) or "",
        title=(person and person.title) or "",
        reminder=reminder,
    )


def _written(shop: Shop, letter: Letter, folder: Path) -> Drafted:
    from lotbook.documents.template.render import render

    setting = shop.records.setting
    lots = tuple(name_of(each.receipt) for each in letter.complaints)
    about = lots[0] if len(lots) == 1 else f"{len(lots)} certificates"
    what = " reminder" if letter.reminder else ""
    out = free(folder / FOLDER / f"{file_name(f'{letter.on} {letter.supplier} {about}{what}')}.docx")
    template = letterhead.template(supplier_letter.TEMPLATE, setting, folder)
    pictures = letterhead.pictures(setting, folder)
    render(template, supplier_letter.context(letter, setting), out, pictures=pictures, paper=setting("Paper"))
    mail = out.with_suffix(".txt")
    write_whole(mail, supplier_letter.mail_text(letter, setting).encode("utf-8"))
    email = (letter.details and letter.details.email) or ""
    return Drafted(out, mail, letter.supplier, email, lots)
