"""Which of the files that cells name lie where they say; each folder is listed once, so a network share is asked little."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import PurePath


def beside(folder: PurePath) -> Callable[[str], bool]:
    """Whether a file named in a cell is there, counted from the workbook's folder.

    Capitals count where the system counts them: a name that opens is there. A folder that cannot be listed counts as
    one that holds what is asked for, because not being allowed to look proves nothing.
    """

    @cache
    def listed(directory: str) -> frozenset[str] | None:
        try:
            return frozenset(entry.name for entry in os.scandir(str(folder / directory)))
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return frozenset()
        except OSError:
            return None

    def has_file(cell: str) -> bool:
        path = cell.strip().replace("\\", "/")
        name = path.rpartition("/")[2]
        names = listed(path[: len(path) - len(name)])
        # A path is made only where it must be: thousands of them cost time.
        return names is None or name in names or os.path.exists(str(folder / path))  # noqa: PTH110

    return has_file
