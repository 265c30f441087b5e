"""Demo: builds a small shop's workbook and walks through a day's work with it, from numbering to a certificate."""

from __future__ import annotations

import shutil
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from lotbook.artefacts.demo.registers import certified_order
from lotbook.artefacts.demo.story import RECALLED_LOT
from lotbook.commands import VERBS
from lotbook.commands.command import Command, Outcome
from lotbook.commands.workbook import open_workbook
from lotbook.errors import EXIT_FINDINGS, EXIT_FINE, ReadOnlyError, UsageError
from lotbook.shipped import shipped
from lotbook.tables.records import Records

WORKBOOK = "demo.xlsx"
# What a demo leaves in its folder; --force removes these and nothing else.
MADE = frozenset({WORKBOOK, "demo.lotbook", "certificates", "packages"})
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
        print(f"[{len(self.steps) + 1}/{len(STEPS)}] {name} ... ", end="", file=sys.stderr, flush=True)
        started = perf_counter()
        result = action(self)
        self.steps.append(Step(name, round(perf_counter() - started, 2), result))
        print(f"{self.steps[-1].seconds:.1f} s", file=sys.stderr, flush=True)

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
    given = _dicts(walk.ask("assign", str(walk.workbook))["assigned"])
    plywood = next(row for row in given if str(row["identifier"]).startswith("PLY"))
    return f"{len(given)} IDs; the first plywood of May 2024 is {plywood['identifier']}."


def _check(walk: Walk) -> str:
    counts = walk.ask("check", str(walk.workbook))["counts"]
    assert isinstance(counts, dict)
    return (
        f"{counts['stop']} stops and {counts['warn']} warnings, planted on purpose; {counts['note']} notes."
    )


def _recall(walk: Walk) -> str:
    counts = _counts(walk.ask("recall", str(walk.workbook), "--lot", RECALLED_LOT))
    return (
        f"{RECALLED_LOT} went into {counts['runs']} runs and reached {counts['customers']} customers "
        f"in {counts['shipments']} shipments."
    )


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
    remarks = " ".join(str(remark) for remark in _list(told["remarks"]))
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
    ("Is the order RoHS compliant?", _comply),
    ("Would its certificate pass?", _ready),
    ("Issue the certificate package", _issue),
    ("Verify the package", _verify),
)


def run(options: Namespace) -> Outcome:
    """Builds the demo and takes every step, or with ``--dry-run`` says which ones."""
    folder = Path(options.folder)
    old = leftovers(folder, force=options.force)
    if options.dry_run:
        return _would(folder)
    for path in old:
        _remove(path)
    folder.mkdir(parents=True, exist_ok=True)
    walk = Walk(folder)
    for name, action in STEPS:
        walk.take(name, action)
    return _outcome(walk)


def leftovers(folder: Path, *, force: bool) -> list[Path]:
    """What an earlier demo left in the folder and may be removed.

    Raises:
        UsageError: the folder is a file, is not empty, or holds files that no demo made.
    """
    if folder.is_file():
        raise UsageError(f"{folder} is a file.", next_step="Name a folder: lotbook demo my-demo")
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    foreign = [path.name for path in found if path.name not in MADE]
    if foreign:
        raise UsageError(
            f"The folder {folder} holds files that no demo made, such as {foreign[0]}.",
            cause="The demo must not mix its files with yours.",
            next_step="Name a new folder: lotbook demo my-demo",
        )
    if found and not force:
        raise UsageError(
            f"The folder {folder} holds an earlier demo.",
            next_step="Name a new folder, or replace the demo in it with --force.",
        )
    return found


def _remove(path: Path) -> None:
    """Removes what an earlier demo made; a workbook that is open keeps everything as it is."""
    try:
        if path.name == WORKBOOK:
            with open_workbook(path, writing=True, cloud_ok=True):
                pass
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except PermissionError as error:
        raise ReadOnlyError(f"{path} cannot be removed.", cause=str(error)) from error


def _would(folder: Path) -> Outcome:
    lines = [f"Nothing was written (dry run). In {folder} the demo would:"]
    lines += [f"  {number}. {name}" for number, (name, _) in enumerate(STEPS, 1)]
    steps = [{"name": name, "seconds": 0, "result": ""} for name, _ in STEPS]
    return Outcome(tuple(lines), _answer(steps=steps, seconds=0, dry_run=True))


