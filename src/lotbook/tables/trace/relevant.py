"""Which rows of a workbook a recall looks at, found by looking identifiers up instead of reading every row.

The rows found are enough for the recall itself to give the answer it gives with all rows: everything that is reached,
every row that names something reached, the row behind every name, and the rows that look strange whatever is asked.
More rows than needed do no harm; where a question may need too many, there is no answer from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from lotbook.domain.filters import Filters
from lotbook.domain.identifiers import key
from lotbook.tables.trace.deleted_rows import cuts_behind
from lotbook.tables.trace.filters import FILTERS, PROCESS_CERTIFICATE, Filter, Thing, serials_in
from lotbook.tables.trace.index_fields import OPEN_PART

_MOST = 20_000  # rows; reading the whole workbook costs less than looking up more of them
_NODES = {"Receiving": "lot_id", "Cuts": "new_lot_id", "Custody": "lot_id"}  # elsewhere the run
_ROWS_OF = {Thing.LOT: "Receiving", Thing.RUN: "Manufacture"}
_OWN = (("Receiving", "lot_id"), ("Cuts", "new_lot_id"), ("Manufacture", "run_id"))
_HEATS = ("heat_on_certificate", "heat_on_material")


class Places(Protocol):
    """Where identifiers stand in a workbook.

    Attributes:
        always: sheet -> rows that every recall looks at.
    """

    @property
    def always(self) -> Mapping[str, Sequence[int]]:
        """Sheet -> rows that every recall looks at."""

    def rows_with(self, sheet: str, field: str, name: str) -> Sequence[int]:
        """The rows that hold an identifier in a field, by its comparison key; those that hold none for an empty one."""

    def count_with(self, sheet: str, field: str, name: str, most: int) -> int:
        """How many rows that are, as far as it is at most ``most``."""

    def text(self, sheet: str, row: int, field: str) -> str:
        """One identifier of a row; empty when there is none."""


class TooManyError(Exception):
    """The question is about so many rows that the whole workbook should be read."""


def relevant(places: Places, filters: Filters, known: Mapping[str, str]) -> dict[str, set[int]]:
    """Sheet -> the rows that a recall by these filters looks at.

    Args:
        places: where identifiers stand.
        filters: what is asked.
        known: what the journal knows.

    Raises:
        TooManyError: they are too many, or the filters name what is not looked up: days, or several things of a lot.
    """
    named = [FILTERS[name] for name in filters.named]
    lots = [each for each in named if each.thing is Thing.LOT]
    if filters.has_days or len(lots) > 1 or not named:
        raise TooManyError
    found = _Rows(places)
    for sheet, rows in places.always.items():
        for row in rows:
            found.add(sheet, row)
    found.follow_deleted(known)
    starts: set[str] = set()
    for name, values in filters.named.items():
        if name in ("lot", "run"):
            starts.update(map(key, values))
        for each in (FILTERS[name], PROCESS_CERTIFICATE) if name == "certificate" else (FILTERS[name],):
            starts |= found.starts(each, values)
    starts |= found.siblings(starts, followed=filters.siblings)
    for node in starts - {""}:
        found.reach(node)
    return found.rows


class _Rows:
    """The rows found so far; what a new row names is looked up at once."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.rows: dict[str, set[int]] = {}
        self._count = 0
        self._found: dict[tuple[str, str, str], Sequence[int]] = {}
        self._defined: set[str] = set()
        self._reached: set[str] = set()
        self._waiting: list[tuple[str, int]] = []
        self._busy = False
        self._deleted: dict[str, list[str]] = {}

    def follow_deleted(self, known: Mapping[str, str]) -> None:
        """Looks up what the journal tells of pieces whose row is gone; the rows taken so far name them all."""
        named = {
            name
            for sheet, field in (("Cuts", "source"), ("Materials used", "source"), ("Shipments", "run_id"))
            for name in [self._key(sheet, row, field) for row in list(self.rows.get(sheet, ()))]
            if not self._has_row(name)
        }
        for link in cuts_behind(named, self._has_row, known):
            self._deleted.setdefault(link.source, []).append(link.target)
            self.define(link.source)

    def _has_row(self, name: str) -> bool:
        return not name or any(self.find(sheet, field, name) for sheet, field in _OWN)

    def add(self, sheet: str, row: int) -> None:
        """Takes a row and, before it returns, the rows behind what it names."""
        rows = self.rows.setdefault(sheet, set())
        if row in rows:
            return
        rows.add(row)
        self._count += 1
        if self._count > _MOST:
            raise TooManyError
        self._waiting.append((sheet, row))
        if not self._busy:
            self._busy = True
            while self._waiting:
                self._follow(*self._waiting.pop())
            self._busy = False

    def find(self, sheet: str, field: str, name: str) -> Sequence[int]:
        """Takes the rows that hold an identifier in a field, and returns them."""
        if not name:
            return ()
        known = self._found.get((sheet, field, name))
        if known is not None:
            return known
        if self._count + self.places.count_with(sheet, field, name, _MOST) > _MOST:
            raise TooManyError
        rows = self._found[sheet, field, name] = self.places.rows_with(sheet, field, name)
        for row in rows:
            self.add(sheet, row)
        return rows

    def _key(self, sheet: str, row: int, field: str) -> str:
        return key(self.places.text(sheet, row, field))

    def _follow(self, sheet: str, row: int) -> None:
        """The rows behind what one row names: its source, its run, its order, its customer."""
        if sheet == "Cuts":
            self.define(self._key(sheet, row, "source"))
            self.define(self._key(sheet, row, "new_lot_id"))
        elif sheet == "Materials used":
            self.define(self._key(sheet, row, "source"))
            self.define(self._key(sheet, row, "run_id"))
        elif sheet == "Shipments":
            run = self._key(sheet, row, "run_id")
            self.define(run)
            self.find("Materials used", "run_id", run)
            self.find("Orders", "order_id", self._key(sheet, row, "order_id"))
        elif sheet == "Orders":
            self.find("Customers", "customer", self._key(sheet, row, "customer"))

    def define(self, name: str) -> None:
        """Takes the rows of a lot, cut or run itself."""
        if name not in self._defined:
            self._defined.add(name)
            for sheet, field in _OWN:
                self.find(sheet, field, name)

    def reach(self, start: str) -> None:
        """Takes everything made of something, and all that is told of each."""
        waiting = [start]
        while waiting:
            node = waiting.pop()
            if not node or node in self._reached:
                continue
            self._reached.add(node)
            self.define(node)
            waiting += self._deleted.get(node, ())
            waiting += [self._key("Cuts", row, "new_lot_id") for row in self.find("Cuts", "source", node)]
            waiting += [
                self._key("Materials used", row, "run_id")
                for row in self.find("Materials used", "source", node)
            ]
            self._units(node)
            for sheet, field in (
                ("Materials used", "run_id"), ("Shipments", "run_id"), ("Nonconformances", "subject"),
                ("Outside processes", "run_id"),
            ):  # fmt: skip
                self.find(sheet, field, node)
            for row in self.find("Manufacture", "run_id", node):
                self._waiting_orders(self._key("Manufacture", row, "part_number"))

    def _units(self, node: str) -> None:
        """Takes the shipments, of whatever run, that list a unit which something went into, or which is of a run."""
        for field in ("source", "run_id"):
            for row in self.find("Materials used", field, node):
                for serial in serials_in(self.places.text("Materials used", row, "unit_serial")):
                    self.find("Shipments", "serials", key(serial))

    def _waiting_orders(self, part: str) -> None:
        """Takes the open order lines for a part, and what was shipped for them."""
        for row in self.find("Orders", OPEN_PART, part):
            self.find("Shipments", "order_id", self._key("Orders", row, "order_id"))

    def starts(self, known: Filter, values: Iterable[str]) -> set[str]:
        """What a filter names, and what it might name because the cell it looks at is empty."""
        nodes: set[str] = set()
        for sheet, fields in known.fields.items():
            node = _NODES.get(sheet, "run_id")
            for field in fields if len(fields) == 1 else [each for each in fields if each != node]:
                for value in values:
                    nodes |= {self._key(sheet, row, node) for row in self.find(sheet, field, key(value))}
        if "supplier_lot" in FILTERS and known is FILTERS["supplier_lot"]:
            for value in values:
                self.find("Receiving", "lot_id", key(value))
                nodes.add(key(value))
        self._silent(known)
        return nodes

    def _silent(self, known: Filter) -> None:
        sheet = _ROWS_OF[known.thing]
        fields = known.fields.get(sheet, ())
        cells = [field for field in fields if field != _NODES.get(sheet, "run_id")]
        if not cells:
            return
        if min(self.places.count_with(sheet, field, "", _MOST + 1) for field in cells) > _MOST:
            raise TooManyError
        empty = [set(self.places.rows_with(sheet, field, "")) for field in cells]
        for row in set.intersection(*empty):
            self.add(sheet, row)

    def siblings(self, starts: Iterable[str], *, followed: bool) -> set[str]:
        """Other lots with a heat or certificate of the starts; of heats, those again; returned when followed, too."""
        heats: set[str] = set()
        lots: set[str] = set()
        for node in starts:
            for row in self.find("Cuts", "new_lot_id", node):
                heats.add(self._key("Cuts", row, "heat_marked"))
            for row in self.find("Receiving", "lot_id", node):
                heats |= self._heats(row)
                paper = self._key("Receiving", row, "certificate_number")
                same = self.find("Receiving", "certificate_number", paper)
                lots.update(self._key("Receiving", other, "lot_id") for other in same)
        done = {""}
        while heats - done:
            heat = (heats - done).pop()
            done.add(heat)
            for field in _HEATS:
                for row in self.find("Receiving", field, heat):
                    heats |= self._heats(row)
                    lots.add(self._key("Receiving", row, "lot_id"))
        return lots if followed else set()

    def _heats(self, row: int) -> set[str]:
        return {self._key("Receiving", row, field) for field in _HEATS}
