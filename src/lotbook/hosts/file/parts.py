"""The parts of a workbook that stand beside its sheets' cells, as they are by now while a plan is carried out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from lotbook.hosts.file import contenttypes
from lotbook.hosts.file.container import Container
from lotbook.hosts.file.package import Relation, relations_of, relations_part


class Parts:
    """What is added, exchanged and removed, over the file as it was read.

    Attributes:
        changed: part name -> its new content.
        removed: the parts that go.
    """

    def __init__(self, container: Container) -> None:
        self._container = container
        self.changed: dict[str, bytes] = {}
        self.removed: set[str] = set()

    def __contains__(self, name: str) -> bool:
        known = self._known(name)
        return known in self.changed or (known in self._container and known not in self.removed)

    def _known(self, name: str) -> str:
        """The name as the file writes it: capitals make no difference in a package."""
        found = self._container.part(name)
        return found.name if found else name

    def read(self, name: str) -> bytes:
        """The content of a part as it is by now."""
        known = self._known(name)
        return self.changed[known] if known in self.changed else self._container.read(known)

    def put(self, name: str, data: bytes) -> None:
        """Gives a part new content, or adds it."""
        known = self._known(name)
        self.changed[known] = data
        self.removed.discard(known)

    def remove(self, *names: str) -> None:
        """Takes parts out, with what the content types say of them."""
        for name in map(self._known, names):
            self.changed.pop(name, None)
            if name in self._container:
                self.removed.add(name)
        self.put(contenttypes.PART, contenttypes.without(self.read(contenttypes.PART), names))

    def free(self, stem: str, extension: str) -> str:
        """The name of a new part: the stem with the first number that is not taken."""
        return next(name for n in count(1) if (name := f"{stem}{n}.{extension}") not in self)

    def relations(self, part: str) -> dict[str, Relation]:
        """The relationships of a part by their ids."""
        name = relations_part(part)
        return relations_of(self.read(name), part) if name in self else {}

    def named(self) -> Iterator[str]:
        """Every part that any relationship leads to, once for each."""
        for name in {*self._container.names(), *self.changed} - self.removed:
            if name.endswith(".rels"):
                folder, _, base = name.rpartition("_rels/")
                yield from (
                    each.target for each in self.relations(folder + base[:-5]).values() if not each.external
                )
