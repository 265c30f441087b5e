"""Deliveries: bought when a run needs them, used oldest first, numbered in the order they arrived."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from lotbook.artefacts.demo.chance import Dice, after
from lotbook.artefacts.demo.csv_files import TextRow
from lotbook.artefacts.demo.story import BUYING, ENCLOSURE, ENCLOSURE_DAY, PINNED, Pinned


@dataclass(eq=False)
class Lot:
    """One delivery; ``left`` is what no run has taken yet."""

    material: str
    received_on: date
    quantity: Decimal
    supplier: str
    heat: str
    certificate: str
    file: str
    tag: str = ""
    left: Decimal = Decimal(0)
    lot_id: str = ""
    pieces: int = 0  # how many cuts were taken from it

    @property
    def checked_on(self) -> date:
        """The next working day after it arrived."""
        return after(self.received_on, 1)


class Stock:
    """The shelves: every lot bought so far."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self._heats: set[str] = set()
        self._papers: set[str] = set()
        self._turn: Counter[str] = Counter()
        self.lots: list[Lot] = [self._deliver(pinned) for pinned in PINNED]

    def take(self, material: str, quantity: Decimal, on: date, tag: str = "") -> list[tuple[Lot, Decimal]]:
        """Takes a quantity for a run that starts on a day, from the oldest lots first; buys what is not there.

        A ``tag`` asks for the lot the story keeps for this run; without that lot the run takes from the shelf.
        """
        wanted = [lot for lot in self.lots if lot.material == material and lot.left]
        tagged = [lot for lot in wanted if tag and lot.tag == tag]
        usable = tagged or [lot for lot in wanted if _free(lot, on) and after(lot.received_on, 4) <= on]
        usable.sort(key=lambda lot: lot.received_on)
        missing = quantity - sum(lot.left for lot in usable)
        while missing > 0:
            bought = self._buy(material, after(on, -self._dice.between(5, 8)))
            usable.append(bought)
            missing -= bought.left
        taken: list[tuple[Lot, Decimal]] = []
        for lot in usable:
            share = min(lot.left, quantity)
            if share:
                lot.left -= share
                quantity -= share
                taken.append((lot, share))
        return taken

    def _buy(self, material: str, on: date) -> Lot:
        lot = self._deliver(Pinned(material, on, BUYING[material].quantity))
        self.lots.append(lot)
        return lot

    def _deliver(self, pinned: Pinned) -> Lot:
        buying = BUYING[pinned.material]
        turn = self._turn[pinned.material]
        self._turn[pinned.material] += 1
        certificate = pinned.certificate or self._number(
            buying.certificates, pinned.received_on, self._papers
        )
        quantity = Decimal(pinned.quantity)
        return Lot(
            pinned.material,
            pinned.received_on,
            quantity,
            pinned.supplier or buying.suppliers[turn % len(buying.suppliers)],
            pinned.heat or self._number(buying.heats, pinned.received_on, self._heats),
            certificate,
            pinned.file or f"certificates/{certificate}.pdf",
            pinned.tag,
            quantity,
        )

    def _number(self, pattern: str, on: date, used: set[str]) -> str:
        """A number after a pattern that nobody had before."""
        while True:
            shape = pattern.replace("{yy}", f"{on:%y}").replace("{mm}", f"{on:%m}")
            text = "".join(str(self._dice.between(1, 9)) if c == "#" else c for c in shape)
            if text not in used:
                used.add(text)
                return text

    def number(self, materials: Mapping[str, TextRow]) -> None:
        """Gives each lot its ID: counted for each material and month in the order of arrival."""
        self.lots.sort(key=lambda lot: (lot.received_on, list(materials).index(lot.material)))
        counters: Counter[str] = Counter()
        for lot in self.lots:
            shape = materials[lot.material].get("lot_id_format", "{material}-{mm}{yy}-{seq:03}")
            month = f"{lot.received_on:%m%y}"
            counters[lot.material + month] += 1
            lot.lot_id = shape.format(
                material=lot.material,
                mm=month[:2],
                yy=month[2:],
                seq=counters[lot.material + month],
            )


def _free(lot: Lot, on: date) -> bool:
    """Whether any run may take from a lot: what the enclosures left over is nothing special any more."""
    return not lot.tag or (lot.tag == ENCLOSURE and on > ENCLOSURE_DAY)


def receiving_rows(stock: Stock, materials: Mapping[str, TextRow]) -> list[TextRow]:
    """The Receiving register: every lot checked, the metals also reviewed against their limits, all released."""
    return [_received(lot, materials[lot.material], 100 + n) for n, lot in enumerate(stock.lots, 1)]


def _received(lot: Lot, material: TextRow, order: int) -> TextRow:
    buying = BUYING[lot.material]
    metal = material["certificate_needed"] == "3.1"
    row = {
        "lot_id": lot.lot_id,
        "received_on": lot.received_on.isoformat(),
        "supplier": lot.supplier,
        "purchase_order": f"HP-{lot.received_on:%y}-{order}",
        "material": lot.material,
        "heat_on_certificate": lot.heat,
        "heat_on_material": lot.heat,
        "quantity": str(lot.quantity),
        "unit": material["unit"],
        "certificate_type": material["certificate_needed"],
        "certificate_number": lot.certificate,
        "certificate_file": lot.file,
        "mill": buying.mill,
        "country_of_melt": buying.melted_in if metal else "",
        "location": buying.rack,
    }
    return row | _checked(lot, material, metal=metal)


def _checked(lot: Lot, material: TextRow, *, metal: bool) -> dict[str, str]:
    day = lot.checked_on.isoformat()
    row = {"received_by": "Tom Becker", "checked_by": "Aisha Khan", "checked_on": day, "status": "Released"}
    if metal:
        row |= {"reviewed_by": "Maria Lindqvist", "reviewed_on": day}
    if material.get("shelf_life_days"):
        last = lot.received_on + timedelta(days=int(material["shelf_life_days"]))
        row |= {"expires_on": last.isoformat()}
    return row
