"""Safety data sheets: a delivery of a material that asks for one has one on file.

Source: Regulation (EC) 1907/2006 Article 31 and 29 CFR 1910.1200(g): substances and mixtures come with a sheet, finished
articles do not; which materials ask for one, the sheet Materials says.
"""

from __future__ import annotations

from lotbook.compliance import declared, kinds
from lotbook.compliance.verdict import Judgement, Question, Verdict
from lotbook.domain.identifiers import same
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records

REGULATION = "SDS"
PROCESSES = False  # no sheet comes with work done on an article


def list_text(question: Question) -> str:
    """What the answer goes by; there is no list behind it."""
    del question
    return "Materials that ask for a safety data sheet, by the sheet Materials"


def judge_lot(records: Records, lot: Receipt, question: Question) -> Judgement:
    """Whether the safety data sheet of one lot is on file and still valid on one day."""
    name = declared.lot_name(lot)
    material = next((m for m in records.materials if same(m.material, lot.material)), None)
    if material is None:
        text = f"{lot.material or 'Its material'} is not on the sheet Materials."
        unknown = kinds.UNKNOWN_MATERIAL.at(declared.lot_place(lot, "Material"), f"{name}: {text}")
        return Judgement(name, Verdict.NEEDS_DATA, text, findings=(unknown,))
    sheet = declared.for_lot(records, lot, REGULATION, question.as_of)
    if sheet is None:
        if not material.sds_needed:
            return Judgement(name, Verdict.COMPLIANT, f"{material.material} asks for no safety data sheet.")
        reason = "No safety data sheet is on file."
        missing = kinds.NO_SAFETY_SHEET.at(declared.lot_place(lot), f"{name}: {reason}")
        return Judgement(name, Verdict.NEEDS_DATA, reason, findings=(missing,))
    paper = (declared.evidence(sheet),)
    # A sheet has no age of its own: it counts until its maker replaces it.
    if old := declared.out_of_date(name, sheet, question._replace(months=0)):
        return declared.open_question(name, old, paper)
    dated = f" of {sheet.dated.isoformat()}" if sheet.dated else ""
    return Judgement(name, Verdict.COMPLIANT, f"The safety data sheet{dated} is on file.", evidence=paper)
