"""What the balance of a lot is made from: portions that left it, what runs made of them, and what went into no run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Amount(NamedTuple):
    """A quantity with its unit; an unknown quantity is None."""

    quantity: Decimal | None
    unit: str | None


class Flow(NamedTuple):
    """A portion that left ``source``; ``target`` is a piece, a run, or empty when nobody wrote where it went."""

    source: str
    target: str
    amount: Amount


class RunState(StrEnum):
    """What became of material that went into a run."""

    FINISHED = "finished"
    IN_PROCESS = "in process"
    CANCELLED = "cancelled"


class Made(NamedTuple):
    """What a run made of its material: pieces made and scrapped; unknown quantities are None."""

    state: RunState
    made: Decimal | None
    scrapped: Decimal | None
    unit: str | None


class Received(NamedTuple):
    """One lot as it was delivered.

    Attributes:
        gone_back: the lot was rejected or returned, so what is left of it is on its way back, not on hand.
    """

    lot: str
    amount: Amount
    gone_back: bool = False


class Fate(StrEnum):
    """What became of material that left a lot or piece and went into no run; the part of the balance it counts for."""

    SOLD = "used_in_good_parts"
    SCRAPPED = "scrapped"
    RETURNED = "returned"


class Gone(NamedTuple):
    """A portion of a lot or piece that went into no run: scrapped, sent back, or sold as it was."""

    fate: Fate
    amount: Amount


class Books(NamedTuple):
    """Everything the balances of some lots are made from.

    Attributes:
        flows: identifier -> every portion that left it, those that carry nothing on included.
        inflows: piece -> every portion that went into it, also from lots that are not looked at (blends).
        runs: run -> what it made; a target that is neither here nor in ``inflows`` is unknown.
        gone: lot or piece -> every portion of it that went into no run.
    """

    flows: Mapping[str, Sequence[Flow]]
    inflows: Mapping[str, Sequence[Flow]]
    runs: Mapping[str, Made]
    gone: Mapping[str, Sequence[Gone]] = MappingProxyType({})
