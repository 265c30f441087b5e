"""Demo: builds a small shop's workbook and walks through a day's work with it, from numbering to a certificate."""

from __future__ import annotations

import shutil
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from lotbook.artefacts.demo.story import RECALLED_LOT
from lotbook.commands.demo_walk import STEPS, WORKBOOK, Walk, counts, dicts
from lotbook.commands.shell.command import Command, Outcome
from lotbook.commands.shell.workbook import open_workbook
from lotbook.errors import (
    EXIT_FINDINGS,
    EXIT_FINE,
    NotALotbookError,
    NotAWorkbookError,
    ReadOnlyError,
    UsageError,
)

# What a demo leaves in its folder; --force removes these and nothing else.
MADE = frozenset({WORKBOOK, "demo.lotbook", "certificates", "packages"})
# What a system or an open spreadsheet puts beside them; it is neither removed nor in the way.
_PASSING = frozenset({".DS_Store", "desktop.ini", "Thumbs.db", f"~${WORKBOOK}", f".~lock.{WORKBOOK}#"})


def run(options: Namespace) -> Outcome:
    """Builds the demo and takes every step, or with ``--dry-run`` says which ones."""
    folder = Path(options.folder)
    old = leftovers(folder, force=options.force)
    if options.dry_run:
        return _would(folder)
    _make_room(folder, old)
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
    there = sorted(folder.iterdir()) if folder.is_dir() else []
    found = [path for path in there if path.name not in _PASSING]
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


def _make_room(folder: Path, old: Sequence[Path]) -> None:
    """Removes an earlier demo and makes the folder; while its workbook is open everything stays as it is."""
    workbook = folder / WORKBOOK
    if workbook in old:
        with (
            suppress(NotAWorkbookError, NotALotbookError),
            open_workbook(workbook, writing=True, cloud_ok=True),
        ):
            pass
    try:
        for path in old:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReadOnlyError(f"The folder {folder} cannot be used.", cause=str(error)) from error


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
    issued, reached = walk.answers["issue"], counts(walk.answers["recall"])
    opens = [str(walk.workbook)]
    if issued["open"]:
        opens.append(str(walk.folder / Path(str(issued["open"])).relative_to(walk.folder.resolve())))
    answer = _answer(
        steps=[step._asdict() for step in walk.steps],
        seconds=round(walk.seconds, 1),
        workbook=str(walk.workbook),
        order=walk.order,
        recall={name: reached[name] for name in ("runs", "customers", "shipments")},
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
    tries = _tries(walk)
    most = max(len(line) for line, _ in tries)
    return [*lines, "", "Try next:", *(f"  {line:<{most}}  {what}" for line, what in tries)]


def _tries(walk: Walk) -> list[tuple[str, str]]:
    """Commands to type next, each with what it tells."""
    book = _quoted(walk.workbook)
    tries = [
        (f"lotbook recall {book} --lot {RECALLED_LOT}", "who got it, what to stop, the balance"),
        (f"lotbook recall {book} --heat 61T-40882", "the same from a heat number"),
        (f"lotbook origin {book} {_shipment(walk)}", "back from a parcel to the delivery"),
        (f"lotbook comply {book} --material BRS", "leaded brass: the exemption and the Article 33 line"),
        (f"lotbook find {book} 61T-40882", "everywhere a number stands"),
        (f"lotbook check {book}", "what is wrong, with its cell and what to do"),
        (f"lotbook log {book}", "what was done, by whom"),
    ]
    package = walk.answers["issue"]["package"]
    if package:
        folder = walk.folder / Path(str(package)).relative_to(walk.folder.resolve())
        tries.append((f"lotbook verify {_quoted(folder)}", "whether one byte was altered"))
    return tries


def _shipment(walk: Walk) -> str:
    """The parcel that was traced back."""
    return str(dicts(walk.answers["origin"]["shipments"])[0]["shipment_id"])


def _quoted(path: Path) -> str:
    return f'"{path}"' if " " in str(path) else str(path)


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
