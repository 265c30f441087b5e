"""Questions about a whole column of comparison keys, whether it is a list or, of a very long sheet, numbers."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Sequence
from itertools import compress
from typing import TYPE_CHECKING, TypeGuard

if TYPE_CHECKING:
    from lotbook.tables.broadpool import KeyColumn


def is_numbered(keys: object) -> TypeGuard[KeyColumn]:
    """Whether these keys are kept as numbers."""
    module = sys.modules.get("lotbook.tables.broadpool")  # what was never imported has made none
    return module is not None and isinstance(keys, module.KeyColumn)


def places_of(keys: Sequence[str], wanted: Iterable[str]) -> list[int]:
    """Where any of these keys stands in a column, ascending."""
    known = frozenset(wanted)
    if is_numbered(keys):
        return keys.places_of(known)
    return list(compress(range(len(keys)), map(known.__contains__, keys)))


def strangers(keys: Sequence[str], *known: Collection[str]) -> set[str]:
    """The keys of a column that are in none of these columns and sets; the empty one is not told."""
    if is_numbered(keys):
        return keys.strangers(known)
    return set(keys).difference(("",), *known)


def joined(first: Sequence[str], second: Sequence[str]) -> Sequence[str]:
    """One column and behind it another."""
    if is_numbered(first):
        return first.then(second)
    return second.behind(first) if is_numbered(second) else [*first, *second]


def without(keys: Sequence[str], places: Collection[int]) -> Sequence[str]:
    """A column with no keys in some places."""
    if is_numbered(keys):
        return keys.without(places)
    found = list(keys)
    for place in places:
        found[place] = ""
    return found
