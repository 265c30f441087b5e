"""What a certificate says of itself behind its own labels, against what a row says: number and EN 10204 type.

A row contradicts the paper only where the paper itself calls the thing by name: "Report no. 17", "3.1 according to
EN 10204". What merely does not stand there, or stands there beside another, is for a person to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from lotbook.documents.certificate.context import ASIDE
from lotbook.documents.certificate.delivery import Agreement
from lotbook.documents.certificate.file import contains
from lotbook.documents.certificate.reading import Reading
from lotbook.documents.certificate.words import types_in
from lotbook.domain.identifiers import key, lookalike_key, same

_MARK = r"(?:no|nr|n[°º]|num|number|nummer|num[ée]ro|id|#)(?![^\W\d_])[ \t]*[.:#=]{0,2}[ \t]*"
_PAPER = (
    r"(?:certificate|cert\.?|report|document|passport|zertifikats?|\w*zeugnis(?:ses)?|\w*bescheinigungs?|certificat|"
    r"certificato|certificado|rapport|mtr|mtc|coc|cofc|coa)"
)
# "Report no. 17", "Zertifikatsnummer 17", "Bescheinigungsnummer / Document number 17", "A03 Nr. / No. 17" (EN 10168).
_LABEL = re.compile(
    rf"(?:\b{_PAPER}[ \t]*[-.]?[ \t]*{_MARK}|\bA03\b[^\n\d]{{0,50}}?{_MARK})"
    rf"(?:/[^\n\d/]{{0,30}}?{_MARK})?(?=([^\s\d,;:]{{0,12}}\d[^\s,;]{{0,40}}))",
    re.IGNORECASE,
)
# Papers of others that a certificate names: of the laboratory, of the gauges, of what was delivered.
_OF_OTHERS = re.compile(
    r"\b(?:calibrat\w*|kalibrier\w*|lab|laborat\w*|ultrason\w*|nd[te]|pmi|heat[ -]treat\w*|delivery|order|shipping|"
    r"transport|drawing|purchase|analysis|test(?!\s*(?:report|certificate)))[ \t]+(?:\w+[ \t]+)?\Z",
    re.IGNORECASE,
)
_KIND = re.compile(r"^(?:mtr|mtc|coc|cofc|coa|cert|tc|wz|az)[-. :/#]*(?=\d)", re.IGNORECASE)
_TELLING = 4  # digits; fewer are a year's running number, which every mill has
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\Z")
_SHORTEST = 2  # letters and digits; less is a page or a line
_EN_TYPES = ("2.1", "2.2", "3.1", "3.2")
_WORTH_A_31 = ("3.1", "3.2", "MTR")
_OF_TYPE = r"(?:certificate|zeugnis|certificat|certificato|inspection|type|10204)"


class Told(NamedTuple):
    """What a paper says of one thing: whether it agrees with the row, and the paper's own word where it has one."""

    agreement: Agreement
    theirs: str = ""


AGREES = Told(Agreement.SAME)
_NOT_SEEN = Told(Agreement.NOT_COMPARED)


def against(reading: Reading, theirs: str, *, found: bool) -> Told:
    """What a label that names something else comes to: a contradiction, unless ours stands there too or pages are pictures."""
    return Told(Agreement.UNSURE if found or not reading.is_whole else Agreement.DIFFERENT, theirs)


def number(reading: Reading, ours: str) -> Told:
    """The certificate's own number against the row's."""
    if not reading.file.text:
        return _NOT_SEEN
    own = reading.facts.number if reading.facts else ""
    named = tuple(dict.fromkeys([*([own] if own else []), *_numbers(reading.printed)]))
    if any(same(ours, each) or contains(each, ours) or _same_but_kind(ours, each) for each in named):
        return AGREES
    found = reading.file.contains(ours)
    if not named:
        return AGREES if found else Told(Agreement.UNSURE)
    close = [each for each in named if _alike(each, ours)]
    return against(reading, (close or named)[0], found=found or bool(close))


@lru_cache(maxsize=64)
def _numbers(text: str) -> tuple[str, ...]:
    """What the text calls the number of a certificate or report, each once."""
    return tuple(dict.fromkeys(_behind(text)))


def _behind(text: str) -> Iterator[str]:
    for match in _LABEL.finditer(text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        value = match.group(1).strip(".,;:()[]")
        counts = sum(mark.isalnum() for mark in value) >= _SHORTEST and not _DATE.match(value)
        if counts and not _OF_OTHERS.search(line) and not ASIDE.search(line):
            yield value


def _alike(left: str, right: str) -> bool:
    """Whether two numbers may be one: a part of the other, other dashes, letters that are easily mistaken."""
    one, other = lookalike_key(_bare(left)), lookalike_key(_bare(right))
    return bool(one and other) and (one in other or other in one)


def _same_but_kind(left: str, right: str) -> bool:
    """Whether two numbers are one, and only one of them begins with the kind of paper: MTR-640882 and 640882."""
    one, other = _KIND.sub("", left), _KIND.sub("", right)
    return (
        same(one, other) and (one == left) != (other == right) and sum(m.isdigit() for m in one) >= _TELLING
    )


def _bare(text: str) -> str:
    return "".join(mark for mark in key(text) if mark.isalnum())


def kind(reading: Reading, ours: str) -> Told:
    """The type that the paper calls itself (EN 10204) against the row's; other names have no number to contradict."""
    if not reading.file.text:
        return _NOT_SEEN
    said = _types(reading)
    numbers = [each for each in said if each in _EN_TYPES]
    if ours == "MTR" and numbers and not any(each in _WORTH_A_31 for each in numbers):
        return against(reading, numbers[0], found=False)
    if ours not in _EN_TYPES:
        return AGREES
    if ours in numbers:
        return AGREES if ours == min(numbers) else Told(Agreement.UNSURE, " and ".join(sorted(numbers)))
    if numbers:
        return against(reading, numbers[0], found=_called_type(reading.printed, ours))
    if ours in _WORTH_A_31 and "MTR" in said and ours != "3.2":
        return AGREES  # what North American mills call a 3.1
    return Told(Agreement.UNSURE, next(iter(said), ""))


def _types(reading: Reading) -> tuple[str, ...]:
    facts = reading.facts
    return (facts.kind,) if facts and facts.kind else _types_in(reading.file.text)


@lru_cache(maxsize=64)
def _types_in(text: str) -> tuple[str, ...]:
    return types_in(text)


def _called_type(text: str, ours: str) -> bool:
    """Whether a line about the paper's type shows this one too; a value of a test may be 3.2 as well."""
    wanted = re.compile(rf"(?<![\d.,]){re.escape(ours)}(?![\d.,]\d)")
    return any(wanted.search(line) and re.search(_OF_TYPE, line, re.IGNORECASE) for line in text.splitlines())
