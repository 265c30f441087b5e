"""RoHS: restricted substances in one lot or one outside process, from its analysis and its declaration.

Source: Directive 2011/65/EU Annex II as amended by (EU) 2015/863; limits are percent by weight of homogeneous
material. Exemptions for lead in alloys: see ``lists``. An analysis can condemn a lot but never clears it alone: mill
certificates do not list every restricted substance.
"""

from __future__ import annotations

from decimal import Decimal

from lotbook.compliance import declared, kinds
from lotbook.compliance.chemistry import Share, analysis, share_of, shares
from lotbook.compliance.lists import Exemption, Lists, Substance
from lotbook.compliance.verdict import Evidence, Judgement, Question, Verdict
from lotbook.domain.identifiers import same
from lotbook.domain.values import number_text
from lotbook.tables.declarations import Declaration
from lotbook.tables.outside_processes import OutsideProcess
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records

REGULATION = "RoHS"
PROCESSES = True  # plating and conversion coating can bring hexavalent chromium


def list_text(question: Question) -> str:
    """The lists in use with their dates, as every statement must print them."""
    lists = question.lists
    return (
        f"Directive 2011/65/EU Annex II with (EU) 2015/863, {len(lists.substances)} substances "
        f"(list of {lists.substances_date.isoformat()}); exemption table of {lists.exemptions_date.isoformat()}"
    )


def judge_lot(records: Records, lot: Receipt, question: Question) -> Judgement:
    """What can be said about one lot on one day; the analysis overrules the declaration when it is worse."""
    declaration = declared.for_lot(records, lot, REGULATION, question.as_of)
    name = declared.lot_name(lot)
    analysed = _from_analysis(records, lot, name, question)
    if analysed and analysed.verdict is Verdict.NOT_COMPLIANT:
        return analysed
    if declaration is None:
        return declared.missing(name, REGULATION, declared.lot_place(lot))
    stated = _from_declaration(name, declaration, question)
    if analysed and stated.verdict in {Verdict.COMPLIANT, Verdict.WITH_EXEMPTION}:
        return analysed._replace(evidence=analysed.evidence + stated.evidence)
    return stated


def judge_process(records: Records, process: OutsideProcess, question: Question) -> Judgement:
    """What can be said about one outside process."""
    name = declared.process_name(process)
    declaration = declared.for_supplier(records, process.supplier, REGULATION, question.as_of)
    if declaration is None:
        return declared.missing(name, REGULATION, declared.process_place(process))
    return _from_declaration(name, declaration, question)


def _from_analysis(records: Records, lot: Receipt, name: str, question: Question) -> Judgement | None:
    """The worst that the analysis shows above a limit, else None."""
    family = next((m.family for m in records.materials if same(m.material, lot.material)), None)
    found = shares(records, lot)
    allowed: Judgement | None = None
    for substance in question.lists.substances:
        share = share_of(found, substance.names)
        if share is None or share.percent <= substance.limit_percent:
            continue
        paper = (analysis(substance.short, share, lot),)
        judged = _above(name, substance, share, family, question)._replace(evidence=paper)
        if judged.verdict is Verdict.NOT_COMPLIANT:
            return judged
        allowed = judged
    return allowed


def _above(
    name: str, substance: Substance, share: Share, family: str | None, question: Question
) -> Judgement:
    """The judgement on a share above its limit: an exemption in force, or none."""
    limit = number_text(substance.limit_percent)
    shown = f"{substance.short} {number_text(share.percent)} % is above {limit} %"
    exemption = _exemption_for(question.lists, substance, share.percent, family)
    if exemption is None:
        reason = f"{shown} and no exemption covers it."
        found = kinds.ABOVE_LIMIT.at(share.place, f"{name}: {reason}")
        return Judgement(name, Verdict.NOT_COMPLIANT, reason, findings=(found,))
    expiry = exemption.expires_on(question.category)
    if expiry < question.as_of:
        reason = f"{shown}; exemption {exemption.id} ended on {expiry.isoformat()}."
        found = kinds.EXEMPTION_ENDED.at(share.place, f"{name}: {reason}")
        return Judgement(name, Verdict.NOT_COMPLIANT, reason, findings=(found,))
    reason = f"{shown}, allowed by exemption {exemption.id} ({exemption.scope}) until {expiry.isoformat()}."
    return Judgement(name, Verdict.WITH_EXEMPTION, reason, f"{exemption.id}, until {expiry.isoformat()}")


def _exemption_for(
    lists: Lists, substance: Substance, share: Decimal, family: str | None
) -> Exemption | None:
    if substance.cas != "7439-92-1":  # the table holds exemptions for lead only
        return None
    fitting = (e for e in lists.exemptions if family in e.families and share <= e.limit_percent)
    return next(fitting, None)


def _from_declaration(name: str, declaration: Declaration, question: Question) -> Judgement:
    paper = (declared.evidence(declaration),)
    if no := declared.against(name, declaration):
        return no
    if old := declared.out_of_date(name, declaration, question):
        return declared.open_question(name, old, paper)
    if declaration.statement == Verdict.WITH_EXEMPTION or declaration.exemption:
        return _claimed(name, declaration, question, paper)
    if declaration.statement == Verdict.COMPLIANT:
        return Judgement(name, Verdict.COMPLIANT, "The supplier declares it compliant.", evidence=paper)
    text = f"the declaration says {declaration.statement!r}, which does not answer the question."
    unclear = declared.problem(kinds.DECLARATION_UNCLEAR, name, declaration, "statement", text)
    return declared.open_question(name, unclear, paper)


def _claimed(
    name: str, declaration: Declaration, question: Question, paper: tuple[Evidence, ...]
) -> Judgement:
    """A declaration that claims an exemption counts only while that exemption is known and in force."""
    exemption = next((e for e in question.lists.exemptions if same(e.id, declaration.exemption)), None)
    if exemption is None:
        text = f"it claims the exemption {declaration.exemption or 'without a number'}, which is not in our table."
        unclear = declared.problem(kinds.DECLARATION_UNCLEAR, name, declaration, "exemption", text)
        return declared.open_question(name, unclear, paper)
    expiry = exemption.expires_on(question.category)
    if expiry < question.as_of:
        reason = f"Exemption {exemption.id} ended on {expiry.isoformat()}."
        ended = declared.problem(kinds.EXEMPTION_ENDED, name, declaration, "exemption", reason)
        return Judgement(name, Verdict.NOT_COMPLIANT, reason, evidence=paper, findings=(ended,))
    reason = f"The supplier declares it compliant under exemption {exemption.id} ({exemption.scope})."
    return Judgement(
        name, Verdict.WITH_EXEMPTION, reason, f"{exemption.id}, until {expiry.isoformat()}", paper
    )
