"""Gate: the material that was ordered is the material that went in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum

from lotbook.checks.shop import at
from lotbook.compliance.grade_names import all_grades, called, spelled
from lotbook.compliance.house_limits import base, temper
from lotbook.documents.certificate.grades import stands_in
from lotbook.documents.certificate.words import named_with, norm_key, norm_of
from lotbook.documents.gate import ordered
from lotbook.documents.gate.case import Case, Rule, listed, strictly
from lotbook.documents.gate.lot import METALS
from lotbook.documents.gate.ordered import ALUMINIUM, SPECIFICATION, named_grades, plain
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


_TEMPER = re.compile(r"(?<![A-Z0-9])(T\d\w*|H\d\w*)(?!\w)")
_SOFT = r"[ -]([OF])(?!\w)"  # the tempers of one letter count only right behind their grade
_CONDITION = re.compile(r"(\+\s?[A-Z]+)(?!\w)")
# They speak of certificates, quality systems, tolerances, the composition behind a grade's name, or of a finish.
_OF_OTHER_THINGS = re.compile(
    r"(?<!\d)(?:10204|10474|9001|9100|2768|13485|573|515|10088-1|10027)(?!\d)"
    r"|(?<!\d)(?:17611|7599|10074|2081|1461|9227|50938)(?!\d)|MIL-?(?:PRF|A|DTL|C)-?(?:8625|5541)|A ?967|B ?633|B ?580|AMS ?2[4-7]\d\d"
)


def material(case: Case) -> Iterator[Finding]:
    """Grade, temper and specification that the order names are those of a lot that went in."""
    order, wanted = case.frozen.order, case.frozen.order.material_required
    known = {lot.material.row: lot.material for lot in case.frozen.lots if lot.material}
    candidates = [each for each in known.values() if _grades(each) or each.specification]
    if not wanted or not candidates:
        return
    meant = _meant(wanted, candidates)
    fit = min(how_well(wanted, each, [other for other in meant if other != each]) for each in meant)
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
    return metals if metals and named_grades(plain(wanted)) else candidates


def how_well(wanted: str, material: Material, others: Sequence[Material] = ()) -> Fit:
    """How a material of the shop agrees with the text of an order; ``others`` went in beside it.

    Where the text names a grade, it must be one of the material's names, in its temper; where it names a specification,
    it must be the material's; where it names both, both must be. A further grade must be that of another material.
    """
    if ordered.asks_nothing(wanted, material):
        return Fit.FITS
    text = plain(wanted)
    found = (_grade(text, material, others), _specification(wanted, material))
    return max((each for each in found if each is not None), default=Fit.UNCLEAR)


def _grade(text: str, material: Material, others: Sequence[Material]) -> Fit | None:
    """How the grade agrees; None where the text names no grade that is known."""
    mine = _grades(material)
    here = [grade for grade in mine if stands_in(text, grade) and not _longer(text, grade)]
    if here:
        fit = min(_temper(text, grade) for grade in here)
        every = [*mine, *(grade for other in others for grade in _grades(other))]
        return max(fit, _further(text, material, every, tempered=any(map(_is_hard, here))))
    named = named_grades(text)
    if not named:
        return None
    alloys = [grade for grade in mine if _is_alloy(grade)]
    if any(_is_kin(other, alloy) for alloy in alloys for other in named):
        return Fit.DIFFERS  # 304 and 304L are often one metal certified as both; somebody must look
    return Fit.OTHER if alloys else Fit.UNCLEAR


def _further(text: str, material: Material, every: list[str], *, tempered: bool) -> Fit:
    """What the text asks for beside the grade: another grade, a filling, a condition."""
    if ordered.is_filled_otherwise(text, material) or ordered.is_softer(text, tempered=tempered):
        return Fit.DIFFERS
    return Fit.UNCLEAR if ordered.beside(text, every) or ordered.is_harder(text, material) else Fit.FITS


def _is_hard(grade: str) -> bool:
    return temper(grade) not in ("", "O", "F", "+A")


def _is_kin(other: str, alloy: str) -> bool:
    names = {base(alloy), *called(alloy)}
    return any(other.startswith(name) or name.startswith(other) for name in names)


def _longer(text: str, grade: str) -> bool:
    """Whether the text means a grade whose name only begins with this one, such as Ti-6Al-4V ELI."""
    return any(
        known.startswith(f"{base(grade)} ") and stands_in(text, known) and not stands_in(grade, known)
        for known in all_grades()
    )


def _temper(text: str, grade: str) -> Fit:
    mine = temper(spelled(grade))
    asked = {each.replace(" ", "") for each in (*_TEMPER.findall(text), *_CONDITION.findall(text))}
    asked |= {soft for name in called(grade) for soft in re.findall(re.escape(name) + _SOFT, text)}
    if not asked or mine in asked:
        return Fit.FITS
    return Fit.DIFFERS if mine else Fit.UNCLEAR


def _specification(wanted: str, material: Material) -> Fit | None:
    """How the specification agrees; None where the text names none."""
    mine = [part for part in re.split(r"\s*[;,]\s*|\s+/\s+", material.specification or "") if part]
    apart = re.sub(r"(?<=\d)/(?=\s*(?:EN|ISO|DIN|ASTM|ASME|AMS|BS)\b)", " / ", wanted.upper())
    spaced = re.sub(r"\b(ASTM|ASME|AMS|EN|ISO|DIN|BS)-", r"\1 ", apart)
    sought = [part + metric for part in mine for metric in ("", "M")]
    if any(named_with(text, part)[0] for part in sought for text in (apart, spaced)):
        return Fit.FITS
    asked = [match.group() for match in SPECIFICATION.finditer(apart)]
    asked = [each for each in asked if not _OF_OTHER_THINGS.search(each)]
    if not asked:
        return None
    if any(_is_of(each, part) for each in asked for part in mine) or any(_is_next(apart, p) for p in mine):
        return Fit.FITS
    return Fit.DIFFERS if mine else Fit.UNCLEAR


def _is_of(asked: str, own: str) -> bool:
    """Whether ours is what was asked for with other dashes, or a part of it, such as EN 10025-2 of EN 10025."""
    asked = re.sub(r"\b(ASTM|ASME)[ -]?([A-Z])[ -]?(?=\d)", r"\1 \2", asked)
    wanted, ours = (norm_key(norm_of(each).name) for each in (asked, own))
    return ours == wanted or ours.startswith(f"{wanted}-")


def _is_next(text: str, own: str) -> bool:
    """Whether ours follows another of its publisher without the publisher's name, as in ASTM B221 or B209."""
    publisher, _, number = norm_of(own).name.upper().partition(" ")
    after = rf"\b{re.escape(publisher)}\b[^;]*(?:\bOR\b|\bODER\b|/|,)\s*{re.escape(number)}(?!\w)"
    return bool(number) and re.search(after, text) is not None


def _grades(material: Material) -> list[str]:
    """The grades of a material, as named or, where none is, as its description names them."""
    if material.grade:
        return [material.grade, *(part for part in re.split(r"\s*/\s*", material.grade) if len(part) > 2)]
    return list(named_grades(spelled(material.description or "")))


def _is_alloy(grade: str) -> bool:
    return bool(called(grade) & all_grades()) or re.fullmatch(ALUMINIUM, base(grade)) is not None


def _shown(material: Material) -> str:
    name = " ".join(part for part in (material.grade, material.specification) if part)
    return name or material.description or material.material or ""


RULES: tuple[Rule, ...] = (material,)
