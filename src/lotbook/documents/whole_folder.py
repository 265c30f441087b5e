"""Makes a folder whole or not at all: it is filled beside its place and renamed, so nobody ever finds half of it."""

from __future__ import annotations

import glob
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lotbook.errors import PackageError

_ISSUE_AGAIN = "Issue again as a new revision, or move the folder away if it was never issued."


@contextmanager
def whole_folder(target: Path, *, taken: str = _ISSUE_AGAIN) -> Iterator[Path]:
    """A temporary folder to fill; it becomes ``target`` when the block ends well, and vanishes when it does not.

    Args:
        target: the folder to make.
        taken: what to do where something lies there already.

    Raises:
        PackageError: something lies at ``target`` already, or the folder above it cannot be written.
    """
    if target.exists():
        raise PackageError(
            f"{target.name} exists already, and what lies in it is never overwritten.",
            next_step=taken,
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear(target)
        folder = Path(tempfile.mkdtemp(prefix=f".{target.name}-", suffix=".part", dir=target.parent))
        folder.chmod(0o755)  # a temporary folder is closed to others; a package is not
    except OSError as error:
        raise PackageError(
            f"The folder {target.parent} cannot be written.",
            cause=error.strerror or "",
            next_step="Remove the write protection, or set another Packages folder in Settings.",
        ) from error
    try:
        yield folder
        _put(folder, target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _clear(target: Path) -> None:
    """Removes what a killed command left half filled; the workbook's lock keeps two commands from one target."""
    for left in target.parent.glob(f".{glob.escape(target.name)}-*.part"):
        shutil.rmtree(left, ignore_errors=True)


def _put(folder: Path, target: Path) -> None:
    """Windows refuses to rename a folder while a virus scanner looks at its new files, so it is asked again."""
    for wait in (0.1, 0.5, 1.0, None):
        try:
            os.rename(folder, target)  # noqa: PTH104 - a rename that must not replace anything
        except OSError as error:
            if wait is None or not isinstance(error, PermissionError):
                raise PackageError(
                    f"The package could not be put at {target}.", cause=error.strerror or ""
                ) from error
            time.sleep(wait)
        else:
            return
