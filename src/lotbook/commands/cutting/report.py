"""The mark transfer report that a cut makes in the same click: every piece of the lot, marked and verified or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from lotbook.checks.shop import Shop
from lotbook.commands.cutting.stock import Stock
from lotbook.documents.file_names import file_name
from lotbook.documents.frozen.freezing import Links, freeze_lot
from lotbook.documents.frozen.head import Company
from lotbook.documents.frozen.rows import LotRecord
from lotbook.documents.language.text_format import quantity
from lotbook.documents.papers import heading, letterhead, mark_transfer
from lotbook.domain.identifiers import key
from lotbook.errors import LotbookError
from lotbook.hosts.host import Host
from lotbook.tables.cuts import Cut
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records

FOLDER = "cuts"


class Report(NamedTuple):
    """The report's file, the PDF where there is one, and what went wrong on the way to it."""

    file: Path | None
    remarks: tuple[str, ...] = ()


def needed(stock: Stock, names: Iterable[str]) -> bool:
    """Whether a mark must be, or was, put on one of these lots and pieces."""
    for name in names:
        lots = stock.origins(name)
        if any((m := stock.shop.material_of(lot)) and m.mark_transfer_needed for lot in lots):
            return True
        if any(cut.heat_marked for cut in stock.shop.pieces.get(key(name), ())):
            return True
    return False


def make(book: Host, names: Sequence[str], on: date, *, pdf: bool) -> Report:
    """The report about the delivered lots behind these lots or pieces; when it cannot be made, the cut stands.

    Args:
        book: the workbook, as it is after the cut was written.
        names: the lots or pieces that were cut, made or verified.
        on: the day it is made; a second report of a lot on one day takes the place of the first.
        pdf: a PDF beside the Word file.
    """
    records = Records(book)
    stock = Stock(Shop(records, on))
    origins = list({lot.row: lot for name in names for lot in stock.origins(name)}.values())
    if not origins:
        return Report(None, ("No mark transfer report: what was cut goes back to no delivery.",))
    more = " and more" if len(origins) > 1 else ""
    out = book.folder / FOLDER / f"{file_name(f'{origins[0].lot_id}{more} mark transfer {on}')}.docx"
    try:
        _fill(records, _fields(records, stock, origins, on), out, book.folder)
        return _with_pdf(out) if pdf else Report(out)
    except LotbookError as error:
        again = f"Make it again: lotbook cut {book.path.name} {origins[0].lot_id} --report-only"
        return Report(None, (f"The mark transfer report was not made: {error.problem} {again}",))


def _fill(records: Records, fields: dict[str, object], out: Path, folder: Path) -> None:
    from lotbook.documents.template.render import render

    setting = records.setting
    template = letterhead.template(mark_transfer.TEMPLATE, setting, folder)
    pictures = letterhead.pictures(setting, folder)
    render(template, fields, out, pictures=pictures, paper=setting("Paper") or "A4")


def _with_pdf(out: Path) -> Report:
    from lotbook.documents.pdf.making import convert

    made = convert([out], out.parent)
    return Report(made.pdfs[0] if made.pdfs else out, tuple(made.problems))


def _fields(records: Records, stock: Stock, origins: Sequence[Receipt], on: date) -> dict[str, object]:
    links = Links(records)
    lots = [_with_pieces(links, records.cuts, lot) for lot in origins]
    left = {key(lot.lot_id): _left(stock, lot.lot_id) for lot in lots}
    return mark_transfer.alone(_company(records), lots, on, left)


def _company(records: Records) -> dict[str, object]:
    company = heading.company(Company.of(records.setting))
    return {"company": {**company, "name": company["name"].strip() or letterhead.UNNAMED}}


def _left(stock: Stock, lot: str) -> str:
    rest = stock.left(lot)
    return quantity(rest.quantity, rest.unit)


def _with_pieces(links: Links, cuts: Sequence[Cut], receipt: Receipt) -> LotRecord:
    """A delivered lot with every piece that was cut from it or from its pieces, parents before children."""
    by_source: dict[str, list[Cut]] = {}
    for cut in cuts:
        by_source.setdefault(key(cut.source or ""), []).append(cut)
    found: dict[int, Cut] = {}
    waiting, seen = [key(receipt.lot_id or "")], set[str]()
    while waiting:
        name = waiting.pop(0)
        if not name or name in seen:
            continue
        seen.add(name)
        for cut in by_source.get(name, ()):
            found[cut.row] = cut
            waiting.append(key(cut.new_lot_id or ""))
    uses = tuple(use for use in links.records.materials_used if key(use.source or "") in seen)
    return freeze_lot(links, receipt)._replace(cuts=tuple(found.values()), uses=uses)
