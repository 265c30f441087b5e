"""Slips of the pen: an unknown identifier that was probably meant to be one that is traced."""

from __future__ import annotations

from lotbook.domain.identifiers import lookalike_key
from lotbook.tables.trace.affected import Affected


class Likeness:
    """Whether an unknown identifier could be a slip of the pen for an affected one."""

    def __init__(self, reached: Affected) -> None:
        self.exact = {lookalike_key(node): reached.name(node) for node in sorted(reached.reach.distance)}
        self.by_length: dict[int, list[str]] = {}
        for alike in self.exact:
            self.by_length.setdefault(len(alike), []).append(alike)

    def of(self, node: str) -> str:
        """The affected identifier, as typed, that an unknown one was probably meant to be; or an empty text."""
        alike = lookalike_key(node)
        if alike in self.exact:
            return self.exact[alike]
        close = (o for n in (-1, 0, 1) for o in self.by_length.get(len(alike) + n, ()) if one_slip(alike, o))
        return self.exact.get(next(close, ""), "")


def one_slip(left: str, right: str) -> bool:
    """One letter left out, typed twice, mistaken, or two swapped; short texts differ too easily."""
    shorter, longer = sorted((left, right), key=len)
    if len(longer) - len(shorter) > 1 or len(shorter) < 4:
        return False
    start = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    if len(shorter) < len(longer):
        return shorter[start:] == longer[start + 1 :]
    swapped = shorter[start + 1 : start + 2] + shorter[start : start + 1] + shorter[start + 2 :]
    # A last digit that differs is the next lot or run, not a slip.
    return swapped == longer[start:] or (
        shorter[start + 1 :] == longer[start + 1 :] and not shorter[start : start + 1].isdigit()
    )
