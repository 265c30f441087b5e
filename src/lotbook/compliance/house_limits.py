"""The shop's own limits of a grade, from its sheet Grade limits, and the names one grade goes by.

A grade's UNS number comes from the published screening data; its temper (T6, H32, +N) is no part of its chemistry.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from lotbook.tables.grade_limits import GradeLimit

_DATA = Path(__file__).parent / "data" / "alloy_limits.csv"
_HOUSES = re.compile(
    r"^(?:(?:EN\s*AW|AW|AISI|SAE|UNS|AA|ALLOY|TYPE|GRADE|GR\.?|ALUMIN(?:I)?UM|AL|STAINLESS|STEEL)[\s-]+)+"
)
_TEMPER = re.compile(r"[\s-]+((?:T\d\w*|H\d\w*|O|F)|\+\s?\w+)$|(\+\s?\w+)$")
_ASIDE = re.compile(r"\s*[(\[].*$")


def base(grade: str) -> str:
    """A grade without the body that numbers it and without its temper.

    >>> base("EN AW-6060 T66"), base("6061-T651"), base("S355J2 +N"), base("316L")
    ('6060', '6061', 'S355J2', '316L')
    """
    text = re.sub(r"\s+", " ", grade.upper()).strip()
    text = _ASIDE.sub("", text) or text
    text = _HOUSES.sub("", text) or text
    return _TEMPER.sub("", text).strip() or text


def temper(grade: str) -> str:
    """A grade's temper or condition as written, such as T6 or +N; empty when it names none."""
    found = _TEMPER.search(re.sub(r"\s+", " ", grade.upper()).strip())
    return (found.group(1) or found.group(2)).replace(" ", "") if found else ""


@cache
def _numbers() -> tuple[tuple[str, str], ...]:
    """Every grade of the published data with its UNS number."""
    with _DATA.open(encoding="utf-8", newline="") as lines:
        return tuple(dict.fromkeys((base(row["grade"]), row["uns"].upper()) for row in csv.DictReader(lines)))


def names(grade: str) -> frozenset[str]:
    """Everything a grade is called: its bare name and its UNS number, when one is known.

    >>> sorted(names("7075-T6"))
    ['7075', 'A97075']
    """
    own = base(grade)
    known = {own}
    for each, number in _numbers():
        if own in (each, number):
            known |= {each, number}
    return frozenset(name for name in known if name)


def known_grades() -> frozenset[str]:
    """The grades of the published data, so that another one on a paper is known to be another one."""
    return frozenset(grade for grade, _ in _numbers())


def limits_of(rows: Iterable[GradeLimit], grade: str | None) -> tuple[GradeLimit, ...]:
    """The shop's limits of a grade; those of its very name before those of the same alloy in another temper."""
    if not grade:
        return ()
    listed = tuple(row for row in rows if row.grade)
    exact = tuple(row for row in listed if _same_text(row.grade or "", grade))
    if exact:
        return exact
    wanted = names(grade)
    return tuple(row for row in listed if names(row.grade or "") & wanted)


def _same_text(left: str, right: str) -> bool:
    return re.sub(r"\s+", "", left).casefold() == re.sub(r"\s+", "", right).casefold()
