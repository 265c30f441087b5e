"""What a journal knows, told in a small text table: the sheet an identifier was issued on and what it was cut from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from lotbook.domain.findings import Place
from lotbook.domain.genealogy import Link
from lotbook.domain.identifiers import key
from lotbook.tables.trace.deleted_rows import Journaled


class Told(Journaled):
    """A journal in memory; ``parents`` are piece -> (what it was cut from, how much, unit)."""

    def __init__(
        self, sheets: Mapping[str, str], parents: Mapping[str, tuple[str, str, str]] | None = None
    ) -> None:
        self.names = {key(name): name for name in sheets}
        self.sheets = {key(name): sheet for name, sheet in sheets.items()}
        self.parents = {key(piece): parent for piece, parent in (parents or {}).items()}

    def cuts_into(self, piece: str) -> Sequence[Link]:
        if piece not in self.parents:
            return ()
        source, quantity, unit = self.parents[piece]
        return [Link(key(source), piece, Decimal(quantity), unit, Place("Cuts", 0, piece, "From"))]

    def sheet_of(self, node: str) -> str:
        return self.sheets.get(node, "")

    def __getitem__(self, node: str) -> str:
        return self.names[node]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)
