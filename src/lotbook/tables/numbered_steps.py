"""The steps of a very long chain, kept as numbers; a walk looks at the columns as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from lotbook.domain.genealogy import Beside, Reach, Steps
from lotbook.tables.keycolumns import is_numbered

if TYPE_CHECKING:
    from lotbook.tables.broadpool import KeyColumn


class NumberedSteps(Steps):
    """The same as ``Steps``; whoever asks for more than a few walks forward has the keys written out."""

    sources: KeyColumn
    targets: KeyColumn

    @cached_property
    def _written(self) -> Steps:
        return Steps(list(self.sources), list(self.targets))

    @property
    def _walker(self) -> Steps | None:
        return self._written if "_written" in self.__dict__ else None

    @cached_property
    def out_of(self) -> Mapping[str, Sequence[int]]:
        """Identifier -> positions of the steps that lead out of it."""
        return self._written.out_of

    @cached_property
    def into(self) -> Mapping[str, Sequence[int]]:
        """Identifier -> positions of the steps that lead into it."""
        return self._written.into

    @cached_property
    def givers(self) -> frozenset[str]:
        """Every identifier that something was made from."""
        return self._written.givers

    @cached_property
    def takers(self) -> frozenset[str]:
        """Every identifier that was made from something."""
        return self._written.takers

    def gives(self, node: str) -> bool:
        """Whether something was made from it."""
        return bool(node) and node in self.sources

    def takes(self, node: str) -> bool:
        """Whether it was made from something."""
        return bool(node) and node in self.targets

    def leading_out(self, nodes: Collection[str]) -> Sequence[int]:
        """The positions of the steps that lead out of any of these."""
        if self._walker:
            return self._walker.leading_out(nodes)
        return self.sources.places_of(frozenset(nodes) - {""})

    def forward(self, starts: Iterable[str], beside: Beside = None) -> Reach:
        """Everything made from the starts, directly or through other pieces and runs; see ``Steps``."""
        return self._walker.forward(starts, beside) if self._walker else super().forward(starts, beside)

    def leading_in(self, nodes: Collection[str]) -> Sequence[int]:
        """The positions of the steps that lead into any of these."""
        if self._walker:
            return self._walker.leading_in(nodes)
        return self.targets.places_of(frozenset(nodes) - {""})

    def backward(self, starts: Iterable[str]) -> Reach:
        """Everything the starts were made from."""
        return self._walker.backward(starts) if self._walker else super().backward(starts)

    def gathered(self, marks: Mapping[str, int]) -> dict[str, int]:
        """For every identifier the marks of all that was made from it; see ``Steps``."""
        return self._written.gathered(marks)

    def cycles(self) -> tuple[tuple[str, ...], ...]:
        """Groups of identifiers that were made from each other."""
        return self._written.cycles()


def steps(sources: Sequence[str], targets: Sequence[str]) -> Steps:
    """The steps of two columns of keys, in the way the columns are kept."""
    kind = NumberedSteps if is_numbered(sources) and is_numbered(targets) else Steps
    return kind(sources, targets)
