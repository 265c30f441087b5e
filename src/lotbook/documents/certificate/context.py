"""Where a certificate names our heat: as its own, or only in a remark, beside other heats, or as a count of pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotbook.documents.certificate.file import contains
from lotbook.domain.identifiers import same

_HEAT = r"\b(?:heat|cast|melt|schmelzen?|charge|coul[ée]e|colata|colada)[ \t]*[-/]?[ \t]*"
# Strict on purpose, unlike the label that finds ours: what is called a heat number here is held against the paper.
_CALLED_HEAT = re.compile(
    rf"{_HEAT}(?:(?:no|nr|n°|num|number|nummer|id|code)\b\.?[ \t]*[:#=-]?|[:#=])[ \t]*(?=([^\s\d]{{0,20}}\d\S{{0,40}}))",
    re.IGNORECASE,
)
_NAMED_HEAT = re.compile(
    rf"{_HEAT}(?:no|nr|n°|num|number|nummer|id|code)?\b\.?[ \t]*[:#=-]?[ \t]*(\S+(?:[ \t]\S+)?)",
    re.IGNORECASE,
)
# As loose as papers are where two of them lie in one file: a number called heat without "no", built like one.
_LIKELY_HEAT = re.compile(
    rf"{_HEAT}(?:(?:no|nr|n°|num|number|nummer|id|code)\b\.?)?[ \t]*[:#=-]?[ \t]*(?=(\S{{4,40}}))",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"\b(?:not|never|replac\w*|supersed\w*|instead|previous\w*|former\w*|earlier|scrapped|cancel\w*|void|except|"
    r"excluding|other than|rejected|withdrawn|same as|similar to|correct(?:ed|ion)\w*|erratum|errata|erroneous\w*|wrong\w*|"
    r"mistak\w*|amended|changed|nicht|ersetzt|storniert|statt|berichtigt|korrigiert|falsch|remplace\w*|sauf|annul\w*|"
    r"corrig\w*|erron\w*)\b|->|[\u2192\u21d2]",
    re.IGNORECASE,
)
_BROKEN = ("-", "\x02", "\xad", "\ufffe")  # the number goes on in the next line
_COUNT = r"(?!\s*(?:kg|g|t|lbs?|pcs|pieces|stk|st[üu]ck|mm|cm|m|in|ft|MPa|N/mm|psi|ksi|°[CF]?|%|EUR|USD|€|\$)(?!\w))"
_DAY = re.compile(r"(?:19|20)\d\d(?:\W|\Z)|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
# At least four letters and digits, at least two of them digits.
_HEAT_LIKE = re.compile(r"(?=(?:\W*\w){4})(?=(?:\D*\d){2})[\w./-]+")


def stands_aside(text: str, heat: str) -> str:
    r"""The line that names a heat, where every line that does speaks of something else; empty where one does not.

    >>> stands_aside("Heat No. A1\nThis replaces the certificate of heat B22", "B22")
    'This replaces the certificate of heat B22'
    """
    lines = [" ".join(line.split()) for line in text.splitlines() if contains(line, heat)]
    if lines and all(ASIDE.search(line) for line in lines):
        return lines[0]
    return ""


def is_count(text: str, heat: str) -> bool:
    """Whether a heat of digits alone stands only where the text tells an amount, such as 4711 kg."""
    if not heat.isdecimal():
        return False
    return not re.search(rf"(?<![\w.,]){heat}(?![\w]|[.,]\d){_COUNT}", text)


def other_heats(text: str, heat: str) -> tuple[str, ...]:
    """What else the text calls a heat number, each once."""
    return tuple(dict.fromkeys(name for name in _called(text) if not same(name, heat)))


def is_called_heat(text: str, heat: str) -> bool:
    """Whether the text itself calls it a heat; a lot or batch of another number's heat is usual."""
    return any(contains(match.group(1), heat) for match in _NAMED_HEAT.finditer(text))


def likely_heats(text: str, heat: str) -> tuple[str, ...]:
    r"""What else stands right behind the word heat and is built like a heat number, each once; amounts and years are none.

    >>> likely_heats("Cast H83-015 20 kg\nCast H83-017\nMelt 1550 °C, cast 2024-05-03", "H83-017")
    ('H83-015',)
    """
    found = (_plain(match) for match in _LIKELY_HEAT.finditer(text) if not _is_amount(text, match))
    return tuple(dict.fromkeys(name for name in found if _HEAT_LIKE.fullmatch(name) and not same(name, heat)))


def _plain(match: re.Match[str]) -> str:
    return match.group(1).strip(".,;:()[]")


def _is_amount(text: str, match: re.Match[str]) -> bool:
    return re.match(_COUNT, text[match.end(1) :]) is None or bool(_DAY.match(match.group(1)))


def _called(text: str) -> Iterator[str]:
    for match in _CALLED_HEAT.finditer(text):
        found = match.group(1).strip(".,;:()[]")
        if sum(mark.isalnum() for mark in found) > 1 and not found.endswith(_BROKEN):
            yield found
