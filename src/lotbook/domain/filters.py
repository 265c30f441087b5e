"""What a recall is asked: its filters, how much each of them found, and where the recall starts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

Texts = tuple[str, ...]


class Filters(NamedTuple):
    """What a recall starts from. Several values of one filter widen it, several filters of one thing narrow it.

    The first eight describe lots, the next nine describe runs. All lot filters together choose lots (and cuts, by lot
    or heat); all run filters together choose runs; the recall starts from both choices at once. The days narrow
    whatever else was chosen: lots by the day received, runs by the days worked on; alone they choose both.
    """

    lot: Texts = ()
    heat: Texts = ()
    supplier: Texts = ()
    supplier_lot: Texts = ()
    material: Texts = ()
    certificate: Texts = ()
    purchase_order: Texts = ()
    run: Texts = ()
    work_order: Texts = ()
    machine: Texts = ()
    operator: Texts = ()
    gauge: Texts = ()
    process_supplier: Texts = ()
    part: Texts = ()
    revision: Texts = ()
    serial: Texts = ()
    from_day: date | None = None
    to_day: date | None = None
    siblings: bool = False

    @property
    def named(self) -> Mapping[str, Texts]:
        """The filters that were given values, by name, in the order above."""
        return {name: value for name, value in self._asdict().items() if isinstance(value, tuple) and value}

    @property
    def by_name(self) -> bool:
        """Whether all that was asked for was named by its own identifier, not by what its row says of it."""
        return bool(self.named) and self.named.keys() <= {"lot", "run", "serial"}

    @property
    def has_days(self) -> bool:
        """Whether a first or a last day was given."""
        return bool(self.from_day or self.to_day)

    def is_within(self, day: date | None) -> bool:
        """Whether a day lies in the range given; an unknown day might, so it does."""
        if day is None:
            return True
        return (self.from_day or day) <= day <= (self.to_day or day)


class Match(NamedTuple):
    """How many rows one filter found: its name, the values asked for, the lots, cuts and runs they name."""

    filter: str
    values: Texts
    matches: int


class Start(NamedTuple):
    """One identifier the recall starts from: a lot, a cut, a run, or one that is only known from elsewhere."""

    id: str
    what: str