def _answer(**known: object) -> dict[str, object]:
    empty: dict[str, object] = {
        "steps": [], "seconds": 0, "workbook": None, "order": None, "recall": {}, "check": {}, "rohs": None,
        "certificate": None, "package": None, "files": [], "dry_run": False,
    }  # fmt: skip
    return empty | known


def _outcome(walk: Walk) -> Outcome:
    issued, counts = walk.answers["issue"], _counts(walk.answers["recall"])
    opens = [str(walk.workbook)]
    if issued["open"]:
        opens.append(str(walk.folder / Path(str(issued["open"])).relative_to(walk.folder.resolve())))
    answer = _answer(
        steps=[step._asdict() for step in walk.steps],
        seconds=round(walk.seconds, 1),
        workbook=str(walk.workbook),
        order=walk.order,
        recall={name: counts[name] for name in ("runs", "customers", "shipments")},
        check=walk.answers["check"]["counts"],
        rohs=walk.answers["rohs"]["verdict"],
        certificate=issued["certificate"],
        package=issued["package"],
        files=opens,
    )
    return Outcome(tuple(_summary(walk, opens)), answer, EXIT_FINE if issued["issued"] else EXIT_FINDINGS)


def _summary(walk: Walk, opens: Sequence[str]) -> list[str]:
    width = max(len(step.name) for step in walk.steps)
    lines = ["", f"Harbor & Pine Fabrication, an invented shop. {walk.seconds:.0f} seconds.", ""]
    lines += [f"  {step.name:<{width}}  {step.seconds:5.1f} s  {step.result}" for step in walk.steps]
    lines += ["", "Open these:", *(f"  {path}" for path in opens)]
    book = _quoted(walk.workbook)
    tries = (
        (f"lotbook recall {book} --lot {RECALLED_LOT}", "who got it, what to stop, the balance"),
        (f"lotbook recall {book} --heat 61T-40882", "the same from a heat number"),
        (f"lotbook origin {book} {_shipment(walk)}", "back from a parcel to the delivery"),
        (f"lotbook find {book} 61T-40882", "everywhere a number stands"),
        (f"lotbook check {book}", "what is wrong, with its cell and what to do"),
        (f"lotbook log {book}", "what was done, by whom"),
        (f"lotbook undo {book}", "takes the last change back"),
    )
    most = max(len(line) for line, _ in tries)
    return [*lines, "", "Try next:", *(f"  {line:<{most}}  {what}" for line, what in tries)]


def _shipment(walk: Walk) -> str:
    """One of the parcels the recalled lot is in."""
    return str(next(iter(_dicts(walk.answers["recall"]["shipments"])))["shipment_id"])


def _quoted(path: Path) -> str:
    return f'"{path}"' if " " in str(path) else str(path)


def _counts(told: Mapping[str, object]) -> Mapping[str, int]:
    counts = told["counts"]
    assert isinstance(counts, dict)
    return counts


def _list(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def _dicts(value: object) -> list[dict[str, object]]:
    return [row for row in _list(value) if isinstance(row, dict)]


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the folder."""
    parser.add_argument(
        "folder", nargs="?", default="lotbook-demo", help="where to build it (default: lotbook-demo)"
    )
    parser.add_argument("--force", action="store_true", help="replace an earlier demo in that folder")


COMMAND = Command(
    verb="demo",
    summary="Build an invented shop's workbook and walk through it: number, check, recall, certify.",
    add_arguments=add_arguments,
    run=run,
    writes=True,
    json_keys={
        "steps": "list of {name, seconds, result}",
        "seconds": "how long everything took",
        "workbook": "the workbook that was built",
        "order": "the order that was certified",
        "recall": "{runs, customers, shipments} that the recalled lot reached",
        "check": "how many findings: {stop, warn, note}",
        "rohs": "the verdict for the order",
        "certificate": "the certificate's number",
        "package": "the package's folder",
        "files": "list of the files to open",
        "dry_run": "true when nothing was to be written",
    },
)
