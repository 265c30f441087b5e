"""What the journal knows of identifiers, so that a deleted row is told from a typing error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from lotbook.domain.identifiers import key
from lotbook.errors import JournalError

if TYPE_CHECKING:
    from lotbook.hosts.journal import Journal


class Journaled(Protocol):
    """A workbook, opened or not, whose journal can be read."""

    @property
    def journal(self) -> Journal:
        """The journal of this workbook."""


class JournalIdentifiers(Mapping[str, str]):
    """Every identifier the journal knows, by comparison key; the journal is read only when one is asked for."""

    def __init__(self, book: Journaled) -> None:
        self._book = book

    @cached_property
    def _issued(self) -> dict[str, str]:
        journal = self._book.journal
        try:
            entries = journal.entries() if journal.path.exists() else []
        except JournalError:  # a recall must be answered without it; what is not known then is told as a gap
            entries = []
        return {key(each.identifier): each.identifier for entry in entries for each in entry.issued}

    def __getitem__(self, node: str) -> str:
        return self._issued[node]

    def __iter__(self) -> Iterator[str]:
        return iter(self._issued)

    def __len__(self) -> int:
        return len(self._issued)
