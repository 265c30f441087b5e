"""What a run can draw from: a lot, a cut piece or a sub-assembly run, each traced back to its deliveries once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from lotbook.checks.registers import Registers
from lotbook.tables.cuts import Cut
from lotbook.tables.manufacture import Run
from lotbook.tables.materials import Material
from lotbook.tables.materials_used import Use
from lotbook.tables.receiving import Receipt


class Stock(NamedTuple):
    """One thing that was used, with what it is and where it came from.

    Attributes:
        lots: the deliveries it comes from, through any number of cuts; empty for a run.
        cuts: the cut rows that made it; several for a blend, empty for a lot or a run.
        run: the run that made it, when it is a sub-assembly.
        uses: the rows of Materials used that drew from it.
    """

    name: str
    lots: tuple[Receipt, ...]
    cuts: tuple[Cut, ...]
    run: Run | None
    uses: tuple[Use, ...]


def drawn_from(shop: Registers, origins: Mapping[str, tuple[Receipt, ...]]) -> tuple[Stock, ...]:
    """Everything that Materials used draws from and that stands in the workbook, each once."""
    found: list[Stock] = []
    for name, uses in shop.uses_of.items():
        if name in shop.lots:
            lot = shop.lots[name]
            found.append(Stock(lot.lot_id or "", (lot,), (), None, tuple(uses)))
        elif name in shop.pieces:
            cuts = tuple(shop.pieces[name])
            found.append(Stock(cuts[0].new_lot_id or "", origins[name], cuts, None, tuple(uses)))
        elif name in shop.runs:
            run = shop.runs[name]
            found.append(Stock(run.run_id or "", (), (), run, tuple(uses)))
    return tuple(found)


def deliveries(shop: Registers) -> Mapping[str, tuple[Receipt, ...]]:
    """Cut piece -> the deliveries it comes from; found from each delivery downwards, so cycles end."""
    keys, cuts_from = shop.keys, shop.cuts_from
    found: dict[str, list[Receipt]] = {piece: [] for piece in shop.pieces}
    for name in shop.lots.keys() & cuts_from.keys():
        seen, waiting = {name}, [name]
        while waiting:
            for cut in cuts_from.get(waiting.pop(), ()):
                piece = keys[cut.new_lot_id]
                if piece and piece not in seen and piece not in shop.lots:
                    seen.add(piece)
                    waiting.append(piece)
                    found[piece].append(shop.lots[name])
    return {piece: tuple(sorted(lots, key=attrgetter("row"))) for piece, lots in found.items()}


def materials_of(shop: Registers, lots: tuple[Receipt, ...]) -> list[Material]:
    """The materials of some deliveries, each once."""
    found = {lot.material: shop.material_of(lot) for lot in lots}
    return [material for material in found.values() if material is not None]


def last_day(shop: Registers, lot: Receipt) -> date | None:
    """The last day a delivery may be used: its own expiry, else the shelf life of its material."""
    if lot.expires_on or lot.received_on is None:
        return lot.expires_on
    material = shop.material_of(lot)
    if material is None or material.shelf_life_days is None:
        return None
    days = min(int(material.shelf_life_days), 36500)  # a century is as good as for ever
    return date.fromordinal(lot.received_on.toordinal() + days)
