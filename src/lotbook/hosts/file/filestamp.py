"""Reads a file whole, with what tells later whether somebody else has written it meanwhile."""

from __future__ import annotations

import os
from pathlib import Path

from lotbook.errors import NotAWorkbookError, OpenElsewhereError


class Stamp(tuple[int, int]):
    """When a file was last changed and how long it is: enough to see that somebody else wrote it."""

    __slots__ = ()

    @classmethod
    def of(cls, path: Path) -> Stamp:
        """The stamp of a file as it is now."""
        told = path.stat()
        return cls((told.st_mtime_ns, told.st_size))


def read_file(path: Path) -> tuple[Stamp, bytes]:
    """The stamp and the bytes of a workbook's file.

    Raises:
        NotAWorkbookError: it is not there or cannot be read.
        OpenElsewhereError: another program holds it so that nobody may read it.
    """
    try:
        stamp = Stamp.of(path)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise NotAWorkbookError(f"There is no file {path}.") from error
    except IsADirectoryError as error:
        raise NotAWorkbookError(f"{path} is a folder.") from error
    except PermissionError as error:
        if os.name == "nt":
            raise OpenElsewhereError(f"{path.name} is open in another program.") from error
        raise NotAWorkbookError(
            f"{path.name} may not be read by you.", next_step="Ask for the right to read it."
        ) from error
    except OSError as error:
        raise NotAWorkbookError(f"{path.name} cannot be read.", cause=str(error)) from error
    return stamp, data
