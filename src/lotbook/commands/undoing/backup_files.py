"""What belongs to a workbook: the file itself, its journal, its papers, packages, recalls, lists, templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from lotbook.commands.issuing.order import resolved
from lotbook.hosts.host import Host
from lotbook.tables.records import Records

# Files that stand there only while something is done, ours and those of Word and LibreOffice, and what is built anew.
_PASSING = re.compile(r"~\$.*|\.~lock\..*|lock.*|recall\.index|.*\.(?:lock|part|tmp)", re.IGNORECASE)
# Own lists decide what is compliant; reviews, letters and cuts prove what was looked at, asked for and marked.
_BESIDE = ("packages", "recalls", "lists", "reviews", "letters", "cuts", "outbox")
_FOLDERS = ("Packages folder", "Templates folder")
_PICTURES = ("Logo file",)


def belonging(book: Host) -> tuple[dict[str, Path], tuple[str, ...]]:
    """Every file, by its path as it is restored: relative to the workbook's folder, or below ``elsewhere``.

    Returns:
        Path in the backup -> file; and the names of files that rows name and that are not there.
    """
    records = Records(book)
    found: dict[str, Path] = {}
    missing: list[str] = []
    for file in _whole(book, records):
        found[_place(file, book.folder)] = file
    for cell in dict.fromkeys(_named(records)):
        file = resolved(book.folder, cell)
        if file.is_file():
            found[_place(file, book.folder)] = file
        elif "://" not in cell:
            missing.append(cell)
    missing += [cell for cell in _packages(records) if not resolved(book.folder, cell).is_dir()]
    return found, tuple(missing)


def _whole(book: Host, records: Records) -> Iterator[Path]:
    """The workbook, and whole folders that belong to it."""
    yield book.path
    folders = [book.data_folder, *(book.folder / name for name in _BESIDE)]
    folders += [resolved(book.folder, cell) for name in _FOLDERS if (cell := records.setting(name).strip())]
    folders += [resolved(book.folder, cell) for cell in _packages(records)]
    for folder in dict.fromkeys(folders):
        if folder.is_dir():
            yield from (
                file
                for file in sorted(folder.rglob("*"))
                if file.is_file() and not _PASSING.fullmatch(file.name)
            )


def _packages(records: Records) -> dict[str, None]:
    """The packages that the register names, also from before the Packages folder was another one."""
    return dict.fromkeys(row.package for row in records.certificates if row.package)


def _named(records: Records) -> Iterator[str]:
    """The files that cells name."""
    for lot in records.receiving:
        yield from (lot.certificate_file,) if lot.certificate_file else ()
    for process in records.outside_processes:
        yield from (process.certificate_file,) if process.certificate_file else ()
    for declaration in records.declarations:
        yield from (declaration.file,) if declaration.file else ()
    for step in records.custody:
        yield from (step.file,) if step.file else ()
    for person in records.people:
        yield from (person.signature_file,) if person.signature_file else ()
    yield from (cell for name in _PICTURES if (cell := records.setting(name).strip()))


def path_of(book: Host, cell: str) -> str:
    """Where a backup keeps the file or folder that a cell names."""
    return _place(resolved(book.folder, cell), book.folder)


def _place(file: Path, folder: Path) -> str:
    """Where a file is restored to: below the workbook's folder as now, or below ``elsewhere`` by its whole path."""
    absolute = file.absolute()
    try:
        return absolute.relative_to(folder.absolute()).as_posix()
    except ValueError:
        parts = [part for part in absolute.parts[1:] if part != ".."]
        return PurePosixPath("elsewhere", absolute.drive.strip(":\\/") or "root", *parts).as_posix()
