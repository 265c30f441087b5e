"""What a certificate says of the metal's origin, against what a row says: who made it, and where it was melted."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from lotbook.documents.certificate.countries import country, leading, stands_in
from lotbook.documents.certificate.delivery import Agreement
from lotbook.documents.certificate.reading import Reading
from lotbook.documents.certificate.stated import AGREES, Told, against
from lotbook.domain.identifiers import key

_MELTED = re.compile(
    r"\b(?:erschmolzen(?:\s+in)?\s*/\s*)?melted\s*(?:(?:and|&|/|,)\s*(?:hot[ -])?"
    r"(?:rolled|manufactured|produced|poured|cast|made|refined)\s*)?in\b\s*[:=-]?"
    r"|\b(?:country|place|source|origin|location)\s+of\s+(?:the\s+)?melt(?:ing)?\b\s*[:=/-]?"
    r"|\bmelt(?:ing)?\s+(?:country|source|origin|location)\b\s*[:=/-]?"
    r"|\b(?:erschmolzen\s+in|schmelzland|fondu\s+en|fuso\s+in|fundido\s+en)\b\s*[:=/-]?",
    re.IGNORECASE,
)
_MADE_BY = re.compile(
    r"\b(?:manufacturer(?:'s\s+(?:name|plant|works))?|manufactured\s+by|producer|produced\s+by|mill(?:\s+name)?|made\s+by|"
    r"melted\s+by|hersteller(?:werk)?|fabricant|produttore|fabricante)[ \t]*[:=][ \t]*(?-i:(?=[A-ZÀ-Þ]))([^\n]{3,60})",
    re.IGNORECASE,
)
_SHORT = 4  # letters; these stand in other words by chance
_LONGEST = 45  # characters behind a label that may hold the name of a country
# What says what a company is, not which one.
_LEGAL = frozenset(
    (
        "inc", "llc", "ltd", "limited", "corp", "corporation", "co", "company", "gmbh", "ag", "se", "kg", "mbh",
        "sa", "srl", "spa", "sas", "sl", "bv", "nv", "as", "ab", "oy", "oyj", "plc", "pty", "aps", "jsc", "ooo",
        "pjsc", "kk", "the", "and", "und", "et", "of",
    )
)  # fmt: skip
_GENERIC = frozenset(
    (
        "steel", "steels", "steelworks", "stahl", "stahlwerk", "stahlwerke", "edelstahl", "acier", "metal",
        "metals", "metall", "metalle", "works", "werk", "werke", "mill", "mills", "rolling", "walzwerk",
        "aluminum", "aluminium", "alu", "brass", "bronze", "copper", "titanium", "products", "product", "group",
        "industries", "industry", "international", "usa", "america", "manufacturing", "foundry", "forge", "plate",
        "tube", "tubes", "pipe", "bar", "wire", "special", "alloys", "alloy", "plastics", "plastic", "sheet",
        "materials", "material", "division", "plant",
    )
)  # fmt: skip


def maker(reading: Reading, ours: str) -> Told:
    """Who made the material: the words that tell this company from another stand on the paper, or none of them does."""
    if not reading.file.text:
        return Told(Agreement.NOT_COMPARED)
    own, words = reading.facts.maker if reading.facts else "", _telling(ours)
    text = f"{reading.file.text}\n{own}" if own else reading.file.text
    stands = _stands(text, ours) or (bool(words) and all(_told(text, word) for word in words))
    named = [name for name in [own, *_makers(reading.printed)] if _telling(name)]
    if stands and (not named or any(_share(name, words) for name in named)):
        return AGREES
    if named and words:
        found = (
            stands or any(_told(text, word) for word in words) or any(_short(ours, name) for name in named)
        )
        return against(reading, named[0], found=found)
    return Told(Agreement.UNSURE)


def _share(name: str, words: list[str]) -> bool:
    """Whether a name that the paper gives has one of our telling words, or there is none to tell it by."""
    return not words or any(_told(name, word) for word in words)


def melted(reading: Reading, ours: str) -> Told:
    """The country that the paper names behind its own label, such as "Melted in", against the row's."""
    text, wanted = reading.file.text, country(ours)
    if not text:
        return Told(Agreement.NOT_COMPARED)
    named = _melted_in(reading.printed)
    if named and wanted:
        return AGREES if wanted in named else against(reading, named[0], found=False)
    if named and not stands_in(text, ours):
        return Told(Agreement.UNSURE, named[0])
    made_in = country(reading.facts.country) if reading.facts else ""
    if (made_in and made_in == wanted) or stands_in(text, wanted or ours):
        return AGREES
    return Told(Agreement.UNSURE, made_in and f"{made_in} as where it was made")


@lru_cache(maxsize=64)
def _melted_in(text: str) -> tuple[str, ...]:
    found = (leading(text[match.end() : match.end() + _LONGEST]) for match in _MELTED.finditer(text))
    return tuple(dict.fromkeys(name for name in found if name))


@lru_cache(maxsize=64)
def _makers(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(match.group(1).strip() for match in _MADE_BY.finditer(text)))


def _telling(name: str) -> list[str]:
    """The words of a company's name that tell it from another: Kaiser of Kaiser Aluminum Corp."""
    return [word for word in _words(name) if word not in _LEGAL and word not in _GENERIC and len(word) > 1]


def _short(left: str, right: str) -> bool:
    """Whether one name may be the other's first letters: GLR Inc. for Great Lakes Rolling."""
    one, other = ([word for word in _words(name) if word not in _LEGAL] for name in (left, right))
    letters = {"".join(word[0] for word in name) for name in (one, other) if len(name) > 1}
    return any(name in letters for name in (*one[:1], *other[:1]))


def _stands(text: str, name: str) -> bool:
    """Whether a company's name stands in a text, whatever stands between its letters: also in a web address."""
    wanted = "".join(word for word in _words(name) if word not in _LEGAL)
    return bool(wanted) and wanted in _joined(text)


def _told(text: str, word: str) -> bool:
    """Whether one telling word stands in a text; a short one only as a word of its own."""
    return word in _joined(text) if len(word) > _SHORT else word in _alone(text)


@lru_cache(maxsize=64)
def _joined(text: str) -> str:
    return "".join(_words(text))


@lru_cache(maxsize=64)
def _alone(text: str) -> frozenset[str]:
    return frozenset(_words(text))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", key(text))
    return re.findall(r"[^\W_]+", "".join(mark for mark in plain if not unicodedata.combining(mark)))
