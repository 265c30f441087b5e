"""Keeps the index of a workbook: answers from it while the workbook is unchanged, has it rebuilt when it is not."""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from lotbook.domain.filters import Filters
from lotbook.domain.recall import Recall
from lotbook.errors import LotbookError
from lotbook.hosts.beside import data_folder_of
from lotbook.hosts.file.listing import listed_parts
from lotbook.hosts.file.quick import OddSheetError
from lotbook.hosts.index.build import NAME, build, is_ignored, made_by
from lotbook.hosts.index.pages import BrokenIndexError, PageReader, opened
from lotbook.hosts.index.source import Index, IndexSource
from lotbook.tables.records import Records
from lotbook.tables.trace.recall import fields, recall
from lotbook.tables.trace.relevant import TooManyError, relevant

if TYPE_CHECKING:
    from collections.abc import Mapping

WORTH = 20 << 20  # bytes of a workbook unpacked; a smaller one is read about as fast as its index
_BROKEN = (BrokenIndexError, OddSheetError, OSError, ValueError, LookupError, TypeError, zlib.error)


def recall_from_index(
    path: Path, filters: Filters, *, known: Mapping[str, str], today: date | None = None
) -> tuple[Recall, Records] | None:
    """A recall of a workbook that did not change since its index was built, with the records it looked at.

    Args:
        path: the workbook.
        filters: where to start.
        known: identifiers the journal knows.
        today: the day it is answered for.

    Returns:
        The answer that the workbook itself would give; None where only the workbook can give one.
    """
    try:
        with opened(data_folder_of(path) / NAME) as file:
            pages = PageReader(file)
            if not _is_of(pages.told, path):
                return None
            index = Index(pages)
            records = Records(IndexSource(index, relevant(index, filters, known)), only=fields(filters))
            return recall(records, filters, known=known, today=today), records
    except (
        *_BROKEN,
        TooManyError,
        LotbookError,
    ):  # what nobody knows is told by the workbook, with near matches
        return None


def is_current(path: Path) -> bool:
    """Whether a workbook has an index of what it holds now."""
    try:
        with opened(data_folder_of(path) / NAME) as file:
            return _is_of(PageReader(file).told, path)
    except _BROKEN:
        return False


def _is_of(told: Mapping[str, object], path: Path) -> bool:
    """Whether an index was built by this Lotbook from the workbook as it is now."""
    parts = listed_parts(path)
    if parts is None or told["made_by"] != made_by():
        return False
    ignored = set(cast("list[str]", told["ignored"]))
    now = sorted([name, crc, size] for name, crc, size in parts if not is_ignored(name, ignored))
    return now == told["parts"]


def build_soon(path: Path) -> None:
    """Has the index built by a process of its own, if the workbook is large enough; nobody waits for it.

    There is none without a data folder: a question alone leaves nothing beside a workbook.
    """
    try:
        size = sum(size for _, _, size in listed_parts(path) or ())
    except OSError:
        return
    if size < WORTH or not data_folder_of(path).is_dir() or is_current(path):
        return
    options: dict[str, Any] = {"start_new_session": True}
    if os.name == "nt":
        low = subprocess.BELOW_NORMAL_PRIORITY_CLASS | subprocess.CREATE_NO_WINDOW  # type: ignore[attr-defined,unused-ignore]
        options = {"creationflags": low}
    with suppress(OSError):
        subprocess.Popen(  # noqa: S603 - our own module, by the Python that runs now
            [sys.executable, "-m", __name__, str(path.absolute())],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options,
        )  # fmt: skip


def main() -> int:
    """Builds the index of the workbook named on the command line; says nothing, whatever happens."""
    import gc

    gc.disable()
    if hasattr(os, "nice"):
        os.nice(10)
    with suppress(LotbookError, OSError, MemoryError):
        build(Path(sys.argv[1]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
