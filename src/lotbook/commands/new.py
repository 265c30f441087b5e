"""New: writes an empty workbook, ready to be filled in."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from lotbook.commands.shell.command import Command, Outcome
from lotbook.errors import ReadOnlyError, UsageError
from lotbook.hosts.beside import data_folder_of
from lotbook.tables.book import SCHEMA_VERSION, TABLES
from lotbook.tables.lists import PAPERS, PROFILES


def run(options: Namespace) -> Outcome:
    """Writes the workbook; an existing file is kept beside it under another name, and only when that was asked for."""
    path = Path(options.workbook)
    _refuse(path, force=options.force)
    own = {"Company name": options.company, "Paper": options.paper}
    kept = None
    if not options.dry_run:
        kept = _keep(path) if path.exists() else None
        _write(path, options.profile, {name: value for name, value in own.items() if value})
    return _outcome(path, options.profile, kept, dry_run=options.dry_run)


def _refuse(path: Path, *, force: bool) -> None:
    if path.suffix.lower() != ".xlsx":
        raise UsageError(
            f"{path.name} must end in .xlsx.", next_step=f"Write {path.with_suffix('.xlsx').name}."
        )
    if not path.parent.is_dir():
        raise UsageError(
            f"The folder {path.parent} is not there.", next_step="Make it first, or name another one."
        )
    if path.exists() and not force:
        raise UsageError(
            f"{path} is there already.",
            next_step="Choose another name, or pass --force: the old file is then kept beside it.",
        )


def _keep(path: Path) -> Path:
    """Moves the old file, and the folder with its journal, out of the way; neither is ever lost."""
    stamp = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
    kept = path.with_name(f"{path.stem}-before-{stamp}{path.suffix}")
    try:
        path.replace(kept)
        data = data_folder_of(path)
        if data.is_dir():
            data.replace(data_folder_of(kept))
    except OSError as error:
        raise ReadOnlyError(f"{path} cannot be moved out of the way.", cause=str(error)) from error
    return kept


def _write(path: Path, profile: str, own: dict[str, str]) -> None:
    from lotbook.artefacts.workbook import build_workbook

    try:
        build_workbook(
            path, profile=profile, own_settings=own, created=datetime.now(UTC).replace(tzinfo=None)
        )
    except OSError as error:
        raise ReadOnlyError(f"{path} cannot be written.", cause=str(error)) from error


def _outcome(path: Path, profile: str, kept: Path | None, *, dry_run: bool) -> Outcome:
    what = f"{path}: a workbook with {len(TABLES)} sheets to fill in, profile {profile}."
    lines = [f"Not written (dry run): {what}" if dry_run else what]
    if kept:
        lines.append(f"The old file is now {kept.name}.")
    if not dry_run:
        lines += [
            "Next: open it and fill in Settings, Suppliers, Customers, Materials, Parts and People,",
            f"or bring an old register in: lotbook import {path} Receiving deliveries.csv --dry-run",
        ]
    answer: dict[str, object] = {
        "workbook": str(path),
        "profile": profile,
        "schema": SCHEMA_VERSION,
        "kept": str(kept) if kept else None,
        "dry_run": dry_run,
    }
    return Outcome(tuple(lines), answer)


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the file, the profile and what stands on certificates."""
    parser.add_argument("workbook", help="the .xlsx file to write")
    parser.add_argument(
        "--profile", choices=PROFILES, default="shop", help="how strict the gate is (default: shop)"
    )
    parser.add_argument(
        "--company", default="", metavar="NAME", help="the shop's name, as it stands on certificates"
    )
    parser.add_argument("--paper", choices=PAPERS, default="", help="paper of certificates (default: A4)")
    parser.add_argument(
        "--force", action="store_true", help="write although the file is there; the old one is kept"
    )


COMMAND = Command(
    verb="new",
    summary="Write an empty workbook with every sheet, ready to be filled in.",
    add_arguments=add_arguments,
    run=run,
    writes=True,
    json_keys={
        "workbook": "the file written",
        "profile": "shop, aerospace or medical",
        "schema": "version of the workbook's layout",
        "kept": "the old file's new name, when there was one; else null",
        "dry_run": "true when nothing was to be written",
    },
)
