"""Our own identifiers: their formats, their counters, and what keeps a spreadsheet from misreading them.

A format ends with its number, after a hyphen or a letter: ``{material}-{mm}{yy}-{seq:03}`` gives PLY-0524-001. The
text before the number names the counter (PLY-0524), so each material and month counts by itself, and no two formats
can ever make the same identifier: whoever reads one knows its counter and its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple

from lotbook.domain.edits import Issued
from lotbook.domain.identifiers import key

LONGEST: Final = 20
CHILD: Final = "{parent}-{seq}"  # a piece cut from a lot

# Beyond 15 digits it is a serial of somebody else, not a number to count on from.
_ENDS_WITH_NUMBER = re.compile(r"^(.*[^0-9\n])([0-9]{1,15})$", re.MULTILINE)
_PLAIN = re.compile(r"[A-Za-z0-9_./\n-]*\Z")
_FIELD = re.compile(r"\{([a-z]+)(?::0?(\d+))?\}")
_FIELDS: Final = frozenset({"material", "yyyy", "yy", "mm", "dd", "parent", "seq"})
_ALPHABET = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*\Z")
_POWER = re.compile(r"\d+[ED]-?\d+\Z")
_TIME = re.compile(r"\d{1,2}-?[AP]M?\Z")
_DAY_OF_MONTH = re.compile(r"(?:\d+-?)?([A-Z]{3,})(?:-?\d+){0,2}\Z")
# Excel knows the months of the language it runs in, in full and cut short; sheets travel between languages.
_MONTHS: Final = (
    "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER",
    "DECEMBER", "JANUAR", "FEBRUAR", "MAERZ", "MRZ", "MAI", "JUNI", "JULI", "OKTOBER", "DEZEMBER", "JANVIER",
    "FEVRIER", "MARS", "AVRIL", "JUIN", "JUILLET", "AOUT", "SEPTEMBRE", "OCTOBRE", "NOVEMBRE", "DECEMBRE", "ENERO",
    "FEBRERO", "MARZO", "ABRIL", "MAYO", "JUNIO", "JULIO", "AGOSTO", "SEPTIEMBRE", "OCTUBRE", "NOVIEMBRE",
    "DICIEMBRE",
)  # fmt: skip


class Refused(NamedTuple):
    """Why there is no identifier, in words; ``missing`` names the fact that must be known first, if that is why."""

    reason: str
    missing: str = ""


class Facts(NamedTuple):
    """What a format may ask of a row; only what it asks for must be known."""

    material: str = ""
    day: date | None = None
    parent: str = ""


class Numbers:
    """Hands out the next numbers of all counters, during one command.

    Args:
        counters: the highest number of each counter ever handed out, as the journal tells.
        existing: the identifiers that stand in the workbook, ours or typed by hand; a number found there is as good
            as handed out, and no identifier that stands there is made again.
    """

    def __init__(self, counters: Mapping[str, int], existing: Iterable[str]) -> None:
        self._highest = dict(counters)
        text = "\n".join(existing)
        # Almost always everything is plain, and then one sweep over all of it is enough.
        self._existing = text.lower() if _PLAIN.match(text) else "\n".join(map(key, text.split("\n")))
        self._taken: set[str] | None = None
        for before, digits in _ENDS_WITH_NUMBER.findall(self._existing.upper()):
            counter = before.rstrip("-")
            number = int(digits)
            if number > self._highest.get(counter, 0):
                self._highest[counter] = number

    def take(self, pattern: str, facts: Facts = Facts()) -> Issued | Refused:  # noqa: B008 - it cannot change
        """The next identifier of a format, which then is taken; or why there can be none.

        >>> Numbers({"MFG": 56}, []).take("MFG-{seq:04}").identifier
        'MFG-0057'
        """
        problem = format_problem(pattern)
        if problem:
            return Refused(problem)
        before = _before_number(pattern, facts)
        if isinstance(before, Refused):
            return before
        counter = before.rstrip("-")
        width = int(_FIELD.findall(pattern)[-1][1] or 1)
        number = self._highest.get(counter, 0) + 1
        identifier = f"{before}{number:0{width}}"
        problem = identifier_problem(identifier)
        if problem:
            return Refused(f"{identifier} {problem}")
        self._highest[counter] = number
        if self._taken is not None:
            self._taken.add(key(identifier))
        return Issued(counter, number, identifier)

    def reserve(self, identifier: str) -> bool:
        """Takes an identifier that was not made here; False when it stands in the workbook already."""
        if self._taken is None:
            self._taken = set(self._existing.split("\n"))
        clean = key(identifier)
        free = clean not in self._taken
        self._taken.add(clean)
        counter, number = split(clean.upper())
        if number > self._highest.get(counter, 0):
            self._highest[counter] = number
        return free


def split(identifier: str) -> tuple[str, int]:
    """The counter and the number of an identifier; number 0 where it does not end with one.

    >>> split("PLY-0524-001")
    ('PLY-0524', 1)
    """
    found = _ENDS_WITH_NUMBER.fullmatch(identifier)
    return (found[1].rstrip("-"), int(found[2])) if found else (identifier, 0)


def format_problem(pattern: str) -> str:
    """What is wrong with a format, in words; empty when it can be used."""
    fields = [name for name, _ in _FIELD.findall(pattern)]
    unknown = [name for name in fields if name not in _FIELDS]
    if unknown:
        return (
            f"{{{unknown[0]}}} is no field; use {{material}}, {{yyyy}}, {{yy}}, {{mm}}, {{dd}} and {{seq:03}}"
        )
    fixed = _FIELD.sub("", pattern)
    if not re.fullmatch(r"[A-Z0-9-]*", fixed):
        return f"the format {pattern!r} may hold only fields, capital letters A-Z, digits and hyphens"
    if fields.count("seq") != 1 or not re.search(r"\{seq(?::0?\d+)?\}\Z", pattern):
        return f"the format {pattern!r} must end with its number, e.g. {{seq:03}}"
    if not re.search(r"[A-Z-]\{seq[^}]*\}\Z", pattern):
        return f"the format {pattern!r} needs a hyphen or a letter before its number"
    if len(fixed) + 1 > LONGEST:
        return f"the format {pattern!r} is longer than {LONGEST} characters"
    return ""


def identifier_problem(identifier: str) -> str:
    """Why an identifier cannot be one of ours, in words after its name; empty when it can.

    Ours hold A-Z, 0-9 and single hyphens between them, at most 20 characters, and nothing in Excel or LibreOffice
    takes them for a number, a date, a time or a yes or no.
    """
    if len(identifier) > LONGEST:
        return f"has {len(identifier)} characters; {LONGEST} fit on tags and labels"
    if not _ALPHABET.match(identifier):
        return "may hold only A-Z, 0-9 and single hyphens between them"
    mistaken = mistaken_for(identifier)
    return f"would be taken for {mistaken} when typed into Excel" if mistaken else ""


def mistaken_for(text: str) -> str:
    """What a spreadsheet would make of a text typed into a cell: a number, a date, ...; empty when it stays text.

    Generous on purpose: it covers English, German, French and Spanish months, and dates no calendar has.

    >>> mistaken_for("22E1"), mistaken_for("MAR-24"), mistaken_for("PLY-0524-001")
    ('a number', 'a date', '')
    """
    plain = text.upper()
    if plain in ("TRUE", "FALSE"):
        return "yes or no"
    if plain.isdigit() or _POWER.match(plain):
        return "a number"
    if _TIME.match(plain):
        return "a time"
    month = _DAY_OF_MONTH.match(plain)
    if (month and _is_month(month[1])) or re.fullmatch(r"\d+(-\d+){1,2}", plain):
        return "a date"
    return ""


def _is_month(word: str) -> bool:
    return any(month.startswith(word) for month in _MONTHS)


def _before_number(pattern: str, facts: Facts) -> str | Refused:
    """The format up to its number, filled; or which fact is missing."""
    known = {"material": facts.material.upper(), "parent": facts.parent.upper()}
    if facts.day:
        year = f"{facts.day.year:04}"
        known |= {"yyyy": year, "yy": year[2:], "mm": f"{facts.day.month:02}", "dd": f"{facts.day.day:02}"}
    names = [name for name, _ in _FIELD.findall(pattern) if name != "seq"]
    missing = [name for name in names if not known.get(name)]
    if missing:
        asked = missing[0] if missing[0] in ("material", "parent") else "date"
        return Refused(f"the {asked} is not known, and the format {pattern!r} needs it", asked)
    return _FIELD.sub(lambda field: known.get(field[1], ""), pattern)
