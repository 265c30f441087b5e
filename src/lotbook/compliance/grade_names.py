"""What one grade is called in other systems of names: material numbers, European and trade names, other spellings.

These are usual counterparts, as mills state them together on one certificate; their limits differ in details. Hence they
tell whether two papers can speak of one metal, and never which limits hold for it.

Sources: EN 10088-1 (stainless steels), EN 573-3 (aluminium), EN 12164 (CW614N), EN ISO 683-1 and -2 (heat-treatable steels),
EN 10027-2 and DIN 17850/17860 (material numbers, titanium), SAE HS-1086 (UNS numbers), ASTM B348 (grades of titanium).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from lotbook.compliance.house_limits import known_grades, names

_USUAL = {
    "303": ("1.4305", "X8CRNIS18-9"),
    "304": ("1.4301", "X5CRNI18-10", "SUS304"),
    "304L": ("1.4307", "X2CRNI18-9", "SUS304L"),
    "316": ("1.4401", "X5CRNIMO17-12-2", "SUS316"),
    "316L": ("1.4404", "X2CRNIMO17-12-2", "SUS316L"),
    "316TI": ("1.4571", "X6CRNIMOTI17-12-2", "S31635"),
    "17-4PH": ("1.4542", "X5CRNICUNB16-4", "630"),
    "4140": ("1.7225", "42CRMO4"),
    "6061": ("3.3211", "ALMG1SICU"),
    "6082": ("3.2315", "ALSI1MGMN", "A96082"),
    "7075": ("3.4365", "ALZN5.5MGCU"),
    "C36000": ("C360", "CW614N", "CUZN39PB3", "CZ121"),
    "TI-6AL-4V": ("3.7165", "TIAL6V4"),
}
# Names that other metals and bolts have too: they count only for a lot that is this metal.
_AMBIGUOUS = {
    "17-4PH": ("630",),
    "TI-6AL-4V": ("GRADE 5", "GRADE5", "GR 5", "GR. 5", "GR.5", "GR5"),
}
_SPELLINGS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (
            r"(?<![A-Z0-9])(AW|AA|AL|SS|AISI|SAE|UNS|W\.?-?\s?NR\.?)(?=\d)",
            r"\1 ",
        ),  # SS304, AW6082, W.Nr.1.4301
        (r"(?<![A-Z0-9.,/])A(?=[1-8]\d{3}-?T\d)", "A "),  # A6061-T6
        (r"(?<![A-Z0-9.,/])([1-8]\d{3})(?=T\d)", r"\1-"),  # 6061T6
        (r"(?<![A-Z0-9.,])(3\d\dL?)(?=SS(?!\w))", r"\1 "),  # 304SS
        (r"(?<![A-Z0-9.,/])(304|316)[ -](L|TI)(?![A-Z0-9])(?!\s*[=:]?\s*\d)", r"\1\2"),
        (r"(?<![A-Z0-9])17[ -]4[ -]?PH(?!\w)", "17-4PH"),
        (r"(?<![A-Z0-9])TI[ -]?6[ -]?(?:AL)?[ -]?4[ -]?V?(?!\w)", "TI-6AL-4V"),
        (r"(?<![A-Z0-9])TIAL6V4|TI6AL4V|TIAL6-V4|6AL-4V TI(?!\w)", "TI-6AL-4V"),
        (r"(?<![A-Z0-9])X ?(\d) ?(CR[A-Z]+?) ?(\d\d-\d)", r"X\1\2\3"),
        (r"(?<![A-Z0-9])42 ?CR ?MO ?4(?!\w)", "42CRMO4"),
    )
)


def spelled(text: str) -> str:
    """A text in capitals where the usual spellings of one grade are one: 6061T6, SS304, AW6082, 17-4 PH, Ti6Al4V.

    >>> spelled("6061T6, SS304, EN AW6082"), spelled("X5CrNi 18-10 / Ti6Al4V")
    ('6061-T6, SS 304, EN AW 6082', 'X5CRNI18-10 / TI-6AL-4V')
    """
    return _spelled(" ".join(text.upper().split()))


@lru_cache(maxsize=256)
def _spelled(text: str) -> str:
    for pattern, plain in _SPELLINGS:
        text = pattern.sub(plain, text)
    return text


@cache
def called(grade: str) -> frozenset[str]:
    """A grade under its own name, its UNS number and the names of its usual counterparts, in capitals.

    >>> sorted(called("1.4404"))
    ['1.4404', '316L', 'S31603', 'SUS316L', 'X2CRNIMO17-12-2']
    """
    own = names(spelled(grade))
    for grade_name, others in _USUAL.items():
        if own & {grade_name, *others}:
            own |= names(grade_name) | set(others)
    return own


def also_called(grade: str) -> frozenset[str]:
    """Everything a text may call a lot that is this grade, with names that other metals have too."""
    own = called(grade)
    return own.union(*(loose for name, loose in _AMBIGUOUS.items() if name in own))


@cache
def proper_names(grade: str) -> frozenset[str]:
    """The names of a grade that no other metal or bolt has."""
    return called(grade) - {name for loose in _AMBIGUOUS.values() for name in loose}


@cache
def all_grades() -> frozenset[str]:
    """The grades whose names are known: those of the published data and those with a usual counterpart."""
    return known_grades() | frozenset(_USUAL)
