"""What an answer can be about: a lot, run, order, shipment, part or material, and the rows it starts from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from lotbook.domain.findings import Place
from lotbook.domain.identifiers import key, same
from lotbook.errors import NotFoundError
from lotbook.tables.chain import cancelled_runs
from lotbook.tables.records import Records
from lotbook.tables.shipments import Shipment
from lotbook.tables.trace.near import near

_NOT_OURS = frozenset({"Rejected", "Returned"})  # never became goods


class Subject(NamedTuple):
    """One thing asked about.

    Attributes:
        what: ``lot``, ``run``, ``order``, ``shipment``, ``part`` or ``material``.
        id: its identifier as the workbook writes it.
        starts: comparison keys of the lots, cuts and runs to walk back from.
        shipped_on: when it was last shipped, for orders and shipments.
        part_number: the part it is or was made as, if one; ``revision`` and ``description`` with it.
        category: the RoHS category of the equipment the part goes into, when known.
        order_id: the order it belongs to, for orders and shipments.
        lost: cells that should name where to walk on and are empty; with any, the answer is never a yes.
    """

    what: str
    id: str
    starts: frozenset[str]
    shipped_on: date | None = None
    part_number: str = ""
    revision: str = ""
    description: str = ""
    category: str | None = None
    order_id: str = ""
    lost: tuple[Place, ...] = ()

    @property
    def name(self) -> str:
        """What a sentence calls it: order ORD-0117."""
        return f"{self.what} {self.id}"


def find(records: Records, what: str, wanted: str) -> Subject:
    """The subject of one kind with this identifier, compared as identifiers are compared.

    Raises:
        NotFoundError: the workbook does not know it; near matches are named.
    """
    ids, make = _KINDS[what]
    known = dict.fromkeys(name for name in ids(records) if name)
    found = next((name for name in known if same(name, wanted)), None)
    if found is None:
        close = near(wanted, known)
        raise NotFoundError(
            f"There is no {what} {wanted}.",
            next_step=f"Did you mean {' or '.join(close[:3])}?" if close else "",
        )
    return make(records, found)


def order(records: Records, order_id: str, shipments: Collection[int] | None = None) -> Subject:
    """The goods shipped for an order, or those of some of its rows of Shipments; an unknown order has none."""
    row = next((row for row in records.orders if same(row.order_id, order_id)), None)
    sent = [row for row in records.shipments if same(row.order_id, order_id)]
    if shipments is not None:
        sent = [row for row in sent if row.row in shipments]
    subject = _shipped("order", order_id, sent)._replace(order_id=order_id)
    return _of_part(records, subject, row.part_number, row.part_revision) if row else subject


def _order(records: Records, name: str) -> Subject:
    return order(records, name)


def _shipment(records: Records, name: str) -> Subject:
    sent = [row for row in records.shipments if same(row.shipment_id, name)]
    found = _shipped("shipment", name, sent)
    row = next((row for row in records.orders if same(row.order_id, sent[0].order_id)), None)
    if row is None:
        return found
    return _of_part(records, found, row.part_number, row.part_revision)._replace(order_id=row.order_id or "")


def _shipped(what: str, name: str, sent: Iterable[Shipment]) -> Subject:
    sent = list(sent)
    days = [row.shipped_on for row in sent if row.shipped_on]
    lost = (Place("Shipments", row.row, row.shipment_id or "", "Run ID") for row in sent if not row.run_id)
    starts = frozenset(key(row.run_id) for row in sent if row.run_id)
    return Subject(what, name, starts, max(days, default=None), lost=tuple(lost))


def _run(records: Records, name: str) -> Subject:
    row = next(row for row in records.manufacture if same(row.run_id, name))
    subject = Subject("run", name, frozenset({key(name)}))
    return _of_part(records, subject, row.part_number, row.part_revision)


def _part(records: Records, name: str) -> Subject:
    """Every run that made the part, in whatever revision."""
    cancelled = cancelled_runs(records)
    rows = [row for row in records.manufacture if same(row.part_number, name) and row.status != "Cancelled"]
    parts = [row for row in records.parts if same(row.part_number, name)]
    last = parts[-1] if parts else None
    return Subject(
        "part",
        name,
        frozenset(key(row.run_id) for row in rows if row.run_id) - cancelled,
        part_number=name,
        description=(last and last.description) or "",
        category=_category(row.rohs_category for row in parts),
        lost=tuple(
            Place("Manufacture", row.row, "", "Run ID")
            for row in rows
            if not row.run_id and row.status != "Planned"
        ),
    )


def _lot(records: Records, name: str) -> Subject:
    del records
    return Subject("lot", name, frozenset({key(name)}))


def _material(records: Records, name: str) -> Subject:
    rows = [row for row in records.receiving if same(row.material, name) and row.status not in _NOT_OURS]
    known = next((row for row in records.materials if same(row.material, name)), None)
    return Subject(
        "material",
        name,
        frozenset(key(row.lot_id) for row in rows if row.lot_id),
        description=(known and known.description) or "",
        lost=tuple(Place("Receiving", row.row, "", "Lot ID") for row in rows if not row.lot_id),
    )


def _of_part(records: Records, subject: Subject, number: str | None, revision: str | None) -> Subject:
    part = next(
        (row for row in records.parts if same(row.part_number, number) and same(row.revision, revision)), None
    )
    return subject._replace(
        part_number=number or "",
        revision=revision or "",
        description=(part and part.description) or "",
        category=part.rohs_category if part else None,
    )


def _category(known: Iterable[str | None]) -> str | None:
    """One category for all; several tell nothing, so the earliest end of each exemption counts."""
    found = set(known)
    return found.pop() if len(found) == 1 else None


_Ids = Callable[[Records], Iterable[str | None]]
_KINDS: Mapping[str, tuple[_Ids, Callable[[Records, str], Subject]]] = MappingProxyType(
    {
        "lot": (
            lambda r: [*(row.lot_id for row in r.receiving), *(row.new_lot_id for row in r.cuts)],
            _lot,
        ),
        "run": (lambda r: [row.run_id for row in r.manufacture], _run),
        "order": (lambda r: [row.order_id for row in r.orders], _order),
        "shipment": (lambda r: [row.shipment_id for row in r.shipments], _shipment),
        "part": (
            lambda r: [
                *(row.part_number for row in r.parts),
                *(row.part_number for row in r.manufacture),
            ],
            _part,
        ),
        "material": (
            lambda r: [*(row.material for row in r.materials), *(row.material for row in r.receiving)],
            _material,
        ),
    }
)
WHATS = tuple(_KINDS)
