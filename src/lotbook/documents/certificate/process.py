"""What the certificate of an outside process says it was done on and to: batch, part, specification with its revision."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from lotbook.documents.certificate.delivery import Agreement
from lotbook.documents.certificate.file import contains
from lotbook.documents.certificate.reading import Reading
from lotbook.documents.certificate.stated import AGREES, Told, against
from lotbook.documents.certificate.words import same_revision
from lotbook.domain.identifiers import key, same
from lotbook.domain.values import number_text

_PART = re.compile(
    r"\b(?:part[ \t]*(?:no|nr|num|number|#)|p/n|teile-?[ \t]?(?:nr|nummer)|sach-?nr|artikel-?nr|item[ \t]*(?:no|number))\b"
    r"[ \t]*[.:#=]{0,2}[ \t]*(?=([^\s,;:]{0,20}\d[^\s,;]{0,30}))",
    re.IGNORECASE,
)
_QUALIFIER = re.compile(
    r"\b(type|class|grade|method|code)\.?\s*([0-9]{1,2}[a-z]?|[ivx]{1,4}[abc]?)\b", re.IGNORECASE
)
_REVISION = re.compile(r"\brev(?:ision)?\b\.?[ \t]*:?[ \t]*([A-Z0-9]{1,6})\b", re.IGNORECASE)
_RIGHT_BEHIND = re.compile(r"[ \t]?([A-Z])(?!\w)|[:-]((?:19|20)?\d\d[a-z]?)(?!\w)")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
_TAIL = 90  # characters behind a specification's name in which its type, class and revision stand
_OUR_ORDER = (
    r"\b(?:work[ -]?order|job|w\.?/?o\.?|fertigungsauftrag|werkauftrag)\b[ \t]*(?:no|nr|number|#)?[.:#]{0,2}"
)
_FEW_DAYS = 3  # a weekend between the work and the paper
_FEWEST_DIGITS = 3  # of a work order that is told by its digits alone
_FEWEST_LETTERS = 2  # of a numbering in whose shape other numbers are ours for certain


def batch(reading: Reading, ours: Iterable[str]) -> Told:
    """The batch that the processor names, by our run or work order: one of the same shape that is another's contradicts.

    Args:
        reading: the processor's certificate.
        ours: our numbers of the batch, such as the run's ID and its work order.
    """
    numbers = [each for each in ours if each]
    if not reading.file.text or any(reading.file.contains(each) for each in numbers):
        return AGREES
    if any(_behind_label(reading.file.text, each) for each in numbers):
        return AGREES
    others = [name for each in numbers for name in _shaped_like(reading.file.text, each)]
    return against(reading, others[0], found=False) if others else Told(Agreement.UNSURE)


def _behind_label(text: str, ours: str) -> bool:
    """Whether our number stands behind the words work order or job without the letters it begins with: 24-512."""
    digits = re.sub(r"^[^\W\d_]+[-. ]*", "", key(ours))
    if sum(mark.isdigit() for mark in digits) < _FEWEST_DIGITS:
        return False
    return re.search(rf"{_OUR_ORDER}[ \t]*{re.escape(digits)}(?![\w-])", text, re.IGNORECASE) is not None


def names_quantity(reading: Reading, quantity: Decimal | None) -> bool:
    """Whether the paper shows a number of pieces, behind a word for quantity or before one for pieces."""
    if not quantity:
        return False
    many = rf"(?<![\d.,]){re.escape(number_text(quantity))}(?![\d]|[.,]\d)"
    shown = rf"\b(?:qty|quantity|menge|stückzahl|quantité)\b\W{{0,6}}{many}|{many}\W{{0,3}}(?:pcs?|pieces|ea|stk|stück)\b"
    return re.search(shown, reading.file.text, re.IGNORECASE) is not None


def names_day_near(reading: Reading, day: date | None) -> bool:
    """Whether the paper shows a day or one close to it: what was done on Friday is certified on Monday."""
    near = range(-_FEW_DAYS, _FEW_DAYS + 1)
    return day is not None and any(names_day(reading, day + timedelta(days)) for days in near)


def _shaped_like(text: str, ours: str) -> Iterator[str]:
    """Numbers of another batch, built like ours: MFG-0053 like MFG-0112."""
    if sum(mark.isalpha() for mark in ours) < _FEWEST_LETTERS or not any(mark.isdigit() for mark in ours):
        return
    for match in _shape(re.sub(r"\d+", "0", key(ours))).finditer(text):
        if contains(text, match.group()):
            yield match.group()


@cache
def _shape(form: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(form).replace('0', chr(92) + 'd+')}(?![\w-])", re.IGNORECASE)


def part(reading: Reading, ours: Iterable[str]) -> Told:
    """The part that the processor names behind its own label; ``ours`` are all names of it, the customer's among them."""
    names = [each for each in ours if each]
    if not reading.file.text or any(reading.file.contains(each) for each in names):
        return AGREES
    named = [match.group(1).strip(".,;:()[]") for match in _PART.finditer(reading.file.text)]
    return against(reading, named[0], found=False) if named else Told(Agreement.UNSURE)


