"""The mass balance of a lot: received = used in good parts + scrapped + returned + on hand + unexplained.

Every part is told in the lot's own unit. The walk follows the lot's material through cuts, blends, runs and
sub-assemblies, each portion as the exact share it is; nothing is rounded before the end, so the parts always add up.
What the books cannot account for is unexplained, never quietly good. More accounted for than received is an error:
some row claims material that was never there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from lotbook.domain.books import Amount, Books, Fate, Flow, Gone, Received, RunState
from lotbook.domain.units import converted

_ZERO = Fraction(0)
_PLACES = 6  # digits after the point that an answer keeps
_PARTS = ("used_in_good_parts", "scrapped", "returned", "on_hand")


_WORDS = {Fate.SOLD: "sold as it was", Fate.SCRAPPED: "scrapped", Fate.RETURNED: "sent back"}


class Balance(NamedTuple):
    """Where one lot went, in the lot's unit; everything is None when the delivered quantity is unknown.

    Attributes:
        used_in_good_parts: in good pieces, in stock or shipped, in runs not finished yet, and sold as it was.
        in_process: the part of ``used_in_good_parts`` that is in runs not finished yet.
        scrapped: in scrapped pieces, by each run's scrapped share of the pieces made; and scrapped before any run.
        returned: sent back, and what is left of a rejected or returned lot.
        on_hand: left of the lot and of every piece cut from it, by the books; None where what is left of the lot itself
            cannot be told, and then none of it is counted.
        unexplained: received less all of these; below zero when more is accounted for than came.
        doubts: why parts are uncertain, in words; empty when every row could be counted.
    """

    lot: str
    unit: str | None
    received: Decimal | None
    used_in_good_parts: Decimal | None = None
    in_process: Decimal | None = None
    scrapped: Decimal | None = None
    returned: Decimal | None = None
    on_hand: Decimal | None = None
    unexplained: Decimal | None = None
    doubts: tuple[str, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether more is accounted for than was received, which is an error in the rows."""
        return self.unexplained is not None and self.unexplained < 0

    def percent(self, part: Decimal | None) -> Decimal | None:
        """A part as a percentage of what was received, to one decimal; None when that cannot be told."""
        if part is None or not self.received:
            return None
        return (part / self.received * 100).quantize(Decimal("0.1"))


def left(whole: Amount, taken_away: Iterable[Flow | Gone]) -> Decimal | None:
    """What is left of a lot or piece by the books: its quantity less everything used, cut and gone, in its own unit.

    May be below zero, when more was taken than there was. None when a quantity is missing or a unit does not convert.
    """
    rest = whole.quantity
    for each in taken_away:
        taken = _in(each.amount, whole.unit)
        if rest is None or taken is None:
            return None
        rest -= taken
    return rest


def size_of(inflows: Sequence[Flow]) -> Amount:
    """How much a piece is: everything that went into it, in one of the units it was written in."""
    unit = min((flow.amount.unit or "" for flow in inflows), default="") or None
    total = Decimal(0)
    for flow in inflows:
        portion = _in(flow.amount, unit)
        if portion is None:
            return Amount(None, unit)
        total += portion
    return Amount(total, unit)


def balance(received: Received, books: Books, name: Callable[[str], str] = str) -> Balance:
    """The balance of one lot; the answer does not depend on the order of rows.

    Args:
        received: the lot.
        books: what became of it.
        name: how people write an identifier, for the doubts.
    """
    amount = received.amount
    if amount.quantity is None or amount.quantity <= 0:
        doubt = "the delivered quantity is missing"
        return Balance(received.lot, amount.unit, amount.quantity, doubts=(doubt,))
    tally = _Tally(received, books, name)
    for node in _in_order(received.lot, books.flows, tally.say_circle):
        tally.settle(node)
    counted = [part for part in _PARTS if part not in tally.unknown]
    exact = Fraction(amount.quantity) - sum(tally.parts[part] for part in counted)
    parts = {part: _rounded(value) for part, value in tally.parts.items()}
    unexplained = _rounded(exact)
    largest = max(counted, key=lambda part: parts[part])
    parts[largest] += (
        amount.quantity - unexplained - sum(parts[part] for part in counted)
    )  # what rounding lost
    told = {part: None if part in tally.unknown else value for part, value in parts.items()}
    doubts = tuple(sorted(set(tally.doubts)))
    return Balance(received.lot, amount.unit, amount.quantity, unexplained=unexplained, doubts=doubts, **told)


