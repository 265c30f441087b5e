"""What the material text of an order asks for: its grades as plain words, what it rules out, what it leaves open."""

from __future__ import annotations

import re

from lotbook.compliance.grade_names import called, spelled
from lotbook.compliance.house_limits import base
from lotbook.documents.certificate.grades import grades_named
from lotbook.tables.materials import Material

ALUMINIUM = r"[1-8]\d{3}"
_CALLED = re.compile(
    rf"(?<![A-Z0-9.,/])(?:(?:AW|AA)[ -]*({ALUMINIUM})(?!\w)|({ALUMINIUM})[ -](?:T\d\w*|H\d\w*|O|F)(?!\w))"
)
_DIMENSION = re.compile(r"\d[\d.,]*(?:\s*[X×]\s*\d[\d.,]*)+|\d[\d.,]*\s*(?:MM\b|IN\b|\")")
# A specification as its publisher writes it; EN AW is a grade, EN 10204 and ISO 10474 speak of certificates.
SPECIFICATION = re.compile(
    r"(?<!\w)(?:(?:DIN|BS|NF|UNI|UNE|SAE|ISO/)?\s*(?:EN(?![\s-]*A[WC])|ISO(?:/ASTM)?|DIN|BS|ASTM|ASME|AMS|JIS|GB/?T?|MIL|QQ))"
    r"[\s-]*(?:[A-Z]{1,4}[\s-]*){0,3}\d[\w./:-]*"
)
_NOTHING = re.compile(
    r"[-–—./\s]*|N\s?/?\s?A\.?|NONE"
    r"|(?:(?:AS\s)?PER|AS|SEE|ACC(?:ORDING|\.)?\sTO|LAUT|LT\.?|GEM(?:ÄSS|\.)?|NACH|SIEHE|S\.)\s"
    r"(?:THE\s)?(?:DRAWING|DWG\.?|PRINT|MODEL|PO|ORDER|BOM|ZEICHNUNG|ZCHNG\.?|BESTELLUNG|STÜCKLISTE)"
    r"|(?:CUSTOMER|FREE)[\s-](?:SUPPLIED|ISSUED?)(?:\s(?:MATERIAL|METAL|STOCK))?"
    r"|(?:MATERIAL\s)?(?:WIRD\s)?(?:BEIGESTELLT|BEISTELLUNG|KUNDENBEISTELLUNG)"
)
_FAMILY = {
    "Aluminium": re.compile(r"ALU|ALUMINI?UM"),
    "Stainless steel": re.compile(r"STAINLESS(?: STEEL)?|EDELSTAHL|INOX"),
    "Titanium": re.compile(r"TITAN(?:IUM)?"),
}
_RULED_OUT = re.compile(
    r"\b(?:NOT|NICHT|KEINE?N?|STATT|INSTEAD OF|EXCEPT|NO (?:SUBSTITUT|REPLACEMENT|ALTERNATIVE)\w*)\s[^,;]*"
)
_AND = re.compile(r"[;,]|\b(?:AND|WITH|UND|MIT|PLUS)\b|&|\+(?= )")
_OR = re.compile(r"\b(?:OR|ODER|OU)\b|/")
_YEARS = frozenset({"2011", "2024"})  # a bare number of these is mostly a year
_FILLED = re.compile(r"(?<![A-Z])[GC]F ?\d\d(?!\d)")
_ANNEALED = re.compile(r"(?<!SOLUTION )\b(?:ANNEALED|WEICHGEGLÜHT|GEGLÜHT)\b")
_HARDENED = re.compile(
    r"\b(?:HT|HRC|HBW?|PH|QT|Q ?& ?T|PREHARD\w*|HARDENED|QUENCHED|VERGÜTET|GEHÄRTET)(?!\w)"
)


def asks_nothing(wanted: str, material: Material) -> bool:
    """Whether an order leaves its material open, as in "per drawing" or "-", or only names the metal this is."""
    text = " ".join(wanted.upper().split())
    family = _FAMILY.get(material.family or "")
    return bool(_NOTHING.fullmatch(text) or (family and family.fullmatch(text)))


def plain(wanted: str) -> str:
    """The text without specifications, dimensions and what it rules out, whose numbers may look like grades."""
    text = wanted.upper().replace("\u2011", "-").replace("\u00a0", " ")
    text = _DIMENSION.sub(" ", SPECIFICATION.sub(" ", text)).replace("/", " / ")
    return _RULED_OUT.sub(" ", spelled(text)).strip()


def named_grades(text: str) -> set[str]:
    """The grades a text names: known ones as a whole word, and aluminium with its temper."""
    return _aluminium(text) | grades_named(text)


def _aluminium(text: str) -> set[str]:
    return {left or right for left, right in _CALLED.findall(text)}


def beside(text: str, mine: list[str]) -> set[str]:
    """The other grades that a text asks for beside ours; those it allows instead of ours, behind "or", are none."""
    found, joined = set[str](), False
    own = {name for grade in mine for name in called(grade)}
    for clause in _AND.split(text):
        named = {each for each in named_grades(clause) if each not in _YEARS or each in _aluminium(clause)}
        others = {each for each in named if not _is_of(each, own)}
        if not joined and not _OR.match(clause.strip()) and (named == others or not _OR.search(clause)):
            found |= others
        joined = re.search(r"\b(?:OR|ODER|OU)\s*$", clause) is not None
    return found


def _is_of(other: str, own: set[str]) -> bool:
    """Whether a grade is ours, or only the beginning of our longer name, such as Ti-6Al-4V of Ti-6Al-4V ELI."""
    return bool(called(other) & own) or any(name.startswith(f"{base(other)} ") for name in own)


def is_filled_otherwise(text: str, material: Material) -> bool:
    """Whether a text asks for a filling of glass or carbon, such as GF30, that the material does not name."""
    own = _own_words(material).replace(" ", "")
    return any(each.replace(" ", "") not in own for each in _FILLED.findall(text))


def is_softer(text: str, *, tempered: bool) -> bool:
    """Whether a text asks for annealed metal where ours has a harder temper."""
    return tempered and _ANNEALED.search(text) is not None


def is_harder(text: str, material: Material) -> bool:
    """Whether a text asks for hardened metal, such as 28-32 HRC, and the material says nothing of it."""
    return _HARDENED.search(text) is not None and not _HARDENED.search(_own_words(material))


def _own_words(material: Material) -> str:
    return spelled(" ".join(filter(None, (material.grade, material.description, material.specification))))
