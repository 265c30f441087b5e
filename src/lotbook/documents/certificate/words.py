"""Finds in a certificate's text what it says it is: its type, specifications with revision, numbers near "heat"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lotbook.documents.certificate.facts import Norm
from lotbook.domain.identifiers import key

_TYPE = re.compile(r"(?<![\d.,/-])([23]\.[12])(?:\.?[ABC])?(?![\d/]|[.,-]\d)")
_NAMED_TYPE = re.compile(
    r"10204(?:[^\n]{0,60}?)(?:(?<![\d.,/-])|(?<=10204[/-])|(?<=:20\d\d[/-]))([23]\.[12])(?![\d/]|[.,-]\d)"
    r"|(?<![\d.,/-])([23]\.[12])(?![\d/]|[.,-]\d)[^\n]{0,60}?10204"
    r"|(?:certificate|zeugnis|certificat|certificato|report|declaration)\W{1,4}([23]\.[12])(?![\d/]|[.,-]\d)",
    re.IGNORECASE,
)
_CALLED = (
    ("MTR", re.compile(r"\b(?:certified\s+)?(?:mill|material)\s+test\s+(?:report|certificate)", re.IGNORECASE)),
    ("CoA", re.compile(r"\bcertificate\s+of\s+analysis\b|\banalysenzertifikat", re.IGNORECASE)),
    ("CofC", re.compile(r"\bcertificate\s+of\s+(?:conformity|conformance|compliance)\b", re.IGNORECASE)),
)  # fmt: skip
# A heat is mostly printed behind its label; tables of several heats have it below, so a label is no condition.
_LABEL = re.compile(
    r"(?:heat|cast|melt|charge|schmelze|coul[ée]e|colata|colada|lot|batch|los|c00|b07|identification of the product)"
    r"(?:[ \t]*/[^\n\d:#]{0,40}?)?[ \t]*(?:no|nr|n°|num|number|nummer|id|code|#)?\.?[ \t]*[:#.=-]?[ \t]+(?=([^\s\d]{0,20}\d\S{0,40}))",
    re.IGNORECASE,
)
_LONGEST_LIST = 1000  # characters; seventeen lots on one certificate are no exception
_YEAR = re.compile(r"^(.*\S)\s*:\s*((?:19|20)?\d\d\w{0,4}(?:-\d\d)?(?:\s*\+\s*A\d(?::\d{4})?)?)$")
_AMERICAN = re.compile(r"^((?:ASTM|ASME|AMS|SAE|MIL)\b.*?)-((?:19|20)?\d\d[a-z]?\d?|[A-Z])$", re.IGNORECASE)
_ISSUE = r"(?:19|20)?\d\d[a-z]?\d?(?:-\d\d)?(?:\s*\+\s*A[C\d]+(?::\d{4})?)*"
_NATION = re.compile(r"^(?:DIN|BS|NF|UNI|UNE|SS|OENORM|ÖNORM|NEN|PN|CSN)\s+(?=EN|ISO)")
_SIGNED = re.compile(
    r"signed|signature|unterschrift|quality|qualit[äé]|inspect|\bqc\b|\bqa\b|authori[sz]ed|approved|released|valid without",
    re.IGNORECASE,
)


def certificate_type(text: str) -> str:
    """The EN 10204 type that a short field names; empty when it names none.

    >>> certificate_type("Inspection certificate 3.1 according to EN 10204:2004")
    '3.1'
    """
    found = _TYPE.search(text)
    return found.group(1) if found else ""


def types_in(text: str) -> tuple[str, ...]:
    """Every type a whole certificate names itself, EN 10204 first, then MTR, CoA and CofC."""
    numbers = [next(group for group in match.groups() if group) for match in _NAMED_TYPE.finditer(text)]
    called = [name for name, pattern in _CALLED if pattern.search(text)]
    return tuple(dict.fromkeys([*sorted(numbers, reverse=True), *called]))


def labelled(text: str) -> tuple[str, ...]:
    """What stands right behind a word such as Heat, Schmelze or Lot, each once; not all of it are heats."""
    return tuple(dict.fromkeys(_behind(text)))


def _behind(text: str) -> Iterator[str]:
    for match in _LABEL.finditer(text):
        for word in text[match.start(1) : match.start(1) + _LONGEST_LIST].split():
            found = word.strip(".,;:()[]")
            if any(mark.isdigit() for mark in found):
                yield found
            if not word.endswith((",", ";")):  # the list ends
                break


def signed(text: str) -> bool:
    """Whether somebody of the maker's quality department stands for it, as far as the text shows."""
    return _SIGNED.search(text) is not None


def norm_of(text: str) -> Norm:
    """A specification and its revision, however they are joined.

    >>> norm_of("EN 10219-1:2006"), norm_of("ASTM B209-21a"), norm_of("EN 755-8")
    (Norm(name='EN 10219-1', revision='2006'), Norm(name='ASTM B209', revision='21a'), Norm(name='EN 755-8', revision=''))
    """
    plain = " ".join(text.split())
    found = _YEAR.match(plain) or _AMERICAN.match(plain)
    return Norm(found.group(1).strip(), found.group(2)) if found else Norm(plain)


def norm_key(name: str) -> str:
    """The form in which specifications are compared: DIN EN 755-8 is EN 755-8; ASTM B209/B209M is ASTM B209."""
    plain = _NATION.sub("", key(name).upper())
    plain = re.sub(r"^(?:ANSI|ASTM/?ASME|ASME)\s+(?=S?[A-Z]\d)", "ASTM ", plain)
    return re.sub(r"\s+", "", re.sub(r"/[A-Z]?\d+M$", "", plain))


def same_revision(left: str, right: str) -> bool:
    """Whether two revisions are one: 2021a is 21a; a year alone stands for every issue of that year."""
    a, b = _revision(left), _revision(right)
    return a == b or (a[0] == b[0] and not (a[1] and b[1]))


def _revision(text: str) -> tuple[str, str]:
    plain = key(text).replace("rev", "").replace(" ", "").strip(".")
    found = re.match(r"(?:19|20)?(\d\d)([a-z]?\d?)$", plain)
    return (found.group(1), found.group(2)) if found else (plain, "")


def named_with(text: str, norm: str) -> tuple[bool, str]:
    """Whether a text names a specification, and the revision that stands right behind it."""
    matches = list(_naming(norm).finditer(text.replace("\u2011", "-").replace("\u00a0", " ")))
    return bool(matches), next((match.group(1) for match in matches if match.group(1)), "")


@cache
def _naming(norm: str) -> re.Pattern[str]:
    parts = re.findall(r"[A-Z]+|\d+|[^\sA-Z\d]", key(norm_of(norm).name).upper())
    body = r"\s*".join(map(re.escape, parts))
    return re.compile(rf"(?<!\w){body}(?:/[A-Z]?\d+M)?(?:\s*[:–-]\s*({_ISSUE}))?(?!\w)", re.IGNORECASE)
