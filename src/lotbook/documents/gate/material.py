"""Gate: the material that was ordered is the material that went in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum

from lotbook.checks.shop import at
from lotbook.compliance.house_limits import base, known_grades, names, temper
from lotbook.documents.certificate.grades import stands_in
from lotbook.documents.certificate.words import named_with
from lotbook.documents.gate.case import Case, Rule, listed, strictly
from lotbook.documents.gate.lot import METALS
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.tables.materials import Material

MATERIAL_OTHER = Kind(
    "gate-material-other",
    Severity.STOP,
    "The order asks for another grade than the lots are",
    "The certificate would certify one alloy and name the heat of another.",
    "Ship from the right lot, or correct Material required as the customer agreed in writing.",
)
MATERIAL_DIFFERS = Kind(
    "gate-material-differs",
    Severity.WARN,
    "The order's material is not recognised in the lots that were used",
    "The certificate would print the ordered material beside lots of another temper, variant (304L for 304) or "
    "specification, or nobody can tell. Stops for aerospace and medical customers where it is another one.",
    "Compare Material required with the lots; correct the wrong one, or issue with your name and why they agree. Metal "
    "certified as two grades names both on Materials, such as 304/304L.",
)


class Fit(IntEnum):
    """How a material agrees with what was ordered; the smaller the better."""

    FITS = 0
    UNCLEAR = 1  # the order says it in words that name neither grade nor specification
    DIFFERS = 2  # another temper, variant or specification
    OTHER = 3  # another grade


_ALUMINIUM = r"[1-8]\d{3}"
_CALLED = re.compile(
    rf"(?<![A-Z0-9.,/])(?:(?:AW|AA)[ -]*({_ALUMINIUM})(?!\w)|({_ALUMINIUM})[ -](?:T\d\w*|H\d\w*|O|F)(?!\w))"
)
_TEMPER = re.compile(r"(?<![A-Z0-9])(T\d\w*|H\d\w*)(?!\w)")
_SOFT = r"[ -]([OF])(?!\w)"  # the tempers of one letter count only right behind their grade
_CONDITION = re.compile(r"(\+\s?[A-Z]+)(?!\w)")
_DIMENSION = re.compile(r"\d[\d.,]*(?:\s*[X×]\s*\d[\d.,]*)+|\d[\d.,]*\s*(?:MM\b|IN\b|\")")
# A specification as its publisher writes it; EN AW is a grade, EN 10204 and ISO 10474 speak of certificates.
SPECIFICATION = re.compile(
    r"(?<!\w)(?:(?:DIN|BS|NF|UNI|UNE|SAE|ISO/)?\s*(?:EN(?![\s-]*A[WC])|ISO(?:/ASTM)?|DIN|BS|ASTM|ASME|AMS|JIS|GB/?T?|MIL|QQ))"
    r"[\s-]*(?:[A-Z]{1,4}[\s-]*){0,3}\d[\w./:-]*"
)
_OF_PAPERS = re.compile(r"(?<!\d)(?:10204|10474|9001|9100|2768|13485)(?!\d)")


def material(case: Case) -> Iterator[Finding]:
    """Grade, temper and specification that the order names are those of a lot that went in."""
    order, wanted = case.frozen.order, case.frozen.order.material_required
    known = {lot.material.row: lot.material for lot in case.frozen.lots if lot.material}
    candidates = [each for each in known.values() if _grades(each) or each.specification]
    if not wanted or not candidates:
        return
    fit = min(how_well(wanted, each) for each in _meant(wanted, candidates))
    if fit is Fit.FITS:
        return
    kind = MATERIAL_OTHER if fit is Fit.OTHER else MATERIAL_DIFFERS
    shown = dict.fromkeys(_shown(each) for each in candidates)
    yield (strictly(kind, case) if fit is Fit.DIFFERS else kind).at(
        at(order, "material_required"),
        f"Order {order.order_id} asks for {wanted}; the lots are {listed(shown)}.",
    )


def _meant(wanted: str, candidates: list[Material]) -> list[Material]:
    """Where the order names a metal's grade, the metals; screws and oil beside them answer nothing."""
    metals = [each for each in candidates if each.family in METALS]
    return metals if metals and _named_grades(_plain(wanted)) else candidates


