"""DFARS specialty metals: whether the metal of one lot is in scope, and whether it was melted where it may be.

Source: DFARS 252.225-7009 (Restriction on Acquisition of Certain Articles Containing Specialty Metals), paragraph (a)
for what a specialty metal is, (b) for where it may be melted or produced. The exceptions of paragraph (c), such as
commercially available off-the-shelf items or up to 2 percent of an item, are for the customer to decide, so none is
taken here. Mill products that are delivered as such fall under 252.225-7008, which accepts the United States only.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from lotbook.compliance import declared, kinds
from lotbook.compliance.chemistry import Share, analysis, shares
from lotbook.compliance.verdict import Evidence, Judgement, Question, Verdict
from lotbook.domain.findings import Kind
from lotbook.domain.identifiers import key, same
from lotbook.domain.values import number_text
from lotbook.tables.declarations import Declaration
from lotbook.tables.materials import Material
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records

REGULATION = "DFARS"
PROCESSES = False  # the rule is about melting
_STEELS = frozenset({"Carbon steel", "Alloy steel"})
_ALWAYS = frozenset({"Stainless steel", "Titanium"})  # chromium above 0.25 percent; titanium and its alloys
_PERHAPS = frozenset({"Nickel alloy", "Powder", "Composite", "Fastener", "Fitting"})  # any metal, or none
# 252.225-7009 (a), "Specialty metal" (i): steel with more of one of these, in percent.
_LIMITS: Mapping[str, Decimal] = MappingProxyType(
    {"mn": Decimal("1.65"), "si": Decimal("0.60"), "cu": Decimal("0.60")}
    | dict.fromkeys(("al", "cr", "co", "mo", "ni", "nb", "ti", "w", "v"), Decimal("0.25"))
)
_USUAL = ("mn", "si", "cu", "cr", "ni", "mo")  # without these an analysis says too little to leave steel out
_NAMED = (
    "ti",
    "zr",
    "ni",
    "co",
)  # alloys that are named by one metal when they hold 50 percent or more of it


def list_text(question: Question) -> str:
    """The rule and the list of qualifying countries with its date."""
    return f"DFARS 252.225-7009; qualifying countries as of {question.lists.countries_date.isoformat()}"


def judge_lot(records: Records, lot: Receipt, question: Question) -> Judgement:
    """What can be said about one lot on one day."""
    name = declared.lot_name(lot)
    material = next((m for m in records.materials if same(m.material, lot.material)), None)
    if material is None:
        text = f"{lot.material or 'Its material'} is not on the sheet Materials."
        return _open(name, lot, kinds.UNKNOWN_MATERIAL, "Material", text)
    declaration = declared.for_lot(records, lot, REGULATION, question.as_of)
    if declaration and (no := declared.against(name, declaration)):
        return no
    scope, why, papers = _scope(material, shares(records, lot), lot)
    if scope is False:
        return Judgement(name, Verdict.COMPLIANT, f"Not a specialty metal: {why}.", evidence=papers)
    return _melted(name, lot, question, (scope, why, papers), declaration)


def _melted(
    name: str,
    lot: Receipt,
    question: Question,
    told: tuple[bool | None, str, tuple[Evidence, ...]],
    declaration: Declaration | None,
) -> Judgement:
    """The judgement by where the metal was melted; ``told`` is the scope (None: unknown), why, and its evidence."""
    scope, why, papers = told
    if lot.country_of_melt:
        papers = (*papers, _certificate(lot))
        country = question.lists.countries.get(key(lot.country_of_melt))
        if country:
            kind = "Specialty metal" if scope else "Metal"
            reason = f"{kind} ({why}), melted in {country}, which is accepted."
            return Judgement(name, Verdict.COMPLIANT, reason, evidence=papers)
        if scope:
            reason = f"Specialty metal ({why}), melted in {lot.country_of_melt}, which does not qualify."
            found = kinds.MELTED_ELSEWHERE.at(declared.lot_place(lot, "Country of melt"), f"{name}: {reason}")
            return Judgement(name, Verdict.NOT_COMPLIANT, reason, evidence=papers, findings=(found,))
    if declaration and declaration.statement == Verdict.COMPLIANT and not lot.country_of_melt:
        return _stated(name, declaration, question, papers)
    if scope:
        text = f"it is a specialty metal ({why}), and its country of melt is not entered."
        return _open(name, lot, kinds.NO_MELT_COUNTRY, "Country of melt", text)
    where = (
        f"it was melted in {lot.country_of_melt}"
        if lot.country_of_melt
        else "its country of melt is not entered"
    )
    return _open(name, lot, kinds.SCOPE_UNKNOWN, "Country of melt", f"{why}, and {where}.")


def _stated(
    name: str, declaration: Declaration, question: Question, papers: tuple[Evidence, ...]
) -> Judgement:
    """The judgement on the supplier's statement; where metal was melted does not grow old."""
    papers = (*papers, declared.evidence(declaration))
    if old := declared.out_of_date(name, declaration, question._replace(months=0)):
        return declared.open_question(name, old, papers)
    reason = "The supplier declares it melted in the United States or a qualifying country."
    return Judgement(name, Verdict.COMPLIANT, reason, evidence=papers)


def _scope(
    material: Material, found: Mapping[str, Share], lot: Receipt
) -> tuple[bool | None, str, tuple[Evidence, ...]]:
    """Whether a material is a specialty metal (None: it cannot be told), why, and the values that say so."""
    family = material.family or ""
    if family in _ALWAYS:
        return True, family.lower(), ()
    named = next((symbol for symbol in _NAMED if symbol in found and found[symbol].percent >= 50), "")
    if named:
        return True, f"{named.title()} alloy", (analysis(named.title(), found[named], lot),)
    if family not in _STEELS | _PERHAPS:
        return (False, family.lower(), ()) if family else (None, "the material's family is not entered", ())
    over = next((s for s, limit in _LIMITS.items() if s in found and found[s].percent > limit), "")
    if over:
        shown = f"{over.title()} {number_text(found[over].percent)} % is above {number_text(_LIMITS[over])} %"
        return True, shown, (analysis(over.title(), found[over], lot),)
    lacking = ", ".join(symbol.title() for symbol in _USUAL if symbol not in found)
    if lacking:
        return None, f"{family.lower()} whose analysis does not say {lacking}", ()
    if family not in _STEELS:
        return None, f"{family.lower()} of a metal that is not told", ()
    return False, "steel below every limit of paragraph (a)", (_certificate(lot),)


def _certificate(lot: Receipt) -> Evidence:
    number = f" {lot.certificate_number}" if lot.certificate_number else ""
    melted = f", melted in {lot.country_of_melt}" if lot.country_of_melt else ""
    place = declared.lot_place(lot, "Certificate file")
    return Evidence(f"Material certificate{number}{melted}", lot.certificate_file or "", place=place)


def _open(name: str, lot: Receipt, kind: Kind, column: str, text: str) -> Judgement:
    found = kind.at(declared.lot_place(lot, column), f"{name}: {text}")
    return Judgement(name, Verdict.NEEDS_DATA, f"{text[0].upper()}{text[1:]}", findings=(found,))
