"""Finds the declaration that counts for a lot or a process: the lot's own before the supplier's, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from lotbook.compliance import kinds
from lotbook.compliance.verdict import Evidence, Judgement, Question, Verdict
from lotbook.domain.findings import Finding, Kind, Place
from lotbook.domain.identifiers import key, same
from lotbook.tables.declarations import SHEET, Declaration
from lotbook.tables.outside_processes import OutsideProcess
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records


def for_lot(records: Records, lot: Receipt, regulation: str, as_of: date) -> Declaration | None:
    """The declaration about this very lot, else its supplier's about its material: the newest there was on a day."""
    every = all_for_lot(records, lot, regulation)
    own = [declaration for declaration in every if declaration.lot_id]
    return _newest(as_of, own or every)


def all_for_lot(records: Records, lot: Receipt, regulation: str) -> list[Declaration]:
    """Every declaration about this very lot, and its supplier's about its material."""
    return [
        declaration
        for declaration in _about(records, regulation)
        if same(declaration.lot_id, lot.lot_id)
        or (
            not declaration.lot_id
            and same(declaration.supplier, lot.supplier)
            and same(declaration.material, lot.material)
        )
    ]


def for_supplier(records: Records, supplier: str | None, regulation: str, as_of: date) -> Declaration | None:
    """A supplier's declaration about everything it does (no lot, no material named): the newest there was on a day."""
    return _newest(as_of, all_for_supplier(records, supplier, regulation))


def all_for_supplier(records: Records, supplier: str | None, regulation: str) -> list[Declaration]:
    """Every declaration of a supplier about everything it does."""
    return [
        declaration
        for declaration in _about(records, regulation)
        if not declaration.lot_id and not declaration.material and same(declaration.supplier, supplier)
    ]


def doubted(judged: Judgement, every: Iterable[Declaration]) -> Judgement:
    """A judgement that rests on no open point, unless a declaration says no and nothing shows that it was settled since.

    Settled is a no whose date is before that of another declaration of the same reach, lot or supplier, that says yes.
    """
    if judged.verdict.is_open:
        return judged
    every = list(every)
    for no in (each for each in every if _says_no(each)):
        later = (
            each
            for each in every
            if no.dated and each.dated and each.dated > no.dated and bool(each.lot_id) >= bool(no.lot_id)
        )
        if not any(not _says_no(each) for each in later):
            when = f"of {no.dated.isoformat()}" if no.dated else "without a date"
            text = f"a declaration {when} says that it is not compliant."
            why = problem(kinds.CONTRADICTED, judged.subject, no, "statement", text)
            return open_question(judged.subject, why, (*judged.evidence, evidence(no)))
    return judged


def _says_no(declaration: Declaration) -> bool:
    return key(declaration.statement or "") == key(Verdict.NOT_COMPLIANT)


def lot_place(lot: Receipt, column: str = "Lot ID") -> Place:
    """The cell of a lot on Receiving."""
    return Place("Receiving", lot.row, lot.lot_id or "", column)


def lot_name(lot: Receipt) -> str:
    """What an answer calls a lot."""
    return lot.lot_id or f"row {lot.row} of Receiving"


def process_place(process: OutsideProcess) -> Place:
    """The cell of an outside process."""
    return Place("Outside processes", process.row, process.run_id or "", "Supplier")


def process_name(process: OutsideProcess) -> str:
    """What an answer calls an outside process."""
    return f"{process.process} by {process.supplier}"


def missing(name: str, regulation: str, place: Place) -> Judgement:
    """The judgement where no declaration is on file; ``place`` is the cell of the lot or process."""
    reason = f"No {regulation} declaration is on file."
    found = kinds.NO_DECLARATION.at(place, f"{name}: {reason[0].lower()}{reason[1:]}")
    return Judgement(name, Verdict.NEEDS_DATA, reason, findings=(found,))


def against(name: str, declaration: Declaration) -> Judgement | None:
    """The judgement where the supplier itself says no, however old its paper is; None where it does not."""
    if not _says_no(declaration):
        return None
    reason = "The supplier declares it not compliant."
    found = problem(kinds.DECLARED_AGAINST, name, declaration, "statement", reason)
    paper = (evidence(declaration),)
    return Judgement(name, Verdict.NOT_COMPLIANT, reason, evidence=paper, findings=(found,))


def open_question(name: str, why: Finding, papers: tuple[Evidence, ...]) -> Judgement:
    """The judgement where a declaration is there but does not count."""
    text = why.message.removeprefix(f"{name}: ")
    is_old = why.code not in (kinds.DECLARATION_UNCLEAR.code, kinds.CONTRADICTED.code)
    reason = f"Ask the supplier for a new one: {text}" if is_old else f"{text[0].upper()}{text[1:]}"
    return Judgement(name, Verdict.NEEDS_DATA, reason, evidence=papers, findings=(why,))


def out_of_date(name: str, declaration: Declaration, question: Question) -> Finding | None:
    """Why a declaration does not count on the day asked about, with its cell; None where it does."""
    as_of, dated = question.as_of, declaration.dated
    if dated is None:
        return problem(kinds.DECLARATION_UNCLEAR, name, declaration, "dated", "the declaration has no date.")
    if dated > as_of:
        text = f"the declaration is dated {dated.isoformat()}, after {as_of.isoformat()}."
        return problem(kinds.DECLARATION_UNCLEAR, name, declaration, "dated", text)
    if declaration.valid_until and declaration.valid_until < as_of:
        text = f"the declaration was valid until {declaration.valid_until.isoformat()}."
        return problem(kinds.DECLARATION_EXPIRED, name, declaration, "valid_until", text)
    if question.months and _months_between(dated, as_of) >= question.months:
        text = f"the declaration of {dated.isoformat()} is older than {question.months} months."
        return problem(kinds.DECLARATION_OLD, name, declaration, "dated", text)
    return None


def problem(kind: Kind, name: str, declaration: Declaration, field: str, text: str) -> Finding:
    """A finding about one cell of a declaration; ``text`` says what is wrong, ``name`` for what it matters."""
    return kind.at(declaration_place(declaration, field), f"{name}: {text}")


def declaration_place(declaration: Declaration, field: str = "file") -> Place:
    """One cell of a declaration."""
    return Place("Declarations", declaration.row, "", SHEET.columns[field].header)


def evidence(declaration: Declaration) -> Evidence:
    """The declaration as a piece of evidence."""
    about = declaration.lot_id or declaration.material
    whose = f" of {declaration.supplier}" if declaration.supplier else ""
    what = f"{declaration.regulation} declaration{whose}" + (f", {about}" if about else "")
    return Evidence(what, declaration.file or "", declaration.dated, declaration_place(declaration))


def _about(records: Records, regulation: str) -> Iterator[Declaration]:
    return (declaration for declaration in records.declarations if same(declaration.regulation, regulation))


def _newest(as_of: date, declarations: Iterable[Declaration]) -> Declaration | None:
    """A later paper never hides the one that counted on the day; only when there is none it is shown, as too late."""

    def rank(declaration: Declaration) -> tuple[bool, date, bool, int]:
        dated = declaration.dated or date.min
        return dated <= as_of, dated, _says_no(declaration), declaration.row

    return max(declarations, key=rank, default=None)


def _months_between(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
