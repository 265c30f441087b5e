"""RoHS: restricted substances in one lot or one outside process, from its analysis and its declaration.

Source: Directive 2011/65/EU Annex II as amended by (EU) 2015/863; limits are percent by weight of homogeneous
material. Exemptions for lead in alloys: see ``lists.exemptions``. An analysis can condemn a lot but never clears it
alone: mill certificates do not list every restricted substance.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lotbook.compliance import declared
from lotbook.compliance.chemistry import shares
from lotbook.compliance.lists import Exemption, exemptions, rohs_limits
from lotbook.compliance.verdict import Evidence, Judgement, Verdict
from lotbook.domain.identifiers import key, same
from lotbook.domain.values import number_text
from lotbook.tables.declarations import Declaration
from lotbook.tables.outside_processes import OutsideProcess
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records

REGULATION = "RoHS"


def judge_lot(
    records: Records, lot: Receipt, *, as_of: date, months: int, category: str | None = None
) -> Judgement:
    """What can be said about one lot on one day; the analysis overrules the declaration when it is worse."""
    declaration = declared.for_lot(records, lot, REGULATION, as_of)
    family = next((m.family for m in records.materials if same(m.material, lot.material)), None)
    name = lot.lot_id or f"row {lot.row} of Receiving"
    analysed = _from_analysis(name, shares(records, lot), family, as_of, category)
    if analysed and analysed.verdict is Verdict.NOT_COMPLIANT:
        return analysed
    stated = _from_declaration(name, declaration, as_of, months, category)
    if analysed and stated.verdict in {Verdict.COMPLIANT, Verdict.WITH_EXEMPTION}:
        return analysed._replace(evidence=analysed.evidence + stated.evidence)
    return stated


def judge_process(records: Records, process: OutsideProcess, *, as_of: date, months: int) -> Judgement:
    """What can be said about one outside process: plating and conversion coating can bring hexavalent chromium."""
    name = f"{process.process} by {process.supplier}"
    declaration = declared.for_supplier(records, process.supplier, REGULATION, as_of)
    return _from_declaration(name, declaration, as_of, months, None)


def _from_analysis(
    name: str, found: dict[str, Decimal], family: str | None, as_of: date, category: str | None
) -> Judgement | None:
    """A judgement when the analysis shows a restricted substance above its limit, else None."""
    for symbol, limit in rohs_limits().items():
        share = found.get(symbol)
        if share is None or share <= limit:
            continue
        shown = f"{symbol} {number_text(share)} % is above {number_text(limit)} %"
        paper = (Evidence(f"Analysis: {symbol} {number_text(share)} %"),)
        exemption = _exemption_for(symbol, share, family)
        if exemption is None:
            return Judgement(
                name, Verdict.NOT_COMPLIANT, f"{shown} and no exemption covers it.", evidence=paper
            )
        expiry = exemption.expires_on(category)
        if expiry < as_of:
            reason = f"{shown}; exemption {exemption.id} ended on {expiry.isoformat()}."
            return Judgement(name, Verdict.NOT_COMPLIANT, reason, evidence=paper)
        reason = (
            f"{shown}, allowed by exemption {exemption.id} ({exemption.scope}) until {expiry.isoformat()}."
        )
        return Judgement(
            name, Verdict.WITH_EXEMPTION, reason, f"{exemption.id}, until {expiry.isoformat()}", paper
        )
    return None


def _exemption_for(symbol: str, share: Decimal, family: str | None) -> Exemption | None:
    if symbol != "Pb":
        return None
    fitting = (e for e in exemptions() if family in e.families and share <= e.limit_percent)
    return next(fitting, None)


def _from_declaration(
    name: str, declaration: Declaration | None, as_of: date, months: int, category: str | None
) -> Judgement:
    if declaration is None:
        return Judgement(name, Verdict.NEEDS_DATA, "No RoHS declaration is on file.")
    paper = (declared.evidence(declaration),)
    old = declared.out_of_date(declaration, as_of, months)
    if key(declaration.statement or "") == key(Verdict.NOT_COMPLIANT):
        return Judgement(
            name, Verdict.NOT_COMPLIANT, "The supplier declares it not compliant.", evidence=paper
        )
    if old:
        return Judgement(name, Verdict.NEEDS_DATA, f"Ask the supplier for a new one: {old}.", evidence=paper)
    if declaration.statement == Verdict.WITH_EXEMPTION or declaration.exemption:
        return _claimed(name, declaration, as_of, category, paper)
    if declaration.statement == Verdict.COMPLIANT:
        return Judgement(name, Verdict.COMPLIANT, "The supplier declares it compliant.", evidence=paper)
    reason = f"The declaration says {declaration.statement!r}, which does not answer the question."
    return Judgement(name, Verdict.NEEDS_DATA, reason, evidence=paper)


def _claimed(
    name: str, declaration: Declaration, as_of: date, category: str | None, paper: tuple[Evidence, ...]
) -> Judgement:
    """A declaration that claims an exemption counts only while that exemption is known and in force."""
    exemption = next((e for e in exemptions() if same(e.id, declaration.exemption)), None)
    if exemption is None:
        reason = f"It claims the exemption {declaration.exemption or 'without a number'}, which is not in our table."
        return Judgement(name, Verdict.NEEDS_DATA, reason, evidence=paper)
    expiry = exemption.expires_on(category)
    if expiry < as_of:
        reason = f"Exemption {exemption.id} ended on {expiry.isoformat()}."
        return Judgement(name, Verdict.NOT_COMPLIANT, reason, evidence=paper)
    reason = f"The supplier declares it compliant under exemption {exemption.id} ({exemption.scope})."
    return Judgement(
        name, Verdict.WITH_EXEMPTION, reason, f"{exemption.id}, until {expiry.isoformat()}", paper
    )
