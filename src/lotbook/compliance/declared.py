"""Finds the declaration that counts for a lot or a process: the lot's own before the supplier's, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lotbook.compliance.verdict import Evidence
from lotbook.domain.identifiers import same
from lotbook.tables.declarations import Declaration
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records


def for_lot(records: Records, lot: Receipt, regulation: str, as_of: date) -> Declaration | None:
    """The declaration about this very lot, else its supplier's about its material: the newest there was on a day."""
    return _newest(
        as_of,
        (declaration for declaration in _about(records, regulation) if same(declaration.lot_id, lot.lot_id)),
    ) or _newest(
        as_of,
        (
            declaration
            for declaration in _about(records, regulation)
            if not declaration.lot_id
            and same(declaration.supplier, lot.supplier)
            and same(declaration.material, lot.material)
        ),
    )


def for_supplier(records: Records, supplier: str | None, regulation: str, as_of: date) -> Declaration | None:
    """A supplier's declaration about everything it does (no lot, no material named): the newest there was on a day."""
    return _newest(
        as_of,
        (
            declaration
            for declaration in _about(records, regulation)
            if not declaration.lot_id and not declaration.material and same(declaration.supplier, supplier)
        ),
    )


def out_of_date(declaration: Declaration, as_of: date, months: int) -> str:
    """Why a declaration no longer counts on a day, or an empty text.

    ``months`` is the age the shop accepts (Settings, Declaration age); 0 accepts any age.
    """
    if declaration.dated is None:
        return "the declaration has no date"
    if declaration.dated > as_of:
        return f"the declaration is dated {declaration.dated.isoformat()}, after {as_of.isoformat()}"
    if declaration.valid_until and declaration.valid_until < as_of:
        return f"the declaration was valid until {declaration.valid_until.isoformat()}"
    if months and _months_between(declaration.dated, as_of) >= months:
        return f"the declaration of {declaration.dated.isoformat()} is older than {months} months"
    return ""


def evidence(declaration: Declaration) -> Evidence:
    """The declaration as a piece of evidence."""
    return Evidence(f"{declaration.regulation} declaration", declaration.file or "", declaration.dated)


def _about(records: Records, regulation: str) -> Iterator[Declaration]:
    return (declaration for declaration in records.declarations if same(declaration.regulation, regulation))


def _newest(as_of: date, declarations: Iterator[Declaration]) -> Declaration | None:
    """A later paper never hides the one that counted on the day; only when there is none it is shown, as too late."""

    def rank(declaration: Declaration) -> tuple[bool, date, int]:
        dated = declaration.dated or date.min
        return dated <= as_of, dated, declaration.row

    return max(declarations, key=rank, default=None)


def _months_between(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
