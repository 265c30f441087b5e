"""Orders and shipments: companies order ahead of their run, everybody else buys from what is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lotbook.artefacts.demo.chance import Dice, after
from lotbook.artefacts.demo.csv_files import TextRow
from lotbook.artefacts.demo.production import Run
from lotbook.artefacts.demo.story import (
    ANODISED,
    BASE_PLATE_RUN,
    CONTRACTS,
    ENCLOSURE_RUN,
    LAST_DAY,
    RECALL_CUSTOMERS,
    RECALL_SHARE,
    RECALL_SHIPMENTS,
)


@dataclass(eq=False)
class Order:
    """One order line."""

    customer: str
    part: str
    revision: str
    quantity: int
    ordered_on: date
    customer_po: str = ""
    po_line: str = "1"
    due_on: date | None = None
    documents: str = ""
    finish: str = ""
    order_id: str = ""
    sent: int = 0


@dataclass(eq=False)
class Shipment:
    """Some pieces of one run for one order line."""

    order: Order
    run: Run
    quantity: int
    shipped_on: date
    serials: str = ""
    shipment_id: str = ""


class Sales:
    """Who bought what, from which run."""

    def __init__(self, dice: Dice, customers: Sequence[TextRow]) -> None:
        self._dice = dice
        self._customers = {row["customer"]: row for row in customers}
        companies = {contract.customer for contract in CONTRACTS.values()} | {"St. Elmo Medical Devices LLC"}
        self._people = [name for name in self._customers if name not in companies]
        self._queue = dice.shuffled(self._people)
        self._owed: dict[str, tuple[Order, int]] = {}
        self._waiting: list[tuple[Order, Run]] = []
        self.orders: list[Order] = []
        self.shipments: list[Shipment] = []

    def sell(self, runs: Sequence[Run]) -> None:
        """Sells from every run, then numbers orders and shipments by their dates."""
        recall = self._recall_customers()
        for run in runs:
            if run.contract:
                self._fulfil(run)
            elif run.number in RECALL_SHIPMENTS:
                self._sell(run, [next(recall) for _ in range(RECALL_SHIPMENTS[run.number])], RECALL_SHARE)
            elif run.free:
                share = 60 if run.number == ENCLOSURE_RUN else self._dice.between(80, 95)
                self._settle(run)
                buyers = min(self._dice.between(6, 9), run.free)
                self._sell(run, [self._buyer() for _ in range(buyers)], share)
        self._number()

    def _recall_customers(self) -> Iterator[str]:
        chosen = [self._queue.pop() for _ in range(RECALL_CUSTOMERS)]
        self._people = [name for name in self._people if name not in chosen]
        yield from chosen
        yield from chosen[: sum(RECALL_SHIPMENTS.values()) - RECALL_CUSTOMERS]

    def _buyer(self) -> str:
        """Everybody once, then again whoever comes back."""
        return self._queue.pop() if self._queue else self._dice.pick(self._people)

    def _fulfil(self, run: Run) -> None:
        contract = run.contract
        assert contract
        documents = self._customers[contract.customer].get("documents_required", "")
        process = ANODISED.get(run.part)
        if process:
            documents += ", Process certificates, Traceability report"
        if run.number == BASE_PLATE_RUN:  # the package that the demo shows holds every paper
            documents += ", Dimensional report, RoHS statement, REACH statement, Packing slip"
        order = Order(
            contract.customer, run.part, run.revision, contract.ordered, after(run.started_on, -14),
            contract.customer_po, contract.po_line, after(run.finished_on, 20), documents,
            f"{process[0]}, {process[1]}" if process else "",
        )  # fmt: skip
        day = after(run.finished_on, 12 if process else 4)
        serials = ""
        if run.part == "HSG-120":
            serials = ", ".join(serial_numbers(run)[: contract.ordered])
        self._send(order, run, contract.ordered, day, serials)

    def _settle(self, run: Run) -> None:
        """Sends what an earlier run could not fill."""
        order, rest = self._owed.pop(run.part, (None, 0))
        if order and rest <= run.free:
            self._send(order, run, rest, after(max(run.finished_on, order.ordered_on), 1))

    def _sell(self, run: Run, buyers: Sequence[str], share: int) -> None:
        pot = max(run.free * share // 100, len(buyers))
        for turn, buyer in enumerate(buyers):
            fair = pot // (len(buyers) - turn)
            quantity = max(1, min(fair + self._dice.below(3) - 1, pot - (len(buyers) - turn - 1)))
            pot -= quantity
            shipped_on = after(run.finished_on, 1 + turn * 20 // len(buyers))
            ordered_on = after(shipped_on, -self._dice.between(1, 4))
            order = Order(buyer, run.part, run.revision, quantity, ordered_on, due_on=after(ordered_on, 8))
            if shipped_on <= LAST_DAY:
                self._send(order, run, quantity, shipped_on)
            elif ordered_on <= LAST_DAY:
                self.orders.append(order)
                self._waiting.append((order, run))
        self._promise_more(run, self.orders[-1])

    def _promise_more(self, run: Run, last: Order) -> None:
        """Now and then the last buyer wants more than is left; the rest follows from the next run of this part."""
        unusual = run.number in RECALL_SHIPMENTS or run.part in self._owed
        if run.number % 9 == 2 and last.sent and not unusual:
            last.quantity += 3
            last.due_on = None
            self._owed[run.part] = (last, 3)

    def _send(self, order: Order, run: Run, quantity: int, on: date, serials: str = "") -> None:
        if quantity > run.free:
            raise ValueError(f"{run.run_id} has {run.free} left, not {quantity}")
        if order not in self.orders:
            self.orders.append(order)
        run.free -= quantity
        order.sent += quantity
        self.shipments.append(Shipment(order, run, quantity, on, serials))

    def _number(self) -> None:
        self.orders.sort(key=lambda order: order.ordered_on)
        self.shipments.sort(key=lambda shipment: shipment.shipped_on)
        for number, order in enumerate(self.orders, 1):
            order.order_id = f"ORD-{number:04}"
            order.customer_po = order.customer_po or f"WEB-{20611 + 3 * number}"
        for number, shipment in enumerate(self.shipments, 1):
            shipment.shipment_id = f"SHP-{number:04}"
        for order, run in self._waiting[:2]:  # packed on the last day, not numbered yet
            self._send(order, run, order.quantity, LAST_DAY)


def serial_numbers(run: Run) -> list[str]:
    """The serial numbers of a run's good pieces: HSG-23-013-1 and so on."""
    return [f"HSG{run.started_on:%y}-{run.number:03}-{n}" for n in range(1, run.made - run.scrapped + 1)]


