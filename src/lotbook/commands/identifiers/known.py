"""What the journal knows of identifiers, so that a deleted row is told from a typing error, and is walked through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from lotbook.domain.findings import Place
from lotbook.domain.genealogy import Link
from lotbook.domain.identifiers import key
from lotbook.domain.values import Value, text_of
from lotbook.errors import JournalError
from lotbook.tables.trace.deleted_rows import Journaled

if TYPE_CHECKING:
    from lotbook.hosts.entries import Entry
    from lotbook.hosts.journal import Journal

# Where what a trace walks along is issued, and the column of its identifier.
_ISSUED_ON = {"Receiving": "Lot ID", "Cuts": "New lot ID", "Manufacture": "Run ID"}


class HasJournal(Protocol):
    """A workbook, opened or not, whose journal can be read."""

    @property
    def journal(self) -> Journal:
        """The journal of this workbook."""


class _Told(NamedTuple):
    """What the journal tells, by comparison key: identifiers, the sheet each was issued on, the cuts of each piece."""

    names: dict[str, str]
    sheets: dict[str, str]
    cuts: dict[str, list[Link]]


class JournalIdentifiers(Journaled):
    """Every identifier the journal knows, by comparison key; the journal is read only when one is asked for."""

    def __init__(self, book: HasJournal) -> None:
        self._book = book

    @cached_property
    def _told(self) -> _Told:
        journal = self._book.journal
        try:
            entries = journal.entries() if journal.path.exists() else []
        except JournalError:  # a recall must be answered without it; what is not known then is told as a gap
            entries = []
        told = _Told({}, {}, {})
        for entry in entries:
            counters = {each.identifier: each.counter for each in entry.issued}
            told.names.update((key(identifier), identifier) for identifier in counters)
            for sheet, cells in _rows(entry):
                _take(told, sheet, cells, counters)
        return told

    def cuts_into(self, piece: str) -> Sequence[Link]:
        """The cuts that made a piece; one that was numbered only was cut from what its own number begins with."""
        return self._told.cuts.get(piece, ())

    def sheet_of(self, node: str) -> str:
        """The sheet an identifier was issued on; empty when the journal does not tell."""
        return self._told.sheets.get(node, "")

    def __getitem__(self, node: str) -> str:
        return self._told.names[node]

    def __iter__(self) -> Iterator[str]:
        return iter(self._told.names)

    def __len__(self) -> int:
        return len(self._told.names)


def _rows(entry: Entry) -> Iterable[tuple[str, Mapping[str, Value]]]:
    """The sheet and the cells of each row that an entry wrote."""
    for append in entry.appends:
        yield append.sheet, append.values
    for edit in entry.edits:
        yield edit.sheet, {edit.column: edit.new}


def _take(told: _Told, sheet: str, cells: Mapping[str, Value], counters: Mapping[str, str]) -> None:
    """Keeps where an identifier was issued and, of a piece, what it was cut from."""
    name = text_of(cells.get(_ISSUED_ON.get(sheet, "")))
    if name not in counters:
        return
    told.sheets[key(name)] = sheet
    if sheet == "Cuts":
        source, quantity, unit = cells.get("From") or counters[name], cells.get("Quantity"), cells.get("Unit")
        told.cuts.setdefault(key(name), []).append(
            Link(
                key(text_of(source)),
                key(name),
                quantity if isinstance(quantity, Decimal) else None,
                text_of(unit) or None,
                Place("Cuts", 0, name, "From"),
            )
        )
