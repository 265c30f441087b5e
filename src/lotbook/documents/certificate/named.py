"""The grade and the specification that a certificate is for, against the material of our row.

A certificate is contradicted where it calls another known grade by that name: "Alloy / temper 7075-T6". What it only
names in passing, and another specification than ours, is for a person to see; what it leaves unsaid is no contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lotbook.compliance.grade_names import all_grades, called
from lotbook.compliance.house_limits import base, temper
from lotbook.documents.certificate.delivery import Agreement
from lotbook.documents.certificate.grades import as_printed, other_grades, stands_in
from lotbook.documents.certificate.reading import Reading
from lotbook.documents.certificate.stated import AGREES, Told, against
from lotbook.documents.certificate.words import named_with, norm_key
from lotbook.tables.materials import Material

# Aluminium names itself by its temper: four digits with T6 behind them are no number of a heat or an order.
_WITH_TEMPER = re.compile(r"(?<![A-Z0-9.,/-])([1-8]\d{3})[ -]T\d\w*(?![\w-])")
_DUAL = re.compile(r"(?<!\w)(\d{3}L?)/(\d{3}L?)(?!\w)")  # 304/304L: one metal certified as two
_PRODUCT = re.compile(
    r"\b(?:spec(?:ification)?s?|standards?|norme?n?|werkstoffnorm|material|alloy|grade|conform\w*|meets|requirements|"
    r"acc(?:ording|\.)?|nach|gem(?:äß|\.)?|selon)\b",
    re.IGNORECASE,
)
_OF_TESTING = re.compile(
    r"\b(?:test\w*|tensile|hardness|method|ultrason\w*|ndt|inspect\w*|10204|10168|certif\w*|zeugnis|quality|"
    r"calibrat\w*|toleran\w*|dimension\w*|rohs|reach|packag\w*|corrosion|heat[ -]?treat\w*|prüf\w*)\b",
    re.IGNORECASE,
)
# Products are numbered A, B or F by ASTM and 4000 to 5999 by AMS; EN 485, 754, 755, 10025 to 10277 and the like in Europe.
_NORM = re.compile(
    r"(?<!\w)(?:(?:ASTM|ASME)[ -]?S?[ABF][ -]?\d{2,4}|AMS[ -]?[45]\d{3}|AMS[ -]QQ-[A-Z]-\d+(?:/\d+)?|"
    r"EN[ -]?(?:485-2|586-2|75[45]-2|100(?:25|83|88|95)(?:-\d)?|10(?:21[069]|27[27]|130|149|346)(?:-\d)?|"
    r"1216[3-8]))(?![\w])",
    re.IGNORECASE,
)


def grade(reading: Reading, material: Material) -> Told:
    """The grade of the material against the grades that the certificate is for; unsaid is no contradiction."""
    ours, facts = material.grade or "", reading.facts
    if not ours or not reading.file.text:
        return AGREES
    if facts and facts.grades:
        if any(called(each) & called(ours) or stands_in(each, ours) for each in facts.grades):
            return AGREES
        return _against(reading, ours, (g for g in facts.grades if called(g) & all_grades()), found=False)
    text = _DUAL.sub(r"\1 / \2", reading.file.text)
    is_named = any(stands_in(text, each) for each in _either_name(ours))
    told = _against(reading, ours, _others(text, ours), found=is_named)
    return _tempered(text, ours) if is_named and told is AGREES else told


def _against(reading: Reading, ours: str, theirs: Iterable[str], *, found: bool) -> Told:
    """Another known grade contradicts ours, unless ours is none that is known, or is 304L where they say 304."""
    others = [each for each in theirs if not _is_one_of(each, ours)]
    if not others:
        return AGREES
    kin = any(base(each).startswith(base(ours)) or base(ours).startswith(base(each)) for each in others)
    is_known = any(called(each) & all_grades() for each in _either_name(ours)) or _is_aluminium(ours)
    return against(reading, others[0], found=found or kin or not is_known)


def _tempered(text: str, ours: str) -> Told:
    printed = as_printed(text, ours)
    return AGREES if temper(printed) == temper(ours) else Told(Agreement.UNSURE, printed)


def _either_name(ours: str) -> list[str]:
    """A grade and, where metal is certified as two, each of them."""
    return [ours, *(part for part in re.split(r"\s*/\s*", ours) if len(part) > 2 and part != ours)]


def _is_one_of(other: str, ours: str) -> bool:
    return any(called(other) & called(each) for each in _either_name(ours))


def _is_aluminium(ours: str) -> bool:
    return re.fullmatch(r"[1-8]\d{3}", base(ours)) is not None


def _others(text: str, ours: str) -> Iterator[str]:
    """Known grades behind a word such as grade, and aluminium with its temper, in lines that do not name ours."""
    for line in text.splitlines():
        if not stands_in(line, ours):
            yield from (*other_grades(line, ours), *_WITH_TEMPER.findall(line.upper()))


def specification(reading: Reading, material: Material) -> Told:
    """The specification of the material against those of products that the certificate is said to be for."""
    ours = [part for part in re.split(r"\s*[;,]\s*|\s+/\s+", material.specification or "") if part]
    facts, printed = reading.facts, reading.printed
    listed = [norm.name for norm in facts.norms] if facts else []
    theirs = [*listed, *_norms(printed)]
    if not ours or not theirs:
        return AGREES
    if any(_one(each, own) for own in ours for each in theirs) or any(
        named_with(printed, own)[0] for own in ours
    ):
        return AGREES
    return Told(Agreement.UNSURE, theirs[0])


def _norms(text: str) -> Iterator[str]:
    """Specifications of products in lines that speak of what the metal conforms to."""
    for line in text.splitlines():
        if _PRODUCT.search(line) and not _OF_TESTING.search(line):
            yield from _NORM.findall(line)


def _one(left: str, right: str) -> bool:
    """Whether two specifications are one, or one is a part of the other, such as EN 10025 and EN 10025-2."""
    one, other = (re.sub(r"(?<=[A-Z])-(?=[A-Z\d])", "", norm_key(each)) for each in (left, right))
    return one.startswith(other) or other.startswith(one)