def revision_of(reading: Reading, name: str) -> tuple[str, ...]:
    """The revisions of a part that stand right behind its number."""
    body = re.escape(key(name))
    found = re.finditer(
        rf"(?<![\w-]){body}[ \t]*,?[ \t]*rev(?:ision)?\b\.?[ \t]*([A-Z0-9]{{1,4}})\b",
        reading.file.text,
        re.IGNORECASE,
    )
    return tuple(dict.fromkeys(match.group(1) for match in found))


def names_day(reading: Reading, day: date | None) -> bool:
    """Whether the paper shows a day, however it is written."""
    if day is None:
        return False
    d, m, y = day.day, day.month, day.year
    month = f"(?:{day:%B}|{day:%b})"
    forms = (
        rf"{y}[-./]0?{m}[-./]0?{d}", rf"0?{d}[-./]0?{m}[-./](?:{y}|{y % 100:02})", rf"0?{m}[-./]0?{d}[-./](?:{y}|{y % 100:02})",
        rf"0?{d}(?:st|nd|rd|th)?[ .-]*{month}[ .,-]*{y}", rf"{month}[ .-]*0?{d}(?:st|nd|rd|th)?[ .,-]*{y}",
    )  # fmt: skip
    return re.search(rf"(?<!\d)(?:{'|'.join(forms)})(?!\d)", reading.file.text, re.IGNORECASE) is not None


def specification(reading: Reading, name: str, revision: str) -> Told:
    """The specification with type, class and revision: another of these behind the same name contradicts."""
    text = reading.file.text
    if not text or not name.strip():
        return AGREES
    tails = [text[end : end + _TAIL].split("\n\n")[0] for end in _ends(text, _base(name))]
    if not tails:
        return Told(Agreement.UNSURE)
    for word, ours in _qualifiers(name[len(_base(name)) :]).items():
        told = _qualified(reading, tails, word, ours)
        if told is not AGREES:
            return told
    return _issued(reading, tails, revision) if revision else AGREES


def _base(name: str) -> str:
    """A specification without its type and class: MIL-PRF-8625 of MIL-PRF-8625 Type II Class 2."""
    found = _QUALIFIER.search(name)
    return (name[: found.start()] if found else name).strip(" ,;-")


def _ends(text: str, base: str) -> Iterator[int]:
    parts = re.findall(r"[a-z]+|\d+|[^\sa-z\d]", key(base))
    body = r"[\s\u00a0]*".join("[-\u2010\u2011\u2013]" if part == "-" else re.escape(part) for part in parts)
    yield from (match.end() for match in re.finditer(rf"(?<!\w){body}(?=[A-Z]?(?!\w))", text, re.IGNORECASE))


def _qualifiers(text: str) -> dict[str, str]:
    return {match.group(1).lower(): _arabic(match.group(2)) for match in _QUALIFIER.finditer(text)}


def _arabic(text: str) -> str:
    plain = text.lower()
    found = re.fullmatch(r"([ivx]+)([abc]?)", plain)
    return _ROMAN.get(found.group(1), found.group(1)) + found.group(2) if found else plain


def _qualified(reading: Reading, tails: list[str], word: str, ours: str) -> Told:
    """One type or class: the paper's own behind the specification, else wherever the word stands."""
    said = [
        _arabic(m.group(2)) for tail in tails for m in _QUALIFIER.finditer(tail) if m.group(1).lower() == word
    ]
    if ours in said:
        return AGREES
    elsewhere = [
        _arabic(m.group(2)) for m in _QUALIFIER.finditer(reading.file.text) if m.group(1).lower() == word
    ]
    if said:
        return against(reading, f"{word} {said[0]}", found=ours in elsewhere)
    return AGREES if ours in elsewhere else Told(Agreement.UNSURE)


def _issued(reading: Reading, tails: list[str], revision: str) -> Told:
    """The revision that stands behind the specification."""
    said = [found for tail in tails for found in _revisions(tail)]
    if any(same(each, revision) or same_revision(each, revision) for each in said):
        return AGREES
    return against(reading, f"revision {said[0]}", found=False) if said else Told(Agreement.UNSURE)


def _revisions(tail: str) -> Iterator[str]:
    if behind := _RIGHT_BEHIND.match(tail):
        yield next(group for group in behind.groups() if group)
    line = tail.split("\n", maxsplit=1)[0] if _REVISION.search(tail.split("\n", maxsplit=1)[0]) else tail
    if found := _REVISION.search(line):
        yield found.group(1)
