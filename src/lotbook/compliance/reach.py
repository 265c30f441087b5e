"""REACH: substances of very high concern in one lot or one outside process.

Source: Regulation (EC) 1907/2006 Article 33 (0.1 % by weight of the article; each article of an assembly counts for
itself) and ECHA's Candidate List; lead is on it since 27 June 2018 and knows no exemption. The list that counts is the
one that was current on the day asked about.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from types import MappingProxyType

from lotbook.compliance import declared, kinds
from lotbook.compliance.chemistry import analysis, share_of, shares
from lotbook.compliance.verdict import Contained, Evidence, Judgement, Question, Verdict
from lotbook.domain.findings import Finding
from lotbook.domain.values import number_text
from lotbook.tables.declarations import Declaration
from lotbook.tables.outside_processes import OutsideProcess
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records

REGULATION = "REACH"
PROCESSES = True
_LIMIT = Decimal("0.1")
# CAS numbers of elements that material certificates name by their symbol; whether one is listed, the list says.
_ELEMENTS = MappingProxyType({
    "7439-92-1": "Pb", "7440-43-9": "Cd", "7439-97-6": "Hg", "7440-41-7": "Be", "7440-38-2": "As", "7440-36-0": "Sb",
    "7440-48-4": "Co", "7440-02-0": "Ni", "7440-31-5": "Sn", "7440-69-9": "Bi", "13494-80-9": "Te",
})  # fmt: skip


def list_text(question: Question) -> str:
    """The Candidate List in use with its date, as every statement must print it."""
    candidates = question.lists.candidates
    current = candidates.current_on(question.as_of)
    known = "" if current < candidates.published else f", {len(candidates.entries)} entries"
    return f"REACH Candidate List of {current.isoformat()}{known}"


def judge_lot(records: Records, lot: Receipt, question: Question) -> Judgement:
    """What can be said about one lot on one day."""
    name = declared.lot_name(lot)
    declaration = declared.for_lot(records, lot, REGULATION, question.as_of)
    found = tuple(_analysed(records, lot, question))
    stated = (
        _from_declaration(name, declaration, question, named=bool(found))
        if declaration
        else declared.missing(name, REGULATION, declared.lot_place(lot))
    )
    if not found or stated.verdict is Verdict.NOT_COMPLIANT:
        return stated
    contained, papers = zip(*found, strict=True)
    since = ", ".join(
        f"{c.name} ({number_text(c.percent or 0.0)} %), on the Candidate List since {c.listed_on}"
        for c in contained
    )
    return Judgement(
        name,
        Verdict.CONTAINS_SVHC,
        f"Contains {since}.",
        evidence=(*papers, *stated.evidence),
        contained=contained,
        findings=stated.findings,
    )


def judge_process(records: Records, process: OutsideProcess, question: Question) -> Judgement:
    """What can be said about one outside process."""
    name = declared.process_name(process)
    declaration = declared.for_supplier(records, process.supplier, REGULATION, question.as_of)
    if declaration is None:
        return declared.missing(name, REGULATION, declared.process_place(process))
    return _from_declaration(name, declaration, question, named=False)


def _analysed(records: Records, lot: Receipt, question: Question) -> Iterator[tuple[Contained, Evidence]]:
    """The listed substances that the lot's analysis shows above 0.1 %."""
    found = shares(records, lot)
    for entry in question.lists.candidates.entries if found else ():
        if not entry.cas or entry.included_on > question.as_of:
            continue
        symbol = _ELEMENTS.get(entry.cas, "")
        share = share_of(found, (entry.cas, entry.name, symbol))
        if share is not None and share.percent > _LIMIT:
            yield (
                Contained(entry.name, entry.cas, entry.ec, share.percent, entry.included_on),
                analysis(symbol or entry.cas, share, lot),
            )


def _from_declaration(name: str, declaration: Declaration, question: Question, *, named: bool) -> Judgement:
    """The judgement on a declaration; ``named`` says that an analysis names the substance already."""
    if no := declared.against(name, declaration):
        return no
    paper = (declared.evidence(declaration),)
    old = declared.out_of_date(name, declaration, question) or _old_list(name, declaration, question)
    if declaration.statement == Verdict.CONTAINS_SVHC:
        text = "the declaration speaks of a listed substance that the workbook does not name."
        unnamed = declared.problem(kinds.SUBSTANCE_UNNAMED, name, declaration, "statement", text)
        return Judgement(
            name,
            Verdict.CONTAINS_SVHC,
            f"The supplier declares a listed substance{'' if named else ', which the workbook does not name'}.",
            evidence=paper,
            contained=() if named else (Contained(""),),
            findings=(*(() if named else (unnamed,)), *((old,) if old else ())),
        )
    if old:
        return declared.open_question(name, old, paper)
    if declaration.statement == Verdict.COMPLIANT:
        reason = f"The supplier declares none above 0.1 % (list of {declaration.list_date})."
        return Judgement(name, Verdict.COMPLIANT, reason, evidence=paper)
    text = f"the declaration says {declaration.statement!r}, which does not answer the question."
    unclear = declared.problem(kinds.DECLARATION_UNCLEAR, name, declaration, "statement", text)
    return declared.open_question(name, unclear, paper)


def _old_list(name: str, declaration: Declaration, question: Question) -> Finding | None:
    current = question.lists.candidates.current_on(question.as_of)
    if declaration.list_date is None:
        text = "the declaration does not name its Candidate List."
        return declared.problem(kinds.DECLARATION_OLD, name, declaration, "list_date", text)
    if declaration.list_date < current:
        text = f"it refers to the Candidate List of {declaration.list_date}, but {current} was current."
        return declared.problem(kinds.DECLARATION_OLD, name, declaration, "list_date", text)
    return None
