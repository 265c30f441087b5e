"""What somebody may have meant: identifiers close to one that nobody knows, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lotbook.domain.identifiers import key, lookalike_key

_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_MOST = 5
_CUTOFF = 0.7  # share of letters two identifiers must have in common, by difflib's measure


def near(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Up to five known identifiers that look like a text, have its number, contain it, or differ by a letter or two.

    >>> near("ACR-O923-01", ["ACR-0923-01", "PLY-0524-001"])
    ('ACR-0923-01',)
    """
    by_key = {key(each): each for each in sorted(known, reverse=True)}
    wanted, alike = key(text), lookalike_key(text)
    found = [each for each in by_key if lookalike_key(each) == alike]
    found += [each for each in by_key if _counted(each) == _counted(wanted)]
    found += sorted((each for each in by_key if wanted and wanted in each), key=len)
    if len(found) < _MOST:
        from difflib import get_close_matches

        found += get_close_matches(wanted, by_key, n=_MOST, cutoff=_CUTOFF)
    return tuple(by_key[each] for each in dict.fromkeys(found))[:_MOST]


def _counted(text: str) -> str:
    """An identifier's letters and numbers without what people leave out: ``MFG-16`` for ``MFG-0016``."""
    return re.sub(r"[\W_]", "", _LEADING_ZEROS.sub("", text))
