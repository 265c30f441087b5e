"""What `ready` and `issue` share: the order, its shipments, and the case that the gate judges."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from lotbook.checks.all import run as run_checks
from lotbook.commands.certificates.answers import answers
from lotbook.commands.issuing.released_by_hand import released_by_hand
from lotbook.commands.issuing.unregistered import lost, with_advice
from lotbook.documents.certificate.file import CertificateText, read
from lotbook.documents.frozen.facts import Frozen, certificates_of, find_order, freeze, shipments_of
from lotbook.documents.gate.case import Case
from lotbook.domain.findings import Finding
from lotbook.domain.identifiers import key, lookalike_key, same
from lotbook.errors import NotFoundError
from lotbook.hosts.entries import Entry
from lotbook.hosts.journal import Journal
from lotbook.tables.certificates import Certificate
from lotbook.tables.orders import Order
from lotbook.tables.records import Records
from lotbook.tables.shipments import Shipment
from lotbook.tables.trace.near import near as likely


def the_order(records: Records, order_id: str) -> Order:
    """The order line of this ID.

    Raises:
        NotFoundError: there is none; near matches are named.
    """
    found = find_order(records, order_id)
    if found is None:
        raise NotFoundError(
            f"There is no order {order_id}.",
            next_step=near(order_id, (order.order_id for order in records.orders)),
        )
    return found


def near(
    wanted: str,
    names: Iterable[str | None],
    *,
    otherwise: str = "Check the spelling, or look with `lotbook find`.",
) -> str:
    """A question after the names most likely meant; ``otherwise`` where none comes near."""
    close = likely(wanted, filter(None, names))[:3]
    return f"Did you mean {' or '.join(close)}?" if close else otherwise


def the_shipments(records: Records, order: Order, named: Sequence[str]) -> tuple[Shipment, ...]:
    """The shipments to certify: those named, else those of the order without a certificate, else all of it.

    A shipment below zero is goods that came back; it is certified only where somebody names it, and the gate stops it.

    Raises:
        NotFoundError: a named shipment is not one of this order.
    """
    every = shipments_of(records, order)
    for name in named:
        if not any(same(shipment.shipment_id, name) for shipment in every):
            raise NotFoundError(
                f"Order {order.order_id} has no shipment {name}.",
                next_step=near(name, (shipment.shipment_id for shipment in every)),
            )
    if named:
        wanted = {key(name) for name in named}
        return tuple(shipment for shipment in every if key(shipment.shipment_id or "") in wanted)
    sent = tuple(shipment for shipment in every if not came_back(shipment))
    free = (s for s in sent if not certificates_of(records.certificates, s.shipment_id))
    return tuple(free) or sent


def came_back(shipment: Shipment) -> bool:
    """Whether a row of Shipments tells of goods that the customer sent back."""
    return shipment.quantity is not None and shipment.quantity < 0


def in_force(records: Records, shipments: Sequence[Shipment]) -> tuple[str, ...]:
    """The certificates that hold these shipments, such as ``COC-0001 A``; none unless each shipment has one."""
    held = [certificates_of(records.certificates, shipment.shipment_id) for shipment in shipments]
    if not all(held):
        return ()
    return tuple(dict.fromkeys(f"{row.certificate_id} {row.revision}" for rows in held for row in rows))


def strays(records: Records, order: Order) -> tuple[Shipment, ...]:
    """Shipments of an order that the sheet Orders does not know, whose ID looks like this order's."""
    known = {key(each.order_id): each.order_id for each in records.orders if each.order_id}
    return tuple(
        shipment
        for shipment in records.shipments
        if shipment.order_id and key(shipment.order_id) not in known
        if _meant(shipment.order_id, order.order_id or "", known.values())
    )


def _meant(typed: str, wanted: str, known: Iterable[str]) -> bool:
    """Whether one ID may be meant by what was typed: only its zeros differ, or no other ID is nearer."""
    by_look = {_look(name): name for name in known}
    look = _look(typed)
    near_ones = [look] if look in by_look else difflib.get_close_matches(look, by_look, n=3, cutoff=0.8)
    return any(same(by_look[each], wanted) for each in near_ones)


