"""Amounts of random shops against a slow answer that carries every gram of every lot by hand through each event.

The shops blend, cut again, rework, take apart, scrap, send back, sell material as it is, ship, take goods back and ship
replacements; nothing is forgotten, so every balance closes exactly.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from lotbook.domain.filters import Filters
from lotbook.tables.trace.recall import recall
from tests.story import records
from tests.tables.trace.shop import TODAY

SHEETS = {
    "Receiving": "Lot ID | Quantity | Unit | Status",
    "Cuts": "From | New lot ID | Quantity | Unit | Reason",
    "Manufacture": "Run ID | Part number | Quantity made | Quantity scrapped | Unit | Status",
    "Materials used": "Run ID | Source | Quantity | Unit | Unit serial",
    "Orders": "Order ID | Customer | Part number | Quantity | Unit | Status",
    "Shipments": "Shipment ID | Shipped on | Order ID | Run ID | Quantity | Unit | Serials",
    "Nonconformances": "NCR ID | Lot or run | Quantity | Disposition",
    "Customers": "Customer",
}
EVENTS = ("cut", "blend", "run", "run", "assembly", "ship", "ship", "back", "sell", "report")


class Diary:
    """A shop, written down event by event, and where each lot's material is after each of them."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.rows: dict[str, list[str]] = defaultdict(list)
        self.left: dict[str, int] = {}  # lots, pieces and runs: how much of each is still here
        self.content: dict[str, dict[str, Fraction]] = {}  # of one unit of each: how much of which lot
        self.part: dict[str, dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
        self.kept: dict[str, tuple[str, int]] = {}  # shipments that may come back: run and how many
        self.sent: dict[str, str] = {}  # shipment -> what was sent
        for number in range(3):
            lot = f"LOT-A{number}"
            self.rows["Receiving"].append(f"{lot} | 12 | sheet | Released")
            self.left[lot], self.content[lot] = 12, {lot: Fraction(1)}
        for number in range(3):
            self.rows["Orders"].append(f"ORD-D{number} | Customer {number} | P | 99 | pcs | Open")
            self.rows["Customers"].append(f"Customer {number}")
        for _ in range(chance.randrange(2, 22)):
            getattr(self, chance.choice(EVENTS))()

    def name(self, sheet: str, stem: str) -> str:
        return f"{stem}{len(self.rows[sheet])}"

    def some(self, stems: tuple[str, ...]) -> str | None:
        found = [node for node, left in self.left.items() if left and node.startswith(stems)]
        return self.chance.choice(found) if found else None

    def take(self, node: str, most: int = 5) -> tuple[int, dict[str, Fraction]]:
        """Takes some of what is left, and says what lots are in it."""
        amount = self.chance.randint(1, min(most, self.left[node]))
        self.left[node] -= amount
        return amount, {lot: share * amount for lot, share in self.content[node].items()}

    def cut(self) -> None:
        self._cut(1)

    def blend(self) -> None:
        self._cut(self.chance.randint(2, 3))

    def _cut(self, sources: int) -> None:
        piece = self.name("Cuts", "PIECE-B")
        whole, inside = 0, defaultdict(Fraction)
        for _ in range(sources):
            if source := self.some(("LOT", "PIECE")):
                amount, lots = self.take(source)
                self.rows["Cuts"].append(f"{source} | {piece} | {amount} | sheet | Blend")
                whole += amount
                for lot, share in lots.items():
                    inside[lot] += share
        if whole:
            self.left[piece] = whole
            self.content[piece] = {lot: share / whole for lot, share in inside.items()}

    def run(self) -> None:
        self._run(("LOT", "PIECE"))

    def assembly(self) -> None:
        """Also rework and taking apart: a run made of the pieces of other runs."""
        self._run(("LOT", "PIECE", "RUN", "RUN"))

    def _run(self, stems: tuple[str, ...]) -> None:
        run = self.name("Manufacture", "RUN-C")
        inside = defaultdict(Fraction)
        for _ in range(self.chance.randint(1, 3)):
            if source := self.some(stems):
                amount, lots = self.take(source)
                unit = "pcs" if source.startswith("RUN") else "sheet"
                self.rows["Materials used"].append(f"{run} | {source} | {amount} | {unit} |")
                for lot, share in lots.items():
                    inside[lot] += share
        if not inside:
            return
        made = self.chance.randint(1, 9)
        scrapped = self.chance.randrange(made)
        self.rows["Manufacture"].append(f"{run} | P | {made} | {scrapped} | pcs | Complete")
        self.left[run] = made - scrapped
        self.content[run] = {lot: share / made for lot, share in inside.items()}
        for lot, share in inside.items():
            self.part[lot]["scrapped"] += share * scrapped / made

    def ship(self) -> None:
        if run := self.some(("RUN",)):
            amount, lots = self.take(run)
            self.kept[self._shipment(run, amount, "pcs")] = (run, amount)
            self._good(lots)

    def sell(self) -> None:
        if node := self.some(("LOT", "PIECE")):
            amount, lots = self.take(node)
            self._shipment(node, amount, "sheet")
            self._good(lots)

    def _shipment(self, node: str, amount: int, unit: str) -> str:
        name = self.name("Shipments", "SHP-E")
        order = f"ORD-D{self.chance.randrange(3)}"
        self.rows["Shipments"].append(f"{name} | 2024-01-05 | {order} | {node} | {amount} | {unit} |")
        self.sent[name] = node
        return name

    def _good(self, lots: dict[str, Fraction], sign: int = 1) -> None:
        for lot, share in lots.items():
            self.part[lot]["good"] += share * sign

    def back(self) -> None:
        """A customer sends goods back; they may be shipped again, as a replacement."""
        if self.kept:
            run, amount = self.kept.pop(self.chance.choice(sorted(self.kept)))
            self._shipment(run, -amount, "pcs")
            self.left[run] += amount
            self._good({lot: share * amount for lot, share in self.content[run].items()}, -1)

    def report(self) -> None:
        if node := self.some(("LOT", "PIECE")):
            amount, lots = self.take(node)
            word = self.chance.choice(("Scrap", "Return to supplier"))
            self.rows["Nonconformances"].append(
                f"{self.name('Nonconformances', 'NCR-')} | {node} | {amount} | {word}"
            )
            for lot, share in lots.items():
                self.part[lot]["scrapped" if word == "Scrap" else "returned"] += share

    def ended(self, lot: str) -> tuple[Fraction, ...]:
        """In good parts, scrapped, sent back, on hand: of one lot, at the end of the day."""
        here = {"RUN": Fraction(), "MATERIAL": Fraction()}
        for node, left in self.left.items():
            kind = "RUN" if node.startswith("RUN") else "MATERIAL"
            here[kind] += self.content[node].get(lot, Fraction()) * left
        part = self.part[lot]
        return part["good"] + here["RUN"], part["scrapped"], part["returned"], here["MATERIAL"]

    def text(self, chance: Random | None = None) -> str:
        sheets = [(name, headers, list(self.rows[name])) for name, headers in SHEETS.items()]
        if chance:
            chance.shuffle(sheets)
            for _, _, rows in sheets:
                chance.shuffle(rows)
        return "\n\n".join("\n".join((name, headers, *rows)) for name, headers, rows in sheets)


SHOPS = st.integers(0, 10**9).map(lambda seed: Diary(Random(seed)))


@given(SHOPS)
@settings(max_examples=150, deadline=None)
def test_every_gram_of_every_lot_is_where_the_diary_says(diary):
    found = recall(records(diary.text()), Filters(lot=("LOT-A0", "LOT-A1", "LOT-A2")), today=TODAY)
    assert [each.lot for each in found.balances] == ["LOT-A0", "LOT-A1", "LOT-A2"]
    for each in found.balances:
        told = (each.used_in_good_parts, each.scrapped, each.returned, each.on_hand)
        for amount, wanted in zip(told, diary.ended(each.lot), strict=True):
            assert abs(Fraction(amount) - wanted) < Fraction(
                4, 10**6
            )  # rounded to six places, the rest on one part
        assert each.unexplained == 0
        assert each.received == sum(told)
        assert each.doubts == ()


@given(SHOPS, st.sampled_from(["LOT-A0", "LOT-A1", "LOT-A2"]))
@settings(max_examples=100, deadline=None)
def test_what_is_to_be_stopped_and_what_was_sent_is_what_the_diary_has_of_the_lot(diary, lot):
    found = recall(records(diary.text()), Filters(lot=(lot,)), today=TODAY)
    holds = {node: left for node, left in diary.left.items() if lot in diary.content[node] and left}
    stop = found.stop_now
    told = {each.lot_id: each.on_hand for each in (*stop.lots, *stop.cuts)}
    told |= {run.run_id: run.unshipped for run in stop.unshipped}
    assert told == holds
    assert {each.shipment_id for each in found.deliveries} == {
        name for name, node in diary.sent.items() if lot in diary.content[node]
    }


@given(SHOPS, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_rows_and_sheets_changes_no_amount(diary, chance):
    filters = Filters(lot=("LOT-A0", "LOT-A2"))
    one = recall(records(diary.text()), filters, today=TODAY)
    other = recall(records(diary.text(chance)), filters, today=TODAY)
    assert one.balances == other.balances
    assert one.customers == other.customers
    assert one.counts == other.counts


@given(st.integers(0, 10**9))
@settings(max_examples=120, deadline=None)
def test_units_that_are_told_apart_narrow_a_recall_and_never_too_far(seed):
    """Each unit of a run has its own material; shipments list serials, now and then wrongly."""
    chance = Random(seed)
    units = {f"S{number}": f"LOT-A{chance.randrange(3)}" for number in range(chance.randint(1, 6))}
    rows = {name: [] for name in SHEETS}
    rows["Receiving"] = [f"LOT-A{number} | 12 | sheet | Released" for number in range(3)]
    rows["Manufacture"] = [f"RUN-C | P | {len(units)} | 0 | pcs | Complete"]
    rows["Materials used"] = [f"RUN-C | {lot} | 1 | sheet | {serial}" for serial, lot in units.items()]
    rows["Orders"] = ["ORD-D | Customer | P | 9 | pcs | Open"]
    rows["Customers"] = ["Customer"]
    carries: dict[str, tuple[set[str], bool]] = {}
    waiting = list(units)
    while waiting:
        some = [waiting.pop() for _ in range(min(len(waiting), chance.randint(1, 3)))]
        listed = some if chance.random() < 0.7 else chance.choice([some[1:], [*some[1:], "S?"]])
        name = f"SHP-{len(carries)}"
        rows["Shipments"].append(
            f"{name} | 2024-01-05 | ORD-D | RUN-C | {len(some)} | pcs | {', '.join(listed)}"
        )
        carries[name] = {units[serial] for serial in some}, listed == some
    text = "\n\n".join("\n".join((name, headers, *rows[name])) for name, headers in SHEETS.items())
    lot = chance.choice(sorted(set(units.values())))
    found = recall(records(text), Filters(lot=(lot,)), today=TODAY)
    taken = {each.shipment_id for each in found.deliveries}
    assert taken == {name for name, (lots, sure) in carries.items() if lot in lots or not sure}
    unsure = {gap.place.key for gap in found.gaps if gap.code == "gap-serials-unsure"}
    assert unsure == {name for name, (_, sure) in carries.items() if not sure}
    (balance,) = found.balances
    assert balance.used_in_good_parts == Decimal(sum(each == lot for each in units.values()))
