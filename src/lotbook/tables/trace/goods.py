"""What an identifier names that somebody holds in the hand: a shipment, order, run, lot, cut, certificate or serial."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from lotbook.domain.filters import Start
from lotbook.domain.identifiers import key
from lotbook.errors import NotFoundError, UsageError
from lotbook.tables.chain import FIELDS, Chain
from lotbook.tables.keycolumns import places_of
from lotbook.tables.part_rows import column, distinct
from lotbook.tables.records import Records
from lotbook.tables.shipments import Shipment
from lotbook.tables.trace.filters import serials_in
from lotbook.tables.trace.near import near

READ = {
    **{sheet: set(fields) for sheet, fields in FIELDS.items()},
    "Materials used": {"run_id", "source", "unit_serial"},
    "Receiving": {"lot_id"},
    "Orders": {"order_id", "customer_po"},
    "Shipments": {"shipment_id", "order_id", "run_id", "serials", "packing_slip", "certificate"},
    "Certificates": {"certificate_id", "shipment_ids"},
    "Outside processes": {"run_id"},
}


class Goods(NamedTuple):
    """What was asked for.

    Attributes:
        asked: each identifier with everything it names.
        nodes: the runs, lots and cuts named directly.
        shipments: the shipments named directly or through order, certificate, packing slip or serial.
        serials: run -> the serials asked for of it.
        unsent: orders that were named and of which nothing was shipped.
    """

    asked: tuple[Start, ...]
    nodes: frozenset[str]
    shipments: tuple[Shipment, ...]
    serials: dict[str, frozenset[str]]
    unsent: tuple[str, ...]


def goods(records: Records, chain: Chain, identifiers: Sequence[str]) -> Goods:
    """What some identifiers name.

    Raises:
        UsageError: none was given.
        NotFoundError: nothing has one of them.
    """
    if not all(map(str.strip, identifiers)) or not identifiers:
        raise UsageError(
            "Nothing was named.", next_step="Name a shipment, order, run, lot, cut, COC or serial."
        )
    search = _Search(records, chain)
    for identifier in identifiers:
        search.look(identifier)
    return Goods(
        tuple(sorted(set(search.asked))),
        frozenset(search.nodes),
        tuple(records.whole_rows(Shipment, search.rows)),
        {run: frozenset(serials) for run, serials in search.serials.items()},
        tuple(sorted(search.unsent)),
    )


class _Search:
    def __init__(self, records: Records, chain: Chain) -> None:
        self.records = records
        self.keys = chain.keys
        self.asked: list[Start] = []
        self.nodes: set[str] = set()
        self.rows: set[int] = set()
        self.serials: dict[str, set[str]] = {}
        self.unsent: set[str] = set()

    def look(self, identifier: str) -> None:
        wanted = key(identifier)
        named = [*self._nodes(wanted), *self._shipments(wanted), *self._serials(wanted)]
        if not named:
            self._refuse(identifier)
        self.asked += [Start(identifier, what) for what in dict.fromkeys(named)]

    def _places(self, rows: Sequence[object], field: str, wanted: Collection[str]) -> list[int]:
        """Where any of these keys stands in a column."""
        return places_of(self.keys.column(rows, field), wanted)

    def _keys_at(self, rows: Sequence[object], field: str, places: Iterable[int]) -> set[str]:
        names = self.keys.column(rows, field)
        return {names[place] for place in places}

    def _nodes(self, wanted: str) -> Iterator[str]:
        records = self.records
        columns = (
            ("lot", records.receiving, "lot_id"),
            ("cut", records.cuts, "new_lot_id"),
            ("run", records.manufacture, "run_id"),
        )
        for what, rows, field in columns:
            if self._places(rows, field, (wanted,)):
                self.nodes.add(wanted)
                yield what

    def _shipments(self, wanted: str) -> Iterator[str]:
        sent = self.records.shipments
        orders = self._orders(wanted)
        found = {
            "shipment": self._places(sent, "shipment_id", (wanted,)),
            "order": self._places(sent, "order_id", orders - {""}),
            "packing slip": self._places(sent, "packing_slip", (wanted,)),
            "certificate": self._certified(wanted),
        }
        numbers = column(sent, "row")
        for what, places in found.items():
            self.rows.update(numbers[place] for place in places)
            if places:
                yield what
        if orders and not found["order"]:
            self.unsent |= orders
            yield "order"

    def _orders(self, wanted: str) -> set[str]:
        rows = self.records.orders
        places = [
            place for field in ("order_id", "customer_po") for place in self._places(rows, field, (wanted,))
        ]
        return self._keys_at(rows, "order_id", places)

    def _certified(self, wanted: str) -> list[int]:
        """Where the shipments stand that a certificate names, or that name it, whatever its revision."""
        sent, keys = self.records.shipments, self.keys
        papers = {
            keys[shipment_id]
            for row in self.records.certificates
            if keys[row.certificate_id] == wanted
            for shipment_id in serials_in(row.shipment_ids)
        }
        told = keys.of([text for text in distinct(sent, "certificate") if text])
        named = {each for each in told if f"{each}-".startswith(f"{wanted}-")}
        return [*self._places(sent, "shipment_id", papers), *self._places(sent, "certificate", named)]

    def _serials(self, wanted: str) -> Iterator[str]:
        sent, uses = self.records.shipments, self.records.materials_used
        listed = {text for text in distinct(sent, "serials") if text and wanted in map(key, serials_in(text))}
        places = (
            [place for place, text in enumerate(column(sent, "serials")) if text in listed] if listed else []
        )
        runs = self._keys_at(sent, "run_id", places)
        runs |= self._keys_at(uses, "run_id", self._places(uses, "unit_serial", (wanted,)))
        for run in runs - {""}:
            self.serials.setdefault(run, set()).add(wanted)
        numbers = column(sent, "row")
        self.rows.update(numbers[place] for place in places)
        if runs:
            yield "serial"

    def _refuse(self, identifier: str) -> None:
        known = set(self._known())
        close = near(identifier, known)
        hint = f"Did you mean {' or '.join(close)}?" if close else "Look with `lotbook find`."
        raise NotFoundError(
            f"No shipment, order, run, lot, cut, certificate or serial is called {identifier}.",
            cause=f"{len(known)} identifiers stand in the workbook.",
            next_step=hint,
        )

    def _known(self) -> Iterable[str]:
        records = self.records
        columns = (
            (records.receiving, "lot_id"),
            (records.cuts, "new_lot_id"),
            (records.manufacture, "run_id"),
            (records.orders, "order_id"),
            (records.certificates, "certificate_id"),
            (records.shipments, "shipment_id"),
        )
        texts = [text for rows, field in columns for text in distinct(rows, field)]
        texts += [serial for text in distinct(records.shipments, "serials") for serial in serials_in(text)]
        return [text for text in texts if text]
