"""Backup: the workbook with everything that belongs to it, to another place; proven by reading it back."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from lotbook import __version__
from lotbook.commands.shell import progress
from lotbook.commands.shell.command import Command, Outcome
from lotbook.commands.shell.workbook import open_workbook
from lotbook.commands.undoing import backup_retention
from lotbook.commands.undoing.backup_files import belonging
from lotbook.commands.undoing.journal_faults import faults
from lotbook.documents.whole_file import write_whole
from lotbook.errors import EXIT_FINDINGS, EXIT_FINE, BackupError, LotbookError, UsageError
from lotbook.hosts.backup_place import BackupPlace
from lotbook.hosts.host import Host
from lotbook.hosts.journal import Journal
from lotbook.tables.records import Records
from lotbook.tables.retention import Retention, retention


def run(options: Namespace) -> Outcome:
    """Makes a backup, proves one, or restores one; or tells what must be kept until when."""
    if options.retention:
        return _told(options)
    if not options.place:
        raise UsageError(
            "Say where the backup goes.", next_step='Write e.g. lotbook backup shop.xlsx "S:/backup".'
        )
    if options.restore:
        return _restore(options)
    if options.prove:
        return _prove(options)
    return _back_up(options)


def _told(options: Namespace) -> Outcome:
    """What must be kept until when, by customer; nothing is copied."""
    today = datetime.now().astimezone().date()
    with open_workbook(options.workbook) as book:
        kept = retention(Records(book), today)
    said = backup_retention.longest(kept)
    return _outcome(said, "", 0, code=EXIT_FINE, kept=kept, lines=tuple(backup_retention.lines(kept, today)))


def _back_up(options: Namespace) -> Outcome:
    with _still(options) as (book, remarks):
        files, missing = belonging(book)
        place = BackupPlace(options.place)
        at = datetime.now(UTC)
        name = f"{book.path.stem}/{at:%Y-%m-%dT%H%M%SZ}"
        copied, kept, size = 0, [], 0
        for number, (path, file) in enumerate(files.items(), start=1):
            _progress(number, len(files), path)
            sha, where, is_new = place.keep(file)
            copied += is_new
            size += file.stat().st_size
            kept.append({"path": path, "sha256": sha, "bytes": file.stat().st_size, "where": where})
        duties = retention(Records(book), at.date())
        until = backup_retention.by_path(book, duties, files)
        for each in kept:
            day = until.get(str(each["path"]))
            each["keep_until"] = day.isoformat() if day else None
        content = {"workbook": book.path.name, "made_at": f"{at:%Y-%m-%dT%H:%M:%SZ}", "lotbook": __version__}
        place.write_list(name, {**content, "missing": list(missing), "files": kept})
    remarks += [f"Named in the workbook, but not there: {each}" for each in missing]
    remarks += [*backup_retention.unknown(duties), backup_retention.longest(duties)]
    said = f"{len(kept)} files, {size / 1e6:.1f} MB, {copied} of them new, are at {options.place} as {name}."
    return _outcome(said, name, len(kept), copied=copied, remarks=remarks, code=EXIT_FINE, kept=duties)


@contextmanager
def _still(options: Namespace) -> Iterator[tuple[Host, list[str]]]:
    """The workbook, kept from changing while it is copied; or as it was last saved, where somebody has it open."""
    try:
        with open_workbook(options.workbook, writing=True, cloud_ok=True, as_it_is=True) as book:
            yield book, []
            return
    except BackupError:
        raise
    except LotbookError as error:
        reason = error.problem
    with open_workbook(options.workbook) as book:
        yield book, [f"{reason} What was saved last is in the backup."]


def _progress(number: int, count: int, path: str) -> None:
    progress.passing(f"{number} of {count}: {path[-60:]}", last=number == count)


def _prove(options: Namespace) -> Outcome:
    """Reads every content of one backup again and compares its checksum."""
    place = BackupPlace(options.place)
    name = _chosen(place, options)
    every = place.read_list(name)["files"]
    wrong = [f"{each['path']} is {_fault(place, each)}." for each in every if _fault(place, each)]
    said = f"{name}: each of its {len(every)} files is there as it was."
    if wrong:
        said = f"{name} is NOT whole: {len(wrong)} of {len(every)} files. Make a new backup, and keep this place as it is."
    return _outcome(said, name, len(every), remarks=wrong, code=EXIT_FINDINGS if wrong else EXIT_FINE)


def _fault(place: BackupPlace, each: dict[str, Any]) -> str:
    sha = place.sha256(each["where"])
    return "" if sha == each["sha256"] else "changed" if sha else "gone"


def _restore(options: Namespace) -> Outcome:
    """Writes one backup into an empty folder and proves the workbook and its journal there."""
    place = BackupPlace(options.place)
    name = _chosen(place, options)
    target = Path(options.restore)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(
            f"{target} is not empty.",
            next_step="Name a new folder; compare, and copy what you need yourself.",
        )
    told = place.read_list(name)
    for each in told["files"]:
        content = place.content(each["where"])
        _refuse_changed(content, each)
        write_whole(_below(target, each["path"]), content)
    workbook = target / PurePosixPath(told["workbook"]).name
    with open_workbook(workbook, as_it_is=True) as book:
        problems = faults(Journal(book.data_folder))
    remarks = [
        *problems,
        *(f"Was missing already when the backup was made: {each}" for each in told["missing"]),
    ]
    whole = "its journal is whole" if not problems else "its journal is NOT whole"
    said = f"{workbook} and {len(told['files']) - 1} other files are back from {name}; the workbook opens, {whole}."
    return _outcome(
        said, name, len(told["files"]), remarks=remarks, code=EXIT_FINDINGS if problems else EXIT_FINE
    )


def _refuse_changed(content: bytes, each: dict[str, Any]) -> None:
    import hashlib

    if hashlib.sha256(content).hexdigest() != each["sha256"]:
        raise BackupError(
            f"{each['path']} is not as it was when the backup was made.",
            next_step="Restore an earlier backup with --at, and look who can write to that place.",
        )


def _below(target: Path, path: str) -> Path:
    """A path of a list, never outside of the folder that is restored into."""
    parts = PurePosixPath(path).parts
    if not parts or PurePosixPath(path).is_absolute() or ".." in parts or any(":" in part for part in parts):
        raise BackupError(f"The backup names {path}, which would be written outside of {target}.")
    return target.joinpath(*parts)


def _chosen(place: BackupPlace, options: Namespace) -> str:
    """The backup that is meant: the last one of this workbook, or the one named with ``--at``."""
    stem = Path(options.workbook).stem
    names = place.lists(stem)
    if not names:
        known = ", ".join(place.workbooks())
        raise BackupError(
            f"There is no backup of {stem} at {options.place}.",
            next_step=f"There are backups of {known}." if known else "Make one first.",
        )
    if options.at and options.at not in names:
        raise BackupError(f"There is no backup {options.at}.", next_step=f"Choose from: {_some(names)}.")
    return f"{stem}/{options.at or names[-1]}"


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[-5:]) + (f" and {len(names) - 5} earlier ones" if len(names) > 5 else "")


def _outcome(
    said: str,
    name: str,
    count: int,
    *,
    copied: int = 0,
    remarks: Sequence[str] = (),
    code: int,
    kept: Retention | None = None,
    lines: tuple[str, ...] = (),
) -> Outcome:
    answer: dict[str, object] = {
        "backup": name,
        "files": count,
        "copied": copied,
        "remarks": list(remarks),
        "keep_until": kept.longest.until.isoformat() if kept and kept.longest else None,
        "retention": [duty.as_json() for duty in kept.duties] if kept else [],
        "summary": said,
    }
    return Outcome(lines or (*remarks, said), answer, code)


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the workbook, the place and what to do there."""
    parser.add_argument("workbook", help="the .xlsx workbook; to restore, its name is enough")
    parser.add_argument(
        "place",
        nargs="?",
        default="",
        metavar="PLACE",
        help="a folder, or an address such as s3://bucket/shop",
    )
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--prove", action="store_true", help="read the last backup again, compare each file")
    choice.add_argument(
        "--restore", default="", metavar="FOLDER", help="write it into this empty folder, prove it"
    )
    choice.add_argument(
        "--retention",
        action="store_true",
        help="copy nothing; tell what must be kept until when, by customer",
    )
    parser.add_argument("--at", default="", metavar="TIME", help="an earlier backup, e.g. 2026-11-22T101500Z")


COMMAND = Command(
    verb="backup",
    summary="Back up the workbook with its journal, certificates and packages to another place; prove or restore it.",
    add_arguments=add_arguments,
    run=run,
    writes=False,
    json_keys={
        "backup": "its name: workbook and time in UTC",
        "files": "how many files it holds",
        "copied": "how many of them were not there yet",
        "remarks": "what must be told: files that are missing, changed or gone",
        "keep_until": "the last day of the longest duty to keep records; null when none is known",
        "retention": "list of {customer, years, entered, last_shipped, keep_until}, the longest first; entered is false "
        "where the years are the usual ten; empty with --prove and --restore",
        "summary": "one sentence",
    },
)