def order_rows(orders: Sequence[Order]) -> list[TextRow]:
    """The Orders register."""
    return [
        {
            "order_id": order.order_id,
            "ordered_on": order.ordered_on.isoformat(),
            "customer": order.customer,
            "customer_po": order.customer_po,
            "po_line": order.po_line,
            "part_number": order.part,
            "part_revision": order.revision,
            "quantity": str(order.quantity),
            "unit": "pcs",
            "due_on": order.due_on.isoformat() if order.due_on else "",
            "documents_required": order.documents,
            "finish": order.finish,
            "status": "Shipped" if order.sent == order.quantity else "Open",
        }
        for order in orders
    ]


def shipment_rows(shipments: Sequence[Shipment]) -> list[TextRow]:
    """The Shipments register; parcels of one day are counted on their packing slips."""
    slips: Counter[date] = Counter()
    rows: list[TextRow] = []
    for shipment in shipments:
        slips[shipment.shipped_on] += 1
        company = shipment.run.contract is not None
        rows.append(
            {
                "shipment_id": shipment.shipment_id,
                "shipped_on": shipment.shipped_on.isoformat(),
                "order_id": shipment.order.order_id,
                "run_id": shipment.run.run_id,
                "quantity": str(shipment.quantity),
                "unit": "pcs",
                "serials": shipment.serials,
                "packing_slip": f"PS-{shipment.shipped_on:%y%m%d}-{slips[shipment.shipped_on]:02}",
                "carrier": "DHL Freight" if company else "UPS",
                "tracking": f"HP{7000000 + 137 * len(rows)}US",
            }
        )
    return rows
