"""Opens the workbook a command works on: the closed file now, the open spreadsheet where there is one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lotbook.hosts.file.book import FileBook


@contextmanager
def open_workbook(path: str | Path, *, writing: bool = False, cloud_ok: bool = False) -> Iterator[FileBook]:
    """The workbook, checked to be one of ours and of this schema version.

    With ``writing`` the workbook's lock is held until the block ends, so what is read is what is changed.

    Raises:
        LotbookError: any of the broken surroundings: not a workbook, open elsewhere, locked, read-only, ...
    """
    with FileBook.open(Path(path), writing=writing, cloud_ok=cloud_ok) as book:
        yield book
