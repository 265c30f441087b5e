"""Runs: the contracts of companies and the round of the shop window, each taking from the shelves what its BOM says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from lotbook.artefacts.demo.chance import Dice, after, working_day
from lotbook.artefacts.demo.csv_files import TextRow
from lotbook.artefacts.demo.stock import Lot, Stock
from lotbook.artefacts.demo.story import (
    CANCELLED_RUN,
    CONTRACTS,
    ENCLOSURE_DAY,
    ENCLOSURE_RUN,
    FIRST_DAY,
    LAST_RUN,
    LAST_RUN_DAY,
    MAKING,
    PIECE_MM,
    PINNED_RUNS,
    ROUND,
    RUNNING_DAY,
    RUNNING_RUN,
    Contract,
)


@dataclass(eq=False)
class Run:
    """One run; ``free`` is how many good pieces nobody has taken yet."""

    number: int
    part: str
    revision: str
    made: int
    scrapped: int
    started_on: date
    contract: Contract | None = None
    free: int = 0
    uses: list[tuple[str, Decimal, str]] = field(default_factory=list)  # source, quantity, unit
    used_lots: list[tuple[Lot, Decimal]] = field(default_factory=list)

    @property
    def run_id(self) -> str:
        """Its number as Lotbook writes it."""
        return f"MFG-{self.number:04}"

    @property
    def finished_on(self) -> date:
        """The last day of the run."""
        return after(self.started_on, MAKING[self.part].days - 1)


def plan_runs(dice: Dice) -> list[Run]:
    """Every run with its part, its quantity and its day."""
    runs: list[Run] = []
    turn = 0
    for number in range(1, RUNNING_RUN + 1):
        contract = CONTRACTS.get(number)
        if contract:
            part, revision, made = contract.part, contract.revision, contract.made
        elif number in PINNED_RUNS:
            part, revision, made, _ = PINNED_RUNS[number]
        else:
            part, revision, made = ROUND[turn % len(ROUND)]
            turn += 1
        scrapped = contract.scrapped if contract else dice.pick((0, 0, 0, 1))
        scrapped = 0 if number == ENCLOSURE_RUN else scrapped
        free = 0 if number == RUNNING_RUN else made - scrapped
        runs.append(Run(number, part, revision, made, scrapped, _day(number), contract, free))
    return runs


def _day(number: int) -> date:
    """The shop grew: as many runs came after the enclosures as before them, in a third of the time."""
    if number == RUNNING_RUN:
        return RUNNING_DAY
    if number <= ENCLOSURE_RUN:
        start, days, steps, step = FIRST_DAY, (ENCLOSURE_DAY - FIRST_DAY).days, ENCLOSURE_RUN - 1, number - 1
    else:
        start, days = ENCLOSURE_DAY, (LAST_RUN_DAY - ENCLOSURE_DAY).days
        steps, step = LAST_RUN - ENCLOSURE_RUN, number - ENCLOSURE_RUN
    return working_day(start + timedelta(days=days * step // steps))


def feed(runs: Sequence[Run], bom: Sequence[TextRow], stock: Stock) -> None:
    """Lets each run take what it needs, sub-assemblies from earlier runs; cancelled runs take nothing."""
    for run in runs:
        if run.number == CANCELLED_RUN:
            run.free = 0
            continue
        tag = PINNED_RUNS[run.number][3] if run.number in PINNED_RUNS else ""
        for line in bom:
            if (line["part_number"], line["part_revision"]) != (run.part, run.revision):
                continue
            needed = Decimal(line["quantity"]) * run.made
            if line["component"] in MAKING:
                _take_parts(run, line, int(needed), runs)
            else:
                run.used_lots += stock.take(line["component"], needed, run.started_on, tag)


def _take_parts(run: Run, line: TextRow, needed: int, runs: Sequence[Run]) -> None:
    """The newest finished runs of the sub-assembly first, so that the story's lamp takes the story's panel."""
    for other in reversed(runs[: run.number - 1]):
        if other.part == line["component"] and other.finished_on < run.started_on and other.free and needed:
            share = min(other.free, needed)
            other.free -= share
            needed -= share
            run.uses.append((other.run_id, Decimal(share), line["unit"]))
    if needed:
        raise ValueError(f"{run.run_id} lacks {needed} of {line['component']}")


def cut(runs: Sequence[Run], materials: Mapping[str, TextRow]) -> list[TextRow]:
    """Writes what each run used; material whose mark must be transferred is cut to pieces first."""
    rows: list[TextRow] = []
    for run in runs:
        for lot, quantity in run.used_lots:
            unit = materials[lot.material]["unit"]
            if materials[lot.material]["mark_transfer_needed"] != "Yes":
                run.uses.append((lot.lot_id, quantity, unit))
                continue
            left = quantity
            while left:
                length = min(left, PIECE_MM)
                left -= length
                row = cut_row(lot, length, unit, after(run.started_on, -1), "Hard punch")
                rows.append(row | {"cut_id": f"CUT-{len(rows) + 1:04}"})
                run.uses.append((row["new_lot_id"], length, unit))
    return rows


def cut_row(lot: Lot, length: Decimal, unit: str, on: date, method: str) -> dict[str, str]:
    """One piece of a lot, its heat punched on by one person and compared by another."""
    lot.pieces += 1
    return {
        "cut_on": on.isoformat(),
        "source": lot.lot_id,
        "new_lot_id": f"{lot.lot_id}-{lot.pieces}",
        "quantity": str(length),
        "unit": unit,
        "reason": "Cut",
        "heat_marked": lot.heat,
        "mark_method": method,
        "marked_by": "Pete Novak",
        "verified_by": "Aisha Khan",
        "verified_on": on.isoformat(),
    }


def manufacture_rows(runs: Sequence[Run]) -> list[TextRow]:
    """The Manufacture register."""
    return [_manufactured(run) for run in runs]


def _manufactured(run: Run) -> TextRow:
    making = MAKING[run.part]
    row = {
        "run_id": run.run_id,
        "started_on": run.started_on.isoformat(),
        "work_order": f"WO-{run.started_on:%y}-{run.number + 400}",
        "part_number": run.part,
        "part_revision": run.revision,
        "unit": "pcs",
        "machine": making.machine,
        "operator": making.operator,
        "sop": making.sop,
    }
    if run.number == CANCELLED_RUN:
        row |= {"status": "Cancelled", "quantity_made": "0", "note": "Laser down for service; not started."}
        return row
    if run.number == RUNNING_RUN:
        return row | {"status": "In process"}
    return row | {
        "finished_on": run.finished_on.isoformat(),
        "quantity_made": str(run.made),
        "quantity_scrapped": str(run.scrapped),
        "first_article": run.contract.first_article if run.contract else "",
        "status": "Complete",
    }
