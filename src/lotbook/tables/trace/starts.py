"""Where a trace starts: each filter looks in its own columns, and what nobody knows is an error with near matches."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from lotbook.domain.filters import Filters, Match
from lotbook.domain.findings import Place
from lotbook.domain.identifiers import key
from lotbook.domain.spoilt_identifiers import may_have_become
from lotbook.errors import NotFoundError, UsageError
from lotbook.tables.chain import Chain
from lotbook.tables.keycolumns import places_of
from lotbook.tables.kinds import IDENTIFIER_BECAME_DATE, IDENTIFIER_BECAME_NUMBER
from lotbook.tables.part_rows import column
from lotbook.tables.records import Records
from lotbook.tables.trace.days import lots_within, runs_within
from lotbook.tables.trace.filters import FILTERS, PROCESS_CERTIFICATE, Filter, Thing
from lotbook.tables.trace.maybe import Maybe, maybe
from lotbook.tables.trace.near import near
from lotbook.tables.trace.serial_ranges import holds

_SPOILT = (IDENTIFIER_BECAME_NUMBER.code, IDENTIFIER_BECAME_DATE.code)


class Found(NamedTuple):
    """The identifiers a trace starts from.

    Attributes:
        nodes: their comparison keys.
        matches: how much each filter found.
        nameless: rows that fit but have no identifier to follow.
        serials: the comparison keys of the serials asked for.
        maybe: what may be meant, too, because a cell is empty or spells it otherwise.
    """

    nodes: frozenset[str]
    matches: tuple[Match, ...]
    nameless: tuple[Place, ...]
    serials: frozenset[str]
    maybe: Maybe


def find_starts(records: Records, chain: Chain, filters: Filters, known: Mapping[str, str]) -> Found:
    """The lots, cuts and runs that fit the filters.

    Args:
        records: the workbook, with at least the fields of ``fields_read``.
        chain: its chain.
        filters: what is asked.
        known: identifiers the journal knows: comparison key -> the identifier.

    Raises:
        UsageError: no filter was given, or a revision without a part.
        NotFoundError: a value is not in the workbook, or nothing fits all filters at once.
    """
    if not filters.named and not filters.has_days:
        raise UsageError(
            "A recall needs something to start from.", next_step="Name a --lot, --heat, --run ..."
        )
    if filters.revision and not filters.part:
        raise UsageError("A revision alone names no part.", next_step="Add --part.")
    search = _Search(records, chain, filters, known)
    nodes = search.nodes()
    return Found(
        frozenset(nodes),
        tuple(search.matches),
        tuple(search.nameless),
        frozenset(map(key, filters.serial)),
        maybe(records, chain, filters, search.sets),
    )


class _Search:
    """One search: what each filter found so far, and how many."""

    def __init__(self, records: Records, chain: Chain, filters: Filters, known: Mapping[str, str]) -> None:
        self.records = records
        self.chain = chain
        self.filters = filters
        self.known = known
        self.matches: list[Match] = []
        self.nameless: list[Place] = []
        self.sets: dict[Thing, dict[str, set[str]]] = {Thing.LOT: {}, Thing.RUN: {}}

    def nodes(self) -> set[str]:
        for name, values in self.filters.named.items():
            self._look(name, values)
        lots, runs = self.sets[Thing.LOT], self.sets[Thing.RUN]
        if self.filters.has_days:
            if lots or not runs:
                lots["days"] = self._within("received", lots_within)
            if runs or set(lots) == {"days"}:
                runs["days"] = self._within("worked on", runs_within)
        chosen = self._lots(lots) | (set.intersection(*runs.values()) if runs else set())
        if not chosen and not self.nameless:
            told = "; ".join(f"{m.filter} {', '.join(m.values)}: {m.matches}" for m in self.matches)
            raise NotFoundError(
                "Nothing in the workbook fits everything that was asked at once.",
                cause=f"Found one by one - {told}.",
                next_step="Leave a filter out, or ask for them in separate recalls.",
            )
        return chosen

    def _look(self, name: str, values: tuple[str, ...]) -> None:
        known = FILTERS[name]
        by_value = self._search(known, values)
        # A supplier's certificate may also be an outside processor's, which speaks of a run.
        processed = self._search(PROCESS_CERTIFICATE, values) if name == "certificate" else {}
        if name in ("lot", "run"):
            self._look_elsewhere(name, values, by_value)
        for value in values:
            if not by_value[key(value)] and not processed.get(key(value)):
                self._refuse(known, value)
        here, there = _union(by_value), _union(processed)
        self.matches.append(Match(known.label, values, len(here | there)))
        if here or not there:
            self.sets[known.thing][name] = here
        if there:
            self.sets[Thing.RUN][name] = there

    def _search(self, known: Filter, values: tuple[str, ...]) -> dict[str, set[str]]:
        """Value -> the keys of what it names; a fitting row without identifier counts under the empty key."""
        keys = self.chain.keys
        found: dict[str, set[str]] = {key(value): set() for value in values}
        for value, node, sheet, row in known.pairs(self.records, keys, found):
            found[keys[value]].add(keys[node])
            if not node:
                self.nameless.append(Place(sheet, row, value))
        return found

    def _look_elsewhere(self, name: str, values: tuple[str, ...], by_value: dict[str, set[str]]) -> None:
        """An identifier whose row is gone is still followed, when another row or the journal names it."""
        missing = {key(value) for value in values if not by_value[key(value)]}
        if not missing:
            return
        steps, column = self.chain.steps, self.chain.keys.column
        if name == "lot":
            named = missing & {*_among(missing, steps.sources), *self.chain.idle}
            named -= _among(missing, column(self.records.manufacture, "run_id"))
        else:
            named = _among(missing, steps.targets) | _among(missing, column(self.records.shipments, "run_id"))
        named |= {node for node in missing if node in self.known}
        for node in named:
            by_value[node].add(node)

    def _refuse(self, known: Filter, value: str) -> None:
        texts = known.texts(self.records)
        ranges = (text for text in sorted(texts) if known.label == "serial" and holds(key(text), key(value)))
        close = (*_spoilt(self.records, known, value), *ranges, *near(value, texts))
        where = " and ".join(known.fields)
        told = f"{len(texts)} different ones stand in {where}." if texts else f"None stands in {where}."
        hint = f"Did you mean {' or '.join(close)}?" if close else "Look with `lotbook find`."
        raise NotFoundError(f"There is no {known.label} {value}.", cause=told, next_step=hint)

    def _within(self, word: str, within: Callable[[Records, Chain, Filters], set[str]]) -> set[str]:
        found = within(self.records, self.chain, self.filters)
        told = _days(self.filters.from_day, self.filters.to_day)
        self.matches.append(Match(word, (told,), len(found)))
        return found

    def _lots(self, sets: dict[str, set[str]]) -> set[str]:
        """The lots that every filter found, and cuts when all filters hold for them or for what they were cut from."""
        if not sets:
            return set()
        chosen = set.intersection(*sets.values())
        candidates = (
            sets.get("lot", set()) | sets.get("heat", set()) | sets.get("supplier_lot", set())
        ) - chosen
        for node in candidates if len(sets) > 1 else ():
            line = set(self.chain.steps.backward((node,)).distance)
            if all(line & found for found in sets.values()):
                chosen.add(node)
        return chosen


def _spoilt(records: Records, known: Filter, value: str) -> Iterator[str]:
    """The cells a filter looks at that hold a number or a day which Excel may have made of a value, in words."""
    for look in known.looks:
        loaded = records.loaded(look.sheet)
        header = loaded.sheet.columns[look.field].header
        rows = {
            finding.place.row: "number" if finding.code == IDENTIFIER_BECAME_NUMBER.code else "date"
            for finding in loaded.findings
            if finding.code in _SPOILT and finding.place.column == header
        }
        texts = zip(column(loaded.rows, "row"), column(loaded.rows, look.field), strict=True) if rows else ()
        for row, text in texts:
            if row in rows and loaded.view and may_have_become(value, text or ""):
                cell = f"{loaded.view.letters[loaded.headers.positions[look.field]]}{row}"
                yield f"{text} in {look.sheet}!{cell} (Excel made a {rows[row]} of it)"


def _among(wanted: Collection[str], keys: Sequence[str]) -> set[str]:
    return {keys[place] for place in places_of(keys, wanted)}


def _union(sets: Mapping[str, set[str]]) -> set[str]:
    return set().union(*sets.values()) - {""}


def _days(first: date | None, last: date | None) -> str:
    """Days as a heading says them: 2024-05-03, 2024-05-01 to 2024-05-03, since or until one of them."""
    if first and last:
        return str(first) if first == last else f"{first} to {last}"
    return f"since {first}" if first else f"until {last}"