def _look(name: str) -> str:
    """How an ID looks, whatever the zeros before its numbers."""
    return re.sub(r"\d+", lambda digits: digits.group().lstrip("0") or "0", lookalike_key(name))


def reader(folder: Path) -> Callable[[str], CertificateText]:
    """Reads each certificate file once, by what the workbook's cell says."""

    @cache
    def read_once(cell: str) -> CertificateText:
        return read(resolved(folder, cell))

    return read_once


def resolved(folder: Path, cell: str) -> Path:
    """The file that a cell names, relative to the workbook's folder; both kinds of slash are understood."""
    return folder / cell.strip().replace("\\", "/")


class Once(NamedTuple):
    """What is worked out once for several certificates of one workbook.

    Attributes:
        found: what checking the workbook found.
        read: reads each certificate file once.
        released: comparison key of a lot -> SHA-256 of the certificate file that it was released by.
        lost: comparison key of a shipment -> the valid certificate of it that the register lost.
    """

    found: Sequence[Finding]
    read: Callable[[str], CertificateText]
    released: Mapping[str, str] = MappingProxyType({})
    lost: Mapping[str, str] = MappingProxyType({})


def once(records: Records, folder: Path, today: date) -> Once:
    """Checks the whole workbook and prepares to read each certificate file once."""
    found, read = run_checks(records, today=today), reader(folder)
    journal = getattr(records.source, "journal", None)
    if not isinstance(journal, Journal) or not journal.path.exists():
        return Once(tuple(with_advice(folder, records, found, ())), read)
    entries = journal.entries()
    gone = lost(entries, records)
    by_shipment = {
        key(shipment): each.name for each in gone if each.status == "Issued" for shipment in each.shipments
    }
    found = [*with_advice(folder, records, found, gone), *released_by_hand(entries, records)]
    return Once(found, read, _released(entries), by_shipment)


def _released(entries: Sequence[Entry]) -> dict[str, str]:
    """What the journal knows of the files that lots were released by."""
    found: dict[str, str] = {}
    undone = {entry.details.get("undoes") for entry in entries if entry.state.stands}
    for entry in entries:
        told = entry.details.get("certificates")
        if entry.command == "certs" and entry.details.get("released") and _stands(entry, undone):
            for each in told if isinstance(told, list) else ():
                found[key(str(each["lot"]))] = str(each["sha256"])
    return found


def _stands(entry: Entry, undone: Collection[object]) -> bool:
    return entry.state.stands and entry.number not in undone


def case_of(
    records: Records,
    folder: Path,
    order: Order,
    shipments: Sequence[Shipment],
    *,
    today: date,
    signer: str = "",
    supersedes: Certificate | None = None,
    enclosed: Iterable[str] = (),
    planned: bool = False,
    shared: Once | None = None,
) -> Case:
    """One certificate with everything the gate asks for.

    Args:
        records: the workbook.
        folder: the workbook's folder.
        order: the order line.
        shipments: what goes on the certificate.
        today: the day of issue.
        signer: who signs; empty for the default signer of Settings.
        supersedes: the register's row that is replaced.
        enclosed: documents added by hand.
        planned: nothing was shipped yet.
        shared: what was worked out once, where several certificates are looked at.
    """
    shared = shared or once(records, folder, today)
    name = signer.strip() or records.setting("Default signer").strip()
    frozen = freeze(records, order, shipments, signer=name)
    return Case(
        frozen=frozen,
        today=today,
        signer_name=name,
        signer=next((person for person in records.people if same(person.name, name)), None),
        read=shared.read,
        answers=answers(records, frozen, today, folder),
        known=tuple(f for f in shared.found if (f.place.sheet, f.place.row) in frozen.around.rows),
        supersedes=supersedes,
        enclosed=tuple(enclosed),
        planned=planned,
        templates=own_templates(frozen, folder),
        released=shared.released,
        lost=shared.lost,
    )


def own_templates(frozen: Frozen, folder: Path) -> Path | None:
    """The shop's own templates folder, as Settings names it; None for the templates that come with Lotbook."""
    own = frozen.settings["Templates folder"].strip()
    return resolved(folder, own) if own else None
