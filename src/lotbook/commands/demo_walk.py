"""The steps of the demo: each runs one of the other commands as if it had been typed, and says what came of it."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from lotbook.artefacts.demo.registers import certified_order
from lotbook.artefacts.demo.story import LAMP_RUN, RECALLED_LOT
from lotbook.commands import VERBS
from lotbook.commands.shell import progress
from lotbook.commands.shell.command import Command
from lotbook.commands.shell.workbook import open_workbook
from lotbook.shipped import shipped
from lotbook.tables.records import Records

WORKBOOK = "demo.xlsx"
_WHO = "Maria Lindqvist"


class Step(NamedTuple):
    """One step of the walk: what was done, how long it took, what came of it."""

    name: str
    seconds: float
    result: str


class Walk:
    """The walk through the demo: the folder it works in and the steps taken so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workbook = folder / WORKBOOK
        self.demo = shipped("workbook", "demo")
        self.order = certified_order(self.demo)
        self.answers: dict[str, Mapping[str, object]] = {}
        self.steps: list[Step] = []
        self._started = perf_counter()

    @property
    def seconds(self) -> float:
        """How long it took so far."""
        return perf_counter() - self._started

    def take(self, name: str, action: Callable[[Walk], str]) -> None:
        """Takes one step and says so while it is taken."""
        progress.step(f"[{len(self.steps) + 1}/{len(STEPS)}] {name} ... ", ends=False)
        started = perf_counter()
        try:
            result = action(self)
        except BaseException:
            progress.step("")
            raise
        self.steps.append(Step(name, round(perf_counter() - started, 2), result))
        progress.step(f"{self.steps[-1].seconds:.1f} s")

    def ask(self, verb: str, *arguments: str) -> Mapping[str, object]:
        """Runs one of the other commands as if it had been typed, and keeps its JSON answer."""
        known = import_module(f"lotbook.commands.{VERBS[verb]}").COMMAND
        assert isinstance(known, Command)
        parser = ArgumentParser(prog=f"lotbook {verb}")
        known.add_arguments(parser)
        options = parser.parse_args(arguments)
        vars(options).update(json=True, dry_run=False, who=_WHO, cloud_ok=True)
        self.answers[verb] = known.run(options).json
        return self.answers[verb]


def _build(walk: Walk) -> str:
    from lotbook.artefacts.demo import csv_files
    from lotbook.artefacts.workbook import build_workbook

    rows = csv_files.read(walk.demo)
    build_workbook(walk.workbook, profile="shop", rows=rows)
    return f"{sum(map(len, rows.values())):,} rows, {len(rows['Customers'])} customers."


def _draw(walk: Walk) -> str:
    from lotbook.artefacts.demo.certificates import make_certificates

    return f"{len(make_certificates(walk.demo, walk.folder))} files."


def _assign(walk: Walk) -> str:
    given = dicts(walk.ask("assign", str(walk.workbook))["assigned"])
    plywood = next(row for row in given if str(row["identifier"]).startswith("PLY"))
    return f"{len(given)} IDs; the first plywood of May 2024 is {plywood['identifier']}."


def _check(walk: Walk) -> str:
    found = counts(walk.ask("check", str(walk.workbook)))
    return f"{found['stop']} stops and {found['warn']} warnings, planted on purpose."


def _recall(walk: Walk) -> str:
    reached = counts(walk.ask("recall", str(walk.workbook), "--lot", RECALLED_LOT))
    return (
        f"{RECALLED_LOT} went into {reached['runs']} runs and reached {reached['customers']} customers "
        f"in {reached['shipments']} shipments."
    )


def _origin(walk: Walk) -> str:
    """Back from the first of the recalled parcels that hold a lamp, which was made from panels made earlier."""
    parcel = next(row for row in dicts(walk.answers["recall"]["shipments"]) if row["run_id"] == LAMP_RUN)
    told = walk.ask("origin", str(walk.workbook), str(parcel["shipment_id"]))
    lots = ", ".join(str(lot["lot_id"]) for lot in dicts(told["lots"]))
    return f"{parcel['shipment_id']} was made in {counts(told)['runs']} runs from {lots}."


def _comply(walk: Walk) -> str:
    from datetime import datetime

    from lotbook.compliance.answer import answer

    with open_workbook(walk.workbook) as book:
        given = answer(Records(book), walk.order, "RoHS", today=datetime.now().astimezone().date())
    walk.answers["rohs"] = given.as_json()
    return f"{walk.order}: {given.verdict} ({given.list_text})."


def _ready(walk: Walk) -> str:
    return str(walk.ask("ready", str(walk.workbook), walk.order)["summary"])


def _issue(walk: Walk) -> str:
    told = walk.ask("issue", str(walk.workbook), walk.order)
    remarks = " ".join(str(remark) for remark in listed(told["remarks"]))
    return f"{told['summary']} {remarks}".strip()


def _verify(walk: Walk) -> str:
    package = walk.answers["issue"]["package"]
    if not package:
        return "Nothing to verify."
    return str(walk.ask("verify", str(package))["summary"])


STEPS: tuple[tuple[str, Callable[[Walk], str]], ...] = (
    ("Write the shop's workbook", _build),
    ("Draw the suppliers' certificates", _draw),
    ("Assign IDs", _assign),
    ("Check the workbook", _check),
    (f"Recall lot {RECALLED_LOT}", _recall),
    ("Trace one parcel back", _origin),
    ("Is the order RoHS compliant?", _comply),
    ("Would its certificate pass?", _ready),
    ("Issue the certificate package", _issue),
    ("Verify the package", _verify),
)


def counts(told: Mapping[str, object]) -> Mapping[str, int]:
    """The counts of a command's JSON answer."""
    found = told["counts"]
    assert isinstance(found, dict)
    return found


def listed(value: object) -> list[object]:
    """A list of a command's JSON answer."""
    assert isinstance(value, list)
    return value


def dicts(value: object) -> list[dict[str, object]]:
    """The rows of a list in a command's JSON answer."""
    return [row for row in listed(value) if isinstance(row, dict)]
