"""Finds grades in a certificate's text: ours under any of its names, or another known one called grade or alloy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lotbook.compliance.grade_names import all_grades, also_called, called, proper_names, spelled
from lotbook.compliance.house_limits import base, known_grades, temper

_CALLED = r"(?:grade|alloy|werkstoff|material|nuance|qualit[äé]t?|g[üu]te|steel designation|type)"

_BEHIND = re.compile(
    rf"\b{_CALLED}\b(?:[ \t]*(?:/|&|and|und)[ \t]*(?:temper|condition|zustand|grade))?[ \t]*[:=]?[ \t]*(?:(?:EN[ -]?AW|AISI|SAE|UNS|AA)[ -]*)?(?=[A-Z\d])(?!\d{{4}}-\d\d-)",
    re.IGNORECASE,
)


def stands_in(text: str, grade: str) -> bool:
    """Whether a text names a grade under any of its names, as a whole word; the temper may follow.

    >>> stands_in("Alloy / temper 6061-T6", "6061-T651"), stands_in("Heat 60612", "6061")
    (True, False)
    """
    plain = spelled(text)
    wanted = {spelled(grade), *also_called(grade)}
    return any(_word(name).search(plain) for name in wanted if len(name) > 1)


@cache
def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Z0-9.,/]){re.escape(name)}(?![A-Z0-9]|[.,]\d)")


def as_printed(text: str, grade: str) -> str:
    """Our grade as a text that names it prints it: with the temper it has there, where that is never ours.

    >>> as_printed("Alloy 6061-T651, Heat 7", "6061-T6"), as_printed("6061 in temper T6", "6061-T6")
    ('6061-T651', '6061-T6')
    """
    mine = temper(grade)
    found = re.findall(
        rf"(?<![A-Z0-9.,/]){re.escape(base(grade))}[\s-]+(T\d\w*|H\d\w*|O|F)(?![\w-])", text.upper()
    )
    return f"{base(grade)}-{found[0]}" if mine and found and mine not in found else grade


def other_grades(text: str, grade: str) -> tuple[str, ...]:
    r"""Known grades that stand right behind a word such as grade, in lines that do not name ours.

    >>> other_grades("Grade 7075-T6, not 6061", "6061"), other_grades("Material passport of 2024-04-22", "6061")
    (('7075',), ())
    >>> other_grades("Alloy 6061 and alloy 7075", "6061"), other_grades("Alloy 6061\nAlloy 7075", "6061")
    ((), ('7075',))
    """
    mine, found = called(grade), dict[str, None]()
    for line in text.splitlines():
        behind = [base(name) for name in _known_behind(spelled(line))]
        if not mine & set(behind):
            found |= dict.fromkeys(behind)
    return tuple(found)


def _known_behind(line: str) -> Iterator[str]:
    for match in _BEHIND.finditer(line):
        yield from (each for each in sorted(all_grades()) if _stands_at(line, match.end(), each))


def _stands_at(line: str, place: int, grade: str) -> bool:
    return any(_word(name).match(line, place) for name in proper_names(grade))


def grades_named(text: str) -> set[str]:
    """The grades of the list that a text names, by the names that nothing else has.

    >>> grades_named("Welle 1.4404, Schrauben Grade 5")
    {'316L'}
    """
    plain = spelled(text)
    return {each for each in all_grades() if any(_word(name).search(plain) for name in proper_names(each))}


def named_as_grade(text: str) -> tuple[str, ...]:
    """Known grades that stand in one line with a word such as grade or alloy; a bare number elsewhere proves nothing."""
    found: dict[str, None] = {}
    for line in text.splitlines():
        if re.search(_CALLED, line, re.IGNORECASE):
            plain = line.upper()
            found |= dict.fromkeys(g for g in sorted(known_grades()) if _word(g).search(plain))
    return tuple(base(grade) for grade in found)
