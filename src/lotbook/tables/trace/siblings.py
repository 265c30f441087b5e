"""Siblings: other deliveries that share a heat or a supplier's certificate with what a recall starts from.

They are told, and recalled only when asked for: two suppliers may use one heat number for two metals.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from lotbook.domain.identifiers import key
from lotbook.domain.recall import Sibling
from lotbook.tables.chain import Chain
from lotbook.tables.cuts import Cut
from lotbook.tables.keycolumns import places_of
from lotbook.tables.part_rows import column
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records
from lotbook.tables.trace.affected import Affected
from lotbook.tables.trace.starts import Found

# What people write where there is no number; it makes no two deliveries siblings.
NO_NUMBER = frozenset(
    {"", "-", "--", "?", "n/a", "na", "n.a.", "none", "no", "nil", "tbd", "unknown", "k.a."}
)


class Same(NamedTuple):
    """A sibling: its row, and whether it shares a heat, a certificate number, or both."""

    lot: Receipt
    by_heat: bool
    by_certificate: bool


def siblings(records: Records, links: Chain, found: Found) -> list[Same]:
    """Other deliveries with a heat of the lots and cuts the recall starts from, or on a certificate of these lots.

    A lot with two heats on its papers leads to the other one's deliveries, too.
    """
    keys, lots = links.keys, records.receiving
    own = places_of(keys.column(lots, "lot_id"), found.nodes)
    marked = [keys.column(lots, field) for field in ("heat_on_certificate", "heat_on_material")]
    papers = keys.column(lots, "certificate_number")
    heats = {*_heats_of_pieces(records, links, found), *_at(marked, own)} - NO_NUMBER
    with_heat: set[int] = set()
    new = heats
    while new:
        places = {place for column in marked for place in places_of(column, new)}
        with_heat |= places
        new = _at(marked, places) - heats - NO_NUMBER
        heats |= new
    with_paper = places_of(papers, _at([papers], own) - NO_NUMBER)
    rows = column(lots, "row")
    by_heat, by_paper = {rows[place] for place in with_heat}, {rows[place] for place in with_paper}
    others = records.whole_rows(Receipt, by_heat | by_paper)
    return [
        Same(lot, lot.row in by_heat, lot.row in by_paper)
        for lot in others
        if key(lot.lot_id or "") not in found.nodes
    ]


def _at(columns: Iterable[Sequence[str]], places: Collection[int]) -> set[str]:
    return {column[place] for column in columns for place in places}


def _heats_of_pieces(records: Records, links: Chain, found: Found) -> frozenset[str]:
    """The heats marked on the pieces a recall starts from."""
    numbers = column(records.cuts, "row")
    pieces = places_of(links.keys.column(records.cuts, "new_lot_id"), found.nodes)
    rows = [numbers[place] for place in pieces]
    return frozenset(links.keys[cut.heat_marked] for cut in records.whole_rows(Cut, rows))


def told_siblings(others: Iterable[Same], reached: Affected) -> tuple[Sibling, ...]:
    """Siblings as the answer tells them, by Lot ID."""
    suppliers = {key(lot.supplier or "") for same in reached.lots.values() for lot in same}
    found = (_told(same, same_supplier=key(same.lot.supplier or "") in suppliers) for same in others)
    return tuple(sorted(found, key=lambda each: (key(each.lot_id), str(each[:-1]))))


def _told(same: Same, *, same_supplier: bool) -> Sibling:
    lot = same.lot
    shared = [word for word, is_so in (("heat", same.by_heat), ("certificate", same.by_certificate)) if is_so]
    return Sibling(
        lot_id=lot.lot_id or f"row {lot.row}",
        shares=" and ".join(shared),
        heat=lot.heat_on_certificate or lot.heat_on_material or "",
        certificate_number=lot.certificate_number,
        supplier=lot.supplier,
        same_supplier=same_supplier,
        material=lot.material,
        received_on=lot.received_on,
        quantity=lot.quantity,
        unit=lot.unit,
        status=lot.status,
        row=lot.row,
    )
