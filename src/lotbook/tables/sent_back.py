"""Goods that a customer sent back: a shipment below zero of the same order and run, and what is out in spite of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from lotbook.domain.identifiers import key
from lotbook.tables.shipments import Shipment


def is_return(shipment: Shipment) -> bool:
    """Whether a row of Shipments tells of goods that came back."""
    return shipment.quantity is not None and shipment.quantity < 0


def most_out(
    shipments: Iterable[Shipment], lost: Callable[[date], Decimal] | None = None
) -> tuple[Decimal, Decimal]:
    """The most that was out at one time, and how much of the run was lost by then.

    A return makes room only after the day it came, and only for what had left before it for the same order and of the
    same run; so no row can hide what another one ships. A shipment without a day counts as the last, a return without one
    not at all.

    Args:
        shipments: the rows of one run or of one order, in any sequence.
        lost: how much was scrapped up to a day; with it the most of both together is looked for.
    """
    out: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    most = (Decimal(0), Decimal(0))
    rows = [row for row in shipments if row.quantity is not None]
    for row in sorted(rows, key=lambda row: (row.shipped_on or date.max, row.quantity or Decimal(0))):
        whose = key(row.order_id or ""), key(row.run_id or "")
        quantity = row.quantity or Decimal(0)
        if quantity < 0:
            out[whose] = max(out[whose] + quantity, Decimal(0)) if row.shipped_on else out[whose]
            continue
        out[whose] += quantity
        state = sum(out.values(), Decimal(0)), lost(row.shipped_on or date.max) if lost else Decimal(0)
        most = max(most, state, key=sum)
    return most


def is_back_between(one: Shipment, other: Shipment, returns: Iterable[Shipment]) -> bool:
    """Whether one of these returns came between two shipments: after the first of them left, and before the second did.

    Args:
        one: a shipment of the piece.
        other: another shipment of the same piece, before or after.
        returns: the rows below zero that name the piece.
    """
    if one.shipped_on is None or other.shipped_on is None:
        return False
    first, last = sorted((one.shipped_on, other.shipped_on))
    home = one if one.shipped_on == first else other
    whose = key(home.order_id or ""), key(home.run_id or "")
    return any(
        row.shipped_on is not None
        and first < row.shipped_on <= last
        and (key(row.order_id or ""), key(row.run_id or "")) == whose
        for row in returns
    )