def how_well(wanted: str, material: Material) -> Fit:
    """How a material of the shop agrees with the text of an order.

    Where the text names a grade, it must be one of the material's names, in its temper; where it names a specification,
    it must be the material's; where it names both, both must be.
    """
    text = _plain(wanted)
    found = (_grade(text, material), _specification(wanted, material))
    return max((each for each in found if each is not None), default=Fit.UNCLEAR)


def _grade(text: str, material: Material) -> Fit | None:
    """How the grade agrees; None where the text names no grade that is known."""
    mine = _grades(material)
    here = [grade for grade in mine if stands_in(text, grade) and not _longer(text, grade)]
    if here:
        return min(_temper(text, grade) for grade in here)
    others = _named_grades(text)
    if not others:
        return None
    alloys = [base(grade) for grade in mine if _is_alloy(grade)]
    if any(other.startswith(alloy) or alloy.startswith(other) for alloy in alloys for other in others):
        return Fit.DIFFERS  # 304 and 304L are often one metal certified as both; somebody must look
    return Fit.OTHER if alloys else Fit.UNCLEAR


def _longer(text: str, grade: str) -> bool:
    """Whether the text means a grade whose name only begins with this one, such as Ti-6Al-4V ELI."""
    return any(
        known.startswith(f"{base(grade)} ") and stands_in(text, known) and not stands_in(grade.upper(), known)
        for known in known_grades()
    )


def _temper(text: str, grade: str) -> Fit:
    mine = temper(grade)
    asked = {each.replace(" ", "") for each in (*_TEMPER.findall(text), *_CONDITION.findall(text))}
    asked |= {soft for name in names(grade) for soft in re.findall(re.escape(name) + _SOFT, text)}
    if not asked or mine in asked:
        return Fit.FITS
    return Fit.DIFFERS if mine else Fit.UNCLEAR


def _specification(wanted: str, material: Material) -> Fit | None:
    """How the specification agrees; None where the text names none."""
    mine = [part for part in re.split(r"\s*[;,]\s*|\s+/\s+", material.specification or "") if part]
    spaced = re.sub(r"\b(ASTM|ASME|AMS|EN|ISO|DIN|BS)-", r"\1 ", wanted.upper())
    sought = [part + metric for part in mine for metric in ("", "M")]
    if any(named_with(text, part)[0] for part in sought for text in (wanted, spaced)):
        return Fit.FITS
    if not any(not _OF_PAPERS.search(match.group()) for match in SPECIFICATION.finditer(wanted.upper())):
        return None
    return Fit.DIFFERS if mine else Fit.UNCLEAR


def _grades(material: Material) -> list[str]:
    """The grades of a material, as named or, where none is, as its description names them."""
    if material.grade:
        return [material.grade, *(part for part in re.split(r"\s*/\s*", material.grade) if len(part) > 2)]
    return list(_named_grades((material.description or "").upper()))


def _named_grades(text: str) -> set[str]:
    """The grades a text names: known ones as a whole word, and aluminium with its temper."""
    found = {left or right for left, right in _CALLED.findall(text)}
    return found | {grade for grade in known_grades() if stands_in(text, grade)}


def _is_alloy(grade: str) -> bool:
    return bool(names(grade) & known_grades()) or re.fullmatch(_ALUMINIUM, base(grade)) is not None


def _plain(wanted: str) -> str:
    """The text without specifications and dimensions, whose numbers may look like grades."""
    text = wanted.upper().replace("\u2011", "-").replace("\u00a0", " ")
    return " ".join(_DIMENSION.sub(" ", SPECIFICATION.sub(" ", text)).split())


def _shown(material: Material) -> str:
    name = " ".join(part for part in (material.grade, material.specification) if part)
    return name or material.description or material.material or ""


RULES: tuple[Rule, ...] = (material,)