class _Tally:
    """The lot's material on its way: how much of it each node holds, and what has come to rest where."""

    def __init__(self, received: Received, books: Books, name: Callable[[str], str]) -> None:
        self.received = received
        self.books = books
        self.name = name
        self.unknown: set[str] = set()
        self.held: dict[str, Fraction] = {received.lot: Fraction(received.amount.quantity or 0)}
        self.parts = dict.fromkeys((*_PARTS, "in_process"), _ZERO)
        self.doubts: list[str] = []

    def settle(self, node: str) -> None:
        """Passes on what a node holds, and counts what stays with it."""
        held = self.held.get(node, _ZERO)
        if node == self.received.lot:
            self._settle_lot(held)
        elif node in self.books.runs:
            self._settle_run(node, held)
        elif node in self.books.inflows:
            self._rest(self._handed_out(node, held, size_of(self.books.inflows[node])) or _ZERO)
        else:
            self.doubts.append(f"{self.name(node) or 'a row without target'}: not in the workbook")

    def _settle_lot(self, held: Fraction) -> None:
        rest = self._handed_out(self.received.lot, held, self.received.amount)
        part = "returned" if self.received.gone_back else "on_hand"
        if rest is None:
            self.unknown.add(part)
        else:
            self._rest(rest, part)

    def say_circle(self, nodes: Iterable[str]) -> None:
        """Doubts what was made from each other."""
        self.doubts.append(f"{', '.join(map(self.name, nodes))}: made from each other in a circle")

    def _handed_out(self, node: str, held: Fraction, whole: Amount) -> Fraction | None:
        """Passes on what a lot or piece gave away, counts what went into no run; returns what is left, if it can be told."""
        rest, measured = self._passed_on(node, held, whole)
        for gone in self.books.gone.get(node, ()):
            portion = _in(gone.amount, whole.unit)
            if portion is None or not whole.quantity:
                measured = False
                self.doubts.append(
                    f"{self.name(node)}: how much of it was {_WORDS[gone.fate]} cannot be told"
                )
                continue
            share = held * Fraction(portion) / Fraction(whole.quantity)
            self.parts[gone.fate] += share
            rest -= share
        return rest if measured else None

    def _rest(self, rest: Fraction, part: str = "on_hand") -> None:
        self.parts[part] += max(rest, _ZERO)  # below zero more was taken than there was: the sum shows it

    def _settle_run(self, node: str, held: Fraction) -> None:
        run = self.books.runs[node]
        if run.state is RunState.CANCELLED:
            self.doubts.append(f"{self.name(node)}: cancelled, so nobody wrote what became of its material")
            return
        if not run.made:
            if run.state is RunState.IN_PROCESS:
                self._good(held, in_process=True)
            else:
                self.doubts.append(f"{self.name(node)}: the quantity made is missing")
            return
        scrapped = min(max(run.scrapped or Decimal(0), Decimal(0)), run.made)
        wasted = held * Fraction(scrapped) / Fraction(run.made)
        self.parts["scrapped"] += wasted
        good = Amount(run.made - scrapped, run.unit)
        rest, _ = self._passed_on(node, held - wasted, good)
        self._good(max(rest, _ZERO), in_process=run.state is RunState.IN_PROCESS)

    def _good(self, amount: Fraction, *, in_process: bool) -> None:
        self.parts["used_in_good_parts"] += amount
        if in_process:
            self.parts["in_process"] += amount

    def _passed_on(self, node: str, held: Fraction, whole: Amount) -> tuple[Fraction, bool]:
        """Hands each portion to its target; returns what stays, and whether every portion could be measured."""
        measured = True
        rest = held
        for flow in self.books.flows.get(node, ()):
            portion = _in(flow.amount, whole.unit)
            if portion is None or not whole.quantity:
                measured = False
                self.doubts.append(self._why(flow, whole))
                continue
            share = held * Fraction(portion) / Fraction(whole.quantity)
            self.held[flow.target] = self.held.get(flow.target, _ZERO) + share
            rest -= share
        return rest, measured

    def _why(self, flow: Flow, whole: Amount) -> str:
        source = self.name(flow.source)
        way = f"{source} to {self.name(flow.target) or 'nowhere'}"
        if flow.amount.quantity is None:
            return f"{way}: the quantity is missing"
        if not whole.quantity:
            return f"{way}: how much {source} was is unknown"
        return f"{way}: {flow.amount.unit or 'no unit'} cannot be told in {whole.unit or 'no unit'}"


def _in(amount: Amount, unit: str | None) -> Decimal | None:
    return None if amount.quantity is None else converted(amount.quantity, amount.unit, unit)


def _rounded(value: Fraction) -> Decimal:
    return Decimal(round(value * 10**_PLACES)).scaleb(-_PLACES).normalize() + Decimal(0)


def _in_order(
    lot: str, flows: Mapping[str, Sequence[Flow]], say_circle: Callable[[Sequence[str]], None]
) -> list[str]:
    """The lot and everything made from it, each after all it was made from; nodes on cycles are left out."""
    waiting: dict[str, int] = {lot: 0}
    stack = [lot]
    while stack:
        for flow in flows.get(stack.pop(), ()):
            if flow.target not in waiting:
                waiting[flow.target] = 0
                stack.append(flow.target)
            waiting[flow.target] += 1
    ready = [node for node, count in waiting.items() if not count]
    ordered: list[str] = []
    while ready:
        node = ready.pop()
        ordered.append(node)
        for flow in flows.get(node, ()):
            waiting[flow.target] -= 1
            if not waiting[flow.target]:
                ready.append(flow.target)
    stuck = sorted(set(waiting) - set(ordered))
    if stuck:
        say_circle(stuck)
    return ordered
