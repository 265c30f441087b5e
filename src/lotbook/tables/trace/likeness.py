"""Slips of the pen: an unknown identifier that was probably meant to be one that is traced."""

from __future__ import annotations

import re

from lotbook.domain.identifiers import lookalike_key
from lotbook.tables.trace.affected import Affected

_SHORTEST = 4  # shorter texts differ too easily
_LISTED = re.compile(r"[,;/&+|()\s]+")


class Likeness:
    """Whether an unknown identifier could be a slip of the pen for an affected one, or hold one among other words."""

    def __init__(self, reached: Affected) -> None:
        self.exact = {_bare(node): reached.name(node) for node in sorted(reached.reach.distance)}
        self._lines = "\n" + "\n".join(self.exact)
        self.by_length: dict[int, list[str]] = {}
        for alike in self.exact:
            self.by_length.setdefault(len(alike), []).append(alike)

    def of(self, node: str) -> str:
        """The affected identifier, as typed, that an unknown one was probably meant to be; or an empty text."""
        alike = _bare(node)
        # The whole of it, one of several in the cell, a piece of a traced lot that nobody booked, or its first half.
        for each in (alike, *map(_bare, _LISTED.split(node)), *self._beginnings(alike)):
            if each in self.exact:
                return self.exact[each]
        if len(alike) > _SHORTEST and (cut_short := self._lines.find(f"\n{alike}")) >= 0:
            return self.exact[self._lines[cut_short + 1 :].partition("\n")[0]]
        close = (o for n in (-1, 0, 1) for o in self.by_length.get(len(alike) + n, ()) if one_slip(alike, o))
        return self.exact.get(next(close, ""), "")

    def _beginnings(self, alike: str) -> list[str]:
        shortest = max(_SHORTEST, min(self.by_length, default=0))
        return [alike[:length] for length in range(len(alike) - 1, shortest - 1, -1)]


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", lookalike_key(text))


def one_slip(left: str, right: str) -> bool:
    """One letter or digit left out, typed twice, mistaken, or two swapped; short texts differ too easily."""
    shorter, longer = sorted((left, right), key=len)
    if len(longer) - len(shorter) > 1 or len(shorter) < _SHORTEST:
        return False
    start = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    if len(shorter) < len(longer):
        return shorter[start:] == longer[start + 1 :]
    swapped = shorter[start + 1 : start + 2] + shorter[start : start + 1] + shorter[start + 2 :]
    return swapped == longer[start:] or shorter[start + 1 :] == longer[start + 1 :]
