"""REACH: substances of very high concern in one lot or one outside process.

Source: Regulation (EC) 1907/2006 Article 33 (0.1 % by weight of the article) and ECHA's Candidate List; lead is on
it since 27 June 2018 and knows no exemption. The list that counts is the one that was current on the day asked about.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lotbook.compliance import declared
from lotbook.compliance.chemistry import shares
from lotbook.compliance.lists import candidate_list_date
from lotbook.compliance.verdict import Evidence, Judgement, Verdict
from lotbook.domain.values import number_text
from lotbook.tables.declarations import Declaration
from lotbook.tables.outside_processes import OutsideProcess
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records

REGULATION = "REACH"
_LIMIT = Decimal("0.1")
# Elements of metal certificates that are on the Candidate List themselves, with the day they were added.
_LISTED = {"Pb": ("Lead", date(2018, 6, 27)), "Cd": ("Cadmium", date(2013, 6, 20))}


def judge_lot(
    records: Records, lot: Receipt, *, as_of: date, months: int, category: str | None = None
) -> Judgement:
    """What can be said about one lot on one day."""
    del category  # REACH does not ask what equipment the part goes into
    name = lot.lot_id or f"row {lot.row} of Receiving"
    found = shares(records, lot)
    for symbol, (substance, since) in _LISTED.items():
        share = found.get(symbol)
        if share is not None and share > _LIMIT and since <= as_of:
            reason = f"Contains {substance} ({number_text(share)} %), on the Candidate List since {since.isoformat()}."
            paper = (Evidence(f"Analysis: {symbol} {number_text(share)} %"),)
            return Judgement(name, Verdict.CONTAINS_SVHC, reason, evidence=paper)
    return _from_declaration(name, declared.for_lot(records, lot, REGULATION, as_of), as_of, months)


def judge_process(records: Records, process: OutsideProcess, *, as_of: date, months: int) -> Judgement:
    """What can be said about one outside process."""
    name = f"{process.process} by {process.supplier}"
    return _from_declaration(
        name, declared.for_supplier(records, process.supplier, REGULATION, as_of), as_of, months
    )


def _from_declaration(name: str, declaration: Declaration | None, as_of: date, months: int) -> Judgement:
    if declaration is None:
        return Judgement(name, Verdict.NEEDS_DATA, "No REACH declaration is on file.")
    paper = (declared.evidence(declaration),)
    if declaration.statement == Verdict.CONTAINS_SVHC:
        return Judgement(
            name, Verdict.CONTAINS_SVHC, "The supplier declares a listed substance.", evidence=paper
        )
    old = declared.out_of_date(declaration, as_of, months) or _old_list(declaration, as_of)
    if old:
        return Judgement(name, Verdict.NEEDS_DATA, f"Ask the supplier for a new one: {old}.", evidence=paper)
    if declaration.statement == Verdict.COMPLIANT:
        reason = f"The supplier declares none above 0.1 % (list of {declaration.list_date})."
        return Judgement(name, Verdict.COMPLIANT, reason, evidence=paper)
    reason = f"The declaration says {declaration.statement!r}, which does not answer the question."
    return Judgement(name, Verdict.NEEDS_DATA, reason, evidence=paper)


def _old_list(declaration: Declaration, as_of: date) -> str:
    current = candidate_list_date(as_of)
    if declaration.list_date is None:
        return "the declaration does not name its Candidate List"
    if declaration.list_date < current:
        return f"it refers to the Candidate List of {declaration.list_date}, but {current} was current"
    return ""
