"""What is left of each lot and piece by the books, and which deliveries it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lotbook.checks.shop import Shop, at
from lotbook.checks.stock import deliveries
from lotbook.domain.balance import left
from lotbook.domain.books import Amount, Flow
from lotbook.domain.findings import Place
from lotbook.domain.identifiers import key
from lotbook.domain.units import converted
from lotbook.tables.receiving import Receipt

_LEFT = frozenset({"Scrap", "Return to supplier"})
_COUNTED = ("pcs", "sheet")  # a nonconformance counts pieces, so it speaks of these units only


class Stock:
    """What is left of every lot and piece, and which deliveries it comes from."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self._origins = deliveries(shop)

    def origins(self, source: str) -> tuple[Receipt, ...]:
        """The deliveries of a lot or piece."""
        lot = self.shop.lots.get(key(source))
        return (lot,) if lot else self._origins.get(key(source), ())

    def place(self, source: str) -> Place:
        """The row that a finding about a lot or piece speaks of."""
        lot = self.shop.lots.get(key(source))
        return at(lot, "lot_id") if lot else at(self.shop.pieces[key(source)][0], "new_lot_id")

    def whole(self, source: str) -> Amount:
        """How much it was once; the parts of a blend together."""
        lot = self.shop.lots.get(key(source))
        if lot:
            return Amount(lot.quantity, lot.unit)
        rows = self.shop.pieces[key(source)]
        amounts = [
            converted(row.quantity, row.unit, rows[0].unit) if row.quantity is not None else None
            for row in rows
        ]
        known = [amount for amount in amounts if amount is not None]
        return Amount(sum(known, Decimal(0)) if len(known) == len(amounts) else None, rows[0].unit)

    def left(self, source: str) -> Amount:
        """How much of it is left by the books; unknown where a quantity is missing or does not convert."""
        whole, node = self.whole(source), key(source)
        cancelled = {
            key(run.run_id or "") for run in self.shop.records.manufacture if run.status == "Cancelled"
        }
        taken = [Flow(node, "", Amount(cut.quantity, cut.unit)) for cut in self.shop.cuts_from.get(node, ())]
        taken += [
            Flow(node, "", Amount(use.quantity, use.unit))
            for use in self.shop.uses_of.get(node, ())
            if key(use.run_id or "") not in cancelled
        ]
        taken += [Flow(node, "", amount) for amount in self._gone(node, whole.unit)]
        return Amount(left(whole, taken), whole.unit)

    def _gone(self, node: str, unit: str | None) -> Iterator[Amount]:
        """What went into no run: sold as it was, scrapped or sent back, as shipments and nonconformances tell."""
        records = self.shop.records
        cancelled = {key(row.order_id or "") for row in records.orders if row.status == "Cancelled"}
        for shipment in records.shipments:
            if key(shipment.run_id or "") == node and key(shipment.order_id or "") not in cancelled:
                yield Amount(shipment.quantity, shipment.unit)
        for report in records.nonconformances if unit in _COUNTED else ():
            if key(report.subject or "") == node and report.disposition in _LEFT and report.quantity:
                yield Amount(report.quantity, unit)
